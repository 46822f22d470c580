//! What must hold of every table.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::{Date, date};

use super::entry::{self, Entry, File, first_day, last_day};
use super::index::{FILES, index, key_of};
use super::kind::Kind;
use super::{explain, tags};
use crate::posts;

/// The lines of a file that should be rows, counted without reading them.
fn lines(text: &str) -> usize {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count() - 1
}

/// The reader of TAGS lines asks the files of tags alone.
#[test]
fn tags_stand_in_the_files_of_tags() {
    let all = index().entries().iter().filter(|entry| entry.kind.is_tag()).map(|entry| (entry.code, entry.kind));
    assert!(all.eq(tags::codes()));
}

#[test]
fn every_row_is_read() {
    for (name, text) in FILES {
        let file = File::read(text);
        assert_eq!(file.malformed, [""; 0], "{name}");
        assert_eq!(file.entries.len(), lines(text), "{name}");
        assert!(text.starts_with("# "), "{name} says where it is from");
    }
    let captions = include_str!("../../data/captions.tsv");
    assert_eq!(super::captions::all().len(), lines(captions));
    for caption in super::captions::all() {
        assert!(entry::date(caption.from).is_ok() && entry::date(caption.to).is_ok(), "{}", caption.text);
    }
    assert_eq!(super::orders::all().len(), lines(include_str!("../../data/executive_orders.tsv")));
    assert_eq!(posts::all().len(), lines(include_str!("../../data/posts.tsv")) + 1);
}

#[test]
fn the_book_counts_right() {
    let book = include_str!("../../../../docs/book/tables.md");
    let lines = book.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let written: BTreeMap<_, _> =
        lines.map(|(name, rest)| (name, rest.split(' ').next().unwrap_or_default())).collect();
    let others = [
        ("posts", posts::all().len()),
        ("embassies", include_str!("../../data/embassies.tsv").lines().filter(|line| !line.starts_with('#')).count()),
        ("post_codes", include_str!("../../data/post_codes.tsv").lines().filter(|line| !line.starts_with('#')).count()),
        ("captions", super::captions::all().len()),
        ("executive_orders", super::orders::all().len()),
    ];
    let counted = FILES.map(|(name, text)| (name, File::read(text).entries.len())).into_iter().chain(others);
    let counted: BTreeMap<_, _> = counted.map(|(name, rows)| (name, rows.to_string())).collect();
    assert_eq!(written, counted.iter().map(|(name, rows)| (*name, rows.as_str())).collect());
}

#[test]
fn one_meaning_of_a_kind_at_a_time() {
    let mut rows: BTreeMap<(Kind, String), Vec<&Entry>> = BTreeMap::new();
    for entry in index().entries() {
        for name in entry.names() {
            let rows = rows.entry((entry.kind, key_of(name))).or_default();
            // Two ways to write one caption are told once.
            if !rows.iter().any(|row| row.title == entry.title && row.from == entry.from) {
                rows.push(entry);
            }
        }
    }
    for ((kind, key), mut rows) in rows {
        rows.sort_by_key(|row| row.from.map(first_day));
        for row in &rows {
            let dates = row.from.map(first_day).zip(row.to.map(last_day));
            assert!(dates.is_none_or(|(from, to)| from <= to), "{key} ends before it begins");
        }
        for pair in rows.windows(2) {
            let [earlier, later] = pair else { continue };
            let apart = earlier.to.zip(later.from).is_some_and(|(to, from)| last_day(to) < first_day(from));
            assert!(apart, "{kind:?} {key}: {} and {}", earlier.title, later.title);
        }
    }
}

#[test]
fn successors_are_in_the_same_table() {
    let known: HashSet<(Kind, &str)> = index().entries().iter().map(|entry| (entry.kind, entry.code)).collect();
    for entry in index().entries().iter().filter(|entry| !entry.replaced_by.is_empty()) {
        assert!(known.contains(&(entry.kind, entry.replaced_by)), "{} -> {}", entry.code, entry.replaced_by);
        assert_ne!(entry.code, entry.replaced_by);
    }
}

#[test]
fn countries_of_1974_and_today() {
    let cases = include_str!("../../tests/cases/country_tags.tsv");
    let mut counted = 0;
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        let [code, then, today] = *line.split('\t').collect::<Vec<_>>() else { panic!("{line}") };
        let tag = |day: Date| {
            let meanings = explain(code, Some(day));
            let tag = meanings.into_iter().find(|meaning| matches!(meaning.kind, Kind::Country | Kind::Region));
            tag.filter(|tag| tag.in_force).map(|tag| tag.title)
        };
        for (day, expected) in [(date(1974, 6, 28), then), (date(2024, 1, 1), today)] {
            let title = tag(day).unwrap_or_default().replace("Saint ", "St. ");
            assert!(title.starts_with(&expected.replace("Saint ", "St. ")), "{code} {day}: {title}, not {expected}");
        }
        counted += 1;
    }
    assert_eq!(counted, 78);
}

#[test]
fn meanings_by_date() {
    for (token, day, kind, title) in [
        ("RS", date(2009, 3, 17), Kind::Country, "Russia"),
        ("RS", date(2020, 1, 1), Kind::Country, "Serbia"),
        ("UR", date(1975, 3, 1), Kind::Country, "Soviet Union"),
        ("KZ", date(2009, 3, 17), Kind::Country, "Kazakhstan"),
        ("CH", date(2009, 3, 17), Kind::Country, "China"),
        ("DM", date(1974, 1, 1), Kind::Country, "Dahomey"),
        ("PFOR", date(1975, 3, 1), Kind::Subject, "Foreign Policy and Relations"),
        ("pgov", date(2009, 3, 17), Kind::Subject, "Internal Governmental Affairs"),
        ("PGOV", date(1975, 3, 1), Kind::Subject, "Government"),
        ("X1", date(1975, 3, 1), Kind::Exemption, "XGDS-1"),
        ("X1", date(1999, 3, 1), Kind::Exemption, "reveals an intelligence source"),
        ("(X6)", date(1999, 3, 1), Kind::Exemption, "damages relations"),
        ("25x1-Human", date(2005, 3, 1), Kind::Exemption, "identity of a confidential human source"),
        ("XGDS1", date(1975, 3, 1), Kind::Exemption, "exempt: furnished in confidence"),
        ("GROUP 3", date(1970, 1, 1), Kind::Exemption, "downgraded at intervals of twelve years"),
        ("1.5 (d)", date(2001, 10, 30), Kind::Reason, "foreign relations"),
        ("1.4(B)", date(2009, 3, 17), Kind::Reason, "foreign government information"),
        ("E.O. 12958", date(2009, 3, 17), Kind::Order, "ten years"),
        ("(b)(7)(C)", date(2014, 1, 1), Kind::Foia, "law enforcement: personal privacy"),
        ("SCA", date(1975, 3, 1), Kind::Office, "Bureau of Security and Consular Affairs"),
        ("SCA", date(2009, 3, 17), Kind::Office, "Bureau of South and Central Asian Affairs"),
        ("SCA/CEN", date(2009, 3, 17), Kind::Office, "Office of Central Asian Affairs"),
        ("EUR/QQQ", date(2009, 3, 17), Kind::Office, "Bureau of European Affairs"),
        ("ARA-20", date(1974, 1, 2), Kind::Office, "Bureau of Inter-American Affairs"),
        ("RUEHTA", date(2009, 3, 17), Kind::Routing, "AMEMBASSY ASTANA"),
        ("RUEHQQ", date(2009, 3, 17), Kind::RoutingFamily, "the Department of State and its posts"),
        ("FLASH", date(2009, 3, 17), Kind::Precedence, "FLASH"),
        ("NODIS", date(2009, 3, 17), Kind::Caption, "no distribution beyond"),
        ("ROGER CHANNEL", date(1975, 3, 1), Kind::Caption, "intelligence matters"),
        ("ZNY", date(2009, 3, 17), Kind::Signal, "must be handled as classified"),
        ("CCCCC", date(2009, 3, 17), Kind::Marking, "security letters: CONFIDENTIAL"),
        ("POLOFF", date(2009, 3, 17), Kind::Acronym, "political officer"),
        ("KDEM", date(2009, 3, 17), Kind::Program, "Democratization"),
        ("CEMA", date(1977, 1, 1), Kind::Organization, "Council for Mutual Economic Assistance"),
        ("AMEMBASSY ASTANA", date(2009, 3, 17), Kind::Post, "Astana, embassy, Kazakhstan"),
        ("PORTM", date(1975, 3, 1), Kind::Post, "Port Moresby, embassy, Papua New Guinea"),
        ("Peking", date(1975, 3, 1), Kind::Post, "Peking, mission, China"),
    ] {
        let meanings = explain(token, Some(day));
        let first = meanings.first().map(|first| (first.in_force, first.kind, first.title.as_ref()));
        let fits = first.is_some_and(|(now, is, text)| now && is == kind && text.starts_with(title));
        assert!(fits, "{token} on {day}: {first:?}");
    }
    for token in ["", " ", "/", "//", "QQQQ", "1.4(i)", "1.5(h)", &"A".repeat(1_000), "É", "-20", "\u{0}"] {
        assert_eq!(explain(token, None), [], "{token}");
    }
}

#[test]
fn all_meanings_are_told() {
    let kinds = |token, day| explain(token, Some(day)).iter().map(|meaning| meaning.kind).collect::<Vec<_>>();
    assert_eq!(kinds("S", date(2009, 3, 17)), [Kind::Marking, Kind::Office]);
    assert_eq!(kinds("P", date(2009, 3, 17)), [Kind::Precedence, Kind::Office]);
    // A portion mark with a caveat is no office of the Secretary.
    assert_eq!(kinds("S/NF", date(2009, 3, 17)), [Kind::Marking, Kind::Marking]);
    assert_eq!(kinds("(C//NF)", date(2009, 3, 17)), [Kind::Marking, Kind::Marking]);
    assert_eq!(kinds("S/QQQ", date(2009, 3, 17)), [Kind::Office]);
    // Out of force: the meaning nearest in time first.
    let titles: Vec<_> = explain("RS", Some(date(1975, 3, 1))).into_iter().map(|meaning| meaning.title).collect();
    assert_eq!(titles, ["Russia", "Serbia"]);
    // Two posts of one code.
    let ports = explain("PORTO", Some(date(1975, 3, 1)));
    assert!(ports.iter().filter(|meaning| meaning.kind == Kind::Post && meaning.in_force).count() > 1);
    // A renamed post leads on.
    assert_eq!(explain("PEKING", None)[0].replaced_by, Some("BEIJING"));
}

#[test]
fn routing_indicators_name_posts() {
    let others = ["COLLECTIVE", "CIA", "SECDEF", "JOINT STAFF", "OSD", "NSC", "WHITE HOUSE", "DEPT OF", "USDA", "DIA"];
    for entry in index().entries().iter().filter(|entry| entry.kind == Kind::Routing) {
        for address in entry.title.split("; ").filter(|address| !others.iter().any(|other| address.contains(other))) {
            let address = address.split(" (").next().unwrap_or(address);
            assert!(posts::post_of_plad(address).is_some(), "{} {address}", entry.code);
        }
    }
}

#[test]
fn subject_tags_of_the_handbook() {
    let of_1974 = index().entries().iter().filter(|entry| entry.kind == Kind::Subject);
    let codes: HashSet<_> =
        of_1974.filter(|entry| entry.source.contains("TAGS 1974")).map(|entry| entry.code).collect();
    assert_eq!(codes.len(), 119, "the handbook has 119 codes");
    let fields: HashSet<_> = codes.iter().filter_map(|code| code.chars().next()).collect();
    assert_eq!(fields.len(), 9, "in nine fields");
    let countries = index().entries().iter().filter(|entry| entry.source.contains("TAGS 1974"));
    let of =
        |kind| countries.clone().filter(|entry| entry.kind == kind).map(|entry| entry.code).collect::<HashSet<_>>();
    assert_eq!((of(Kind::Country).len(), of(Kind::Region).len()), (229, 26));
}

#[test]
fn tags_as_the_header_needs_them() {
    for (code, day, known) in [
        ("PREL", Some(date(2009, 3, 17)), true),
        ("PFOR", Some(date(2009, 3, 17)), false),
        ("PFOR", None, true),
        ("XX", Some(date(1975, 3, 1)), true),
        ("G-10", Some(date(1975, 3, 1)), true),
        ("POLOFF", None, false),
        ("DOE", None, false),
        ("", None, false),
    ] {
        assert_eq!(tags::is_known(code, day), known, "{code}");
    }
    // No country looks like a region in the years when regions were used.
    assert_eq!(tags::kind("XK"), Some(Kind::Country));
    assert_eq!(tags::kind("KDEM"), Some(Kind::Program));
}

proptest::proptest! {
    /// Any text has meanings or none, the ones in force first, and each is known to hold or not.
    #[test]
    fn any_token(token in "\\PC{0,100}|[A-Z0-9/().-]{1,12}", year in 1900i16..2100) {
        let day = Date::new(year, 7, 1).unwrap();
        let meanings = explain(&token, Some(day));
        let in_force: Vec<_> = meanings.iter().map(|meaning| meaning.in_force).collect();
        proptest::prop_assert!(in_force.is_sorted_by(|before, after| before >= after));
        for meaning in &meanings {
            proptest::prop_assert_eq!(meaning.in_force, entry::holds(meaning.from, meaning.to, day));
        }
        proptest::prop_assert!(!tags::is_known(&token, Some(day)) || meanings.iter().any(|meaning| meaning.in_force));
    }
}
