//! People in the header and the close.

/// Who classified the telegram and why (1995 on).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ClassifiedBy {
    /// The name as printed, without title.
    pub name: Option<String>,
    /// The name in normal form, surname first, for example `Hoagland, Richard E.`
    pub normal_name: Option<String>,
    /// The title or office as printed.
    pub title: Option<String>,
    /// What the classification is derived from, for example `multiple sources`.
    pub derived_from: Option<String>,
    /// Reasons as section and letter, for example `1.4(b)`.
    pub reasons: Vec<String>,
}

/// Somebody who drafted, cleared, approved or released the telegram.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Person {
    /// The entry as printed, for example `EUR/EE:RDROE:MJW`.
    pub text: String,
    /// The name as printed, for example `RDROE`.
    pub name: Option<String>,
    /// The office symbol, for example `EUR/EE`.
    pub office: Option<String>,
    /// Surname first, in title case: `Doe, Jane Q.`; only where the text tells
    /// surname and given name apart, not for `RDROE`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub normal_name: Option<String>,
    /// What the entry adds in brackets or after: `DRAFT`, `INFO`, `SUBS`, a
    /// telephone extension `X12345`, the typist's initials.
    #[cfg_attr(feature = "serde", serde(default))]
    pub notes: Vec<String>,
}
