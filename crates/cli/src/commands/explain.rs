//! `chancery explain`: what the codes of telegrams mean.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde::Serialize;
use telegram::MessageDate;
use telegram::tables::{Certainty, Explanation, explain};

use crate::outcome::Outcome;
use crate::output;

/// Tell what a code in a telegram means
///
/// Knows tags, posts, routing indicators, precedences, captions, markings,
/// executive orders, reasons, exemptions, offices, operating signals and
/// acronyms, each with the years in which it meant that. What was in force on
/// the date comes first, other meanings after it. Needs no archive. Exit
/// status 1 when a code is unknown.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery explain RS --date 2009-03-17
  chancery explain SCA/CEN 'E.O. 12958' '1.4 (B)' SIPDIS RUEHTA
  chancery explain X1 --date 1975-03-01 --json | jq -r '.meanings[0].title'")]
pub(crate) struct Explain {
    /// Codes as telegrams print them, quoted when they have blanks
    #[arg(value_name = "TOKEN", required = true)]
    tokens: Vec<String>,

    /// The day of the telegram; of a month or year its first day [default:
    /// what still holds]
    #[arg(long, value_name = "DATE")]
    date: Option<MessageDate>,

    /// Print a JSON object for each code
    #[arg(long)]
    json: bool,
}

/// What `--json` prints for a code.
#[derive(Debug, Serialize)]
struct Explained<'a> {
    token: &'a str,
    date: Option<MessageDate>,
    meanings: &'a [Explanation],
}

/// Runs the command.
pub(crate) fn run(command: Explain) -> Result<Outcome> {
    let mut out = output::plain();
    let mut outcome = Outcome::Done;
    let day = command.date.map(|date| date.first_moment().date());
    for token in &command.tokens {
        let meanings = explain(token, day);
        if meanings.is_empty() {
            outcome = Outcome::Incomplete;
        }
        if command.json {
            let line = Explained { token, date: command.date, meanings: &meanings };
            output::json_line(&mut out, &line, false)?;
        } else {
            print(&mut out, token, &meanings)?;
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// A code and its meanings, one in a line, those not in force marked so.
fn print(out: &mut impl Write, token: &str, meanings: &[Explanation]) -> Result<()> {
    writeln!(out, "{token}")?;
    if meanings.is_empty() {
        writeln!(out, "  unknown")?;
    }
    for meaning in meanings {
        let other = if meaning.in_force { "" } else { "not then: " };
        writeln!(out, "  {other}{}", meaning.title)?;
        writeln!(out, "    {}", particulars(meaning))?;
    }
    Ok(())
}

/// `country tag, 1991-12-26 to 2015-12-31, then RU; FIPS 10-4`.
fn particulars(meaning: &Explanation) -> String {
    let mut parts = vec![meaning.kind.label().to_owned()];
    match (meaning.from, meaning.to) {
        (Some(from), Some(to)) => parts.push(format!("{from} to {to}")),
        (Some(from), None) => parts.push(format!("since {from}")),
        (None, Some(to)) => parts.push(format!("until {to}")),
        (None, None) => {}
    }
    parts.extend(meaning.replaced_by.map(|code| format!("then {code}")));
    parts.extend(meaning.note.map(str::to_owned));
    let sure = match meaning.certainty {
        Certainty::Doubtful => "; doubtful",
        _ => "",
    };
    format!("{}; {}{sure}", parts.join(", "), meaning.source)
}
