//! shim
use crate::Classification;
pub(crate) struct Security {
    pub(crate) classification: Option<Classification>,
}
pub(crate) fn parse(text: &str) -> Option<Security> {
    text.strip_prefix("ZN").filter(|r| r.starts_with(['Y', 'R']))?;
    Some(Security { classification: None })
}
