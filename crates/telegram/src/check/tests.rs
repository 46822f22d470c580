//! Each check with an invented telegram that agrees and one that contradicts.

use super::*;
use crate::parse;

/// A telegram that agrees with itself in every check.
const SOUND: &str = "\
VZCZCXRO1454
PP RUEHBI
DE RUEHSV #0617/01 0920415
ZNY CCCCC ZZH
P 020415Z APR 05
FM AMEMBASSY SUVA
TO RUEHC/SECSTATE WASHDC PRIORITY 4928
INFO RUEHAP/AMEMBASSY APIA PRIORITY 0042
BT
C O N F I D E N T I A L SECTION 01 OF 02 SUVA 000617

SIPDIS

E.O. 12958: DECL: 04/02/2015
TAGS: PREL, EWWT, FJ
SUBJECT: FERRY SERVICE RESUMES

REF: A. SUVA 600
     B. 04 APIA 42

1. (C) Summary: The ferry sails again (ref A). End summary.

SUVA 00000617  002 OF 002

2. (U) The timetable is that of ref B.
ROE
BT
#0617
NNNN
";

fn verdict(text: &str, number: &str) -> (Verdict, bool, String) {
    let report = check(text, &parse(text));
    let check = report.checks.into_iter().find(|check| check.number == number).expect("the check is made");
    (check.verdict, check.weighty, check.message)
}

#[test]
fn a_sound_telegram_agrees() {
    let report = check(SOUND, &parse(SOUND));
    for check in &report.checks {
        assert_ne!(check.verdict, Verdict::Contradicts, "{check:?}");
    }
    let agreeing: Vec<&str> =
        report.checks.iter().filter(|check| check.verdict == Verdict::Agrees).map(|check| check.number).collect();
    assert_eq!(agreeing, ["C1", "C2", "C3", "C4", "C5", "C7", "C8", "C9", "C10", "C11", "C12", "C13", "C15", "C18"]);
    assert_eq!(report.verdict, Verdict::Agrees);
}

#[test]
fn damage_is_noticed() {
    for (number, from, to, weighty) in [
        ("C1", "0920415", "0820415", true),
        ("C1", "0920415", "3920415", true),
        ("C1", "APR 05", "APR 04", false),
        ("C2", "#0617/01", "#0671/01", true),
        ("C2", "00000617", "00000671", true),
        ("C2", "\n#0617", "\n#0618", true),
        ("C3", "#0617/01", "#0617/02", true),
        ("C4", "CCCCC", "SSSSS", true),
        ("C4", "ZNY CCCCC", "ZNR UUUUU", true),
        ("C5", "FM AMEMBASSY SUVA", "FM AMEMBASSY APIA", true),
        ("C5", "FM AMEMBASSY SUVA", "FM HARBOUR OFFICE", true),
        ("C7", "PP RUEHBI", "OO RUEHBI", false),
        ("C8", "WASHDC PRIORITY", "WASHDC IMMEDIATE", false),
        ("C9", "002 OF 002", "002 OF 003", true),
        ("C9", "002 OF 002", "003 OF 002", true),
        ("C10", "2. (U)", "4. (U)", false),
        ("C11", "2. (U)", "2. (S)", true),
        ("C12", "ref B", "ref D", false),
        ("C13", "04/02/2015", "04/02/2003", true),
        ("C13", "04/02/2015", "04/02/2045", false),
        ("C15", "12958", "13526", true),
        ("C15", "12958", "12356", false),
        ("C18", "04 APIA 42", "06 APIA 42", true),
        ("C18", "SUVA 600", "05 SUVA 700", false),
    ] {
        assert!(SOUND.contains(from), "{from}");
        let (found, heavy, message) = verdict(&SOUND.replacen(from, to, 1), number);
        assert_eq!((found, heavy), (Verdict::Contradicts, weighty), "{number} {from} -> {to}: {message}");
    }
}

#[test]
fn what_is_usual_is_no_contradiction() {
    for (number, from, to) in [
        // The next day, a late filing, the last section only.
        ("C1", "0920415", "0930001"),
        ("C1", "0920415", "0990415"),
        ("C1", "0920415", "0920350"),
        ("C3", "SECTION 01 OF 02 ", ""),
        ("C5", "FM AMEMBASSY SUVA", "FM CDR USPACOM"),
        ("C9", "SUVA 00000617  002 OF 002", ""),
        ("C11", "1. (C)", "1. "),
        ("C13", "DECL: 04/02/2015", "DECL: X1"),
    ] {
        assert!(SOUND.contains(from), "{from}");
        let (found, _, message) = verdict(&SOUND.replacen(from, to, 1), number);
        assert_ne!(found, Verdict::Contradicts, "{number} {from} -> {to}: {message}");
    }
}

#[test]
fn the_day_of_the_year_knows_leap_years() {
    let text = |filed: &str, group: &str| format!("DE RUEHSV #0617/01 {filed}\nP {group}\nFM AMEMBASSY SUVA\n");
    for (filed, group, want) in [
        ("0610415", "010415Z MAR 04", Verdict::Agrees),
        ("0600415", "010415Z MAR 05", Verdict::Agrees),
        ("3660415", "310415Z DEC 04", Verdict::Agrees),
        ("0010030", "312330Z DEC 05", Verdict::Agrees),
        ("3650415", "310415Z DEC 04", Verdict::Contradicts),
        ("3000415", "310415Z DEC 05", Verdict::Contradicts),
    ] {
        let (found, _, message) = verdict(&text(filed, group), "C1");
        assert_eq!(found, want, "{filed} {group}: {message}");
    }
    // One day off, as if the year had been a leap year: a slip that stations made.
    let (found, weighty, message) = verdict(&text("3660415", "310415Z DEC 05"), "C1");
    assert_eq!((found, weighty), (Verdict::Contradicts, false), "{message}");
    let (_, weighty, message) = verdict(&text("3650415", "310415Z DEC 04"), "C1");
    assert!(!weighty && message.contains("365 days"), "{message}");
}

#[test]
fn copies_add_up() {
    let text = |total: &str| {
        format!(
            "PAGE 01  SUVA 00617  020415Z\nACTION EA-10\nINFO OCT-01 ISO-00 AID-05 {total}\n--------------------- 003317\nR 020415Z APR 75\nFM AMEMBASSY SUVA\n"
        )
    };
    assert_eq!(verdict(&text("/016 W"), "C16").0, Verdict::Agrees);
    assert_eq!(verdict(&text("/061 W"), "C16").0, Verdict::Contradicts);
    assert_eq!(verdict(&text("A1D-O5 /016 W"), "C16").0, Verdict::CannotBeTold);
    assert_eq!(verdict(&text(""), "C16").0, Verdict::CannotBeTold);
}

#[test]
fn what_the_source_states_is_compared() {
    let mut parsed = parse(SOUND);
    parsed.telegram.source.reference_id = Some("06SUVA617".into());
    parsed.telegram.source.classification = Some("SECRET".into());
    parsed.telegram.source.attributes = vec![("Page Count".into(), "3".into())];
    let report = check(SOUND, &parsed);
    let found: Vec<&str> = report.contradictions().map(|check| check.number).collect();
    assert_eq!(found, ["C4", "C6"]);
    let diagnostics = report.diagnostics();
    assert_eq!(diagnostics[0].code, "class-contradicts");
    assert_eq!(&SOUND[diagnostics[0].span.range()], "C O N F I D E N T I A L SECTION 01 OF 02 SUVA 000617");
}

#[test]
fn both_dates_of_a_labelled_telegram_are_compared() {
    let text = |day: &str| format!("MRN: 12 SUVA 617\nDate/DTG: {day} / 020415Z APR 12\nFrom: AMEMBASSY SUVA\n");
    assert_eq!(verdict(&text("Apr 02, 2012"), "C6").0, Verdict::Agrees);
    assert_eq!(verdict(&text("Apr 02, 2011"), "C6").0, Verdict::Contradicts);
}

#[test]
fn nothing_to_compare_is_no_verdict() {
    for text in ["", "1. The ferry sails again.\n", "TAGS: PREL\n"] {
        assert_eq!(check(text, &parse(text)).verdict, Verdict::CannotBeTold, "{text:?}");
    }
}

#[test]
fn every_rule_is_checked_in_order() {
    let report = check(SOUND, &parse(SOUND));
    let made: Vec<&str> = report.checks.iter().map(|check| check.number).collect();
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.number).filter(|number| *number != "C19").collect();
    assert_eq!(made, rules);
}
