//! Telegrams that a witness may be of by its words, and what is to be thought of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use formats::Carrier;
use jiff::civil::Date;
use telegram::{Kind, MessageDate, TextState};

use super::{ReadWitness, identity};
use crate::numbers::{CollectionNumber, TelegramNumber, WitnessNumber};
use crate::store::{KeptReading, Pairs, Part, Rows, TelegramRow, Transaction, WitnessRow, Witnesses};
use crate::texts::Texts;
use crate::witnesses::{ALIKE, Side, Sketch, Verdict, judge, may_be_one};
use crate::{Error, moment};

/// How many witnesses with one trace are looked at: of a formula that thousands repeat on one day only the latest.
const WITH_ONE_TRACE: u64 = 64;
/// How many of these, where both have an id: they are of two telegrams unless the one is the other misread.
const WITH_ID_TOO: u64 = 8;
/// How many witnesses a text is compared with, those with most traces in common.
const COMPARED: usize = 24;
/// How many copies of a telegram are asked whether the newcomer's source lists them too.
const COPIES: u64 = 64;

/// A witness that comes to the archive, or is read anew.
#[derive(Clone, Copy)]
pub(super) struct Newcomer<'a> {
    pub(super) read: &'a ReadWitness,
    pub(super) blob: &'a str,
    pub(super) collection: CollectionNumber,
    /// The collection's name.
    pub(super) name: &'a str,
    pub(super) key: &'a str,
    pub(super) base_key: &'a str,
    /// Its versions that are here already; of one that is read anew itself too.
    pub(super) versions: &'a [WitnessNumber],
}

impl Newcomer<'_> {
    /// Its reading, as it will be kept.
    fn kept(&self) -> KeptReading {
        KeptReading {
            witness: WitnessNumber::default(),
            blob: self.blob.to_owned(),
            reading: self.read.reading.clone(),
            sketch: Vec::new(),
        }
    }
}

/// A telegram that a witness may be of.
pub(super) struct Alike {
    pub(super) telegram: TelegramRow,
    /// The copy that speaks least for it.
    pub(super) witness: WitnessRow,
    pub(super) verdict: Verdict,
}

/// What is alike to a newcomer.
#[derive(Default)]
pub(super) struct Found {
    pub(super) telegrams: Vec<Alike>,
    /// Witnesses that are of another telegram by their words alone, and would as well be of the newcomer's.
    pub(super) between: Vec<WitnessRow>,
}

/// The telegrams that the newcomer is or may be of, each with the least favourable verdict of its copies; those that it is
/// surely not of are left out. At most so many copies are read as [`COMPARED`] says, however many are alike.
pub(super) fn telegrams(rows: &dyn Rows, texts: &Texts, newcomer: Newcomer<'_>) -> Result<Found, Error> {
    let candidates = candidates(rows, &newcomer)?;
    if candidates.is_empty() {
        return Ok(Found::default());
    }
    let refused = refused(rows, newcomer.versions)?;
    let sketch = Sketch::from_bytes(&newcomer.read.sketch);
    let mut own = None;
    let mut between = Vec::new();
    let mut found: BTreeMap<TelegramNumber, Alike> = BTreeMap::new();
    for Candidate { number, has_id } in candidates {
        let Some(witness) = rows.witnesses(Witnesses::Numbered(number), Part::first(1))?.pop() else { continue };
        // Most of what is alike in a table of forms is told by this alone.
        if witness.superseded || refused.contains(&number) || newcomer.is_listed_with(&witness) {
            continue;
        }
        let Some(telegram) = identity::numbered(rows, witness.telegram)? else { continue };
        // Two ids decide alone, without a look at the texts.
        if let (true, Some(one), Some(other)) = (has_id, newcomer.read.telegram.id.as_deref(), telegram.key.id())
            && (one == other || !may_be_one(one, other))
        {
            continue;
        }
        let Some(kept) = rows.readings(&[number])?.pop() else { continue };
        let other = Sketch::from_bytes(&kept.sketch);
        if sketch.containment(&other).is_none_or(|share| share < ALIKE) {
            continue;
        }
        let mut verdict = Verdict::Two;
        if !is_of_one_source(rows, &newcomer, &telegram)? {
            let own = match &own {
                Some(own) => own,
                None => &*own.insert(texts.what_is_there(&newcomer.kept())?.0),
            };
            let (theirs, _) = texts.what_is_there(&kept)?;
            let mine = Side { telegram: &own.telegram, sketch: &sketch, id: None };
            let theirs = Side { telegram: &theirs.telegram, sketch: &other, id: telegram.key.id() };
            verdict = judge(mine, theirs).verdict;
            let by_words = theirs.telegram.id.is_none() && theirs.id.is_some() && own.telegram.id.is_some();
            if verdict == Verdict::Two && by_words && judge(mine, Side { id: None, ..theirs }).verdict == Verdict::One {
                between.push(witness.clone());
            }
        }
        let least = found.get(&telegram.number).map(|alike| alike.verdict);
        if least.is_none_or(|least| verdict < least) {
            found.insert(telegram.number, Alike { telegram, witness, verdict });
        }
    }
    let telegrams = found.into_values().filter(|alike| alike.verdict > Verdict::Two).collect();
    Ok(Found { telegrams, between })
}

/// Notes the traces by which later witnesses find this one.
pub(super) fn trace(tx: &dyn Transaction, witness: WitnessNumber, read: &ReadWitness) -> Result<(), Error> {
    let Some(day) = compared_on(read) else { return Ok(()) };
    for trace in Sketch::from_bytes(&read.sketch).traces() {
        tx.add_trace(number_of(day), trace, read.telegram.id.is_some(), witness)?;
    }
    Ok(())
}

/// The day on which a witness is compared with others. A document may enclose a telegram; it is not its copy.
fn compared_on(read: &ReadWitness) -> Option<Date> {
    let facts = &read.telegram;
    let is_compared = matches!(facts.kind, Kind::Telegram | Kind::Airgram) && facts.text_state == TextState::Present;
    facts.date.filter(|_| is_compared).and_then(|date| date.day())
}

/// Days since 1970.
fn number_of(day: Date) -> i64 {
    moment::first(&MessageDate::Day(day)).div_euclid(24 * 60 * 60)
}

/// A witness that has traces in common with the newcomer.
struct Candidate {
    number: WitnessNumber,
    has_id: bool,
}

/// The witnesses of the same day or one beside it that have traces in common with the newcomer, those with most first.
fn candidates(rows: &dyn Rows, newcomer: &Newcomer<'_>) -> Result<Vec<Candidate>, Error> {
    let Some(day) = compared_on(newcomer.read) else { return Ok(Vec::new()) };
    let has_id = newcomer.read.telegram.id.is_some();
    let mut common: HashMap<(WitnessNumber, bool), u32> = HashMap::new();
    for trace in Sketch::from_bytes(&newcomer.read.sketch).traces() {
        for day in number_of(day) - 1..=number_of(day) + 1 {
            for with_id in [false, true] {
                let limit = if has_id && with_id { WITH_ID_TOO } else { WITH_ONE_TRACE };
                for witness in rows.traced(day, trace, with_id, limit)? {
                    *common.entry((witness, with_id)).or_default() += 1;
                }
            }
        }
    }
    common.retain(|(witness, _), _| !newcomer.versions.contains(witness));
    let mut found: Vec<_> = common.into_iter().collect();
    found.sort_unstable_by_key(|&(witness, count)| (Reverse(count), witness));
    found.truncate(COMPARED);
    Ok(found.into_iter().map(|((number, has_id), _)| Candidate { number, has_id }).collect())
}

/// The witnesses of which a person said that they are of another telegram than this one.
fn refused(rows: &dyn Rows, versions: &[WitnessNumber]) -> Result<Vec<WitnessNumber>, Error> {
    let mut refused = Vec::new();
    for &version in versions {
        let pairs = rows.pairs(Pairs::With(version), Part::ALL)?;
        let decided = pairs.into_iter().filter(|row| row.decided.is_some());
        let others = decided.map(|row| if row.pair.0 == version { row.pair.1 } else { row.pair.0 });
        for other in others {
            // A later version of it is refused too.
            if let Some(other) = rows.witnesses(Witnesses::Numbered(other), Part::first(1))?.pop() {
                let versions = rows.witnesses(Witnesses::Keyed(other.collection, &other.key), Part::ALL)?;
                refused.extend(versions.into_iter().map(|witness| witness.number));
            }
        }
    }
    Ok(refused)
}

impl Newcomer<'_> {
    /// Whether one source lists both under different keys: two documents of one volume, two rows of one table.
    fn is_listed_with(&self, other: &WitnessRow) -> bool {
        let carrier = self.read.telegram.source.carrier.as_str();
        let volume = |key: &str| key.rsplit_once('/').map(|(volume, _)| volume.to_owned());
        other.collection == self.collection
            && other.carrier == carrier
            && other.base_key != self.base_key
            && volume(&other.base_key) == volume(self.base_key)
            && Carrier::of_key(carrier).is_some_and(Carrier::lists_each_once)
    }
}

/// Whether one source lists the newcomer and a copy of the telegram.
fn is_of_one_source(rows: &dyn Rows, newcomer: &Newcomer<'_>, telegram: &TelegramRow) -> Result<bool, Error> {
    let copies = rows.witnesses(Witnesses::Of(telegram.number), Part::first(COPIES))?;
    Ok(copies.iter().any(|copy| newcomer.is_listed_with(copy)))
}
