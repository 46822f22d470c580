//! A person's decisions about which telegram a witness is of.

use rusqlite::{OptionalExtension, Transaction, params};

use super::shown::{Home, create, facts_of, refresh};
use super::*;
use crate::address;
use crate::error::Reason;
use crate::witnesses::Decision;

impl SqliteCatalogue {
    pub(super) fn decide_witness(&self, collection: &str, key: &str, decision: &Decision) -> Result<String, Error> {
        self.change(|tx| {
            let (number, witnesses) = of_key(tx, collection, key)?;
            if let Some(target) = &decision.joined_to
                && by_address(tx, target)?.is_none()
            {
                return Err(Reason::NoTelegram(target.clone()).into());
            }
            tx.execute(
                "INSERT INTO witness_decision (collection, key, telegram, reason, decided) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET telegram = ?3, reason = ?4, decided = ?5",
                params![number, key, decision.joined_to, decision.reason, decision.decided.to_string()],
            )?;
            let home = decided(tx, number, collection, key)?.ok_or_else(|| unknown(collection, key))?;
            settle(tx, &witnesses, home)
        })
    }

    pub(super) fn forget_decision(&self, collection: &str, key: &str) -> Result<String, Error> {
        self.change(|tx| {
            let (number, witnesses) = of_key(tx, collection, key)?;
            let gone =
                tx.execute("DELETE FROM witness_decision WHERE collection = ?1 AND key = ?2", params![number, key])?;
            if gone == 0 {
                return Err(Reason::NoDecision(format!("{collection}/{key}")).into());
            }
            // As at import: by the id that the latest version states.
            let latest = witnesses.last().map_or_else(WitnessNumber::default, |witness| witness.0);
            let facts = facts_of(tx, latest)?;
            let id = facts.id.as_deref();
            let address = address::telegram(id, collection, key);
            let home = match by_address(tx, &address)? {
                Some(telegram) => Home::existing(telegram),
                None => Home { telegram: create(tx, id, &address)?, fresh: true, joined: Vec::new() },
            };
            settle(tx, &witnesses, home)
        })
    }
}

/// Where a person decided that a witness belongs, if so.
pub(super) fn decided(
    tx: &Transaction<'_>,
    number: CollectionNumber,
    collection: &str,
    key: &str,
) -> Result<Option<Home>, Error> {
    let found: Option<Option<String>> = tx
        .prepare_cached("SELECT telegram FROM witness_decision WHERE collection = ?1 AND key = ?2")?
        .query_row(params![number, key], |row| row.get(0))
        .optional()?;
    let Some(target) = found else { return Ok(None) };
    let own = address::witness(collection, key);
    let address = target.as_deref().unwrap_or(&own);
    if let Some(telegram) = by_address(tx, address)? {
        return Ok(Some(Home::existing(telegram)));
    }
    // The telegram it was joined to has gone; without it the decision says nothing.
    if target.is_some() {
        return Ok(None);
    }
    Ok(Some(Home { telegram: create(tx, None, &own)?, fresh: true, joined: Vec::new() }))
}

/// The decision about a witness.
pub(super) fn decision(tx: &Transaction<'_>, witness: WitnessNumber) -> Result<Option<Decision>, Error> {
    Ok(tx
        .prepare_cached(
            "SELECT d.telegram, d.reason, d.decided FROM witness_decision d
             JOIN witness w ON w.collection = d.collection AND w.key = d.key WHERE w.number = ?1",
        )?
        .query_row([witness], |row| {
            Ok(Decision {
                joined_to: row.get(0)?,
                reason: row.get(1)?,
                decided: row.get::<_, String>(2)?.parse().unwrap_or(Timestamp::UNIX_EPOCH),
            })
        })
        .optional()?)
}

fn by_address(tx: &Transaction<'_>, address: &str) -> Result<Option<TelegramNumber>, Error> {
    Ok(tx
        .prepare_cached("SELECT number FROM telegram WHERE address = ?1")?
        .query_row([address], |row| row.get(0))
        .optional()?)
}

/// A witness and the telegram it is of.
type Placed = (WitnessNumber, TelegramNumber);

/// The number of the collection, and all versions of a witness, oldest first.
fn of_key(tx: &Transaction<'_>, collection: &str, key: &str) -> Result<(CollectionNumber, Vec<Placed>), Error> {
    let mut statement = tx.prepare_cached(
        "SELECT w.collection, w.number, w.telegram FROM witness w JOIN collection c ON c.number = w.collection
         WHERE c.name = ?1 AND w.key = ?2 ORDER BY w.version",
    )?;
    let rows = statement
        .query_map([collection, key], |row| Ok((row.get::<_, CollectionNumber>(0)?, (row.get(1)?, row.get(2)?))))?
        .collect::<Result<Vec<_>, _>>()?;
    let number = rows.first().ok_or_else(|| unknown(collection, key))?.0;
    Ok((number, rows.into_iter().map(|(_, placed)| placed).collect()))
}

fn unknown(collection: &str, key: &str) -> Error {
    Reason::NoWitness(format!("{collection}/{key}")).into()
}

/// Moves the witnesses to their telegram; gives its address.
fn settle(tx: &Transaction<'_>, witnesses: &[Placed], home: Home) -> Result<String, Error> {
    let mut left = Vec::new();
    for &(witness, telegram) in witnesses {
        numbering::move_to(tx, witness, home.telegram)?;
        if telegram != home.telegram && !left.contains(&telegram) {
            left.push(telegram);
        }
    }
    refresh(tx, &home, None)?;
    for telegram in left {
        refresh(tx, &Home::existing(telegram), None)?;
    }
    Ok(tx
        .prepare_cached("SELECT address FROM telegram WHERE number = ?1")?
        .query_row([home.telegram], |row| row.get(0))?)
}
