//! Names of element kinds, as the teletype view shows them.

use telegram::ElementKind;

/// Which layer of a telegram an element belongs to; the teletype view sets
/// them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    /// What carriers and relays added around the telegram.
    Noise,
    /// The lines by which it was sent.
    Envelope,
    /// From whom, to whom.
    Address,
    /// Classification to references.
    Head,
    /// What it says.
    Body,
    /// Signature and end marks.
    Close,
}

impl Layer {
    /// All, in their order.
    pub(crate) const ALL: [Self; 6] = [Self::Noise, Self::Envelope, Self::Address, Self::Head, Self::Body, Self::Close];

    /// Its class in the style sheet.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Noise => "t-noise",
            Self::Envelope => "t-envelope",
            Self::Address => "t-address",
            Self::Head => "t-head",
            Self::Body => "t-body",
            Self::Close => "t-close",
        }
    }

    /// Its name for people.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Noise => "Around the telegram",
            Self::Envelope => "Transmission",
            Self::Address => "Addresses",
            Self::Head => "Heading",
            Self::Body => "Text",
            Self::Close => "Close",
        }
    }
}

/// The name of a kind and its layer.
pub(crate) const fn describe(kind: ElementKind) -> (&'static str, Layer) {
    use Layer::{Address, Body, Close, Envelope, Head, Noise};
    match kind {
        ElementKind::Blank => ("blank", Noise),
        ElementKind::Chrome => ("page around it", Noise),
        ElementKind::SourceFacts => ("facts of the source", Noise),
        ElementKind::Stamp => ("stamp", Noise),
        ElementKind::Banner => ("classification banner", Noise),
        ElementKind::PageLine => ("page line", Noise),
        ElementKind::Distribution => ("distribution", Envelope),
        ElementKind::Drafting => ("drafting", Envelope),
        ElementKind::DashLine => ("dash line", Envelope),
        ElementKind::TransmissionId => ("transmission", Envelope),
        ElementKind::Routing => ("routing", Envelope),
        ElementKind::MessageId => ("message", Envelope),
        ElementKind::Security => ("security signal", Envelope),
        ElementKind::DateTimeGroup => ("date and time", Address),
        ElementKind::From => ("from", Address),
        ElementKind::To => ("to", Address),
        ElementKind::Info => ("info", Address),
        ElementKind::Exempt => ("exempt", Address),
        ElementKind::GroupCount => ("group count", Envelope),
        ElementKind::Break => ("break", Envelope),
        ElementKind::ClassificationLine => ("classification", Head),
        ElementKind::Caption => ("caption", Head),
        ElementKind::Pass => ("pass line", Head),
        ElementKind::ExecutiveOrder => ("executive order", Head),
        ElementKind::Tags => ("tags", Head),
        ElementKind::Subject => ("subject", Head),
        ElementKind::References => ("references", Head),
        ElementKind::ClassifiedBy => ("classified by", Head),
        ElementKind::Label => ("label", Head),
        ElementKind::Heading => ("heading", Body),
        ElementKind::Rule => ("rule", Body),
        ElementKind::Paragraph => ("paragraph", Body),
        ElementKind::SectionMark => ("section mark", Noise),
        ElementKind::RepeatedHeader => ("repeated header", Noise),
        ElementKind::Signature => ("signature", Close),
        ElementKind::End => ("end", Close),
        ElementKind::Note => ("note", Noise),
        ElementKind::Text => ("text", Body),
        // A kind that is newer than this table still shows as what it is.
        _ => ("other", Body),
    }
}
