//! The copies of a telegram, and what speaks for their being copies.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use telegram::Fact;

use super::decisions::decision;
use super::*;
use crate::address;
use crate::witnesses::{Evidence, Sketch, evidence, fill};

/// The copies of a telegram, and which facts of the shown one come from others.
pub(super) struct Copies {
    pub(super) copies: Vec<WitnessInfo>,
    /// The key of the fact and the number of the witness that states it.
    pub(super) filled: Vec<(Fact, WitnessNumber)>,
}

/// Lists the copies, and completes what the shown one says by what others say.
pub(super) fn completed(
    tx: &Transaction<'_>,
    telegram: TelegramNumber,
    shown: WitnessNumber,
    facts: &mut Telegram,
) -> Result<Copies, Error> {
    let copies = with_readings(tx, telegram, shown, &|row, first| {
        let facts = Reading::facts(row.get_ref(first)?.as_blob()?);
        Ok(facts.map(|telegram| Reading { telegram, ..Reading::default() }).map_err(Error::from))
    })?;
    let others: Vec<(usize, &Telegram)> = copies
        .iter()
        .enumerate()
        .filter(|(_, copy)| !copy.info.shown && !copy.info.superseded && !copy.info.evidence.doubtful)
        .map(|(place, copy)| (place, &copy.reading.telegram))
        .collect();
    let number = |place: usize| copies.get(place).map(|copy| copy.info.number).unwrap_or_default();
    let filled = fill(facts, &others).into_iter().map(|(fact, place)| (fact, number(place))).collect();
    Ok(Copies { copies: copies.into_iter().map(|copy| copy.info).collect(), filled })
}

impl SqliteCatalogue {
    pub(super) fn copies_at(&self, address: &str) -> Result<Option<Vec<Copy>>, Error> {
        self.read(|tx| {
            let found: Option<(TelegramNumber, WitnessNumber)> = tx
                .prepare_cached("SELECT number, shown FROM telegram WHERE address = ?1")?
                .query_row([address], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let whole: &Decode<'_> = &|row, first| reading_in(row, first, &*self.blobs);
            found.map(|(telegram, shown)| with_readings(tx, telegram, shown, whole)).transpose()
        })
    }

    pub(super) fn addresses_with_copies(&self, after: &str, limit: usize) -> Result<Vec<String>, Error> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT t.address FROM telegram t WHERE t.address > ?1
                   AND (SELECT count(*) FROM witness w WHERE w.telegram = t.number AND w.superseded = 0) > 1
                 ORDER BY t.address LIMIT ?2",
            )?;
            let rows = statement.query_map(params![after, number(limit as u64)], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// Takes a reading from the columns `reading` and `blob`, at and after a place, as far as it is asked for.
type Decode<'a> = dyn Fn(&Row<'_>, usize) -> rusqlite::Result<Result<Reading, Error>> + 'a;

/// All copies with their readings: the shown one first, superseded versions last.
fn with_readings(
    tx: &Transaction<'_>,
    telegram: TelegramNumber,
    shown: WitnessNumber,
    decode: &Decode<'_>,
) -> Result<Vec<Copy>, Error> {
    let mut statement = tx.prepare_cached(
        "SELECT w.number, c.name, c.label, c.licence, w.key, w.carrier, w.file, w.blob, w.end_byte - w.first_byte, w.version,
           w.superseded, w.imported, w.released, w.sketch, w.reading, w.blob, w.copy
         FROM witness w JOIN collection c ON c.number = w.collection WHERE w.telegram = ?1
         ORDER BY w.number <> ?2, w.rank, w.number",
    )?;
    let rows = statement.query_map(params![telegram, shown], |row| {
        let (number, collection, key): (WitnessNumber, String, String) = (row.get(0)?, row.get(1)?, row.get(4)?);
        let info = WitnessInfo {
            number,
            copy: row.get(16)?,
            address: address::witness(&collection, &key),
            collection,
            collection_label: row.get(2)?,
            licence: row.get(3)?,
            key,
            carrier: row.get(5)?,
            file: row.get(6)?,
            blob: row.get(7)?,
            bytes: count(row.get(8)?),
            version: row.get(9)?,
            superseded: row.get(10)?,
            shown: number == shown,
            imported: row.get::<_, String>(11)?.parse().unwrap_or(Timestamp::UNIX_EPOCH),
            released: date(row.get(12)?),
            evidence: Evidence::of_shown(),
            decision: None,
        };
        let sketch = row.get_ref(13)?.as_blob_or_null()?.map(Sketch::from_bytes).unwrap_or_default();
        Ok((info, decode(row, 14)?, sketch))
    })?;
    let mut copies: Vec<(Copy, Sketch)> = Vec::new();
    for row in rows {
        let (mut info, reading, sketch) = row?;
        let reading = reading?;
        info.decision = decision(tx, info.number)?;
        if let Some((first, first_sketch)) = copies.first() {
            let of_shown = (&first.reading.telegram, first_sketch);
            info.evidence = evidence(of_shown, (&reading.telegram, &sketch), info.shown, info.decision.as_ref());
        }
        copies.push((Copy { info, reading }, sketch));
    }
    Ok(copies.into_iter().map(|(copy, _)| copy).collect())
}
