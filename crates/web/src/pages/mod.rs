//! One file per page: what it shows, how it is read, how long it may be kept.

pub(crate) mod about;
pub(crate) mod collections;
pub(crate) mod diagnostics;
pub(crate) mod go;
pub(crate) mod home;
pub(crate) mod imports;
pub(crate) mod pairs;
pub(crate) mod post_year;
pub(crate) mod posts;
pub(crate) mod search;
pub(crate) mod search_json;
pub(crate) mod tag;
pub(crate) mod telegram;
pub(crate) mod unknown;
