//! shim
use crate::Person;
pub(crate) mod authority;
pub(crate) mod name;
pub(crate) mod title;
mod word;
pub(crate) mod signature {
    pub(crate) fn is_signature(text: &str) -> bool {
        text.len() < 30
            && text.split(' ').count() <= 3
            && text.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b' ' | b'-' | b'.' | b'\''))
            && !matches!(text, "BT" | "NNNN" | "COMMENT" | "SUMMARY" | "COMMENT." | "END COMMENT.")
    }
    pub(crate) fn names(text: &str) -> Vec<String> {
        vec![text.to_owned()]
    }
}
pub(crate) enum Part {
    Drafted,
    Cleared,
    Approved,
}
pub(crate) fn role_of(text: &str) -> Part {
    if text.starts_with("Dr") {
        Part::Drafted
    } else if text.starts_with("Cl") {
        Part::Cleared
    } else {
        Part::Approved
    }
}
pub(crate) fn labelled(_t: &str) -> Vec<Person> {
    vec![]
}
#[derive(Default)]
pub(crate) struct Block {
    pub(crate) drafted_by: Vec<Person>,
    pub(crate) cleared_by: Vec<Person>,
    pub(crate) approved_by: Vec<Person>,
}
pub(crate) fn drafting_block(_l: &[&str]) -> Block {
    Block::default()
}
