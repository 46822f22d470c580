//! shim
use crate::{Diagnostic, text::Unfolded};
pub(crate) fn continues(text: &str) -> bool {
    text.split([' ', ',']).filter(|w| !w.is_empty()).all(|w| w.len() <= 5 && w.bytes().all(|b| b.is_ascii_uppercase()))
}
pub(crate) fn parse(value: &Unfolded, _d: &mut Vec<Diagnostic>) -> Vec<String> {
    value.text.split([' ', ',']).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}
