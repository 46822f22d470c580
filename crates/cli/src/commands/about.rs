//! `chancery about`: which version this is, and under which licences its parts stand.

use std::io::Write as _;

use anyhow::Result;
use clap::Args;

use crate::outcome::Outcome;
use crate::output;

/// The licences of everything in the binary; written by `scripts/notices`.
const NOTICES: &str = include_str!("../../../../NOTICES");

/// Tell the version and the licences
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery about
  chancery about --licences | less")]
pub(crate) struct About {
    /// Print the licences of all libraries in this program, in full
    #[arg(long)]
    licences: bool,
}

/// Runs the command.
pub(crate) fn run(command: &About) -> Result<Outcome> {
    let mut out = output::styled();
    if command.licences {
        out.write_all(NOTICES.as_bytes())?;
    } else {
        writeln!(
            out,
            "Chancery {}, an archive for diplomatic telegrams\n\nLicence: Apache-2.0 or MIT, as you like. `chancery about --licences` prints those of the \
             libraries in it.",
            env!("CARGO_PKG_VERSION")
        )?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether all are named, `scripts/notices --check` finds out.
    #[test]
    fn notices_name_what_is_linked_for_certain() {
        for name in ["tantivy", "rusqlite", "axum", "mimalloc"] {
            assert!(NOTICES.lines().any(|line| line.trim_start().starts_with(&format!("{name} "))), "{name}");
        }
    }
}
