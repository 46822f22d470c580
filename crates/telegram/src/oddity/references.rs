//! What is usual in REF lines and still worth a note (rules N100 to N102, N106, N107, N114 to N118, N121, N122,
//! N178-N183, N189, N190, N192, N202).

use super::first;
use crate::layout::{Row, apparatus};
use crate::model::{Reference, ReferenceKind, Telegram};
use crate::{Diagnostic, ElementKind};

pub(super) fn read(source: &str, rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(row) = first(rows, ElementKind::References) {
        let upper = row.line.text.get(..6).unwrap_or(row.line.text).to_ascii_uppercase();
        let usual = ["REF:", "REFS:", "REFERE"].iter().any(|label| upper.starts_with(label));
        if !usual && upper.starts_with("RE") {
            let message = "the label of the references is not printed as REF with a colon";
            diagnostics.push(Diagnostic::note("references-label", row.line.span(), message));
        }
    }
    layout(rows, diagnostics);
    letters(source, telegram, diagnostics);
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

/// N190, N192.
fn layout(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let begin = rows.iter().position(|row| row.kind == ElementKind::References);
    let end = rows.iter().rposition(|row| row.kind == ElementKind::References);
    let (Some(begin), Some(end)) = (begin, end) else { return };
    let inside = rows.get(begin..end).unwrap_or_default();
    if let Some(row) = inside.iter().find(|row| apparatus::is_apparatus(row.kind)) {
        let message = "a page line, banner or section mark stands in the list of references; it was taken out";
        diagnostics.push(Diagnostic::note("banner-in-references", row.line.span(), message));
    }
    if let Some(row) = inside.iter().find(|row| row.kind == ElementKind::Blank) {
        let message = "a blank line stands in the list of references; the list goes on below it";
        diagnostics.push(Diagnostic::note("references-with-blank-line", row.line.span(), message));
    }
}

/// N101, N178: letters that are not followed by a full stop alone.
fn letters(source: &str, telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    let odd = telegram.references.iter().filter(|entry| entry.letter.is_some()).find(|entry| {
        let before = source.get(..entry.span.start as usize).unwrap_or_default().trim_end_matches([' ', '\t']);
        let mut marks = before.chars().rev().take(3);
        match marks.next() {
            Some('.') => !marks.next().is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit()),
            Some(c) => matches!(c, ')' | ':' | '-' | ']') || c.is_ascii_lowercase() && c.is_ascii_alphabetic(),
            None => false,
        }
    });
    if let Some(entry) = odd {
        let message = "the letters of the list are not printed as a capital with a full stop";
        diagnostics.push(Diagnostic::note("reference-letter-form", entry.span, message));
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
            if entry.id.is_some() && year_form(&upper) {
                note("reference-year-form", "the year is not printed as two figures before the post; it was read");
            }
            if entry.id.is_some() && number_form(&upper) {
                note("reference-number-form", "a sign stands before the number, or slashes part several");
            }
            if entry.id.is_some() && has_title(&entry.text) {
                note("reference-with-title", "words stand after the number; they are kept with the entry");
            }
        }
        ReferenceKind::Airgram => note("reference-airgram", "an airgram: it is numbered apart from the telegrams"),
        _ => note("reference-not-a-telegram", "the entry is no telegram; it was given a kind, not an id"),
    }
}

/// A year that is not two figures and a blank before the post (N102, N181-N183, N202).
fn year_form(text: &str) -> bool {
    let bytes = text.as_bytes();
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_digits = |part: &str| matches!(part.len(), 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit());
    // `'05 SUVA 617`, `2005 SUVA 617`, `05SUVA617`, `05-SUVA-617`
    let at_begin =
        text.starts_with('\'') || figures == 4 || figures == 2 && bytes.get(2).is_some_and(|&byte| byte != b' ');
    // `SUVA 617 (05)`, `STATE (04) 20126`
    let bracketed = text.split('(').skip(1).any(|rest| rest.split(')').next().is_some_and(is_digits));
    // `SUVA 617/05`, `SUVA 617-04`, `SUVA 617 04`, `SUVA 617 OF 2005`
    let last = text.rsplit(['/', '-', ' ']).next().unwrap_or_default();
    let before = text.get(..text.len() - last.len()).unwrap_or_default();
    let after =
        before.trim_end_matches(['/', '-', ' ']).trim_end_matches(" OF").ends_with(|c: char| c.is_ascii_digit());
    at_begin || bracketed || is_digits(last) && after && before.len() > 4
}

/// `SUVA #617`, `SUVA: 617`, `SUVA, 617`, `SUVA 617/618` (N179, N180).
fn number_form(text: &str) -> bool {
    let digits = |part: &str| part.len() >= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let signed = ["#", ": ", ", "].iter().any(|sign| {
        text.split_once(sign).is_some_and(|(post, rest)| {
            post.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ')
                && rest.split(' ').next().is_some_and(digits)
        })
    });
    signed || text.split(' ').any(|word| word.split_once('/').is_some_and(|(a, b)| digits(a) && digits(b)))
}

/// Six figures and a Z.
fn date_time_group(text: &str) -> bool {
    text.as_bytes().windows(7).any(|window| window[..6].iter().all(u8::is_ascii_digit) && window[6] == b'Z')
}

/// A quoted or bracketed title of more than one word after the number.
fn has_title(text: &str) -> bool {
    let Some(open) = text.find(['"', '(', ':', '\u{201c}']).filter(|&at| at > 4) else { return false };
    let after = &text[open + text[open..].chars().next().map_or(1, char::len_utf8)..];
    after
        .split_whitespace()
        .filter(|word| word.len() > 2 && word.bytes().all(|b| b.is_ascii_alphabetic()))
        .nth(1)
        .is_some()
        && !after.to_ascii_uppercase().starts_with("AND PREV")
}
