//! How the TAGS line is printed (rules N74 to N86, N89, N164 to N170).

use super::first;
use crate::layout::Row;
use crate::model::Telegram;
use crate::{Diagnostic, ElementKind};

/// Words of a TAGS line that are looked at.
const MOST: usize = 80;

pub(super) fn read(rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    let Some(row) = first(rows, ElementKind::Tags) else { return };
    let span = row.line.span();
    let mut note = |code, message: String| diagnostics.push(Diagnostic::note(code, span, message));
    if !row.line.text.get(..5).is_some_and(|label| label.eq_ignore_ascii_case("TAGS:")) {
        note("tags-label", "the label is not printed as TAGS with a colon".to_owned());
    }
    let lines =
        || rows.iter().filter(|row| row.kind == ElementKind::Tags && !row.line.is_blank()).map(|row| row.line.text);
    let text = lines().take(20).collect::<Vec<_>>().join(" ");
    let value = text.split_once(':').map_or(text.as_str(), |(_, value)| value).trim();
    if value.contains(';') || (value.contains('/') && value.contains(',')) && !value.contains("N/A") {
        note("tags-separators", "the codes are parted by more than blanks and commas".to_owned());
    }
    if value.ends_with('.') {
        note("tags-full-stop", "a full stop stands after the last code; it was dropped".to_owned());
    }
    let count = |wanted: char| value.chars().filter(|&c| c == wanted).count();
    if count('(') != count(')') || count('[') != count(']') {
        note(
            "tag-name-unclosed",
            "a bracket around a name is not closed; the name ends where the next code begins".to_owned(),
        );
    }
    words(value, telegram, &mut note);
    if rows.iter().filter(|row| row.kind == ElementKind::Tags && row.opens).nth(1).is_some() {
        note("tags-twice", "a second TAGS line; the codes of both were read".to_owned());
    }
}

/// Tags printed twice.
fn words(value: &str, telegram: &Telegram, note: &mut impl FnMut(&'static str, String)) {
    let upper = value.to_ascii_uppercase();
    let words: Vec<&str> = upper
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .filter(|word| word.len() > 1)
        .take(MOST)
        .collect();
    let has = |tag: &str| telegram.tags.iter().any(|own| own == tag);
    if let Some(twice) =
        words.iter().enumerate().find_map(|(at, word)| (has(word) && words[..at].contains(word)).then_some(word))
    {
        note("tag-repeated", format!("{twice} is printed more than once; it was taken once"));
    }
}
