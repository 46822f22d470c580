//! A telegram in line with its witnesses: which is shown, what it says.

use telegram::{Edtf, Reference, Telegram};

use super::identity::Home;
use super::{Change, ReadWitness};
use crate::error::Reason;
use crate::numbers::{TelegramNumber, WitnessNumber};
use crate::reading::Reading;
use crate::store::{Part, ReferenceRow, Rows, TelegramRow, Transaction, Witnesses};
use crate::{Error, series};

/// A witness that was just written: what it says need not be read again.
#[derive(Clone, Copy)]
pub(super) struct AtHand<'a> {
    pub(super) witness: WitnessNumber,
    pub(super) read: &'a ReadWitness,
    /// Unit and record of the batch.
    pub(super) place: (usize, usize),
}

/// Brings a telegram in line with its witnesses: which is shown, the facts,
/// the references; and queues it for the index. A telegram without witnesses
/// goes.
pub(super) fn refresh(tx: &dyn Transaction, home: Home, at_hand: Option<AtHand<'_>>) -> Result<Change, Error> {
    let Home { telegram: mut row, fresh, joined, .. } = home;
    let (shown, has_others) = match at_hand {
        Some(at_hand) if fresh && joined.is_empty() => (Some(at_hand.witness), false),
        _ => shown(tx, row.number)?,
    };
    let sequence = tx.enqueue(row.number)?;
    let mut change = Change { sequence, telegram: row.number, fresh, facts: None };
    let Some(shown) = shown else {
        tx.remove_telegram(row.number)?;
        return Ok(change);
    };
    match at_hand {
        Some(at_hand) if at_hand.witness == shown => {
            state(tx, &mut row, fresh, &at_hand.read.telegram)?;
            if !has_others {
                change.facts = Some(at_hand.place);
            }
        }
        // It shows what it showed.
        _ if row.shown == shown => {}
        _ => state(tx, &mut row, fresh, &facts_of(tx, shown)?)?,
    }
    row.shown = shown;
    row.revision = sequence;
    tx.put_telegram(&row)?;
    Ok(change)
}

/// The facts that were read from a witness; see [`Reading::facts`].
pub(super) fn facts_of(rows: &dyn Rows, witness: WitnessNumber) -> Result<Telegram, Error> {
    let kept = rows.readings(&[witness])?.pop().ok_or_else(|| Reason::NoWitness(witness.to_string()))?;
    Ok(Reading::facts(&kept.reading)?)
}

/// The witness that is shown of a telegram, if it has any, and whether it has others.
fn shown(rows: &dyn Rows, telegram: TelegramNumber) -> Result<(Option<WitnessNumber>, bool), Error> {
    let first = rows.witnesses(Witnesses::Of(telegram), Part::first(2))?;
    Ok((first.first().map(|witness| witness.number), first.len() > 1))
}

/// Repeats what the shown witness says in the telegram's own row, which has to be put afterwards, and in its references.
fn state(tx: &dyn Transaction, row: &mut TelegramRow, fresh: bool, facts: &Telegram) -> Result<(), Error> {
    let stated_year = facts.date.map(|date| date.year());
    let series = facts.id.as_deref().and_then(series::of);
    let from = facts.from.as_ref();
    (row.post, row.year, row.airgram, row.serial) = match series {
        Some(series) => (Some(series.post), Some(series.year), Some(series.airgram), Some(series.serial)),
        None => (from.and_then(|from| from.post.clone()), stated_year, None, None),
    };
    row.kind = facts.kind;
    row.text_state = facts.text_state;
    row.date = facts.date;
    row.moment = facts.date.map(Edtf::from).or(facts.date_edtf).map(|date| crate::moment::sorted_by(&date));
    row.classification = facts.classification;
    row.subject.clone_from(&facts.subject);
    row.sender = from.map(|from| from.name.clone());
    let references = references(row.number, facts);
    // What was just made refers to nothing yet.
    if fresh && references.is_empty() { Ok(()) } else { tx.put_references(row.number, &references) }
}

/// The only reading of an entry that is not sure. Its row names no series: it is known as a telegram that refers to
/// another where that one is held, and nothing is missing where it is not.
fn only_candidate(reference: &Reference) -> Option<&str> {
    match reference.candidates.as_slice() {
        [candidate] => Some(&candidate.id),
        _ => None,
    }
}

/// What the telegram refers to: the entries of its REF line, then what only
/// its text names.
fn references(telegram: TelegramNumber, facts: &Telegram) -> Vec<ReferenceRow> {
    (0..)
        .zip(facts.references.iter().chain(&facts.mentions))
        .filter_map(|(ordinal, reference)| {
            let target = reference.id.as_deref().or_else(|| only_candidate(reference))?;
            Some(ReferenceRow {
                telegram,
                ordinal,
                target: target.to_owned(),
                series: reference.id.as_deref().and_then(series::of),
                letter: reference.letter.clone(),
                in_text: reference.in_text,
            })
        })
        .collect()
}
