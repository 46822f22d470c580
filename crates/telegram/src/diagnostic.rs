//! What is odd in a telegram, said with a code and a place.

pub mod catalogue;

use crate::Span;

/// How much an oddity matters to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Severity {
    /// Usual in this kind of source; read without doubt.
    Note,
    /// Read, but a reader should look.
    Warning,
    /// Something could not be read or contradicts itself.
    Error,
}

/// Something odd: what, where, how bad, and what the parser did about it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Diagnostic {
    /// A stable name in kebab case, for example `section-break-in-paragraph`.
    pub code: std::borrow::Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// Where it stands.
    pub span: Span,
    /// A sentence for a person: what is odd and what was done.
    pub message: String,
}

impl Diagnostic {
    /// A diagnostic of severity [`Severity::Note`].
    #[must_use]
    pub fn note(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { code: code.into(), severity: Severity::Note, span, message: message.into() }
    }

    /// A diagnostic of severity [`Severity::Warning`].
    #[must_use]
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { code: code.into(), severity: Severity::Warning, span, message: message.into() }
    }

    /// A diagnostic of severity [`Severity::Error`].
    #[must_use]
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { code: code.into(), severity: Severity::Error, span, message: message.into() }
    }
}
