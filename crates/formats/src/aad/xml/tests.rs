//! All records here are invented.

use telegram::TextState;

use crate::{Carrier, Reading, Unit, detect, read};

const TEXT: &str = "UNCLASSIFIED\n\nPAGE 01 SUVA 00213 310458Z\n\nACTION EA-14\n\nR 310415Z JAN 75\nFM AMEMBASSY SUVA\n\
                    TO SECSTATE WASHDC 3213\n\nUNCLAS SUVA 0213\n\nE.O. 11652: N/A\nSUBJ: ANCHOR\n\n\
                    1. THE ANCHOR &amp; NOTHING ELSE &lt; 2 TONS.\nSAMPLE\n\nUNCLASSIFIED\n\nNNN\n";

fn read_file(docs: &str) -> (Unit, Reading) {
    let file = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<records>\n{docs}</records>\n");
    let unit = Unit::new("box/1975-01.xml", file.into_bytes());
    assert_eq!(detect(&unit.bytes), Carrier::Aad);
    let reading = read(&unit);
    (unit, reading)
}

#[test]
fn a_record_for_each_doc_with_or_without_a_text() {
    let (unit, reading) = read_file(&format!(
        "<doc><doc_nbr>1975SUVA00213</doc_nbr><date>31 JAN 1975</date><from>SUVA</from><subject>ANCHOR &amp; ROPE</subject>\
         <tags>EWWT, FJ</tags><concepts>FERRIES</concepts><origclass>UNCLASSIFIED</origclass><odd_name>x</odd_name>\
         <msgtext>{TEXT}</msgtext></doc>\n<doc id=\"2\"><doc_nbr>1975SUVA00214</doc_nbr><date>31 JAN 1975</date>\
         <subject>LIGHTHOUSE</subject><tags>EWWT, FJ</tags><origclass>CONFIDENTIAL</origclass><enclosure/>\
         <locator>TEXT ON MICROFILM</locator></doc>\n"
    ));
    assert_eq!(reading.problems, []);
    let [first, second] = &reading.records[..] else { panic!("two records") };
    let source = &first.telegram.source;
    assert_eq!((source.carrier.as_str(), source.key.as_str()), ("aad", "1975SUVA00213"));
    assert!(source.attributes.contains(&("Concepts".to_owned(), "FERRIES".to_owned())));
    assert!(source.attributes.contains(&("Subject".to_owned(), "ANCHOR & ROPE".to_owned())));
    assert!(source.attributes.contains(&("odd_name".to_owned(), "x".to_owned())));
    assert_eq!(first.telegram.id.as_deref(), Some("75SUVA213"));
    assert_eq!(first.telegram.paragraphs[0].text, "THE ANCHOR & NOTHING ELSE < 2 TONS.");
    let joined: String = first.elements.iter().map(|element| &first.text[element.span.range()]).collect();
    assert_eq!(joined, first.text, "the elements tile the text");
    let at = first.text.find("& NOTHING").unwrap();
    let bytes = first.map.bytes(crate::aad::span(at..at + 1));
    assert_eq!(&unit.bytes[bytes], b"&amp;");
    assert_eq!(second.telegram.text_state, TextState::Missing);
    assert_eq!(
        (second.telegram.subject.as_deref(), second.telegram.id.as_deref()),
        (Some("LIGHTHOUSE"), Some("75SUVA214"))
    );
    assert_eq!(&unit.bytes[second.bytes.clone()][..9], b"<doc id=\"");
}

#[test]
fn what_only_the_record_states_is_a_fact_with_a_note() {
    let (_, reading) = read_file(&format!(
        "<doc><doc_nbr>1975SUVA00213</doc_nbr><tags>EWWT, FJ</tags><msgtext><![CDATA[{TEXT}]]></msgtext></doc>\n"
    ));
    let telegram = &reading.records[0].telegram;
    assert_eq!(telegram.tags, ["EWWT", "FJ"]);
    let note = telegram.diagnostics.iter().find(|found| found.code == "fact-from-attribute").unwrap();
    assert_eq!(&reading.records[0].text[note.span.range()], "TAGS: EWWT, FJ");
    assert_eq!(telegram.subject.as_deref(), Some("ANCHOR"), "the text's own facts stay");
}

#[test]
fn a_broken_record_does_not_cost_the_next() {
    let (_, reading) = read_file(
        "<doc><doc_nbr>1975SUVA00213</doc_nbr><subject>ANCHOR</subj\n<doc><doc_nbr>1975SUVA00214</doc_nbr>\
         <subject>ROPE</subject></doc><doc></doc>\n",
    );
    let keys: Vec<_> = reading.records.iter().map(|record| record.telegram.source.key.as_str()).collect();
    assert_eq!(keys, ["1975SUVA00213", "1975SUVA00214"]);
    assert_eq!(reading.problems.len(), 2);
}
