//! The table of facts beside a telegram.

use archive::TelegramPage;
use jiff::civil;
use telegram::{Addressee, Classification, Kind, Person, Precedence, Telegram};

use crate::address;
use crate::show::coded::{self, Coded};
use crate::show::date::Date;
use crate::show::number::count;

/// Longer lists of addressees stand folded.
const OPEN_ADDRESSEES: usize = 4;

/// The facts of a telegram in the words of the page.
pub(super) struct FactsTable {
    pub(super) id: Option<String>,
    /// The kind, where it is not a plain telegram.
    pub(super) kind: Option<&'static str>,
    pub(super) date: Option<Date>,
    /// The date in words where it leaves a doubt.
    pub(super) doubtful_date: Option<String>,
    pub(super) from: Option<Party>,
    pub(super) post_address: Option<String>,
    pub(super) addressees: Vec<Addressees>,
    pub(super) pass: Vec<String>,
    pub(super) class: Option<ClassInWords>,
    pub(super) captions: Vec<Coded>,
    pub(super) precedence: Vec<PrecedenceRow>,
    pub(super) order: Option<OrderInWords>,
    pub(super) classified_by: Vec<ClassifierRow>,
    pub(super) tags: Vec<TagLink>,
    pub(super) sections: Option<String>,
    pub(super) signature: Vec<String>,
    pub(super) people: Vec<PeopleRow>,
}

/// A sender or addressee.
pub(super) struct Party {
    pub(super) name: String,
    /// Routing indicator, precedence, continuity number.
    pub(super) more: String,
}

pub(super) struct Addressees {
    pub(super) title: &'static str,
    pub(super) summary: String,
    pub(super) collapsed: bool,
    pub(super) list: Vec<Party>,
}

pub(super) struct ClassInWords {
    pub(super) name: &'static str,
    pub(super) meaning: Option<String>,
}

pub(super) struct PrecedenceRow {
    pub(super) title: &'static str,
    pub(super) name: &'static str,
    pub(super) meaning: Option<String>,
}

pub(super) struct OrderInWords {
    pub(super) printed: String,
    pub(super) declassify: Option<Date>,
    pub(super) meaning: Option<String>,
}

pub(super) struct ClassifierRow {
    pub(super) who: String,
    pub(super) reasons: Vec<Coded>,
}

pub(super) struct TagLink {
    pub(super) title: String,
    pub(super) address: String,
}

pub(super) struct PeopleRow {
    pub(super) title: &'static str,
    pub(super) list: Vec<String>,
}

impl FactsTable {
    pub(super) fn new(page: &TelegramPage) -> Self {
        let telegram = &page.telegram;
        let from = telegram.from.as_ref();
        let day = telegram.date.and_then(|date| date.day());
        Self {
            id: telegram.id.as_ref().map(ToString::to_string),
            kind: match telegram.kind {
                Kind::Telegram => None,
                Kind::Airgram => Some("Airgram"),
                Kind::RecordMessage => Some("Military record message"),
                _ => Some("Document"),
            },
            date: telegram.date.as_ref().map(Date::new),
            doubtful_date: telegram.date_edtf.filter(|_| telegram.date.is_none()).map(|date| date.in_words()),
            from: from.map(|from| Party {
                name: from.name.clone(),
                more: from.routing_indicator.clone().unwrap_or_default(),
            }),
            post_address: page.post.as_deref().map(address::post),
            addressees: addressees(telegram),
            pass: telegram.pass.clone(),
            class: telegram.classification.map(|one| class(one, day)),
            captions: telegram.captions.iter().map(|caption| Coded::caption(caption, day)).collect(),
            precedence: precedence(telegram),
            order: telegram.executive_order.as_ref().map(|one| order(one, day)),
            classified_by: telegram.classified_by.iter().map(|one| classifier(one, day)).collect(),
            tags: telegram.tags.iter().map(|tag| TagLink { title: tag.clone(), address: address::tag(tag) }).collect(),
            sections: sections(telegram),
            signature: telegram.signature.clone(),
            people: people(telegram),
        }
    }
}

fn class(class: Classification, day: Option<civil::Date>) -> ClassInWords {
    ClassInWords { name: class.title(), meaning: coded::classification_meaning(class, day) }
}

fn addressees(telegram: &Telegram) -> Vec<Addressees> {
    let row = |title, list: &[Addressee]| Addressees {
        title,
        summary: count(list.len() as u64, "addressee", "addressees"),
        collapsed: list.len() > OPEN_ADDRESSEES,
        list: list.iter().map(|one| party(one, telegram)).collect(),
    };
    let rows = [row("To", &telegram.action), row("Info", &telegram.info), row("Not to", &telegram.excluded)];
    rows.into_iter().filter(|row| !row.list.is_empty()).collect()
}

/// An addressee; its precedence is told only where it is not the telegram's.
fn party(one: &Addressee, telegram: &Telegram) -> Party {
    let usual = [telegram.precedence.action, telegram.precedence.info];
    let precedence = one.precedence.filter(|own| !usual.contains(&Some(*own))).map(coded::precedence_word);
    let number = one.continuity_number.map(|number| format!("no. {number}"));
    let more = [one.routing_indicator.clone(), precedence.map(str::to_lowercase), number];
    Party { name: one.name.clone(), more: more.into_iter().flatten().collect::<Vec<_>>().join(" · ") }
}

fn precedence(telegram: &Telegram) -> Vec<PrecedenceRow> {
    let speed = |title, precedence: Precedence| PrecedenceRow {
        title,
        name: coded::precedence_word(precedence),
        meaning: coded::precedence_meaning(precedence),
    };
    match (telegram.precedence.action, telegram.precedence.info) {
        (Some(action), Some(info)) if action != info => vec![speed("Precedence", action), speed("For info", info)],
        (Some(one), _) | (None, Some(one)) => vec![speed("Precedence", one)],
        (None, None) => Vec::new(),
    }
}

fn order(order: &telegram::ExecutiveOrder, day: Option<civil::Date>) -> OrderInWords {
    let printed = match &order.number {
        Some(number) => format!("E.O. {number}: {}", order.text),
        None => order.text.clone(),
    };
    OrderInWords {
        printed: printed.trim_end_matches([':', ' ']).to_owned(),
        declassify: order.declassify_on.as_deref().and_then(Date::of_day),
        meaning: coded::declassification_meaning(&order.text, day),
    }
}

fn classifier(one: &telegram::ClassifiedBy, day: Option<civil::Date>) -> ClassifierRow {
    let who = [one.title.as_deref(), one.name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    ClassifierRow { who, reasons: one.reasons.iter().map(|reason| Coded::reason(reason, day)).collect() }
}

/// In how many sections it was sent, and which of them are not here. One
/// section is no news.
fn sections(telegram: &Telegram) -> Option<String> {
    let sections = &telegram.sections;
    if sections.count < 2 {
        return None;
    }
    // A garbled count must not make a page endless.
    let absent: Vec<_> = (1..=sections.count.min(99)).filter(|number| !sections.present.contains(number)).collect();
    if absent.is_empty() {
        return Some(format!("all {}", sections.count));
    }
    let numbers = absent.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    Some(format!("{} of {}; not here: {numbers}", sections.present.len(), sections.count))
}

fn people(telegram: &Telegram) -> Vec<PeopleRow> {
    let row = |title, list: &[Person]| PeopleRow { title, list: list.iter().map(|one| one.text.clone()).collect() };
    let rows = [
        row("Drafted by", &telegram.drafted_by),
        row("Cleared by", &telegram.cleared_by),
        row("Approved by", &telegram.approved_by),
    ];
    rows.into_iter().filter(|row| !row.list.is_empty()).collect()
}
