# PDF documents with the programs that are not ours: `pdftotext` gives the same
# telegram as the built-in reader, and a scan is read by `tesseract`. Needs
# $target, $work, pass and fail of scripts/test-external. The telegram is
# invented.

# A PDF of these objects, numbered from 1, with the table of their places.
pdf_of() { # FILE…
    local out=$work/pdf.out number=0 place places=()
    printf '%%PDF-1.4\n' >"$out"
    for object in "$@"; do
        number=$((number + 1))
        place=$(wc -c <"$out")
        places+=("$place")
        { printf '%d 0 obj\n' "$number" && cat "$object" && printf '\nendobj\n'; } >>"$out"
    done
    place=$(wc -c <"$out")
    {
        printf 'xref\n0 %d\n0000000000 65535 f \n' $((number + 1))
        printf '%010d 00000 n \n' "${places[@]}"
        printf 'trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' $((number + 1)) "$place"
    } >>"$out"
    cat "$out"
}
stream_of() { # FILE DICTIONARY
    printf '<< %s /Length %d >>\nstream\n' "$2" "$(wc -c <"$1")"
    cat "$1"
    printf '\nendstream'
}

documents=$work/documents
mkdir -p "$documents"
printf '<< /Type /Catalog /Pages 2 0 R >>' >"$documents/1"
printf '<< /Type /Pages /Count 1 /Kids [3 0 R] >>' >"$documents/2"
printf '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>' >"$documents/3"
{
    printf 'BT /F1 12 Tf 18 TL 72 720 Td\n'
    while IFS= read -r line; do printf '(%s) Tj T*\n' "$line"; done <<'TELEGRAM'
R 020315Z APR 75
FM AMEMBASSY SUVA
TO SECSTATE WASHDC
UNCLAS SUVA 00617
E.O. 11652: N/A
TAGS: EFIS, FJ
SUBJECT: FERRY SERVICE RESUMES

1. THE FERRY SAILS AGAIN.
ROE
TELEGRAM
    printf 'ET'
} >"$documents/content"
stream_of "$documents/content" "" >"$documents/4"
printf '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>' >"$documents/5"
pdf_of "$documents"/{1,2,3,4,5} >"$documents/printed.pdf"

facts='[.id, .date, .from.name, .subject, .tags, [.paragraphs[].text]]'
mkdir -p "$work/no-programs"
alone=$(PATH=$work/no-programs "$target/debug/chancery" parse "$documents/printed.pdf" | jq -c "$facts")
helped=$("$target/debug/chancery" parse "$documents/printed.pdf" | jq -c "$facts")
[ "$alone" = "$helped" ] && grep -q 75SUVA617 <<<"$alone" || fail "pdftotext gives the same telegram: $alone / $helped"
"$target/debug/chancery" parse "$documents/printed.pdf" | grep -q '"pdftotext"' || fail "pdftotext is used where it is"
pass "a PDF reads alike with and without pdftotext"

pdftoppm -gray -r 150 -singlefile "$documents/printed.pdf" "$documents/size"
size=$(head -c 64 "$documents/size.pgm" | sed -n 2p)
width=${size% *} height=${size#* }
printf '612 0 0 792 0 0 cm /I Do' >"$documents/content"
stream_of "$documents/content" "" >"$documents/4"
printf '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>' >"$documents/3"
tail -c $((width * height)) "$documents/size.pgm" >"$documents/grey"
stream_of "$documents/grey" "/Type /XObject /Subtype /Image /Width $width /Height $height /ColorSpace /DeviceGray /BitsPerComponent 8" >"$documents/5"
pdf_of "$documents"/{1,2,3,4,5} >"$documents/scanned.pdf"

told=$("$target/debug/chancery" parse "$documents/scanned.pdf" | jq -r .error) && fail "a scan is no success"
grep -q 'scans without text' <<<"$told" || fail "a scan is reported: $told"
read=$("$target/debug/chancery" parse --ocr "$documents/scanned.pdf") || fail "a scan is read"
[ "$(jq -r .id <<<"$read")" = 75SUVA617 ] || fail "a scan gives its telegram: $read"
jq -e '.source.attributes | any(.[0] == "OCR confidence")' <<<"$read" >/dev/null || fail "the confidence is kept"
lines=$(jq -r '.source.attributes[] | select(.[0] == "OCR line places") | .[1]' <<<"$read")
[ "$(tr -cd , <<<"$lines" | wc -c)" = 8 ] || fail "each of the nine lines has its place: $lines"
pass "a scan is reported, and read with --ocr"
