//! Rows of one kind, gathered to the entries they make up.

use crate::ElementKind;
use crate::layout::Row;
use crate::text::{Line, Unfolded};

/// The entries of one kind: each begins with a row that opens.
pub(crate) fn entries<'r, 'a>(rows: &'r [Row<'a>], kind: ElementKind) -> Vec<Vec<&'r Row<'a>>> {
    let mut entries: Vec<Vec<&Row<'_>>> = Vec::new();
    for row in rows.iter().filter(|row| row.kind == kind) {
        match entries.last_mut() {
            Some(entry) if !row.opens => entry.push(row),
            _ => entries.push(vec![row]),
        }
    }
    entries
}

/// The lines of an entry, the first without its first `label` bytes.
pub(crate) fn lines<'a>(entry: &[&Row<'a>], label: usize) -> Vec<Line<'a>> {
    entry
        .iter()
        .enumerate()
        .map(|(index, row)| if index == 0 { cut(row.line, label) } else { row.line })
        .filter(|line| !line.is_blank())
        .collect()
}

/// The value of an entry as one text.
pub(crate) fn value(entry: &[&Row<'_>], label: usize) -> Unfolded {
    Unfolded::new(lines(entry, label))
}

/// The line without the first `length` bytes of its content.
pub(crate) fn cut(line: Line<'_>, length: usize) -> Line<'_> {
    let text = line.text.get(length..).unwrap_or_default();
    line.with(text.trim_start(), line.whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_longer_than_its_line_leaves_nothing() {
        let source = "TO SUVA\nFM\n";
        let line = Line::new(source, crate::Span::new(8, 11));
        for length in [2, 3, 400] {
            let rest = cut(line, length);
            assert!(rest.is_blank(), "{length}");
            assert_eq!(rest.span(), crate::Span::new(10, 10), "{length}");
        }
    }
}
