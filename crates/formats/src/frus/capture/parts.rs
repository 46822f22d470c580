//! What is noted of a document while it is read.

use quick_xml::events::BytesStart;
use telegram::{ElementKind, Span};

use super::attribute;

/// A block of the document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::frus) enum Kind {
    Head,
    /// A note that stands in the text: file number, `[Paraphrase]`.
    InlineNote,
    Dateline,
    /// The security class and urgency above the text in volumes of 1949-54.
    Marking,
    Paragraph,
    /// A short paragraph that is printed as a heading.
    Heading,
    Item,
    /// The head of a list.
    ListHead,
    Row,
    Signed,
    /// It holds this part of the header and nothing else.
    Header(ElementKind),
}

/// What a list is for, by its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::frus) enum List {
    Plain,
    Subject,
    From,
    To,
    References,
    Participants,
}

#[derive(Debug, Clone)]
pub(in crate::frus) struct Block {
    pub(in crate::frus) kind: Kind,
    pub(in crate::frus) span: Span,
    /// Within an enclosed document: no fact of it is one of the document.
    pub(in crate::frus) attached: bool,
    pub(in crate::frus) list: List,
}

/// Something marked within the text.
#[derive(Debug, Clone)]
pub(in crate::frus) enum Mark {
    /// `persName` or `gloss` with `type="from"`.
    From,
    /// `persName` or `gloss` with `type="to"`.
    To,
    Place,
    /// `date`, with its machine forms.
    Date(Box<DateMark>),
    /// `time`, with its machine form.
    Time(String),
    /// `ref`, with its target.
    Link(String),
    /// Italics within a signature.
    Italic,
    /// The mark of a footnote, which is no text of the author.
    Footnote,
}

/// The machine forms of a `date` element, as they stand in its attributes.
#[derive(Debug, Clone, Default)]
pub(in crate::frus) struct DateMark {
    pub(in crate::frus) when: Option<String>,
    pub(in crate::frus) from: Option<String>,
    pub(in crate::frus) to: Option<String>,
    pub(in crate::frus) not_before: Option<String>,
    pub(in crate::frus) not_after: Option<String>,
    pub(in crate::frus) cert: Option<String>,
}

impl DateMark {
    pub(in crate::frus) fn of(tag: &BytesStart<'_>) -> Self {
        let get = |name: &str| attribute(tag, name);
        Self {
            when: get("when"),
            from: get("from"),
            to: get("to"),
            not_before: get("notBefore"),
            not_after: get("notAfter"),
            cert: get("cert"),
        }
    }
}

#[derive(Debug, Clone)]
pub(in crate::frus) struct Marked {
    pub(in crate::frus) mark: Mark,
    pub(in crate::frus) span: Span,
    pub(in crate::frus) block: Option<Kind>,
    pub(in crate::frus) attached: bool,
    pub(in crate::frus) in_note: bool,
}

/// A footnote, source note or summary.
#[derive(Debug, Clone)]
pub(in crate::frus) struct Note {
    pub(in crate::frus) label: String,
    pub(in crate::frus) kind: Option<String>,
    pub(in crate::frus) span: Span,
    /// Where its mark stands.
    pub(in crate::frus) mark: Span,
    /// The block in which it stands.
    pub(in crate::frus) block: Option<Kind>,
    pub(in crate::frus) attached: bool,
}
