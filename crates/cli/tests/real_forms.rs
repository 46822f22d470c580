//! How right the forms of archives are read, measured on the public-domain material beside the project against what the
//! archive itself states: markup of editors, the same record in another form.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;

use support::real::{data, readings};
use telegram::Telegram;

/// Counts what agrees, and keeps the first things that do not.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: Vec<String>,
}

impl Score {
    fn note(&mut self, right: bool, what: impl FnOnce() -> String) {
        if right {
            self.right += 1;
        } else {
            self.wrong.push(what());
        }
    }

    /// At least so many of 1,000 must agree, and at least `least` must be there to compare.
    #[track_caller]
    fn expect(&self, name: &str, per_mille: usize, least: usize) {
        let all = self.right + self.wrong.len();
        let begin = &self.wrong[..self.wrong.len().min(5)];
        assert!(all >= least, "{name}: only {all} to compare");
        assert!(self.right * 1000 >= all * per_mille, "{name}: {} of {all}, others: {begin:#?}", self.right);
    }
}

/// The text between two marks, without the markup inside.
fn between<'a>(markup: &'a str, begin: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = markup.split_once(begin)?;
    rest.split_once(end).map(|(inside, _)| inside)
}

fn without_tags(markup: &str) -> String {
    markup
        .split('<')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |it| it.1) })
        .collect()
}

/// Capital letters of a name; `the Embassy` and `Embassy in Iran` are one.
fn letters(name: &str) -> String {
    let name = name.trim().trim_start_matches("the ").trim_start_matches("The ");
    name.chars().filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_uppercase()).collect()
}

fn alike(stated: &str, read: &str) -> bool {
    let (stated, read) = (letters(&without_tags(stated)), letters(read));
    !stated.is_empty() && !read.is_empty() && (read.contains(&stated) || stated.contains(&read))
}

/// FRUS marks up the day of a document (`date/@when` of the dateline) and its parties (`gloss` in the head).
#[test]
fn frus_days_and_parties_are_those_of_the_markup() {
    let Some(folder) = data("frus-tei") else { return };
    let (mut days, mut from, mut to) = (Score::default(), Score::default(), Score::default());
    for (unit, reading) in readings(&folder) {
        let markup = String::from_utf8_lossy(&unit.bytes);
        for record in &reading.records {
            let own = &markup[record.bytes.clone()];
            let telegram = &record.telegram;
            let key = &telegram.source.key;
            let stated = between(own, "<dateline", "</dateline>").and_then(|line| between(line, "when=\"", "\""));
            if let Some(stated) = stated.filter(|stated| stated.len() >= 10) {
                let read = telegram.date.map(|date| date.to_string()).unwrap_or_default();
                days.note(read.starts_with(&stated[..10]), || format!("{key}: {stated}, read {read}"));
            }
            let head = between(own, "<head", "</head>").unwrap_or_default();
            if let Some(stated) = between(head, "<gloss type=\"from\">", "</gloss>") {
                let read = telegram.from.as_ref().map_or("", |from| from.name.as_str());
                from.note(alike(stated, read), || format!("{key}: {stated}, read {read}"));
            }
            if let Some(stated) = between(head, "<gloss type=\"to\">", "</gloss>") {
                let read: String = telegram.action.iter().map(|to| to.name.as_str()).collect();
                to.note(alike(stated, &read), || format!("{key}: {stated}, read {read}"));
            }
        }
    }
    days.expect("days", 990, 3_500);
    from.expect("senders", 990, 1_400);
    to.expect("addressees", 990, 2_000);
}

/// NARA gives the same record as text and as PDF.
#[test]
fn a_record_reads_alike_as_text_and_as_pdf() {
    let (Some(texts), Some(pdfs)) = (data("nara-aad/txt"), data("nara-aad/pdf")) else { return };
    let texts: BTreeMap<String, Telegram> = readings(&texts)
        .into_iter()
        .filter_map(|(unit, reading)| Some((unit.name, reading.records.into_iter().next()?.telegram)))
        .collect();
    let mut alike = Score::default();
    for (unit, reading) in readings(&pdfs) {
        let Some(text) = texts.get(&unit.name) else { continue };
        let Some(pdf) = reading.records.first().map(|record| &record.telegram) else {
            alike.note(false, || format!("{}: nothing read", unit.name));
            continue;
        };
        let facts = |it: &Telegram| {
            let names = |list: &[telegram::Addressee]| list.iter().map(|to| to.name.clone()).collect::<Vec<_>>();
            (
                it.id.clone(),
                it.date,
                it.classification,
                names(&it.action),
                names(&it.info),
                it.tags.clone(),
                it.subject.clone(),
            )
        };
        alike.note(facts(pdf) == facts(text), || format!("{}: {:?} and {:?}", unit.name, facts(pdf), facts(text)));
    }
    alike.expect("records", 1000, 40);
}

/// Every copy of the SMART form has its fields.
#[test]
fn smart_copies_have_their_fields() {
    let Some(folder) = data("smart") else { return };
    let mut copies = Score::default();
    for (unit, reading) in readings(&folder).iter().filter(|(unit, _)| unit.file.ends_with(".txt")) {
        if unit.file.ends_with("README.txt") {
            continue;
        }
        let complete = reading.records.first().is_some_and(|record| {
            let it = &record.telegram;
            it.id.is_some()
                && it.date.is_some_and(|date| date.to_string().contains('T'))
                && it.from.is_some()
                && !it.action.is_empty()
                && !it.tags.is_empty()
                && it.subject.is_some()
                && !it.paragraphs.is_empty()
        });
        copies.note(complete, || unit.name.clone());
    }
    copies.expect("copies", 1000, 12);
}

/// Military record messages share the envelope.
#[test]
fn record_messages_have_their_headers() {
    let Some(folder) = data("record-messages") else { return };
    let (mut dates, mut senders, mut subjects) = (Score::default(), Score::default(), Score::default());
    for (unit, reading) in readings(&folder).iter().filter(|(unit, _)| unit.file.ends_with(".txt")) {
        if unit.file.ends_with("README.txt") {
            continue;
        }
        let read = reading.records.first().map(|record| &record.telegram);
        dates.note(read.is_some_and(|it| it.date.is_some()), || unit.name.clone());
        senders.note(read.is_some_and(|it| it.from.is_some()), || unit.name.clone());
        subjects.note(read.is_some_and(|it| it.subject.is_some()), || unit.name.clone());
    }
    dates.expect("dates", 950, 100);
    senders.expect("senders", 950, 100);
    subjects.expect("subjects", 950, 100);
}

/// The text alone, without what the archive says of it, is read too.
#[test]
fn bodies_alone_are_read() {
    let Some(folder) = data("bodies") else { return };
    let mut read = Score::default();
    for (unit, reading) in readings(&folder).iter().filter(|(unit, _)| !unit.file.ends_with(".md")) {
        let found = reading.records.first().is_some_and(|record| !record.telegram.paragraphs.is_empty());
        read.note(found, || unit.name.clone());
    }
    read.expect("bodies", 950, 200);
}
