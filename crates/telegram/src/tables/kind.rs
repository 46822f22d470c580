//! What kind of thing a code is.

/// What kind of thing a code is.
///
/// One code can be of several kinds: `AF` is the tag of Afghanistan and the symbol of the Bureau of African Affairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A subject tag: `PREL`.
    Subject,
    /// A country tag: `RS`.
    Country,
    /// A tag of a region of the world: `XF`.
    Region,
    /// A tag of an organization: `UNGA`.
    Organization,
    /// A program tag: `KDEM`.
    Program,
    /// A post: `ASTANA`, `AMEMBASSY ASTANA`, or its code in NARA's document numbers.
    Post,
    /// A routing indicator: `RUEHTA`.
    Routing,
    /// The start of a family of routing indicators: `RUEH`.
    RoutingFamily,
    /// A precedence: `P`, `IMMEDIATE`.
    Precedence,
    /// A classification, a portion mark, or the security letters of format line 4.
    Marking,
    /// A caption or channel: `NODIS`.
    Caption,
    /// An executive order: `12958`.
    Order,
    /// A reason for classification: `1.4(b)`.
    Reason,
    /// A declassification schedule or an exemption from it: `XGDS-1`, `X1`, `25X1`.
    Exemption,
    /// An exemption of the Freedom of Information Act: `B1`.
    Foia,
    /// A bureau, an office, or another agency in distribution lines: `ARA`, `SCA/CEN`.
    Office,
    /// An operating signal or procedure word: `ZNY`.
    Signal,
    /// An acronym of the text: `POLOFF`.
    Acronym,
}

impl Kind {
    /// Every kind, in the order in which meanings are listed.
    pub const ALL: [Self; 18] = [
        Self::Subject,
        Self::Country,
        Self::Region,
        Self::Organization,
        Self::Program,
        Self::Post,
        Self::Routing,
        Self::RoutingFamily,
        Self::Precedence,
        Self::Marking,
        Self::Caption,
        Self::Order,
        Self::Reason,
        Self::Exemption,
        Self::Foia,
        Self::Office,
        Self::Signal,
        Self::Acronym,
    ];

    /// The name in data files and in JSON, for example `routing_family`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Country => "country",
            Self::Region => "region",
            Self::Organization => "organization",
            Self::Program => "program",
            Self::Post => "post",
            Self::Routing => "routing",
            Self::RoutingFamily => "routing_family",
            Self::Precedence => "precedence",
            Self::Marking => "marking",
            Self::Caption => "caption",
            Self::Order => "order",
            Self::Reason => "reason",
            Self::Exemption => "exemption",
            Self::Foia => "foia",
            Self::Office => "office",
            Self::Signal => "signal",
            Self::Acronym => "acronym",
        }
    }

    /// What people call it, for example `subject tag`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Subject => "subject tag",
            Self::Country => "country tag",
            Self::Region => "region tag",
            Self::Organization => "organization tag",
            Self::Program => "program tag",
            Self::Post => "post",
            Self::Routing => "routing indicator",
            Self::RoutingFamily => "routing indicators",
            Self::Precedence => "precedence",
            Self::Marking => "marking",
            Self::Caption => "caption",
            Self::Order => "executive order",
            Self::Reason => "reason for classification",
            Self::Exemption => "declassification code",
            Self::Foia => "FOIA exemption",
            Self::Office => "office",
            Self::Signal => "operating signal",
            Self::Acronym => "acronym",
        }
    }

    /// Whether codes of this kind stand on the TAGS line.
    #[must_use]
    pub const fn is_tag(self) -> bool {
        matches!(self, Self::Subject | Self::Country | Self::Region | Self::Organization | Self::Program)
    }

    /// The kind of that name in a data file.
    pub(crate) fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}
