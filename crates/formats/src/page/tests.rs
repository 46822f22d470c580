//! All telegrams here are invented.

use telegram::Span;

use super::*;
use crate::source_map::{EditKind, SourceMap};

fn laid_out(page: &str) -> (String, SourceMap, String) {
    let decoded = charset::decode_declared(page.as_bytes(), None);
    let mut builder = MapBuilder::over(&decoded.map);
    let title = layout::lay_out(&decoded.text, &mut builder).title;
    let (text, map) = builder.finish_over(&decoded.map);
    (text, map, title)
}

const PAGE: &str = "<!DOCTYPE html>
<html><head><title>Viewing cable 05SUVA617, FERRY</title><style>p{}</style></head><body>
<script>var x = '<p>no</p>';</script>
<h3>Viewing cable 05SUVA617, FERRY SERVICE RESUMES</h3>
<table class='cable'><tr><th>Reference ID</th><th>Created</th><th>Released</th><th>Classification</th><th>Origin</th></tr>
<tr><td><a href='x'>05SUVA617</a></td><td><a>2005-04-02 03:15</a></td><td>2011-08-30 01:44</td><td>CONFIDENTIAL</td>
<td><a href='/origin'>Embassy Suva</a></td></tr></table>
<code><pre>VZCZCXYZ0001&#x000A;FM AMEMBASSY SUVA&#x000A;TO RUEHC/SECSTATE WASHDC 0042&#x000A;</pre></code>
<code><pre>C O N F I D E N T I A L SUVA 000617 &#x000A;TAGS: <a href='/tag/PREL'>PREL</a> <a>FJ</a>&#x000A;&#x000A;\
<a id='par1' href='#par1'>&para;</a>1.  (C) R&amp;D &lt;and&gt; S&amp;amp;T &quot;x&quot; &#8217;s.&#x000A;</pre></code>
</body></html>";

#[test]
fn the_layout_of_2010() {
    let (text, map, title) = laid_out(PAGE);
    assert_eq!(title, "Viewing cable 05SUVA617, FERRY");
    assert_eq!(
        text,
        "Viewing cable 05SUVA617, FERRY SERVICE RESUMES\n\n\
         Reference ID  Created  Released  Classification  Origin\n\
         05SUVA617  2005-04-02 03:15  2011-08-30 01:44  CONFIDENTIAL  Embassy Suva\n\n\
         VZCZCXYZ0001\nFM AMEMBASSY SUVA\nTO RUEHC/SECSTATE WASHDC 0042\n\n\
         C O N F I D E N T I A L SUVA 000617 \nTAGS: PREL FJ\n\n¶1.  (C) R&D <and> S&T \"x\" ’s.\n"
    );
    let at = text.find("&D").unwrap() as u32;
    assert_eq!(&PAGE[map.bytes(Span::new(at, at + 2))], "&amp;D");
    let at = text.find("&T").unwrap() as u32;
    assert_eq!(&PAGE[map.bytes(Span::new(at, at + 2))], "&amp;amp;T");
    assert_eq!(map.edits().iter().map(|edit| edit.kind).collect::<Vec<_>>(), [EditKind::DoubledEntity]);
    for word in ["VZCZCXYZ0001", "Embassy Suva", "PREL", "SECSTATE"] {
        let at = text.find(word).unwrap() as u32;
        assert_eq!(&PAGE[map.bytes(Span::new(at, at + word.len() as u32))], word);
    }
}

#[test]
fn paragraphs_breaks_and_blanks() {
    let page = "<html><body><p>FM  AMEMBASSY\n   SUVA<br/>TO&nbsp;SECSTATE<br>\nWASHDC</p><p>1. (U) A<b>B</b> C&shy;D</p>\
                <ul><li>one<li>two</ul>tail";
    let (text, _, _) = laid_out(page);
    assert_eq!(text, "FM AMEMBASSY\nSUVA\nTO SECSTATE\nWASHDC\n\n1. (U) AB CD\n\none\ntwo\n\ntail\n");
}

#[test]
fn broken_markup_is_read_as_far_as_it_goes() {
    for page in
        ["<html><p>A<td", "<html><pre>A</div></pre>B<", "<html>A &", "<html>&#", "<html><!-- A", "<html></p>A</b>"]
    {
        let (text, map, _) = laid_out(page);
        for at in 0..=text.len() as u32 {
            let bytes = map.bytes(Span::new(0, at));
            assert!(bytes.end <= page.len());
        }
    }
}

#[test]
fn cells_that_are_left_open() {
    for (page, text) in [
        ("<html><table><tr><th>A<th>B<tr><td>1<td>2</table>\nC\nD", "A   B\n1   2\n\nC\nD\n"),
        ("<html><table><tr><td>A<td><a href=x>B</a><td>C</tr></table>", "A  B  C\n"),
        ("<html><table><tr><td>A\n<td>B\n</table>", "A  B\n"),
        ("<html><table><tr><td>A</td><td>B</td></tr></table>", "A  B\n"),
    ] {
        assert_eq!(laid_out(page).0, text, "{page}");
    }
}

#[test]
fn the_declared_character_set() {
    assert_eq!(declared(b"<meta http-equiv=x content='text/html; charset=iso-8859-2'>").unwrap().name(), "ISO-8859-2");
    assert_eq!(declared(b"<meta charset=\"koi8-r\">").unwrap().name(), "KOI8-R");
    assert_eq!(declared(b"<html>"), None);
}

#[test]
fn the_row_gives_the_source_its_facts() {
    let reading = crate::read(&Unit::new("cable/05SUVA617.html", PAGE.as_bytes().to_vec()));
    assert_eq!(reading.carrier, crate::Carrier::Page);
    assert_eq!(reading.problems, []);
    let telegram = &reading.records[0].telegram;
    let source = &telegram.source;
    assert_eq!((source.carrier.as_str(), source.key.as_str()), ("page", "05SUVA617"));
    assert_eq!(source.reference_id.as_deref(), Some("05SUVA617"));
    assert_eq!(source.released.unwrap().to_string(), "2011-08-30T01:44:00Z");
    assert_eq!(source.origin.as_deref(), Some("Embassy Suva"));
    assert_eq!(source.attributes, [("page title".to_owned(), "Viewing cable 05SUVA617, FERRY".to_owned())]);
    assert_eq!(telegram.tags, ["PREL", "FJ"]);
    assert_eq!(telegram.from.as_ref().unwrap().name, "AMEMBASSY SUVA");
    let paragraph = &telegram.paragraphs[0];
    assert_eq!((paragraph.number.as_deref(), paragraph.portion.as_deref()), (Some("1"), Some("C")));
    let bytes = reading.records[0].map.bytes(paragraph.span);
    assert!(PAGE[bytes].contains("S&amp;amp;T"));
}
