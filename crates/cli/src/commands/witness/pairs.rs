//! `chancery witness pairs`: copies that may be of one telegram or of two.

use std::io::Write;

use anyhow::Result;
use archive::{Archive, DoubtfulPair, Ground, PairedCopy, Verdict};

use crate::outcome::Outcome;
use crate::output;

/// How many pairs are read at once.
const AT_ONCE: u64 = 100;

/// Lists all pairs.
pub(super) fn list(archive: &Archive, json: bool) -> Result<Outcome> {
    let mut out = output::plain();
    let mut told = 0;
    loop {
        let found = archive.doubtful_pairs(told, AT_ONCE)?;
        for pair in &found.pairs {
            if json { output::json_line(&mut out, pair, false)? } else { print(&mut out, pair)? }
        }
        told += AT_ONCE;
        if told >= found.total {
            out.flush()?;
            return Ok(if found.total == 0 { Outcome::Incomplete } else { Outcome::Done });
        }
    }
}

fn print(out: &mut impl Write, pair: &DoubtfulPair) -> Result<()> {
    for copy in [&pair.left, &pair.right] {
        let date = copy.telegram.date.map(|date| format!(", {date}")).unwrap_or_default();
        let subject = copy.telegram.subject.as_deref().unwrap_or("without subject");
        writeln!(out, "{}  ({}{date}: {subject})", of(copy), copy.carrier)?;
    }
    let mut grounds = |title: &str, list: &[Ground]| -> Result<()> {
        list.iter().try_for_each(|ground| Ok(writeln!(out, "  {title:<9}{}", ground.in_words())?))
    };
    grounds("for:", &pair.judgement.agree)?;
    grounds("against:", &pair.judgement.contradict)?;
    if pair.judgement.verdict == Verdict::One {
        writeln!(out, "  {:<9}another telegram fits as well", "against:")?;
    }
    let (moved, home) = pair.joined();
    writeln!(out, "  {:<9}chancery witness join {} {}", "if one:", moved.name(), home.telegram_name())?;
    writeln!(out, "  {:<9}chancery witness apart {} {}\n", "if two:", pair.left.name(), pair.right.name())?;
    Ok(())
}

/// The copy, and the telegram that it is of where that has another name.
fn of(copy: &PairedCopy) -> String {
    let (own, telegram) = (copy.name(), copy.telegram_name());
    if own == telegram { own } else { format!("{own}, a copy of {telegram}") }
}

/// Says what was decided.
pub(super) fn told(result: Result<(), archive::Error>, done: &str) -> Result<Outcome> {
    match result {
        Ok(()) => {
            let mut out = output::plain();
            writeln!(out, "{done}")?;
            out.flush()?;
            Ok(Outcome::Done)
        }
        Err(error) if error.is_unknown() => {
            eprintln!("chancery: {error}");
            Ok(Outcome::Incomplete)
        }
        Err(error) => Err(error.into()),
    }
}
