//! Post, number, time and classification as the lines print them.

use jiff::civil::DateTime;

use super::{Era, Form};
use crate::id::{CanonicalId, ReferenceId};
use crate::{Classification, MessageDate, Telegram, posts};

/// What many lines of a telegram repeat.
pub(super) struct Identity {
    id: Option<ReferenceId>,
    /// The post as printed, `PORT MORESBY`; empty where the id is unknown.
    pub(super) post: String,
    /// The moment of the date-time group.
    pub(super) moment: Option<DateTime>,
    figures: usize,
}

impl Identity {
    pub(super) fn of(telegram: &Telegram, form: &Form) -> Self {
        let id = telegram.id.as_ref().and_then(CanonicalId::reference_id);
        let post = id.as_ref().map(|id| post_name(&id.post)).unwrap_or_default();
        let figures = match form.era {
            Era::Archive1973 | Era::Archive1977 | Era::Paper if post != "STATE" => 5,
            _ => 6,
        };
        let moment = match telegram.date {
            Some(MessageDate::Zulu(moment)) => Some(moment),
            _ => None,
        };
        Self { id, post, moment, figures }
    }

    /// The number, 0 where it is unknown.
    pub(super) fn number(&self) -> u32 {
        self.id.as_ref().map_or(0, |id| id.number)
    }

    /// Post and number as a classification line has them, `SUVA 000617`.
    pub(super) fn serial(&self) -> Option<String> {
        self.id.as_ref().map(|id| format!("{} {:0width$}", self.post, id.number, width = self.figures))
    }

    /// Day, hour and minute, `020415Z`.
    pub(super) fn group(&self) -> Option<String> {
        self.moment.map(|moment| format!("{:02}{:02}{:02}Z", moment.day(), moment.hour(), moment.minute()))
    }
}

/// The post's name with its blanks, the key itself where it is not in the table.
fn post_name(key: &str) -> String {
    let name = posts::find_key(key).map(|post| post.name.to_uppercase());
    name.filter(|name| posts::key_of(name) == key).unwrap_or_else(|| key.to_owned())
}

/// The classification as a line has it; with letters spaced where the rule asks for it.
pub(super) fn class_words(class: Classification, spaced: bool) -> String {
    let words = match class {
        Classification::Unclassified | Classification::SensitiveButUnclassified if spaced => "UNCLAS",
        Classification::Unclassified | Classification::SensitiveButUnclassified => "UNCLASSIFIED",
        Classification::LimitedOfficialUse => "LIMITED OFFICIAL USE",
        Classification::Confidential => "CONFIDENTIAL",
        Classification::Secret => "SECRET",
        Classification::TopSecret => "TOP SECRET",
    };
    if !spaced || class < Classification::Confidential {
        return words.to_owned();
    }
    let spaced = words.split(' ').map(|word| {
        let letters: Vec<String> = word.chars().map(String::from).collect();
        letters.join(" ")
    });
    spaced.collect::<Vec<_>>().join("  ")
}
