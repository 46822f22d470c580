//! `chancery id`: reference ids in their canonical form.

use std::io::{self, BufRead, Write};

use anyhow::Result;
use clap::Args;
use telegram::id::{IdContext, canonicalise};

use crate::outcome::Outcome;
use crate::output;

/// Bring reference ids into their canonical form
///
/// Takes any form in which a reference id is written and prints
/// `FORM<TAB>CANONICAL` for each, with `-` where it is none. Without a form,
/// reads one per line from standard input. Exit status 1 when a form was no
/// reference id.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery id '75 SUVA 0617' 1975SUVA00617 'SUVA 617 1975'
  cut -f2 notes.tsv | chancery id")]
pub(crate) struct Id {
    /// A reference id in any form, quoted when it has blanks
    #[arg(value_name = "FORM")]
    forms: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(command: Id) -> Result<Outcome> {
    let mut out = output::plain();
    let mut outcome = Outcome::Done;
    let mut tell = |form: &str| -> Result<()> {
        match canonicalise(form, &IdContext::default()) {
            Ok(found) => writeln!(out, "{form}\t{}", found.id)?,
            Err(_) => {
                outcome = Outcome::Incomplete;
                writeln!(out, "{form}\t-")?;
            }
        }
        Ok(())
    };
    for form in &command.forms {
        tell(form)?;
    }
    if command.forms.is_empty() {
        read_lines(io::stdin().lock(), &mut tell)?;
    }
    out.flush()?;
    Ok(outcome)
}

/// Calls `tell` for each line that is not blank; bytes that are no UTF-8 are
/// replaced, they cannot be part of an id.
fn read_lines(mut input: impl BufRead, tell: &mut impl FnMut(&str) -> Result<()>) -> Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let form = String::from_utf8_lossy(&line);
        let form = form.trim_end_matches(['\n', '\r']);
        if !form.trim().is_empty() {
            tell(form)?;
        }
        line.clear();
    }
    Ok(())
}
