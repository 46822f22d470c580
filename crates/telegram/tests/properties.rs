//! What holds for every input: elements tile it, nothing panics, spans point
//! into it, and noise around a telegram loses no fact.

use proptest::prelude::*;
use telegram::{Parsed, Telegram, parse};

/// Pieces that telegrams are made of, so that random texts reach deep states.
const PIECES: [&str; 60] = [
    "VZCZCXRO1454\n",
    "PP RUEHBI RUEHCI\n",
    "DE RUEHSV #0617/01 0920415\n",
    "ZNY CCCCC ZZH\n",
    "P 020415Z APR 05\n",
    "R 282246 Z MAR 73",
    "FM AMEMBASSY SUVA\n",
    "TO RUEHC/SECSTATE WASHDC PRIORITY 4928\n",
    "INFO RUCNCLS/ALL POSTS COLLECTIVE\n",
    "XMT AMEMBASSY APIA\n",
    "BT\n",
    "#0617\n",
    "NNNN\n",
    "C O N F I D E N T I A L SECTION 01 OF 02 SUVA 000617 \n",
    "UNCLAS SUVA 617",
    "SECRET\n",
    "SIPDIS\n",
    "STATE FOR EAP/ANP\n",
    "E.O. 12958: DECL: 04/02/2015\n",
    "TAGS: PGOV, PREL, FJ\n",
    "OVIP (ROE, JANE)",
    "SUBJECT: FERRY SERVICE RESUMES\n",
    "SUBJ: ",
    "REF: A. SUVA 617\n",
    "     B. 04 APIA 42 (NOTAL)\n",
    "REFTEL",
    "Classified By: DCM R. Doe for reasons 1.4 (b) and (d)\n",
    "REASON: 1.5(D)\n",
    "1. (C) Summary: The ferry sails. End summary.\n",
    "2. (U) ",
    "¶3. (SBU) text\n",
    "Â¶4.",
    "(C) 5. ",
    "6) ",
    "SUVA 00000617  002 OF 002\n",
    "PAGE 02        SUVA  00617  01 OF 02  020415Z\n",
    "PAGE 01 LA PAZ 00015 022228Z\n",
    "ACTION EA-20\n",
    "INFO OCT-01 ISO-00 /026 W\n",
    "--------------------- 003317\n",
    "DRAFTED BY EA/ANP:RDROE:MJW\n",
    "MRN:     12 SUVA 617\n",
    "Date/DTG:   Apr 02, 2012 / 020415Z APR 12\n",
    "Signature:   ROE\n",
    "COMMENT: ",
    "END COMMENT. ROE",
    "HEADING ABOVE\n",
    "-------------\n",
    "(T)he (c) ",
    "ROE\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r\r\n",
    "\u{c}",
    "\u{a0}",
    "é “ \u{feff}",
    "prose that goes on over the line\n",
    "ALL CAPS PROSE THAT GOES ON. ",
    "09SUVA617 2009-03-17 08:04 2011-08-30 01:44 CONFIDENTIAL Embassy Suva\n",
];

fn telegraphic() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

/// Found by fuzzing: an address that is folded over lines and holds characters of several bytes.
#[test]
fn what_is_odd_in_a_folded_address_stands_at_its_place() {
    let dashes = "\u{2014}".repeat(60);
    let text = format!(
        "P 020410Z APR 05\nFM AMEMBASSY SUVA\nTO RUEHC/SECSTATE WASHDC PRIORITY 2044\nINFO RUEHAP/DET APIA77 (NOTAL)\n     \
         E. 74 SUVA 1588\n     F.EMBASSY APIA77 (NOTAL)\n     E. 74 SUVA  03 WELLI{dashes}NGTON 310\n\n1. (C) The ferry is back.\n"
    );
    holds(&text);
    let found = parse(&text).telegram.diagnostics;
    let note = found.iter().find(|note| note.code == "address-with-figure").expect("the figure at the end is noted");
    assert!(text[note.span.range()].ends_with("NGTON 310"), "{:?}", &text[note.span.range()]);
}

fn holds(text: &str) {
    let Parsed { telegram, elements } = parse(text);
    let mut at = 0;
    for element in &elements {
        assert_eq!(element.span.start, at, "a gap or overlap before {element:?}");
        assert!(element.span.end > at, "an empty element {element:?}");
        at = element.span.end;
    }
    assert_eq!(at as usize, text.len(), "the end of the text is in no element");
    let mut envelope = telegram.envelope.clone();
    for span in envelope.spans_mut() {
        assert!(text.get(span.range()).is_some(), "{span:?} is no place in the text");
    }
    let spans = telegram
        .references
        .iter()
        .chain(&telegram.mentions)
        .flat_map(telegram::Reference::places)
        .chain(telegram.blocks.iter().map(|block| block.span))
        .chain(telegram.paragraphs.iter().map(|paragraph| paragraph.span))
        .chain(telegram.diagnostics.iter().map(|diagnostic| diagnostic.span))
        .chain(telegram.spans.iter());
    for span in spans {
        assert!(text.get(span.range()).is_some(), "{span:?} is no place in the text");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_tiled(text in "\\PC{0,400}") {
        holds(&text);
    }

    #[test]
    fn any_bytes_are_tiled(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        holds(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn telegraphic_text_is_tiled(text in telegraphic()) {
        holds(&text);
    }

    #[test]
    fn checks_point_into_the_text(text in telegraphic()) {
        let parsed = parse(&text);
        let report = telegram::check(&text, &parsed);
        for check in &report.checks {
            prop_assert!(!check.message.is_empty());
            for span in check.evidence.iter().filter_map(|evidence| evidence.span) {
                prop_assert!(text.get(span.range()).is_some(), "{check:?}");
            }
        }
        let _ = telegram::continuity([&parsed.telegram, &parsed.telegram]);
    }

    #[test]
    fn line_ends_do_not_matter(text in telegraphic()) {
        let text = text.replace(['\r', '\u{c}'], "");
        let (unix, windows, teletype) = (parse(&text), parse(&text.replace('\n', "\r\n")), parse(&text.replace('\n', "\r\r\n")));
        prop_assert_eq!(without_places(unix.telegram.clone()), without_places(windows.telegram));
        prop_assert_eq!(without_places(unix.telegram), without_places(teletype.telegram));
    }

    #[test]
    fn noise_around_loses_no_fact(before in noise(), after in noise()) {
        for text in [CABLE, RECORD] {
            let alone = without_places(parse(text).telegram);
            let within = without_places(parse(&format!("{before}\n\n{text}\n\n{after}")).telegram);
            prop_assert_eq!(alone, within);
        }
    }
}

/// Lines as pages have them: sentences, menus, counts; never the shape of a telegram's line.
fn noise() -> impl Strategy<Value = String> {
    let line = prop::collection::vec("[a-z]{2,9}", 1..9).prop_map(|words| {
        let mut line = words.join(" ");
        line[..1].make_ascii_uppercase();
        line
    });
    prop::collection::vec(line, 0..8).prop_map(|lines| lines.join("\n"))
}

/// Facts without spans and diagnostics.
fn without_places(mut telegram: Telegram) -> Telegram {
    telegram.diagnostics.clear();
    for reference in telegram.references.iter_mut().chain(&mut telegram.mentions) {
        reference.places_mut().for_each(|span| *span = telegram::Span::default());
    }
    for block in &mut telegram.blocks {
        block.span = telegram::Span::default();
    }
    for span in telegram.envelope.spans_mut() {
        *span = telegram::Span::default();
    }
    for paragraph in &mut telegram.paragraphs {
        paragraph.span = telegram::Span::default();
        paragraph.map = telegram::Fold::default();
    }
    telegram.spans = telegram::Spans::default();
    telegram.subject_map = telegram::Fold::default();
    telegram
}

/// An invented telegram of 2005.
const CABLE: &str = "\
VZCZCXRO1454
PP RUEHBI RUEHCI
DE RUEHSV #0617/01 0920415
ZNY CCCCC ZZH
P 020415Z APR 05
FM AMEMBASSY SUVA
TO RUEHC/SECSTATE WASHDC PRIORITY 4928
INFO RUEHAP/AMEMBASSY APIA 0431
RUEHWL/AMEMBASSY WELLINGTON PRIORITY 0746

C O N F I D E N T I A L SECTION 01 OF 02 SUVA 000617

SIPDIS

STATE FOR EAP/ANP

E.O. 12958: DECL: 04/02/2015
TAGS: PREL, EFIS, FJ
SUBJECT: FERRY SERVICE RESUMES AFTER
LONG TALKS

REF: A. SUVA 598
     B. 04 APIA 42 (NOTAL)

Classified By: DCM R. Doe for reasons 1.4 (b) and (d).

1. (C) SUMMARY: The ferry sails again. END SUMMARY.

THE TALKS

2. (C) They took three days and ended in a draft that nobody

SUVA 00000617  002 OF 002


expected (ref A).

3. (U) COMMENT: A good day. END COMMENT.
ROE
";

/// An invented archive record of 1975.
const RECORD: &str = "\
CONFIDENTIAL

PAGE 01        SUVA  00617  020500Z
44
ACTION EA-10

INFO OCT-01 ISO-00 /011 W
                     --------------------- 003317
R 020415Z APR 75
FM AMEMBASSY SUVA
TO SECSTATE WASHDC 1844
INFO AMEMBASSY APIA
C O N F I D E N T I A L SUVA 0617
EXDIS
E.O. 11652: GDS
TAGS: PFOR, FJ
SUBJ: FERRY TALKS
REF: APIA 42
1. THE TALKS TOOK THREE DAYS AND ENDED IN A DRAFT THAT NOBODY
CONFIDENTIAL

CONFIDENTIAL

PAGE 02        SUVA  00617  020500Z
EXPECTED.
2. MORE FOLLOWS.
ROE
CONFIDENTIAL
NNNN
";
