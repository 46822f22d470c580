//! How fast whole pages become telegrams, on one core: menus of every tag, post and class around an invented telegram.

use std::hint::black_box;

use formats::Unit;

use crate::measure::{rate, repeat};

#[path = "../../crates/formats/tests/whole_page/mod.rs"]
mod whole_page;

const TIMES: usize = 9;

/// The telegram has so many paragraphs: some 6,000 letters, the mean of the 2000s.
const PARAGRAPHS: usize = 14;

const HEAD: &str = "P 020410Z APR 05\nFM AMEMBASSY SUVA\nTO RUEHC/SECSTATE WASHDC PRIORITY 2044\n\
                    INFO RUEHAP/AMEMBASSY APIA 0312\nBT\nC O N F I D E N T I A L SUVA 000617\n\nSIPDIS\n\n\
                    STATE FOR EAP/ANP\n\nE.O. 12958: DECL: 04/02/2015\nTAGS: PREL, FJ\nSUBJECT: FERRY SERVICE RESUMES\n\n\
                    REF: APIA 42\n\nClassified By: DCM Jane Q. Roe for reasons 1.4 (b) and (d).\n\n";

const TEXT: &str = "(C) The ferry sails again, the harbor master told us on\nTuesday. The rope that was bought in Apia (ref A) has been\n\
                    found too short, and the committee will meet again before\nthe end of the month. The lantern is lit every evening at\n\
                    seven, when the bell is rung, and the fishermen wait at\nthe pier until the tide has turned and the wind has gone.\n\n";

/// Prints the table.
pub(crate) fn run() {
    let text: String = core::iter::once(HEAD.to_owned())
        .chain((1..=PARAGRAPHS).map(|number| format!("{number}. {TEXT}")))
        .chain(core::iter::once("DOE\n".to_owned()))
        .collect();
    let menu = whole_page::menu();
    println!(
        "| whole pages, one core, MB/s: median of {TIMES} (slowest-fastest) | KB | bytes (memchr) | `lol_html`, texts alone | `formats::read` |"
    );
    println!("|---|--:|--:|--:|--:|");
    for layout in whole_page::LAYOUTS {
        let unit = Unit::new("05SUVA617.html", whole_page::page(layout, "05SUVA617", &text, &menu).into_bytes());
        let bytes = unit.bytes.len();
        let signs = repeat(TIMES, || {
            black_box(memchr::memchr2_iter(b'<', b'>', black_box(&unit.bytes)).count());
        });
        let texts = repeat(TIMES, || {
            black_box(texts(black_box(&unit.bytes)));
        });
        let reading = repeat(TIMES, || {
            black_box(formats::read(black_box(&unit)));
        });
        println!(
            "| {layout} | {:.0} | {} | {} | {} |",
            bytes as f64 / 1e3,
            rate(bytes, &signs),
            rate(bytes, &texts),
            rate(bytes, &reading)
        );
    }
}

/// The bytes of text that the tokenizer of `lol_html` finds, the least that reading a page with it costs.
fn texts(page: &[u8]) -> usize {
    let mut length = 0;
    let settings = lol_html::Settings::new().append_document_content_handler(lol_html::doc_text!(|chunk| {
        length += chunk.as_str().len();
        Ok(())
    }));
    let mut rewriter = lol_html::HtmlRewriter::new(settings, |_: &[u8]| {});
    let _ = rewriter.write(page);
    let _ = rewriter.end();
    length
}
