//! The rules of what is held: which witnesses are of one telegram, which of them is shown, what each version is.

mod rank;

pub(crate) use rank::Rank;
