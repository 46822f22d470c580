//! The cases of `tests/cases/references.txt`, and properties.

use super::*;
use crate::text::lines;
use jiff::civil::date;
use proptest::prelude::*;

fn read(block: &str, id: &ReferenceId, date: Date) -> (Vec<Reference>, Vec<Diagnostic>) {
    let lines = lines(block);
    let mut diagnostics = Vec::new();
    let citing = Citing { id: Some(id), date: Some(date), post: Some(&id.post), ..Citing::default() };
    let references = parse(&lines, &citing, &mut diagnostics);
    (references, diagnostics)
}

/// One line for each reference: letter, kind if it is no telegram, id, candidates, text.
fn show(reference: &Reference) -> String {
    let letter = reference.letter.as_deref().unwrap_or("-");
    let kind = match reference.kind {
        crate::ReferenceKind::Telegram => String::new(),
        other => format!("{other:?} ").to_lowercase(),
    };
    let id = reference.id.as_deref().unwrap_or("-");
    let candidates: String = reference.candidates.iter().map(|candidate| format!("?{}", candidate.id)).collect();
    let notal = if reference.notal { " notal" } else { "" };
    format!("{letter} {kind}{id}{candidates}{notal} | {}", reference.text)
}

/// A case is a line `=== name [citing id, date]`, the block, a line `---`, and one line for each reference; lines that
/// begin with `!` name the diagnostics that must be there.
#[test]
fn cases() {
    let file = include_str!("../../../tests/cases/references.txt");
    let mut failures = Vec::new();
    let mut count = 0;
    for case in file.split("\n=== ").skip(1) {
        let case = format!("{case}\n");
        let (head, rest) = case.split_once('\n').unwrap();
        let (block, expected) = rest.split_once("---\n").unwrap_or_else(|| panic!("{head}"));
        let (name, citing) = match head.split_once('[') {
            Some((name, citing)) => (name.trim(), citing.trim_end_matches(']')),
            None => (head.trim(), "05SUVA700, 2005-06-15"),
        };
        let (id, day) = citing.split_once(", ").unwrap();
        let (references, diagnostics) = read(block, &id.parse().unwrap(), day.parse().unwrap());
        let found: Vec<String> = references.iter().map(show).collect();
        let (codes, wanted): (Vec<&str>, Vec<&str>) = expected
            .lines()
            .map(str::trim_end)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .partition(|line| line.starts_with('!'));
        let missing: Vec<&&str> =
            codes.iter().filter(|code| !diagnostics.iter().any(|d| d.code == code[1..])).collect();
        if found != wanted || !missing.is_empty() {
            failures.push(format!("{name}\n  want {wanted:#?}\n  have {found:#?}\n  missing {missing:?}"));
        }
        count += 1;
    }
    assert!(count > 100, "{count} cases");
    assert!(failures.is_empty(), "{} of {count} failed:\n{}", failures.len(), failures.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Nothing panics, spans lie in the text and hold what the reference says.
    #[test]
    fn any_block(block in "([A-E][.):]? ?|\\([A-Z]\\) |REF |SUVA |STATE |PORT\n?|MORESBY |PARA |[0-9]{1,7}|O|05 ?|'|\\(|\\)|,|;| AND |-|/|#|\n|NOTAL|É|\u{feff}| |MEMO|JUNE ){0,40}") {
        let id = ReferenceId::telegram(2005, "SUVA", 700);
        let (references, _) = read(&block, &id, date(2005, 6, 15));
        for reference in references {
            let printed: String = block[reference.span.range()].chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect();
            let text: String = reference.text.chars().filter(|c| *c != ' ').collect();
            prop_assert_eq!(printed, text);
            if let Some(id) = reference.id {
                prop_assert!(crate::id::parse_canonical(&id).is_ok());
            }
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        let id = ReferenceId::telegram(2005, "SUVA", 700);
        let citing = Citing { id: Some(&id), date: None, post: None, ..Citing::default() };
        read(&text, &id, date(2005, 6, 15));
        looks_like_entry(&text);
        ref_letters(&text);
        let paragraph = crate::text::Unfolded::new(lines(&text));
        for mention in mentions(&paragraph, &mut [], &citing) {
            prop_assert!(text.get(mention.span.range()).is_some());
        }
        let _ = crate::id::canonicalise(&text, &crate::id::IdContext::default());
    }

    /// Notes between lines do not change what the entries are.
    #[test]
    fn blank_lines_do_not_matter(numbers in prop::collection::vec(10u32..9_999, 1..20)) {
        let id = ReferenceId::telegram(2005, "SUVA", 99_999);
        let letters = 'A'..='Z';
        let entries: Vec<String> = numbers.iter().zip(letters).map(|(number, letter)| format!("{letter}. APIA {number}")).collect();
        let ids = |block: &str| read(block, &id, date(2005, 12, 1)).0.into_iter().map(|r| (r.letter, r.id)).collect::<Vec<_>>();
        let folded = ids(&entries.join("\n"));
        prop_assert_eq!(folded.len(), entries.len());
        prop_assert_eq!(&folded, &ids(&entries.join("\r\n\r\n")));
        prop_assert_eq!(&folded, &ids(&entries.join(" ")));
        prop_assert_eq!(&folded, &ids(&entries.join("; ")));
    }
}

#[test]
fn lines_that_look_like_entries() {
    for (line, expected) in [
        ("B. SUVA 617", true),
        ("(C) STATE 12345", true),
        ("APIA 0042", true),
        ("D) ROE-DOE E-MAIL OF 04/02/05", true),
        ("1. (C) SUMMARY: THE MINISTER", false),
        ("THE MINISTER SAID", false),
        ("CLASSIFIED BY: JANE DOE", false),
        ("A. The first point is that", false),
        ("", false),
    ] {
        assert_eq!(looks_like_entry(line), expected, "{line}");
    }
}

#[test]
fn mentions_in_text() {
    let id = ReferenceId::telegram(2005, "SUVA", 700);
    let citing = Citing { id: Some(&id), date: Some(date(2005, 6, 15)), post: Some("SUVA"), ..Citing::default() };
    for (text, expected) in [
        ("As reported in STATE 12345 and 05 APIA 0042, the ferry", "05STATE12345:STATE 12345 05APIA42:05 APIA 0042"),
        ("see 04 Port Moresby 617 (NOTAL)", "04PORTMORESBY617:04 Port Moresby 617"),
        ("PARA 200 and UNSCR 1244 of JUNE 120", ""),
        ("the Helsinki 1975 act, Paris 500 km away, APIA 1,200 people", ""),
        ("he was in state 12345", ""),
        ("SUVA 617 and again SUVA 617", "05SUVA617:SUVA 617"),
        ("BANGKOK A-50 has it", "05BANGKOK-A50:BANGKOK A-50"),
        ("(APIA 617, 618)", "05APIA617:APIA 617 05APIA618:618"),
        ("(SBU) APIA 542, 1/16.)", "05APIA542:APIA 542"),
    ] {
        let paragraph = crate::text::Unfolded::new(lines(text));
        let found: Vec<String> = mentions(&paragraph, &mut [], &citing)
            .iter()
            .map(|m| format!("{}:{}", m.id.as_deref().unwrap_or("-"), m.text))
            .collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }
}
