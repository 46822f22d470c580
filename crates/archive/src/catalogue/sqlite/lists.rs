//! Overview, posts, series, collections, and lines of lists.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, Transaction, params};

use super::*;
use crate::address;
use crate::view::{Count, MissingSummary, YearCount};

impl SqliteCatalogue {
    pub(super) fn lines(&self, telegrams: &[TelegramNumber]) -> Result<Vec<(TelegramNumber, TelegramSummary)>, Error> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!("SELECT {SUMMARY} FROM telegram t WHERE t.number = ?1"))?;
            let mut lines = Vec::with_capacity(telegrams.len());
            for number in telegrams {
                if let Some(line) = statement.query_row([number], |row| summary(row, 0)).optional()? {
                    lines.push((*number, line));
                }
            }
            Ok(lines)
        })
    }

    pub(super) fn lines_by_key(&self, key: &str) -> Result<Vec<TelegramSummary>, Error> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!(
                "SELECT {SUMMARY} FROM telegram t WHERE t.number IN (SELECT telegram FROM witness WHERE key = ?1)
                 ORDER BY t.address"
            ))?;
            let rows = statement.query_map([key], |row| summary(row, 0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    pub(super) fn lines_by_serial(&self, post: &str, serial: i64) -> Result<Vec<TelegramSummary>, Error> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!(
                "SELECT {SUMMARY} FROM telegram t WHERE t.post = ?1 AND t.serial = ?2 ORDER BY t.year, t.address"
            ))?;
            let rows = statement.query_map(params![post, serial], |row| summary(row, 0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The overview counts everything, so it is kept until something changes.
    pub(super) fn counted(&self) -> Result<Overview, Error> {
        self.read(|tx| {
            let imports =
                tx.query_row("SELECT coalesce(max(number), 0) FROM import", [], |row| row.get::<_, ImportNumber>(0))?;
            let state = (queue::last_sequence(tx)?, imports);
            if let Some((at, overview)) = &*lock(&self.overview)
                && *at == state
            {
                return Ok(overview.clone());
            }
            let overview = count_all(tx)?;
            *lock(&self.overview) = Some((state, overview.clone()));
            Ok(overview)
        })
    }

    pub(super) fn post_list(&self, key: Option<&str>) -> Result<Vec<PostInfo>, Error> {
        self.read(|tx| {
            let mut posts: BTreeMap<String, BTreeMap<i16, YearCount>> = BTreeMap::new();
            let mut each = |sql: &str, add: fn(&mut YearCount, u64)| -> Result<(), Error> {
                let mut statement = tx.prepare_cached(sql)?;
                let mut rows = statement.query([key])?;
                while let Some(row) = rows.next()? {
                    let year = row.get(1)?;
                    let years = posts.entry(row.get(0)?).or_default();
                    add(years.entry(year).or_insert(YearCount { year, held: 0, missing: 0 }), count(row.get(2)?));
                }
                Ok(())
            };
            each(
                "SELECT post, year, count(*) FROM telegram WHERE serial IS NOT NULL AND (?1 IS NULL OR post = ?1) GROUP BY 1, 2",
                |year, held| year.held = held,
            )?;
            each(
                "SELECT target_post, target_year, count(DISTINCT target) FROM reference r
                 WHERE target_serial IS NOT NULL AND (?1 IS NULL OR target_post = ?1)
                   AND NOT EXISTS (SELECT 1 FROM telegram t WHERE t.id = r.target) GROUP BY 1, 2",
                |year, missing| year.missing = missing,
            )?;
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

    pub(super) fn series_part(&self, key: &str, year: i16, offset: u64, limit: u64) -> Result<Option<PostYear>, Error> {
        self.read(|tx| {
            let held = tx
                .prepare_cached("SELECT count(*) FROM telegram WHERE post = ?1 AND year = ?2 AND serial IS NOT NULL")?
                .query_row(params![key, year], |row| row.get(0))?;
            let mut statement = tx.prepare_cached(&format!(
                "SELECT {SUMMARY} FROM telegram t WHERE t.post = ?1 AND t.year = ?2 AND t.serial IS NOT NULL
                 ORDER BY t.airgram, t.serial LIMIT ?4 OFFSET ?3"
            ))?;
            let telegrams = statement
                .query_map(params![key, year, number(offset), number(limit)], |row| summary(row, 0))?
                .collect::<Result<_, _>>()?;
            let mut statement = tx.prepare_cached(
                "SELECT target, count(DISTINCT telegram) FROM reference r WHERE target_post = ?1 AND target_year = ?2
                   AND NOT EXISTS (SELECT 1 FROM telegram t WHERE t.id = r.target)
                 GROUP BY target ORDER BY min(target_airgram), min(target_serial), target",
            )?;
            let missing = statement
                .query_map(params![key, year], |row| {
                    let id: String = row.get(0)?;
                    Ok(MissingSummary {
                        address: address::telegram(Some(&id), "", ""),
                        id,
                        referred_by: count(row.get(1)?),
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            if held == 0 && missing.is_empty() {
                return Ok(None);
            }
            Ok(Some(PostYear { post: key.to_owned(), year, held: count(held), telegrams, missing }))
        })
    }

    pub(super) fn collection_list(&self) -> Result<Vec<CollectionInfo>, Error> {
        self.read(collections)
    }
}

fn collections(tx: &Transaction<'_>) -> Result<Vec<CollectionInfo>, Error> {
    let mut statement = tx.prepare_cached(
        "SELECT c.name, c.label, c.licence,
           (SELECT count(*) FROM witness w WHERE w.collection = c.number AND w.superseded = 0)
         FROM collection c ORDER BY c.name",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(CollectionInfo {
            name: row.get(0)?,
            label: row.get(1)?,
            licence: row.get(2)?,
            witnesses: count(row.get(3)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn count_all(tx: &Transaction<'_>) -> Result<Overview, Error> {
    let one = |sql: &str| -> Result<u64, Error> { Ok(count(tx.query_row(sql, [], |row| row.get(0))?)) };
    let grouped = |sql: &str| -> Result<HashMap<Option<String>, u64>, Error> {
        let mut statement = tx.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, count(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let kinds = grouped("SELECT kind, count(*) FROM telegram GROUP BY kind")?;
    let by_kind = [
        (Kind::Telegram, "Telegrams"),
        (Kind::Airgram, "Airgrams"),
        (Kind::RecordMessage, "Record messages"),
        (Kind::Document, "Other documents"),
    ]
    .into_iter()
    .filter_map(|(kind, label)| counted(kind.key(), label, kinds.get(&Some(kind.key().to_owned()))))
    .collect();
    let classes = grouped("SELECT classification, count(*) FROM telegram GROUP BY classification")?;
    let by_classification = Classification::ALL
        .into_iter()
        .filter_map(|class| counted(class.key(), class.title(), classes.get(&Some(class.key().to_owned()))))
        .chain(counted("none", "Not stated", classes.get(&None)))
        .collect();
    let edge = |order: &str| -> Result<Option<MessageDate>, Error> {
        let sql = format!("SELECT date FROM telegram WHERE date IS NOT NULL ORDER BY moment {order} LIMIT 1");
        Ok(date(tx.query_row(&sql, [], |row| row.get(0)).optional()?))
    };
    Ok(Overview {
        telegrams: one("SELECT count(*) FROM telegram")?,
        by_kind,
        by_classification,
        missing: one("SELECT count(DISTINCT target) FROM reference r
             WHERE target_post IS NOT NULL AND NOT EXISTS (SELECT 1 FROM telegram t WHERE t.id = r.target)")?,
        witnesses: one("SELECT count(*) FROM witness WHERE superseded = 0")?,
        first_date: edge("ASC")?,
        last_date: edge("DESC")?,
        posts: one("SELECT count(DISTINCT post) FROM telegram WHERE serial IS NOT NULL")?,
        collections: collections(tx)?,
    })
}

fn counted(value: &str, label: &str, count: Option<&u64>) -> Option<Count> {
    count.map(|count| Count { value: value.to_owned(), label: label.to_owned(), count: *count })
}
