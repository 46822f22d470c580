//! What is written in the form of an era is read back as it was: `parse(write(x)) = x`.

mod invented;

use invented::{Case, cases, differences, facts};
use proptest::prelude::*;
use telegram::parse;
use telegram::write::write;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_is_read(Case { form, telegram } in cases()) {
        let text = write(&telegram, &form);
        let found = parse(&text).telegram;
        let differences = differences(&facts(&telegram), &facts(&found), &[]);
        prop_assert!(differences.is_empty(), "{}\n\n{text}", differences.join("\n"));
    }

    #[test]
    fn lines_keep_to_the_width(Case { form, telegram } in cases()) {
        for line in write(&telegram, &form).lines() {
            let fits = line.trim_end().chars().count() <= form.width || line.split_whitespace().count() < 4
                // Lines that are never folded: class, addressee, routing, page.
                || line.contains("OF 0") || line.contains('/') || line.starts_with("PAGE") || line.contains("AMEMBASSY")
                || line.contains("WASHDC") || line.starts_with(' ') || line.contains("SECTION");
            prop_assert!(fits, "{line:?} is wider than {}", form.width);
        }
    }

    #[test]
    fn nothing_but_the_telegram_decides(Case { form, telegram } in cases()) {
        prop_assert_eq!(write(&telegram, &form), write(&telegram.clone(), &form.clone()));
    }
}
