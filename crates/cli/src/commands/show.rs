//! `chancery show`: print a telegram.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use archive::{Archive, Lookup, PageState, TelegramPage, TelegramSummary};
use clap::Args;
use telegram::Paragraph;

use crate::outcome::Outcome;
use crate::{archive_dir, output, readable};

/// Print a telegram, or one paragraph of it
///
/// Takes a reference id in any written form, a document's name in its
/// collection, or an address as the pages show it; `#p5` after it names
/// paragraph 5. Exit status 1 when it is not in the archive.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery show 75SUVA617
  chancery show '75 SUVA 0617#p3'
  chancery show frus/frus1977-80v21/d12
  chancery show 75SUVA617 --json | jq .references
  chancery show 75SUVA617 --original > telegram.html")]
pub(crate) struct Show {
    /// Which telegram, `#p5` for one paragraph
    #[arg(value_name = "ID[#pN]")]
    name: String,

    /// Print the JSON object that `chancery parse` and the pages give
    #[arg(long)]
    json: bool,

    /// Print the original bytes of the copy that is shown
    #[arg(long, conflicts_with = "json")]
    original: bool,
}

/// Runs the command.
pub(crate) fn run(command: Show, named: Option<PathBuf>) -> Result<Outcome> {
    let archive = archive_dir::open(named)?;
    let (name, anchor) = match command.name.split_once('#') {
        Some((name, anchor)) => (name, Some(anchor.to_owned())),
        None => (command.name.as_str(), None),
    };
    match find(&archive, name)? {
        Found::Page { page, anchor: named } => print(&archive, &page, anchor.or(named).as_deref(), &command),
        Found::Many(telegrams) => {
            let mut errors = output::errors();
            writeln!(errors, "chancery: several telegrams are called {name:?}:")?;
            for telegram in &telegrams {
                writeln!(errors, "  {}  {}", shown_name(telegram), telegram.subject.as_deref().unwrap_or(""))?;
            }
            Ok(Outcome::Incomplete)
        }
        Found::Nothing => {
            eprintln!("chancery: {name:?} is not in the archive");
            Ok(Outcome::Incomplete)
        }
    }
}

/// What a name leads to.
enum Found {
    /// One telegram, and the paragraph when the name said which.
    Page { page: Box<TelegramPage>, anchor: Option<String> },
    /// More than one.
    Many(Vec<TelegramSummary>),
    /// None.
    Nothing,
}

fn find(archive: &Archive, name: &str) -> Result<Found> {
    let page = |page: Option<TelegramPage>, anchor: Option<String>| match page {
        Some(page) => Found::Page { page: Box::new(page), anchor },
        None => Found::Nothing,
    };
    Ok(match archive.lookup(name)? {
        Lookup::Found { address } => {
            let (path, anchor) = match address.split_once('#') {
                Some((path, anchor)) => (path, Some(anchor.to_owned())),
                None => (address.as_str(), None),
            };
            page(at_address(archive, path)?, anchor)
        }
        Lookup::Missing { id, .. } => page(archive.telegram(&id)?, None),
        Lookup::Many { telegrams } => Found::Many(telegrams),
        Lookup::Nothing { .. } => page(at_address(archive, name)?, None),
    })
}

/// The telegram at a path of the pages, also without the words they begin with.
fn at_address(archive: &Archive, path: &str) -> Result<Option<TelegramPage>> {
    let path = path.trim_start_matches('/');
    let path = path.strip_prefix("collections/").unwrap_or(path);
    Ok(match path.split_once('/') {
        Some((collection, key)) => archive.telegram_by_key(collection, key)?,
        None => archive.telegram(path)?,
    })
}

fn shown_name(telegram: &TelegramSummary) -> &str {
    telegram.address.trim_start_matches("/collections/").trim_start_matches('/')
}

fn print(archive: &Archive, page: &TelegramPage, anchor: Option<&str>, command: &Show) -> Result<Outcome> {
    if page.state == PageState::Missing {
        // What is known of it goes to standard output all the same: who refers to it.
        if command.json {
            let mut out = output::plain();
            output::json_line(&mut out, &page.telegram, false)?;
            out.flush()?;
        } else {
            readable::missing(&mut output::styled(), page)?;
        }
        return Ok(Outcome::Incomplete);
    }
    if command.original {
        let shown = page.witnesses.iter().find(|witness| witness.shown);
        let Some(bytes) = shown.map(|witness| archive.raw(witness.number)).transpose()?.flatten() else {
            eprintln!("chancery: the original of {} is not in the archive", command.name);
            return Ok(Outcome::Incomplete);
        };
        let mut out = output::plain();
        out.write_all(&bytes)?;
        out.flush()?;
        return Ok(Outcome::Done);
    }
    let Some(anchor) = anchor else {
        if command.json {
            let mut out = output::plain();
            output::json_line(&mut out, &page.telegram, false)?;
            out.flush()?;
        } else {
            readable::telegram(&mut output::styled(), page)?;
        }
        return Ok(Outcome::Done);
    };
    let Some(paragraph) = Paragraph::find(&page.telegram.paragraphs, anchor) else {
        eprintln!("chancery: {} has no paragraph {anchor}; its paragraphs are {}", page.address, anchors(page));
        return Ok(Outcome::Incomplete);
    };
    if command.json {
        let mut out = output::plain();
        output::json_line(&mut out, paragraph, false)?;
        out.flush()?;
    } else {
        readable::paragraph(&mut output::styled(), paragraph)?;
    }
    Ok(Outcome::Done)
}

fn anchors(page: &TelegramPage) -> String {
    let anchors: Vec<&str> = page.telegram.paragraphs.iter().map(|paragraph| paragraph.anchor.as_str()).collect();
    if anchors.is_empty() { "none".to_owned() } else { anchors.join(", ") }
}
