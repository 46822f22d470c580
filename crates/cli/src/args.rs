//! What a user can type. Each command's own arguments stand in its file.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand};

use crate::commands::{
    about, check, explain, id, import, imports, parse, read_pdf, reindex, search, serve, show, verify, witness,
};

/// An archive for diplomatic telegrams: reads them in any form, makes them
/// searchable, and gives every telegram and every paragraph an address.
#[derive(Debug, Parser)]
#[command(
    name = "chancery",
    version,
    after_help = "\
Examples:
  chancery parse telegram.txt              What is in a file, as JSON; no archive needed
  chancery import ~/telegrams              Take everything in a folder into your archive
  chancery search 'tag:PREL \"port call\"'   Find telegrams
  chancery show 75SUVA617#p3               Read one paragraph
  chancery serve                           Read and search in a browser

Exit status: 0 done; 1 nothing found, or some input could not be read; 2 wrong usage."
)]
pub(crate) struct Arguments {
    /// Tell on standard error what is being done; twice for more.
    #[arg(short, long, global = true, action = ArgAction::Count, help_heading = "General options")]
    pub(crate) verbose: u8,

    /// The archive's directory [default: `chancery` among your data, on Linux
    /// ~/.local/share/chancery]
    // Global, so that it stands before a command as well as after it, also for
    // commands that need none: who sets it in an alias need not know which do.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "CHANCERY_ARCHIVE",
        hide_env_values = true,
        help_heading = "General options"
    )]
    pub(crate) archive: Option<PathBuf>,

    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// One variant for each command; what `--help` says of it stands at its arguments.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Parse(parse::Parse),
    Check(check::Check),
    Id(id::Id),
    Explain(explain::Explain),
    Import(import::Import),
    Imports(imports::Imports),
    Search(search::Search),
    Show(show::Show),
    Serve(serve::Serve),
    Verify(verify::Verify),
    Reindex(reindex::Reindex),
    Witness(witness::Witness),
    About(about::About),
    /// Reads a PDF document for the process that started this one.
    #[command(name = read_pdf::NAME, hide = true)]
    ReadPdf,
}
