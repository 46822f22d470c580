//! `/pairs`: copies that may be of one telegram or of two, for a person to decide.

use archive::{DoubtfulPair, Ground, PairedCopy, Verdict};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::search::page_number;
use super::telegram::carrier_word;
use crate::PageError;
use crate::app::App;
use crate::extract::Query;
use crate::page::{Frame, Page};
use crate::show::date::Date;
use crate::show::number::count;
use crate::show::summary::{label, subject};

/// Where it is.
pub(crate) const ADDRESS: &str = "/pairs";

/// How many pairs a page shows: each is compared word by word.
const PER_PAGE: u64 = 20;

#[derive(Template)]
#[template(path = "pairs.html")]
struct PairsPage {
    frame: Frame,
    total: u64,
    total_words: String,
    pairs: Vec<Row>,
    previous: Option<String>,
    next: Option<String>,
}

impl Page for PairsPage {}

/// A pair with what speaks for and against it.
struct Row {
    copies: [Copy; 2],
    agree: Vec<String>,
    contradict: Vec<String>,
    /// What is typed where they are of one telegram, and where they are of two.
    join: String,
    apart: String,
}

struct Copy {
    address: String,
    name: String,
    carrier: &'static str,
    subject: String,
    label: String,
    telegram: String,
    date: Option<Date>,
}

/// Which part of the list to show.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Parameters {
    page: Option<String>,
}

/// Lists the pairs.
pub(crate) async fn pairs(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<Response, PageError> {
    let frame = app.frame();
    let part = page_number(parameters.page.as_deref());
    app.page(move |archive| {
        let found = archive.doubtful_pairs((part - 1).saturating_mul(PER_PAGE), PER_PAGE)?;
        let of_part = |part: u64| if part == 1 { ADDRESS.to_owned() } else { format!("{ADDRESS}?page={part}") };
        Ok(PairsPage {
            frame,
            total: found.total,
            total_words: count(found.total, "pair", "pairs"),
            pairs: found.pairs.iter().map(row).collect(),
            previous: (part > 1).then(|| of_part(part - 1)),
            next: (part.saturating_mul(PER_PAGE) < found.total).then(|| of_part(part + 1)),
        })
    })
    .await
}

fn row(pair: &DoubtfulPair) -> Row {
    let words = |grounds: &[Ground]| grounds.iter().map(Ground::in_words).collect::<Vec<_>>();
    let mut contradict = words(&pair.judgement.contradict);
    if pair.judgement.verdict == Verdict::One {
        contradict.push("another telegram fits as well".to_owned());
    }
    let (moved, home) = pair.joined();
    Row {
        join: format!("chancery witness join {} {}", moved.name(), home.telegram_name()),
        apart: format!("chancery witness apart {} {}", pair.left.name(), pair.right.name()),
        copies: [copy(&pair.left), copy(&pair.right)],
        agree: words(&pair.judgement.agree),
        contradict,
    }
}

fn copy(copy: &PairedCopy) -> Copy {
    let telegram = &copy.telegram;
    Copy {
        address: copy.address.clone(),
        name: copy.name(),
        carrier: carrier_word(&copy.carrier),
        subject: subject(telegram.subject.as_deref(), telegram::Kind::Telegram),
        label: label(telegram.id.as_deref(), &telegram.address),
        telegram: telegram.address.clone(),
        date: telegram.date.as_ref().map(Date::new),
    }
}
