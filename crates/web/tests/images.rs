//! Pages of documents as pictures beside their text, drawn by programs that
//! stand for `pdftoppm`; the real one is asked by `scripts/test-external`.
//! All documents here are invented.
#![cfg(unix)]

mod site;

use std::path::Path;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use formats::Drawer;
use site::{Answer, HARBOR, Site, attributes};
use web::Settings;

/// A PDF document whose pages show these lines.
fn document(pages: &[String]) -> Vec<u8> {
    let kids: Vec<_> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + page * 2)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (index, page) in pages.iter().enumerate() {
        let lines: String = page
            .lines()
            .map(|line| format!("({}) Tj T*\n", line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)")))
            .collect();
        let content = format!("BT /F1 10 Tf 12 TL 72 720 Td\n{lines}ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + index * 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut text = String::from("%PDF-1.4\n");
    let mut places = String::new();
    for (index, object) in objects.iter().enumerate() {
        places.push_str(&format!("{:010} 00000 n \n", text.len()));
        text.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let (count, table) = (objects.len() + 1, text.len());
    text.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n{places}"));
    text.push_str(&format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    text.into_bytes()
}

/// Two telegrams, the first on pages 2 and 3, the second on page 4.
fn two_telegrams() -> Vec<u8> {
    let smart = |number: u32| {
        format!(
            "MRN:          11 SUVA {number}\nDate/DTG:     Apr 02, 2011 / 020315Z APR 11\nFrom:         AMEMBASSY SUVA\n\
             E.O.:         13526\nTAGS:         EFIS, FJ\nSubject:      Ferry\n\n1. (U) It sails again.\n"
        )
    };
    document(&[String::new(), smart(617), "2. (U) It is full & <b>late</b>.".to_owned(), smart(618)])
}

fn program(name: &str) -> Drawer {
    Drawer::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(name))
}

fn site(drawer: Option<Drawer>) -> Site {
    let settings = Settings { drawer, ..Settings::default() };
    Site::of_files(&[("papers/copy.pdf", &two_telegrams()), ("papers/harbor.txt", HARBOR.as_bytes())], settings)
}

async fn page(site: &Site, address: &str) -> String {
    let answer = site.get(address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
    answer.text().to_owned()
}

fn image_of(page: &str) -> Option<String> {
    attributes(page, "src").pop()
}

fn redirect(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.header("location"))
}

#[tokio::test]
async fn a_page_stands_beside_its_text() {
    let site = site(Some(program("draws")));
    let first = page(&site, "/11SUVA617/original/pages/2").await;
    assert!(first.contains("It sails again") && !first.contains("It is full"), "{first}");
    assert!(first.contains("Page 2 of 4 of the document"), "{first}");
    assert!(first.contains("From the text layer of the document."), "{first}");
    let image = image_of(&first).expect("an image");
    assert!(image.starts_with("/11SUVA617/original/pages/2.jpg?v="), "{image}");
    assert!(first.contains("width=\"100\" height=\"2\" alt=\"Page 2 of the document as an image;"), "{first}");
    assert!(first.contains("rel=\"next\" href=\"/11SUVA617/original/pages/3\"") && !first.contains("rel=\"prev\""));
    assert_eq!(first.matches("<h1").count(), 1);
    let ids = attributes(&first, "id");
    assert_eq!(ids.len(), ids.iter().collect::<std::collections::BTreeSet<_>>().len(), "an id twice: {ids:?}");
    assert!(!first.contains("<script") && !first.contains(" style="));
    let second = page(&site, "/11SUVA617/original/pages/3").await;
    assert!(
        second.contains("It is full &#38; &#60;b&#62;late&#60;/b&#62;") && !second.contains("It sails"),
        "{second}"
    );
    assert!(second.contains("rel=\"prev\" href=\"/11SUVA617/original/pages/2\"") && !second.contains("rel=\"next\""));
    // The lines lead to the same lines of the original view.
    let line = attributes(&second, "href").into_iter().find(|href| href.contains("/original#L")).expect("a line");
    assert!(
        page(&site, "/11SUVA617/original").await.contains(&format!("id=\"{}\"", &line[line.len() - 3..])),
        "{line}"
    );
    let other = page(&site, "/11SUVA618/original/pages/4").await;
    assert!(!other.contains("aria-label=\"Pages of this telegram\""), "one page needs no choice");
}

#[tokio::test]
async fn views_lead_to_the_pages_and_only_to_those_of_the_telegram() {
    let site = site(Some(program("draws")));
    for view in ["/11SUVA617", "/11SUVA617/original"] {
        let html = page(&site, view).await;
        assert!(html.contains("<a href=\"/11SUVA617/original/pages\">Page images</a>"), "{view}: {html}");
    }
    let copy = page(&site, "/collections/papers/copy%2F1").await;
    assert!(copy.contains("href=\"/collections/papers/copy/1/original/pages\""), "{copy}");
    for view in ["/09SUVA101", "/09SUVA101/original"] {
        assert!(!page(&site, view).await.contains("original/pages"), "{view} came as a text");
    }
    for (address, leads_to) in [
        ("/11SUVA617/original/pages", (302, "/11SUVA617/original/pages/2")),
        ("/11suva617/original/pages", (308, "/11SUVA617/original/pages")),
        ("/11suva617/original/pages/3.jpg", (308, "/11SUVA617/original/pages/3.jpg")),
        ("/collections/papers/copy/2/original/pages", (302, "/collections/papers/copy/2/original/pages/4")),
        ("/collections/papers/copy/2/original/pages/4", (200, "")),
        ("/collections/papers/copy/2/original/pages/4.jpg", (200, "")),
    ] {
        assert_eq!(redirect(&site.get(address).await), leads_to, "{address}");
    }
    for address in [
        "/11SUVA617/original/pages/1",
        "/11SUVA617/original/pages/4",
        "/11SUVA617/original/pages/4.jpg",
        "/11SUVA617/original/pages/0.jpg",
        "/11SUVA617/original/pages/02",
        "/11SUVA617/original/pages/2.png",
        "/11SUVA617/original/pages/99999999999999999999",
        "/09SUVA101/original/pages",
        "/09SUVA101/original/pages/1",
        "/09SUVA4999/original/pages/1",
        "/09APIA7/original/pages/1.jpg",
        "/collections/papers/copy/2/original/pages/1",
        "/collections/papers/copy/2/original/pages/1.jpg",
        "/collections/papers/harbor/original/pages",
    ] {
        let answer = site.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.text().contains("<h1>Not found</h1>"), "{address}");
    }
}

#[tokio::test]
async fn an_image_is_drawn_once_and_kept() {
    let site = site(Some(program("draws")));
    let address = image_of(&page(&site, "/11SUVA617/original/pages/2").await).expect("an image");
    let image = site.get(&address).await;
    assert_eq!((image.status, image.header("content-type")), (StatusCode::OK, "image/jpeg"));
    assert_eq!(&image.bytes[..9], b"\xff\xd8\xff\xc0\0\x11\x08\0\x02");
    assert_eq!(image.header("cache-control"), "private, max-age=31536000, immutable");
    assert_eq!(image.header("content-disposition"), "inline; filename=\"11SUVA617-page-2.jpg\"");
    assert!(image.header("content-security-policy").starts_with("default-src 'none';"));
    assert_eq!(image.header("x-content-type-options"), "nosniff");
    // Without the version the address may come to mean another image.
    let plain = site.get("/11SUVA617/original/pages/2.jpg").await;
    assert_eq!((plain.header("cache-control"), &plain.bytes), ("private, no-cache", &image.bytes), "drawn once");
    assert_eq!(plain.header("etag"), image.header("etag"));
    assert_eq!(site.get("/11SUVA617/original/pages/2.jpg?v=x").await.header("cache-control"), "private, no-cache");
    let tag = image.header("etag");
    assert!(tag.starts_with('"') && tag.len() > 30, "a strong tag: {tag}");
    let known = site.ask(Method::GET, &address, &[("if-none-match", tag)]).await;
    assert_eq!((known.status, known.bytes.len(), known.header("etag")), (StatusCode::NOT_MODIFIED, 0, tag));
    let head = site.ask(Method::HEAD, &address, &[]).await;
    assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0));
    assert_eq!(head.header("content-length"), image.bytes.len().to_string());
    let posted = site.ask(Method::POST, &address, &[]).await;
    assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
    let next = site.get("/11SUVA617/original/pages/3.jpg").await;
    assert_ne!((next.header("etag"), &next.bytes), (tag, &image.bytes));
    let copy = site.get("/collections/papers/copy/1/original/pages/2.jpg").await;
    assert_eq!(copy.bytes, image.bytes, "the same page of the same document");
}

#[tokio::test]
async fn why_there_is_no_image() {
    let late = Drawer { timeout: Duration::from_millis(200), ..program("hangs") };
    for (drawer, status, words) in [
        (None, 501, "the package poppler-utils"),
        (Some(program("fails")), 502, "could not be drawn"),
        (Some(program("no-such-program")), 502, "could not be drawn"),
        (Some(late), 504, "took too long"),
    ] {
        let site = site(drawer);
        let html = page(&site, "/11SUVA617/original/pages/2").await;
        assert!(html.contains(words) && html.contains("It sails again"), "{status}: {html}");
        assert_eq!(image_of(&html), None, "no broken image");
        assert!(html.contains("href=\"/collections/papers/copy/1/raw/1\" download>Raw copy"), "{html}");
        let image = site.get("/11SUVA617/original/pages/2.jpg").await;
        assert_eq!((image.status.as_u16(), image.header("cache-control")), (status, "no-store"));
        assert!(image.text().contains("<h1>No page image</h1>") && image.text().contains(words), "{}", image.text());
    }
}

#[tokio::test]
async fn another_copy_may_have_the_pages() {
    let longer = "MRN: 11 SUVA 617\nDate/DTG: Apr 02, 2011 / 020315Z APR 11\nFrom: AMEMBASSY SUVA\nE.O.: 13526\n\
                  TAGS: EFIS, FJ\nSubject: Ferry\n\n1. (U) It sails again.\n\n2. (U) It is full, late, and everybody is glad \
                  of it, as this copy says at greater length than the other one.\n\n3. (U) So it is.\n";
    let settings = Settings { drawer: Some(program("draws")), ..Settings::default() };
    let site = Site::of_files(&[("pages/copy.pdf", &two_telegrams()), ("texts/copy.txt", longer.as_bytes())], settings);
    let html = page(&site, "/11SUVA617").await;
    assert!(html.contains("this copy says"), "the text is shown: {html}");
    assert!(html.contains("<a href=\"/collections/pages/copy/1/original/pages\">Page images</a>"), "{html}");
    let led = site.get("/11SUVA617/original/pages").await;
    assert_eq!(redirect(&led), (302, "/collections/pages/copy/1/original/pages"));
}
