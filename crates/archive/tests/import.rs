//! Imports: what is new, known, changed, failed; what refers to what.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::sync::Mutex;

use archive::{Archive, ImportState, ImportWatch, Lookup, Page, PageState, Progress, Query, Silent};
use common::*;
use formats::{Problem, Unit};

fn total(archive: &Archive, query: &str) -> u64 {
    archive.search(&Query::parse(query).unwrap(), &Page::default()).unwrap().total
}

#[test]
fn importing_again_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("a")).unwrap();
    let files = folder(
        &dir.path().join("in"),
        &[
            ("75SUVA617.txt", &telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE FERRY SAILS."])),
            (
                "sub/75SUVA618.txt",
                &telegram("SUVA", 618, 4, "FERRY STRIKE", "75 SUVA 617", &["THE FERRY DOES NOT SAIL."]),
            ),
            ("empty.txt", ""),
        ],
    );
    let first = import(&archive, "papers", &files);
    assert_eq!(counts(&first), [2, 2, 0, 0, 1], "{:?}", first.problems);
    assert!(first.problems.listed[0].file.ends_with("empty.txt"));
    let again = import(&archive, "papers", &files);
    assert_eq!(counts(&again), [2, 0, 2, 0, 1]);
    assert_eq!(total(&archive, ""), 2);
    assert_sound(&archive);

    let imports = archive.imports().unwrap();
    assert_eq!(imports.iter().map(|it| it.number.to_string()).collect::<Vec<_>>(), ["2", "1"]);
    let kept = archive.import_report("1".parse().unwrap()).unwrap().unwrap();
    assert_eq!(kept, first);
    assert_eq!(archive.import_report("3".parse().unwrap()).unwrap(), None);
}

#[test]
fn a_changed_file_is_a_new_version() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("a")).unwrap();
    let input = dir.path().join("in");
    let old = telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE FERRY SAILS."]);
    let new = telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE STEAMER SAILS."]);
    import(&archive, "papers", &folder(&input, &[("75SUVA617.txt", &old)]));
    let report = import(&archive, "papers", &folder(&input, &[("75SUVA617.txt", &new)]));
    assert_eq!(counts(&report), [1, 0, 0, 1, 0]);

    let page = archive.telegram("75SUVA617").unwrap().unwrap();
    assert!(page.text.contains("STEAMER"));
    let states: Vec<_> = page.witnesses.iter().map(|it| (it.version, it.superseded, it.shown)).collect();
    assert_eq!(states, [(2, false, true), (1, true, false)]);
    assert_eq!(archive.raw(page.witnesses[1].number).unwrap().unwrap(), old.as_bytes());
    assert_eq!(archive.raw(page.witnesses[0].number).unwrap().unwrap(), new.as_bytes());
    assert_eq!((total(&archive, "steamer"), total(&archive, "ferry sails")), (1, 1));
    assert_eq!(total(&archive, "=STEAMER"), 1);
    assert_eq!(total(&archive, "\"the ferry sails\""), 0);
    assert_sound(&archive);
}

#[test]
fn two_files_of_one_name_are_two_witnesses() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("a")).unwrap();
    let one = telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE FERRY SAILS."]);
    let two = telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE FERRY SAILS TOMORROW."]);
    let files = folder(
        &dir.path().join("in"),
        &[("a/75SUVA617.txt", &one), ("b/75SUVA617.txt", &two), ("c/75SUVA617.txt", &one)],
    );
    assert_eq!(counts(&import(&archive, "papers", &files)), [3, 2, 1, 0, 0]);
    assert_eq!(counts(&import(&archive, "papers", &files)), [3, 0, 3, 0, 0]);
    let page = archive.telegram("75SUVA617").unwrap().unwrap();
    let keys: Vec<_> = page.witnesses.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["75SUVA617~2", "75SUVA617"], "the longer text is shown");
    let other = archive.telegram_by_key("papers", "75SUVA617").unwrap().unwrap();
    assert_eq!(other.text, one);
    assert_eq!(other.address, "/75SUVA617");
    assert_sound(&archive);
}

#[test]
fn one_telegram_from_two_collections() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("a")).unwrap();
    let long = telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE FERRY SAILS.", "AND RETURNS."]);
    let short = telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE FERRY SAILS."]);
    import(&archive, "one", &folder(&dir.path().join("1"), &[("75SUVA617.txt", &short)]));
    import(&archive, "two", &folder(&dir.path().join("2"), &[("75SUVA617.txt", &long)]));
    let page = archive.telegram("75SUVA617").unwrap().unwrap();
    let of: Vec<_> = page.witnesses.iter().map(|it| it.collection.as_str()).collect();
    assert_eq!(of, ["two", "one"]);
    assert_eq!(total(&archive, ""), 1);
    assert_eq!((total(&archive, "collection:one"), total(&archive, "collection:two")), (1, 1));
    let overview = archive.overview().unwrap();
    assert_eq!((overview.telegrams, overview.witnesses, overview.collections.len()), (1, 2, 2));
    assert_sound(&archive);
}

#[test]
fn references_resolve_when_the_target_arrives_later() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("a")).unwrap();
    let citing = telegram("SUVA", 618, 4, "FERRY STRIKE", "75 SUVA 617", &["THE FERRY DOES NOT SAIL."]);
    import(&archive, "papers", &folder(&dir.path().join("1"), &[("75SUVA618.txt", &citing)]));

    let missing = archive.telegram("75SUVA617").unwrap().unwrap();
    assert_eq!((missing.state, missing.referred_by.len()), (PageState::Missing, 1));
    assert_eq!(missing.referred_by[0].address, "/75SUVA618");
    assert_eq!(missing.next.as_ref().map(|it| it.address.as_str()), Some("/75SUVA618"));
    assert_eq!(archive.overview().unwrap().missing, 1);
    let series = archive.post_year("SUVA", 1975, 0, 10).unwrap().unwrap();
    assert_eq!((series.held, series.missing.len(), series.missing[0].id.as_str()), (1, 1, "75SUVA617"));
    let missing_before = Lookup::Missing { id: "75SUVA617".to_owned(), address: "/75SUVA617".to_owned() };
    assert_eq!(archive.lookup("75 Suva 00617").unwrap(), missing_before);
    assert_eq!(archive.telegram("75SUVA619").unwrap().map(|page| page.address), None);

    let target = telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE FERRY SAILS."]);
    import(&archive, "papers", &folder(&dir.path().join("2"), &[("75SUVA617.txt", &target)]));
    let page = archive.telegram("75SUVA617").unwrap().unwrap();
    assert_eq!((page.state, page.referred_by.len()), (PageState::Held, 1));
    let citing = archive.telegram("75SUVA618").unwrap().unwrap();
    assert_eq!(citing.references[0].target.as_ref().unwrap().subject.as_deref(), Some("FERRY SERVICE"));
    assert_eq!(citing.previous.unwrap().address, "/75SUVA617");
    assert_eq!(archive.overview().unwrap().missing, 0);
    assert_eq!((total(&archive, "ref:75SUVA617"), total(&archive, "refby:75SUVA618")), (1, 1));
    assert_eq!(total(&archive, "id:75SUVA617 refby:75SUVA618"), 1);
    let years: Vec<_> =
        archive.post("SUVA").unwrap().unwrap().years.iter().map(|it| (it.year, it.held, it.missing)).collect();
    assert_eq!(years, [(1975, 2, 0)]);
}

#[test]
fn going_to_a_telegram() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("a")).unwrap();
    import(
        &archive,
        "papers",
        &folder(
            &dir.path().join("in"),
            &[
                ("75SUVA617.txt", &telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE FERRY SAILS."])),
                ("note.txt", &telegram("SUVA", 618, 3, "FERRY STRIKE", "", &["IT DOES NOT."])),
            ],
        ),
    );
    let found = |address: &str| Lookup::Found { address: address.to_owned() };
    for form in [
        "75SUVA617",
        " 75 suva 0617 ",
        "SUVA 617 1975",
        "https://example.org/cable/1975/75SUVA617.html",
        "Suva 617",
        "Embassy Suva to the Department, telegram 75 SUVA 617, March 3, 1975.",
    ] {
        assert_eq!(archive.lookup(form).unwrap(), found("/75SUVA617"), "{form}");
    }
    assert_eq!(archive.lookup("75SUVA617#par1").unwrap(), found("/75SUVA617#p1"));
    assert_eq!(archive.lookup("/collections/papers/note").unwrap(), found("/collections/papers/note"));
    assert_eq!(archive.lookup("75BONN1").unwrap(), Lookup::Nothing { id: Some("75BONN1".to_owned()) });
    assert_eq!(archive.lookup("").unwrap(), Lookup::Nothing { id: None });
}

#[test]
fn units_from_memory_and_their_problems() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(dir.path()).unwrap();
    let units = vec![
        Ok(Unit::new("standard input", telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["IT SAILS."]).into_bytes())),
        Err(Problem::new("gone.txt", "no such file")),
    ];
    let report = archive.import_units(units, &options("papers"), &Silent).unwrap();
    assert_eq!(counts(&report), [1, 1, 0, 0, 1]);
    assert_eq!(report.problems.listed, [Problem::new("gone.txt", "no such file")]);
}

#[test]
fn errors_say_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let error = Archive::open(&dir.path().join("none")).unwrap_err();
    assert!(error.is_not_found() && error.to_string().contains("chancery import"), "{error}");
    std::fs::write(dir.path().join("thesis.txt"), "x").unwrap();
    let error = Archive::create_or_open(dir.path()).unwrap_err();
    assert!(error.to_string().contains("no archive"), "{error}");

    let place = dir.path().join("a");
    let archive = Archive::create_or_open(&place).unwrap();
    let error = archive.import(&[], &options("Two words"), &Silent).unwrap_err();
    assert!(error.to_string().contains("small letters"), "{error}");
    let lock = std::fs::File::options().append(true).open(place.join("lock")).unwrap();
    lock.lock().unwrap();
    let error = archive.import(&[], &options("papers"), &Silent).unwrap_err();
    assert!(error.is_locked(), "{error}");
    // Reading goes on meanwhile.
    assert_eq!(total(&Archive::open(&place).unwrap(), ""), 0);
}

/// Stops after the first batch.
#[derive(Default)]
struct Impatient {
    seen: Mutex<Vec<Progress>>,
    problems: Mutex<Vec<Problem>>,
    patience: u64,
}

impl ImportWatch for Impatient {
    fn progress(&self, progress: &Progress) {
        self.seen.lock().unwrap().push(*progress);
    }

    fn problem(&self, problem: &Problem) {
        self.problems.lock().unwrap().push(problem.clone());
    }

    fn cancelled(&self) -> bool {
        self.seen.lock().unwrap().last().is_some_and(|progress| progress.units >= self.patience)
    }
}

#[test]
fn progress_is_told_and_an_import_can_be_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("a")).unwrap();
    let input = dir.path().join("in");
    for number in 1..=300 {
        let text = telegram("SUVA", number, 3, "FERRY SERVICE", "", &["THE FERRY SAILS."]);
        folder(&input, &[(&format!("75SUVA{number}.txt"), &text)]);
    }
    folder(&input, &[("empty.txt", "")]);
    let watch = Impatient { patience: 1, ..Impatient::default() };
    let stopped = archive.import(std::slice::from_ref(&input), &options("papers"), &watch).unwrap();
    assert_eq!(stopped.summary.state, ImportState::Cancelled);
    assert!(stopped.summary.read < 301 && stopped.summary.finished.is_some());
    // Also what was read and not written any more is gone.
    assert_sound(&archive);

    let watch = Impatient { patience: u64::MAX, ..Impatient::default() };
    let whole = archive.import(&[input], &options("papers"), &watch).unwrap();
    assert_eq!(whole.summary.state, ImportState::Finished);
    assert_eq!((whole.summary.new, whole.summary.known), (300 - stopped.summary.read, stopped.summary.read));
    let last = *watch.seen.lock().unwrap().last().unwrap();
    assert_eq!((last.units, last.units_total, last.read, last.failed), (301, Some(301), 300, 1));
    assert_eq!(Some(last.bytes), last.bytes_total);
    assert_eq!(watch.problems.lock().unwrap().len(), 1);
    assert_sound(&archive);
}

/// A document of one page with a text layer.
fn printed(lines: &str) -> Vec<u8> {
    let drawn: String = lines.lines().map(|line| format!("({}) Tj T*\n", line.replace(['(', ')'], ""))).collect();
    let content = format!("BT /F1 10 Tf 12 TL 72 720 Td\n{drawn}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [4 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut text = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(text.len());
        text.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let table = text.len();
    text.push_str("xref\n0 6\n0000000000 65535 f \n");
    places.iter().for_each(|place| text.push_str(&format!("{place:010} 00000 n \n")));
    text.push_str(&format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    text.into_bytes()
}

/// A document that was read without OCR is read again where OCR is asked for,
/// and once only; what OCR cannot change is not.
#[test]
fn a_document_is_read_again_with_ocr() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("a");
    let archive = Archive::create_or_open(&place).unwrap();
    let text = telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE FERRY SAILS."]);
    let input = folder(&dir.path().join("in"), &[("75SUVA618.txt", &text.replace("00617", "00618"))]);
    fs::write(input.join("75SUVA617.pdf"), printed(&text)).unwrap();
    let readers = || {
        let catalogue = rusqlite::Connection::open(place.join("catalogue.sqlite")).unwrap();
        let mut rows = catalogue.prepare("SELECT name, reader LIKE '% ocr' FROM unit ORDER BY name").unwrap();
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<Result<Vec<(String, bool)>, _>>().unwrap()
    };
    let own = |ocr: bool| [("75SUVA617".to_owned(), ocr), ("75SUVA618".to_owned(), false)];
    let mut with_ocr = options("papers");
    with_ocr.tools.ocr = Some(formats::Ocr::new("/no/pdftoppm".into(), "/no/tesseract".into()));
    let paths = std::slice::from_ref(&input);
    assert_eq!(counts(&archive.import(paths, &options("papers"), &Silent).unwrap()), [2, 2, 0, 0, 0]);
    assert_eq!(readers(), own(false));
    assert_eq!(counts(&archive.import(paths, &with_ocr, &Silent).unwrap()), [2, 0, 2, 0, 0]);
    assert_eq!(readers(), own(true));
    // Without OCR it is known still, and keeps what OCR read.
    assert_eq!(counts(&archive.import(paths, &options("papers"), &Silent).unwrap()), [2, 0, 2, 0, 0]);
    assert_eq!(readers(), own(true));
    assert_sound(&archive);
}
