//! What each copy says, fact by fact.

use serde::Serialize;
use serde_json::Value;
use telegram::{Fact, Telegram};

/// A fact in all copies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactRow {
    /// The fact, in JSON its key.
    pub fact: Fact,
    /// What each copy says, in the order of the copies.
    pub values: Vec<FactValue>,
    /// Whether the copies that say something say the same.
    pub agree: bool,
}

/// What one copy says of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactValue {
    /// The value in words; `None` where the copy does not state it.
    pub value: Option<String>,
}

/// The facts that copies may state differently, in the order of the contract.
const FACTS: [Fact; 18] = [
    Fact::Id,
    Fact::Kind,
    Fact::TextState,
    Fact::Date,
    Fact::Classification,
    Fact::Captions,
    Fact::Precedence,
    Fact::From,
    Fact::Action,
    Fact::Info,
    Fact::Pass,
    Fact::ExecutiveOrder,
    Fact::Tags,
    Fact::Subject,
    Fact::References,
    Fact::ClassifiedBy,
    Fact::Signature,
    Fact::DraftedBy,
];

/// The facts of the copies side by side; those that no copy states are left out.
pub(crate) fn rows(copies: &[&Telegram]) -> Vec<FactRow> {
    let objects: Vec<Value> = copies.iter().map(|copy| serde_json::to_value(copy).unwrap_or_default()).collect();
    let mut rows = Vec::new();
    for fact in FACTS {
        let values: Vec<FactValue> =
            objects.iter().map(|object| FactValue { value: object.get(fact.key()).and_then(in_words) }).collect();
        let mut stated = values.iter().filter_map(|value| value.value.as_deref());
        let Some(first) = stated.next() else { continue };
        let agree = stated.all(|value| value == first);
        rows.push(FactRow { fact, values, agree });
    }
    rows
}

/// A fact as one line, `None` where it is absent. Places in the text, which
/// differ in each copy, are left out.
fn in_words(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Array(list) => {
            let items: Vec<String> = list.iter().filter_map(in_words).collect();
            (!items.is_empty()).then(|| items.join("; "))
        }
        Value::Object(object) => {
            // What was printed, or the name, says it all.
            let main = ["id", "name", "text"].iter().find_map(|key| object.get(*key).and_then(in_words));
            let rest = ["continuity_number", "precedence", "action", "info", "reasons", "declassify_on", "title"];
            let more = rest.iter().filter_map(|key| object.get(*key).and_then(in_words));
            let parts: Vec<String> = main.into_iter().chain(more).collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        other => Some(other.to_string()),
    }
}

/// Completes the facts of the shown copy by those of others, in their order;
/// gives for each fact so filled the place of the copy that states it.
///
/// Only facts that do not point into the text are taken over: a span of one
/// copy means nothing in another.
pub(crate) fn fill(shown: &mut Telegram, others: &[(usize, &Telegram)]) -> Vec<(Fact, usize)> {
    let mut filled = Vec::new();
    for &(place, other) in others {
        let mut take = |fact, taken: bool| {
            if taken {
                filled.push((fact, place));
            }
        };
        take(Fact::Date, option(&mut shown.date, other.date.as_ref()));
        take(Fact::Classification, option(&mut shown.classification, other.classification.as_ref()));
        take(Fact::From, option(&mut shown.from, other.from.as_ref()));
        take(Fact::ExecutiveOrder, option(&mut shown.executive_order, other.executive_order.as_ref()));
        take(Fact::Subject, option(&mut shown.subject, other.subject.as_ref()));
        take(Fact::Captions, list(&mut shown.captions, &other.captions));
        take(Fact::Action, list(&mut shown.action, &other.action));
        take(Fact::Info, list(&mut shown.info, &other.info));
        take(Fact::Tags, list(&mut shown.tags, &other.tags));
        take(Fact::ClassifiedBy, list(&mut shown.classified_by, &other.classified_by));
        take(Fact::Signature, list(&mut shown.signature, &other.signature));
        take(Fact::DraftedBy, list(&mut shown.drafted_by, &other.drafted_by));
    }
    filled
}

fn option<T: Clone>(mine: &mut Option<T>, theirs: Option<&T>) -> bool {
    let taken = mine.is_none() && theirs.is_some();
    if taken {
        *mine = theirs.cloned();
    }
    taken
}

fn list<T: Clone>(mine: &mut Vec<T>, theirs: &[T]) -> bool {
    let taken = mine.is_empty() && !theirs.is_empty();
    if taken {
        *mine = theirs.to_vec();
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(subject: Option<&str>, tags: &[&str]) -> Telegram {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Telegram { id: "75SUVA1".parse().ok(), subject: subject.map(str::to_owned), tags, ..Telegram::default() }
    }

    #[test]
    fn differences_are_told_and_silence_is_none() {
        let copies = [copy(Some("FERRY"), &["PREL", "FJ"]), copy(Some("FERRIES"), &[]), copy(None, &["PREL", "FJ"])];
        let rows = rows(&copies.iter().collect::<Vec<_>>());
        let row = |fact| rows.iter().find(|row| row.fact == fact).unwrap();
        assert!(!row(Fact::Subject).agree && row(Fact::Tags).agree && row(Fact::Id).agree);
        assert_eq!(row(Fact::Tags).values[0].value.as_deref(), Some("PREL; FJ"));
        assert_eq!(row(Fact::Subject).values[2].value, None);
        assert!(rows.iter().all(|row| row.fact != Fact::Pass));
    }

    #[test]
    fn only_what_is_absent_is_filled() {
        let mut shown = copy(Some("FERRY"), &[]);
        let others = [copy(Some("FERRIES"), &["PREL"]), copy(None, &["FJ"])];
        let filled = fill(&mut shown, &[(1, &others[0]), (2, &others[1])]);
        assert_eq!(filled, [(Fact::Tags, 1)]);
        assert_eq!((shown.subject.as_deref(), shown.tags), (Some("FERRY"), vec!["PREL".to_owned()]));
    }
}
