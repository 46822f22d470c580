//! What a line says by itself, for those who look for telegrams in texts that may hold anything.

use crate::ElementKind;
use crate::header::classification_line;
use crate::header::labels::{Label, label};
use crate::layout::envelope;
use crate::paragraph::{after_mark, paragraph_start};

/// What tells a line as one of a telegram, whatever stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sign {
    /// A line that only relay stations write: FL1 to FL4.
    Station,
    /// FL5: precedence and date-time group.
    Time,
    /// FL6: the originator.
    From,
    /// FL7, FL8: an addressee.
    Address,
    /// A classification line that names a telegram.
    Class {
        /// The post as printed.
        post: Option<String>,
        /// The number of the telegram.
        number: u32,
        /// The section, where one is stated.
        section: Option<u32>,
    },
    /// A labelled field: its kind, and whether a value stands on the line.
    Field(ElementKind, bool),
    /// The start of a numbered paragraph with a portion mark.
    Paragraph,
}

/// The longest line that is looked at: what is longer is running text.
const LONGEST: usize = 160;

/// What the line says by itself; `None` for the line of any other text. Words that stand in menus and prose too (`TO`,
/// `FM` and a class alone, `SUBJECT` without its colon) are no sign.
///
/// ```
/// use telegram::{Sign, sign};
///
/// assert_eq!(sign("TO RUEHC/SECSTATE WASHDC 0042"), Some(Sign::Address));
/// assert_eq!(sign("TO"), None);
/// assert_eq!(sign("CONFIDENTIAL"), None);
/// ```
#[must_use]
pub fn sign(line: &str) -> Option<Sign> {
    let text = line.trim();
    let first = *text.as_bytes().first()?;
    if text.len() > LONGEST || !(first.is_ascii_alphanumeric() || matches!(first, b'(' | 0xc2)) {
        return None;
    }
    if let Some(kind) = envelope::kind(text) {
        return match kind {
            ElementKind::DateTimeGroup => Some(Sign::Time),
            ElementKind::TransmissionId | ElementKind::Routing | ElementKind::MessageId | ElementKind::Security => {
                Some(Sign::Station)
            }
            _ => None,
        };
    }
    if envelope::names_sender(text) {
        return Some(Sign::From);
    }
    if envelope::names_addressee(text) {
        return Some(Sign::Address);
    }
    class(text).or_else(|| field(text)).or_else(|| paragraph(text))
}

fn class(text: &str) -> Option<Sign> {
    let last = text.as_bytes().last()?;
    let line = last.is_ascii_digit().then(|| classification_line::parse(text)).flatten()?;
    let section = line.section.map(|section| section.number);
    Some(Sign::Class { post: line.post, number: line.number?, section })
}

fn field(text: &str) -> Option<Sign> {
    let (found, length) = label(text)?;
    let kind = match found {
        Label::ExecutiveOrder => ElementKind::ExecutiveOrder,
        Label::Tags => ElementKind::Tags,
        Label::Subject => ElementKind::Subject,
        Label::References => ElementKind::References,
        Label::ClassifiedBy => ElementKind::ClassifiedBy,
        _ => return None,
    };
    let (words, value) = text.split_at_checked(length)?;
    words.contains(':').then(|| Sign::Field(kind, !value.trim().is_empty()))
}

fn paragraph(text: &str) -> Option<Sign> {
    let start = paragraph_start(text)?;
    (start.mark.is_some() && !after_mark(text.get(start.text_at..)?).is_empty()).then_some(Sign::Paragraph)
}
