//! What is held in all: by kind, by post, by collection.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::PoisonError;

use telegram::{Classification, Kind, MessageDate};

use super::Catalogue;
use crate::Error;
use crate::store::{Counts, Part, Rows, Telegrams};
use crate::view::{CollectionInfo, Count, Overview, PostInfo, YearCount};

impl Catalogue {
    /// What is held. It counts everything, so it is kept until something changes.
    pub(crate) fn overview(&self) -> Result<Overview, Error> {
        self.read(|rows| {
            let last_import = rows.imports(None)?.first().map(|row| row.number).unwrap_or_default();
            let state = (rows.last_sequence()?, last_import);
            let mut kept = self.overview.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((at, overview)) = &*kept
                && *at == state
            {
                return Ok(overview.clone());
            }
            let overview = count_all(rows)?;
            *kept = Some((state, overview.clone()));
            Ok(overview)
        })
    }

    /// All posts, or one.
    pub(crate) fn posts(&self, key: Option<&str>) -> Result<Vec<PostInfo>, Error> {
        self.read(|rows| {
            let mut posts: BTreeMap<String, BTreeMap<i16, YearCount>> = BTreeMap::new();
            let mut each = |of: Counts<'_>, add: fn(&mut YearCount, u64)| -> Result<(), Error> {
                for row in rows.counts(of)? {
                    let (Some(post), Some(year)) = (row.value, row.year) else { continue };
                    let years = posts.entry(post).or_default();
                    add(years.entry(year).or_insert(YearCount { year, held: 0, missing: 0 }), row.count);
                }
                Ok(())
            };
            each(Counts::Held(key), |year, held| year.held = held)?;
            each(Counts::Missing(key), |year, missing| year.missing = missing)?;
            Ok(posts
                .into_iter()
                .map(|(key, years)| PostInfo {
                    key,
                    telegrams: years.values().map(|year| year.held).sum(),
                    years: years.into_values().collect(),
                })
                .collect())
        })
    }

    /// All collections.
    pub(crate) fn collections(&self) -> Result<Vec<CollectionInfo>, Error> {
        self.read(collections)
    }
}

fn collections(rows: &dyn Rows) -> Result<Vec<CollectionInfo>, Error> {
    let witnesses = grouped(rows, Counts::Witnesses)?;
    Ok(rows
        .collections()?
        .into_iter()
        .map(|row| CollectionInfo {
            witnesses: witnesses.get(&Some(row.name.clone())).copied().unwrap_or(0),
            name: row.name,
            label: row.label,
            licence: row.licence,
        })
        .collect())
}

/// Counts by value.
fn grouped(rows: &dyn Rows, of: Counts<'_>) -> Result<HashMap<Option<String>, u64>, Error> {
    Ok(rows.counts(of)?.into_iter().map(|row| (row.value, row.count)).collect())
}

fn count_all(rows: &dyn Rows) -> Result<Overview, Error> {
    let kinds = grouped(rows, Counts::Kinds)?;
    let by_kind = [
        (Kind::Telegram, "Telegrams"),
        (Kind::Airgram, "Airgrams"),
        (Kind::RecordMessage, "Record messages"),
        (Kind::Document, "Other documents"),
    ]
    .into_iter()
    .filter_map(|(kind, label)| counted(kind.key(), label, kinds.get(&Some(kind.key().to_owned()))))
    .collect();
    let classes = grouped(rows, Counts::Classifications)?;
    let by_classification = Classification::ALL
        .into_iter()
        .filter_map(|class| counted(class.key(), class.title(), classes.get(&Some(class.key().to_owned()))))
        .chain(counted("none", "Not stated", classes.get(&None)))
        .collect();
    let edge = |which| -> Result<Option<MessageDate>, Error> {
        Ok(rows.telegrams(which, Part::first(1))?.pop().and_then(|row| row.date))
    };
    let held = rows.counts(Counts::Held(None))?;
    let posts: HashSet<_> = held.iter().map(|row| &row.value).collect();
    let collections = collections(rows)?;
    Ok(Overview {
        telegrams: kinds.values().sum(),
        by_kind,
        by_classification,
        missing: rows.counts(Counts::Missing(None))?.iter().map(|row| row.count).sum(),
        witnesses: collections.iter().map(|collection| collection.witnesses).sum(),
        first_date: edge(Telegrams::Earliest)?,
        last_date: edge(Telegrams::Latest)?,
        posts: posts.len() as u64,
        collections,
    })
}

fn counted(value: &str, label: &str, count: Option<&u64>) -> Option<Count> {
    count.map(|count| Count { value: value.to_owned(), label: label.to_owned(), count: *count })
}
