# A reader compares the pages of a document with the text that was read on them:
# a printed and a scanned copy of the invented telegram of documents.sh.
#
# Sourced by scripts/test-external behind documents.sh, with the words to drive
# the browser with.

mkdir "$work/papers"
cp "$documents/printed.pdf" "$documents/scanned.pdf" "$work/papers"
"$target/debug/chancery" serve --archive "$work/papers-archive" --import "$work/papers" --collection papers --ocr --addr 127.0.0.1:0 >"$work/papers.log" 2>&1 &
started+=($!)
papers=$(await "$work/papers.log" 'http://127\.0\.0\.1:[0-9]+') || fail "the server starts"

open "$papers/75SUVA617"
click 'link text' 'Page images'
[[ $(address) == */original/pages/1 ]] || fail "page images lead to the first page: $(address)"

for copy in printed scanned; do
    page=/collections/papers/$copy/original/pages/1
    open "$papers$page"
    shows "the page of the $copy copy stands beside its text" "THE FERRY SAILS AGAIN"
    image=$(wd GET "element/$(element "css selector" '.sheet-image img')/property/naturalHeight")
    [ "$image" = 2000 ] || fail "the browser shows the image of the $copy copy: $image"
    curl -sS -D "$work/head" -o "$work/page.jpg" "$papers$page.jpg"
    grep -qi '^content-type: image/jpeg' "$work/head" || fail "the image is JPEG: $(cat "$work/head")"
    pass "and the browser shows its image"
    picture "6-page-$copy"
done
shows "with how sure OCR was" "Read from the scan by OCR"

[ "$(curl -sS -o /dev/null -w '%{http_code}' "$papers${page%1}2")" = 404 ] || fail "no second page"
pass "a page that is not there is not found"

PATH=$work/no-programs "$target/debug/chancery" serve --archive "$work/papers-archive" --addr 127.0.0.1:0 >"$work/bare.log" 2>&1 &
started+=($!)
bare=$(await "$work/bare.log" 'http://127\.0\.0\.1:[0-9]+') || fail "the server starts without programs"
open "$bare$page"
shows "without pdftoppm the page says what to install" "poppler-utils"
[ "$(curl -sS -o /dev/null -w '%{http_code}' "$bare$page.jpg")" = 501 ] || fail "an image needs the program"
pass "and there is no broken image"
