//! The cases of `tests/cases/tags.txt`, and properties.

use super::*;
use crate::text::lines;
use proptest::prelude::*;

#[test]
fn reads_the_cases() {
    let mut wrong = String::new();
    let mut count = 0;
    let cases = include_str!("../../../tests/cases/tags.txt");
    for case in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (left, want) = case.split_once(" => ").unwrap_or_else(|| panic!("{case}"));
        let text = left.replace(" // ", "\n");
        let mut diagnostics = Vec::new();
        let read = parse(&Unfolded::new(lines(&text)), &mut diagnostics);
        let (want, codes) = want.split_once(" ! ").unwrap_or((want, ""));
        let mut have = read.tags.join(" | ");
        if !read.captions.is_empty() {
            have += &format!(" + {}", read.captions.join(" "));
        }
        let missing: Vec<&str> =
            codes.split(' ').filter(|code| !code.is_empty() && !diagnostics.iter().any(|d| d.code == *code)).collect();
        if have.trim() != want.trim_matches('-').trim() || !missing.is_empty() {
            wrong += &format!("{left}\n  want {want}\n  have {have}\n  missing {missing:?}\n");
        }
        for diagnostic in &diagnostics {
            assert!(text.get(diagnostic.span.range()).is_some(), "{left}: {diagnostic:?}");
        }
        count += 1;
    }
    assert!(count >= 100, "{count} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn tells_which_lines_go_on() {
    for (last, text, follows, want) in [
        ("PGOV, PREL,", "FJ, WS", true, true),
        ("PGOV, PREL", "FJ WS", false, true),
        ("PGOV, PREL", "FERRY SERVICE RESUMES", false, false),
        ("PGOV, PREL,", "FERRY SERVICE RESUMES", false, false),
        ("PGOV, PREL,", "PACIFIC FORUM", true, true),
        ("PGOV, PREL", "(ROE, JANE)", true, true),
        ("PGOV, PREL", "IT IS NO SECRET", false, false),
        ("PGOV, PREL,", "IR", true, true),
        ("pgov, prel,", "fj, ws", true, true),
        ("PGOV", "The ferry is back.", true, false),
        ("PGOV", "PGVO", true, true),
        ("PGOV", "NATO SUMMIT IN SUVA", true, false),
    ] {
        let around = Around { last, open: false, label_follows: follows };
        assert_eq!(continues(around, text), want, "{last} / {text}");
    }
    let around = Around { last: "OVIP (ROE,", open: true, label_follows: false };
    assert!(continues(around, "JANE) FJ"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Nothing panics, nothing is empty, no small letter is left, spans lie in the text.
    #[test]
    fn any_list(text in "(PGOV|PREL|FJ|IA-ECOSOC|0ECD|E CON|P G O V|ROE|JANE|N/A|PAGE 02|SUVA 00617|SECRET|SIPDIS|\\(|\\)|\\[|,|;| |/|\\.|-|AND|É|ß|l|1|TAGS:|\n){0,40}") {
        let mut diagnostics = Vec::new();
        let read = parse(&Unfolded::new(lines(&text)), &mut diagnostics);
        for tag in &read.tags {
            prop_assert!(!tag.trim().is_empty());
            prop_assert!(!tag.bytes().any(|byte| byte.is_ascii_lowercase()));
        }
        for diagnostic in diagnostics {
            prop_assert!(text.get(diagnostic.span.range()).is_some());
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        parse(&Unfolded::new(lines(&text)), &mut Vec::new());
        continues(Around { last: "", open: false, label_follows: true }, &text);
        is_first_code(&text);
    }

    /// Known codes come back whatever separates them.
    #[test]
    fn separators_do_not_matter(separator in "(, ?| |;|  |/| / |, ,)") {
        let text = ["PGOV", "PREL", "KDEM", "FJ", "UNGA"].join(&separator);
        let read = parse(&Unfolded::new(lines(&text)), &mut Vec::new());
        prop_assert_eq!(read.tags, ["PGOV", "PREL", "KDEM", "FJ", "UNGA"]);
    }
}
