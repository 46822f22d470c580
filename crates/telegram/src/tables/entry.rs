//! A row of the tables, and how their files are read.
//!
//! The files `data/*_tags.tsv`, `offices.tsv` and so on have the same columns, apart by tabs:
//!
//! | column | what it holds |
//! |---|---|
//! | `code` | as telegrams print it |
//! | `kind` | the name of a [`Kind`] |
//! | `title` | what it means |
//! | `from`, `to` | first and last day, month or year of that meaning; empty where not known or not yet over |
//! | `replaced_by` | the code that took its place |
//! | `aliases` | other ways to write it, with commas between |
//! | `note` | what else should be said |
//! | `sure` | the name of a [`Certainty`] |
//! | `source` | who says so |
//!
//! A code can have several rows of one kind, whose dates must not overlap.

use jiff::civil::Date;

use super::kind::Kind;
use crate::MessageDate;

/// How sure a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Certainty {
    /// It stands in the source that is named, and was read there or seen in telegrams.
    Read,
    /// General knowledge of the field, not checked in the source.
    Known,
    /// It may be wrong; the note or the source says why.
    Doubtful,
}

impl Certainty {
    /// The name in data files and in JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Known => "known",
            Self::Doubtful => "doubtful",
        }
    }

    fn read(key: &str) -> Option<Self> {
        [Self::Read, Self::Known, Self::Doubtful].into_iter().find(|sure| sure.key() == key)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Certainty {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

/// A row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) code: &'static str,
    pub(crate) kind: Kind,
    pub(crate) title: &'static str,
    pub(crate) from: Option<MessageDate>,
    pub(crate) to: Option<MessageDate>,
    pub(crate) replaced_by: &'static str,
    pub(crate) aliases: &'static str,
    pub(crate) note: &'static str,
    pub(crate) certainty: Certainty,
    pub(crate) source: &'static str,
}

impl Entry {
    /// The row a line holds, or none where the line is malformed.
    fn read(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let mut next = || cells.next();
        let entry = Self {
            code: next().filter(|code| !code.is_empty())?,
            kind: Kind::read(next()?)?,
            title: next().filter(|title| !title.is_empty())?,
            from: date(next()?).ok()?,
            to: date(next()?).ok()?,
            replaced_by: next()?,
            aliases: next()?,
            note: next()?,
            certainty: Certainty::read(next()?)?,
            source: next().filter(|source| !source.is_empty())?,
        };
        cells.next().is_none().then_some(entry)
    }

    /// A row that another table gives.
    pub(crate) const fn of(code: &'static str, kind: Kind, title: &'static str, source: &'static str) -> Self {
        let (from, to, certainty) = (None, None, Certainty::Read);
        Self { code, kind, title, from, to, replaced_by: "", aliases: "", note: "", certainty, source }
    }

    /// Whether two rows mean the same.
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        (self.kind, self.title, self.from, self.to) == (other.kind, other.title, other.from, other.to)
    }

    /// The code and the other ways to write it.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        core::iter::once(self.code).chain(self.aliases.split(',').filter(|alias| !alias.is_empty()))
    }
}

/// What a file says: its rows, and the lines that are none.
pub(crate) struct File {
    pub(crate) entries: Vec<Entry>,
    pub(crate) malformed: Vec<&'static str>,
}

impl File {
    /// Reads the text of a file; remarks begin with `#`, the first other line names the columns.
    pub(crate) fn read(text: &'static str) -> Self {
        let mut file = Self { entries: Vec::new(), malformed: Vec::new() };
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1) {
            match Entry::read(line) {
                Some(entry) => file.entries.push(entry),
                None => file.malformed.push(line),
            }
        }
        file
    }
}

/// The cell holds something that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoDate;

/// The day, month or year of a cell; none of an empty one.
pub(crate) fn date(cell: &str) -> Result<Option<MessageDate>, NoDate> {
    match cell.len() {
        0 => Ok(None),
        4 | 7 | 10 => cell.parse().map(Some).map_err(|_| NoDate),
        _ => Err(NoDate),
    }
}

/// Whether a meaning that holds from one date to another, ends included, holds on a day.
pub(super) fn holds(from: Option<MessageDate>, to: Option<MessageDate>, day: Date) -> bool {
    from.is_none_or(|from| first_day(from) <= day) && to.is_none_or(|to| day <= last_day(to))
}

/// The first day of a day, month or year.
pub(super) fn first_day(date: MessageDate) -> Date {
    date.first_moment().date()
}

/// The last day of a day, month or year.
pub(super) fn last_day(date: MessageDate) -> Date {
    let first = first_day(date);
    match date {
        MessageDate::Year(_) => first.last_of_year(),
        MessageDate::Month(..) => first.last_of_month(),
        _ => first,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn dates_of_all_lengths() {
        for (cell, from, to) in [
            ("1976", day(1976, 1, 1), day(1976, 12, 31)),
            ("1976-02", day(1976, 2, 1), day(1976, 2, 29)),
            ("1976-02-03", day(1976, 2, 3), day(1976, 2, 3)),
        ] {
            let read = date(cell).unwrap().unwrap();
            assert_eq!((first_day(read), last_day(read), read.to_string().as_str()), (from, to, cell));
            let until = |day| holds(None, Some(read), day);
            assert!(until(to) && !until(to.tomorrow().unwrap()), "{cell}");
            let since = |day| holds(Some(read), None, day);
            assert!(since(from) && !since(from.yesterday().unwrap()), "{cell}");
        }
        assert_eq!(date(""), Ok(None));
        for cell in ["1976-13", "1976-02-30", "1976-02-03T04:05:06", "about 1976", "soon", "1976-9", "76"] {
            assert_eq!(date(cell), Err(NoDate), "{cell}");
        }
    }

    #[test]
    fn malformed_rows_are_told() {
        let good = "PREL\tsubject\tRelations\t1980\t\t\t\t\tread\tS";
        let bad = [
            "PREL\tsubject\tRelations\t1980\t\t\t\t\tread",
            "PREL\tsubject\tRelations\t1980\t\t\t\t\tread\tS\tmore",
            "PREL\tsubjct\tRelations\t1980\t\t\t\t\tread\tS",
            "PREL\tsubject\tRelations\tsoon\t\t\t\t\tread\tS",
            "PREL\tsubject\tRelations\t1980\t\t\t\t\tsure\tS",
            "\tsubject\tRelations\t1980\t\t\t\t\tread\tS",
            "PREL\tsubject\t\t1980\t\t\t\t\tread\tS",
            "PREL\tsubject\tRelations\t1980\t\t\t\t\tread\t",
        ];
        let text = format!("# remark\ncode\tkind\n{good}\n\n{}\n", bad.join("\n"));
        let file = File::read(text.leak());
        assert_eq!(file.entries.iter().map(|entry| entry.code).collect::<Vec<_>>(), ["PREL"]);
        assert_eq!(file.malformed, bad);
    }
}
