//! People outside the text: who classified, signed, drafted, cleared, approved
//! and released (rules AUTHORITY, CLOSE, RECORD-TEXT, SMART).

pub(crate) mod authority;
mod drafting;
mod entry;
mod find;
mod listed;
pub(crate) mod name;
pub(crate) mod signature;
#[cfg(test)]
mod tests;
pub(crate) mod title;
mod title_words;
mod word;
mod words;

pub(crate) use drafting::{Drafting, Reader, names_people};
pub(crate) use entry::released;
