//! The canonical id as text, for the typed view.

use core::borrow::Borrow;
use core::fmt;
use core::ops::Deref;
use core::str::FromStr;

use super::{ParseIdError, ReferenceId, parse_canonical};

/// The canonical form of a reference id (rule ID), as the typed view and its JSON keep it.
///
/// It is made of a [`ReferenceId`] or of a text that is checked to be in canonical form, so that no other text is taken for
/// an id by mistake. It is read like a `str`.
///
/// ```
/// use telegram::id::{CanonicalId, ReferenceId};
///
/// let id: CanonicalId = "09ASTANA478".parse().unwrap();
/// assert_eq!(id, CanonicalId::from(&ReferenceId::telegram(2009, "ASTANA", 478)));
/// assert_eq!(id.reference_id().unwrap().number, 478);
/// assert!("ASTANA 478".parse::<CanonicalId>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct CanonicalId(Box<str>);

impl CanonicalId {
    /// An id that is kept somewhere already, as it is there. It is not checked again, nor is one of JSON: a document that is
    /// only referred to may be kept by another name, and what was once written must stay readable.
    #[must_use]
    pub fn kept(text: &str) -> Self {
        Self(text.into())
    }

    /// Year, post, series and number; `None` where the text was [kept](Self::kept) and is no canonical form.
    #[must_use]
    pub fn reference_id(&self) -> Option<ReferenceId> {
        parse_canonical(self).ok()
    }
}

impl From<&ReferenceId> for CanonicalId {
    fn from(id: &ReferenceId) -> Self {
        Self(id.to_string().into())
    }
}

impl FromStr for CanonicalId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse_canonical(text).map(|_| Self::kept(text))
    }
}

impl Deref for CanonicalId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<&str> for CanonicalId {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl Borrow<str> for CanonicalId {
    fn borrow(&self) -> &str {
        self
    }
}

impl AsRef<str> for CanonicalId {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Display for CanonicalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for CanonicalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
