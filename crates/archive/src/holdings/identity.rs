//! Which telegram a witness is of.

use super::{ReadWitness, alike, decisions};
use crate::Error;
use crate::key::TelegramKey;
use crate::numbers::{CollectionNumber, TelegramNumber};
use crate::store::{FormerCopies, Part, Rows, TelegramRow, Telegrams, Transaction};

/// The telegram that a witness belongs to.
pub(super) struct Home {
    pub(super) telegram: TelegramRow,
    /// Whether it was made for it.
    pub(super) fresh: bool,
    /// Telegrams without id that turn out to be the same.
    pub(super) joined: Vec<TelegramNumber>,
}

impl Home {
    pub(super) fn existing(telegram: TelegramRow) -> Self {
        Self { telegram, fresh: false, joined: Vec::new() }
    }

    /// The telegram of a key, made where it is not there.
    pub(super) fn of_key(tx: &dyn Transaction, key: TelegramKey) -> Result<Self, Error> {
        match keyed(tx, &key)? {
            Some(telegram) => Ok(Self::existing(telegram)),
            None => Ok(Self { telegram: create(tx, key)?, fresh: true, joined: Vec::new() }),
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

/// The telegram a witness belongs to, made where it is not there. `collection` and `key` name the witness, `earlier` is
/// the telegram of its version before.
///
/// A person's decision comes first, then the id, then, for a witness
/// without id, the telegram of its earlier version, then day and words.
pub(super) fn home(
    tx: &dyn Transaction,
    witness: &ReadWitness,
    earlier: Option<TelegramNumber>,
    (collection, name): (CollectionNumber, &str),
    key: &str,
) -> Result<Home, Error> {
    if let Some(decided) = decisions::decided(tx, (collection, name), key)? {
        return Ok(decided);
    }
    let id = witness.telegram.id.as_deref();
    let found = match (id, earlier) {
        (Some(id), _) => keyed(tx, &TelegramKey::Id(id.to_owned()))?,
        (None, Some(earlier)) => numbered(tx, earlier)?.filter(|telegram| telegram.key.id().is_none()),
        (None, None) => None,
    };
    if let Some(telegram) = found {
        return Ok(Home::existing(telegram));
    }
    // Of several texts that fit none is taken: a wrong merge is worse than two pages.
    let alike = alike::telegrams(tx, witness)?;
    if id.is_none()
        && let [only] = alike[..]
        && let Some(telegram) = numbered(tx, only)?
    {
        return Ok(Home::existing(telegram));
    }
    let telegram = create(tx, TelegramKey::of(id, name, key))?;
    // A copy without id may have come first.
    let joined = if id.is_some() && alike.len() == 1 { alike } else { Vec::new() };
    Ok(Home { telegram, fresh: true, joined })
}
