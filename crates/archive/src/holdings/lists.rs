//! Telegrams as lines of lists: of results, of a key, of a series.

use std::collections::BTreeSet;

use super::Catalogue;
use crate::Error;
use crate::key::TelegramKey;
use crate::numbers::TelegramNumber;
use crate::reading::Reading;
use crate::store::{Counts, Part, References, TelegramRow, Telegrams, Witnesses};
use crate::view::{MissingSummary, PostYear, TelegramSummary};

/// A telegram as a line of results, with what its snippet is cut from.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) summary: TelegramSummary,
    /// The key of its post.
    pub(crate) post: Option<String>,
    /// The text and the paragraphs of the shown witness; nothing where its original is lost.
    pub(crate) reading: Reading,
}

impl Catalogue {
    /// Telegrams as lines of a list, in the order asked for; one that is gone
    /// is left out.
    pub(crate) fn summaries(
        &self,
        telegrams: &[TelegramNumber],
    ) -> Result<Vec<(TelegramNumber, TelegramSummary)>, Error> {
        self.read(|rows| {
            let found = rows.telegrams(Telegrams::Numbered(telegrams), Part::ALL)?;
            Ok(found.into_iter().map(|row| (row.number, summary(row))).collect())
        })
    }

    /// Telegrams as lines of results, in the order asked for; one that is gone
    /// is left out.
    pub(crate) fn lines(&self, telegrams: &[TelegramNumber]) -> Result<Vec<Line>, Error> {
        let (found, kept) = self.read(|rows| {
            let found = rows.telegrams(Telegrams::Numbered(telegrams), Part::ALL)?;
            let shown: Vec<_> = found.iter().map(|row| row.shown).collect();
            Ok((found, rows.readings(&shown)?))
        })?;
        // Texts are read from the originals when nothing of the store is held any more.
        let readings = self.texts.bodies(&kept)?;
        let mut readings = kept.into_iter().zip(readings).peekable();
        let mut lines = Vec::with_capacity(found.len());
        for row in found {
            let Some((_, reading)) = readings.next_if(|(kept, _)| kept.witness == row.shown) else { continue };
            lines.push(Line { post: row.post.clone(), summary: summary(row), reading });
        }
        Ok(lines)
    }

    /// Telegrams and documents with a witness of this key, in any collection.
    pub(crate) fn by_key(&self, key: &str) -> Result<Vec<TelegramSummary>, Error> {
        self.read(|rows| {
            let witnesses = rows.witnesses(Witnesses::WithKey(key), Part::ALL)?;
            let numbers: BTreeSet<_> = witnesses.into_iter().map(|witness| witness.telegram).collect();
            let numbers: Vec<_> = numbers.into_iter().collect();
            let found = rows.telegrams(Telegrams::Numbered(&numbers), Part::ALL)?;
            let mut lines: Vec<_> = found.into_iter().map(summary).collect();
            lines.sort_by(|a, b| a.address.cmp(&b.address));
            Ok(lines)
        })
    }

    /// Telegrams of a post with this number, of any year.
    pub(crate) fn by_serial(&self, post: &str, serial: i64) -> Result<Vec<TelegramSummary>, Error> {
        self.read(|rows| {
            let found = rows.telegrams(Telegrams::Serial(post, serial), Part::ALL)?;
            Ok(found.into_iter().map(summary).collect())
        })
    }

    /// A part of a series.
    pub(crate) fn post_year(&self, key: &str, year: i16, offset: u64, limit: u64) -> Result<Option<PostYear>, Error> {
        self.read(|rows| {
            let held = rows.counts(Counts::Held(Some(key)))?;
            let held = held.iter().find(|row| row.year == Some(year)).map_or(0, |row| row.count);
            let telegrams = rows.telegrams(Telegrams::Series(key, year), Part { offset, limit })?;
            let mut missing: Vec<MissingSummary> = Vec::new();
            // In the order of their targets; a telegram may refer to one more than once.
            let mut last = None;
            for row in rows.references(References::Missing(key, year))? {
                let this = Some((row.telegram, row.target.clone()));
                match missing.last_mut() {
                    Some(same) if same.id == row.target => same.referred_by += u64::from(last != this),
                    _ => missing.push(MissingSummary {
                        address: TelegramKey::Id(row.target.clone()).address(),
                        id: row.target,
                        referred_by: 1,
                    }),
                }
                last = this;
            }
            if held == 0 && missing.is_empty() {
                return Ok(None);
            }
            let telegrams = telegrams.into_iter().map(summary).collect();
            Ok(Some(PostYear { post: key.to_owned(), year, held, telegrams, missing }))
        })
    }
}

fn summary(row: TelegramRow) -> TelegramSummary {
    TelegramSummary {
        id: row.key.id().map(str::to_owned),
        address: row.key.address(),
        kind: row.kind,
        subject: row.subject,
        date: row.date,
        classification: row.classification,
        from: row.sender,
    }
}
