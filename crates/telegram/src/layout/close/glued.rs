//! A signature glued to the last line of the text (rules N145, N196).

use super::classifier::is_classifier;
use super::sentence::{is_address, is_group_mark};
use crate::ElementKind;
use crate::layout::{Row, apparatus};
use crate::people::signature::{self, Shape, Signature};
use crate::span::Span;
use crate::text::shape::is_upper;

/// The longest name that is looked for after the last sentence.
const LONGEST: usize = 40;

/// Splits the last row of the text before `end` where a name is glued to it;
/// gives the new row of the name. `ended` says that end marks stand after it.
pub(super) fn split(rows: &mut Vec<Row<'_>>, first: usize, end: usize, ended: bool) -> Option<usize> {
    let at = first
        + rows.get(first..end)?.iter().rposition(|row| {
            !matches!(row.kind, ElementKind::Blank | ElementKind::Drafting) && !apparatus::is_apparatus(row.kind)
        })?;
    let row = *rows.get(at)?;
    if !matches!(row.kind, ElementKind::Paragraph) {
        return None;
    }
    let text = row.line.text;
    let cut = begin_of_name(text, ended).or_else(|| begin_of_classifier(rows, text))?;
    let (head, tail) = text.split_at_checked(cut)?;
    let place = row.line.at + cut as u32;
    let kept = row.line.with(head.trim_end_matches(is_dash), Span::new(row.line.whole.start, place));
    let name = row.line.with(tail, Span::new(place, row.line.whole.end));
    rows[at].line = kept;
    if rows[at].opens {
        rows[at].read_start();
    }
    rows.insert(at + 1, Row::new(name, ElementKind::Signature, true));
    Some(at + 1)
}

/// Where a name begins after the last sentence of the line: `... END COMMENT. ROE`.
///
/// A name that is a common word too is taken only where end marks follow.
fn begin_of_name(text: &str, ended: bool) -> Option<usize> {
    let is_formula = |head: &str| {
        ["CONSIDERED", "UNQUOTE", "END QUOTE", "END TEXT", "END COMMENT", "END SUMMARY"]
            .iter()
            .any(|word| ends_with_fold(head.trim_end_matches(['.', ')', ']']), word))
    };
    // `END COMMENT.ROE`
    if let Some((head, name)) = text.rsplit_once('.')
        && name.starts_with(char::is_alphabetic)
        && is_formula(head)
        && signature::read(name).is_some_and(|read| read.shape <= Shape::Surname)
    {
        return Some(text.len() - name.len());
    }
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST));
    let tail = &text[from..];
    let blanks = tail.char_indices().filter(|&(_, c)| c == ' ').map(|(at, _)| from + at);
    for blank in blanks {
        let (head, name) = (text[..blank].trim_end_matches(is_dash), text[blank..].trim_start());
        // `… in the spring -- Roe`
        let dashed = !head.is_empty() && text[..blank].trim_end().ends_with(['\u{2013}', '\u{2014}'])
            || head.len() > 1 && text[..blank].trim_end().ends_with("--");
        if name.is_empty() || name.starts_with(['(', '"', '\'']) || name.starts_with(is_dash) {
            continue;
        }
        let formula = is_formula(head) || is_group_mark(head);
        let last = head.rsplit(' ').next().unwrap_or_default();
        let closed =
            is_address(last) || head.ends_with(['.', '?', '!', '"', ')', ']', '\u{201d}']) && !ends_abbreviated(head);
        let is_sentence = is_address(last)
            || head.ends_with(['.', '?', '!'])
            || [".\"", "!\"", "?\"", ".)", ".]", ".\u{201d}"].iter().any(|end| head.ends_with(end));
        if !(formula || dashed || closed && is_sentence) {
            continue;
        }
        if ended && signature::is_word(name) {
            return Some(text.len() - name.len());
        }
        if let Some(read) = signature::read(name)
            && (read.shape <= Shape::Surname
                || (formula || dashed || is_sentence && !is_upper(head)) && is_one_surname(&read, name)
                || formula && read.shape <= Shape::Words)
            // A stop ends a sentence of one word, not a name.
            && (!name.ends_with('.') || formula || name.ends_with(" .") || name.ends_with(".."))
        {
            return Some(text.len() - name.len());
        }
    }
    None
}

fn is_dash(sign: char) -> bool {
    matches!(sign, ' ' | '-' | '\u{2013}' | '\u{2014}')
}

/// Where the name of who classified the telegram begins after the last sentence, `… has gone. Anna Roe`.
fn begin_of_classifier(rows: &[Row<'_>], text: &str) -> Option<usize> {
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST));
    let at = from + text.get(from..)?.rfind(['.', '?', '!'])?;
    let name = text.get(at + 1..)?.trim();
    let is_name = name.contains(' ') && signature::read(name).is_some_and(|read| read.shape == Shape::Small);
    (is_name && is_classifier(rows, name)).then_some(text.len() - name.len())
}

/// Whether the name is one surname in small letters, `Roe`: in a text of small letters it stands after the last sentence as
/// one in capitals does.
fn is_one_surname(read: &Signature, name: &str) -> bool {
    read.shape == Shape::Small && !name.contains(' ') && name.len() > 2 && name.starts_with(char::is_uppercase)
}

/// Whether the text ends with an abbreviation: its stop closes no sentence.
fn ends_abbreviated(head: &str) -> bool {
    let word = head.rsplit([' ', '(', '/']).next().unwrap_or_default();
    let bare = word.trim_end_matches('.');
    // `MAY 3.` ends a sentence, `3.` alone is a number before one.
    let number = bare.bytes().all(|byte| byte.is_ascii_digit());
    let is_initials = if number { word.len() == head.len() } else { bare.contains('.') || bare.chars().count() <= 1 };
    const ABBREVIATIONS: [&str; 35] = [
        "MR", "MRS", "MS", "DR", "ST", "STE", "GEN", "COL", "CAPT", "LT", "MAJ", "SGT", "ADM", "AMB", "MIN", "SEN",
        "REP", "GOV", "PROF", "REV", "HON", "NO", "NOS", "VS", "CO", "CORP", "INC", "LTD", "DEPT", "FT", "MT", "JR",
        "SR", "ASST", "SEC",
    ];
    word.ends_with('.') && (is_initials || ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(bare)))
}

fn ends_with_fold(text: &str, word: &str) -> bool {
    text.len().checked_sub(word.len()).and_then(|at| text.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_glued_name() {
        for (text, want) in [
            ("IT IS SO. END COMMENT. ROE", Some("ROE")),
            ("SUVA MINIMIZE CONSIDERED. SAMPLE", Some("SAMPLE")),
            ("MINIMIZE CONSIDERED SAMPLE", Some("SAMPLE")),
            ("It is so. End comment.  ROE-DOE", Some("ROE-DOE")),
            ("THE TALKS WENT ON. J. Q. ROE", Some("J. Q. ROE")),
            ("HE CALLED IT \"A TRIAL.\" ROE##", Some("ROE##")),
            ("HE SPOKE WITH MR. ROE", None),
            ("AT THE U.S. EMBASSY", None),
            ("IT IS SO. REGARDS", None),
            ("IT IS SO. END COMMENT.", None),
            ("THEY MET. HE LEFT", None),
            ("The ferry left. Roe", Some("Roe")),
            ("The list is at http://suva.example.gov/list Roe", Some("Roe")),
            ("The list is at www.example.gov/list ROE", Some("ROE")),
            ("He is at doe@example.gov. ROE", Some("ROE")),
            ("The ferry left. ROE .", Some("ROE .")),
            ("It may come in the spring -- Roe", Some("Roe")),
            ("It may come in the spring. \u{2014} ROE", Some("ROE")),
            ("-- Roe", None),
            ("The minister came. However", None),
            ("He spoke with Mr. Roe", None),
            ("They asked. Never.", None),
            ("THE FERRY LEFT. Roe", None),
        ] {
            assert_eq!(begin_of_name(text, false).map(|at| &text[at..]), want, "{text}");
        }
    }
}
