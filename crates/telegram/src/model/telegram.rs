//! The telegram as a whole.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{
    Addressee, Classification, ClassifiedBy, Edtf, Envelope, ExecutiveOrder, Fold, MessageDate, Originator, Person,
    PrecedencePair, Reference, Spans,
};
use crate::id::CanonicalId;
use crate::{Diagnostic, Span};

/// What kind of message or document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Kind {
    /// A diplomatic telegram.
    #[default]
    Telegram,
    /// A message in telegram form that went by pouch.
    Airgram,
    /// A military record message.
    RecordMessage,
    /// Any other document that a volume or file holds.
    Document,
}

impl Kind {
    /// The name in the JSON contract, for example `record_message`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::Airgram => "airgram",
            Self::RecordMessage => "record_message",
            Self::Document => "document",
        }
    }
}

/// Whether the text is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum TextState {
    /// The text is there.
    #[default]
    Present,
    /// The record is known, its text was lost.
    Missing,
    /// The record is known, its text is withheld.
    Withdrawn,
}

impl TextState {
    /// The name in the JSON contract, for example `withdrawn`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Missing => "missing",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What a paragraph is for, where the text says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Role {
    /// SUMMARY.
    Summary,
    /// COMMENT.
    Comment,
    /// ACTION REQUEST, ACTION REQUESTED.
    ActionRequest,
    /// INTRODUCTION.
    Introduction,
}

/// Into how many parts the telegram was cut for sending, and which are here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Sections {
    /// How many there were; 1 where the text says nothing of sections.
    pub count: u32,
    /// The numbers of those whose start is in the text, ascending.
    pub present: Vec<u32>,
}

/// The number that a telegram bears besides or instead of its post's: in a series of a journey, a delegation or a
/// conference, `TOSEC 140021`. Such numbers begin anew with each.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SeriesNumber {
    /// The name of the series, upper case.
    pub name: String,
    /// The number.
    pub number: u32,
}

/// A piece of the body: numbered, or unnumbered text before or between.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Paragraph {
    /// Its name in addresses, unique within the telegram: `p5`, or what
    /// [`Paragraph::name_all`] gives an unnumbered or a repeated one.
    #[cfg_attr(feature = "serde", serde(default))]
    pub anchor: String,
    /// The author's number.
    pub number: Option<String>,
    /// The portion mark without brackets, upper case, for example `SBU/NF`.
    pub portion: Option<String>,
    /// What the paragraph is for.
    pub role: Option<Role>,
    /// The heading that stands above it.
    pub heading: Option<String>,
    /// The text, unfolded, without number, mark, and page and section breaks.
    /// Lines that stand apart (lists, tables) keep their line breaks.
    pub text: String,
    /// Where the bytes of `text` stand in the decoded text.
    #[cfg_attr(feature = "serde", serde(default))]
    pub map: Fold,
    /// Where the paragraph stands, from its number to its last word.
    pub span: Span,
}

/// What a named block of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum BlockKind {
    /// `SUMMARY: … END SUMMARY.`
    Summary,
    /// `COMMENT: … END COMMENT.`
    Comment,
    /// `ACTION REQUESTED: …`
    ActionRequest,
    /// `INTRODUCTION: …`
    Introduction,
    /// `NOTE: … END NOTE.`
    Note,
    /// `BEGIN TEXT: … END TEXT.`
    Text,
}

/// A block that the author opened by its name, within one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The number of the paragraph it stands in.
    pub paragraph: Option<String>,
    /// Whether it stands in brackets within a paragraph that is something else.
    pub nested: bool,
    /// Whether its end is marked (`END COMMENT`); else it ends with its bracket or paragraph.
    pub closed: bool,
    /// From its name to its end.
    pub span: Span,
}

/// A set of a military record message: `POC/ROE/LCDR/TEL: 555-0100//`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct MessageSet {
    /// Its name.
    pub name: String,
    /// What stands between its slashes.
    pub fields: Vec<String>,
    /// Where it stands, without its name.
    pub span: Span,
}

/// A footnote or source note that an edition gives to the document.
///
/// Its text stands in the decoded text, after the document's own, and has elements and spans there as all text has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Note {
    /// Its mark as printed, without brackets, for example `1`.
    pub mark: String,
    /// The text in one line, without the mark.
    pub text: String,
    /// Where the bytes of `text` stand in the decoded text.
    #[cfg_attr(feature = "serde", serde(default))]
    pub map: Fold,
    /// Where the note stands, from its mark on.
    pub span: Span,
    /// Where the mark stands that leads to it.
    pub at: Span,
}

/// The name of the form in which a copy came: `text`, `page`, `aad`, `frus` … Who reads forms owns the list of names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct CarrierName(Cow<'static, str>);

impl CarrierName {
    /// The name of a form.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name in words of the JSON contract; empty where no form is stated.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where this copy comes from, and what the source itself states of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Source {
    /// The form it came in.
    pub carrier: CarrierName,
    /// This witness's name within its collection.
    pub key: String,
    /// The reference id as the source states it.
    pub reference_id: Option<String>,
    /// The date of the telegram as the source states it.
    pub created: Option<MessageDate>,
    /// When the source was published.
    pub released: Option<MessageDate>,
    /// The classification as the source states it.
    pub classification: Option<String>,
    /// The origin as the source states it.
    pub origin: Option<String>,
    /// Further statements of the source, for example the attributes of a NARA
    /// record, in their order.
    #[cfg_attr(feature = "serde", serde(default))]
    pub attributes: Vec<(String, String)>,
    /// The facts of the telegram that its text does not state and the source does, each with what the source calls the
    /// statement: `"tags": "TAGS"`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub facts: BTreeMap<String, String>,
}

/// A telegram or document as read from one witness.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Telegram {
    /// The canonical reference id, for example `09ASTANA478`.
    pub id: Option<CanonicalId>,
    /// Telegram, airgram, record message or other document.
    pub kind: Kind,
    /// Whether the text is there.
    pub text_state: TextState,
    /// When it was sent.
    pub date: Option<MessageDate>,
    /// What the source states of the date, with its uncertainty; the same as `date` where that is all.
    #[cfg_attr(feature = "serde", serde(default))]
    pub date_edtf: Option<Edtf>,
    /// How secret it was.
    pub classification: Option<Classification>,
    /// Captions such as `SIPDIS`, in the order printed, each once.
    pub captions: Vec<String>,
    /// How fast it had to be handled.
    pub precedence: PrecedencePair,
    /// Its numbers in series apart from the posts', each once.
    #[cfg_attr(feature = "serde", serde(default))]
    pub series: Vec<SeriesNumber>,
    /// What the relay stations wrote above it (format lines 1 to 4).
    #[cfg_attr(feature = "serde", serde(default))]
    pub envelope: Envelope,
    /// The sender.
    pub from: Option<Originator>,
    /// Those who were to act.
    pub action: Vec<Addressee>,
    /// Those who were to know.
    pub info: Vec<Addressee>,
    /// Members of a collective who were not to receive it (XMT).
    pub excluded: Vec<Addressee>,
    /// Pass and attention lines, unfolded.
    pub pass: Vec<String>,
    /// The executive order line.
    pub executive_order: Option<ExecutiveOrder>,
    /// TAGS, upper case, in the order printed.
    pub tags: Vec<String>,
    /// The subject, unfolded, case as printed.
    pub subject: Option<String>,
    /// Where the bytes of the subject stand in the decoded text; empty where something inside was left out.
    #[cfg_attr(feature = "serde", serde(default))]
    pub subject_map: Fold,
    /// The portion mark at the start or end of the subject line, without
    /// brackets, upper case, for example `SBU`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub subject_portion: Option<String>,
    /// What it refers to: the entries of its REF line.
    pub references: Vec<Reference>,
    /// Where its text points at telegrams: by post and number (`STATE 12345`),
    /// or by the letter of an entry (`ref A`, `reftel`), whose id is repeated.
    #[cfg_attr(feature = "serde", serde(default))]
    pub mentions: Vec<Reference>,
    /// Who classified it and why.
    pub classified_by: Vec<ClassifiedBy>,
    /// The parts it was sent in.
    pub sections: Sections,
    /// The body.
    pub paragraphs: Vec<Paragraph>,
    /// Named blocks of the body: summaries, comments, also those nested in a paragraph.
    #[cfg_attr(feature = "serde", serde(default))]
    pub blocks: Vec<Block>,
    /// Who signed, as printed, without title.
    pub signature: Vec<String>,
    /// What stands with the name: `ACTING`, `CHARGE`, `AMBASSADOR`, as printed.
    #[cfg_attr(feature = "serde", serde(default))]
    pub signature_title: Option<String>,
    /// Who drafted it.
    pub drafted_by: Vec<Person>,
    /// Who cleared it.
    pub cleared_by: Vec<Person>,
    /// Who approved it.
    pub approved_by: Vec<Person>,
    /// Who released it for sending.
    #[cfg_attr(feature = "serde", serde(default))]
    pub released_by: Vec<Person>,
    /// The sets of a record message above its remarks, `MSGID`, `POC` and the like.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub sets: Vec<MessageSet>,
    /// Where the facts above stand that carry no span themselves.
    #[cfg_attr(feature = "serde", serde(default))]
    pub spans: Spans,
    /// Footnotes and source notes, in the order of their marks.
    #[cfg_attr(feature = "serde", serde(default))]
    pub notes: Vec<Note>,
    /// What is odd.
    pub diagnostics: Vec<Diagnostic>,
    /// Where this copy comes from.
    pub source: Source,
}
