//! The commands, one file each.

pub(crate) mod about;
pub(crate) mod check;
pub(crate) mod explain;
pub(crate) mod id;
pub(crate) mod import;
pub(crate) mod imports;
pub(crate) mod parse;
mod profile;
pub(crate) mod read_pdf;
pub(crate) mod reindex;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod verify;
pub(crate) mod witness;

use anyhow::Result;

use crate::args::{Arguments, Command};
use crate::outcome::Outcome;

/// Runs the command that was typed.
pub(crate) fn run(arguments: Arguments) -> Result<Outcome> {
    let archive = arguments.archive;
    match arguments.command {
        Command::Parse(command) => parse::run(command),
        Command::Check(command) => check::run(command),
        Command::Id(command) => id::run(command),
        Command::Explain(command) => explain::run(command),
        Command::Import(command) => import::run(command, archive),
        Command::Imports(command) => imports::run(command, archive),
        Command::Search(command) => search::run(command, archive),
        Command::Show(command) => show::run(command, archive),
        Command::Serve(command) => serve::run(command, archive),
        Command::Reindex(command) => reindex::run(command, archive),
        Command::Verify(command) => verify::run(command, archive),
        Command::Witness(command) => witness::run(command, archive),
        Command::About(command) => about::run(&command),
        Command::ReadPdf => read_pdf::run(),
    }
}
