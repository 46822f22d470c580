//! shim
pub(crate) fn is_pass(text: &str) -> bool {
    text.len() < 90
        && !text.chars().any(|c| c.is_lowercase())
        && (text.contains(" FOR ") || text.contains("PASS ") || text.starts_with("FOR "))
}
