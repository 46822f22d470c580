//! Server-rendered pages over an archive. No page needs a script, nothing is
//! loaded from elsewhere, and neither queries nor addresses reach a log.
//!
//! [`router`] is the whole site as a service, [`serve()`] runs it on a
//! listener. Inside, each page is one file in `pages` with its template; the
//! facts of telegrams become words and shapes in `show`; the layers around all
//! pages are in `failure` (errors become pages) and `headers`.

mod address;
mod app;
mod assets;
mod drawings;
mod error;
mod extract;
mod failure;
mod headers;
mod hosts;
mod lane;
mod page;
mod pages;
mod router;
mod serve;
mod settings;
mod show;

pub use router::router;
pub use serve::serve;
pub use settings::Settings;

pub(crate) use error::PageError;
