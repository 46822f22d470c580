//! Why two copies are held to be of one telegram.

use serde::Serialize;
use telegram::Telegram;

use super::Sketch;

/// From which share of common words on two copies are looked at, whether they are of one telegram.
pub(crate) const ALIKE: f64 = 0.5;
/// Below which share two copies under one id are doubted.
const UNLIKE: f64 = 0.15;
/// How many days two copies of one telegram may state apart: the date of
/// sending, of the relay and of reception differ by a day or two.
const DAYS_APART: i32 = 3;

/// What a witness was joined to its telegram by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// It is the one that is shown.
    Shown,
    /// It states the same reference id.
    Id,
    /// It states no id; the day and the words agree.
    Words,
    /// A person decided so.
    Decision,
}

/// A person's decision about a witness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The address of the telegram it was joined to; `None` where it was
    /// split off as a telegram of its own.
    pub joined_to: Option<String>,
    /// Why, in the person's words.
    pub reason: Option<String>,
    /// When.
    pub decided: jiff::Timestamp,
}

/// What speaks for and against a copy being of the telegram it stands at, each
/// compared with the copy that is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// What it was joined by.
    pub by: Identity,
    /// Whether the ids agree; `None` where a copy states none.
    pub same_id: Option<bool>,
    /// By how many days the dates differ; `None` where a copy states none.
    pub days_apart: Option<i32>,
    /// How much of the shorter text stands in the longer, from 0 to 1, as
    /// estimated from a sketch (error about 0.1); `None` where a text is too
    /// short or lost.
    pub common_words: Option<f64>,
    /// Whether the rest of the evidence contradicts what joined it: a reader
    /// should look, and split it off where it is another telegram.
    pub doubtful: bool,
}

impl Evidence {
    /// Of the shown copy, which needs none.
    pub(crate) const fn of_shown() -> Self {
        Self { by: Identity::Shown, same_id: None, days_apart: None, common_words: None, doubtful: false }
    }
}

/// The evidence for one copy.
pub(crate) fn evidence(
    shown: (&Telegram, &Sketch),
    copy: (&Telegram, &Sketch),
    is_shown: bool,
    decision: Option<&Decision>,
) -> Evidence {
    let same_id = shown.0.id.as_ref().zip(copy.0.id.as_ref()).map(|(a, b)| a == b);
    let day = |telegram: &Telegram| telegram.date.and_then(|date| date.day());
    let days_apart = day(shown.0).zip(day(copy.0)).map(|(a, b)| (b - a).get_days().abs());
    let common_words = shown.1.containment(copy.1);
    let by = match (is_shown, decision, same_id) {
        (true, ..) => Identity::Shown,
        (_, Some(_), _) => Identity::Decision,
        (_, _, Some(true)) => Identity::Id,
        _ => Identity::Words,
    };
    let other_day = days_apart.is_some_and(|days| days > DAYS_APART);
    let other_words = common_words.is_some_and(|share| share < UNLIKE);
    let doubtful = matches!(by, Identity::Id | Identity::Words) && (other_day || other_words);
    Evidence { by, same_id, days_apart, common_words, doubtful }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(id: Option<&str>, date: &str, text: &str) -> (Telegram, Sketch) {
        let paragraphs = vec![telegram::Paragraph { text: text.to_owned(), ..telegram::Paragraph::default() }];
        let telegram = Telegram {
            id: id.and_then(|id| id.parse().ok()),
            date: date.parse().ok(),
            paragraphs,
            ..Telegram::default()
        };
        let sketch = Sketch::of(&telegram);
        (telegram, sketch)
    }

    fn between(a: &(Telegram, Sketch), b: &(Telegram, Sketch)) -> Evidence {
        evidence((&a.0, &a.1), (&b.0, &b.1), false, None)
    }

    const FERRY: &str = "the ferry sails again on monday and the anchor is still lost somewhere below the pier";
    const FISH: &str = "a delegation of the fisheries board asked for nets of another mesh before the season opens";

    #[test]
    fn one_id_and_the_same_words() {
        let found = between(&copy(Some("75SUVA1"), "1975-01-02", FERRY), &copy(Some("75SUVA1"), "1975-01-03", FERRY));
        assert_eq!((found.by, found.days_apart, found.doubtful), (Identity::Id, Some(1), false));
    }

    #[test]
    fn one_id_and_other_words_or_another_month_are_doubtful() {
        let shown = copy(Some("75SUVA1"), "1975-01-02", FERRY);
        assert!(between(&shown, &copy(Some("75SUVA1"), "1975-01-02", FISH)).doubtful);
        assert!(between(&shown, &copy(Some("75SUVA1"), "1975-03-02", FERRY)).doubtful);
    }

    #[test]
    fn what_a_person_decided_is_not_doubted() {
        let (shown, other) = (copy(Some("75SUVA1"), "1975-01-02", FERRY), copy(None, "1975-03-02", FISH));
        let decision =
            Decision { joined_to: Some("/75SUVA1".into()), reason: None, decided: jiff::Timestamp::UNIX_EPOCH };
        let found = evidence((&shown.0, &shown.1), (&other.0, &other.1), false, Some(&decision));
        assert_eq!((found.by, found.doubtful), (Identity::Decision, false));
    }
}
