//! `chancery explain`: what the codes of telegrams mean.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde::Serialize;
use telegram::MessageDate;
use telegram::catalogue::{self, Entry};
use telegram::tables::{Certainty, Explanation, explain};

use crate::annotated::severity_name;
use crate::outcome::Outcome;
use crate::output;

/// Tell what a code in a telegram means
///
/// Knows tags, posts, routing indicators, precedences, captions, markings,
/// executive orders, reasons, exemptions, offices, operating signals and
/// acronyms, each with the years in which it meant that. What was in force on
/// the date comes first, other meanings after it. The codes of diagnostics,
/// such as `section-missing`, are explained with an invented example. Needs no
/// archive. Exit status 1 when a code is unknown.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery explain RS --date 2009-03-17
  chancery explain SCA/CEN 'E.O. 12958' '1.4 (B)' SIPDIS RUEHTA
  chancery explain section-missing
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
    #[serde(skip_serializing_if = "Option::is_none")]
    diagnostic: Option<Remark>,
}

/// A diagnostic with what it means.
#[derive(Debug, Serialize)]
struct Remark {
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    meaning: &'static str,
    done: &'static str,
    rules: &'static [&'static str],
    example: &'static str,
}

impl Remark {
    fn of(entry: &'static Entry) -> Self {
        let Entry { code, title, meaning, done, numbers, example, .. } = entry;
        Self { code, severity: severity_name(entry.severity), title, meaning, done, rules: numbers, example }
    }
}

/// Runs the command.
pub(crate) fn run(command: Explain) -> Result<Outcome> {
    let mut out = output::plain();
    let mut outcome = Outcome::Done;
    let day = command.date.map(|date| date.first_moment().date());
    for token in &command.tokens {
        let meanings = explain(token, day);
        let diagnostic = catalogue::find(token).map(Remark::of);
        if meanings.is_empty() && diagnostic.is_none() {
            outcome = Outcome::Incomplete;
        }
        if command.json {
            let line = Explained { token, date: command.date, meanings: &meanings, diagnostic };
            output::json_line(&mut out, &line, false)?;
        } else if let Some(diagnostic) = diagnostic {
            print_diagnostic(&mut out, &diagnostic)?;
        } else {
            print(&mut out, token, &meanings)?;
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// A diagnostic, what it means, what was done, and an example.
fn print_diagnostic(out: &mut impl Write, remark: &Remark) -> Result<()> {
    writeln!(out, "{}\n  {}: {}", remark.code, remark.severity, remark.title)?;
    writeln!(out, "    {} {}", remark.meaning, remark.done)?;
    if !remark.rules.is_empty() {
        writeln!(out, "    rules of the format reference: {}", remark.rules.join(", "))?;
    }
    writeln!(out, "    example (invented):")?;
    for line in remark.example.trim_end().lines() {
        writeln!(out, "      {line}")?;
    }
    Ok(())
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
