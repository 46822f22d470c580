//! An archive that cannot be written can be read: everything but changing it works, and nothing in it changes.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs::{self, OpenOptions, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use support::{Ran, World, ran, telegram};

const NOBODY: &str = "65534";

/// When a file or folder was changed last, in seconds and nanoseconds.
fn changed(path: &Path) -> (i64, i64) {
    let found = path.metadata().unwrap();
    (found.mtime(), found.mtime_nsec())
}

/// Every file and folder below, with its bytes and when it was changed.
fn state(folder: &Path) -> Vec<(PathBuf, (i64, i64), Vec<u8>)> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => all.push((path.clone(), changed(&path), fs::read(&path).unwrap())),
            }
        }
        all.push((folder.clone(), changed(&folder), Vec::new()));
    }
    all.sort();
    all
}

/// Takes the right to write away from everybody but root, or gives it back.
fn protect(folder: &Path, is_protected: bool) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            protect(&path, is_protected);
        } else {
            fs::set_permissions(&path, Permissions::from_mode(if is_protected { 0o444 } else { 0o644 })).unwrap();
        }
    }
    fs::set_permissions(folder, Permissions::from_mode(if is_protected { 0o555 } else { 0o755 })).unwrap();
}

/// A world that others may look at, with a binary that they may run.
struct Shared {
    world: World,
    is_root: bool,
}

impl Shared {
    fn new() -> Self {
        let world = World::new();
        fs::set_permissions(world.path(""), Permissions::from_mode(0o755)).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_chancery"), world.path("chancery")).unwrap();
        let is_root = fs::metadata(world.path("")).unwrap().uid() == 0;
        Self { world, is_root }
    }

    /// The command as somebody who may not write: permissions do not bind root.
    fn as_reader(&self, arguments: &[&str]) -> Command {
        let binary = self.world.path("chancery");
        let mut command = if self.is_root {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]).arg(binary);
            command
        } else {
            Command::new(binary)
        };
        command
            .args(arguments)
            .env("CHANCERY_ARCHIVE", self.world.path("archive"))
            .current_dir("/")
            .stdin(Stdio::null());
        command
    }

    fn read(&self, arguments: &[&str]) -> Ran {
        ran(&mut self.as_reader(arguments))
    }
}

#[test]
fn who_may_only_read_reads_everything_and_changes_nothing() {
    let shared = Shared::new();
    shared.world.file("75SUVA7.txt", telegram(7));
    shared.world.file("75SUVA8.txt", telegram(8));
    shared.world.run(&["import", "files", "--collection", "papers"]).expect(0);
    let archive = shared.world.path("archive");
    protect(&archive, true);
    let before = state(&archive);

    assert!(shared.read(&["show", "75SUVA7"]).expect(0).stdout.contains("7 BOXES OF TEAPOTS"));
    assert_eq!(shared.read(&["show", "75SUVA7", "--original"]).expect(0).stdout, telegram(7));
    let found = shared.read(&["search", "teapots"]).expect(0);
    assert!(found.stdout.contains("2 telegrams found") && found.stderr.is_empty(), "{}", found.stderr);
    assert!(shared.read(&["verify"]).expect(0).stdout.contains("all agree"));
    assert!(shared.read(&["imports"]).expect(0).stdout.contains("2 new"));
    let mut server = shared.as_reader(&["serve", "--addr", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let page = support::first_page(&mut server);
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(page.contains("200 OK") && page.contains("2 telegrams"), "{page}");

    for change in
        [&["import", "/proc/version"][..], &["witness", "split", "papers/75SUVA7"], &["verify", "--rebuild-index"]]
    {
        let refused = shared.read(change).expect(1);
        assert!(
            refused.stderr.contains("cannot be written, so nothing was changed")
                && refused.stderr.contains("Permission denied"),
            "{change:?}: {}",
            refused.stderr
        );
    }
    assert!(state(&archive) == before, "reading has changed something");
    protect(&archive, false);
}

#[test]
fn it_is_read_while_another_imports() {
    let shared = Shared::new();
    shared.world.file("one/75SUVA7.txt", telegram(7));
    shared.world.run(&["import", "files/one"]).expect(0);
    for number in 100..2_000 {
        shared.world.file(&format!("many/{number}.txt"), telegram(number));
    }
    let importing = ["import", "files/many"];
    let mut import = shared.world.command(&importing).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut rounds = 0;
    while import.try_wait().unwrap().is_none() {
        // Root's umask lets others read; they may not write.
        for arguments in [&["show", "75SUVA7"][..], &["search", "teapots"], &["verify"]] {
            let read = shared.read(arguments);
            let is_late = read.stderr.contains("was changed by another process while it was read; try again");
            assert!(read.status == Some(0) || is_late, "{arguments:?}: {}{}", read.stdout, read.stderr);
        }
        rounds += 1;
        sleep(Duration::from_millis(10));
    }
    assert!(import.wait().unwrap().success());
    assert!(rounds > 0, "the import was over at once: use more telegrams");
    assert!(shared.read(&["search", "teapots"]).expect(0).stdout.contains("1901 telegrams found"));
}

#[test]
fn verify_leaves_what_an_interrupted_import_left() {
    let world = World::new();
    for number in 1..=2_000 {
        world.file(&format!("{number}.txt"), telegram(number));
    }
    let mut import = world.command(&["import", "files"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let archive = world.path("archive");
    let list = archive.join("blobs/.unclaimed");
    while !list.exists() && import.try_wait().unwrap().is_none() {
        sleep(Duration::from_millis(1));
    }
    sleep(Duration::from_millis(150));
    import.kill().unwrap();
    import.wait().unwrap();
    // Whatever it had time for: a file that has its name, and no row.
    let unnamed = "ab".repeat(32);
    fs::create_dir_all(archive.join("blobs/ab")).unwrap();
    fs::write(archive.join("blobs/ab").join(&unnamed), "a telegram").unwrap();
    OpenOptions::new().create(true).append(true).open(&list).unwrap().write_all(unnamed.as_bytes()).unwrap();

    let before = state(&archive);
    let verified = world.run(&["verify", "--json"]).expect(0).json();
    assert!(verified["unclaimed"].as_u64().unwrap() > 0, "{verified}");
    assert!(state(&archive) == before, "verify has changed something");
    // Whoever searches takes it up.
    world.run(&["search", "teapots"]);
    let verified = world.run(&["verify", "--json"]).expect(0).json();
    assert_eq!((&verified["waiting"], &verified["unclaimed"]), (&0.into(), &0.into()));
}
