//! `chancery search`: find telegrams.

use std::io::Write;
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use archive::{Facets, Hit, Page, Query, SearchPage, Snippet, Sort};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::reindex;
use crate::outcome::{Outcome, WrongUsage};
use crate::{archive_dir, output, query_error};

/// Find telegrams in the archive
///
/// Words are joined by AND. Put the query into single quotes, so that the
/// shell leaves it alone. Exit status 1 when nothing was found.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery search 'ferry service'
  chancery search '\"port call\" NOT tag:MARR'
  chancery search 'from:SUVA date:1975-03..1975-06' --sort oldest
  chancery search 'class:secret.. (ferry OR harbour)' --json | jq -r .hits[].id
  chancery search -- -anchor               A query that begins with a hyphen

The query language:
  word word   both            \"in this order\"   a phrase     nego*   begins with
  a OR b      one of them     NOT a, -a         without      (a b)   together
  id:75SUVA617  from:suva  tag:PREL  class:secret..  subject:ferry  ref:75SUVA617
  date:1975  date:1975-03  date:1974-09..1975-02  year:1973..1979  collection:frus
  All of it: docs/book/query-language.md")]
pub(crate) struct Search {
    /// What to look for
    #[arg(required = true, num_args = 1.., value_name = "QUERY")]
    query: Vec<String>,

    /// Show at most this many telegrams
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    limit: u64,

    /// Leave out this many telegrams at the start
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u64,

    /// Which to show first
    #[arg(long, value_enum, value_name = "ORDER", default_value_t = Order::Relevance)]
    sort: Order,

    /// Print one JSON object with total, hits and facets
    #[arg(long)]
    json: bool,
}

/// The orders that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// Best match first
    Relevance,
    /// Newest first
    Newest,
    /// Oldest first
    Oldest,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::Newest => Self::Newest,
            Order::Oldest => Self::Oldest,
        }
    }
}

/// What `--json` prints: as `/search.json` of the pages, cut by offset and limit.
#[derive(Serialize)]
struct Results<'a> {
    query: &'a str,
    total: u64,
    offset: u64,
    limit: u64,
    sort: &'static str,
    hits: &'a [Hit],
    facets: &'a Facets,
    took_ms: f64,
}

/// Runs the command.
pub(crate) fn run(command: Search, named: Option<PathBuf>) -> Result<Outcome> {
    let text = command.query.join(" ");
    let query = Query::parse(&text).map_err(|error| WrongUsage(query_error::render(&text, &error)))?;
    let page = Page { offset: command.offset, limit: command.limit, sort: command.sort.into() };
    let archive = archive_dir::open(named)?;
    reindex::mend(&archive)?;
    let found = archive.search(&query, &page)?;
    if let Some(problem) = archive.index_mended() {
        eprintln!("chancery: the search index was made anew: {problem}");
    }
    reindex::tell_what_lags(&archive)?;

    if command.json {
        let mut out = output::plain();
        let results = Results {
            query: &text,
            total: found.total,
            offset: page.offset,
            limit: page.limit,
            sort: page.sort.key(),
            hits: &found.hits,
            facets: &found.facets,
            took_ms: found.took.as_secs_f64() * 1000.0,
        };
        output::json_line(&mut out, &results, false)?;
        out.flush()?;
    } else {
        print(&mut output::styled(), &found, command.offset)?;
    }
    Ok(if found.total == 0 { Outcome::Incomplete } else { Outcome::Done })
}

const HEAD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const HIT: Style = AnsiColor::Yellow.on_default().bold();

/// Prints the hits for a person.
fn print(out: &mut impl Write, found: &SearchPage, offset: u64) -> Result<()> {
    for hit in &found.hits {
        print_hit(out, hit)?;
    }
    let shown = found.hits.len() as u64;
    let plural = if found.total == 1 { "" } else { "s" };
    write!(out, "{} telegram{plural} found", found.total)?;
    if shown < found.total {
        match shown {
            0 => write!(out, ", none shown")?,
            _ => write!(out, ", {} to {} shown", offset + 1, offset + shown)?,
        }
    }
    writeln!(out, " ({:.1} ms)", found.took.as_secs_f64() * 1000.0)?;
    Ok(())
}

fn print_hit(out: &mut impl Write, hit: &Hit) -> Result<()> {
    let name = hit.id.as_deref().unwrap_or_else(|| hit.address.trim_start_matches("/collections/"));
    write!(out, "{HEAD}{name}{HEAD:#}")?;
    if let Some(date) = hit.date {
        write!(out, "  {date}")?;
    }
    if let Some(classification) = hit.classification {
        write!(out, "  {}", classification.title())?;
    }
    if let Some(from) = &hit.from {
        write!(out, "  {from}")?;
    }
    writeln!(out)?;
    if let Some(subject) = &hit.subject {
        writeln!(out, "  {subject}")?;
    }
    print_snippet(out, &hit.snippet)?;
    writeln!(out)?;
    Ok(())
}

fn print_snippet(out: &mut impl Write, snippet: &Snippet) -> Result<()> {
    if snippet.parts.is_empty() {
        return Ok(());
    }
    write!(out, "  {FAINT}")?;
    if let Some(paragraph) = &snippet.paragraph {
        write!(out, "{paragraph}. ")?;
    }
    write!(out, "{FAINT:#}")?;
    for part in &snippet.parts {
        let text = part.text.replace('\n', " ");
        if part.hit {
            write!(out, "{HIT}{text}{HIT:#}")?;
        } else {
            write!(out, "{text}")?;
        }
    }
    writeln!(out)?;
    Ok(())
}
