//! `chancery verify`: does the archive agree with itself?

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::reindex;
use crate::outcome::Outcome;
use crate::progress::VerifyBar;
use crate::{archive_dir, output};

/// Check that catalogue, files and index of the archive agree
///
/// Reads every original file again and compares it with its SHA-256, looks
/// for everything the catalogue names, and compares the search index with the
/// catalogue. Changes nothing, not even what an interrupted import left undone,
/// unless --rebuild-index asks for it. Exit status 1 when something does not
/// agree.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery verify
  chancery verify --archive /srv/archive --json | jq '.findings[]'
  chancery verify --rebuild-index          When the search index is damaged")]
pub(crate) struct Verify {
    /// Make the search index anew first, as `chancery reindex` does
    #[arg(long)]
    rebuild_index: bool,

    /// Print the result as one JSON object
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(command: Verify, named: Option<PathBuf>) -> Result<Outcome> {
    let archive = if command.rebuild_index { archive_dir::open(named)? } else { archive_dir::open_to_read(named)? };
    if command.rebuild_index {
        let telegrams = reindex::rebuild(&archive)?;
        tracing::info!(telegrams, "made the search index anew");
    }
    let bar = VerifyBar::new();
    let verified = archive.verify(&bar);
    bar.finish();
    let verified = verified?;

    let mut out = output::json_or_styled(command.json);
    if command.json {
        output::json_line(&mut out, &verified, false)?;
    } else {
        for finding in &verified.findings {
            writeln!(out, "{}: {}: {}", finding.code, finding.subject, finding.message)?;
        }
        if verified.waiting > 0 || verified.unclaimed > 0 {
            writeln!(
                out,
                "{} telegrams wait for the search index and {} files for the catalogue: an import is at work, or was \
                 interrupted; what it left is taken up when the archive is opened to be changed or searched",
                verified.waiting, verified.unclaimed
            )?;
        }
        writeln!(
            out,
            "{} files ({} bytes), {} copies, {} telegrams checked: {}",
            verified.blobs,
            verified.bytes,
            verified.witnesses,
            verified.telegrams,
            match verified.findings.len() {
                0 => "all agree".to_owned(),
                1 => "1 finding".to_owned(),
                count => format!("{count} findings"),
            }
        )?;
    }
    out.flush()?;
    Ok(if verified.is_sound() { Outcome::Done } else { Outcome::Incomplete })
}
