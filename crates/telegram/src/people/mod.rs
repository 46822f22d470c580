//! People outside the text: who signed, drafted, cleared, approved and released
//! (FORMAT.md 3.12, 4.2, 5.1).

mod drafting;
mod entry;
mod name;
pub(crate) mod signature;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use drafting::{Drafting, Reader};
pub(crate) use entry::released;
