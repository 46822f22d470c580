//! The copies of a telegram, and what speaks for their being copies.

use telegram::{Fact, Telegram};

use super::{Catalogue, decisions, identity};
use crate::key::TelegramKey;
use crate::numbers::{TelegramNumber, WitnessNumber};
use crate::reading::Reading;
use crate::store::{CollectionRow, KeptReading, Part, Rows, Telegrams, WitnessRow, Witnesses};
use crate::view::WitnessInfo;
use crate::witnesses::{Evidence, Sketch, evidence, fill};
use crate::{Error, address};

/// How many readings are held at once: a telegram may have thousands of copies.
const AT_ONCE: usize = 64;

/// A witness with what was read from it.
#[derive(Debug, Clone)]
pub(crate) struct Copy {
    pub(crate) info: WitnessInfo,
    pub(crate) reading: Reading,
}

/// The copies of a telegram, and which facts of the shown one come from others.
pub(super) struct Completed {
    pub(super) copies: Vec<WitnessInfo>,
    /// The fact and the number of the witness that states it.
    pub(super) filled: Vec<(Fact, WitnessNumber)>,
}

/// Lists the copies, and completes what the shown one says by what others say.
pub(super) fn completed(
    rows: &dyn Rows,
    telegram: TelegramNumber,
    shown: WitnessNumber,
    facts: &mut Telegram,
) -> Result<Completed, Error> {
    let copies = with_readings(rows, telegram, shown, &|kept| {
        Ok(Reading { telegram: Reading::facts(&kept.reading)?, ..Reading::default() })
    })?;
    let others: Vec<(usize, &Telegram)> = copies
        .iter()
        .enumerate()
        .filter(|(_, copy)| !copy.info.shown && !copy.info.superseded && !copy.info.evidence.doubtful)
        .map(|(place, copy)| (place, &copy.reading.telegram))
        .collect();
    let number = |place: usize| copies.get(place).map(|copy| copy.info.number).unwrap_or_default();
    let filled = fill(facts, &others).into_iter().map(|(fact, place)| (fact, number(place))).collect();
    Ok(Completed { copies: copies.into_iter().map(|copy| copy.info).collect(), filled })
}

impl Catalogue {
    /// The witnesses of a telegram, in the order of its page, with readings.
    pub(crate) fn copies(&self, address: &str) -> Result<Option<Vec<Copy>>, Error> {
        let Some(key) = TelegramKey::from_address(address) else { return Ok(None) };
        self.read(|rows| {
            let Some(row) = identity::keyed(rows, &key)? else { return Ok(None) };
            let whole = |kept: &KeptReading| self.texts.whole(kept);
            with_readings(rows, row.number, row.shown, &whole).map(Some)
        })
    }

    /// Addresses after `after` of telegrams with more than one witness.
    pub(crate) fn with_copies(&self, after: &str, limit: usize) -> Result<Vec<String>, Error> {
        self.read(|rows| {
            let found = rows.telegrams(Telegrams::WithCopies(after), Part::first(limit as u64))?;
            Ok(found.into_iter().map(|row| row.key.address()).collect())
        })
    }
}

/// Takes as much of a reading as is asked for.
type Decode<'a> = dyn Fn(&KeptReading) -> Result<Reading, Error> + 'a;

/// All copies with their readings: the shown one first, superseded versions last.
fn with_readings(
    rows: &dyn Rows,
    telegram: TelegramNumber,
    shown: WitnessNumber,
    decode: &Decode<'_>,
) -> Result<Vec<Copy>, Error> {
    let collections = super::collections(rows)?;
    let mut witnesses = rows.witnesses(Witnesses::Of(telegram), Part::ALL)?;
    witnesses.sort_by_key(|witness| (witness.number != shown, witness.rank, witness.number));
    let mut copies: Vec<Copy> = Vec::with_capacity(witnesses.len());
    let mut first_sketch = Sketch::default();
    for some in witnesses.chunks(AT_ONCE) {
        let numbers: Vec<_> = some.iter().map(|witness| witness.number).collect();
        for (witness, kept) in some.iter().zip(rows.readings(&numbers)?) {
            let reading = decode(&kept)?;
            let sketch = Sketch::from_bytes(&kept.sketch);
            let mut info = info(witness, collections.get(&witness.collection), shown);
            info.decision = decisions::decision(rows, witness)?;
            match copies.first() {
                Some(first) => {
                    let of_shown = (&first.reading.telegram, &first_sketch);
                    info.evidence =
                        evidence(of_shown, (&reading.telegram, &sketch), info.shown, info.decision.as_ref());
                }
                None => first_sketch = sketch,
            }
            copies.push(Copy { info, reading });
        }
    }
    Ok(copies)
}

fn info(witness: &WitnessRow, collection: Option<&CollectionRow>, shown: WitnessNumber) -> WitnessInfo {
    let name = collection.map(|collection| collection.name.clone()).unwrap_or_default();
    WitnessInfo {
        number: witness.number,
        copy: witness.copy,
        address: address::witness(&name, &witness.key),
        collection: name,
        collection_label: collection.and_then(|collection| collection.label.clone()),
        licence: collection.and_then(|collection| collection.licence.clone()),
        key: witness.key.clone(),
        carrier: witness.carrier.clone(),
        file: witness.file.clone(),
        blob: witness.blob.clone(),
        bytes: witness.bytes.end.saturating_sub(witness.bytes.start),
        version: witness.version,
        superseded: witness.superseded,
        shown: witness.number == shown,
        imported: witness.imported,
        released: witness.released,
        evidence: Evidence::of_shown(),
        decision: None,
    }
}
