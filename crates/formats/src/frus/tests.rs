//! All volumes, people and events here are invented.

use telegram::{Classification, Kind, Precedence, ReferenceKind, TextState};

use crate::{Reading, Unit, read};

const VOLUME: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="complete">Papers on the Ferry Question, 1975&#8211;1979</title></titleStmt>
<publicationStmt><idno type="frus">frus1975-79v99</idno></publicationStmt></fileDesc></teiHeader>
<text><body><pb n="11"/>
<div type="document" n="1" xml:id="d1">
  <head>1. Telegram From the <gloss type="from">Embassy in Fiji</gloss> to the
    <gloss type="to">Department of State</gloss><note n="1" xml:id="d1fn1">Source: Invented Archive, Box 1,
    D790001–0001. Secret; Immediate; Exdis. Sent for information to Apia and Wellington.</note></head>
  <dateline><placeName>Suva</placeName>, <date when="1979-04-02T03:15:00">April 2, 1979, 0315Z</date></dateline>
  <p>617. Subj: Ferry Talks<note n="2" xml:id="d1fn2">See <ref target="#d2">Document 2</ref>. In telegram 12345
    to Suva, March 30, the Department had asked for a report.</note> Resume. Ref: State 12345.</p>
  <p>1. (C–Entire text).</p>
  <p>2. Summary: R&amp;D was not dis<pb n="12"/>cussed.</p>
  <list><item>A. the boat</item><item>B. the jetty</item></list>
  <closer><signed><hi rend="strong">Roe</hi></signed></closer>
</div>
<div type="document" n="2" xml:id="d2">
  <note rend="inline" type="source">846D.00/4–275: Airgram</note>
  <head><hi>The Consul at Apia</hi> (<persName type="from">
      <hi>Sample</hi>
    </persName>) <hi>to the <gloss type="to">Secretary of State</gloss></hi></head>
  <opener><dateline><placeName>Apia</placeName>, <date when="1975-04-02">April 2, 1975</date></dateline>
    <seg>top secret</seg><seg>us urgent</seg></opener>
  <p>42. The ferry has sunk.</p>
  <frus:attachment xmlns:frus="x"><head>Enclosure</head>
    <dateline><date when="1901-01-01">January 1, 1901</date></dateline><p>An old letter.</p></frus:attachment>
</div>
<div type="document" n="3" xml:id="d3"><head>3. Editorial Note</head><p>Nothing followed.</p></div>
<div type="document" n="4" xml:id="d4"><head>4. Telegram 77 to Suva, October 2, 1975. The wreck. Confidential. 2 pp.</head></div>
</body></text></TEI>
"##;

fn volume(text: &str) -> Reading {
    read(&Unit::new("x.xml", text.as_bytes().to_vec()))
}

#[test]
fn a_telegram() {
    let reading = volume(VOLUME);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.records.len(), 4);
    let record = &reading.records[0];
    let telegram = &record.telegram;
    assert_eq!(telegram.source.key, "frus1975-79v99/d1");
    assert_eq!(telegram.kind, Kind::Telegram);
    assert_eq!(telegram.id.as_deref(), Some("79SUVA617"));
    assert_eq!(telegram.date.unwrap().to_string(), "1979-04-02T03:15:00Z");
    assert_eq!(telegram.classification, Some(Classification::Secret));
    assert_eq!(telegram.precedence.action, Some(Precedence::Immediate));
    assert_eq!(telegram.captions, ["EXDIS"]);
    let from = telegram.from.as_ref().unwrap();
    assert_eq!((from.name.as_str(), from.post.as_deref()), ("Embassy in Fiji", Some("SUVA")));
    assert_eq!(telegram.action[0].name, "Department of State");
    assert_eq!(telegram.info.iter().map(|to| to.name.as_str()).collect::<Vec<_>>(), ["Apia", "Wellington"]);
    assert_eq!(telegram.subject.as_deref(), Some("Ferry Talks Resume"));
    assert_eq!(telegram.signature, ["Roe"]);
    let numbers: Vec<_> = telegram.paragraphs.iter().map(|p| p.number.as_deref()).collect();
    assert_eq!(numbers, [None, Some("1"), Some("2")]);
    assert_eq!(telegram.paragraphs[1].portion.as_deref(), Some("C"));
    assert_eq!(telegram.paragraphs[2].text, "Summary: R&D was not discussed.\nA. the boat\nB. the jetty");
    assert_eq!(telegram.paragraphs[2].role, Some(telegram::Role::Summary));
    let get = |name: &str| telegram.source.attributes.iter().find(|(key, _)| key == name).map(|(_, v)| v.as_str());
    assert_eq!(get("pages"), Some("11–12"));
    assert_eq!(get("volume"), Some("Papers on the Ferry Question, 1975–1979"));
    let link = telegram.references.iter().find(|found| found.kind == ReferenceKind::Book).unwrap();
    assert_eq!(link.candidates[0].id, "frus1975-79v99/d2");
    assert_eq!(&record.text[link.span.range()], "Document 2");
    // The list names it, and a footnote says it in words: one reference.
    let named: Vec<_> = telegram.references.iter().filter(|found| found.id.is_some()).collect();
    assert_eq!(named.iter().map(|found| found.id.as_deref()).collect::<Vec<_>>(), [Some("79STATE12345")]);
    assert!(named[0].spans.iter().any(|span| record.text[span.range()].starts_with("telegram 12345")));
}

#[test]
fn spans_elements_and_bytes() {
    let reading = volume(VOLUME);
    for record in &reading.records {
        let joined: String = record.elements.iter().map(|element| &record.text[element.span.range()]).collect();
        assert_eq!(joined, record.text);
        let own = &VOLUME[record.bytes.clone()];
        assert!(own.starts_with("<div type=\"document\"") && own.ends_with("</div>"));
        for word in ["Fiji", "sunk", "boat", "Nothing"] {
            if let Some(at) = record.text.find(word) {
                let bytes = record.map.bytes(telegram::Span::new(at as u32, (at + word.len()) as u32));
                assert_eq!(&VOLUME[bytes], word);
            }
        }
    }
    assert!(reading.records[0].text.ends_with("had asked for a report.\n"), "footnotes stand at the end");
    assert!(reading.records[0].text.contains("Ferry Talks[2] Resume"));
}

#[test]
fn other_documents() {
    let reading = volume(VOLUME);
    let airgram = &reading.records[1].telegram;
    assert_eq!(airgram.kind, Kind::Airgram);
    assert_eq!(airgram.date.unwrap().to_string(), "1975-04-02");
    assert_eq!(airgram.classification, Some(Classification::TopSecret));
    assert_eq!(airgram.from.as_ref().unwrap().name, "Consul at Apia (Sample)");
    assert_eq!(airgram.action[0].name, "Secretary of State");
    assert_eq!(airgram.paragraphs[1].heading.as_deref(), Some("Enclosure"));
    let note = &reading.records[2].telegram;
    assert_eq!((note.kind, note.id.as_ref(), note.subject.as_deref()), (Kind::Document, None, Some("Editorial Note")));
    let listed = &reading.records[3].telegram;
    assert_eq!(listed.text_state, TextState::Missing);
    assert_eq!(listed.classification, Some(Classification::Confidential));
    assert_eq!(listed.date.unwrap().to_string(), "1975-10-02");
    assert_eq!(listed.action[0].name, "Suva");
}

#[test]
fn broken_markup_costs_one_document_at_most() {
    for (from, to) in [
        ("<p>42. The ferry has sunk.</p>", "<p>42. The ferry has <hi>sunk.</p>"),
        ("<p>42. The ferry has sunk.</p>", "<p>42. The ferry has sunk.</p></opener>"),
        ("<p>42. The ferry has sunk.</p>", "<p>42. The ferry <has sunk.</p>"),
        ("<p>42. The ferry has sunk.</p>", "<p>42. The ferry <!-- has sunk.</p>"),
    ] {
        let broken = VOLUME.replace(from, to);
        let reading = volume(&broken);
        assert_eq!(reading.problems.len(), 1, "{to}: {:?}", reading.problems);
        assert!(reading.problems[0].position.as_deref().unwrap().starts_with("byte "));
        let keys: Vec<_> = reading.records.iter().map(|r| r.telegram.source.key.rsplit('/').next().unwrap()).collect();
        assert_eq!(keys, ["d1", "d2", "d3", "d4"], "{to}");
        assert_eq!(reading.records[1].telegram.diagnostics[0].code, "broken-markup");
    }
}

#[test]
fn a_volume_that_ends_early() {
    let cut = &VOLUME[..VOLUME.find("The ferry has").unwrap()];
    let reading = volume(cut);
    assert_eq!(reading.records.len(), 2);
    assert_eq!(reading.problems.len(), 1);
    let empty = volume("<TEI xmlns='x'><text><body><p>No documents.</p></body></text></TEI>");
    assert_eq!(empty.problems[0].reason, "no document found in the volume");
}

#[test]
fn entities_do_not_expand() {
    let bomb = VOLUME
        .replace("<TEI", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><TEI")
        .replace("Nothing followed", "Nothing &b; &b; followed");
    let reading = volume(&bomb);
    assert!(reading.records[2].text.contains("Nothing &b; &b; followed"));
}
