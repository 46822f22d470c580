//! What a person decided about which telegram a witness is of.

use super::identity::{self, Home};
use super::shown::{facts_of, refresh};
use super::{Catalogue, Change, numbering};
use crate::Error;
use crate::error::Reason;
use crate::key::TelegramKey;
use crate::numbers::CollectionNumber;
use crate::store::{CollectionRow, DecisionRow, Part, Rows, Transaction, WitnessRow, Witnesses};
use crate::witnesses::Decision;

impl Catalogue {
    /// Joins a witness to a telegram, or splits it off, as a person decided;
    /// gives the address of the telegram it is of now.
    pub(crate) fn decide(&self, collection: &str, key: &str, decision: &Decision) -> Result<String, Error> {
        self.change(|tx| {
            let (place, witnesses) = of_key(tx, collection, key)?;
            let joined_to = match &decision.joined_to {
                None => None,
                Some(address) => {
                    let nowhere = || Reason::NoTelegram(address.clone());
                    let target = TelegramKey::from_address(address).ok_or_else(nowhere)?;
                    identity::keyed(tx, &target)?.ok_or_else(nowhere)?;
                    Some(target)
                }
            };
            let row = DecisionRow { joined_to, reason: decision.reason.clone(), decided: decision.decided };
            tx.put_decision(place.number, key, Some(&row))?;
            let home = decided(tx, (place.number, collection), key)?.ok_or_else(|| unknown(collection, key))?;
            settle(tx, witnesses, home)
        })
    }

    /// Takes a decision back; gives the address of the telegram it is of now.
    pub(crate) fn forget(&self, collection: &str, key: &str) -> Result<String, Error> {
        self.change(|tx| {
            let (place, witnesses) = of_key(tx, collection, key)?;
            if tx.decision(place.number, key)?.is_none() {
                return Err(Reason::NoDecision(format!("{collection}/{key}")).into());
            }
            tx.put_decision(place.number, key, None)?;
            // As at import: by the id that the latest version states.
            let latest = witnesses.last().ok_or_else(|| unknown(collection, key))?;
            let facts = facts_of(tx, latest.number)?;
            let home = Home::of_key(tx, TelegramKey::of(facts.id.as_deref(), collection, key))?;
            settle(tx, witnesses, home)
        })
    }
}

/// Where a person decided that a witness belongs, if so.
pub(super) fn decided(
    tx: &dyn Transaction,
    (number, collection): (CollectionNumber, &str),
    key: &str,
) -> Result<Option<Home>, Error> {
    let Some(decision) = tx.decision(number, key)? else { return Ok(None) };
    match decision.joined_to {
        // When the telegram it was joined to has gone, the decision says nothing.
        Some(target) => Ok(identity::keyed(tx, &target)?.map(Home::existing)),
        None => Home::of_key(tx, TelegramKey::witness(collection, key)).map(Some),
    }
}

/// The decision about a witness.
pub(super) fn decision(rows: &dyn Rows, witness: &WitnessRow) -> Result<Option<Decision>, Error> {
    let found = rows.decision(witness.collection, &witness.key)?;
    Ok(found.map(|row| Decision {
        joined_to: row.joined_to.map(|telegram| telegram.address()),
        reason: row.reason,
        decided: row.decided,
    }))
}

/// The collection, and all versions of a witness, oldest first.
pub(super) fn of_key(rows: &dyn Rows, collection: &str, key: &str) -> Result<(CollectionRow, Vec<WitnessRow>), Error> {
    let place = rows.collections()?.into_iter().find(|row| row.name == collection);
    let place = place.ok_or_else(|| unknown(collection, key))?;
    let mut witnesses = rows.witnesses(Witnesses::Keyed(place.number, key), Part::ALL)?;
    if witnesses.is_empty() {
        return Err(unknown(collection, key));
    }
    witnesses.sort_by_key(|witness| witness.version);
    Ok((place, witnesses))
}

fn unknown(collection: &str, key: &str) -> Error {
    Reason::NoWitness(format!("{collection}/{key}")).into()
}

/// Moves the witnesses to their telegram; gives its address.
fn settle(tx: &dyn Transaction, witnesses: Vec<WitnessRow>, home: Home) -> Result<String, Error> {
    let address = home.telegram.key.address();
    moved(tx, witnesses, home)?;
    Ok(address)
}

/// Moves the witnesses to their telegram, and brings it and those they left in line.
fn moved(tx: &dyn Transaction, witnesses: Vec<WitnessRow>, mut home: Home) -> Result<Vec<Change>, Error> {
    let mut left = Vec::new();
    for mut witness in witnesses {
        let before = witness.telegram;
        numbering::place(tx, &mut witness, &mut home.telegram)?;
        tx.put_witness(&witness)?;
        if before != home.telegram.number && !left.contains(&before) {
            left.push(before);
        }
    }
    let mut changes = vec![refresh(tx, home, None)?];
    for telegram in left {
        if let Some(telegram) = identity::numbered(tx, telegram)? {
            changes.push(refresh(tx, Home::existing(telegram), None)?);
        }
    }
    Ok(changes)
}

/// Makes a witness that was joined by its words a telegram of its own again; one that a person placed stays.
pub(super) fn freed(tx: &dyn Transaction, witness: &WitnessRow) -> Result<Vec<Change>, Error> {
    if tx.decision(witness.collection, &witness.key)?.is_some() {
        return Ok(Vec::new());
    }
    let collections = super::collections(tx)?;
    let Some(collection) = collections.get(&witness.collection) else { return Ok(Vec::new()) };
    let home = Home::of_key(tx, TelegramKey::witness(&collection.name, &witness.key))?;
    let versions = tx.witnesses(Witnesses::Keyed(witness.collection, &witness.key), Part::ALL)?;
    moved(tx, versions, home)
}
