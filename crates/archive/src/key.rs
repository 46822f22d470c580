//! What a telegram is known by.

use crate::address;

/// What a telegram is known by, for ever: its reference id; where it has none, the first witness that was of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum TelegramKey {
    /// The canonical reference id.
    Id(String),
    /// A document without id, or a copy that a person split off.
    Witness {
        /// The name of the collection.
        collection: String,
        /// The key of the witness there.
        key: String,
    },
}

impl TelegramKey {
    /// The key of the telegram that a witness with this id, if it states one, is of.
    pub(crate) fn of(id: Option<&str>, collection: &str, key: &str) -> Self {
        match id {
            Some(id) => Self::Id(id.to_owned()),
            None => Self::witness(collection, key),
        }
    }

    /// The key of the telegram that is a witness's own.
    pub(crate) fn witness(collection: &str, key: &str) -> Self {
        Self::Witness { collection: collection.to_owned(), key: key.to_owned() }
    }

    /// The reference id, where the telegram is known by one.
    pub(crate) fn id(&self) -> Option<&str> {
        match self {
            Self::Id(id) => Some(id),
            Self::Witness { .. } => None,
        }
    }

    /// The path of the telegram's page.
    pub(crate) fn address(&self) -> String {
        match self {
            Self::Id(id) => address::telegram(Some(id), "", ""),
            Self::Witness { collection, key } => address::witness(collection, key),
        }
    }

    /// Reads a path back; `None` where no telegram can have it.
    pub(crate) fn from_address(path: &str) -> Option<Self> {
        if let Some(path) = path.strip_prefix("/collections/") {
            let (collection, key) = path.split_once('/')?;
            return Some(Self::witness(&address::decoded(collection), &address::decoded(key)));
        }
        path.strip_prefix('/').filter(|id| !id.is_empty()).map(|id| Self::Id(address::decoded(id)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn addresses_lead_back(id in "[0-9]{2}[A-Z]{3,9}-?[A-Z]?[0-9]{1,6}", name in "[a-z0-9-]{1,9}", key in "\\PC{0,20}") {
            for telegram in [TelegramKey::Id(id), TelegramKey::witness(&name, &key)] {
                prop_assert_eq!(TelegramKey::from_address(&telegram.address()), Some(telegram));
            }
        }
    }

    #[test]
    fn what_is_no_address_is_no_key() {
        for path in ["", "/", "75SUVA1", "/collections/papers"] {
            assert_eq!(TelegramKey::from_address(path), None, "{path}");
        }
    }
}
