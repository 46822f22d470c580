//! What stands in brackets: persons, and sometimes codes, captions or remarks
//! (rules TAGS, N82, N83).

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
    let inside = inside.to_uppercase();
    for part in inside.split(';').flat_map(|part| parts(part, "/")) {
        for part in joined_names(part).into_iter().flat_map(|part| parts(part, " & ")) {
            names.extend(names_by_commas(part));
        }
    }
    names
}

/// What stands between the separators, if all of it are names of one form: `ROE, JANE/DOE, JOHN`, `ROE/DOE`. `FERRY/HARBOR
/// PROJECT` and `DOE & SONS, INC.` are one.
fn parts<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    let alike =
        parts.iter().all(|part| part.contains(',')) || parts.iter().all(|part| !part.is_empty() && !part.contains(' '));
    if alike { parts } else { vec![text] }
}

/// The names that AND joins, also full ones: `JANE ROE AND JOHN Q DOE`.
fn joined_names(text: &str) -> Vec<&str> {
    let full: Vec<&str> = text.split(" AND ").map(str::trim).collect();
    let is_full = |name: &&str| (2..=4).contains(&name.split(' ').count()) && !name.contains([',', '.']);
    if full.iter().all(is_full) { full } else { parts(text, " AND ") }
}

/// The names of a list with commas alone: `ROE, JANE, DOE, JOHN`.
fn names_by_commas(part: &str) -> Vec<String> {
    let pieces: Vec<String> = part
        .split(',')
        .map(|piece| piece.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|piece| !piece.is_empty())
        .collect();
    if pieces.len() >= 4 && pieces.len().is_multiple_of(2) {
        pieces.chunks(2).map(|pair| pair.join(", ")).collect()
    } else if pieces.is_empty() {
        Vec::new()
    } else {
        vec![pieces.join(", ")]
    }
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
