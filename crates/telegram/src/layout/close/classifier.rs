//! Who classified the telegram nearly always signs it: a name that stands there is sure below the text too.

use crate::ElementKind;
use crate::layout::Row;

/// Whether the classification authority names the person.
pub(super) fn is_classifier(rows: &[Row<'_>], name: &str) -> bool {
    let mut lines = rows.iter().filter(|row| row.kind == ElementKind::ClassifiedBy).map(|row| row.line.text);
    let ends = |text: &str| !text.starts_with(char::is_alphanumeric);
    name.len() > 2
        && lines.any(|line| line.match_indices(name).any(|(at, _)| line.get(at + name.len()..).is_some_and(ends)))
}
