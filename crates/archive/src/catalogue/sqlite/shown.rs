//! A telegram in line with its witnesses: which is shown, what it says.

use rusqlite::{Transaction, params};
use telegram::{Edtf, Reference};

use super::*;
use crate::series;

/// The telegram that a witness belongs to.
pub(super) struct Home {
    pub(super) telegram: TelegramNumber,
    /// Whether it was made for it.
    pub(super) fresh: bool,
    /// Telegrams without id that turn out to be the same.
    pub(super) joined: Vec<TelegramNumber>,
}

impl Home {
    pub(super) fn existing(telegram: TelegramNumber) -> Self {
        Self { telegram, fresh: false, joined: Vec::new() }
    }
}

/// Makes a telegram that has no witness yet.
pub(super) fn create(tx: &Transaction<'_>, id: Option<&str>, address: &str) -> Result<TelegramNumber, Error> {
    tx.prepare_cached(
        "INSERT INTO telegram (id, address, kind, text_state, shown, revision, copies)
         VALUES (?1, ?2, '', '', 0, 0, (SELECT coalesce(max(copy), 0) FROM former_copy WHERE address = ?2))",
    )?
    .execute(params![id, address])?;
    Ok(TelegramNumber(tx.last_insert_rowid()))
}

/// A witness that was just written: what it says need not be read again.
#[derive(Clone, Copy)]
pub(super) struct AtHand<'a> {
    pub(super) witness: WitnessNumber,
    pub(super) row: &'a WitnessRow,
    /// Unit and record of the batch.
    pub(super) place: (usize, usize),
}

/// Brings a telegram in line with its witnesses: which is shown, the facts,
/// the references; and queues it for the index. A telegram without witnesses
/// goes.
pub(super) fn refresh(tx: &Transaction<'_>, home: &Home, at_hand: Option<AtHand<'_>>) -> Result<Change, Error> {
    let telegram = home.telegram;
    let (shown, has_others) = match at_hand {
        Some(at_hand) if home.fresh && home.joined.is_empty() => (Some(at_hand.witness), false),
        _ => shown(tx, telegram)?,
    };
    tx.prepare_cached("INSERT INTO index_queue (telegram) VALUES (?1)")?.execute([telegram])?;
    let sequence = Sequence(tx.last_insert_rowid());
    if !home.fresh {
        tx.prepare_cached("DELETE FROM reference WHERE telegram = ?1")?.execute([telegram])?;
    }
    let mut change = Change { sequence, telegram, fresh: home.fresh, facts: None };
    match (shown, at_hand) {
        (None, _) => {
            tx.prepare_cached("DELETE FROM telegram WHERE number = ?1")?.execute([telegram])?;
        }
        (Some(shown), Some(at_hand)) if shown == at_hand.witness => {
            facts(tx, telegram, shown, sequence, &at_hand.row.telegram)?;
            if !has_others {
                change.facts = Some(at_hand.place);
            }
        }
        (Some(shown), _) => {
            facts(tx, telegram, shown, sequence, &facts_of(tx, shown)?)?;
        }
    }
    Ok(change)
}

/// The facts that were read from a witness; see [`Reading::facts`].
pub(super) fn facts_of(tx: &Transaction<'_>, witness: WitnessNumber) -> Result<Telegram, Error> {
    Ok(tx
        .prepare_cached("SELECT reading FROM witness WHERE number = ?1")?
        .query_row([witness], |row| Ok(Reading::facts(row.get_ref(0)?.as_blob()?)))??)
}

/// The witness that is shown of a telegram, if it has any, and whether it has others.
fn shown(tx: &Transaction<'_>, telegram: TelegramNumber) -> Result<(Option<WitnessNumber>, bool), Error> {
    let first = tx
        .prepare_cached("SELECT number FROM witness WHERE telegram = ?1 ORDER BY rank, number LIMIT 2")?
        .query_map([telegram], |row| row.get(0))?
        .collect::<Result<Vec<_>, _>>()?;
    Ok((first.first().copied(), first.len() > 1))
}

/// Repeats what the shown witness says in the telegram's own row.
fn facts(
    tx: &Transaction<'_>,
    telegram: TelegramNumber,
    shown: WitnessNumber,
    revision: Sequence,
    facts: &Telegram,
) -> Result<(), Error> {
    let stated_year = facts.date.map(|date| date.year());
    let series = facts.id.as_deref().and_then(series::of);
    let from = facts.from.as_ref();
    let (post, year, airgram, serial) = match series {
        Some(series) => (Some(series.post), Some(series.year), Some(series.airgram), Some(series.serial)),
        None => (from.and_then(|from| from.post.clone()), stated_year, None, None),
    };
    tx.prepare_cached(
        "UPDATE telegram SET kind = ?2, text_state = ?3, date = ?4, moment = ?5, classification = ?6, subject = ?7,
           sender = ?8, post = ?9, year = ?10, serial = ?11, shown = ?12, revision = ?13, airgram = ?14 WHERE number = ?1",
    )?
    .execute(params![
        telegram,
        facts.kind.key(),
        facts.text_state.key(),
        facts.date.map(|date| date.to_string()),
        facts.date.map(Edtf::from).or(facts.date_edtf).map(|date| crate::moment::sorted_by(&date)),
        facts.classification.map(Classification::key),
        facts.subject,
        from.map(|from| &from.name),
        post,
        year,
        serial,
        shown,
        revision,
        airgram,
    ])?;
    references(tx, telegram, facts)
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
fn references(tx: &Transaction<'_>, telegram: TelegramNumber, facts: &Telegram) -> Result<(), Error> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO reference (telegram, ordinal, target, target_post, target_year, target_serial, letter, in_text,
           target_airgram) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (ordinal, reference) in (0_i64..).zip(facts.references.iter().chain(&facts.mentions)) {
        let Some(target) = reference.id.as_deref().or_else(|| only_candidate(reference)) else { continue };
        let series = reference.id.as_deref().and_then(series::of);
        let (post, year, airgram, serial) = series
            .map_or((None, None, None, None), |it| (Some(it.post), Some(it.year), Some(it.airgram), Some(it.serial)));
        insert.execute(params![
            telegram,
            ordinal,
            target,
            post,
            year,
            serial,
            reference.letter,
            reference.in_text,
            airgram,
        ])?;
    }
    Ok(())
}
