//! Rows found in memory.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use formats::Problem;
use telegram::Classification;

use super::State;
use crate::Error;
use crate::blobs::Hash;
use crate::numbers::{CollectionNumber, ImportNumber, Sequence, TelegramNumber, WitnessNumber};
use crate::series::Series;
use crate::store::{
    CollectionRow, CountRow, Counts, DecisionRow, FormerCopies, FormerCopyRow, ImportRow, KeptReading, PairRow, Pairs,
    Part, ReferenceRow, References, Rows, TelegramRow, Telegrams, Trace, WitnessRow, Witnesses,
};

impl Rows for State {
    fn collections(&self) -> Result<Vec<CollectionRow>, Error> {
        let mut found = self.collections.clone();
        found.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(found)
    }

    fn imports(&self, which: Option<ImportNumber>) -> Result<Vec<ImportRow>, Error> {
        let newest_first = self.imports.iter().rev();
        Ok(newest_first.filter(|row| which.is_none_or(|number| row.number == number)).cloned().collect())
    }

    fn problems(&self, import: ImportNumber, part: Part) -> Result<Vec<Problem>, Error> {
        Ok(part.of(self.problems.get(&import).map_or(&[], Vec::as_slice)).to_vec())
    }

    fn unit(&self, collection: CollectionNumber, blob: Hash, name: &str, reader: &str) -> Result<Option<u64>, Error> {
        let found = self.units.get(&(collection, blob.to_string(), name.to_owned()));
        Ok(found.filter(|(by, _)| by == reader).map(|(_, records)| *records))
    }

    fn telegrams(&self, which: Telegrams<'_>, part: Part) -> Result<Vec<TelegramRow>, Error> {
        let all = || self.telegrams.values();
        let mut found: Vec<&TelegramRow> = match which {
            Telegrams::Numbered(numbers) => {
                let these = part.of(numbers).iter().filter_map(|number| self.telegrams.get(number));
                return Ok(these.cloned().collect());
            }
            Telegrams::Keyed(key) => all().filter(|row| row.key == *key).collect(),
            Telegrams::After(after) => all().filter(|row| row.number > after).collect(),
            Telegrams::Serial(post, serial) => {
                all().filter(|row| is_of(row, post) && row.serial == Some(serial)).collect()
            }
            Telegrams::Series(post, year) => {
                all().filter(|row| is_of(row, post) && row.year == Some(year) && row.serial.is_some()).collect()
            }
            Telegrams::Before(series) => {
                all().filter(|row| row.serial < Some(series.serial) && beside(row, series)).collect()
            }
            Telegrams::Next(series) => {
                all().filter(|row| row.serial > Some(series.serial) && beside(row, series)).collect()
            }
            Telegrams::Earliest | Telegrams::Latest => all().filter(|row| row.date.is_some()).collect(),
            Telegrams::WithCopies(after) => {
                all().filter(|row| *row.key.address() > *after && self.present(row.number) > 1).collect()
            }
        };
        match which {
            Telegrams::Serial(..) => found.sort_by_key(|row| (row.year, row.key.address())),
            Telegrams::Series(..) => found.sort_by_key(|row| (row.airgram, row.serial)),
            Telegrams::Before(_) => found.sort_by_key(|row| Reverse(row.serial)),
            Telegrams::Next(_) => found.sort_by_key(|row| row.serial),
            Telegrams::Earliest => found.sort_by_key(|row| row.moment),
            Telegrams::Latest => found.sort_by_key(|row| Reverse(row.moment)),
            Telegrams::WithCopies(_) => found.sort_by_key(|row| row.key.address()),
            Telegrams::Numbered(_) | Telegrams::Keyed(_) | Telegrams::After(_) => {}
        }
        Ok(part.of(&found).iter().copied().cloned().collect())
    }

    fn witnesses(&self, which: Witnesses<'_>, part: Part) -> Result<Vec<WitnessRow>, Error> {
        let is_wanted = |row: &&WitnessRow| match which {
            Witnesses::Numbered(number) => row.number == number,
            Witnesses::After(after) => row.number > after,
            Witnesses::Of(telegram) => row.telegram == telegram,
            Witnesses::Copy(telegram, copy) => row.telegram == telegram && row.copy == copy,
            Witnesses::Keyed(collection, key) => row.collection == collection && row.key == key,
            Witnesses::WithKey(key) => row.key == key,
            Witnesses::Under(collection, base_key) => row.collection == collection && row.base_key == base_key,
            Witnesses::Same(collection, base_key, content) => {
                row.collection == collection && row.base_key == base_key && !row.superseded && row.content == content
            }
            Witnesses::NotMet(collection, base_key, import) => {
                row.collection == collection && row.base_key == base_key && !row.superseded && row.seen < import
            }
            Witnesses::Brought(import) => row.import == Some(import),
        };
        let mut found: Vec<&WitnessRow> = self.rows().filter(is_wanted).collect();
        match which {
            Witnesses::Of(_) => found.sort_by_key(|row| (row.rank, row.number)),
            Witnesses::Keyed(..) => found.sort_by_key(|row| (row.superseded, Reverse(row.version))),
            Witnesses::Under(..) => found.sort_by_key(|row| (Reverse(row.ordinal), Reverse(row.version))),
            Witnesses::Same(..) => found.sort_by_key(|row| row.ordinal),
            Witnesses::NotMet(..) => found.sort_by_key(|row| (row.seen, row.number)),
            _ => {}
        }
        Ok(part.of(&found).iter().copied().cloned().collect())
    }

    fn readings(&self, witnesses: &[WitnessNumber]) -> Result<Vec<KeptReading>, Error> {
        let found = witnesses.iter().filter_map(|number| self.witnesses.get(number));
        let kept = found.map(|kept| KeptReading {
            witness: kept.row.number,
            blob: kept.row.blob.clone(),
            reading: kept.reading.clone(),
            sketch: kept.sketch.clone(),
        });
        Ok(kept.collect())
    }

    fn references(&self, which: References<'_>) -> Result<Vec<ReferenceRow>, Error> {
        let all = || self.references.values().flatten();
        Ok(match which {
            References::From(telegram) => self.references.get(&telegram).cloned().unwrap_or_default(),
            References::To(id) => all().filter(|row| row.target == id).cloned().collect(),
            References::Missing(post, year) => {
                let mut found: Vec<_> = self
                    .missing()
                    .filter(|(_, series)| series.post == post && series.year == year)
                    .map(|(row, series)| (series.airgram, series.serial, row.clone()))
                    .collect();
                found.sort_by(|a, b| {
                    let order = |(airgram, serial, row): &(bool, i64, ReferenceRow)| {
                        (*airgram, *serial, row.target.clone(), row.telegram, row.ordinal)
                    };
                    order(a).cmp(&order(b))
                });
                found.into_iter().map(|(.., row)| row).collect()
            }
        })
    }

    fn traced(&self, day: i64, trace: Trace, has_id: bool, limit: u64) -> Result<Vec<WitnessNumber>, Error> {
        let any = |number| (day, trace, has_id, WitnessNumber(number));
        let latest_first = self.traces.range(any(i64::MIN)..=any(i64::MAX)).rev().map(|(.., witness)| *witness);
        Ok(latest_first.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect())
    }

    fn pairs(&self, which: Pairs, part: Part) -> Result<Vec<PairRow>, Error> {
        let wanted = self.pairs.values().filter(|row| match which {
            Pairs::Open => self.is_open(row),
            Pairs::With(witness) => row.pair.0 == witness || row.pair.1 == witness,
        });
        let wanted: Vec<_> = wanted.cloned().collect();
        Ok(part.of(&wanted).to_vec())
    }

    fn decision(&self, collection: CollectionNumber, key: &str) -> Result<Option<DecisionRow>, Error> {
        Ok(self.decisions.get(&(collection, key.to_owned())).cloned())
    }

    fn former_copies(&self, which: FormerCopies<'_>) -> Result<Vec<FormerCopyRow>, Error> {
        let (FormerCopies::Of(telegram) | FormerCopies::Numbered(telegram, _) | FormerCopies::Had(telegram, _)) = which;
        let address = telegram.address();
        let of_it = self.former_copies.iter().filter(|((of, _), _)| *of == address);
        let wanted = of_it.filter(|((_, copy), witness)| match which {
            FormerCopies::Of(_) => true,
            FormerCopies::Numbered(_, number) => *copy == number,
            FormerCopies::Had(_, number) => **witness == number,
        });
        let row = |((_, copy), witness): (&(String, u32), &WitnessNumber)| FormerCopyRow {
            telegram: telegram.clone(),
            copy: *copy,
            witness: *witness,
        };
        let mut found: Vec<_> = wanted.map(row).collect();
        if matches!(which, FormerCopies::Of(_)) {
            found.reverse();
        }
        Ok(found)
    }

    fn queue(&self, after: Sequence, limit: usize) -> Result<Vec<(Sequence, TelegramNumber)>, Error> {
        let found = self.queue.iter().filter(|(sequence, _)| **sequence > after);
        Ok(found.take(limit).map(|(sequence, telegram)| (*sequence, *telegram)).collect())
    }

    fn last_sequence(&self) -> Result<Sequence, Error> {
        Ok(self.last_sequence)
    }

    fn counts(&self, of: Counts<'_>) -> Result<Vec<CountRow>, Error> {
        let telegrams = || self.telegrams.values();
        let witnesses = |is_wanted: &dyn Fn(&WitnessRow) -> bool| {
            let count = self.rows().filter(|row| is_wanted(row)).count() as u64;
            vec![CountRow { value: None, year: None, count }]
        };
        Ok(match of {
            Counts::Kinds => grouped(telegrams().map(|row| (Some(row.kind.key().to_owned()), None))),
            Counts::Classifications => {
                grouped(telegrams().map(|row| (row.classification.map(Classification::key).map(str::to_owned), None)))
            }
            Counts::Held(post) => grouped(
                telegrams()
                    .filter(|row| row.serial.is_some() && post.is_none_or(|post| is_of(row, post)))
                    .map(|row| (row.post.clone(), row.year)),
            ),
            Counts::Missing(post) => {
                let ids: BTreeSet<_> = self
                    .missing()
                    .filter(|(_, series)| post.is_none_or(|post| series.post == post))
                    .map(|(row, series)| (series.post.clone(), series.year, row.target.clone()))
                    .collect();
                grouped(ids.into_iter().map(|(post, year, _)| (Some(post), Some(year))))
            }
            Counts::Witnesses => {
                let present =
                    |collection| self.rows().filter(|row| row.collection == collection && !row.superseded).count();
                let row = |row: &CollectionRow| CountRow {
                    value: Some(row.name.clone()),
                    year: None,
                    count: present(row.number) as u64,
                };
                self.collections.iter().map(row).collect()
            }
            Counts::OpenPairs => {
                let count = self.pairs.values().filter(|row| self.is_open(row)).count() as u64;
                vec![CountRow { value: None, year: None, count }]
            }
            Counts::Brought(import) => witnesses(&|row| row.import == Some(import)),
            Counts::NotMet(collection, import) => {
                witnesses(&|row| row.collection == collection && !row.superseded && row.seen < import)
            }
        })
    }

    fn blobs(&self) -> Result<Vec<String>, Error> {
        let names: BTreeSet<_> = self.rows().map(|row| row.blob.clone()).collect();
        Ok(names.into_iter().collect())
    }

    fn names_blob(&self, blob: Hash) -> Result<bool, Error> {
        let name = blob.to_string();
        let of_units = self.units.iter().any(|((_, blob, _), (_, records))| *blob == name && *records > 0);
        Ok(of_units || self.rows().any(|row| row.blob == name))
    }
}

impl State {
    /// Whether a pair waits for a decision.
    fn is_open(&self, row: &PairRow) -> bool {
        let row_of = |witness| self.witnesses.get(&witness).map(|kept| &kept.row).filter(|row| !row.superseded);
        let telegrams = row_of(row.pair.0).zip(row_of(row.pair.1)).map(|(one, other)| (one.telegram, other.telegram));
        row.decided.is_none() && telegrams.is_some_and(|(one, other)| one != other)
    }

    fn rows(&self) -> impl Iterator<Item = &WitnessRow> {
        self.witnesses.values().map(|kept| &kept.row)
    }

    /// How many witnesses of a telegram no later version has replaced.
    fn present(&self, telegram: TelegramNumber) -> usize {
        self.rows().filter(|row| row.telegram == telegram && !row.superseded).count()
    }

    /// References to ids of a series that no telegram here has.
    fn missing(&self) -> impl Iterator<Item = (&ReferenceRow, &Series)> {
        let held: BTreeSet<&str> = self.telegrams.values().filter_map(|row| row.key.id()).collect();
        let all = self.references.values().flatten();
        all.filter_map(|row| Some((row, row.series.as_ref()?))).filter(move |(row, _)| !held.contains(&*row.target))
    }
}

fn is_of(row: &TelegramRow, post: &str) -> bool {
    row.post.as_deref() == Some(post)
}

/// Whether a telegram is of the same series.
fn beside(row: &TelegramRow, series: &Series) -> bool {
    row.serial.is_some()
        && is_of(row, &series.post)
        && row.year == Some(series.year)
        && row.airgram == Some(series.airgram)
}

fn grouped(all: impl Iterator<Item = (Option<String>, Option<i16>)>) -> Vec<CountRow> {
    let mut counts = BTreeMap::new();
    all.for_each(|group| *counts.entry(group).or_insert(0) += 1);
    counts.into_iter().map(|((value, year), count)| CountRow { value, year, count }).collect()
}
