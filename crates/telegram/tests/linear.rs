//! Texts that are made to harm: every one is read to its end, each byte in one
//! element. How long it takes is measured by `bench/run`; here a
//! time that grew with the square of the length would only be felt.

/// What is repeated, and what stands once before it.
const INPUTS: [(&str, &str); 51] = [
    ("", " "),
    ("", "\u{a0}"),
    ("SUBJECT: A", "\u{a0}"),
    ("SUBJECT: ", "A"),
    ("", "("),
    ("", "(A("),
    ("1. ", "(C) "),
    ("", "(U)\n"),
    ("", "1. "),
    ("", "1.\n"),
    ("TAGS: PREL ", "1. (U) A "),
    ("TAGS: PREL ", "1. SUMMARY 1. ("),
    ("", "E.O. 12958 "),
    ("", "E.O. 12958: DECL: 1/1/2015 "),
    ("", "TAGS: PREL "),
    ("TAGS: ", "PREL,\n"),
    ("TAGS: PREL\n", "A LINE OF NO KIND.\n"),
    ("", "SUBJECT: CLASSIFIED BY DCM "),
    ("", "CLASSIFIED BY "),
    ("", "Classified\n"),
    ("CLASSIFIED BY: DCM ", "REASON 1.4 (B) AND (D) "),
    ("", "REF: "),
    ("REF: ", "REF A "),
    ("REF: ", "(A) 04 SUVA 617\n"),
    ("1. (U) ", "SEE 04 SUVA 617. "),
    ("", "UNCLAS SUVA 000617\n"),
    ("UNCLAS ", "E X D I S "),
    ("", "S E C R E T "),
    ("", "SECRET\nEXDIS\n"),
    ("", "SIPDIS"),
    ("", "PAGE 01 SUVA 00617 01 OF 02 022228Z\n"),
    ("", "BT\n"),
    ("FM AMEMBASSY SUVA\nTO ", "RUEHC/SECSTATE WASHDC\n"),
    ("INFO ", "AMEMBASSY SUVA "),
    ("RR ", "RUEHSV "),
    ("1. (U) A.\n", "DRAFTED BY: POL:JROE\n"),
    ("1. (U) A.\n", "ROE\n"),
    ("", "SUMMARY\n\n"),
    ("1. (U) ", "THE FERRY SAILS AGAIN. "),
    ("", "020415Z APR 05 "),
    ("REF: ", "(SUBJECT: X "),
    ("SUBJECT: ", "; REF SUVA 12"),
    ("REF: ", "LEVUKA 12; "),
    ("REF: SUVA 617 ", ": "),
    ("REF: SUVA 617 ", ", "),
    ("REF: SUVA 617 ", ") "),
    ("REF: ", "A ; "),
    ("STATE PASS USAID FOR ", "A, "),
    ("LIMITED OFFICIAL USE ", "3301 "),
    ("", "a: b\n"),
    ("", "FROM: X\nTO: Y\n"),
];

const HEAD: &str = "FM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nBT\nUNCLAS SUVA 000617\n";

#[test]
fn hostile_texts_are_read_to_their_end() {
    for (once, repeated) in INPUTS {
        for head in ["", HEAD] {
            let text = format!("{head}{once}{}", repeated.repeat(4_000 / repeated.len()));
            let parsed = telegram::parse(&text);
            let mut end = 0;
            for element in &parsed.elements {
                assert_eq!(element.span.start, end, "{once:?} {repeated:?}");
                end = element.span.end;
            }
            assert_eq!(end as usize, text.len(), "{once:?} {repeated:?}");
        }
    }
}

/// What calls itself for each link of a chain fails on a long one.
#[test]
fn a_long_chain_does_not_fill_the_stack() {
    for (once, link) in [("REF: ", "U.S."), ("1. (U) SEE ", "U.S."), ("INFO AF COLLECTIVE ", "XMT ")] {
        let text = format!("{HEAD}{once}{}ROME 12\n", link.repeat(100_000));
        assert_eq!(telegram::parse(&text).telegram.id, None, "{once}");
    }
}
