//! Whether a text that may be about anything is a telegram: what was found in it that only telegrams have.

use telegram::{Element, ElementKind, Kind, Reference, ReferenceKind, Role, Sign, Telegram, catalogue, posts, sign};

/// How much speaks for a telegram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Nothing.
    None,
    /// What memoranda, forms and articles have too: a subject, a class alone, a list of references, numbered text in
    /// capitals.
    Weak,
    /// Portion marks: what memoranda of the same offices have too, which call themselves so.
    Marked,
    /// An envelope, a header field of telegrams, a reference to a telegram of a known post.
    Strong,
}

/// What was found, each thing by its name.
#[derive(Debug)]
pub(crate) struct Evidence(Vec<(Weight, &'static str)>);

/// A field and hardly more.
const ALONE: &str = "field alone";

/// What a telegram has where nothing of it is lost.
const WHOLE: [&str; 6] = ["envelope", "classification line", "executive order", "TAGS", "subject", "numbered text"];

/// What was found in the text says.
pub(crate) fn of(telegram: &Telegram, text: &str, elements: &[Element]) -> Evidence {
    let lines = Lines { text, elements };
    let found = [
        (Weight::Strong, "record message", telegram.kind == Kind::RecordMessage),
        (Weight::Strong, "envelope", has_envelope(telegram, &lines)),
        (Weight::Strong, "classification line", lines.any(ElementKind::ClassificationLine, is_class_line)),
        (Weight::Strong, "executive order", has_order(telegram)),
        (Weight::Strong, "TAGS", has_known_tags(telegram)),
        (Weight::Strong, "captions", !telegram.captions.is_empty()),
        (Weight::Strong, "pass line", !telegram.pass.is_empty()),
        (Weight::Strong, "classification authority", has_authority(telegram)),
        (Weight::Strong, "reference to a telegram", telegram.references.iter().any(has_id_of_post)),
        (Weight::Marked, "portion marks", telegram.paragraphs.iter().any(has_mark)),
        (Weight::Weak, "address", telegram.from.is_some() || !telegram.action.is_empty() || !telegram.info.is_empty()),
        (Weight::Weak, "class", telegram.classification.is_some()),
        (Weight::Weak, "subject", has_subject(telegram)),
        (Weight::Weak, "references", telegram.references.iter().any(is_of_telegrams)),
        (Weight::Weak, "numbered text", has_body(telegram)),
        (Weight::Weak, ALONE, is_bare_field(text, elements) && !cites_others(telegram)),
        (Weight::Weak, "end of a telegram", is_signed_tail(telegram, elements)),
    ];
    Evidence(found.into_iter().filter(|(.., is_there)| *is_there).map(|(weight, name, _)| (weight, name)).collect())
}

impl Evidence {
    /// A form of its own, which no other text has.
    pub(crate) fn of_form(name: &'static str) -> Self {
        Self(vec![(Weight::Strong, name)])
    }

    pub(crate) fn weight(&self) -> Weight {
        self.0.iter().map(|(weight, _)| *weight).max().unwrap_or(Weight::None)
    }

    /// Whether one thing alone speaks for a telegram.
    pub(crate) fn is_thin(&self) -> bool {
        // A field alone was found as a subject or references too.
        self.0.iter().filter(|(_, name)| *name != ALONE).count() <= 1
    }

    /// What was found and what was not, in words.
    pub(crate) fn stated(&self) -> String {
        let list = |names: Vec<&str>| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
        let found: Vec<&str> = self.0.iter().map(|(_, name)| *name).collect();
        let missing = WHOLE.into_iter().filter(|name| !found.contains(name)).collect();
        format!("found: {}; missing: {}", list(found), list(missing))
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

/// The lines of a text by what they were read as.
struct Lines<'a> {
    text: &'a str,
    elements: &'a [Element],
}

impl Lines<'_> {
    /// Whether a line of the kind is as asked.
    fn any(&self, kind: ElementKind, is_it: impl Fn(&str) -> bool) -> bool {
        let of_kind = self.elements.iter().filter(|element| element.kind == kind);
        of_kind.filter_map(|element| self.text.get(element.span.range())).flat_map(str::lines).any(is_it)
    }
}

/// The lines of relay stations, a date-time group, addresses of offices that have telegrams. `TO: ALL STAFF` is none.
fn has_envelope(telegram: &Telegram, lines: &Lines<'_>) -> bool {
    let envelope = &telegram.envelope;
    let is_address = |line: &str| matches!(sign(line), Some(Sign::From | Sign::Address));
    let addresses = telegram.action.iter().chain(&telegram.info).map(|address| &address.name);
    let mut names = telegram.from.iter().map(|from| &from.name).chain(addresses);
    telegram.date.is_some()
        || envelope.transmission_id.is_some()
        || envelope.message_id.is_some()
        || [ElementKind::From, ElementKind::To, ElementKind::Info].into_iter().any(|kind| lines.any(kind, is_address))
        || names.any(|name| posts::post_of_plad(name).is_some())
}

/// `CONFIDENTIAL SUVA 617`: it names a telegram.
fn is_class_line(line: &str) -> bool {
    matches!(sign(line), Some(Sign::Class { .. }))
}

/// The order of a form may be `none`.
fn has_order(telegram: &Telegram) -> bool {
    telegram.executive_order.as_ref().is_some_and(|order| order.number.is_some())
}

/// At least half of the codes are listed: any text may be tagged.
fn has_known_tags(telegram: &Telegram) -> bool {
    let unknown = telegram.diagnostics.iter().filter(|diagnostic| diagnostic.code == catalogue::TAG_UNKNOWN).count();
    !telegram.tags.is_empty() && unknown * 2 <= telegram.tags.len()
}

/// Reasons, or somebody's name: `Classified: N` is an answer in a form.
fn has_authority(telegram: &Telegram) -> bool {
    telegram.classified_by.iter().any(|authority| {
        let names = |name: &String| name.split([' ', ',']).filter(|word| word.len() > 1).count() > 1;
        !authority.reasons.is_empty() || authority.derived_from.is_some() || authority.name.as_ref().is_some_and(names)
    })
}

/// Whether the id's post is one that numbers telegrams: scanned text has many words that look like ids.
fn has_id_of_post(reference: &Reference) -> bool {
    reference.id.as_deref().is_some_and(is_of_post)
}

/// Whether the post of an id, `05SUVA617` or `1975SUVA00617`, is listed.
pub(crate) fn is_of_post(id: &str) -> bool {
    posts::find_key(id.trim_matches(|letter: char| letter.is_ascii_digit())).is_some()
}

/// A telegram of a listed post, or something else that telegrams cite by its kind. `Paris 1971` is where and when a book was
/// printed.
fn is_of_telegrams(reference: &Reference) -> bool {
    if reference.kind != ReferenceKind::Telegram {
        return matches!(reference.kind, ReferenceKind::Airgram | ReferenceKind::Phone);
    }
    let mut words = reference.text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let Some(number) = words.rfind(is_number) else { return true };
    // The words before it; no post has more than four.
    let mut names: Vec<&str> = words.rev().filter(|word| !is_number(word)).take(4).collect();
    names.reverse();
    let is_year = number.len() == 4 && number.parse().is_ok_and(|year: u16| (1500..2030).contains(&year));
    let is_listed =
        (0..names.len()).any(|from| names.get(from..).is_some_and(|names| posts::find(&names.join(" ")).is_some()));
    is_listed && !(is_year && reference.text.bytes().any(|byte| byte.is_ascii_lowercase()))
}

/// Whether all that is cited is something else than telegrams: books, shelf marks.
fn cites_others(telegram: &Telegram) -> bool {
    !telegram.references.is_empty() && !telegram.references.iter().any(is_of_telegrams)
}

/// A portion mark before a sentence: `(C) 1975` is a copyright, `(S) stands for` an explanation.
fn has_mark(paragraph: &telegram::Paragraph) -> bool {
    let begins = |letter: char| letter.is_ascii_digit() || letter.is_ascii_lowercase();
    paragraph.portion.is_some() && !paragraph.text.starts_with(begins)
}

fn has_subject(telegram: &Telegram) -> bool {
    let is_upper = |text: &str| !text.bytes().any(|byte| byte.is_ascii_lowercase());
    telegram.subject.as_deref().is_some_and(|subject| is_upper(subject) || telegram.paragraphs.is_empty())
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
    // Numbered text with a summary or a comment that is closed, or whose name is in capitals, is drafted as telegrams are. A
    // recipe has `1. Summary: boil water.` too.
    let has_block = paragraphs.iter().any(|paragraph| {
        let of_block = matches!(paragraph.role, Some(Role::Summary | Role::Comment | Role::ActionRequest));
        let first = paragraph.text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        let is_named =
            paragraph.number.is_some() && first.len() > 1 && !first.bytes().any(|byte| byte.is_ascii_lowercase());
        let text = || paragraph.text.to_uppercase();
        of_block && (is_named || is_numbered && ["END SUMMARY", "END COMMENT"].iter().any(|end| text().contains(end)))
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
