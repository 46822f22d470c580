//! Telegrams as entries of lists.

use archive::{CitingTelegram, Hit, TargetInfo, TelegramSummary};
use telegram::{Kind, MessageDate};

use super::date::Date;

/// A telegram as one entry of a list.
#[derive(Debug)]
pub(crate) struct Summary {
    pub(crate) address: String,
    pub(crate) subject: String,
    pub(crate) label: String,
    pub(crate) date: Option<Date>,
    pub(crate) class: Option<&'static str>,
    pub(crate) from: Option<String>,
}

impl Summary {
    /// The entry of a telegram of a list.
    pub(crate) fn new(telegram: TelegramSummary) -> Self {
        Self {
            label: label(telegram.id.as_deref(), &telegram.address),
            subject: subject(telegram.subject.as_deref(), telegram.kind),
            address: telegram.address,
            date: telegram.date.as_ref().map(Date::new),
            class: telegram.classification.map(telegram::Classification::title),
            from: telegram.from,
        }
    }

    /// The entry of a hit, where its snippet is not wanted.
    pub(crate) fn of_hit(hit: Hit) -> Self {
        Self {
            label: label(hit.id.as_deref(), &hit.address),
            subject: subject(hit.subject.as_deref(), hit.kind),
            address: hit.address,
            date: hit.date.as_ref().map(Date::new),
            class: hit.classification.map(telegram::Classification::title),
            from: hit.from,
        }
    }
}

/// A telegram that refers to the one shown.
#[derive(Debug)]
pub(crate) struct Citing {
    pub(crate) address: String,
    pub(crate) subject: String,
    pub(crate) label: String,
    pub(crate) date: Option<String>,
    /// Under which letter, or that it does so in its text.
    pub(crate) how: Option<String>,
}

impl Citing {
    pub(crate) fn new(citing: &CitingTelegram) -> Self {
        let how = match (&citing.letter, citing.in_text) {
            (Some(letter), _) => Some(format!("as reference {letter}")),
            (None, true) => Some("in its text".to_owned()),
            (None, false) => None,
        };
        Self {
            label: label(citing.id.as_deref(), &citing.address),
            subject: subject(citing.subject.as_deref(), Kind::Telegram),
            address: citing.address.clone(),
            date: date_words(citing.date.as_ref()),
            how,
        }
    }
}

/// A neighbour in a series.
#[derive(Debug)]
pub(crate) struct Neighbour {
    pub(crate) address: String,
    pub(crate) label: String,
    pub(crate) subject: String,
}

impl Neighbour {
    pub(crate) fn new(target: &TargetInfo) -> Self {
        Self {
            label: label(target.id.as_deref(), &target.address),
            subject: subject(target.subject.as_deref(), Kind::Telegram),
            address: target.address.clone(),
        }
    }
}

/// What to call a telegram or document: its id, else its place.
pub(crate) fn label(id: Option<&str>, address: &str) -> String {
    let place = || address.strip_prefix("/collections/").unwrap_or(address.trim_start_matches('/'));
    id.unwrap_or_else(place).to_owned()
}

/// The subject, or that it has none.
pub(crate) fn subject(subject: Option<&str>, kind: Kind) -> String {
    match (subject.map(str::trim).filter(|subject| !subject.is_empty()), kind) {
        (Some(subject), _) => subject.to_owned(),
        (None, Kind::Document) => "Document without a title".to_owned(),
        (None, Kind::Airgram) => "Airgram without a subject".to_owned(),
        (None, _) => "Telegram without a subject".to_owned(),
    }
}

/// A date with at most the day, in words.
pub(crate) fn date_words(date: Option<&MessageDate>) -> Option<String> {
    date.map(Date::short)
}

/// Whether the text is all capitals, as telegrams were before lower case came:
/// set large it would shout.
pub(crate) fn is_capitals(text: &str) -> bool {
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    let large = text.chars().filter(|c| c.is_uppercase()).count();
    large > small * 4
}
