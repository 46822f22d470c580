//! The numbers of copies: `/75SUVA617/v/2`.
//!
//! A copy gets the next number when it comes to a telegram and keeps it. One that leaves takes another number where it
//! goes; the one it had leads to it, and is its own again when it comes back.

use super::{Catalogue, identity};
use crate::Error;
use crate::key::TelegramKey;
use crate::numbers::{TelegramNumber, WitnessNumber};
use crate::store::{FormerCopies, FormerCopyRow, Part, TelegramRow, Transaction, WitnessRow, Witnesses};

/// The number for a copy that comes to a telegram for the first time. The telegram has to be put afterwards.
pub(super) fn next(telegram: &mut TelegramRow) -> u32 {
    telegram.copies += 1;
    telegram.copies
}

/// Makes a witness a copy of this telegram; it may be one already. Both have to be put afterwards.
pub(super) fn place(tx: &dyn Transaction, witness: &mut WitnessRow, telegram: &mut TelegramRow) -> Result<(), Error> {
    if witness.telegram == telegram.number {
        return Ok(());
    }
    if let Some(left) = identity::numbered(tx, witness.telegram)? {
        tx.add_former_copy(&FormerCopyRow { telegram: left.key, copy: witness.copy, witness: witness.number })?;
    }
    let had = tx.former_copies(FormerCopies::Had(&telegram.key, witness.number))?;
    witness.copy = had.first().map_or_else(|| next(telegram), |former| former.copy);
    witness.telegram = telegram.number;
    Ok(())
}

/// Makes all copies of a telegram copies of another, which has to be put afterwards.
pub(super) fn place_all(tx: &dyn Transaction, from: TelegramNumber, to: &mut TelegramRow) -> Result<(), Error> {
    let mut witnesses = tx.witnesses(Witnesses::Of(from), Part::ALL)?;
    witnesses.sort_by_key(|witness| witness.number);
    for mut witness in witnesses {
        place(tx, &mut witness, to)?;
        tx.put_witness(&witness)?;
    }
    Ok(())
}

impl Catalogue {
    /// The witness that has, or had, this number among the copies of the telegram at an address.
    pub(crate) fn numbered_copy(&self, address: &str, copy: u32) -> Result<Option<WitnessNumber>, Error> {
        let Some(key) = TelegramKey::from_address(address) else { return Ok(None) };
        self.read(|rows| {
            if let Some(telegram) = identity::keyed(rows, &key)?
                && let Some(witness) = rows.witnesses(Witnesses::Copy(telegram.number, copy), Part::first(1))?.pop()
            {
                return Ok(Some(witness.number));
            }
            let former = rows.former_copies(FormerCopies::Numbered(&key, copy))?;
            Ok(former.first().map(|former| former.witness))
        })
    }
}
