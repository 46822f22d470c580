//! The names of facts.

/// A fact of the typed view that is compared, counted, or taken from a source or another copy; in the order of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fact {
    /// The reference id.
    Id,
    /// Telegram, airgram, record message or other document.
    Kind,
    /// Whether the text is there.
    TextState,
    /// When it was sent.
    Date,
    /// How secret it was.
    Classification,
    /// Handling captions.
    Captions,
    /// How fast it had to be handled.
    Precedence,
    /// The sender.
    From,
    /// Those who were to act.
    Action,
    /// Those who were to know.
    Info,
    /// Pass and attention lines.
    Pass,
    /// The executive order line.
    ExecutiveOrder,
    /// TAGS.
    Tags,
    /// The subject.
    Subject,
    /// What it refers to.
    References,
    /// Who classified it.
    ClassifiedBy,
    /// The body.
    Paragraphs,
    /// Who signed.
    Signature,
    /// Who drafted it.
    DraftedBy,
    /// Who cleared it.
    ClearedBy,
    /// Who approved it.
    ApprovedBy,
}

impl Fact {
    /// Its key in the JSON of a telegram, for example `executive_order`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Kind => "kind",
            Self::TextState => "text_state",
            Self::Date => "date",
            Self::Classification => "classification",
            Self::Captions => "captions",
            Self::Precedence => "precedence",
            Self::From => "from",
            Self::Action => "action",
            Self::Info => "info",
            Self::Pass => "pass",
            Self::ExecutiveOrder => "executive_order",
            Self::Tags => "tags",
            Self::Subject => "subject",
            Self::References => "references",
            Self::ClassifiedBy => "classified_by",
            Self::Paragraphs => "paragraphs",
            Self::Signature => "signature",
            Self::DraftedBy => "drafted_by",
            Self::ClearedBy => "cleared_by",
            Self::ApprovedBy => "approved_by",
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Fact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}
