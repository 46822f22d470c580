//! `chancery reindex`: make the search index anew.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use archive::Archive;
use clap::Args;

use crate::outcome::Outcome;
use crate::progress::VerifyBar;
use crate::{archive_dir, output};

/// Make the search index anew from the catalogue
///
/// The index that is there is searched meanwhile, also by `chancery serve`; the
/// new one takes its place when it is complete. A search that meets a damaged
/// index does the same by itself.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery reindex
  chancery reindex --archive /srv/archive --json")]
pub(crate) struct Reindex {
    /// Print the result as one JSON object
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(command: Reindex, named: Option<PathBuf>) -> Result<Outcome> {
    let telegrams = rebuild(&archive_dir::open(named)?)?;
    let mut out = output::plain();
    if command.json {
        output::json_line(&mut out, &serde_json::json!({ "telegrams": telegrams }), false)?;
    } else {
        writeln!(out, "{telegrams} telegrams indexed anew")?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Makes the index anew and shows how it goes; says how many telegrams it has.
pub(crate) fn rebuild(archive: &Archive) -> Result<u64> {
    let bar = VerifyBar::new();
    let rebuilt = archive.rebuild_index(&bar);
    bar.finish();
    Ok(rebuilt?)
}

/// Makes an index that cannot be used anew, and says so; where it cannot be made the search says so.
pub(crate) fn mend(archive: &Archive) -> Result<()> {
    if let Some(problem) = archive.index_problem()
        && archive.read_only().is_none()
    {
        eprintln!("chancery: {problem}; making it anew");
        let bar = VerifyBar::new();
        let mended = archive.mend_index(&bar);
        bar.finish();
        mended?;
    }
    Ok(())
}

/// Tells where not everything that is here can be found.
pub(crate) fn tell_what_lags(archive: &Archive) -> Result<()> {
    if archive.search_lags()? {
        let why = archive.read_only().map_or_else(
            || "an import is at work".to_owned(),
            |why| format!("an import was interrupted, and the archive cannot be written: {why}"),
        );
        eprintln!("chancery: search does not find the latest telegrams yet: {why}");
    }
    Ok(())
}
