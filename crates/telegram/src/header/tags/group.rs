//! What stands in brackets: persons, and sometimes codes, captions or remarks
//! (FORMAT.md 3.11.6, N82, N83).

use core::ops::Range;

use super::{Reader, Reading, Sort, caption_at, code};
use crate::Diagnostic;
use crate::text::unescape;

/// Reads the inside of a pair of brackets.
pub(super) fn read(
    reader: &mut Reader<'_>,
    range: Range<usize>,
    captions: &mut Vec<String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let printed = unescape(reader.printed(&range)).into_owned();
    let inside = printed.trim();
    if inside.is_empty() {
        return;
    }
    let begin = range.start + (printed.len() - printed.trim_start().len());
    if let Some((caption, length)) = caption_at(reader.text, begin)
        && length >= inside.len()
    {
        captions.push(caption);
        let message = "A caption among the TAGS is no tag.";
        diagnostics.push(Diagnostic::note("caption-in-tags", reader.span(&range), message));
        return;
    }
    if matches!(inside, "U" | "C" | "S" | "SBU" | "LOU" | "u" | "c" | "s") {
        let message = "A portion mark among the TAGS was left out.";
        diagnostics.push(Diagnostic::note("portion-mark-in-tags", reader.span(&range), message));
        return;
    }
    let words = || inside.split([' ', ',', ';']).map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    if words().filter(|word| !word.is_empty()).all(code::is_exact) {
        for word in words().filter(|word| !word.is_empty()) {
            let reading = code::read(word).unwrap_or_else(|| Reading::Known(word.to_ascii_uppercase()));
            reader.codes(reading, &range, diagnostics);
        }
        return;
    }
    for name in names(inside) {
        let is_remark = name.bytes().any(|byte| byte.is_ascii_digit()) || name.split(' ').any(is_word_of_remarks);
        if is_remark {
            let message = format!("{name} in brackets is no name; it was kept as printed.");
            diagnostics.push(Diagnostic::note("tag-remark", reader.span(&range), message));
        }
        reader.push(name, range.clone(), Sort::Name);
    }
}

/// The names in a pair of brackets, upper case: `ROE, JANE; DOE, JOHN`,
/// `ROE, JANE/DOE, JOHN`, `ROE, JANE, DOE, JOHN`.
fn names(inside: &str) -> Vec<String> {
    let mut names = Vec::new();
    // `ROE, JANE/DOE, JOHN`, `ROE/DOE`; `FERRY/HARBOR PROJECT` is no list of names.
    let by_slash = inside.split('/').all(|part| part.contains(','))
        || inside.split('/').all(|part| !part.trim().is_empty() && !part.trim().contains(' '));
    let separators: &[char] = if by_slash { &[';', '/'] } else { &[';'] };
    for part in
        inside.to_uppercase().split(separators).flat_map(|part| part.split(" AND ")).flat_map(|p| p.split(" & "))
    {
        let pieces: Vec<String> = part
            .split(',')
            .map(|piece| piece.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|piece| !piece.is_empty())
            .collect();
        if pieces.len() >= 4 && pieces.len().is_multiple_of(2) {
            names.extend(pieces.chunks(2).map(|pair| pair.join(", ")));
        } else if !pieces.is_empty() {
            names.push(pieces.join(", "));
        }
    }
    names
}

fn is_word_of_remarks(word: &str) -> bool {
    matches!(
        word,
        "ONLY"
            | "SEE"
            | "PARA"
            | "COPY"
            | "NOT"
            | "FOR"
            | "THE"
            | "TAGS"
            | "ADDED"
            | "TEXT"
            | "CORRECTED"
            | "CLASSIFIED"
    )
}
