//! What may stand below a signature.

use super::below::{is_classified_by, opens_annex, opens_note};
use crate::ElementKind;
use crate::layout::{Row, apparatus};
use crate::people::signature::{Shape, Signature};
use crate::text::shape::is_upper;

/// Whether what follows is what may follow a signature: nothing, a note, an
/// annex, or the page around the telegram. A heading has text of the telegram
/// below it (N146).
pub(super) fn stands_after(rows: &[Row<'_>], at: usize, read: &Signature, later: Option<&Row<'_>>) -> bool {
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
