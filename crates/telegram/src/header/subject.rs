//! shim
use crate::{
    Diagnostic,
    text::{Line, Unfolded},
};
pub(crate) fn parse(lines: &[Line<'_>], _d: &mut Vec<Diagnostic>) -> Option<String> {
    Some(Unfolded::new(lines.iter().copied()).text).filter(|t| !t.is_empty())
}
