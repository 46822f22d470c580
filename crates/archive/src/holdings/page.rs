//! Everything a telegram's page shows.

use telegram::id::CanonicalId;
use telegram::{Reference, Telegram, TextState};

use super::copies::{Completed, completed};
use super::{Catalogue, changes, identity, pairs};
use crate::Error;
use crate::error::Reason;
use crate::key::TelegramKey;
use crate::numbers::WitnessNumber;
use crate::series::{self, Series};
use crate::store::{Part, References, Rows, TelegramRow, Telegrams, Witnesses};
use crate::view::{CitingTelegram, PageState, ResolvedReference, TargetInfo, TelegramPage};

impl Catalogue {
    /// The page of an id, held or referred to.
    pub(crate) fn page(&self, id: &str) -> Result<Option<TelegramPage>, Error> {
        self.read(|rows| match identity::keyed(rows, &TelegramKey::Id(id.to_owned()))? {
            Some(telegram) => {
                let shown = telegram.shown;
                self.held(rows, telegram, shown).map(Some)
            }
            None => missing(rows, id),
        })
    }

    /// The page that shows one witness.
    pub(crate) fn page_by_key(&self, collection: &str, key: &str) -> Result<Option<TelegramPage>, Error> {
        self.read(|rows| {
            let place = rows.collections()?.into_iter().find(|row| row.name == collection);
            let Some(place) = place else { return Ok(None) };
            self.of_witness(rows, Witnesses::Keyed(place.number, key))
        })
    }

    /// The page that shows one version of one witness.
    pub(crate) fn page_by_witness(&self, witness: WitnessNumber) -> Result<Option<TelegramPage>, Error> {
        self.read(|rows| self.of_witness(rows, Witnesses::Numbered(witness)))
    }

    /// The ids that an id refers to.
    pub(crate) fn referred_to(&self, id: &str) -> Result<Vec<String>, Error> {
        self.read(|rows| {
            let Some(telegram) = identity::keyed(rows, &TelegramKey::Id(id.to_owned()))? else { return Ok(Vec::new()) };
            let references = rows.references(References::From(telegram.number))?;
            let mut targets: Vec<String> = references.into_iter().map(|row| row.target).collect();
            targets.sort_unstable();
            targets.dedup();
            Ok(targets)
        })
    }

    /// The page of the first of these witnesses.
    fn of_witness(&self, rows: &dyn Rows, which: Witnesses<'_>) -> Result<Option<TelegramPage>, Error> {
        let Some(witness) = rows.witnesses(which, Part::first(1))?.pop() else { return Ok(None) };
        let Some(telegram) = identity::numbered(rows, witness.telegram)? else { return Ok(None) };
        self.held(rows, telegram, witness.number).map(Some)
    }

    /// The page of a telegram as one witness has it.
    fn held(&self, rows: &dyn Rows, telegram: TelegramRow, witness: WitnessNumber) -> Result<TelegramPage, Error> {
        let kept = rows.readings(&[witness])?.pop().ok_or_else(|| Reason::NoWitness(witness.to_string()))?;
        let mut reading = self.texts.whole(&kept)?;
        let id = telegram.key.id();
        let (previous, next) = match id.and_then(series::of) {
            Some(series) => neighbours(rows, &series)?,
            None => (None, None),
        };
        let named = reading.telegram.references.iter().chain(&reading.telegram.mentions);
        let references = named.map(|reference| resolve(rows, reference)).collect::<Result<_, _>>()?;
        let referred_by = match id {
            Some(id) => citing(rows, id)?,
            None => Vec::new(),
        };
        let Completed { copies, filled } = completed(rows, telegram.number, witness, &mut reading.telegram)?;
        Ok(TelegramPage {
            address: telegram.key.address(),
            state: PageState::Held,
            telegram: reading.telegram,
            text: reading.text,
            elements: reading.elements,
            witnesses: copies,
            filled,
            may_be: pairs::may_be(rows, telegram.number)?,
            references,
            referred_by,
            post: telegram.post,
            year: telegram.year,
            previous,
            next,
        })
    }
}

/// The page of an id that is only referred to.
fn missing(rows: &dyn Rows, id: &str) -> Result<Option<TelegramPage>, Error> {
    let referred_by = citing(rows, id)?;
    if referred_by.is_empty() {
        return Ok(None);
    }
    let series = series::of(id);
    let (previous, next) = match &series {
        Some(series) => neighbours(rows, series)?,
        None => (None, None),
    };
    Ok(Some(TelegramPage {
        address: TelegramKey::Id(id.to_owned()).address(),
        state: PageState::Missing,
        telegram: Telegram { id: Some(CanonicalId::kept(id)), text_state: TextState::Missing, ..Telegram::default() },
        text: String::new(),
        elements: Vec::new(),
        witnesses: Vec::new(),
        filled: Vec::new(),
        may_be: Vec::new(),
        references: Vec::new(),
        referred_by,
        post: series.as_ref().map(|series| series.post.clone()),
        year: series.map(|series| series.year),
        previous,
        next,
    }))
}

impl From<TelegramRow> for TargetInfo {
    fn from(row: TelegramRow) -> Self {
        Self {
            id: row.key.id().map(str::to_owned),
            address: row.key.address(),
            subject: row.subject,
            date: row.date,
            classification: row.classification,
        }
    }
}

/// The held telegrams before and after a number in its series.
fn neighbours(rows: &dyn Rows, series: &Series) -> Result<(Option<TargetInfo>, Option<TargetInfo>), Error> {
    let nearest = |which| Ok::<_, Error>(rows.telegrams(which, Part::first(1))?.pop().map(TargetInfo::from));
    Ok((nearest(Telegrams::Before(series))?, nearest(Telegrams::Next(series))?))
}

fn resolve(rows: &dyn Rows, reference: &Reference) -> Result<ResolvedReference, Error> {
    let target = match &reference.id {
        Some(id) => identity::keyed(rows, &TelegramKey::Id(id.to_string()))?.map(TargetInfo::from),
        None => None,
    };
    Ok(ResolvedReference { reference: reference.clone(), target })
}

/// The telegrams that refer to an id, by date; each once, by its first entry.
fn citing(rows: &dyn Rows, id: &str) -> Result<Vec<CitingTelegram>, Error> {
    let mut references = rows.references(References::To(id))?;
    references.dedup_by_key(|reference| reference.telegram);
    let numbers: Vec<_> = references.iter().map(|reference| reference.telegram).collect();
    let mut telegrams = changes::by_number(rows, &numbers)?;
    let mut citing: Vec<_> = references
        .into_iter()
        .filter_map(|reference| Some((telegrams.remove(&reference.telegram)?, reference)))
        .map(|(row, reference)| {
            let moment = (row.moment.is_none(), row.moment);
            let citing = CitingTelegram {
                id: row.key.id().map(str::to_owned),
                address: row.key.address(),
                subject: row.subject,
                date: row.date,
                letter: reference.letter,
                in_text: reference.in_text,
            };
            (moment, citing)
        })
        .collect();
    citing.sort_by(|a, b| (a.0, &a.1.address).cmp(&(b.0, &b.1.address)));
    Ok(citing.into_iter().map(|(_, citing)| citing).collect())
}
