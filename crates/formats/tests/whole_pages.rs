//! Whole pages with complete menus around telegrams of every era: no word of a menu takes a fact away.

#[path = "../../telegram/tests/invented/mod.rs"]
mod invented;
mod whole_page;

use formats::{Unit, read};
use invented::{Case, cases, differences, facts};
use proptest::prelude::*;
use telegram::write::write;
use telegram::{ElementKind, parse};
use whole_page::{LAYOUTS, menu, page};

const RELAYED: &str = "P 020410Z APR 05\nFM AMEMBASSY SUVA\nTO RUEHC/SECSTATE WASHDC PRIORITY 2044\n\
                       INFO RUEHAP/AMEMBASSY APIA 0312\nBT\nC O N F I D E N T I A L SUVA 000617\n\nSIPDIS\n\n\
                       STATE FOR EAP/ANP\n\nE.O. 12958: DECL: 04/02/2015\nTAGS: PREL, FJ\nSUBJECT: FERRY SERVICE RESUMES\n\n\
                       REF: APIA 42\n\nClassified By: DCM Jane Q. Roe for reasons 1.4 (b) and (d).\n\n\
                       1. (C) SUMMARY: The ferry sails again, the harbor\nmaster told us. END SUMMARY.\n\n\
                       2. (U) The rope is new.\nDOE\n";

#[test]
fn every_layout_keeps_every_fact() {
    let menu = menu();
    assert!(menu.len() > 1_500, "{}", menu.len());
    let wanted = facts(&parse(RELAYED).telegram);
    let mut failures = String::new();
    for layout in LAYOUTS {
        let reading = read(&Unit::new("page.html", page(layout, "05SUVA617", RELAYED, &menu).into_bytes()));
        assert_eq!(reading.records.len(), 1, "{layout}");
        let record = &reading.records[0];
        let differences = differences(&wanted, &facts(&record.telegram), &[]);
        if !differences.is_empty() {
            failures.push_str(&format!("{layout}\n  {}\n", differences.join("\n  ")));
        }
        let joined: String = record.elements.iter().map(|element| &record.text[element.span.range()]).collect();
        assert_eq!(joined, record.text, "{layout}");
        for word in ["\nKDEM\n", "\nUNCLASSIFIED//FOR OFFICIAL USE ONLY\n"] {
            // Not where each line of the menu has a label.
            let Some(at) = record.text.find(word).map(|at| at + 1) else { continue };
            let kind =
                record.elements.iter().find(|element| element.span.range().contains(&at)).map(|element| element.kind);
            assert_eq!(kind, Some(ElementKind::Chrome), "{layout}: {word:?}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_era_loses_a_fact(Case { form, telegram } in cases(), layout in prop::sample::select(LAYOUTS.to_vec())) {
        let text = write(&telegram, &form);
        let wanted = parse(&text).telegram;
        let id = wanted.id.as_deref().unwrap_or("05SUVA617").to_owned();
        // The row of facts gives a date, an id and a classification that the text may not have.
        let page = page(layout, &id, &text, &menu());
        let reading = read(&Unit::new("page.html", page.into_bytes()));
        prop_assert_eq!(reading.records.len(), 1);
        let record = &reading.records[0];
        let mut left_out = vec!["date", "id"];
        if wanted.diagnostics.iter().any(|found| found.code == "classification-inferred") {
            left_out.push("classification");
        }
        let differences = differences(&facts(&wanted), &facts(&record.telegram), &left_out);
        prop_assert!(differences.is_empty(), "{layout}\n{}\n\n{text}", differences.join("\n"));
    }
}
