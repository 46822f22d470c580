//! Every page over HTTP: what it shows and how it is sent.

mod site;

use std::collections::{BTreeSet, VecDeque};

use axum::http::{Method, StatusCode};
use site::{HARBOR, Site, attributes};

/// One address of every kind of page and answer.
const ADDRESSES: [(&str, u16); 41] = [
    ("/", 200),
    ("/search", 200),
    ("/search?q=barnacle", 200),
    ("/search?q=nothinglikethis", 200),
    ("/search?q=clas:x", 400),
    ("/search?q=%ff&q=x", 400),
    ("/search.json?q=barnacle", 200),
    ("/search.json?q=clas:x", 400),
    ("/09SUVA101", 200),
    ("/09SUVA101?mark=teapots", 200),
    ("/09SUVA101/original", 200),
    ("/09SUVA101.json", 200),
    ("/09SUVA101.txt", 200),
    ("/09suva101", 308),
    ("/09SUVA101/versions", 200),
    ("/09suva101/versions", 308),
    ("/09SUVA101/v/1", 200),
    ("/09SUVA101/v/1/original", 200),
    ("/09SUVA101/v/1.json", 200),
    ("/09SUVA101/v/1.txt", 200),
    ("/09SUVA101/v/9/original", 404),
    ("/09SUVA101/v/9", 404),
    ("/imports", 200),
    ("/imports/1", 200),
    ("/imports/99", 404),
    ("/collections", 200),
    ("/collections/papers", 200),
    ("/collections/papers/harbor", 200),
    ("/collections/papers/harbor/raw", 200),
    ("/posts", 200),
    ("/posts/SUVA", 200),
    ("/posts/SUVA/2008", 200),
    ("/tags/FJ", 302),
    ("/go", 200),
    ("/go?to=suva+101+2009", 303),
    ("/go?to=what", 404),
    ("/about", 200),
    ("/pairs", 200),
    ("/09SUVA4999", 404),
    ("/no/such/place", 404),
    ("/%ff", 404),
];

#[tokio::test]
async fn every_answer_is_strict() {
    let site = Site::new();
    for (address, status) in ADDRESSES {
        for method in [Method::GET, Method::HEAD, Method::POST] {
            let answer = site.ask(method.clone(), address, &[]).await;
            let expected = if method == Method::POST { 405 } else { status };
            assert_eq!(answer.status.as_u16(), expected, "{method} {address}");
            let policy = answer.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{address}: {policy}");
            assert!(!policy.contains("unsafe"), "{address}");
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
            ] {
                assert_eq!(answer.header(name), value, "{method} {address}");
            }
            assert!(!answer.header("permissions-policy").is_empty(), "{address}");
            assert!(!answer.header("cache-control").is_empty(), "{method} {address}");
            if method == Method::HEAD {
                assert!(answer.bytes.is_empty(), "HEAD {address} has no body");
            }
        }
    }
}

#[tokio::test]
async fn every_page_is_whole_and_plain() {
    let site = Site::new();
    for (address, _) in ADDRESSES {
        let answer = site.get(address).await;
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let page = answer.text();
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"), "{address}");
        assert_eq!(page.matches("<h1").count(), 1, "{address} has one main heading");
        for landmark in ["<main id=\"main\"", "<header class=\"top\">", "<footer", "<nav aria-label", "href=\"#main\""]
        {
            assert!(page.contains(landmark), "{address} lacks {landmark}");
        }
        for foreign in ["<script", "<style", " style=", " onclick", "http://", "https://", "//fonts", "<iframe"] {
            assert!(!page.contains(foreign), "{address} holds {foreign}");
        }
        let ids = attributes(page, "id");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{address} has an id twice: {ids:?}");
    }
}

#[tokio::test]
async fn head_says_what_get_would_send() {
    let site = Site::new();
    for address in ["/", "/09SUVA101", "/09SUVA101.json", "/no/such/place"] {
        let (get, head) = (site.get(address).await, site.ask(Method::HEAD, address, &[]).await);
        assert_eq!(get.status, head.status);
        assert_eq!(head.header("content-length"), get.bytes.len().to_string(), "{address}");
        assert_eq!(head.header("content-type"), get.header("content-type"));
        assert_eq!(head.header("etag"), get.header("etag"));
    }
}

#[tokio::test]
async fn every_link_leads_somewhere() {
    let site = Site::new();
    let mut known = BTreeSet::from(["/".to_owned()]);
    let mut queue = VecDeque::from(["/".to_owned()]);
    while let Some(address) = queue.pop_front() {
        let answer = site.get(&address).await;
        let status = answer.status.as_u16();
        // The examples of the help find nothing here, but they can be read.
        assert!(status < 400, "{address} answers {status}");
        let mut links = vec![answer.header("location").to_owned()];
        if answer.header("content-type").starts_with("text/html") {
            links.extend(attributes(answer.text(), "href"));
            let ids = attributes(answer.text(), "id");
            for link in links.iter().filter_map(|link| link.strip_prefix('#')) {
                assert!(ids.iter().any(|id| id == link), "{address} links to #{link}, which is not there");
            }
        }
        for link in links {
            let path = link.split('#').next().unwrap_or_default();
            // Searches can be narrowed without end; the first step is enough.
            let deep = path.starts_with("/search") && path.matches("%3A").count() > 1;
            if path.starts_with('/') && !deep && known.len() < 900 && known.insert(path.to_owned()) {
                queue.push_back(path.to_owned());
            }
        }
    }
    for address in [
        "/09SUVA101",
        "/09APIA7",
        "/posts/SUVA/2008",
        "/collections/papers/harbor/raw/1",
        "/about",
        "/diagnostics/section-missing",
    ] {
        assert!(known.contains(address), "{address} is linked from somewhere");
    }
}

#[tokio::test]
async fn the_home_page_says_what_is_held() {
    let page = Site::new().get("/").await;
    for words in ["47 telegrams", "from", "17\u{a0}March\u{a0}2009", "SUVA", "papers", "Invented &#60;papers&#62;"] {
        assert!(page.text().contains(words), "{words} in {}", page.text());
    }
    let empty = Site::empty().get("/").await;
    assert_eq!(empty.status, StatusCode::OK);
    assert!(empty.text().contains("holds nothing yet"));
}

#[tokio::test]
async fn an_empty_archive_has_all_its_pages() {
    let site = Site::empty();
    for address in ["/", "/search", "/search?q=tea", "/search.json", "/posts", "/collections", "/about"] {
        assert_eq!(site.get(address).await.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn a_telegram_shows_its_facts() {
    let answer = Site::new().get("/09SUVA101").await;
    let page = answer.text();
    for words in [
        "HARBOR &#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;TEA&#34;",
        "17 March 2009, 08:04",
        "AMEMBASSY SUVA",
        "SECSTATE WASHDC",
        "no. 4928",
        "<summary>5 addressees</summary>",
        "disclosure could be expected to cause damage to the national security",
        "SIPDIS",
        "Priority",
        "to be declassified on <time datetime=\"2019-03-17\">17 March 2019</time>",
        "href=\"/tags/EWWT\"",
        "foreign government information",
        "<section class=\"para\" id=\"p1\" aria-label=\"summary\">",
        "<abbr class=\"mark\" title=\"SENSITIVE BUT UNCLASSIFIED, not releasable to foreign nationals\">SBU/NF</abbr>",
        "href=\"#p2\"",
        "<pre tabindex=\"0\">",
        "SAMPLE",
        "<link rel=\"canonical\" href=\"/09SUVA101\">",
        "<link rel=\"alternate\" type=\"application/json\" href=\"/09SUVA101.json\">",
        "href=\"/collections/papers/harbor/raw/1\"",
        "href=\"/posts/SUVA/2009\"",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    let own = page.len() - HARBOR.len();
    assert!(own < 30_000, "the page weighs {own} bytes besides the text");
}

#[tokio::test]
async fn references_lead_both_ways() {
    let site = Site::new();
    let harbor = site.get("/09SUVA101").await;
    let page = harbor.text();
    assert!(page.contains("(<a href=\"/09APIA7\" title=\"09APIA7: A TEAPOT\">ref A</a>)"), "{page}");
    assert!(page.contains("<a href=\"/09SUVA99\" title=\"09SUVA99: not in this archive\">Ref B</a>"), "{page}");
    assert!(page.contains("<a href=\"/09APIA7\">A TEAPOT</a>"), "the list of references");
    let teapot = site.get("/09APIA7").await;
    assert!(teapot.text().contains("Referred to by") && teapot.text().contains("href=\"/09SUVA101\""));
    assert!(teapot.text().contains("as reference A"));
}

#[tokio::test]
async fn a_missing_telegram_has_a_page() {
    let site = Site::new();
    let missing = site.get("/09SUVA99").await;
    assert_eq!(missing.status, StatusCode::OK);
    let page = missing.text();
    assert!(page.contains("known only from references by 1 telegram in this archive"), "{page}");
    assert!(page.contains("href=\"/09SUVA101\""));
    assert!(!page.to_lowercase().contains("hidden"));
    assert_eq!(site.get("/09%20suva%200099").await.header("location"), "/09SUVA99");
    assert_eq!(site.get("/go?to=09+SUVA+99").await.header("location"), "/09SUVA99");
    assert_eq!(site.get("/09SUVA99.json").await.json()["id"], "09SUVA99");
    assert_eq!(site.get("/09SUVA99/original").await.header("location"), "/09SUVA99");
    assert!(site.get("/posts/SUVA/2009").await.text().contains("href=\"/09SUVA99\""));
}

#[tokio::test]
async fn the_original_shows_every_line_and_its_kind() {
    let answer = Site::new().get("/09SUVA101/original").await;
    let page = answer.text();
    assert!(page.contains("C O N F I D E N T I A L SUVA 000101"));
    assert!(page.contains("&#60;script&#62;"), "escaped here too");
    for (number, _) in HARBOR.lines().enumerate() {
        assert!(page.contains(&format!("id=\"L{}\"", number + 1)));
    }
    for kind in ["classification", "from", "subject", "paragraph"] {
        assert!(page.contains(&format!("<span class=\"k\">{kind}</span>")), "{kind} in {page}");
    }
}

#[tokio::test]
async fn spellings_lead_to_the_one_address() {
    let site = Site::new();
    for (spelling, canonical) in [
        ("/09suva101", "/09SUVA101"),
        ("/09%20SUVA%200101", "/09SUVA101"),
        ("/2009SUVA000101", "/09SUVA101"),
        ("/09suva101.json", "/09SUVA101.json"),
        ("/09suva101.txt", "/09SUVA101.txt"),
        ("/09suva101/original", "/09SUVA101/original"),
        ("/cable/2009/03/09SUVA101.html", "/09SUVA101"),
    ] {
        let answer = site.get(spelling).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (308, canonical), "{spelling}");
    }
    assert_eq!(site.get("/posts/suva").await.header("location"), "/posts/SUVA");
    assert_eq!(site.get("/posts/suva/2008").await.header("location"), "/posts/SUVA/2008");
}

#[tokio::test]
async fn the_json_is_the_contract() {
    let site = Site::new();
    let json = site.get("/09SUVA101.json").await.json();
    let object = json.as_object().expect("an object");
    for key in [
        "id",
        "kind",
        "text_state",
        "date",
        "classification",
        "captions",
        "precedence",
        "from",
        "action",
        "info",
        "excluded",
        "pass",
        "executive_order",
        "tags",
        "subject",
        "references",
        "classified_by",
        "sections",
        "paragraphs",
        "signature",
        "drafted_by",
        "cleared_by",
        "approved_by",
        "diagnostics",
        "source",
    ] {
        assert!(object.contains_key(key), "{key}");
    }
    assert_eq!(json["id"], "09SUVA101");
    assert_eq!(json["date"], "2009-03-17T08:04:00Z");
    assert_eq!(json["subject"], "HARBOR <script>alert(1)</script> & \"TEA\"");
    let negotiated = site.ask(Method::GET, "/09SUVA101", &[("accept", "application/json")]).await;
    assert_eq!(negotiated.json(), json);
    assert!(negotiated.header("vary").contains("accept"));
    let by_key = site.get("/collections/papers/harbor.json").await;
    assert_eq!(by_key.json(), json);
    let error = site.ask(Method::GET, "/09SUVA4999", &[("accept", "application/json")]).await;
    assert_eq!(error.json()["error"]["status"], 404);
}

#[tokio::test]
async fn the_bytes_are_those_imported() {
    let site = Site::new();
    for address in ["/collections/papers/harbor/raw", "/collections/papers/harbor/raw/1"] {
        let raw = site.get(address).await;
        assert_eq!(raw.bytes, HARBOR.as_bytes(), "{address}");
        assert_eq!(raw.header("content-type"), "application/octet-stream");
        assert_eq!(raw.header("content-disposition"), "attachment; filename=\"harbor.txt\"");
    }
    assert_eq!(site.get("/collections/papers/harbor/raw/2").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/09SUVA101.txt").await.text(), HARBOR);
}

#[tokio::test]
async fn an_unknown_address_offers_ways_on() {
    let answer = Site::new().get("/09SUVA4999").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    for words in ["value=\"09SUVA4999\"", "href=\"/search?q=09SUVA4999\"", "href=\"/posts\"", "action=\"/go\""] {
        assert!(answer.text().contains(words), "{words} in {}", answer.text());
    }
    assert!(!answer.text().to_lowercase().contains("withheld"));
}

#[tokio::test]
async fn the_go_box_leads_or_says_what_it_understood() {
    let site = Site::new();
    let found = site.get("/go?to=09+SUVA+0101").await;
    assert_eq!((found.status.as_u16(), found.header("location")), (303, "/09SUVA101"));
    let unknown = site.get("/go?to=09+SUVA+4999").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{}", unknown.header("location"));
    assert!(unknown.text().contains("was read as <strong>09SUVA4999</strong>"), "{}", unknown.text());
    let nonsense = site.get("/go?to=%3Cb%3Etea").await;
    assert!(nonsense.text().contains("“&#60;b&#62;tea” is no form of a reference id"));
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let site = Site::new();
    let first = site.get("/09SUVA101").await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = site.ask(Method::GET, "/09SUVA101", &[("if-none-match", &tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.bytes.is_empty());
    let other = site.ask(Method::GET, "/09SUVA101", &[("if-none-match", "\"other\"")]).await;
    assert_eq!(other.status, StatusCode::OK);
    assert_eq!(site.get("/search?q=tea").await.header("cache-control"), "no-store", "a search leaves no trace");
}

#[tokio::test]
async fn pages_are_compressed_when_asked() {
    let site = Site::new();
    let plain = site.get("/09SUVA101").await;
    let packed = site.ask(Method::GET, "/09SUVA101", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.len() * 2 < plain.bytes.len(), "{} of {}", packed.bytes.len(), plain.bytes.len());
}

#[tokio::test]
async fn the_style_sheet_is_kept_for_ever() {
    let site = Site::new();
    let page = site.get("/").await;
    let links = attributes(page.text(), "href");
    for (end, content_type) in [(".css", "text/css"), (".svg", "image/svg+xml")] {
        let address = links.iter().find(|link| link.ends_with(end)).expect("an asset");
        let asset = site.get(address).await;
        assert_eq!(asset.status, StatusCode::OK);
        assert!(asset.header("content-type").starts_with(content_type));
        assert!(asset.header("cache-control").contains("immutable"));
        assert!(!asset.text().contains("url(") && !asset.text().contains("@import"), "nothing from elsewhere");
    }
    assert_eq!(site.get("/assets/style.css").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn copies_stand_side_by_side() {
    let site = Site::with_copies();
    let page = site.get("/09SUVA101").await;
    assert!(page.text().contains("<a href=\"/09SUVA101/versions\">Compare the copies</a>"), "{}", page.text());
    let versions = site.get("/09SUVA101/versions").await;
    let html = versions.text();
    for words in [
        "2 copies of this telegram are here",
        "<del>porcelain</del>",
        "<ins>teapots</ins>",
        "states the same id · the same day",
        "<th scope=\"row\">subject</th>",
    ] {
        assert!(html.contains(words), "{words} in {html}");
    }
    let turned = site.get("/09SUVA101/versions?left=2&right=1").await;
    assert!(turned.text().contains("1 word only in copy 1"), "{}", turned.text());
    let other = site.get("/09SUVA101/versions?left=1&right=2").await;
    assert!(other.text().contains("<del>teapots</del>") && other.text().contains("<ins>porcelain</ins>"));
    let second = site.get("/09SUVA101/v/2").await;
    assert!(second.text().contains("All that is known of 09SUVA101"), "{}", second.text());
}

#[tokio::test]
async fn the_number_of_a_copy_that_left_leads_to_it() {
    let site = Site::with_copies();
    site.split("papers", "harbor");
    for (path, place) in [
        ("/09SUVA101/v/1", "/collections/papers/harbor"),
        ("/09SUVA101/v/1.json", "/collections/papers/harbor.json"),
        ("/09SUVA101/v/1/original", "/collections/papers/harbor/original"),
    ] {
        let left = site.get(path).await;
        assert_eq!((left.status, left.header("location")), (StatusCode::SEE_OTHER, place), "{path}");
        assert_eq!(site.get(place).await.status, StatusCode::OK, "{place}");
    }
    let stays = site.get("/09SUVA101/v/2.txt").await;
    assert!(stays.text().contains("porcelain"), "{}", stays.text());
    assert_eq!(site.get("/09SUVA101/v/3").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn imports_say_what_they_brought() {
    let site = Site::new();
    let list = site.get("/imports").await;
    assert!(list.text().contains("<a href=\"/imports/1\">1</a>"), "{}", list.text());
    assert!(!list.text().contains("http-equiv"), "nothing runs, so nothing is loaded again");
    let one = site.get("/imports/1").await;
    assert!(one.text().contains("href=\"/09SUVA101\"") || one.text().contains("rel=\"next\""), "{}", one.text());
    assert_eq!(list.header("cache-control"), "no-store");
}
