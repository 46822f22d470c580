//! Telegrams of every era put into pages of many layouts: no fact may be lost.

#[path = "../../telegram/tests/invented/mod.rs"]
mod invented;

use formats::{Carrier, Unit, read};
use invented::{Case, cases, differences, facts};
use proptest::prelude::*;
use telegram::parse;
use telegram::write::write;

/// How a page shows the lines of a text.
const LAYOUTS: [&str; 9] = ["pre", "entities", "break", "cell", "division", "spans", "list", "textarea", "twice"];

fn escape(line: &str) -> String {
    line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The lines with blanks that a page does not collapse.
fn hard(line: &str) -> String {
    let line = escape(line);
    let content = line.trim_start();
    let indent = "&nbsp;".repeat(line.len() - content.len());
    format!("{indent}{}", content.replace("  ", "&nbsp;&nbsp;").replace("; ", ";&nbsp;"))
}

fn laid_out(layout: &str, text: &str) -> String {
    let lines = || text.lines();
    let each =
        |open: &str, close: &str| lines().map(|line| format!("{open}{}{close}\n", hard(line))).collect::<String>();
    match layout {
        "pre" => format!("<pre>{}</pre>", escape(text)),
        "entities" => format!("<code><pre>{}</pre></code>", escape(text).replace('\n', "&#x000A;")),
        "break" => format!("<p>{}</p>", lines().map(hard).collect::<Vec<_>>().join("<br />\n")),
        "cell" => format!(
            "<table><tr><td>Menu</td></tr><tr><td><tt>{}</tt></td></tr></table>",
            lines().map(hard).collect::<Vec<_>>().join("<BR>")
        ),
        "division" => lines()
            .map(|line| format!("<div>{}</div>", if line.trim().is_empty() { "<br>".to_owned() } else { hard(line) }))
            .collect(),
        "spans" => each("<span class='l'>", "</span><br>"),
        "list" => format!("<ol>{}</ol>", each("<li><code>", "</code></li>")),
        "textarea" => format!("<form><textarea rows=9>{}</textarea></form>", escape(text)),
        _ => format!("<pre>{}</pre>", escape(&escape(text))),
    }
}

const BEFORE: [&str; 6] = [
    "",
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/tags'>Tags</a></li></ul></nav><h1>A cable</h1>",
    "<script>if (1 < 2) { document.write('<p>SUBJECT: NO</p>') }</script><div>Posted on April 3, 2011 by admin</div>",
    "<p>By Richard Roe, Staff Writer</p><p>The embassy told us more than it should have, a cable shows.</p>",
    "<table><tr><td><b>Subject:</b> Re: the cable</td></tr><tr><td>Posted: Apr 3, 2011</td></tr></table>",
    "<div id='toc'>Contents<ul><li>1 Text</li><li>2 See also</li></ul></div><hr>",
];

const AFTER: [&str; 6] = [
    "",
    "<div><h3>Share this:</h3><ul><li>Twitter</li><li>Facebook</li></ul></div>",
    "<h3>Leave a Reply</h3><p>Your email address will not be published.</p><p>Connecting to %s</p>",
    "<footer><p>Copyright 2011 The Reading Room. All rights reserved.</p></footer>",
    "<p>Previous cable</p><p>Next cable</p><p>About this site</p>",
    "<h3>2 Comments</h3><ol><li>Islander says:<p>I was there.</p></li><li>Landlubber says:<p>So was I.</p></li></ol>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_page_loses_a_fact(
        Case { form, telegram } in cases(),
        layout in prop::sample::select(LAYOUTS.to_vec()),
        before in prop::sample::select(BEFORE.to_vec()),
        after in prop::sample::select(AFTER.to_vec()),
    ) {
        let text = write(&telegram, &form);
        let page = format!("<html><head><title>x</title></head><body>{before}{}{after}</body></html>", laid_out(layout, &text));
        let unit = Unit::new("page.html", page.clone().into_bytes());
        let reading = read(&unit);
        prop_assert_eq!(reading.carrier, Carrier::Page);
        prop_assert_eq!(reading.records.len(), 1, "{}", page);
        let record = &reading.records[0];
        // What a page cannot keep: the reader of the bare text is the measure.
        let wanted = facts(&parse(&text).telegram);
        let differences = differences(&wanted, &facts(&record.telegram), &[]);
        prop_assert!(differences.is_empty(), "{layout}\n{}\n\n{}", differences.join("\n"), record.text);
        // Every paragraph leads to the bytes that it was made from.
        for paragraph in &record.telegram.paragraphs {
            let bytes = record.map.bytes(paragraph.span);
            let there = String::from_utf8_lossy(&unit.bytes[bytes]).into_owned();
            if let Some(word) = paragraph.text.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| word.len() > 3) {
                prop_assert!(there.contains(word), "{word:?} not in {there:?}");
            }
        }
    }

    #[test]
    fn no_character_set_loses_a_fact(Case { form, telegram } in cases(), way in 0..4_usize) {
        let text = write(&telegram, &form);
        let head = if way == 0 { "<meta charset=windows-1252>" } else { "" };
        let page = format!("<html><head>{head}</head><body><p>“Café”</p><pre>{}</pre></body></html>", escape(&text));
        let wide = |little: bool| -> Vec<u8> {
            let units = core::iter::once(0xFEFF).chain(page.encode_utf16());
            units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
        };
        let bytes = match way {
            0 | 1 => encoding_rs::WINDOWS_1252.encode(&page).0.into_owned(),
            2 => wide(true),
            _ => wide(false),
        };
        let reading = read(&Unit::new("page.html", bytes));
        prop_assert_eq!(reading.records.len(), 1);
        let differences = differences(&facts(&parse(&text).telegram), &facts(&reading.records[0].telegram), &[]);
        prop_assert!(differences.is_empty(), "{}", differences.join("\n"));
        prop_assert!(reading.records[0].text.contains("“Café”"));
    }

    #[test]
    fn arbitrary_markup_never_fails(pieces in prop::collection::vec(prop::sample::select(vec![
        "<html>", "<p>", "</p>", "<td>", "</tr>", "<li>", "</li>", "<div>", "</div>", "<pre>", "</pre>", "<textarea>", "<br>",
        "Canonical ID:", "Date:", "From:", "TAGS:", "Film Number", "  ", "\n", "Reference ID Created Released Classification Origin\n",
        "05SUVA617 2005-04-02 04:10 ", "UNCLAS SUVA 000617\n", "FM AMEMBASSY SUVA\n", "P 020410Z APR 05\n", "BT\n", "> ", "1. (C) ",
        "TAGS: FJ\n", "SUBJECT: x\n", "ROE\n", "&amp;amp;", "\u{a0}", "\u{ad}", "é", "<!--", "-->", "<a href='", "1979 November 16, 01:06",
    ]), 0..80)) {
        let unit = Unit::new("x", pieces.concat().into_bytes());
        for record in read(&unit).records {
            let joined: String = record.elements.iter().map(|element| &record.text[element.span.range()]).collect();
            prop_assert_eq!(&joined, &record.text);
            prop_assert!(record.bytes.end <= unit.bytes.len());
        }
    }
}

/// Time must grow with the page, not with its square.
#[test]
fn large_pages_are_linear() {
    let text = "P 020410Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nBT\nUNCLAS SUVA 000617\n\nTAGS: FJ\nSUBJECT: FERRY\n\n1. The ferry sails.\nROE\n";
    for (name, piece, count) in [
        ("entities", "&amp;", 200_000),
        ("nested", "<div><b>", 100_000),
        ("closed but never opened", "</x></b>", 100_000),
        ("rows", "<tr><td>Date:</td><td>x</td></tr>", 30_000),
        ("envelopes", "<p>DE RUEHSV #0617 0920410</p>", 30_000),
        ("columns", "<p>Reference ID Created</p>", 30_000),
        ("quoted", "<p>&gt; > x</p>", 50_000),
        ("articles", "<p>1. A sentence of an article. Tags: one, two</p>", 30_000),
        ("lists", "<ol></ol><ol><li>x</li></ol>", 30_000),
        ("tables", "<table><tr><td>x</td></tr><tr>", 30_000),
        ("words in brackets", "<NAME x></y>", 50_000),
        ("blanks", "<p>\u{a0}\u{ad}</p>", 50_000),
    ] {
        for around in [0, 1] {
            let many = piece.repeat(count);
            let (before, after) = if around == 0 { (many.as_str(), "") } else { ("", many.as_str()) };
            let page = format!("<html><body>{before}<pre>{text}</pre>{after}</body></html>");
            let started = std::time::Instant::now();
            let reading = read(&Unit::new("x.html", page.into_bytes()));
            assert!(started.elapsed().as_secs() < 40, "{name} {around}: {:?}", started.elapsed());
            // After thousands of numbered sentences no telegram is looked for.
            assert!(reading.records.len() == 1 || (name, around) == ("articles", 0), "{name}");
        }
    }
}
