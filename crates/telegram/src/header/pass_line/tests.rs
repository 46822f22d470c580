//! The cases of `tests/cases/pass_line.txt`.

use super::*;
use proptest::prelude::*;

#[test]
fn reads_the_cases() {
    let mut wrong = String::new();
    let mut count = 0;
    let cases = include_str!("../../../tests/cases/pass_line.txt");
    for case in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (mark, text) = case.split_once(' ').unwrap_or_else(|| panic!("{case}"));
        let (want, have) = match (mark, text.split_once(" // ")) {
            ("+" | "=", Some((last, text))) => (mark == "+", continues(last, text, 0)),
            (_, _) => (mark == "yes", is_pass(text)),
        };
        if want != have {
            wrong += &format!("{case}\n");
        }
        count += 1;
    }
    assert!(count >= 40, "{count} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,200}") {
        is_pass(&text);
        is_pass_in_place(&text);
        is_pass_below_fields(&text);
        names_both_ends(&text);
        continues(&text, &text, 2);
    }
}
