//! A telegram that its source states as a whole (an object of the JSON contract), and whose text is read again.

use telegram::{Fact, Telegram};

use super::supply::{take, take_list};

/// The facts that were read, completed by those that are stated; `source.facts` names what was taken. What the telegram is,
/// and whether its text is there, is the source's to say.
pub(crate) fn complete(mut read: Telegram, stated: Telegram) -> Telegram {
    let mut source = stated.source;
    let taken = [
        (Fact::Id, take(&mut read.id, || stated.id)),
        (Fact::Date, take(&mut read.date, || stated.date)),
        (Fact::Classification, take(&mut read.classification, || stated.classification)),
        (Fact::From, take(&mut read.from, || stated.from)),
        (Fact::Subject, take(&mut read.subject, || stated.subject)),
        (Fact::ExecutiveOrder, take(&mut read.executive_order, || stated.executive_order)),
        (Fact::Action, take_list(&mut read.action, || stated.action)),
        (Fact::Info, take_list(&mut read.info, || stated.info)),
        (Fact::Tags, take_list(&mut read.tags, || stated.tags)),
        (Fact::References, take_list(&mut read.references, || stated.references)),
        (Fact::DraftedBy, take_list(&mut read.drafted_by, || stated.drafted_by)),
        (Fact::ClearedBy, take_list(&mut read.cleared_by, || stated.cleared_by)),
        (Fact::ApprovedBy, take_list(&mut read.approved_by, || stated.approved_by)),
    ];
    for (fact, _) in taken.into_iter().filter(|(_, is_taken)| *is_taken) {
        source.facts.entry(fact.key().to_owned()).or_insert_with(|| fact.key().to_owned());
    }
    read.kind = stated.kind;
    read.text_state = stated.text_state;
    read.source = source;
    read
}
