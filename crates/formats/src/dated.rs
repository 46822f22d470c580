//! A date that a source states by itself, in no column of others that could tell how it is written.

use telegram::lexicon::doubt;
use telegram::{Diagnostic, Edtf, Span};

use crate::table::DateOrder;

/// The date with its doubts, and what is to be said of it: where day and month cannot be told apart it is none.
pub(crate) fn read(name: &str, value: &str) -> (Option<Edtf>, Option<Diagnostic>) {
    let unknown = DateOrder::default();
    let date = doubt::read(value, &|day| unknown.read(day));
    if date.is_some() || doubt::is_undated(value) {
        return (date, None);
    }
    let shown: String = value.chars().take(40).collect();
    let (code, message) = if unknown.is_ambiguous(value) {
        let how = "in a table `--map COLUMN=%d/%m/%Y` tells";
        ("source-date-ambiguous", format!("{name} is “{shown}”, and which number is the month cannot be told; {how}"))
    } else {
        ("date-not-understood", format!("The date “{shown}” is not understood."))
    };
    (None, Some(Diagnostic::warning(code, Span::default(), message)))
}
