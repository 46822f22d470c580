# Archives on disks that cannot be written: a read-only file system, also while
# somebody else imports, and a full one. Needs $target, $work, pass and fail of
# scripts/test-external, and the right to mount in a name space of its own.

if ! unshare -rm true 2>/dev/null; then
    printf 'skip read-only and full disks: no file system can be mounted here\n'
else
    disks=$work/disks
    mkdir -p "$disks/rw" "$disks/ro" "$disks/full"
    "$target/debug/chancery" import samples --archive "$disks/rw/archive" >/dev/null

    # What is asked of an archive in DIR that cannot be changed, and why it cannot.
    cat >"$disks/ask" <<'ASK'
set -eu
chancery=$1 dir=$2 why=$3
$chancery verify --archive "$dir" | grep -q 'all agree'
$chancery search ferry --archive "$dir" | grep -q 'telegrams found'
$chancery show 75SUVA212 --archive "$dir" | grep -q 'FERRY TIMETABLE'
$chancery show 75SUVA212 --original --archive "$dir" | grep -q 'SUVA'
$chancery imports --archive "$dir" | grep -q new
if $chancery import /etc/hostname --archive "$dir" 2>"$4"; then exit 1; fi
# Where the disk still takes what opening writes, the first change is what fails.
grep -q "cannot be written, so nothing was changed" "$4" && grep -q "$why" "$4" || grep -q "disk is full" "$4"
ASK

    unshare -rm sh -c "mount --bind $disks/rw $disks/ro && mount -o remount,bind,ro $disks/ro &&
        sh $disks/ask $target/debug/chancery $disks/ro/archive 'Read-only file system' $disks/refused" ||
        fail "an archive on a read-only file system is read ($(cat "$disks/refused" 2>/dev/null))"
    pass "an archive on a read-only file system is read"

    unshare -rm sh -c "mount --bind $disks/rw $disks/ro && mount -o remount,bind,ro $disks/ro &&
        { $target/debug/chancery import tests/carriers --archive $disks/rw/archive >/dev/null 2>&1 & } &&
        while kill -0 \$! 2>/dev/null; do
            out=\$($target/debug/chancery show 75SUVA212 --archive $disks/ro/archive 2>&1) || {
                case \$out in *'try again'*) ;; *) echo \"\$out\" >$disks/refused; exit 1;; esac; }
        done && wait && $target/debug/chancery verify --archive $disks/ro/archive | grep -q 'all agree'" ||
        fail "it is read while somebody else imports ($(cat "$disks/refused" 2>/dev/null))"
    pass "it is read while somebody else imports"

    unshare -rm sh -c "mount -t tmpfs -o size=48m tmpfs $disks/full && cp -r $disks/rw/archive $disks/full/archive &&
        { dd if=/dev/zero of=$disks/full/rest bs=4k 2>/dev/null || true; } &&
        sh $disks/ask $target/debug/chancery $disks/full/archive 'No space left on device' $disks/refused" ||
        fail "an archive on a full disk is read ($(cat "$disks/refused" 2>/dev/null))"
    pass "an archive on a full disk is read"
fi
