//! Whatever happens to the files of the index, nobody gets a wrong answer: it is made anew from the catalogue.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use archive::{Archive, Page, Query, Silent, Sort};
use common::*;

/// An archive of telegrams whose index has more than one segment, one of them with something deleted;
/// `length` says how long the telegrams are.
fn place(dir: &Path, length: usize) -> PathBuf {
    let place = dir.join("a");
    let archive = Archive::create_or_open(&place).unwrap();
    for (part, words) in ["SAILS", "DOES NOT SAIL", "SAILS AGAIN"].iter().enumerate() {
        let files: Vec<(String, String)> = (1..=12)
            .map(|number| {
                let number = part as u32 * 8 + number;
                let body = format!("THE FERRY {words} ON DAY {number}. ").repeat(length);
                (
                    format!("{number}.txt"),
                    telegram("SUVA", number, number % 28 + 1, "FERRY SERVICE", "75 SUVA 1", &[&body]),
                )
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        import(&archive, "papers", &folder(&dir.join(format!("in{part}")), &files));
    }
    assert_sound(&archive);
    place
}

/// What searches find, with their counts.
fn answers(archive: &Archive) -> Vec<String> {
    let answer = |(query, sort)| {
        let page = Page { offset: 0, limit: 7, sort };
        let found = archive.search(&Query::parse(query).unwrap(), &page).unwrap();
        let hits: Vec<_> = found.hits.iter().map(|hit| (&hit.address, &hit.snippet)).collect();
        format!("{query}: {} {hits:?} {:?}", found.total, found.facets)
    };
    [
        ("ferry", Sort::Newest),
        ("\"does not sail\"", Sort::Oldest),
        ("sail* NOT again", Sort::Oldest),
        ("ref:75SUVA1 date:1975-03-10..1975-03-20", Sort::Newest),
        ("", Sort::Newest),
    ]
    .map(answer)
    .to_vec()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in files(from) {
        let target = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy(&path, &target),
            false => _ = fs::copy(&path, target).unwrap(),
        }
    }
}

/// Ways to damage a file of so many bytes, one of them drawn by `seed`.
fn damage(path: &Path, seed: usize) -> String {
    let mut bytes = fs::read(path).unwrap();
    let at = seed.wrapping_mul(2_654_435_761) % bytes.len().max(1);
    let what = match seed % 5 {
        0 if !bytes.is_empty() => {
            bytes[at] ^= 1 << (seed / 5 % 8);
            "flipped"
        }
        1 if !bytes.is_empty() => {
            let end = (at + 512).min(bytes.len());
            bytes[at..end].fill(0);
            "zeroed"
        }
        2 => {
            bytes.truncate(at);
            "cut"
        }
        3 => {
            bytes.extend(b"more");
            "longer"
        }
        _ => {
            fs::remove_file(path).unwrap();
            return "removed".to_owned();
        }
    };
    fs::write(path, bytes).unwrap();
    format!("{what} at {at}")
}

/// How often each file is damaged, each time in another way; `scripts/torture` does it more often.
const ROUNDS: usize = 1;

#[test]
fn every_damage_of_every_file_is_mended_by_a_search() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path(), 1);
    let expected = answers(&Archive::open(&place).unwrap());
    let names: Vec<PathBuf> = files(&place.join("index"));
    assert!(names.len() > 12, "{names:?}");
    let mut found = 0;
    for (number, name) in names.iter().enumerate() {
        for round in 0..ROUNDS {
            let copied = dir.path().join("copy");
            copy(&place, &copied);
            let file = copied.join("index").join(name.file_name().unwrap());
            let what = format!("{} {}", file.display(), damage(&file, number * 7 + round));
            // Verification tells, unless the file was of no use.
            let sound = Archive::open_to_read(&copied).unwrap().verify(&Silent).unwrap().is_sound();
            found += u32::from(!sound);
            let archive = Archive::open(&copied).unwrap();
            assert!(answers(&archive) == expected, "{what}");
            drop(archive);
            assert_sound(&Archive::open(&copied).unwrap());
            fs::remove_dir_all(&copied).unwrap();
        }
    }
    assert!(found > names.len() as u32 / 2, "only {found} were told");
}

#[test]
fn a_damage_that_is_met_while_searching_is_told_and_mended() {
    let dir = tempfile::tempdir().unwrap();
    // So long that what stands at the start of a file is not looked at when it is opened.
    let place = place(dir.path(), 1_500);
    let positions: Vec<_> = files(&place.join("index"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "pos"))
        .filter(|path| path.metadata().unwrap().len() > 20 << 10)
        .collect();
    assert!(!positions.is_empty());
    for path in positions {
        let mut bytes = fs::read(&path).unwrap();
        // Every block but those that are read to open it.
        let end = bytes.len() - (18 << 10);
        bytes[..end].iter_mut().step_by(16 << 10).for_each(|byte| *byte ^= 0x40);
        fs::write(path, bytes).unwrap();
    }
    let archive = Archive::open(&place).unwrap();
    let reader = Archive::open_to_read(&place).unwrap();
    let phrase = |archive: &Archive| archive.search(&Query::parse("\"does not sail\"").unwrap(), &Page::default());
    // Who may not write cannot mend it, and reads on.
    let error = phrase(&reader).unwrap_err();
    assert!(error.is_index_unusable() && error.to_string().contains("was changed on the disk"), "{error}");
    assert!(reader.telegram("75SUVA9").unwrap().is_some());

    assert_eq!(archive.index_mended(), None);
    assert_eq!(phrase(&archive).unwrap().total, 8);
    assert!(archive.index_mended().unwrap().contains("was changed on the disk"));
    assert_eq!((archive.index_mended(), archive.index_problem()), (None, None));
    assert_sound(&archive);
    // The other one sees that it was mended.
    assert_eq!(phrase(&reader).unwrap().total, 8);
}

#[test]
fn an_import_mends_a_damaged_index_too() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path(), 1);
    fs::write(place.join("index/meta.json"), "{}").unwrap();
    let archive = Archive::open(&place).unwrap();
    assert!(archive.index_problem().unwrap().contains("meta.json"));
    let more = telegram("SUVA", 99, 4, "FERRY TALKS", "", &["TALKS GO ON."]);
    import(&archive, "papers", &folder(&dir.path().join("more"), &[("99.txt", &more)]));
    assert_sound(&archive);
}

#[test]
fn the_archive_is_searched_while_its_index_is_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path(), 1);
    let archive = Archive::open(&place).unwrap();
    let other = Archive::open(&place).unwrap();
    let expected = answers(&archive);
    let done = AtomicBool::new(false);
    let search = |archive: &Archive| {
        while !done.load(Ordering::Relaxed) {
            assert!(answers(archive) == expected);
        }
    };
    thread::scope(|scope| {
        let searching = [scope.spawn(|| search(&archive)), scope.spawn(|| search(&other))];
        for _ in 0..4 {
            assert_eq!(archive.rebuild_index(&Silent).unwrap(), 28);
        }
        done.store(true, Ordering::Relaxed);
        searching.into_iter().for_each(|thread| thread.join().unwrap());
    });
    assert_sound(&archive);
}

/// As a process leaves it that was killed while it put a new index in the place of the old.
#[test]
fn whatever_a_killed_rebuilding_left_is_taken_up() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path(), 1);
    let expected = answers(&Archive::open(&place).unwrap());
    let [index, new, old] = ["index", "index.new", "index.old"].map(|name| place.join(name));
    let as_left: [&dyn Fn(); 4] = [
        // Half built.
        &|| {
            copy(&index, &new);
            fs::remove_file(new.join("chancery-format")).unwrap();
        },
        // Built.
        &|| copy(&index, &new),
        // The old one set aside.
        &|| {
            copy(&index, &new);
            fs::rename(&index, &old).unwrap();
        },
        // The new one in its place.
        &|| copy(&index, &old),
    ];
    for leave in as_left {
        leave();
        let archive = Archive::open(&place).unwrap();
        assert!(answers(&archive) == expected);
        assert_eq!(archive.index_mended(), None);
        assert!(!new.exists() && !old.exists());
        assert_sound(&archive);
    }
}
