//! Everything a telegram's page shows.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use telegram::Reference;
use telegram::id::CanonicalId;

use super::witnesses::{Copies, completed};
use super::*;
use crate::address;
use crate::series::{self, Series};
use crate::view::{CitingTelegram, PageState, ResolvedReference, TargetInfo};

impl SqliteCatalogue {
    pub(super) fn page_of(&self, id: &str) -> Result<Option<TelegramPage>, Error> {
        self.read(|tx| {
            let found: Option<(TelegramNumber, WitnessNumber)> = tx
                .prepare_cached("SELECT number, shown FROM telegram WHERE id = ?1")?
                .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            match found {
                Some((telegram, shown)) => held(tx, &*self.blobs, telegram, shown).map(Some),
                None => missing(tx, id),
            }
        })
    }

    pub(super) fn page_of_key(&self, collection: &str, key: &str) -> Result<Option<TelegramPage>, Error> {
        self.read(|tx| {
            let found: Option<(TelegramNumber, WitnessNumber)> = tx
                .prepare_cached(
                    "SELECT w.telegram, w.number FROM witness w JOIN collection c ON c.number = w.collection
                     WHERE c.name = ?1 AND w.key = ?2 ORDER BY w.superseded, w.version DESC LIMIT 1",
                )?
                .query_row(params![collection, key], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            found.map(|(telegram, witness)| held(tx, &*self.blobs, telegram, witness)).transpose()
        })
    }

    pub(super) fn page_of_witness(&self, witness: WitnessNumber) -> Result<Option<TelegramPage>, Error> {
        self.read(|tx| {
            let found: Option<TelegramNumber> = tx
                .prepare_cached("SELECT telegram FROM witness WHERE number = ?1")?
                .query_row([witness], |row| row.get(0))
                .optional()?;
            found.map(|telegram| held(tx, &*self.blobs, telegram, witness)).transpose()
        })
    }

    pub(super) fn reading_of(&self, telegram: TelegramNumber) -> Result<Option<(Reading, Option<String>)>, Error> {
        self.read(|tx| {
            let found = tx
                .prepare_cached(
                    "SELECT w.reading, w.blob, t.post FROM telegram t JOIN witness w ON w.number = t.shown WHERE t.number = ?1",
                )?
                .query_row([telegram], |row| Ok((what_is_there(row, 0, &*self.blobs)?, row.get(2)?)))
                .optional()?;
            found.map(|(reading, post)| Ok((reading?.0, post))).transpose()
        })
    }

    pub(super) fn targets(&self, id: &str) -> Result<Vec<String>, Error> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT DISTINCT r.target FROM reference r JOIN telegram t ON t.number = r.telegram WHERE t.id = ?1",
            )?;
            let rows = statement.query_map([id], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

fn held(
    tx: &Transaction<'_>,
    blobs: &dyn Blobs,
    telegram: TelegramNumber,
    witness: WitnessNumber,
) -> Result<TelegramPage, Error> {
    let mut reading = tx
        .prepare_cached("SELECT reading, blob FROM witness WHERE number = ?1")?
        .query_row([witness], |row| reading_in(row, 0, blobs))??;
    let (address, id, post, year) = tx
        .prepare_cached("SELECT address, id, post, year FROM telegram WHERE number = ?1")?
        .query_row([telegram], |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?, row.get(2)?, row.get(3)?)))?;
    let (previous, next) = match id.as_deref().and_then(series::of) {
        Some(series) => neighbours(tx, &series)?,
        None => (None, None),
    };
    let named = reading.telegram.references.iter().chain(&reading.telegram.mentions);
    let references = named.map(|reference| resolve(tx, reference)).collect::<Result<_, _>>()?;
    let referred_by = match &id {
        Some(id) => citing(tx, id)?,
        None => Vec::new(),
    };
    let Copies { copies, filled } = completed(tx, telegram, witness, &mut reading.telegram)?;
    Ok(TelegramPage {
        address,
        state: PageState::Held,
        telegram: reading.telegram,
        text: reading.text,
        elements: reading.elements,
        witnesses: copies,
        filled,
        references,
        referred_by,
        post,
        year,
        previous,
        next,
    })
}

/// The page of an id that is only referred to.
fn missing(tx: &Transaction<'_>, id: &str) -> Result<Option<TelegramPage>, Error> {
    let referred_by = citing(tx, id)?;
    if referred_by.is_empty() {
        return Ok(None);
    }
    let series = series::of(id);
    let (previous, next) = match &series {
        Some(series) => neighbours(tx, series)?,
        None => (None, None),
    };
    Ok(Some(TelegramPage {
        address: address::telegram(Some(id), "", ""),
        state: PageState::Missing,
        telegram: Telegram {
            id: Some(CanonicalId::kept(id)),
            text_state: telegram::TextState::Missing,
            ..Telegram::default()
        },
        text: String::new(),
        elements: Vec::new(),
        witnesses: Vec::new(),
        filled: Vec::new(),
        references: Vec::new(),
        referred_by,
        post: series.as_ref().map(|series| series.post.clone()),
        year: series.map(|series| series.year),
        previous,
        next,
    }))
}

/// The columns of a [`TargetInfo`], for a table called `t`.
const TARGET: &str = "t.id, t.address, t.subject, t.date, t.classification";

fn target(row: &Row<'_>) -> rusqlite::Result<TargetInfo> {
    Ok(TargetInfo {
        id: row.get(0)?,
        address: row.get(1)?,
        subject: row.get(2)?,
        date: date(row.get(3)?),
        classification: classification(row.get(4)?),
    })
}

/// The held telegrams before and after a number in its series.
fn neighbours(tx: &Transaction<'_>, series: &Series) -> Result<(Option<TargetInfo>, Option<TargetInfo>), Error> {
    let side = |condition: &str| -> Result<Option<TargetInfo>, Error> {
        let sql = format!(
            "SELECT {TARGET} FROM telegram t WHERE t.post = ?1 AND t.year = ?2 AND t.airgram = ?4 AND t.serial {condition} LIMIT 1"
        );
        Ok(tx
            .prepare_cached(&sql)?
            .query_row(params![series.post, series.year, series.serial, series.airgram], target)
            .optional()?)
    };
    Ok((side("< ?3 ORDER BY t.serial DESC")?, side("> ?3 ORDER BY t.serial")?))
}

fn resolve(tx: &Transaction<'_>, reference: &Reference) -> Result<ResolvedReference, Error> {
    let target = match &reference.id {
        Some(id) => {
            let sql = format!("SELECT {TARGET} FROM telegram t WHERE t.id = ?1");
            tx.prepare_cached(&sql)?.query_row([&**id], target).optional()?
        }
        None => None,
    };
    Ok(ResolvedReference { reference: reference.clone(), target })
}

/// The telegrams that refer to an id, by date; each once, by its first entry.
fn citing(tx: &Transaction<'_>, id: &str) -> Result<Vec<CitingTelegram>, Error> {
    let mut statement = tx.prepare_cached(
        "SELECT t.id, t.address, t.subject, t.date, r.letter, r.in_text FROM reference r JOIN telegram t ON t.number = r.telegram
         WHERE r.target = ?1
           AND r.ordinal = (SELECT min(s.ordinal) FROM reference s WHERE s.telegram = r.telegram AND s.target = r.target)
         ORDER BY t.moment IS NULL, t.moment, t.address",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(CitingTelegram {
            id: row.get(0)?,
            address: row.get(1)?,
            subject: row.get(2)?,
            date: date(row.get(3)?),
            letter: row.get(4)?,
            in_text: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
