//! The lossless layer: what each stretch of the text is.

mod kinds;

use crate::Span;

/// A stretch of the text with a kind. The elements of a telegram tile its
/// text: joining them gives the input back byte for byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// Where it stands.
    pub span: Span,
}

/// What a stretch of the text is. "FL" names the format lines of ACP 127.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum ElementKind {
    /// Nothing but blanks.
    Blank,
    /// What the carrier put around the telegram: page titles, menus, comments.
    Chrome,
    /// The carrier's own statement of facts: a table row, attributes.
    SourceFacts,
    /// A stamp of a reviewing or releasing office.
    Stamp,
    /// The classification alone, at the top or bottom of a page.
    Banner,
    /// `PAGE 02  LA PAZ 00015  022228Z`.
    PageLine,
    /// The copies for offices: `ACTION ARA-20`, `INFO OCT-01 …`.
    Distribution,
    /// Drafted by, approved by, clearances.
    Drafting,
    /// `--------------------- 003317`.
    DashLine,
    /// FL1, `VZCZCXRO1454`.
    TransmissionId,
    /// FL2, precedence and routing indicators.
    Routing,
    /// FL3, `DE RUEHTA #0478/01 0760804`.
    MessageId,
    /// FL4, `ZNY CCCCC ZZH`.
    Security,
    /// FL5, precedence and date-time group.
    DateTimeGroup,
    /// FL6, `FM`.
    From,
    /// FL7, `TO`.
    To,
    /// FL8, `INFO`.
    Info,
    /// FL9, `XMT`.
    Exempt,
    /// FL10, the count of groups.
    GroupCount,
    /// FL11 and FL13, `BT`.
    Break,
    /// The classification line with section, post and number.
    ClassificationLine,
    /// A caption, such as `SIPDIS`.
    Caption,
    /// A pass or attention line.
    Pass,
    /// The executive order line.
    ExecutiveOrder,
    /// The TAGS line.
    Tags,
    /// The subject.
    Subject,
    /// The REF line.
    References,
    /// Classified by, reasons.
    ClassifiedBy,
    /// A labelled field that is none of the others (SMART labels).
    Label,
    /// A heading between paragraphs.
    Heading,
    /// A line of hyphens or similar.
    Rule,
    /// A paragraph of the body, numbered or not.
    Paragraph,
    /// The mark of a new section inside the text.
    SectionMark,
    /// Header lines that a new section repeats.
    RepeatedHeader,
    /// Who signed.
    Signature,
    /// FL15 and FL16 and other end marks: `#0478`, `NNNN`.
    End,
    /// A remark of a communications centre or publisher.
    Note,
    /// Text that is none of the above.
    #[default]
    Text,
}
