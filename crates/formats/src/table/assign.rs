//! Which column holds what.

use super::columns::folded;
use super::{Columns, Field};

/// A column and what it holds, `None` where nobody knows.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) field: Option<Field>,
}

/// Gives each column its field: what the user said, then what the names say,
/// each field once.
pub(crate) fn assign(names: &[String], told: &Columns, is_counter: impl Fn(usize) -> bool) -> Vec<Column> {
    let mut columns: Vec<Column> =
        names.iter().map(|name| Column { name: name.clone(), field: told.field(name) }).collect();
    let is_free = |columns: &[Column], field: Field| columns.iter().all(|column| column.field != Some(field));
    for at in 0..columns.len() {
        if columns[at].field.is_none()
            && let Some(field) = Field::of_column(&columns[at].name)
            && is_free(&columns, field)
        {
            columns[at].field = Some(field);
        }
    }
    // A key within an object of JSON is told by its own name, where no key outside is.
    for at in 0..columns.len() {
        if columns[at].field.is_none()
            && let Some((_, name)) = columns[at].name.rsplit_once('.')
            && let Some(field) = Field::of_column(name)
            && is_free(&columns, field)
        {
            columns[at].field = Some(field);
        }
    }
    // `id` is the reference id, unless another column is or it counts rows.
    if let Some(at) = columns.iter().position(|column| column.field.is_none() && folded(&column.name) == "id") {
        let field = if is_counter(at) || !is_free(&columns, Field::Id) { Field::Key } else { Field::Id };
        if is_free(&columns, field) {
            columns[at].field = Some(field);
        }
    }
    columns
}
