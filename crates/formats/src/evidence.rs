//! Whether a text that may be about anything is a telegram: what was found in it that only telegrams have.

use telegram::{Element, ElementKind, Kind, ReferenceKind, Role, Telegram, posts};

/// How much speaks for a telegram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// Nothing.
    None,
    /// What memoranda, forms and articles have too: a subject, a class alone, a list of references, numbered text in
    /// capitals.
    Weak,
    /// An envelope, a header field of telegrams, a portion mark, a reference to a telegram of a known post.
    Strong,
}

/// What was found in the text says.
pub(crate) fn of(telegram: &Telegram, text: &str, elements: &[Element]) -> Evidence {
    if is_strong(telegram) {
        Evidence::Strong
    } else if is_weak(telegram) || is_bare_field(text, elements) || is_signed_tail(telegram, elements) {
        Evidence::Weak
    } else {
        Evidence::None
    }
}

/// Whether so much of a telegram was found that a text which may be about
/// anything, such as a message, holds one: an id or a record message, or three
/// of its facts.
pub(crate) fn is_sure(telegram: &Telegram) -> bool {
    let facts = [
        telegram.id.is_some(),
        telegram.date.is_some(),
        telegram.classification.is_some(),
        telegram.from.is_some(),
        !telegram.action.is_empty(),
        telegram.executive_order.is_some(),
        !telegram.tags.is_empty(),
        telegram.references.iter().any(|reference| reference.id.is_some()),
        telegram.paragraphs.iter().any(|paragraph| paragraph.portion.is_some()),
    ];
    let count = facts.into_iter().filter(|fact| *fact).count();
    telegram.kind != Kind::Document && (count >= 3 || telegram.kind == Kind::RecordMessage && count >= 1)
}

fn is_strong(telegram: &Telegram) -> bool {
    let envelope = &telegram.envelope;
    telegram.kind == Kind::RecordMessage
        || telegram.date.is_some()
        || telegram.from.is_some()
        || !telegram.action.is_empty()
        || !telegram.info.is_empty()
        || envelope.transmission_id.is_some()
        || envelope.message_id.is_some()
        || telegram.executive_order.is_some()
        || !telegram.tags.is_empty()
        || telegram.diagnostics.iter().any(|diagnostic| diagnostic.code == "tags-not-applicable")
        || !telegram.captions.is_empty()
        || !telegram.pass.is_empty()
        || !telegram.classified_by.is_empty()
        || telegram.paragraphs.iter().any(|paragraph| paragraph.portion.is_some())
        || telegram.references.iter().any(|reference| reference.id.as_deref().is_some_and(names_known_post))
}

/// Whether the id's post is one that numbers telegrams: scanned text has many words that look like ids.
fn names_known_post(id: &str) -> bool {
    let post = id.trim_matches(|letter: char| letter.is_ascii_digit());
    posts::find_key(post).is_some()
}

fn is_weak(telegram: &Telegram) -> bool {
    telegram.classification.is_some()
        || telegram.subject.as_deref().is_some_and(|subject| is_upper(subject) || telegram.paragraphs.is_empty())
        || telegram.references.iter().any(|reference| reference.id.is_some() || reference.kind != ReferenceKind::Other)
        || has_body(telegram)
}

fn is_upper(text: &str) -> bool {
    !text.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Whether the text is the label of a header field and hardly more: `SUBJECT:` alone, `REF: NONE`. A subject in small letters
/// with a sentence below it is that of any message.
fn is_bare_field(text: &str, elements: &[Element]) -> bool {
    const MOST: usize = 3;
    let is_field = |element: &Element| {
        matches!(
            element.kind,
            ElementKind::Subject | ElementKind::Tags | ElementKind::References | ElementKind::ClassifiedBy
        )
    };
    let is_of_message =
        text.trim_start().starts_with("Subject") && elements.iter().any(|found| found.kind == ElementKind::Paragraph);
    !is_of_message
        && text.lines().filter(|line| !line.trim().is_empty()).take(MOST + 1).count() <= MOST
        && elements.iter().find(|element| element.kind != ElementKind::Blank).is_some_and(is_field)
}

/// Unnumbered text alone is no telegram, any text has that; nor are numbers alone, any
/// list has those: they count with a portion mark, a summary or a comment, or
/// where the text is in capitals as all telegrams were before about 2005.
fn has_body(telegram: &Telegram) -> bool {
    let paragraphs = &telegram.paragraphs;
    let is_numbered = paragraphs.iter().any(|paragraph| paragraph.number.is_some());
    let is_signed = !telegram.signature.is_empty();
    // Numbered text with a summary or a comment is drafted as telegrams are, in whatever letters.
    let has_block = paragraphs.iter().any(|paragraph| {
        let of_block = matches!(paragraph.role, Some(Role::Summary | Role::Comment | Role::ActionRequest));
        of_block && (paragraph.number.is_some() || is_numbered && paragraph.text.to_uppercase().contains("END SUMMARY"))
    });
    has_block || ((is_numbered || is_signed) && is_in_capitals(telegram)) || (is_signed && has_formula(telegram))
}

/// Whether the last paragraph holds one of the formulas that telegrams end with.
fn has_formula(telegram: &Telegram) -> bool {
    let last = telegram.paragraphs.last().map(|paragraph| paragraph.text.to_uppercase()).unwrap_or_default();
    ["END COMMENT", "END SUMMARY", "END TEXT", "END NOTE", "MINIMIZE CONSIDERED"]
        .iter()
        .any(|words| last.contains(words))
}

/// Whether nine of ten letters of the body are capitals.
fn is_in_capitals(telegram: &Telegram) -> bool {
    let letters = || telegram.paragraphs.iter().flat_map(|paragraph| paragraph.text.bytes());
    let capitals = letters().filter(u8::is_ascii_uppercase).count();
    let small = letters().filter(u8::is_ascii_lowercase).count();
    capitals > 0 && capitals >= small.saturating_mul(9)
}

/// Whether the text is the tail of a telegram: signed, with end marks after the signature.
fn is_signed_tail(telegram: &Telegram, elements: &[Element]) -> bool {
    let ended = || {
        elements
            .iter()
            .skip_while(|element| element.kind != ElementKind::Signature)
            .any(|element| element.kind == ElementKind::End)
    };
    !telegram.signature.is_empty() && !telegram.paragraphs.is_empty() && ended()
}
