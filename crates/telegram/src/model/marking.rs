//! Markings: classification, precedence, executive order.

/// How secret a telegram or paragraph is, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Classification {
    /// UNCLAS, UNCLASSIFIED, also UNCLAS EFTO.
    Unclassified,
    /// UNCLAS with SENSITIVE or SBU.
    SensitiveButUnclassified,
    /// LIMITED OFFICIAL USE, until 1995.
    LimitedOfficialUse,
    /// CONFIDENTIAL.
    Confidential,
    /// SECRET.
    Secret,
    /// TOP SECRET.
    TopSecret,
}

impl Classification {
    /// All of them, least secret first.
    pub const ALL: [Self; 6] = [
        Self::Unclassified,
        Self::SensitiveButUnclassified,
        Self::LimitedOfficialUse,
        Self::Confidential,
        Self::Secret,
        Self::TopSecret,
    ];

    /// The name in the JSON contract and in queries, for example `top_secret`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unclassified => "unclassified",
            Self::SensitiveButUnclassified => "sensitive_but_unclassified",
            Self::LimitedOfficialUse => "limited_official_use",
            Self::Confidential => "confidential",
            Self::Secret => "secret",
            Self::TopSecret => "top_secret",
        }
    }

    /// The name for people, for example `Top Secret`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Unclassified => "Unclassified",
            Self::SensitiveButUnclassified => "Sensitive But Unclassified",
            Self::LimitedOfficialUse => "Limited Official Use",
            Self::Confidential => "Confidential",
            Self::Secret => "Secret",
            Self::TopSecret => "Top Secret",
        }
    }

    /// The classification with this [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.key() == key)
    }
}

/// How fast a telegram had to be handled, slowest first (ACP 127; 5 FAH-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Precedence {
    /// R.
    Routine,
    /// P.
    Priority,
    /// O.
    Immediate,
    /// NIACT IMMEDIATE: act on it at night too.
    NiactImmediate,
    /// Z.
    Flash,
    /// Y, emergency command traffic.
    Emergency,
}

impl Precedence {
    /// The name in the JSON contract, for example `niact_immediate`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::Priority => "priority",
            Self::Immediate => "immediate",
            Self::NiactImmediate => "niact_immediate",
            Self::Flash => "flash",
            Self::Emergency => "emergency",
        }
    }

    /// The precedence of a prosign letter, `None` for any other letter.
    #[must_use]
    pub const fn from_prosign(letter: u8) -> Option<Self> {
        match letter {
            b'R' | b'r' => Some(Self::Routine),
            b'P' | b'p' => Some(Self::Priority),
            b'O' | b'o' => Some(Self::Immediate),
            b'Z' | b'z' => Some(Self::Flash),
            b'Y' | b'y' => Some(Self::Emergency),
            _ => None,
        }
    }
}

/// The executive order line: under which order the telegram is classified and
/// until when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ExecutiveOrder {
    /// The number of the order, for example `12958`.
    pub number: Option<String>,
    /// The day of declassification as `YYYY-MM-DD`, where the line states one.
    pub declassify_on: Option<String>,
    /// The value as printed, unfolded, for example `DECL: 03/17/2029`.
    pub text: String,
}
