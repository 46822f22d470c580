//! A telegram that its source states as a whole (an object of the JSON contract), and whose text is read again.

use telegram::Telegram;

use super::supply::{take, take_list};

/// The facts that were read, completed by those that are stated; `source.facts` names what was taken. What the telegram is,
/// and whether its text is there, is the source's to say.
pub(crate) fn complete(mut read: Telegram, stated: Telegram) -> Telegram {
    let mut source = stated.source;
    let taken = [
        ("id", take(&mut read.id, || stated.id)),
        ("date", take(&mut read.date, || stated.date)),
        ("classification", take(&mut read.classification, || stated.classification)),
        ("from", take(&mut read.from, || stated.from)),
        ("subject", take(&mut read.subject, || stated.subject)),
        ("executive_order", take(&mut read.executive_order, || stated.executive_order)),
        ("action", take_list(&mut read.action, || stated.action)),
        ("info", take_list(&mut read.info, || stated.info)),
        ("tags", take_list(&mut read.tags, || stated.tags)),
        ("references", take_list(&mut read.references, || stated.references)),
        ("drafted_by", take_list(&mut read.drafted_by, || stated.drafted_by)),
        ("cleared_by", take_list(&mut read.cleared_by, || stated.cleared_by)),
        ("approved_by", take_list(&mut read.approved_by, || stated.approved_by)),
    ];
    for (fact, _) in taken.into_iter().filter(|(_, is_taken)| *is_taken) {
        source.facts.entry(fact.to_owned()).or_insert_with(|| fact.to_owned());
    }
    read.kind = stated.kind;
    read.text_state = stated.text_state;
    read.source = source;
    read
}
