//! shim
use crate::{ClassifiedBy, Diagnostic, text::Unfolded};
pub(crate) fn parse(value: &Unfolded, _day: Option<jiff::civil::Date>, _d: &mut Vec<Diagnostic>) -> Vec<ClassifiedBy> {
    vec![ClassifiedBy { name: Some(value.text.clone()), title: None, reasons: vec![] }]
}
