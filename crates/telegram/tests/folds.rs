//! The way from the unfolded text of a paragraph back to the decoded text.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use telegram::{Paragraph, Telegram, parse};

/// Every word of every paragraph stands where the map says.
fn assert_mapped(telegram: &Telegram, text: &str) {
    for Paragraph { text: own, map, .. } in &telegram.paragraphs {
        let runs = map.runs(own, text);
        let mut covered = 0;
        let mut before = None;
        for run in runs.as_slice() {
            let (from, to) = (run.at as usize, (run.at + run.length) as usize);
            assert!(own[covered..from].trim().is_empty(), "{:?} of {own:?} stands nowhere", &own[covered..from]);
            covered = to;
            assert!(before.is_none_or(|end| end <= run.span.start), "ascending");
            before = Some(run.span.end);
            let printed = &text[run.span.range()];
            assert!(printed.eq_ignore_ascii_case(&own[from..to]) || printed.starts_with(['&', '\\']), "{printed:?}");
            assert_eq!(runs.span(from..to), Some(run.span));
            assert_eq!(runs.range(run.span), Some(from..to));
        }
        assert!(own[covered..].trim().is_empty(), "{:?} of {own:?} stands nowhere", &own[covered..]);
    }
}

const TELEGRAM: &str = "CONFIDENTIAL LA PAZ 0977\n\nE.O. 11652: GDS\nTAGS: EAGR, BL\nSUBJECT: LLAMA WOOL\n\n\
    1. (C) WEAVERS HAVE OFFERED TO NEGO-\nTIATE  A LONG-\nTERM PRICE &amp; A SHARE, \\\"SOON\\\", WITH THE MINIS-\n\
    CONFIDENTIAL\n\nCONFIDENTIAL\n\nPAGE 02        LA PAZ  00977  171512Z\n\nTRY OF AGRICULTURE.\n\n\
    2. PRICES FOLLOW:\n\nRICE      12    14\nSUGAR     30    31\n\n3. COMMENT: (LOU) THAT IS ALL.\n\nROE\n";

#[test]
fn a_text_with_everything() {
    let telegram = parse(TELEGRAM).telegram;
    assert_mapped(&telegram, TELEGRAM);
    let first = &telegram.paragraphs[0];
    assert_eq!(
        first.text,
        "WEAVERS HAVE OFFERED TO NEGOTIATE A LONG-TERM PRICE & A SHARE, \"SOON\", WITH THE MINISTRY OF AGRICULTURE."
    );
    let runs = first.map.runs(&first.text, TELEGRAM);
    let at = first.text.find("MINISTRY").unwrap();
    let place = runs.span(at..at + 8).unwrap();
    assert!(TELEGRAM[place.range()].starts_with("MINIS-\nCONF") && TELEGRAM[place.range()].ends_with("\nTRY"));
    let page = TELEGRAM.find("PAGE 02").unwrap() as u32;
    assert_eq!(runs.range(telegram::Span::new(page, page + 7)), None);
    let joined: Vec<_> = telegram.diagnostics.iter().filter(|one| one.code == "words-joined-at-fold").collect();
    assert!(joined.len() == 1 && joined[0].message.starts_with("2 words"), "{joined:?}");
}

#[test]
fn facts_have_places() {
    let text = "P 020415Z APR 05\nFM AMEMBASSY SUVA\nTO RUEHC/SECSTATE WASHDC PRIORITY 2044\nINFO RUEHAP/AMEMBASSY APIA 12\n\
        RUEHWL/AMEMBASSY WELLINGTON\nBT\nC O N F I D E N T I A L SUVA 000617\n\nSIPDIS\n\nSTATE FOR EAP/ANP\n\n\
        E.O. 12958: DECL: 04/02/2015\nTAGS: EWWT, PREL, FJ\nSUBJECT: (U) FERRY COOPERA-\nTION RESUMES\n\n\
        Classified By: Ambassador Jane Q. Roe for reason 1.4(b).\n\n1. (C) The ferry sails again.\n\nROE\n";
    let telegram = parse(text).telegram;
    let at = |span: telegram::Span| &text[span.range()];
    let spans = &telegram.spans;
    assert_eq!(spans.from.map(at), Some("AMEMBASSY SUVA"));
    assert_eq!(spans.action.iter().copied().map(at).collect::<Vec<_>>(), ["SECSTATE WASHDC"]);
    assert_eq!(spans.info.iter().copied().map(at).collect::<Vec<_>>(), ["AMEMBASSY APIA", "AMEMBASSY WELLINGTON"]);
    assert_eq!(spans.tags.iter().copied().map(at).collect::<Vec<_>>(), ["EWWT", "PREL", "FJ"]);
    assert_eq!(spans.captions.iter().copied().map(at).collect::<Vec<_>>(), ["SIPDIS"]);
    assert_eq!(spans.pass.iter().copied().map(at).collect::<Vec<_>>(), ["STATE FOR EAP/ANP"]);
    assert_eq!(spans.signature.iter().copied().map(at).collect::<Vec<_>>(), ["ROE"]);
    assert_eq!(spans.classified_by.iter().copied().map(at).collect::<Vec<_>>(), ["Jane Q. Roe"]);
    assert_eq!(spans.executive_order.map(at), Some("E.O. 12958: DECL: 04/02/2015"));
    assert_eq!(spans.date.map(at), Some("P 020415Z APR 05"));
    assert_eq!(spans.subject.map(at), Some("(U) FERRY COOPERA-\nTION RESUMES"));
    let subject = telegram.subject.unwrap();
    assert_eq!(subject, "(U) FERRY COOPERATION RESUMES");
    let runs = telegram.subject_map.runs(&subject, text);
    assert_eq!(runs.span(10..21).map(at), Some("COOPERA-\nTION"));
}

#[test]
fn a_text_in_one_line_is_made_again_from_the_decoded_one() {
    let telegram = parse(TELEGRAM).telegram;
    let last = telegram.paragraphs.last().unwrap();
    assert_eq!(last.map.unfold(TELEGRAM, last.span.end), Some(last.text.clone()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text(body in "(NEGO-\n|TIATE |LONG-|TERM\n|\n|  |\u{a0}|&amp;|&#39;|&|;|\\\\|\"|\\\\'|1\\. |2\\. \\(C\\) |PAGE 02 SUVA 00617\n|É|\u{ad}\n|- |\\(A\\) |RICE    12    14\n|SUVA 00000617  002 OF 002\n|ferry |COMMENT: \\(C\\) ){0,60}") {
        let text = format!("UNCLAS SUVA 000617\n\nSUBJECT: FERRY\n\n1. {body}\n");
        assert_mapped(&parse(&text).telegram, &text);
    }
}
