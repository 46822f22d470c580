//! The query language.

use proptest::prelude::*;
use telegram::Classification;

use super::*;
use crate::search::pattern::Pattern;

fn tree(text: &str) -> Tree {
    Query::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).tree
}

fn words(text: &str) -> Tree {
    Tree::Text(TextField::Any, Form::Words(text.to_owned()))
}

fn value(field: ValueField, text: &str) -> Tree {
    Tree::Value(field, Value::Whole(text.to_owned()))
}

#[test]
fn words_and_operators() {
    assert_eq!(tree("  "), Tree::All);
    assert_eq!(tree("grain"), words("grain"));
    assert_eq!(tree("grain AND ferry"), tree("grain ferry"));
    assert_eq!(tree("grain ferry"), Tree::And(vec![words("grain"), words("ferry")]));
    assert_eq!(
        tree("a b OR c -d"),
        Tree::Or(vec![
            Tree::And(vec![words("a"), words("b")]),
            Tree::And(vec![words("c"), Tree::Not(Box::new(words("d")))]),
        ])
    );
    assert_eq!(tree("a (b OR c)"), Tree::And(vec![words("a"), Tree::Or(vec![words("b"), words("c")])]));
    assert_eq!(tree("NOT (a b)"), Tree::Not(Box::new(tree("a b"))));
    // Small letters are words; a hyphen within a word is part of it.
    assert_eq!(tree("war or peace-talks"), Tree::And(vec![words("war"), words("or"), words("peace-talks")]));
}

#[test]
fn forms_of_words() {
    let text = |form| Tree::Text(TextField::Any, form);
    assert_eq!(tree("\"grain sale\""), text(Form::Phrase("grain sale".to_owned(), 0)));
    assert_eq!(tree("“grain sale”"), text(Form::Phrase("grain sale".to_owned(), 0)));
    assert_eq!(tree("\"grain sale\"~5"), text(Form::Phrase("grain sale".to_owned(), 5)));
    assert_eq!(tree("\"a \\\"b\\\" c\""), text(Form::Phrase("a \"b\" c".to_owned(), 0)));
    assert_eq!(tree("negot*"), text(Form::Prefix("negot".to_owned())));
    assert_eq!(tree("=AID"), text(Form::Exact("AID".to_owned())));
    assert_eq!(tree("suva~"), text(Form::Fuzzy("suva".to_owned(), 1)));
    assert_eq!(tree("astana~2"), text(Form::Fuzzy("astana".to_owned(), 2)));
    assert_eq!(tree("/colou?r/"), text(Form::Regex(Pattern::new("colou?r").unwrap())));
    assert_eq!(tree("S/SRAP"), words("S/SRAP"));
}

#[test]
fn fields() {
    assert_eq!(tree("tag:pgov"), value(ValueField::Tag, "PGOV"));
    assert_eq!(tree("tag:\"vance, cyrus\""), value(ValueField::Tag, "VANCE, CYRUS"));
    assert_eq!(tree("tag:E*"), Tree::Value(ValueField::Tag, Value::Prefix("E".to_owned())));
    assert_eq!(tree("id:\"09 Astana 0478\""), value(ValueField::Id, "09ASTANA478"));
    assert_eq!(tree("collection:frus"), value(ValueField::Collection, "frus"));
    assert_eq!(tree("is:document"), value(ValueField::Is, "document"));
    assert_eq!(tree("refby:09astana478"), Tree::ReferredBy("09ASTANA478".to_owned()));
    assert_eq!(tree("from:moscow"), Tree::Text(TextField::From, Form::Words("moscow".to_owned())));
    assert_eq!(tree("from:(moscow OR bonn)"), Tree::Or(vec![tree("from:moscow"), tree("from:bonn")]));
    assert_eq!(tree("subject:\"oil spill\""), Tree::Text(TextField::Subject, Form::Phrase("oil spill".to_owned(), 0)));
}

#[test]
fn ranges() {
    use Classification::{Confidential, Secret, TopSecret, Unclassified};
    assert_eq!(tree("class:secret"), Tree::Class(Secret, Secret));
    assert_eq!(tree("class:secret.."), Tree::Class(Secret, TopSecret));
    assert_eq!(tree("class:..C"), Tree::Class(Unclassified, Confidential));
    assert_eq!(tree("class:\"top secret\""), Tree::Class(TopSecret, TopSecret));
    assert_eq!(tree("year:1975"), Tree::Range(RangeField::Year, Some(1975), Some(1976)));
    assert_eq!(tree("year:1973.."), Tree::Range(RangeField::Year, Some(1973), None));
    let day = 86_400;
    assert_eq!(tree("date:1970-01-02"), Tree::Range(RangeField::Date, Some(day), Some(2 * day)));
    assert_eq!(tree("date:1970-02..1970-03"), Tree::Range(RangeField::Date, Some(31 * day), Some(90 * day)));
    assert_eq!(tree("date:..1970"), Tree::Range(RangeField::Date, None, Some(365 * day)));
    assert_eq!(tree("date:1970-01-01T00:01:00Z"), Tree::Range(RangeField::Date, Some(60), Some(120)));
}

/// Every error points at the place.
#[test]
fn errors_point_at_the_place() {
    let cases = [
        ("grain \"open phrase", "\"open phrase"),
        ("grain (open", "("),
        ("grain) more", ")"),
        ("grain ()", ")"),
        ("OR grain", "OR"),
        ("grain OR", ""),
        ("grain AND OR b", "OR"),
        ("class:hidden", "hidden"),
        ("class:secret..unclassified", "secret..unclassified"),
        ("date:1974-13", "1974-13"),
        ("date:1975..1974", "1975..1974"),
        ("year:75", "75"),
        ("colour:red", "colour:"),
        ("a from: b", "from:"),
        ("from:(tag:x)", "tag:"),
        ("from:mos*", "mos*"),
        ("ne*ion", "ne*ion"),
        ("*", "*"),
        ("word~9", "word~9"),
        ("\"a b\"~", "~"),
        ("/a(/", "/a(/"),
        ("/open", "/open"),
        ("a & b", "&"),
        ("is:secret", "secret"),
        ("portion:S", "portion:"),
        ("-", "-"),
    ];
    for (text, place) in cases {
        let error = Query::parse(text).expect_err(text);
        assert_eq!(&text[error.span.range()], place, "{text}: {error}");
        assert!(error.hint.is_some(), "{text}");
    }
    assert!(Query::parse(&"(".repeat(100_000)).is_err());
    assert!(Query::parse(&"-".repeat(100_000)).is_err());
    assert!(Query::parse(&"NOT ".repeat(100_000)).is_err());
}

#[test]
fn a_query_has_bounds() {
    let list = |count: usize| (1..=count).map(|number| format!("id:09SUVA{number}")).collect::<Vec<_>>().join(" OR ");
    assert!(Query::parse(&list(1_000)).is_ok());
    let text = list(1_002);
    let error = Query::parse(&text).unwrap_err();
    assert_eq!(&text[error.span.range()], "09SUVA1001");
    assert!(Query::parse(&format!("\"{}\"", "a ".repeat(1_001))).is_err());
    assert!(Query::parse(&"a-".repeat(1_001)).is_err());
}

#[test]
fn narrowing_keeps_the_meaning() {
    for text in ["", "a", "a b", "a OR b", "-a", "\"a b\" OR (c d)", "(a OR b) OR c"] {
        let query = Query::parse(text).expect("a query");
        let narrowed = tree(&query.narrowed(&Filter::year(1975)));
        let expected = match query.tree {
            Tree::All => tree("year:1975"),
            Tree::And(mut all) => {
                all.push(tree("year:1975"));
                Tree::And(all)
            }
            other => Tree::And(vec![other, tree("year:1975")]),
        };
        assert_eq!(narrowed, expected, "{text}");
    }
}

proptest! {
    /// No text makes the parser panic, and errors point into the text.
    #[test]
    fn any_text(text in "\\PC*") {
        check(&text);
    }

    /// The same for texts made of what means something.
    #[test]
    fn any_signs(parts in prop::collection::vec(
        prop::sample::select(vec!["(", ")", "\"", "/", "-", "*", "~", "~2", "=", ":", "..", " ", "OR ", "AND ", "NOT ", "from:",
            "date:", "class:", "year:", "id:", "refby:", "tag:", "1974", "-09", "secret", "a", "é", "“", "\\", "%"]), 0..24)) {
        check(&parts.concat());
    }
}

fn check(text: &str) {
    if let Err(error) = Query::parse(text) {
        assert!(text.get(error.span.range()).is_some(), "{text:?}: {error}");
    }
}
