//! What is usual in REF lines and still worth a note (FORMAT.md N100, N106, N107, N114-N118, N121, N122, N189).

use super::first;
use crate::layout::Row;
use crate::model::{Reference, ReferenceKind, Telegram};
use crate::{Diagnostic, ElementKind};

pub(super) fn read(rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(row) = first(rows, ElementKind::References) {
        let upper = row.line.text.get(..6).unwrap_or(row.line.text).to_ascii_uppercase();
        let usual = ["REF:", "REFS:", "REFERE"].iter().any(|label| upper.starts_with(label));
        if !usual && upper.starts_with("RE") {
            let message = "the label of the references is not printed as REF with a colon";
            diagnostics.push(Diagnostic::note("references-label", row.line.span(), message));
        }
    }
    for entry in &telegram.references {
        of_entry(entry, diagnostics);
    }
    let reftel = telegram
        .mentions
        .iter()
        .find(|mention| mention.letter.is_none() && mention.id.is_none() && mention.text.len() < 12);
    if let Some(mention) = reftel.filter(|_| telegram.references.is_empty() && has_head(rows)) {
        let message = "the text cites a reference, but the header lists none";
        diagnostics.push(Diagnostic::warning("reftel-without-list", mention.span, message));
    }
}

fn has_head(rows: &[Row<'_>]) -> bool {
    first(rows, ElementKind::Subject).is_some()
}

fn of_entry(entry: &Reference, diagnostics: &mut Vec<Diagnostic>) {
    let upper = entry.text.to_ascii_uppercase();
    let mut note = |code, message: &str| diagnostics.push(Diagnostic::note(code, entry.span, message));
    if entry.notal {
        note("reference-not-to-all", "NOTAL: not every addressee has what is referred to");
    }
    if ["AND PREV", "ET AL", "AND SUBSEQUENT", "(AND PREV"].iter().any(|words| upper.contains(words)) {
        note("reference-and-previous", "the entry stands for earlier messages too, which it does not name");
    }
    if upper.contains("(TOSEC ") || upper.contains("(SECTO ") || upper.contains("/TOSEC ") {
        note("reference-two-numbers", "the telegram bears a second number of a series of its own");
    }
    match entry.kind {
        ReferenceKind::Telegram if entry.id.is_none() && date_time_group(&upper) => {
            note("reference-by-date-time-group", "a message is cited by its date-time group; it has no reference id");
        }
        ReferenceKind::Telegram => {
            if entry.id.is_some() && has_title(&entry.text) {
                note("reference-with-title", "words stand behind the number; they are kept with the entry");
            }
        }
        ReferenceKind::Airgram => note("reference-airgram", "an airgram: it is numbered apart from the telegrams"),
        _ => note("reference-not-a-telegram", "the entry is no telegram; it was given a kind, not an id"),
    }
}

/// Six figures and a Z.
fn date_time_group(text: &str) -> bool {
    text.as_bytes().windows(7).any(|window| window[..6].iter().all(u8::is_ascii_digit) && window[6] == b'Z')
}

/// A quoted or bracketed title of more than one word behind the number.
fn has_title(text: &str) -> bool {
    let Some(open) = text.find(['"', '(', ':', '\u{201c}']).filter(|&at| at > 4) else { return false };
    let behind = &text[open + text[open..].chars().next().map_or(1, char::len_utf8)..];
    behind
        .split_whitespace()
        .filter(|word| word.len() > 2 && word.bytes().all(|b| b.is_ascii_alphabetic()))
        .nth(1)
        .is_some()
        && !behind.to_ascii_uppercase().starts_with("AND PREV")
}
