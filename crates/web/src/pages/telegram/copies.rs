//! `/{id}/versions`: the copies of a telegram side by side, what each says, and
//! where their texts differ.

use archive::{ComparisonRow, Copies, Evidence, FactRow, Identity, Library, TelegramPage, WitnessInfo, WitnessNumber};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::links::carrier_word;
use crate::page::{self, Frame, Page};
use crate::show::date::Date;
use crate::show::number::count;
use crate::show::summary::{label, subject};
use crate::{PageError, address};

/// Which two copies to compare, by their numbers on the page, from 1.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Pair {
    left: Option<String>,
    right: Option<String>,
}

#[derive(Template)]
#[template(path = "versions.html")]
struct VersionsPage {
    frame: Frame,
    label: String,
    title: String,
    address: String,
    copies: Vec<CopyRow>,
    facts: Vec<FactRow>,
    differing: usize,
    compared: Option<ComparedTexts>,
}

impl Page for VersionsPage {}

/// A copy, with what speaks for its being one.
struct CopyRow {
    /// Its number among the copies; part of its address.
    number: u32,
    address: String,
    witness_address: String,
    name: String,
    carrier: &'static str,
    shown: bool,
    superseded: bool,
    version: u32,
    imported: Date,
    released: Option<String>,
    evidence: Vec<String>,
    doubtful: bool,
    decision: Option<String>,
}

struct ComparedTexts {
    left: u32,
    right: u32,
    summary: String,
    rows: Vec<ComparisonRow>,
}

/// Renders the page.
pub(super) fn show(
    archive: &dyn Library,
    frame: Frame,
    page: &TelegramPage,
    pair: &Pair,
) -> Result<Response, PageError> {
    let chosen = numbered(&page.witnesses, pair.left.as_deref().unwrap_or_default())
        .zip(numbered(&page.witnesses, pair.right.as_deref().unwrap_or_default()));
    let Some(copies) = archive.copies(&page.address, chosen)? else {
        return Err(PageError::not_found(&address::words_of(&page.address)));
    };
    page::render(&versions_page(frame, page, copies))
}

/// The witness that has this number among the copies.
fn numbered(witnesses: &[WitnessInfo], copy: &str) -> Option<WitnessNumber> {
    let copy: u32 = copy.parse().ok()?;
    witnesses.iter().find(|witness| witness.copy == copy).map(|witness| witness.number)
}

/// Where the telegram is shown as a copy has it. Without an id it has no addresses of copies: there the copy's own is.
pub(super) fn address(page: &TelegramPage, copy: &WitnessInfo) -> String {
    if page.address.starts_with("/collections/") {
        return copy.address.clone();
    }
    format!("{}/v/{}", page.address, copy.copy)
}

fn versions_page(frame: Frame, page: &TelegramPage, copies: Copies) -> VersionsPage {
    let number =
        |witness: WitnessNumber| copies.witnesses.iter().find(|one| one.number == witness).map_or(0, |one| one.copy);
    let compared = copies.compared.map(|compared| {
        let texts = compared.texts;
        let words = |words: usize| count(words as u64, "word", "words");
        let (left, right) = (number(compared.left), number(compared.right));
        let summary = if texts.only_left + texts.only_right == 0 {
            format!("{} in both, none differs.", words(texts.common))
        } else {
            format!(
                "{} in both, {} only in copy {left}, {} only in copy {right}.",
                words(texts.common),
                words(texts.only_left),
                words(texts.only_right)
            )
        };
        ComparedTexts { left, right, summary, rows: texts.rows }
    });
    VersionsPage {
        frame,
        label: label(page.telegram.id.as_deref(), &page.address),
        title: subject(page.telegram.subject.as_deref(), page.telegram.kind),
        address: page.address.clone(),
        copies: copies.witnesses.iter().map(|witness| copy_row(page, witness)).collect(),
        differing: copies.facts.iter().filter(|row| !row.agree).count(),
        facts: copies.facts,
        compared,
    }
}

fn copy_row(page: &TelegramPage, witness: &WitnessInfo) -> CopyRow {
    let decision = witness.decision.as_ref().map(|decision| {
        let what = match &decision.joined_to {
            Some(_) => "joined by hand",
            None => "split off by hand",
        };
        let why = decision.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        format!("{what} on {}{why}", decision.decided.strftime("%-d %B %Y"))
    });
    CopyRow {
        number: witness.copy,
        address: address(page, witness),
        witness_address: witness.address.clone(),
        name: format!("{}/{}", witness.collection, witness.key),
        carrier: carrier_word(&witness.carrier),
        shown: witness.shown,
        superseded: witness.superseded,
        version: witness.version,
        imported: Date::of_timestamp(witness.imported),
        released: witness.released.as_ref().map(|date| Date::new(date).day),
        evidence: evidence(&witness.evidence),
        doubtful: witness.evidence.doubtful,
        decision,
    }
}

/// The evidence in words, each compared with the copy that is shown.
fn evidence(evidence: &Evidence) -> Vec<String> {
    if evidence.by == Identity::Shown {
        return Vec::new();
    }
    let mut words = Vec::new();
    words.push(match evidence.same_id {
        Some(true) => "states the same id".to_owned(),
        Some(false) => "states another id".to_owned(),
        None => "states no id".to_owned(),
    });
    words.extend(evidence.days_apart.map(|days| match days {
        0 => "the same day".to_owned(),
        days => format!("{} apart", count(days.unsigned_abs().into(), "day", "days")),
    }));
    words.extend(
        evidence.common_words.map(|share| format!("about {:.0} % of the shorter text in common", share * 100.0)),
    );
    words
}
