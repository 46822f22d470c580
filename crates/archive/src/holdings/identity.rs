//! Which telegram a witness is of.

use super::alike::{self, Alike, Found, Newcomer};
use super::{decisions, pairs};
use crate::Error;
use crate::key::TelegramKey;
use crate::numbers::{TelegramNumber, WitnessNumber};
use crate::store::{FormerCopies, Part, Rows, TelegramRow, Telegrams, Transaction, WitnessRow, Witnesses};
use crate::texts::Texts;
use crate::witnesses::Verdict;

/// With how many others a witness is offered as a doubtful pair at most.
const OFFERED: usize = 5;
/// How many copies of a telegram are asked whether they wait for a decision.
const COPIES: u64 = 64;

/// The telegram that a witness belongs to.
pub(super) struct Home {
    pub(super) telegram: TelegramRow,
    /// Whether it was made for it.
    pub(super) fresh: bool,
    /// Telegrams without id that turn out to be the same.
    pub(super) joined: Vec<TelegramNumber>,
    /// Witnesses of other telegrams of which a person has to say whether they are of this one.
    pub(super) doubtful: Vec<WitnessNumber>,
    /// Witnesses that are of another telegram by their words and would be of this one as well: of neither, then.
    pub(super) between: Vec<WitnessRow>,
}

impl Home {
    pub(super) fn existing(telegram: TelegramRow) -> Self {
        Self { telegram, fresh: false, joined: Vec::new(), doubtful: Vec::new(), between: Vec::new() }
    }

    /// The telegram of a key, made where it is not there.
    pub(super) fn of_key(tx: &dyn Transaction, key: TelegramKey) -> Result<Self, Error> {
        match keyed(tx, &key)? {
            Some(telegram) => Ok(Self::existing(telegram)),
            None => Ok(Self { fresh: true, ..Self::existing(create(tx, key)?) }),
        }
    }
}

/// The telegram of a key.
pub(super) fn keyed(rows: &dyn Rows, key: &TelegramKey) -> Result<Option<TelegramRow>, Error> {
    Ok(rows.telegrams(Telegrams::Keyed(key), Part::first(1))?.pop())
}

/// The telegram of a number.
pub(super) fn numbered(rows: &dyn Rows, telegram: TelegramNumber) -> Result<Option<TelegramRow>, Error> {
    Ok(rows.telegrams(Telegrams::Numbered(&[telegram]), Part::first(1))?.pop())
}

/// Makes a telegram that has no witness yet. Numbers of copies that were given to witnesses when there was one of this key
/// are not given again.
fn create(tx: &dyn Transaction, key: TelegramKey) -> Result<TelegramRow, Error> {
    let copies = tx.former_copies(FormerCopies::Of(&key))?.first().map_or(0, |former| former.copy);
    let mut row = TelegramRow { copies, ..TelegramRow::new(key) };
    row.number = tx.add_telegram(&row)?;
    Ok(row)
}

/// The telegram a witness belongs to, made where it is not there. `earlier` is the telegram of its version before.
///
/// A person's decision comes first, then the id, then, for a witness without id, the telegram that was made for it, then
/// what its words and all that it states say.
pub(super) fn home(
    tx: &dyn Transaction,
    texts: &Texts,
    newcomer: Newcomer<'_>,
    earlier: Option<TelegramNumber>,
) -> Result<Home, Error> {
    let Newcomer { collection, name, key, .. } = newcomer;
    if let Some(decided) = decisions::decided(tx, (collection, name), key)? {
        return Ok(decided);
    }
    let id = newcomer.read.telegram.id.as_deref();
    let own = TelegramKey::of(id, name, key);
    let found = match (id, earlier) {
        (Some(_), _) => keyed(tx, &own)?,
        (None, Some(earlier)) => numbered(tx, earlier)?.filter(|telegram| telegram.key == own),
        (None, None) => None,
    };
    let Found { telegrams: mut alike, between } = alike::telegrams(tx, texts, newcomer)?;
    if let Some(found) = &found {
        alike.retain(|alike| alike.telegram.number != found.number);
    }
    // Of several telegrams that fit none is taken: a wrong merge is worse than two pages.
    let mut fitting = alike.iter().filter(|alike| alike.verdict == Verdict::One);
    let only = fitting.next().filter(|_| fitting.next().is_none()).map(|alike| alike.telegram.clone());
    let mut home = match (found, &only) {
        (Some(found), _) => Home::existing(found),
        (None, Some(only)) if id.is_none() => return Ok(Home::existing(only.clone())),
        (None, _) => Home { fresh: true, ..Home::existing(create(tx, own)?) },
    };
    // A copy without id may have come first.
    let mut joined = None;
    if let Some(only) = only.filter(|only| id.is_some() && only.key.id().is_none()) {
        // What waits for a decision fits another as well, or does not fit well.
        let copies = tx.witnesses(Witnesses::Of(only.number), Part::first(COPIES))?;
        let is_open = copies.iter().map(|copy| pairs::is_open(tx, copy.number)).collect::<Result<Vec<_>, _>>()?;
        joined = (!is_open.contains(&true)).then_some(only.number);
    }
    home.joined.extend(joined);
    home.doubtful = doubtful(alike, joined);
    home.between = between;
    Ok(home)
}

/// The witnesses that a person has to look at, those first that fit best.
fn doubtful(mut alike: Vec<Alike>, joined: Option<TelegramNumber>) -> Vec<WitnessNumber> {
    alike.retain(|alike| Some(alike.telegram.number) != joined);
    alike.sort_by_key(|alike| std::cmp::Reverse(alike.verdict));
    alike.into_iter().take(OFFERED).map(|alike| alike.witness.number).collect()
}
