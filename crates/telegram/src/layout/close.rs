//! The close: signature, end marks, and what the carrier put after them
//! (FORMAT.md 3.12, N143-N146, N195-N197).

use super::shape::{is_table_row, is_upper, starts_with_fold};
use super::{Row, apparatus, body, chrome, glued, labels, record, start};
use crate::ElementKind;
use crate::header::captions;
use crate::people::signature::{self, Shape, Signature};

/// How many lines of text may stand after a signature or be looked at for one.
const FURTHEST: usize = 400;

/// How many lines up from the end of the text a signature in capitals goes before one in small letters.
const SMALL_PRINT: usize = 12;

/// Finds the signature and marks what stands after the telegram.
pub(crate) fn mark(rows: &mut Vec<Row<'_>>) {
    // The close cannot stand before the last numbered paragraph's first line.
    let first = rows
        .iter()
        .rposition(|row| {
            row.kind == ElementKind::Paragraph && row.opens && body::paragraph_start(row.line.text).is_some()
        })
        .map(|at| at + 1)
        .or_else(|| rows.iter().position(is_body));
    let Some(first) = first else { return };
    // The labelled fields below the text of the SMART form end it.
    let labelled = |row: &Row<'_>| matches!(row.kind, ElementKind::Signature | ElementKind::Label);
    if let Some(at) = rows[first..].iter().position(labelled) {
        mark_after(&mut rows[first + at..]);
        return;
    }
    drafting(rows, first);
    // End marks of a section are not those of the telegram.
    let last_break = rows.iter().rposition(is_body).and_then(|last| {
        rows[..last].iter().rposition(|row| {
            matches!(row.kind, ElementKind::PageLine | ElementKind::SectionMark | ElementKind::RepeatedHeader)
        })
    });
    let from = last_break.map_or(first, |at| first.max(at));
    let ends = |rows: &[Row<'_>], from: usize| {
        (from..rows.len())
            .find(|&at| rows[at].kind == ElementKind::End || (is_body(&rows[at]) && chrome::is_chrome(rows, at)))
            .unwrap_or(rows.len())
    };
    let mut end = ends(rows, from);
    captions_at_end(&mut rows[first..end]);
    let ended = rows[end..]
        .iter()
        .find(|row| row.kind != ElementKind::Blank)
        .is_some_and(|row| row.kind == ElementKind::End || apparatus::is_apparatus(row.kind));

    let signed =
        find_signature(rows, first, end, ended).or_else(|| word_alone(rows, first, end, ended)).or_else(|| {
            let at = glued::split(rows, first.saturating_sub(1), end, ended)?;
            end += 1;
            Some(at)
        });
    let mut after = end;
    if signed.is_none()
        && let Some(tail) = chrome::tail(rows, first, end)
    {
        after = tail;
    }
    if let Some(at) = signed {
        after = mark_signature(rows, at, first);
        mark_of_sections(rows, at);
        // The group mark above the signature, or below it, is no text of the last paragraph.
        let near = at.saturating_sub(4)..(after + 3).min(rows.len());
        for row in rows[near].iter_mut().filter(|row| is_body(row) && is_group_mark(row.line.text)) {
            row.kind = ElementKind::Note;
            row.opens = true;
        }
    }
    // An annex is text of the telegram, up to its end.
    if let Some(annex) = rows[after..].iter().position(|row| is_body(row) && opens_annex(row.line.text)) {
        let until = ends(rows, after + annex);
        mark_after(&mut rows[after..after + annex]);
        rows[after + annex].opens = true;
        after = until;
    }
    mark_after(&mut rows[after..]);
}

/// The captions of the page, repeated below its last line (FORMAT.md N197).
fn captions_at_end(rows: &mut [Row<'_>]) {
    for row in rows.iter_mut().rev() {
        if is_body(row) {
            if captions::captions(row.line.text).is_none() {
                return;
            }
            row.kind = ElementKind::Banner;
            row.opens = true;
        } else if row.kind != ElementKind::Blank && !apparatus::is_apparatus(row.kind) {
            return;
        }
    }
}

fn is_body(row: &Row<'_>) -> bool {
    matches!(row.kind, ElementKind::Paragraph | ElementKind::Heading | ElementKind::Rule)
}

fn is_content(row: &Row<'_>) -> bool {
    !matches!(row.kind, ElementKind::Blank | ElementKind::Drafting | ElementKind::RepeatedHeader)
        && !apparatus::is_apparatus(row.kind)
}

/// After the end marks the Department's notes are in capitals; menus and
/// comments are not.
fn mark_after(rows: &mut [Row<'_>]) {
    for row in rows {
        if is_body(row) {
            let text = row.line.text;
            row.opens = is_classified_by(text);
            row.kind = match text {
                _ if row.opens => ElementKind::ClassifiedBy,
                _ if opens_note(text) => ElementKind::Note,
                _ => ElementKind::Chrome,
            };
        }
    }
}

/// Marks the signature at `at`, the names above it and the titles below it.
/// Gives the row after.
fn mark_signature(rows: &mut [Row<'_>], at: usize, first: usize) -> usize {
    let mut begin = at;
    // `DOE` / `ROE`: two who signed, one below the other.
    while begin > first
        && begin + 3 > at
        && let Some(above) = rows.get(begin - 1)
        && matches!(above.kind, ElementKind::Paragraph | ElementKind::Heading)
        && above.line.text.len() < 25
        && signature::read(above.line.text).is_some_and(|read| read.shape == Shape::Surname)
        && !ends_sentence(above.line.text)
        && (begin - 1 == first
            || rows.get(begin - 2).is_none_or(|row| row.kind == ElementKind::Blank || ends_sentence(row.line.text)))
    {
        begin -= 1;
    }
    // With a blank line between them.
    if begin == at
        && at >= first + 2
        && at > 2
        && rows.get(at - 1).is_some_and(|row| row.kind == ElementKind::Blank)
        && let Some(above) = rows.get(at - 2)
        && matches!(above.kind, ElementKind::Paragraph | ElementKind::Heading)
        && above.line.text.len() < 25
        && is_upper(above.line.text)
        && !ends_sentence(above.line.text)
        && signature::read(above.line.text).is_some_and(|read| read.shape <= Shape::Surname)
        && rows.get(at - 3).is_some_and(|row| row.kind == ElementKind::Blank)
        && rows[first.saturating_sub(1)..at - 2]
            .iter()
            .rev()
            .find(|row| is_content(row))
            .is_some_and(|row| ends_sentence(row.line.text))
    {
        begin = at - 2;
    }
    if begin > first
        && let Some(above) = rows.get(begin - 1)
        && above.kind == ElementKind::Paragraph
        && !above.opens
        && is_for_whom(above.line.text)
    {
        begin -= 1;
    }
    for (index, row) in rows[begin..=at].iter_mut().enumerate().filter(|(_, row)| row.kind != ElementKind::Blank) {
        row.kind = ElementKind::Signature;
        row.opens = index == 0;
    }
    let mut after = at + 1;
    while let Some(row) = rows.get_mut(after)
        && is_body(row)
        && signature::is_title(row.line.text)
    {
        row.kind = ElementKind::Signature;
        row.opens = false;
        after += 1;
    }
    after
}

/// Marks the same signature at the end of earlier sections: below it stand end marks or the head of the next.
fn mark_of_sections(rows: &mut [Row<'_>], at: usize) {
    let Some(name) = rows.get(at).map(|row| row.line.text) else { return };
    let mut ended = false;
    for row in rows.get_mut(..at).unwrap_or_default().iter_mut().rev() {
        match row.kind {
            ElementKind::End | ElementKind::RepeatedHeader => ended = true,
            ElementKind::Blank => {}
            kind if apparatus::is_apparatus(kind) => {}
            _ => {
                if ended && is_body(row) && row.line.text == name {
                    row.kind = ElementKind::Signature;
                    row.opens = true;
                }
                ended = false;
            }
        }
    }
}

fn find_signature(rows: &[Row<'_>], first: usize, end: usize, ended: bool) -> Option<usize> {
    let mut later: Option<&Row<'_>> = None;
    let mut looked = 0;
    // A name in small letters may be a word of the page below the telegram: one in capitals above it goes first.
    let mut small: Option<usize> = None;
    for at in (first..end).rev() {
        let row = &rows[at];
        if !is_content(row) {
            continue;
        }
        let text = row.line.text;
        if looked > FURTHEST || (small.is_some() && looked > SMALL_PRINT) {
            return small;
        }
        looked += 1;
        // A title below the name belongs to it, and `GP-3` may stand there.
        if matches!(row.kind, ElementKind::Paragraph | ElementKind::Heading) {
            let numbered = row.opens && body::paragraph_start(text).is_some();
            if later.is_none() && (signature::is_title(text) || is_group_mark(text)) && at > first {
                continue;
            }
            if !numbered
                && let Some(read) = signature::parse(text)
                && !is_next_item(rows, at)
                && stands_after(rows, at, &read, later)
                && stands_after_text(rows, at, &read, later.is_none(), ended)
                && signature::read(text).is_some()
            {
                if is_upper(text) {
                    return Some(at);
                }
                small = small.or(Some(at));
            }
        }
        later = Some(row);
    }
    small
}

/// `A. ROE, MINISTER` / `B. DOE, DIRECTOR`: whether the line goes on with the letters of the one above.
fn is_next_item(rows: &[Row<'_>], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|at| rows.get(at)).and_then(|row| start::item_letter(row.line.text));
    above.is_some_and(|above| start::item_letter(rows[at].line.text) == Some(above + 1))
}

/// A surname that is a common word or a place, `WEST`: alone on the last line, below the end of a sentence.
fn word_alone(rows: &[Row<'_>], first: usize, end: usize, ended: bool) -> Option<usize> {
    let at = first + rows.get(first..end)?.iter().rposition(is_content)?;
    let row = rows.get(at).filter(|row| matches!(row.kind, ElementKind::Paragraph | ElementKind::Heading))?;
    let above = rows[..at].iter().rev().find(|row| is_content(row))?;
    let closed = ends_sentence(above.line.text) || ended && is_entry(above.line.text);
    (above.kind == ElementKind::Paragraph && closed && signature::is_word(row.line.text)).then_some(at)
}

/// Whether what follows is what may follow a signature: nothing, a note, an
/// annex, or the page around the telegram. A heading has text of the telegram
/// below it (N146).
fn stands_after(rows: &[Row<'_>], at: usize, read: &Signature, later: Option<&Row<'_>>) -> bool {
    let Some(later) = later else { return true };
    let below = later.line.text;
    if opens_note(below) || opens_annex(below) || is_classified_by(below) {
        return read.shape <= Shape::Words;
    }
    if read.shape > Shape::Surname {
        return false;
    }
    let directly = rows.get(at + 1).is_some_and(|next| next.kind == ElementKind::Paragraph && !next.opens);
    let under_text =
        at.checked_sub(1).and_then(|at| rows.get(at)).is_some_and(|row| row.kind == ElementKind::Paragraph);
    if directly && (!under_text || is_upper(below)) {
        return false;
    }
    let text_is_upper = at.checked_sub(1).is_none_or(|before| {
        rows[..=before]
            .iter()
            .rev()
            .take(60)
            .find(|row| row.kind == ElementKind::Paragraph)
            .is_none_or(|row| is_upper(row.line.text))
    });
    // Small letters below a text in capitals are the page's, not the telegram's.
    (under_text && is_content_gap(rows, at) && !(is_upper(below) && below.len() > 40) && !is_enumerated(below))
        || (text_is_upper && !is_upper(below))
        || read.shape == Shape::Marked
        || (!is_upper(below) && below.len() < 50 && !below.ends_with(['.', ':']))
}

/// `C. THERE ARE`, `(2) THE`, `- THE`: an entry of a list that goes on.
fn is_enumerated(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    word.len() < 5 && word.ends_with(['.', ')', '-']) && word.len() < text.len()
}

/// Whether a blank line or an apparatus row stands below.
fn is_content_gap(rows: &[Row<'_>], at: usize) -> bool {
    rows.get(at + 1).is_none_or(|row| row.kind == ElementKind::Blank || apparatus::is_apparatus(row.kind))
}

/// Whether the text before row `at` is at its end, so that the line is not its
/// last word or the last of a list.
fn stands_after_text(rows: &[Row<'_>], at: usize, read: &Signature, last: bool, ended: bool) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| rows.get(at)) else { return true };
    let above = rows[..at].iter().rev().find(|row| is_content(row));
    let closed = above.is_none_or(|row| {
        row.kind != ElementKind::Paragraph || ends_sentence(row.line.text) || is_table_row(row.line.text)
    });
    if read.shape == Shape::Small {
        let is_lower = !rows[at].line.text.starts_with(char::is_uppercase);
        // Above a page's own words a name in small letters looks like one of them.
        // `Small.` below a heading is its text.
        let under_heading = match above.map(|row| row.kind) {
            Some(ElementKind::Heading) => true,
            // The rule of a heading; one that closes a box is not.
            Some(ElementKind::Rule) => rows[..at]
                .iter()
                .rev()
                .filter(|row| is_content(row))
                .find(|row| row.kind != ElementKind::Rule)
                .is_none_or(|row| row.kind == ElementKind::Heading),
            _ => false,
        };
        let is_text = rows[at].line.text.ends_with('.') && !ended || under_heading;
        // Alone below a list, or on a line of its own although the one above had room.
        let apart = || {
            let below_list = before.kind == ElementKind::Blank || ended;
            let text = above.map_or("", |row| row.line.text);
            !rows[at].line.text.contains(' ')
                && (below_list && is_entry(text)
                    || !is_left_open(text) && !text.ends_with([':', ',', ';']) && has_room(rows, at, 50))
        };
        return (closed || apart())
            && last
            && !is_text
            && (ended || !is_lower || above.is_some_and(|row| !is_upper(row.line.text)));
    }
    // The last word of a sentence that goes on over a fold or a page: `ASSISTANCE IN` / `MIAMI.`
    if !closed && above.is_some_and(|row| is_left_open(row.line.text) || rows[at].line.text.ends_with('.')) {
        return false;
    }
    if before.kind != ElementKind::Paragraph {
        return closed || read.shape <= Shape::Surname;
    }
    // `AMBASSADOR ROE` may end a sentence, `ROE, ACTING` does not.
    let marked = read.shape == Shape::Marked && read.title.as_deref().is_none_or(signature::is_of_office);
    if closed || marked || is_for_whom(before.line.text) {
        return true;
    }
    if read.shape > Shape::Surname || !last {
        return false;
    }
    // Below a line that is a name itself, `DOE` / `ROE`, what counts is the line above that.
    if signature::read(before.line.text).is_some_and(|above| above.shape == Shape::Surname)
        && at
            .checked_sub(2)
            .and_then(|at| rows.get(at))
            .is_none_or(|row| row.kind != ElementKind::Paragraph || ends_sentence(row.line.text))
    {
        return true;
    }
    // `THE PRODUCTS ARE:` and `MORE INFORMATION ON` go on with the word.
    if is_left_open(before.line.text) || (!ended && before.line.text.ends_with([':', ',', ';'])) {
        return false;
    }
    // The text above has no end. A list of short lines goes on with the word.
    let short = |row: Option<&Row<'_>>| {
        row.is_some_and(|row| {
            row.kind == ElementKind::Paragraph && row.line.text.len() < 30 && !ends_sentence(row.line.text)
        })
    };
    let above_it = at.checked_sub(2).and_then(|above| rows.get(above));
    let word = |row: Option<&Row<'_>>| row.is_some_and(|row| !row.line.text.contains(' '));
    // A name in capitals is none of a list in small letters.
    let of_list = is_upper(before.line.text) || rows[at].line.text.len() < 3;
    if of_list && short(Some(before)) && short(above_it) && (!ended || (word(Some(before)) && word(above_it))) {
        // Two who signed stand below a sentence, not in a list.
        return false;
    }
    // A word that had room on the line above was put on one of its own; no text is drafted in lines under 55 letters.
    ended || has_room(rows, at, 0)
}

/// `FOR THE AMBASSADOR:` above the name of who signed in the place of another.
fn is_for_whom(text: &str) -> bool {
    let text = text.trim_end_matches([':', ',', ' ']);
    starts_with_fold(text, "FOR ") && signature::is_title(text)
}

/// Whether the line above, where it is of the text, had room for the words of row `at`. `least` is the length that some
/// line near must have so that the width of the text is known.
fn has_room(rows: &[Row<'_>], at: usize, least: usize) -> bool {
    let mut lines = rows[at.saturating_sub(12)..at].iter().filter(|row| row.kind == ElementKind::Paragraph);
    let widest = lines.clone().map(|row| row.line.text.len()).max().unwrap_or(0);
    let above = lines.next_back().map_or(0, |row| row.line.text.len());
    widest >= least && above + rows[at].line.text.len() + 4 <= widest.max(55)
}

/// Whether the line is an entry of a list or a table: it begins with a bullet or ends with a figure.
fn is_entry(text: &str) -> bool {
    text.starts_with(['-', '*', '\u{2022}']) || text.ends_with(|c: char| c.is_ascii_digit())
}

fn ends_sentence(text: &str) -> bool {
    // A hyphen after a letter parts a word at the end of a line.
    let parted =
        text.ends_with('-') && text.trim_end_matches('-').ends_with(char::is_alphanumeric) && !text.ends_with("--");
    !parted && text.ends_with(['.', '?', '!', '"', '\'', ')', '-', '*', ']', '#', '\u{201d}', '\u{2019}'])
        || ["UNQUOTE", "UNQTE", "END TEXT", "END COMMENT", "END SUMMARY", "REGARDS", "CONSIDERED", "PD"].iter().any(
            |word| {
                let text = text.trim_end_matches(',');
                text.get(text.len().saturating_sub(word.len())..).is_some_and(|tail| tail.eq_ignore_ascii_case(word))
            },
        )
        || text == "END"
        || text.contains("://")
        || is_group_mark(text)
        || text.rsplit(' ').next().is_some_and(|last| last.len() > 3 && is_group_mark(last))
}

/// Whether the text ends with a word that no sentence ends with.
fn is_left_open(text: &str) -> bool {
    const OPEN: [&str; 22] = [
        "A", "AN", "THE", "ON", "OF", "IN", "AT", "TO", "AND", "OR", "FOR", "BY", "WITH", "FROM", "IS", "ARE", "WAS",
        "VIA", "NEAR", "AS", "THAT", "MR.",
    ];
    let last = text.rsplit(' ').next().unwrap_or_default();
    text.len() > last.len() && OPEN.iter().any(|word| word.eq_ignore_ascii_case(last))
}

/// `GP-3`, the group mark of Executive Order 10501 (N163).
pub(super) fn is_group_mark(text: &str) -> bool {
    text.len() <= 9
        && (starts_with_fold(text, "GP-") || starts_with_fold(text, "GP ") || starts_with_fold(text, "GROUP "))
}

/// The authority of the classification, where it stands at the very end.
fn is_classified_by(text: &str) -> bool {
    matches!(labels::label(text), Some((labels::Label::ClassifiedBy, _)))
}

fn opens_note(text: &str) -> bool {
    starts_with_fold(text, "NOTE BY")
        || starts_with_fold(text, "NOTE:")
        || starts_with_fold(text, "(NOTE BY")
        || starts_with_fold(text, "NOTE: ")
        || starts_with_fold(text, "*NOTE BY")
}

/// Words that open what is appended to a telegram.
fn opens_annex(text: &str) -> bool {
    ["ANNEX", "APPENDIX", "ENCLOSURE", "ATTACHMENT"].iter().any(|word| {
        starts_with_fold(text, word)
            && text.len() < 70
            && text.get(..word.len()).is_some_and(|head| head.starts_with('A') || head.starts_with('E'))
            && !text[word.len()..].starts_with(|c: char| c.is_alphanumeric() && !matches!(c, 'S' | 'E' | 's' | 'e'))
    })
}

/// Later telegrams name drafter and clearances below the text: `DRAFTED BY: …`.
fn drafting(rows: &mut [Row<'_>], first: usize) {
    let mut open = false;
    for row in rows.get_mut(first..).unwrap_or_default() {
        let text = row.line.text;
        match row.kind {
            ElementKind::Paragraph | ElementKind::Heading if record::is_labelled_drafting(text) => {
                row.kind = ElementKind::Drafting;
                row.opens = true;
                open = true;
            }
            ElementKind::Paragraph | ElementKind::Heading
                if open && (text.contains([':', ';', '/']) || row.line.indent() > 2) =>
            {
                row.kind = ElementKind::Drafting;
                row.opens = false;
            }
            kind if apparatus::is_apparatus(kind) => {}
            _ => open = false,
        }
    }
}
