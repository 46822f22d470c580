//! What an import brought.

use std::collections::HashMap;

use super::{Catalogue, imports};
use crate::numbers::{ImportNumber, TelegramNumber};
use crate::store::{Counts, Part, Rows, TelegramRow, Telegrams, Witnesses};
use crate::{Error, address, view};

impl Catalogue {
    /// What an import brought, part by part.
    pub(crate) fn changes(
        &self,
        import: ImportNumber,
        offset: u64,
        limit: u64,
    ) -> Result<Option<view::ImportChanges>, Error> {
        self.read(|rows| {
            let Some(summary) = imports::summaries(rows, Some(import))?.pop() else { return Ok(None) };
            let Some(row) = rows.imports(Some(import))?.pop() else { return Ok(None) };
            let count = |of| Ok::<u64, Error>(rows.counts(of)?.first().map_or(0, |row| row.count));
            let total = count(Counts::Brought(import))?;
            let not_met = count(Counts::NotMet(row.collection, import))?;
            let brought = rows.witnesses(Witnesses::Brought(import), Part { offset, limit })?;
            let numbers: Vec<_> = brought.iter().map(|witness| witness.telegram).collect();
            let telegrams = by_number(rows, &numbers)?;
            let witnesses = brought
                .into_iter()
                .filter_map(|witness| {
                    let telegram = telegrams.get(&witness.telegram)?;
                    Some(view::WitnessChange {
                        change: if witness.version > 1 { view::Change::Changed } else { view::Change::New },
                        id: telegram.key.id().map(str::to_owned),
                        address: telegram.key.address(),
                        witness: address::witness(&summary.collection, &witness.key),
                        version: witness.version,
                        subject: telegram.subject.clone(),
                    })
                })
                .collect();
            Ok(Some(view::ImportChanges { import: summary, total, witnesses, not_met }))
        })
    }
}

/// Telegrams by their numbers.
pub(super) fn by_number(
    rows: &dyn Rows,
    numbers: &[TelegramNumber],
) -> Result<HashMap<TelegramNumber, TelegramRow>, Error> {
    let found = rows.telegrams(Telegrams::Numbered(numbers), Part::ALL)?;
    Ok(found.into_iter().map(|row| (row.number, row)).collect())
}
