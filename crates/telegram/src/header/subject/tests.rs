//! The cases of `tests/cases/subject.txt`, and properties.

use super::*;
use crate::text::lines;
use proptest::prelude::*;

#[test]
fn reads_the_cases() {
    let mut wrong = String::new();
    let mut count = 0;
    let cases = include_str!("../../../tests/cases/subject.txt");
    for case in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (left, want) = case.split_once(" => ").unwrap_or_else(|| panic!("{case}"));
        let text = left.replace(" // ", "\n");
        let read = parse(&lines(&text), &Vocabulary::of(&text), &mut Vec::new()).unwrap_or_default();
        let mut have = read.text;
        if let Some(portion) = read.portion {
            have += &format!(" | {portion}");
        }
        if !read.captions.is_empty() {
            have += &format!(" + {}", read.captions.join(" + "));
        }
        if have.trim() != want.trim() {
            wrong += &format!("{left}\n  want {want}\n  have {have}\n");
        }
        count += 1;
    }
    assert!(count >= 100, "{count} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_subject(text in "(SUBJECT: |FERRY |\\(U\\) |\\(|\\)|\\[|SBU|NOFORN|SIPDIS|C O R R E C T E D  C O P Y|CORRECTED COPY|This message is |PARA 4|-|:|\n| |É|\\*|\\\\|\\.\\.\\.){0,30}") {
        let mut diagnostics = Vec::new();
        let read = parse(&lines(&text), &Vocabulary::of(&text), &mut diagnostics);
        if let Some(read) = read {
            prop_assert!(!read.text.is_empty());
        }
        for diagnostic in diagnostics {
            prop_assert!(text.get(diagnostic.span.range()).is_some());
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        parse(&lines(&text), &Vocabulary::of(&text), &mut Vec::new());
    }

    /// However a plain subject is folded, it reads the same.
    #[test]
    fn folds_do_not_matter(words in prop::collection::vec("[A-Z]{2,9}", 1..12), folds in prop::collection::vec(any::<bool>(), 12)) {
        let plain = words.join(" ");
        let folded: String = words.iter().zip(folds).map(|(word, fold)| format!("{word}{}", if fold { "\n  " } else { " " })).collect();
        prop_assert_eq!(unfold(&lines(&folded), &Vocabulary::of(&folded)).0, plain);
    }
}
