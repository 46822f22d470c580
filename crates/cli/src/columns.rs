//! `--map`: what the columns of tables hold.

use clap::Args;

use crate::outcome::WrongUsage;

/// What the columns of tables hold.
#[derive(Debug, Default, Args)]
pub(crate) struct Map {
    /// What a column of a table, or a key of JSON objects, holds; may be given
    /// several times. FIELD is one of id, date, from, to, classification,
    /// subject, tags, references, header, body (or text), key, released,
    /// origin, ignore. COLUMN is its name, or its number from 1 where the table
    /// has no row with names. Columns that are not named here are told by
    /// their own names
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    statements: Vec<String>,
}

impl Map {
    /// The statements as one.
    pub(crate) fn columns(&self) -> Result<formats::Columns, WrongUsage> {
        formats::Columns::parse(self.statements.iter().map(String::as_str))
            .map_err(|error| WrongUsage(format!("--map: {error}")))
    }
}
