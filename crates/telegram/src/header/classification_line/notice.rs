//! Captions and notices on a classification line that are no plain words:
//! `E F T O`, `REL TO USA, GBR`, `CORRECTED COPY` (rules N44, N55).

use super::super::captions;
use super::next_word;
use crate::spelling;

/// `E F T O`.
pub(super) fn efto(text: &str) -> Option<usize> {
    let length = spelling::match_spaced(text, "EFTO")?;
    (!spelling::goes_on(text, length)).then_some(length)
}

/// `REL TO USA, GBR`: the length up to the last country.
pub(super) fn rel_to(text: &str) -> Option<usize> {
    let rest = spelling::strip_prefix(text, "REL TO ").or_else(|| spelling::strip_prefix(text, "REL "))?;
    let mut at = text.len() - rest.len();
    let begin = at;
    loop {
        let country = text[at..].bytes().take_while(u8::is_ascii_uppercase).count();
        if !(2..=4).contains(&country) {
            break;
        }
        at += country;
        let more = text[at..].strip_prefix(", ").or_else(|| text[at..].strip_prefix(','));
        match more {
            Some(more) if more.starts_with(|c: char| c.is_ascii_uppercase()) => at = text.len() - more.len(),
            _ => break,
        }
    }
    (at > begin).then_some(at)
}

/// A caption with `SECTION` glued after it: `NOFORNSECTION 01 OF 02`.
pub(super) fn glued_caption(text: &str) -> Option<(String, usize)> {
    let word = next_word(text);
    if word.len() < "SECTION".len() {
        return None;
    }
    let cut = word.find("SECTION").filter(|&cut| cut >= 3)?;
    let (caption, length) = captions::at_start(&word[..cut])?;
    (length == cut).then(|| (caption.text.to_owned(), length))
}

/// The length of a notice of a corrected or doubled copy at the start of
/// `text`, with what follows it in parentheses.
pub(crate) fn notice_length(text: &str) -> Option<usize> {
    const NOTICES: &[&str] = &[
        "CORRECTEDCOPY",
        "POSSDUPE",
        "POSSIBLEDUPLICATE",
        "POSSIBLEDUPE",
        "CORRECTION",
        "CORRECTED",
        "COPY",
        "DUPLICATE",
    ];
    let open = text.len() - text.trim_start_matches(['(', '*', ' ']).len();
    let inner = &text[open..];
    let length = NOTICES.iter().find_map(|notice| {
        let length = spelling::match_spaced(inner, notice)?;
        (!spelling::goes_on(inner, length)).then_some(length)
    })?;
    let mut end = open + length;
    let rest = &text[end..];
    let after = rest.trim_start_matches(' ');
    if open > 0 && text.starts_with('(') {
        end = rest.find(')').map_or(text.len(), |close| end + close + 1);
    } else if after.starts_with('(') {
        let from = text.len() - after.len();
        end = after.find(')').map_or(text.len(), |close| from + close + 1);
    } else if after.starts_with(['*', '-', ',', ':']) {
        end = text.len();
    }
    Some(end)
}
