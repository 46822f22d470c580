//! The rules, over each store.

use std::path::Path;
use std::sync::Arc;

use formats::Problem;
use jiff::Timestamp;
use telegram::id::CanonicalId;
use telegram::{Candidate, Reference, ReferenceKind, Telegram, TextState};

use super::*;
use crate::blobs::{FileBlobs, Hash};
use crate::numbers::TelegramNumber;
use crate::reading::{READER, Reading};
use crate::store::{MemoryStore, SqliteStore};
use crate::view::PageState;
use crate::witnesses::{Decision, Sketch};
use crate::{ImportOptions, ImportState, ImportSummary, Progress};

#[test]
fn over_sqlite() {
    over(&mut |path| Box::new(SqliteStore::open(path).unwrap()));
}

#[test]
fn in_memory() {
    over(&mut |_| Box::new(MemoryStore::default()));
}

/// Runs the suite, over a new store for each check.
fn over(open: &mut dyn FnMut(&Path) -> Box<dyn Store>) {
    let dir = tempfile::tempdir().unwrap();
    for (number, check) in suite().iter().enumerate() {
        let blobs = Arc::new(FileBlobs::open(&dir.path().join("blobs")).unwrap());
        check(&Catalogue::new(open(&dir.path().join(number.to_string())), blobs));
    }
}

/// The checks; each wants an empty catalogue.
fn suite() -> Vec<fn(&Catalogue)> {
    vec![
        counts_and_reports,
        versions_and_witnesses,
        copies_without_id_are_known_by_their_words,
        a_person_has_the_last_word,
        an_import_says_what_it_brought,
        references_both_ways,
        a_candidate_is_not_missing_but_referred_to,
        the_queue_names_every_change,
        a_batch_is_written_whole_or_not_at_all,
        series_and_lists,
        many_threads_read_while_one_writes,
    ]
}

/// An invented witness.
fn witness(key: &str, id: Option<&str>, refers: &[&str], text: &str) -> ReadWitness {
    let mut telegram = Telegram { id: id.map(CanonicalId::kept), ..Telegram::default() };
    telegram.source.key = key.to_owned();
    telegram.source.carrier = formats::Carrier::Text.name();
    telegram.subject = Some(text.to_owned());
    telegram.from = Some(telegram::Originator { name: "AMEMBASSY SUVA".to_owned(), ..Default::default() });
    telegram.action = vec![telegram::Addressee { name: "SECSTATE WASHDC".to_owned(), ..Default::default() }];
    telegram.date = "1975-03-04".parse().ok();
    telegram.references = refers
        .iter()
        .map(|id| Reference { id: Some(CanonicalId::kept(id)), kind: ReferenceKind::Telegram, ..Reference::default() })
        .collect();
    telegram.paragraphs = vec![telegram::Paragraph { text: text.to_owned(), ..telegram::Paragraph::default() }];
    let mut reading = Reading { telegram, elements: Vec::new(), text: text.to_owned() };
    let bytes = reading.encode(None).unwrap();
    ReadWitness {
        telegram: reading.telegram.clone(),
        reading: bytes,
        bytes: 0..text.len() as u64,
        content: Hash::of(text.as_bytes()),
        length: text.len(),
        sketch: Sketch::of(&reading.telegram).to_bytes(),
    }
}

fn unit(records: Vec<ReadWitness>) -> ReadUnit {
    let hashes: String = records.iter().map(|record| record.content.to_string()).collect();
    ReadUnit {
        file: "invented.txt".to_owned(),
        name: "invented".to_owned(),
        blob: Hash::of(hashes.as_bytes()),
        place: 0..1_000,
        reader: READER.to_owned(),
        content: UnitContent::Read(records),
        problems: Vec::new(),
        is_final: true,
    }
}

fn begin(catalogue: &Catalogue, collection: &str) -> ImportKey {
    catalogue.begin_import(&ImportOptions::new(collection, Timestamp::UNIX_EPOCH)).unwrap()
}

/// One import of these witnesses.
fn import(catalogue: &Catalogue, collection: &str, records: Vec<ReadWitness>) -> (ImportSummary, Written) {
    let key = begin(catalogue, collection);
    let written = catalogue.write(&key, &[unit(records)]).unwrap();
    catalogue.end_import(&key, Timestamp::UNIX_EPOCH, ImportState::Finished).unwrap();
    (catalogue.import_report(key.number).unwrap().unwrap().summary, written)
}

fn counts(summary: &ImportSummary) -> [u64; 4] {
    [summary.read, summary.new, summary.known, summary.changed]
}

fn counts_and_reports(catalogue: &Catalogue) {
    let key = begin(catalogue, "one");
    let mut first = unit(vec![witness("a", Some("75SUVA1"), &[], "one")]);
    first.problems = vec![Problem::at_byte("invented.txt", 7, "broken"), Problem::new("other.txt", "gone")];
    let failed = first.problems.clone();
    first.problems.push(Problem::aside("Thumbs.db", "no loss"));
    first.is_final = false;
    catalogue.write(&key, &[first.clone()]).unwrap();
    let running = catalogue.import_report(key.number).unwrap().unwrap();
    assert_eq!((running.summary.state, running.summary.finished), (ImportState::Running, None));
    assert_eq!(running.problems.listed, failed);
    assert_eq!(running.problems.left_aside, [Problem::aside("Thumbs.db", "no loss")]);
    assert_eq!(running.summary.failed, 2);
    // What had problems is not skipped.
    assert_eq!(catalogue.known_unit(key.collection, first.blob, &first.name, READER).unwrap(), None);
    first.problems.clear();
    first.is_final = true;
    catalogue.write(&key, &[first.clone()]).unwrap();
    assert_eq!(catalogue.known_unit(key.collection, first.blob, &first.name, READER).unwrap(), Some(1));
    assert_eq!(catalogue.known_unit(key.collection, first.blob, "other name", READER).unwrap(), None);
    assert!(catalogue.is_named(first.blob).unwrap());
    assert!(!catalogue.is_named(Hash::of(b"no witness")).unwrap());
    // A file whose telegrams are all here in other files is named by its unit.
    let again = ReadUnit { blob: Hash::of(b"no witness"), name: "again".to_owned(), ..first.clone() };
    catalogue.write(&key, &[again]).unwrap();
    assert!(catalogue.is_named(Hash::of(b"no witness")).unwrap());
    assert_eq!(catalogue.known_unit(key.collection, first.blob, &first.name, "another").unwrap(), None);
    first.content = UnitContent::Known(1);
    catalogue.write(&key, &[first]).unwrap();
    catalogue.end_import(&key, Timestamp::UNIX_EPOCH, ImportState::Cancelled).unwrap();
    let summary = &catalogue.imports().unwrap()[0];
    assert_eq!((counts(summary), summary.state), ([4, 1, 3, 0], ImportState::Cancelled));
    assert!(catalogue.integrity().unwrap().is_empty());
}

fn versions_and_witnesses(catalogue: &Catalogue) {
    let with = |key: &str, id, text: &str| vec![witness(key, id, &[], text)];
    assert_eq!(counts(&import(catalogue, "one", with("a", Some("75SUVA1"), "short")).0), [1, 1, 0, 0]);
    assert_eq!(counts(&import(catalogue, "two", with("a", Some("75SUVA1"), "longer text")).0), [1, 1, 0, 0]);
    let page = catalogue.page("75SUVA1").unwrap().unwrap();
    assert_eq!((page.witnesses.len(), page.text.as_str()), (2, "longer text"));
    // Text before no text, however long.
    let mut withdrawn = witness("a", Some("75SUVA1"), &[], "a long statement that it was withdrawn");
    withdrawn.telegram.text_state = TextState::Withdrawn;
    import(catalogue, "three", vec![withdrawn]);
    assert_eq!(catalogue.page("75SUVA1").unwrap().unwrap().text, "longer text");
    // A version that turns out to be another telegram leaves the old one.
    assert_eq!(counts(&import(catalogue, "two", with("a", Some("75SUVA2"), "now another")).0), [1, 0, 0, 1]);
    assert_eq!(catalogue.page("75SUVA1").unwrap().unwrap().text, "short");
    assert_eq!(catalogue.page("75SUVA2").unwrap().unwrap().text, "now another");
    // Back to the old bytes: a third version, nothing is overwritten.
    assert_eq!(counts(&import(catalogue, "two", with("a", Some("75SUVA1"), "longer text")).0), [1, 0, 0, 1]);
    let page = catalogue.page_by_key("two", "a").unwrap().unwrap();
    assert_eq!((page.text.as_str(), page.witnesses[0].version), ("longer text", 3));
    // A document without id keeps its place through versions.
    import(catalogue, "one", with("d/1", None, "document"));
    import(catalogue, "one", with("d/1", None, "document, revised"));
    let page = catalogue.page_by_key("one", "d/1").unwrap().unwrap();
    assert_eq!((page.address.as_str(), page.text.as_str()), ("/collections/one/d/1", "document, revised"));
    assert_eq!(page.witnesses.len(), 2);
    // Then it turns out to have an id: the row without one goes.
    import(catalogue, "one", with("d/1", Some("75SUVA9"), "document with id"));
    assert_eq!(catalogue.page_by_key("one", "d/1").unwrap().unwrap().address, "/75SUVA9");
    assert!(catalogue.integrity().unwrap().is_empty(), "{:?}", catalogue.integrity());
}

const FERRY: &str = "the ferry sails again on monday and the anchor is still lost somewhere below the pier of suva";
const FISH: &str =
    "a delegation of the fisheries board asked for nets of another mesh before the season opens in april";

fn copies_without_id_are_known_by_their_words(catalogue: &Catalogue) {
    // It does not matter which came first.
    import(catalogue, "frus", vec![witness("v/d1", None, &[], FERRY), witness("v/d2", None, &[], FISH)]);
    import(catalogue, "nara", vec![witness("a", Some("75SUVA1"), &[], FERRY)]);
    let page = catalogue.page("75SUVA1").unwrap().unwrap();
    assert_eq!(page.witnesses.len(), 2);
    assert_eq!(page.witnesses.iter().filter(|it| it.evidence.common_words == Some(1.0)).count(), 1);
    assert_eq!(catalogue.page_by_key("frus", "v/d1").unwrap().unwrap().address, "/75SUVA1");
    assert_eq!(catalogue.page_by_key("frus", "v/d2").unwrap().unwrap().address, "/collections/frus/v/d2");
    import(catalogue, "more", vec![witness("v/d7", None, &[], FERRY)]);
    assert_eq!(catalogue.page("75SUVA1").unwrap().unwrap().witnesses.len(), 3);
    // Two that fit equally: neither is taken, and what was taken before is given back, whichever came first.
    import(catalogue, "nara", vec![witness("b", Some("75SUVA2"), &[], FERRY)]);
    import(catalogue, "more", vec![witness("v/d8", None, &[], FERRY)]);
    for (collection, key) in [("frus", "v/d1"), ("more", "v/d7"), ("more", "v/d8")] {
        let page = catalogue.page_by_key(collection, key).unwrap().unwrap();
        assert_eq!(page.address, format!("/collections/{collection}/{key}"));
        let may_be: Vec<_> = page.may_be.iter().map(|it| it.address.as_str()).collect();
        assert!(may_be.contains(&"/75SUVA1") && may_be.contains(&"/75SUVA2"), "{key}: {may_be:?}");
    }
    // Nor by a further copy of one of them.
    import(catalogue, "other", vec![witness("c", Some("75SUVA1"), &[], FERRY)]);
    assert_eq!(catalogue.page("75SUVA1").unwrap().unwrap().witnesses.len(), 2);
    // Each waits for a decision; one that was made is not asked for again.
    let before = catalogue.doubtful_pairs(0, 100).unwrap();
    assert_eq!(before.total, before.pairs.len() as u64);
    let apart = Some((Timestamp::UNIX_EPOCH, Some("read")));
    catalogue.tell_apart(("frus", "v/d1"), ("nara", "a"), apart).unwrap();
    assert_eq!(catalogue.doubtful_pairs(0, 100).unwrap().total, before.total - 1);
    catalogue.tell_apart(("frus", "v/d1"), ("nara", "a"), None).unwrap();
    assert_eq!(catalogue.doubtful_pairs(0, 100).unwrap(), before);
    assert!(catalogue.tell_apart(("frus", "v/d1"), ("nara", "a"), None).unwrap_err().is_unknown());
    // Another day is another telegram.
    let mut later = witness("v/d9", None, &[], FISH);
    later.telegram.date = "1975-03-20".parse().ok();
    import(catalogue, "more", vec![later]);
    assert_eq!(catalogue.page_by_key("more", "v/d9").unwrap().unwrap().address, "/collections/more/v/d9");
    assert!(catalogue.integrity().unwrap().is_empty(), "{:?}", catalogue.integrity());
}

fn a_person_has_the_last_word(catalogue: &Catalogue) {
    import(catalogue, "one", vec![witness("a", Some("75SUVA1"), &["75BONN2"], FERRY)]);
    import(catalogue, "two", vec![witness("a", Some("75SUVA1"), &[], FISH)]);
    let doubtful = |id: &str| catalogue.page(id).unwrap().unwrap().witnesses.iter().any(|it| it.evidence.doubtful);
    assert!(doubtful("75SUVA1"), "one id and other words");
    assert_eq!(catalogue.with_copies("", 10).unwrap(), ["/75SUVA1"]);

    let split = Decision { joined_to: None, reason: Some("fish".to_owned()), decided: Timestamp::UNIX_EPOCH };
    assert_eq!(catalogue.decide("two", "a", &split).unwrap(), "/collections/two/a");
    assert_eq!(catalogue.page("75SUVA1").unwrap().unwrap().witnesses.len(), 1);
    let own = catalogue.page_by_key("two", "a").unwrap().unwrap();
    assert_eq!(own.address, "/collections/two/a");
    assert_eq!(own.witnesses[0].decision.as_ref(), Some(&split));
    assert!(catalogue.with_copies("", 10).unwrap().is_empty());
    // A new version stays where the person put it.
    import(catalogue, "two", vec![witness("a", Some("75SUVA1"), &[], "the fisheries board asks again")]);
    assert_eq!(catalogue.page_by_key("two", "a").unwrap().unwrap().address, "/collections/two/a");

    import(catalogue, "three", vec![witness("b", Some("75SUVA9"), &[], FISH)]);
    let join = Decision { joined_to: Some("/75SUVA9".to_owned()), ..split.clone() };
    assert_eq!(catalogue.decide("two", "a", &join).unwrap(), "/75SUVA9");
    assert_eq!(catalogue.page("75SUVA9").unwrap().unwrap().witnesses.len(), 3, "all versions move");
    assert_eq!(catalogue.forget("two", "a").unwrap(), "/75SUVA1");
    assert!(doubtful("75SUVA1"));
    let unknown = |result: Result<String, Error>| result.unwrap_err().is_unknown();
    assert!(unknown(catalogue.forget("two", "a")));
    assert!(unknown(catalogue.decide("two", "none", &split)));
    let nowhere = Decision { joined_to: Some("/75SUVA77".to_owned()), ..split };
    assert!(unknown(catalogue.decide("two", "a", &nowhere)));
    assert!(catalogue.integrity().unwrap().is_empty(), "{:?}", catalogue.integrity());
}

fn an_import_says_what_it_brought(catalogue: &Catalogue) {
    import(catalogue, "one", vec![witness("a", Some("75SUVA1"), &[], FERRY), witness("b", None, &[], FISH)]);
    import(catalogue, "one", vec![witness("a", Some("75SUVA1"), &[], "another text")]);
    let first = catalogue.changes(ImportNumber(1), 0, 10).unwrap().unwrap();
    assert_eq!((first.total, first.not_met), (2, 0));
    let second = catalogue.changes(ImportNumber(2), 0, 10).unwrap().unwrap();
    assert_eq!((second.total, second.not_met), (1, 1));
    assert_eq!((second.witnesses[0].change, second.witnesses[0].version), (crate::Change::Changed, 2));
    assert_eq!(catalogue.changes(ImportNumber(1), 1, 10).unwrap().unwrap().witnesses.len(), 1);
    assert!(catalogue.changes(ImportNumber(3), 0, 10).unwrap().is_none());
    let key = begin(catalogue, "one");
    let progress = Progress { units: 3, bytes: 30, bytes_total: Some(90), ..Progress::default() };
    catalogue.note_progress(&key, &progress).unwrap();
    let running = catalogue.imports().unwrap().remove(0);
    assert_eq!((running.units, running.bytes, running.bytes_total, running.units_total), (3, 30, Some(90), None));
}

fn references_both_ways(catalogue: &Catalogue) {
    let citing = witness("c", Some("75SUVA5"), &["75SUVA1", "75BONN2", "75SUVA1"], "citing");
    import(catalogue, "one", vec![citing]);
    let missing = catalogue.page("75SUVA1").unwrap().unwrap();
    assert_eq!((missing.state, missing.referred_by.len()), (PageState::Missing, 1));
    assert_eq!(catalogue.overview().unwrap().missing, 2);
    import(catalogue, "one", vec![witness("t", Some("75SUVA1"), &[], "target")]);
    let page = catalogue.page("75SUVA5").unwrap().unwrap();
    let targets: Vec<_> = page.references.iter().map(|it| it.target.as_ref().map(|it| it.address.as_str())).collect();
    assert_eq!(targets, [Some("/75SUVA1"), None, Some("/75SUVA1")]);
    assert_eq!(catalogue.page("75SUVA1").unwrap().unwrap().referred_by[0].address, "/75SUVA5");
    assert_eq!(catalogue.overview().unwrap().missing, 1);
    let mut targets = catalogue.referred_to("75SUVA5").unwrap();
    targets.sort();
    assert_eq!(targets, ["75BONN2", "75SUVA1"]);
    // A new version without references takes them back.
    import(catalogue, "one", vec![witness("c", Some("75SUVA5"), &[], "citing no more")]);
    assert!(catalogue.page("75SUVA1").unwrap().unwrap().referred_by.is_empty());
    assert!(catalogue.page("75BONN2").unwrap().is_none());
}

fn a_candidate_is_not_missing_but_referred_to(catalogue: &Catalogue) {
    let mut citing = witness("c", Some("75SUVA5"), &[], "citing");
    let candidate = |id: &str| Candidate { id: id.to_owned(), reason: "the post is in no table".to_owned() };
    citing.telegram.references = vec![
        Reference { candidates: vec![candidate("75LEVUKA7")], ..Reference::default() },
        Reference { candidates: vec![candidate("75SUVA1"), candidate("74SUVA1")], ..Reference::default() },
    ];
    import(catalogue, "one", vec![citing]);
    assert_eq!(catalogue.overview().unwrap().missing, 0);
    let target = |key, id| witness(key, Some(id), &[], id);
    import(catalogue, "one", vec![target("t", "75LEVUKA7"), target("u", "75SUVA1")]);
    assert_eq!(catalogue.page("75LEVUKA7").unwrap().unwrap().referred_by[0].address, "/75SUVA5");
    assert!(catalogue.page("75SUVA1").unwrap().unwrap().referred_by.is_empty());
}

fn the_queue_names_every_change(catalogue: &Catalogue) {
    assert_eq!(catalogue.last_sequence().unwrap(), Sequence(0));
    let (_, written) = import(catalogue, "one", vec![witness("a", Some("75SUVA1"), &[], "one")]);
    let change = &written.changes[0];
    assert_eq!((written.changes.len(), change.fresh, change.facts), (1, true, Some((0, 0))));
    let (_, second) = import(catalogue, "two", vec![witness("a", Some("75SUVA1"), &[], "one, longer")]);
    assert_eq!(
        (second.changes[0].telegram, second.changes[0].fresh, second.changes[0].facts),
        (change.telegram, false, None)
    );
    let queue = catalogue.queue(Sequence(0), 10).unwrap();
    assert_eq!(queue, [(change.sequence, change.telegram), (second.changes[0].sequence, change.telegram)]);
    assert_eq!(catalogue.queue(change.sequence, 10).unwrap().len(), 1);
    let source = catalogue.index_source(change.telegram).unwrap().unwrap();
    assert_eq!((source.collections, source.text.as_str()), (vec!["one".to_owned(), "two".to_owned()], "one, longer"));
    assert_eq!((source.revision, source.post.as_deref(), source.year), (queue[1].0, Some("SUVA"), Some(1975)));
    assert_eq!(catalogue.revisions(TelegramNumber(0), 10).unwrap(), [(change.telegram, queue[1].0)]);
    catalogue.settle().unwrap();
    catalogue.trim_queue(queue[1].0).unwrap();
    assert!(catalogue.queue(Sequence(0), 10).unwrap().is_empty());
    assert_eq!(catalogue.last_sequence().unwrap(), queue[1].0, "sequences are not used twice");
    assert!(catalogue.index_source(TelegramNumber(999)).unwrap().is_none());
}

fn a_batch_is_written_whole_or_not_at_all(catalogue: &Catalogue) {
    let key = begin(catalogue, "one");
    let mut bad = key;
    bad.collection = CollectionNumber(999);
    let rows = [unit(vec![witness("a", Some("75SUVA1"), &[], "one")])];
    assert!(catalogue.write(&bad, &rows).is_err());
    assert!(catalogue.page("75SUVA1").unwrap().is_none());
    assert_eq!(catalogue.last_sequence().unwrap(), Sequence(0));
    catalogue.write(&key, &rows).unwrap();
}

fn series_and_lists(catalogue: &Catalogue) {
    let ids = ["75SUVA10", "75SUVA9", "75SUVA-A3", "74SUVA1", "75BONN4"];
    let rows = ids.map(|id| witness(id, Some(id), &["75SUVA12", "75LIMA1"], id));
    import(catalogue, "one", rows.into());
    let series = catalogue.post_year("SUVA", 1975, 0, 10).unwrap().unwrap();
    let held: Vec<_> = series.telegrams.iter().filter_map(|it| it.id.as_deref()).collect();
    assert_eq!(held, ["75SUVA9", "75SUVA10", "75SUVA-A3"]);
    assert_eq!((series.missing[0].id.as_str(), series.missing[0].referred_by), ("75SUVA12", 5));
    let part = catalogue.post_year("SUVA", 1975, 1, 1).unwrap().unwrap();
    assert_eq!((part.held, part.telegrams[0].id.as_deref()), (3, Some("75SUVA10")));
    assert!(catalogue.post_year("SUVA", 1976, 0, 10).unwrap().is_none());
    let posts = catalogue.posts(None).unwrap();
    let keys: Vec<_> = posts.iter().map(|it| (it.key.as_str(), it.telegrams)).collect();
    assert_eq!(keys, [("BONN", 1), ("LIMA", 0), ("SUVA", 4)]);
    assert_eq!(catalogue.posts(Some("SUVA")).unwrap(), posts[2..]);
    let page = catalogue.page("75SUVA10").unwrap().unwrap();
    assert_eq!(page.previous.and_then(|it| it.id).as_deref(), Some("75SUVA9"));
    assert_eq!(page.next, None, "airgrams are numbered apart");
    assert_eq!(catalogue.by_serial("SUVA", 9).unwrap().len(), 1);
    assert_eq!(catalogue.by_key("74SUVA1").unwrap()[0].address, "/74SUVA1");
    let overview = catalogue.overview().unwrap();
    assert_eq!((overview.telegrams, overview.posts, overview.missing), (5, 2, 2));
    assert_eq!(overview.first_date.map(|date| date.to_string()).as_deref(), Some("1975-03-04"));
    assert_eq!(catalogue.collections().unwrap()[0].witnesses, 5);
}

fn many_threads_read_while_one_writes(catalogue: &Catalogue) {
    import(catalogue, "one", vec![witness("a", Some("75SUVA1"), &[], "one")]);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let page = catalogue.page("75SUVA1").unwrap().unwrap();
                    assert_eq!(page.witnesses.iter().filter(|it| it.shown && !it.superseded).count(), 1);
                    catalogue.overview().unwrap();
                }
            });
        }
        for version in 0..50 {
            import(catalogue, "one", vec![witness("a", Some("75SUVA1"), &[], &format!("version {version}"))]);
        }
    });
    assert_eq!(catalogue.page("75SUVA1").unwrap().unwrap().witnesses.len(), 51);
}
