//! Reference ids: what names a telegram.
//!
//! A telegram is named by year, post, series and number (rule ID). [`ReferenceId`] is the value, its `Display` the
//! canonical form (`09ASTANA478`), [`canonicalise`] reads every other way to write one.
//!
//! ```
//! use telegram::id::{IdContext, canonicalise};
//!
//! let found = canonicalise("Astana 0478 (2009)", &IdContext::default()).unwrap();
//! assert_eq!(found.id.to_string(), "09ASTANA478");
//! ```

mod canonical;
mod canonical_id;
pub(crate) mod citation;
mod form;
pub(crate) mod number;
mod reference_id;
mod repair;
pub(crate) mod token;
pub(crate) mod year;

pub use canonical::{Canonical, Change, Confidence, IdContext, IdError, canonicalise};
pub use canonical_id::CanonicalId;
pub use reference_id::{ParseIdError, ReferenceId, Series, parse_canonical};
pub use year::NUMBERED_BY_YEAR;
