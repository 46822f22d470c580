//! Who sent the telegram and who was to receive it.

use super::Precedence;

/// The sender, from the FM line (format line 6).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Originator {
    /// The plain language address as printed, for example `AMEMBASSY ASTANA`.
    pub name: String,
    /// The routing indicator of the DE line or before the address.
    pub routing_indicator: Option<String>,
    /// The post's key as in reference ids, for example `ASTANA`.
    pub post: Option<String>,
}

/// One addressee of a TO, INFO or XMT line (format lines 7 to 9).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Addressee {
    /// The plain language address as printed, for example `SECSTATE WASHDC`.
    pub name: String,
    /// The routing indicator before the slash.
    pub routing_indicator: Option<String>,
    /// The precedence printed for this addressee.
    pub precedence: Option<Precedence>,
    /// The running number of the sender's messages to this addressee.
    pub continuity_number: Option<u32>,
}

/// The precedence for action addressees and for information addressees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PrecedencePair {
    /// For those who are to act: the first prosign of format line 5.
    pub action: Option<Precedence>,
    /// For those who are to know: the second prosign, else the first.
    pub info: Option<Precedence>,
}
