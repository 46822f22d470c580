//! Which lines of a paragraph are rows of a table and keep their gaps (rule N138).

use crate::ElementKind;
use crate::layout::Row;
use crate::text::Line;

/// So many blanks part two columns where nothing else tells, so many where the lines around have the same column.
const WIDE: usize = 3;
const NARROW: usize = 2;

/// In longer lines a narrow gap says nothing.
const SHORT: usize = 40;

/// So many dots lead from one column to the next.
const LEADER: usize = 4;

/// The letter or number of an item is no longer, `12.`
const ITEM: usize = 4;

/// Whether the row at `at` is one of a table: it has two wide gaps, or one gap and the line above or below, rules aside, has
/// a column at the same place.
pub(super) fn is_row(rows: &[Row<'_>], at: usize) -> bool {
    let Some(row) = rows.get(at) else { return false };
    if is_row_by_itself(&row.line, row.line.text) {
        return true;
    }
    let Some(own) = Column::last_of(&row.line) else { return false };
    let fits = |near: Option<&Row<'_>>| {
        let near = near.filter(|near| near.kind == ElementKind::Paragraph);
        near.and_then(|near| Column::last_of(&near.line)).is_some_and(|near| own.is_above(&near))
    };
    let is_rule = |at: usize| rows.get(at).is_some_and(|row| row.kind == ElementKind::Rule);
    let below = at + 1 + usize::from(is_rule(at + 1));
    let above = at.checked_sub(1).and_then(|above| above.checked_sub(usize::from(is_rule(above))));
    fits(rows.get(below)) || fits(above.and_then(|above| rows.get(above)))
}

/// Whether the text, a part of the line, has two wide gaps.
pub(super) fn is_row_by_itself(line: &Line<'_>, text: &str) -> bool {
    line.look.may_have_gap() && columns(text, WIDE).nth(1).is_some()
}

/// The last column of a line.
struct Column {
    /// Where it begins and ends, from the start of the line.
    begin: usize,
    end: usize,
    /// Whether tabs stand before it, so that its place is not known.
    tabbed: bool,
}

impl Column {
    /// The column after the last gap, where there is one.
    fn last_of(line: &Line<'_>) -> Option<Self> {
        let text = line.text;
        if !may_have_column(line) {
            return None;
        }
        // Few lines end with a figure, nearly none of them has dots in a row.
        let leads =
            || text.ends_with(|c: char| c.is_ascii_digit()) && memchr::memmem::find(text.as_bytes(), b"..").is_some();
        if line.look.is_single_spaced() && !leads() {
            return None;
        }
        let narrow = || columns(text, NARROW).next().filter(|_| text.len() <= SHORT);
        let begin = columns(text, WIDE).next().or_else(narrow)?;
        let indent = line.indent() as usize;
        Some(Self { begin: indent + begin, end: indent + text.len(), tabbed: text.contains('\t') })
    }

    /// Whether the column goes on with the other, set left or right in it.
    fn is_above(&self, other: &Self) -> bool {
        self.begin == other.begin || self.end == other.end || self.tabbed && other.tabbed
    }
}

/// Whether a gap or a leader can be in the line: a cheap question that settles nearly all lines, also those with two blanks
/// after a sentence.
fn may_have_column(line: &Line<'_>) -> bool {
    line.look.may_have_gap()
        || line.text.len() <= SHORT
        || memchr::memchr_iter(b'.', line.text.as_bytes()).nth(LEADER - 1).is_some()
}

/// Where the columns of the text begin, the last one first: after a gap of so many blanks, or dots that lead to it. The
/// blanks after a sentence or after the letter of an item are no gap.
fn columns(text: &str, width: usize) -> impl Iterator<Item = usize> {
    let mut until = text.len();
    core::iter::from_fn(move || {
        loop {
            let at = text[..until].rfind([' ', '\t', '\u{a0}', '.'])?;
            let sign = text[at..].chars().next()?;
            let is_gap =
                |c: char| if sign == '.' { matches!(c, '.' | ' ') } else { matches!(c, ' ' | '\t' | '\u{a0}') };
            let after = at + sign.len_utf8();
            let before = text[..after].trim_end_matches(is_gap);
            let gap = &text[before.len()..after];
            // Blanks of several kinds can make one gap.
            let count = gap.chars().filter(|&c| c == sign || sign != '.').count();
            let is_tabbed = gap.contains('\t');
            let is_wide = if sign == '.' { count >= LEADER } else { count >= width || is_tabbed };
            // `IT WAS FULL.   THE FERRY`, `TEXTIL S.A.    257`
            let begins_sentence = count <= WIDE && text[after..].trim_start().starts_with(char::is_alphabetic);
            let is_sentence = before.ends_with(['.', '?', '!']) && begins_sentence;
            let is_item = count <= WIDE && before.len() <= ITEM && before.ends_with(['.', ')']);
            let is_pause = count < WIDE && before.ends_with([':', ',', ';', ')']);
            let is_closed = !is_tabbed && (is_sentence || is_item || is_pause);
            until = before.len();
            if is_wide && !before.is_empty() && after < text.len() && (sign == '.' || !is_closed) {
                return Some(text.len() - text[after..].trim_start().len());
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{NARROW, columns};

    #[test]
    fn finds_the_last_column() {
        for (text, want) in [
            ("Tuna      410", Some("410")),
            ("Tuna   red   410", Some("410")),
            ("TUNA.........410", Some("410")),
            ("Tuna . . . . . 410", Some("410")),
            ("Chair     Ana Raco", Some("Ana Raco")),
            ("Tuna\t410", Some("410")),
            ("The ferry left.   It was full", None),
            ("He waited... and left", None),
            ("Tuna  410", Some("410")),
            ("A.  Tuna", None),
            ("a.\tTuna", Some("Tuna")),
            ("CRUISER (CG)    SUVA", Some("SUVA")),
            ("TEXTIL S.A.    257", Some("257")),
            ("requests.  All", None),
            ("Tuna 410", None),
            ("", None),
        ] {
            assert_eq!(columns(text, NARROW).next().map(|at| &text[at..]), want, "{text}");
        }
    }
}
