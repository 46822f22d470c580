//! A telegram that a document names at several places is one reference, with all of them.

use telegram::{Reference, ReferenceKind};

use crate::frus::capture::Note;

/// Adds what was found at one more place to the reference that names the same telegram; gives it back where none does.
pub(super) fn add(found: Reference, known: &mut [Reference], notes: &[Note]) -> Option<Reference> {
    let same = known.iter().position(|known| is_same(known, &found)).or_else(|| explained(&found, known, notes));
    match same.and_then(|at| known.get_mut(at)) {
        Some(known) => {
            known.spans.push(found.span);
            known.spans.extend(found.spans);
            known.spans.sort_unstable();
            known.spans.dedup();
            None
        }
        None => Some(found),
    }
}

fn is_same(known: &Reference, found: &Reference) -> bool {
    known.id.is_some() && known.id == found.id && known.kind == found.kind
}

/// The reference at whose end the mark of a note stands that says of it what it is: `Deptel 410` with the note `Telegram 410 to
/// Suva, May 3.`
fn explained(found: &Reference, known: &[Reference], notes: &[Note]) -> Option<usize> {
    // A comma or stop can stand before the mark.
    const GAP: u32 = 2;
    let number = last_number(&known_text(found))?;
    let before = notes.partition_point(|note| note.span.start <= found.span.start);
    let note = notes.get(before.checked_sub(1)?).filter(|note| note.span.end >= found.span.end)?;
    let is_explained = |known: &Reference| {
        known.kind == ReferenceKind::Telegram
            && known.id.is_none()
            && known.span.end <= note.mark.start
            && known.span.end + GAP >= note.mark.start
            && last_number(&known.text) == Some(number.clone())
    };
    known.iter().position(is_explained).filter(|_| found.kind == ReferenceKind::Telegram)
}

/// What is printed of a reference up to its direction and date.
fn known_text(found: &Reference) -> String {
    let text = &found.text;
    let ends = [" to ", " from ", ", "].iter().filter_map(|mark| text.find(mark)).min();
    text.get(..ends.unwrap_or(text.len())).unwrap_or_default().to_owned()
}

/// The last number of a text.
fn last_number(text: &str) -> Option<String> {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|number| !number.is_empty());
    numbers.next_back().map(str::to_owned)
}
