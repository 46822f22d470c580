//! `/about`: what this is, and how to search.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::page::{self, Frame, Page};
use crate::{PageError, address};

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    frame: Frame,
    syntax: Vec<Syntax>,
}

impl Page for AboutPage {}

struct Syntax {
    query: &'static str,
    meaning: &'static str,
    address: String,
}

/// The query language by example, in the order a reader learns it.
const SYNTAX: [(&str, &str); 21] = [
    ("grain shipment", "both words, anywhere in the same telegram, in any form (shipment, shipments)"),
    ("\"grain shipment\"", "the words next to each other, also across a page break"),
    ("\"grain port\"~5", "the words at most five words apart"),
    ("wheat OR grain", "one of the words or both"),
    ("grain -wheat", "the first word without the second; NOT wheat is the same"),
    ("(wheat OR grain) harbor", "parentheses group"),
    ("fertili*", "words that start so"),
    ("fertilizr~", "words that are spelt nearly so"),
    ("=PORT", "the word exactly as written, no other form"),
    ("/fertili[sz]er/", "words that fit a regular expression"),
    ("from:suva", "by the sender"),
    ("to:secstate", "by those who were to act; info: by those who were to know"),
    ("post:SUVA", "by the post that numbered it"),
    ("tag:PGOV", "by a subject or country tag"),
    ("class:secret..", "Secret and above; class:secret only Secret"),
    ("caption:NODIS", "by a caption"),
    ("subject:grain", "by a word of the subject"),
    ("id:09SUVA12", "by the number; ref: what refers to it, refby: what it refers to"),
    ("date:1974-09..1975-02", "by date; year, month or day, alone or as a range with two dots"),
    ("year:1973..1979", "by year"),
    ("signed:smith", "by the signature; classifiedby: by who classified it"),
];

/// Shows the page.
pub(crate) async fn about(State(app): State<App>) -> Result<Response, PageError> {
    let row =
        |(query, meaning): (&'static str, &'static str)| Syntax { query, meaning, address: address::search(query) };
    page::render(&AboutPage { frame: app.frame(), syntax: SYNTAX.map(row).into() })
}
