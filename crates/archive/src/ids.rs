//! Reference ids as people type them.

use telegram::id::{IdContext, IdError, canonicalise};

/// What a text means that may be a reference id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typed {
    /// Exactly this id.
    Id(String),
    /// One of these.
    OneOf(Vec<String>),
    /// A post's number without a year.
    Serial(String, i64),
    /// No id.
    None,
}

/// Reads any form of a reference id.
pub(crate) fn typed(text: &str) -> Typed {
    match canonicalise(text, &IdContext::default()) {
        Ok(found) => Typed::Id(found.id.to_string()),
        Err(IdError::Ambiguous(ids)) => Typed::OneOf(ids.iter().map(ToString::to_string).collect()),
        Err(IdError::NoYear { post, number }) => Typed::Serial(post, number.into()),
        Err(_) => Typed::None,
    }
}

/// The canonical form of a reference id in any written form, `None` where it
/// is none or may be several.
pub(crate) fn canonical(text: &str) -> Option<String> {
    match typed(text) {
        Typed::Id(id) => Some(id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_ids() {
        for form in ["09ASTANA478", "09 ASTANA 0478", "2009ASTANA00478", "astana 478 2009"] {
            assert_eq!(typed(form), Typed::Id("09ASTANA478".to_owned()), "{form}");
        }
        assert_eq!(typed("Suva 0617"), Typed::Serial("SUVA".to_owned(), 617));
        for none in ["", "ferry service", "478"] {
            assert_eq!(typed(none), Typed::None, "{none}");
        }
    }
}
