//! What every index must do. A second implementation adds one test that opens
//! it and calls [`suite`] and the comparison with the naive model.

use std::cmp::Reverse;

use super::analysis::Stem;
use super::query::{Form, RangeField, TextField, Tree, Value, ValueField};
use super::*;
use crate::view::{Facets, Sort};

fn open() -> (tempfile::TempDir, TantivyIndex) {
    let dir = tempfile::tempdir().unwrap();
    let index = TantivyIndex::create(&dir.path().join("index")).unwrap();
    assert_eq!(index.sequence().unwrap(), Sequence(0));
    (dir, index)
}

#[test]
fn tantivy_conforms() {
    let suite: [fn(&dyn Index); 5] = [
        what_is_put_is_found,
        nothing_before_a_commit,
        nothing_stated,
        agrees_with_the_model,
        rare_forms_count_as_common_ones,
    ];
    for check in suite {
        let (_dir, index) = open();
        check(&index);
    }
}

#[test]
fn tantivy_keeps_what_was_committed() {
    let (dir, index) = open();
    let mut writer = index.writer(2).unwrap();
    writer.put(TelegramNumber(1), true, &entry(1)).unwrap();
    writer.commit(Sequence(7)).unwrap();
    writer.put(TelegramNumber(2), true, &entry(2)).unwrap();
    drop(writer);
    drop(index);
    let folder = dir.path().join("index");
    assert!(TantivyIndex::open(&folder, true).is_err(), "it is not finished");
    TantivyIndex::finish(&folder).unwrap();
    let index = TantivyIndex::open(&folder, false).unwrap();
    assert_eq!(index.sequence().unwrap(), Sequence(7));
    assert_eq!(index.revisions().unwrap(), [(TelegramNumber(1), Sequence(1))]);
    assert!(TantivyIndex::open(&dir.path().join("none"), false).is_err());
}

fn found(index: &dyn Index, query: &str) -> Found {
    let page = Page { offset: 0, limit: 1_000, sort: Sort::Newest };
    search(index, query, &page)
}

/// What an engine finds, when each telegram refers to itself alone.
fn search(index: &dyn Index, query: &str, page: &Page) -> Found {
    let query = Query::parse(query).unwrap();
    let resolved = query.resolve(|id| Ok::<_, Error>(vec![id.to_owned()])).unwrap();
    index.search(&resolved, page, &Meter::new(Arc::new(crate::Silent))).unwrap()
}

fn what_is_put_is_found(index: &dyn Index) {
    let mut writer = index.writer(2).unwrap();
    for number in 1..=3 {
        writer.put(TelegramNumber(number), true, &entry(number)).unwrap();
    }
    writer.commit(Sequence(3)).unwrap();
    assert_eq!(found(index, "").total, 3);
    writer
        .put(TelegramNumber(2), false, &Entry { revision: Sequence(9), subject: "replaced".to_owned(), ..entry(2) })
        .unwrap();
    writer
        .put(
            TelegramNumber(2),
            false,
            &Entry { revision: Sequence(10), subject: "replaced again".to_owned(), ..entry(2) },
        )
        .unwrap();
    writer.remove(TelegramNumber(3)).unwrap();
    writer.commit(Sequence(5)).unwrap();
    let mut revisions = index.revisions().unwrap();
    revisions.sort_unstable();
    assert_eq!(revisions, [(TelegramNumber(1), Sequence(1)), (TelegramNumber(2), Sequence(10))]);
    assert_eq!(found(index, "subject:replaced").telegrams, [TelegramNumber(2)]);
    assert_eq!(found(index, "subject:\"replaced again\"").total, 1);
    writer.clear().unwrap();
    writer.put(TelegramNumber(4), true, &entry(4)).unwrap();
    writer.commit(Sequence(6)).unwrap();
    writer.finish().unwrap();
    assert_eq!((found(index, "").telegrams, index.sequence().unwrap()), (vec![TelegramNumber(4)], Sequence(6)));
    assert!(index.integrity().unwrap().is_empty());
}

fn nothing_before_a_commit(index: &dyn Index) {
    assert_eq!((index.sequence().unwrap(), found(index, "ferry").total), (Sequence(0), 0));
    let mut writer = index.writer(2).unwrap();
    writer.put(TelegramNumber(1), true, &entry(1)).unwrap();
    assert_eq!(found(index, "").total, 0);
    drop(writer);
    assert_eq!(found(index, "").total, 0);
}

/// Telegrams of which hardly anything is known.
fn nothing_stated(index: &dyn Index) {
    let mut writer = index.writer(2).unwrap();
    writer.put(TelegramNumber(1), true, &Entry::default()).unwrap();
    writer.commit(Sequence(1)).unwrap();
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let page = Page { offset: 0, limit: 10, sort };
        let found = search(index, "-ferry", &page);
        assert_eq!((found.telegrams, found.counts.facets()), (vec![TelegramNumber(1)], Facets::default()));
    }
    for query in ["date:1970..", "year:1970..", "released:..1970", "class:..secret", "ferry", "refby:75SUVA1"] {
        assert_eq!(found(index, query).total, 0, "{query}");
    }
}

const WORDS: [&str; 12] =
    ["ferry", "ferries", "Grain", "port", "strike", "minister", "talks", "talk", "São", "12958", "oil", "no"];

/// A small generator of numbers, the same in every run.
fn random(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 40).unwrap()
}

/// An invented telegram of a few words.
fn entry(number: i64) -> Entry {
    let mut state = u64::try_from(number).unwrap() * 7_919;
    let mut text = |most: usize| {
        let length = random(&mut state) % most;
        (0..length).map(|_| WORDS[random(&mut state) % WORDS.len()]).collect::<Vec<_>>().join(" ")
    };
    let (subject, body) = (text(4), vec![text(12), text(12)]);
    let mut pick = |values: &[&str]| values[random(&mut state) % values.len()].to_owned();
    let (post, class, tag) =
        (pick(&["SUVA", "BONN", "LIMA"]), pick(&["secret", "confidential"]), pick(&["PREL", "EWWT"]));
    let day = i64::try_from(random(&mut state) % 40).unwrap();
    Entry {
        revision: Sequence(number),
        order: format!("{:03}", random(&mut state) % 900),
        id: Some(format!("75{post}{number}")),
        subject,
        body,
        post: Some(post),
        class: Some(class),
        tags: vec![tag],
        years: vec![1970],
        // Of some only the month is known.
        date: (day < 35).then_some(if day == 7 { (0, 31 * 86_400) } else { (day * 86_400, (day + 1) * 86_400) }),
        ..Entry::default()
    }
}

/// Compares with a model that looks at every telegram one by one.
fn agrees_with_the_model(index: &dyn Index) {
    let entries: Vec<(i64, Entry)> = (1..=120).map(|number| (number, entry(number))).collect();
    let mut writer = index.writer(2).unwrap();
    for (number, entry) in &entries {
        writer.put(TelegramNumber(*number), true, entry).unwrap();
        if number % 37 == 0 {
            // Several segments.
            writer.commit(Sequence(*number)).unwrap();
        }
    }
    writer.commit(Sequence(120)).unwrap();
    let mut parts: Vec<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    parts.extend(
        [
            "\"port strike\"",
            "\"no oil\"",
            "\"talk ferry\"",
            "\"ministers talking\"",
            "\"no no\"",
            "\"port strike\"~2",
            "\"ferry grain oil\"~4",
            "subject:\"talk talk\"~1",
            "subject:\"ferry grain\"",
            "=ferry",
            "tal*",
            "class:secret",
            "class:..confidential",
            "post:suva",
            "tag:PREL",
            "tag:E*",
            "subject:ferry",
            "date:1970-01-05..1970-01-20",
            "date:..1970-01",
            "year:1970",
            "id:75BONN*",
            "/m.*r/",
            "oli~1",
            "/[^a-z0-9]+/",
        ]
        .map(str::to_owned),
    );
    let mut state = 42;
    let mut hits = 0;
    for _ in 0..400 {
        let mut pick = || parts[random(&mut state) % parts.len()].clone();
        let (a, b, c) = (pick(), pick(), pick());
        let text = match random(&mut state) % 5 {
            0 => a,
            1 => format!("{a} {b}"),
            2 => format!("{a} OR {b} {c}"),
            3 => format!("({a} OR {b}) -{c}"),
            _ => format!("NOT {a}"),
        };
        let query = Query::parse(&text).unwrap();
        let mut expected: Vec<&(i64, Entry)> =
            entries.iter().filter(|(_, entry)| matches(query.tree(), entry)).collect();
        expected.sort_by_key(|(_, entry)| (Reverse(entry.date.map(|(first, _)| first)), entry.order.clone()));
        let found = found(index, &text);
        assert_eq!(found.total, expected.len() as u64, "{text}");
        assert_eq!(
            found.telegrams,
            expected.iter().map(|(number, _)| TelegramNumber(*number)).collect::<Vec<_>>(),
            "{text}"
        );
        for (post, counted) in &found.counts.posts {
            let count = expected.iter().filter(|(_, entry)| entry.post.as_ref() == Some(post)).count();
            assert_eq!(*counted, count as u64, "{text}");
        }
        assert_eq!(found.counts.posts.values().sum::<u64>(), found.total, "{text}");
        hits += expected.len();
    }
    assert!(hits > 1_000, "the queries find something: {hits}");
}

/// A word in a form that few use ranks where it would in the form that all use: here all are alike, so the newest is
/// first.
fn rare_forms_count_as_common_ones(index: &dyn Index) {
    let mut writer = index.writer(1).unwrap();
    for number in 1..=20 {
        let words = if number == 3 { "ferries sail at noon" } else { "ferry sails at noon" };
        let date = Some((number * 86_400, (number + 1) * 86_400));
        writer
            .put(TelegramNumber(number), true, &Entry { body: vec![words.to_owned()], date, ..Entry::default() })
            .unwrap();
    }
    writer.commit(Sequence(1)).unwrap();
    for query in ["ferry", "ferries", "\"ferry sailing\"", "=sails OR =ferries"] {
        let page = Page { offset: 0, limit: 20, sort: Sort::Relevance };
        let found = search(index, query, &page);
        let by_date: Vec<i64> = (1..=20).rev().collect();
        // As written the rare word is the more telling one.
        let expected = if query.contains('=') {
            [vec![3], (1..=20).rev().filter(|it| *it != 3).collect()].concat()
        } else {
            by_date
        };
        let expected: Vec<_> = expected.into_iter().map(TelegramNumber).collect();
        assert_eq!(found.telegrams, expected, "{query}");
    }
}

/// Whether a telegram matches, found out the slow and simple way.
fn matches(tree: &Tree, entry: &Entry) -> bool {
    match tree {
        Tree::All => true,
        Tree::And(all) => all.iter().all(|tree| matches(tree, entry)),
        Tree::Or(any) => any.iter().any(|tree| matches(tree, entry)),
        Tree::Not(inner) => !matches(inner, entry),
        Tree::Text(TextField::Subject, form) => in_text(form, &entry.subject),
        Tree::Text(TextField::Any, form) => {
            in_text(form, &entry.subject) || entry.body.iter().any(|text| in_text(form, text))
        }
        Tree::Value(field, value) => {
            let held: Vec<&String> = match field {
                ValueField::Id => entry.id.iter().collect(),
                ValueField::Post => entry.post.iter().collect(),
                ValueField::Tag => entry.tags.iter().collect(),
                other => panic!("{other:?} is not in the model"),
            };
            held.into_iter().any(|held| match value {
                Value::Whole(text) => held == text,
                Value::Prefix(text) => held.starts_with(text.as_str()),
            })
        }
        Tree::Class(from, to) => {
            let class = entry.class.as_deref().and_then(telegram::Classification::from_key);
            class.is_some_and(|class| (*from..=*to).contains(&class))
        }
        Tree::Range(RangeField::Year, from, before) => entry.years.iter().any(|&year| {
            from.is_none_or(|from| from <= year.into()) && before.is_none_or(|before| i64::from(year) < before)
        }),
        Tree::Range(_, from, before) => entry.date.is_some_and(|(first, end)| {
            from.is_none_or(|from| from < end) && before.is_none_or(|before| first < before)
        }),
        other => panic!("{other:?} is not in the model"),
    }
}

fn in_text(form: &Form, text: &str) -> bool {
    let plain = plain_words(text);
    match form {
        Form::Words(words) => in_order(&plain, words, 0),
        Form::Phrase(words, between) => in_order(&plain, words, usize::try_from(*between).unwrap()),
        Form::Exact(word) => plain.contains(word),
        Form::Prefix(prefix) => plain.iter().any(|word| word.starts_with(prefix.as_str())),
        Form::Regex(pattern) => plain.iter().any(|word| pattern.accepts(word)),
        Form::Fuzzy(..) => plain.iter().any(|word| word == "oil"),
    }
}

/// Whether words stand one after the other with at most so many others between: every choice of places is tried.
fn in_order(plain: &[String], words: &str, between: usize) -> bool {
    fn rest_follows(plain: &[String], wanted: &[Stem], between: usize) -> bool {
        let Some((first, rest)) = wanted.split_first() else { return true };
        (0..plain.len().min(between + 1))
            .any(|skipped| first.is_of(&plain[skipped]) && rest_follows(&plain[skipped + 1..], rest, between - skipped))
    }
    let wanted: Vec<_> = plain_words(words).iter().map(|word| Stem::of(word)).collect();
    let Some((first, rest)) = wanted.split_first() else { return false };
    (0..plain.len()).any(|start| first.is_of(&plain[start]) && rest_follows(&plain[start + 1..], rest, between))
}

fn plain_words(text: &str) -> Vec<String> {
    analysis::Analyzer::default().words(text).into_iter().map(|word| word.text).collect()
}
