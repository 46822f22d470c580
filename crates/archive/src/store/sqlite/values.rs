//! Values as SQLite keeps them.

use std::error::Error as StdError;
use std::ops::Range;
use std::str::FromStr;

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use telegram::{Classification, Kind, TextState};

use crate::ImportState;
use crate::blobs::Hash;
use crate::holdings::Rank;
use crate::key::TelegramKey;
use crate::numbers::{CollectionNumber, ImportNumber, Sequence, TelegramNumber, WitnessNumber};

macro_rules! numbers {
    ($($name:ident),+) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }
    )+};
}

numbers!(CollectionNumber, ImportNumber, Rank, Sequence, TelegramNumber, WitnessNumber);

/// A value that is kept in words and read back from them.
pub(super) struct Written<T>(pub(super) T);

impl<T: FromStr<Err: StdError + Send + Sync + 'static>> FromSql for Written<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        text.parse().map(Self).map_err(|error| unreadable(format!("{text:?}: {error}")))
    }
}

/// One of a few values, kept by its name.
pub(super) struct Named<T>(pub(super) T);

macro_rules! named {
    ($($name:ident: [$($value:ident),+]),+ $(,)?) => {$(
        impl FromSql for Named<$name> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let text = value.as_str()?;
                let found = [$($name::$value),+].into_iter().find(|value| value.key() == text);
                found.map(Self).ok_or_else(|| unreadable(format!("{text:?} is none of the known values")))
            }
        }
    )+};
}

named! {
    Kind: [Telegram, Airgram, RecordMessage, Document],
    TextState: [Present, Missing, Withdrawn],
    ImportState: [Running, Finished, Cancelled],
}

impl FromSql for Named<Classification> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let found = Classification::from_key(text);
        found.map(Self).ok_or_else(|| unreadable(format!("{text:?} is no classification")))
    }
}

/// A hash in hex, kept as its bytes. What is none is kept as it is.
pub(super) struct Hex<T>(pub(super) T);

impl FromSql for Hex<String> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = value.as_blob()?;
        let hash = bytes.try_into().map(|bytes| Hash::from_bytes(bytes).to_string());
        Ok(Self(hash.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())))
    }
}

impl<T: AsRef<str>> ToSql for Hex<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let hex = self.0.as_ref();
        let bytes = Hash::parse(hex).map_or_else(|| hex.as_bytes().to_vec(), |hash| hash.to_bytes().to_vec());
        Ok(bytes.into())
    }
}

/// The key of a telegram is kept as the path of its page.
impl FromSql for TelegramKey {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let path = value.as_str()?;
        Self::from_address(path).ok_or_else(|| unreadable(format!("{path:?} is the path of no telegram")))
    }
}

impl ToSql for TelegramKey {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.address().into())
    }
}

fn unreadable(problem: String) -> FromSqlError {
    FromSqlError::Other(problem.into())
}

/// SQLite counts with signed numbers; ours are never negative.
pub(super) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// The other way; what is beyond all counting becomes the largest number.
pub(super) fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Two columns as a range.
pub(super) fn range(first: i64, end: i64) -> Range<u64> {
    count(first)..count(end)
}
