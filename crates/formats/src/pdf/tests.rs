//! All documents here are invented.

use crate::{Carrier, Reading, Unit, read};

const HEAD: &str = "P 020315Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC PRIORITY\nBT\nUNCLAS SUVA 000617\n\n\
     E.O. 12958: N/A\nTAGS: EFIS, FJ\nSUBJECT: FERRY SERVICE RESUMES\n\nREF: APIA 42\n\n1. The ferry sails again, and";

const TAIL: &str = "everybody is on board.\n\n2. It is full.\n\nROE\n";

/// A document from its objects, with its table of places.
fn document(objects: &[String]) -> Vec<u8> {
    let mut text = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(text.len());
        text.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let table = text.len();
    text.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        text.push_str(&format!("{place:010} 00000 n \n"));
    }
    text.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1));
    text.into_bytes()
}

fn stream(content: &str, more: &str) -> String {
    format!("<< /Length {} {more}>>\nstream\n{content}\nendstream", content.len())
}

/// A document whose pages show these lines in a typewriter's face.
fn printed(pages: &[&str]) -> Vec<u8> {
    let drawn: Vec<String> = pages
        .iter()
        .map(|page| {
            let mut content = String::from("BT /F1 10 Tf 12 TL 72 720 Td\n");
            for line in page.lines() {
                let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
                content.push_str(&format!("({line}) Tj T*\n"));
            }
            content + "ET"
        })
        .collect();
    drawing(&drawn, &[])
}

/// A document whose pages have these contents; forms `X0`, `X1` … may be called.
fn drawing(pages: &[String], forms: &[String]) -> Vec<u8> {
    let first = 4;
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", first + page * 2)).collect();
    let first_form = first + pages.len() * 2;
    let named: String = (0..forms.len()).map(|form| format!("/X{form} {} 0 R ", first_form + form)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (index, content) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> /XObject << {named}>> >> >>",
            first + index * 2 + 1
        ));
        objects.push(stream(content, ""));
    }
    for form in forms {
        let own = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> /XObject << {named}>> >> "
        );
        objects.push(stream(form, &own));
    }
    document(&objects)
}

fn found(bytes: Vec<u8>) -> Reading {
    let reading = read(&Unit::new("box/copy.pdf", bytes));
    assert_eq!(reading.carrier, Carrier::Pdf);
    reading
}

fn attribute<'a>(record: &'a crate::Record, key: &str) -> Option<&'a str> {
    record.telegram.source.attributes.iter().find(|(found, _)| found == key).map(|(_, value)| value.as_str())
}

/// How the text of each page begins.
fn on_pages(record: &crate::Record) -> Vec<&str> {
    let on = crate::OnPages::stated(&record.telegram.source).expect("it states its pages");
    let of = |page| record.text.get(on.text_on(page, &record.text)?)?.split('\n').find(|line| !line.is_empty());
    on.pages.clone().map(|page| of(page).unwrap_or_default().get(..9).unwrap_or_default()).collect()
}

#[test]
fn one_telegram_over_two_pages() {
    let reading = found(printed(&[HEAD, TAIL]));
    assert_eq!(reading.problems, []);
    let [record] = &reading.records[..] else { panic!("one record") };
    let telegram = &record.telegram;
    assert_eq!(telegram.id.as_deref(), Some("05SUVA617"));
    assert_eq!(telegram.tags, ["EFIS", "FJ"]);
    assert_eq!(telegram.references[0].id.as_deref(), Some("05APIA42"));
    assert_eq!(telegram.paragraphs.len(), 2);
    assert_eq!((telegram.source.carrier.as_str(), telegram.source.key.as_str()), ("pdf", "copy"));
    assert_eq!(attribute(record, "pages"), Some("1-2"));
    assert_eq!(attribute(record, "text by"), Some("text layer"));
    assert_eq!(on_pages(record), ["P 020315Z", "everybody"]);
}

#[test]
fn two_telegrams_in_one_document() {
    let smart = |number: u32| {
        format!(
            "MRN:          11 SUVA {number}\nDate/DTG:     Apr 02, 2011 / 020315Z APR 11\nFrom:         AMEMBASSY SUVA\n\
             E.O.:         13526\nTAGS:         EFIS, FJ\nSubject:      Ferry\n\n1. (U) It sails.\n"
        )
    };
    let reading = found(printed(&[&smart(617), "2. (U) It is full.", &smart(618)]));
    let ids: Vec<_> = reading.records.iter().map(|record| record.telegram.id.as_deref()).collect();
    assert_eq!(ids, [Some("11SUVA617"), Some("11SUVA618")]);
    assert_eq!(attribute(&reading.records[0], "pages"), Some("1-2"));
    assert_eq!(attribute(&reading.records[1], "pages"), Some("3"));
    assert_eq!(on_pages(&reading.records[0]), ["MRN:     ", "2. (U) It"]);
    assert_eq!(on_pages(&reading.records[1]), ["MRN:     "]);
    assert_eq!(attribute(&reading.records[1], "form"), Some("smart"));
}

#[test]
fn a_form_on_the_page_is_read() {
    let form = "BT /F1 10 Tf 72 720 Td (TAGS: EFIS, FJ) Tj ET BT /F1 10 Tf 72 708 Td (SUBJECT: FERRY SERVICE) Tj ET";
    let reading = found(drawing(&["/X0 Do".to_owned()], &[form.to_owned()]));
    assert_eq!(reading.records[0].telegram.subject.as_deref(), Some("FERRY SERVICE"));
}

#[test]
fn forms_that_call_each_other_end() {
    let text = "BT /F1 10 Tf 72 720 Td (SUBJECT: FERRY SERVICE) Tj ET";
    let loops = [format!("{text} /X1 Do"), "/X0 Do".to_owned()];
    let reading = found(drawing(&[format!("{text} /X0 Do")], &loops));
    assert!(!reading.records.is_empty() || !reading.problems.is_empty());
    let own = found(drawing(&["/X0 Do".to_owned()], &["/X0 Do".to_owned()]));
    assert!(own.records.is_empty());
    assert_eq!(own.problems.len(), 1);
}

#[test]
fn hostile_documents_end_in_a_problem() {
    let whole = printed(&[HEAD, TAIL]);
    let nested = format!("%PDF-1.4\n1 0 obj\n{}\nendobj\n", "[".repeat(200_000)).into_bytes();
    let pages_in_a_circle = document(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [2 0 R 2 0 R] >>".to_owned(),
    ]);
    for bytes in [
        b"%PDF-1.7".to_vec(),
        b"%PDF-1.7\n%%EOF".to_vec(),
        whole[..whole.len() / 2].to_vec(),
        nested,
        pages_in_a_circle,
        printed(&[""]),
    ] {
        let reading = found(bytes);
        assert!(reading.records.is_empty());
        assert!(!reading.problems.is_empty());
    }
}

#[test]
fn a_scan_is_reported_as_one() {
    let reading = found(printed(&["", ""]));
    assert_eq!(
        reading.problems[0].to_string(),
        "box/copy.pdf: page 1: 2 of 2 pages are scans without text; no OCR program was asked for"
    );
}

#[test]
fn how_sure_ocr_was_of_each_page() {
    let page = |text: &str, confidence| super::Page { text: text.to_owned(), confidence, ..super::Page::default() };
    let unit = Unit::new("box/scan.pdf", b"%PDF-1.4".to_vec());
    let stated = |pages: &[super::Page]| {
        let mut reading = Reading { carrier: Carrier::Pdf, records: Vec::new(), problems: Vec::new() };
        super::telegrams(&unit, pages, "text layer", &crate::read::inner(&crate::Tools::default(), 0), &mut reading);
        let attributes = reading.records[0].telegram.source.attributes.clone();
        attributes.into_iter().filter(|(name, _)| name.starts_with("OCR")).map(|(_, value)| value).collect::<Vec<_>>()
    };
    let two = [page(HEAD, Some(91.2)), page(TAIL, Some(60.0))];
    assert_eq!(stated(&two), ["76 %", "page 1: 91 %, page 2: 60 %"]);
    assert_eq!(stated(&[page(&format!("{HEAD}\n{TAIL}"), Some(91.2))]), ["91 %"]);
    assert!(stated(&[page(HEAD, None), page(TAIL, None)]).is_empty());
}
