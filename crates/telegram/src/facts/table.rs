//! Which lines of a paragraph are rows of a table and keep their gaps (rule N138).

use crate::ElementKind;
use crate::layout::Row;
use crate::text::Line;
use crate::text::shape::has_columns;

/// So many blanks part two columns, or so many dots lead from one to the other.
const GAP: usize = 3;
const LEADER: usize = 4;

/// Whether the row at `at` is one of a table: it has two gaps, or one and the line right above or below has a column at the
/// same place.
pub(super) fn is_row(rows: &[Row<'_>], at: usize) -> bool {
    let Some(row) = rows.get(at) else { return false };
    if row.line.look.may_have_gap() && has_columns(row.line.text, 2) {
        return true;
    }
    let Some(own) = Column::last_of(&row.line) else { return false };
    let fits = |at: usize| {
        let near = rows.get(at).filter(|near| near.kind == ElementKind::Paragraph);
        near.and_then(|near| Column::last_of(&near.line)).is_some_and(|near| own.is_above(&near))
    };
    fits(at + 1) || at.checked_sub(1).is_some_and(fits)
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
        // Few lines end with a figure, nearly none of them has dots in a row.
        let leads =
            || text.ends_with(|c: char| c.is_ascii_digit()) && memchr::memmem::find(text.as_bytes(), b"....").is_some();
        if !line.look.may_have_gap() && !leads() {
            return None;
        }
        let begin = after_last_gap(text)?;
        let indent = line.indent() as usize;
        Some(Self { begin: indent + begin, end: indent + text.len(), tabbed: text.contains('\t') })
    }

    /// Whether the column goes on with the other, set left or right in it.
    fn is_above(&self, other: &Self) -> bool {
        self.begin == other.begin || self.end == other.end || self.tabbed && other.tabbed
    }
}

/// Where the text begins after its last gap; the blanks after a sentence are none.
fn after_last_gap(text: &str) -> Option<usize> {
    let mut until = text.len();
    while let Some(at) = text[..until].rfind([' ', '\t', '\u{a0}', '.']) {
        let sign = text[at..].chars().next()?;
        let is_gap = |c: char| if sign == '.' { matches!(c, '.' | ' ') } else { matches!(c, ' ' | '\t' | '\u{a0}') };
        let after = at + sign.len_utf8();
        let before = text[..after].trim_end_matches(is_gap);
        let gap = &text[before.len()..after];
        let width = gap.chars().filter(|&c| c == sign).count();
        let is_wide = if sign == '.' { width >= LEADER } else { width >= GAP || gap.contains('\t') };
        let ends_sentence = sign != '.' && before.ends_with(['.', '?', '!']) && before.contains(' ');
        if is_wide && !before.is_empty() && after < text.len() && !ends_sentence {
            return Some(text.len() - text[after..].trim_start().len());
        }
        until = before.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::after_last_gap;

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
            ("Tuna 410", None),
            ("", None),
        ] {
            assert_eq!(after_last_gap(text).map(|at| &text[at..]), want, "{text}");
        }
    }
}
