//! Pairs of copies that may be of one telegram or of two.

use jiff::Timestamp;

use super::{Catalogue, changes, decisions, identity};
use crate::error::Reason;
use crate::numbers::{TelegramNumber, WitnessNumber};
use crate::store::{Counts, PairRow, Pairs, Part, Rows, TelegramRow, Transaction, WitnessRow, Witnesses};
use crate::view::{DoubtfulPair, DoubtfulPairs, PairedCopy, TargetInfo};
use crate::witnesses::{Judgement, Side, Sketch, judge};
use crate::{Error, address};

/// How many copies of a telegram are asked for their pairs.
const COPIES: u64 = 64;

/// Keeps a pair for a person to look at, unless it is kept already.
pub(super) fn offer(tx: &dyn Transaction, one: WitnessNumber, other: WitnessNumber) -> Result<(), Error> {
    let pair = ordered(one, other);
    if one == other || tx.pairs(Pairs::With(one), Part::ALL)?.iter().any(|row| row.pair == pair) {
        return Ok(());
    }
    tx.put_pair(&PairRow { pair, decided: None, reason: None })
}

/// Whether a witness is in a pair that waits for a decision.
pub(super) fn is_open(rows: &dyn Rows, witness: WitnessNumber) -> Result<bool, Error> {
    Ok(rows.pairs(Pairs::With(witness), Part::ALL)?.iter().any(|row| row.decided.is_none()))
}

/// The telegrams that this one may be the same as.
pub(super) fn may_be(rows: &dyn Rows, telegram: TelegramNumber) -> Result<Vec<TargetInfo>, Error> {
    let mut others: Vec<TelegramNumber> = Vec::new();
    for copy in rows.witnesses(Witnesses::Of(telegram), Part::first(COPIES))? {
        for row in rows.pairs(Pairs::With(copy.number), Part::ALL)? {
            let other = if row.pair.0 == copy.number { row.pair.1 } else { row.pair.0 };
            let Some(other) = witness(rows, other)? else { continue };
            let is_open = row.decided.is_none() && !copy.superseded && !other.superseded;
            if is_open && other.telegram != telegram && !others.contains(&other.telegram) {
                others.push(other.telegram);
            }
        }
    }
    let mut telegrams = changes::by_number(rows, &others)?;
    Ok(others.iter().filter_map(|other| telegrams.remove(other)).map(TargetInfo::from).collect())
}

impl Catalogue {
    /// A part of the pairs that wait for a decision, with what speaks for and against each.
    pub(crate) fn doubtful_pairs(&self, offset: u64, limit: u64) -> Result<DoubtfulPairs, Error> {
        self.read(|rows| {
            let total = rows.counts(Counts::OpenPairs)?.first().map_or(0, |row| row.count);
            let mut pairs = Vec::new();
            for row in rows.pairs(Pairs::Open, Part { offset, limit })? {
                pairs.extend(self.pair(rows, &row)?);
            }
            Ok(DoubtfulPairs { total, pairs })
        })
    }

    /// Keeps that two witnesses are of two telegrams, as a person decided; with `None` takes that back.
    pub(crate) fn tell_apart(
        &self,
        one: (&str, &str),
        other: (&str, &str),
        decided: Option<(Timestamp, Option<&str>)>,
    ) -> Result<(), Error> {
        self.change(|tx| {
            let latest = |(collection, key): (&str, &str)| -> Result<WitnessRow, Error> {
                let (_, versions) = decisions::of_key(tx, collection, key)?;
                versions.last().cloned().ok_or_else(|| Reason::NoWitness(format!("{collection}/{key}")).into())
            };
            let (left, right) = (latest(one)?, latest(other)?);
            let pair = ordered(left.number, right.number);
            let kept = tx.pairs(Pairs::With(left.number), Part::ALL)?.into_iter().find(|row| row.pair == pair);
            match decided {
                Some(_) if left.telegram == right.telegram => {
                    Err(Reason::OneTelegram(format!("{}/{}", one.0, one.1), format!("{}/{}", other.0, other.1)).into())
                }
                Some((moment, reason)) => {
                    tx.put_pair(&PairRow { pair, decided: Some(moment), reason: reason.map(str::to_owned) })
                }
                None if kept.is_some_and(|row| row.decided.is_some()) => {
                    tx.put_pair(&PairRow { pair, decided: None, reason: None })
                }
                None => Err(Reason::NoDecision(format!("{}/{} and {}/{}", one.0, one.1, other.0, other.1)).into()),
            }
        })
    }

    fn pair(&self, rows: &dyn Rows, row: &PairRow) -> Result<Option<DoubtfulPair>, Error> {
        let (Some(one), Some(other)) = (witness(rows, row.pair.0)?, witness(rows, row.pair.1)?) else {
            return Ok(None);
        };
        let telegrams = (identity::numbered(rows, one.telegram)?, identity::numbered(rows, other.telegram)?);
        let (Some(left), Some(right)) = telegrams else { return Ok(None) };
        let judgement = self.judged(rows, (&one, &left), (&other, &right))?;
        let collections = super::collections(rows)?;
        let copy = |witness: WitnessRow, telegram: TelegramRow| {
            let collection = collections.get(&witness.collection).map(|row| row.name.clone()).unwrap_or_default();
            PairedCopy {
                address: address::witness(&collection, &witness.key),
                collection,
                key: witness.key,
                carrier: witness.carrier,
                telegram: TargetInfo::from(telegram),
            }
        };
        Ok(Some(DoubtfulPair { left: copy(one, left), right: copy(other, right), judgement }))
    }

    /// What speaks for and against two witnesses being of one telegram. An id that one does not state itself counts only
    /// where its telegram has it.
    fn judged(
        &self,
        rows: &dyn Rows,
        (one, left): (&WitnessRow, &TelegramRow),
        (other, right): (&WitnessRow, &TelegramRow),
    ) -> Result<Judgement, Error> {
        let kept = rows.readings(&[one.number, other.number])?;
        let [mine, theirs] = kept.as_slice() else { return Err(Reason::NoWitness(one.number.to_string()).into()) };
        let sketches = (Sketch::from_bytes(&mine.sketch), Sketch::from_bytes(&theirs.sketch));
        let (mine, _) = self.texts.what_is_there(mine)?;
        let (theirs, _) = self.texts.what_is_there(theirs)?;
        Ok(judge(
            Side { telegram: &mine.telegram, sketch: &sketches.0, id: left.key.id() },
            Side { telegram: &theirs.telegram, sketch: &sketches.1, id: right.key.id() },
        ))
    }
}

fn witness(rows: &dyn Rows, number: WitnessNumber) -> Result<Option<WitnessRow>, Error> {
    Ok(rows.witnesses(Witnesses::Numbered(number), Part::first(1))?.pop())
}

fn ordered(one: WitnessNumber, other: WitnessNumber) -> (WitnessNumber, WitnessNumber) {
    (one.min(other), one.max(other))
}
