//! Whether parsing stays linear on texts that are made to harm: each is read
//! at one length and at twice that length; the ratio should be near two.

use std::hint::black_box;
use std::time::Duration;

use crate::hostile::{LEADS, REPEATED};
use crate::measure::{milliseconds, repeat};

/// The shorter length, in bytes.
const LENGTH: usize = 100_000;
const TIMES: usize = 5;
/// Beyond this ratio a row is marked: time grows faster than the text.
const LIMIT: f64 = 3.0;

const HEAD: &str = "FM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nBT\nUNCLAS SUVA 000617\n";

/// What an input is made of: its name, what stands once before, and what is repeated.
const INPUTS: &[(&str, &str, &str)] = &[
    ("blanks on one line", "", " "),
    ("blank lines", "", "\n"),
    ("no-break spaces", "", "\u{a0}"),
    ("no-break spaces in a subject", "SUBJECT: A", "\u{a0}"),
    ("one long word", "", "A"),
    ("one long word in a subject", "SUBJECT: ", "A"),
    ("digits", "", "7"),
    ("open brackets", "", "("),
    ("open square brackets", "", "["),
    ("nested brackets", "", "(A("),
    ("empty brackets", "", "()"),
    ("unclosed portion marks, one line", "", "(C "),
    ("portion marks, one line", "1. ", "(C) "),
    ("portion marks, lines", "", "(U)\n"),
    ("`1.`, one line", "", "1. "),
    ("`1.`, lines", "", "1.\n"),
    ("`1. (U)`, one line", "TAGS: PREL ", "1. (U) A "),
    ("numbered lines", "", "1. (U) THE FERRY SAILS.\n"),
    ("orders, one line", "", "E.O. 12958 "),
    ("orders with colon, one line", "", "E.O. 12958: DECL: 1/1/2015 "),
    ("orders, lines", "", "E.O. 12958: N/A\n"),
    ("tags, one line", "", "TAGS: PREL "),
    ("tags, lines", "", "TAGS: PREL\n"),
    ("codes", "TAGS: ", "PREL, "),
    ("codes, lines", "TAGS: ", "PREL,\n"),
    ("subjects, one line", "", "SUBJECT: A "),
    ("subjects, lines", "", "SUBJECT: A\n"),
    ("subjects and authorities, one line", "", "SUBJECT: CLASSIFIED BY DCM "),
    ("classified by, one line", "", "CLASSIFIED BY "),
    ("classified by with colon, one line", "", "CLASSIFIED BY: DCM "),
    ("classified by, lines", "", "CLASSIFIED BY\n"),
    ("classified, lines", "", "Classified\n"),
    ("reasons, one line", "CLASSIFIED BY: DCM JANE ROE ", "REASON 1.4 (B) AND (D) "),
    ("reasons, lines", "", "REASON: 1.4 (B)\n"),
    ("ref, one line", "", "REF: "),
    ("ref A, one line", "REF: ", "REF A "),
    ("ref letters, one line", "REF: ", "A) SUVA 617, B) APIA 42; "),
    ("endless references", "REF: ", "SUVA 617, "),
    ("endless references, lines", "REF: ", "(A) 04 SUVA 617\n"),
    ("colons after a reference", "REF: SUVA 617 ", ": "),
    ("commas after a reference", "REF: SUVA 617 ", ", "),
    ("closing brackets after a reference", "REF: SUVA 617 ", ")"),
    ("letters between semicolons", "REF: ", "A ; "),
    ("numbers of a range", "REF: SUVA 12-13, ", "617, "),
    ("own headers in the references", "REF: SUVA 12 ", "UNCLAS SUVA 000617 TAGS: "),
    ("own section marks in the references", "REF: SUVA 12 ", "SUVA 00000617 001.2 OF 002 "),
    ("chain of countries", "REF: ", "U.S."),
    ("titles in references", "REF: ", "(SUBJECT: X "),
    ("references joined to a subject", "SUBJECT: ", "; REF SUVA 12"),
    ("references in the text, one line", "1. (U) ", "SEE REF A AND REFTEL. "),
    ("citations in the text, one line", "1. (U) ", "SEE 04 SUVA 617. "),
    ("citations in the text, lines", "1. (U) ", "SEE 04 SUVA 617.\n"),
    ("classification lines", "", "UNCLAS SUVA 000617\n"),
    ("classification lines of sections", "", "C O N F I D E N T I A L SECTION 02 OF 03 SUVA 000617\n"),
    ("banners", "", "CONFIDENTIAL\n"),
    ("banners and captions", "", "SECRET\nEXDIS\n"),
    ("letters of a class, one line", "", "S E C R E T "),
    ("captions, lines", "", "SIPDIS\n"),
    ("captions, one line", "", "SIPDIS "),
    ("captions sent letter by letter, one line", "UNCLAS ", "E X D I S "),
    ("numbers after a class, one line", "UNCLAS SUVA 000617 ", "0618 "),
    ("lines of no kind", "TAGS: PREL\n", "A LINE OF NO KIND.\n"),
    ("captions run together", "", "SIPDIS"),
    ("page lines", "", "PAGE 01 SUVA 00617 01 OF 02 022228Z\n"),
    ("page lines and blanks", "", "PAGE 01 SUVA 00617\n\n\n\n\n"),
    ("page lines and text", "", "PAGE 02 SUVA 00617\nTHE FERRY SAILS AGAIN\n"),
    ("section marks", "", "SUVA 00000617  002 OF 002\n"),
    ("end marks", "", "BT\n"),
    ("end marks and page lines", "", "NNNN\nPAGE 01 SUVA 00617\n"),
    ("TO lines", "FM AMEMBASSY SUVA\n", "TO RUEHC/SECSTATE WASHDC\n"),
    ("addressees", "FM AMEMBASSY SUVA\nTO ", "RUEHC/SECSTATE WASHDC\n"),
    ("addressees, one line", "INFO ", "AMEMBASSY SUVA "),
    ("relay lines", "", "VZCZCXRO1234\nDE RUEHSV #0617 0921545\nZNR UUUUU ZZH\n"),
    ("routing indicators", "RR ", "RUEHSV "),
    ("pass lines", "", "STATE FOR EAP/ANP\n"),
    ("distribution", "PAGE 01 SUVA 00617\n", "ACTION EA-12 INFO OCT-01 ISO-00\n"),
    ("drafting lines", "1. (U) A.\n", "DRAFTED BY: POL:JROE\n"),
    ("lines in capitals", "", "THE FERRY SAILS AGAIN FROM SUVA TO LEVUKA AND BACK ON MONDAYS\n"),
    ("short lines in capitals", "", "A B\n\n"),
    ("names", "1. (U) A.\n", "ROE\n"),
    ("headings", "", "SUMMARY\n\n"),
    ("rules", "", "-------\n"),
    ("headings and rules", "1. (U) A.\n", "SUMMARY\n-------\n\n"),
    ("colons", "", ": "),
    ("short labels", "", "A: B\n"),
    ("commas", "SUBJECT: ", ","),
    ("dots", "", "."),
    ("hyphens", "", "A-"),
    ("carriage returns", "", "\r"),
    ("one line of text", "1. (U) ", "THE FERRY SAILS AGAIN. "),
    ("one line of mixed text", "1. (U) ", "The ferry sails again. "),
    ("notes", "1. (U) A.\n", "NOTE BY OC/T: NOT PASSED.\n"),
    ("annexes", "1. (U) A.\nROE\n", "ANNEX A\nTEXT\n"),
    ("page words", "1. (U) A.\nROE\n", "Posted by Jane\n"),
    ("summary words", "", "SUMMARY: "),
    ("dates", "", "020415Z APR 05 "),
    ("date lines", "", "P 020415Z APR 05\n"),
];

/// An input of at least `length` bytes.
fn input(head: &str, once: &str, repeated: &str, length: usize) -> String {
    let mut text = String::from(head) + once;
    while text.len() < length {
        text.push_str(repeated);
    }
    text
}

/// The shorter length of the inputs that are made up of [`LEADS`] and [`REPEATED`], in bytes: there are thousands of them.
const SHORT: usize = 15_000;
/// Less is not measured well.
const LEAST_MILLISECONDS: u128 = 20;

/// The time for a text of this length, the fastest of so many runs: the one that others on the machine disturbed least.
fn fastest(head: &str, once: &str, repeated: &str, length: usize, times: usize) -> Duration {
    let text = input(head, once, repeated, length);
    let taken = repeat(times, || {
        black_box(telegram::parse(black_box(&text)));
    });
    taken.first().copied().unwrap_or_default()
}

/// Prints those of the made-up inputs that are not linear.
fn run_derived() {
    let pairs = || LEADS.iter().flat_map(|&lead| REPEATED.iter().map(move |&repeated| (lead, repeated)));
    for (place, head) in [("", ""), (", below a head", HEAD)] {
        for (lead, repeated) in pairs() {
            if fastest(head, lead, repeated, 2 * SHORT, 1).as_millis() < LEAST_MILLISECONDS {
                continue;
            }
            let [single, double] = [SHORT, 2 * SHORT].map(|length| fastest(head, lead, repeated, length, TIMES));
            let ratio = double.as_secs_f64() / single.as_secs_f64();
            if ratio > LIMIT {
                let (single, double) = (milliseconds(single), milliseconds(double));
                println!("| {lead:?} and {repeated:?}{place} | {single} | {double} | {ratio:.1} | not linear |");
            }
        }
    }
    println!(
        "\n{} further inputs, each alone and below a head: above stand those that are not linear.",
        pairs().count()
    );
}

/// Prints the table; every input alone and below a head.
pub(crate) fn run() {
    println!("| input | ms for {} KB | ms for twice that | ratio | |", LENGTH / 1000);
    println!("|---|--:|--:|--:|---|");
    for &(name, once, repeated) in INPUTS {
        for (place, head) in [("", ""), (", below a head", HEAD)] {
            let [single, double] = [LENGTH, 2 * LENGTH].map(|length| fastest(head, once, repeated, length, TIMES));
            let ratio = double.as_secs_f64() / single.as_secs_f64();
            let mark = if ratio > LIMIT { "not linear" } else { "" };
            println!("| {name}{place} | {} | {} | {ratio:.1} | {mark} |", milliseconds(single), milliseconds(double));
        }
    }
    run_derived();
}
