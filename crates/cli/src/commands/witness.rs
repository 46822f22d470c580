//! `chancery witness`: the copies of a telegram, and which telegram they are of.

mod pairs;

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use archive::{Archive, Copies, Identity, Lookup, WitnessInfo};
use clap::{Args, Subcommand};
use jiff::Timestamp;

use crate::outcome::{Outcome, WrongUsage};
use crate::{archive_dir, output};

/// Look at the copies of a telegram, and say which telegram a copy is of
///
/// Copies are known by the reference id they state; one that states none by its day and its words.
/// Where that went wrong, `split` makes a copy a telegram of its own and `join` makes it a copy of
/// another; `undo` takes either back. Where the words are alike and something that is stated contradicts,
/// or too little is stated, nothing is joined: `pairs` lists these, and `join` or `apart` decides.
/// Decisions outlive re-imports.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery witness list 75SUVA617                  Its copies, and what speaks for each
  chancery witness list --doubtful                 All copies that a reader should look at
  chancery witness compare 75SUVA617               Two copies word by word
  chancery witness split papers/75SUVA617~2 --why 'another telegram under the same number'
  chancery witness join frus/frus1977-80v99/d3 75SUVA617
  chancery witness pairs                           Copies that may be of one telegram
  chancery witness apart papers/75SUVA617 frus/frus1977-80v99/d4
  chancery witness undo papers/75SUVA617~2")]
pub(crate) struct Witness {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the copies of a telegram, or of all that have more than one
    List {
        /// Which telegram; without it all with more than one copy
        #[arg(value_name = "ID")]
        id: Option<String>,

        /// Only copies whose day or words contradict that they are of this telegram
        #[arg(long)]
        doubtful: bool,

        /// Print JSON: one object per telegram and line
        #[arg(long)]
        json: bool,
    },
    /// Show two copies of a telegram word by word
    Compare {
        /// Which telegram
        #[arg(value_name = "ID")]
        id: String,

        /// The numbers of two copies, as `list` gives them
        #[arg(value_names = ["LEFT", "RIGHT"], num_args = 2)]
        pair: Vec<u32>,

        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Make a copy a telegram of its own
    Split {
        /// The copy as COLLECTION/KEY
        #[arg(value_name = "WITNESS")]
        witness: String,

        /// Why, for whoever looks at it later
        #[arg(long, value_name = "TEXT")]
        why: Option<String>,
    },
    /// Make a copy one of another telegram
    Join {
        /// The copy as COLLECTION/KEY
        #[arg(value_name = "WITNESS")]
        witness: String,

        /// The telegram it is of
        #[arg(value_name = "ID")]
        id: String,

        /// Why, for whoever looks at it later
        #[arg(long, value_name = "TEXT")]
        why: Option<String>,
    },
    /// List pairs of copies that may be of one telegram or of two, with what speaks for and against
    Pairs {
        /// Print JSON: one object per pair and line
        #[arg(long)]
        json: bool,
    },
    /// Say that two copies are of two telegrams: they are not offered again
    Apart {
        /// The one as COLLECTION/KEY
        #[arg(value_name = "WITNESS")]
        one: String,

        /// The other
        #[arg(value_name = "WITNESS")]
        other: String,

        /// Why, for whoever looks at it later
        #[arg(long, value_name = "TEXT")]
        why: Option<String>,
    },
    /// Take `split` or `join` back; of two copies, `apart`
    Undo {
        /// The copy as COLLECTION/KEY
        #[arg(value_name = "WITNESS")]
        witness: String,

        /// The copy that it was told apart from
        #[arg(value_name = "OTHER")]
        other: Option<String>,
    },
}

/// Runs the command.
pub(crate) fn run(command: Witness, named: Option<PathBuf>) -> Result<Outcome> {
    let archive = archive_dir::open(named)?;
    match command.action {
        Action::List { id, doubtful, json } => list(&archive, id.as_deref(), doubtful, json),
        Action::Compare { id, pair, json } => compare(&archive, &id, &pair, json),
        Action::Split { witness, why } => {
            let (collection, key) = parts(&witness)?;
            moved(&witness, archive.split_witness(collection, key, why.as_deref(), Timestamp::now()))
        }
        Action::Join { witness, id, why } => {
            let (collection, key) = parts(&witness)?;
            let Some(address) = address(&archive, &id)? else { return Ok(unknown(&id)) };
            moved(&witness, archive.join_witness(collection, key, &address, why.as_deref(), Timestamp::now()))
        }
        Action::Pairs { json } => pairs::list(&archive, json),
        Action::Apart { one, other, why } => {
            let result = archive.tell_apart(parts(&one)?, parts(&other)?, why.as_deref(), Timestamp::now());
            pairs::told(result, &format!("{one} and {other} are of two telegrams"))
        }
        Action::Undo { witness, other: Some(other) } => {
            let result = archive.forget_apart(parts(&witness)?, parts(&other)?);
            pairs::told(result, &format!("{witness} and {other} may be of one telegram"))
        }
        Action::Undo { witness, other: None } => {
            let (collection, key) = parts(&witness)?;
            moved(&witness, archive.forget_decision(collection, key))
        }
    }
}

fn parts(witness: &str) -> Result<(&str, &str)> {
    let name = witness.trim_start_matches('/');
    let name = name.strip_prefix("collections/").unwrap_or(name);
    name.split_once('/').ok_or_else(|| {
        WrongUsage(format!(
            "chancery: a copy is named COLLECTION/KEY, as `chancery witness list` does; {witness:?} is not"
        ))
        .into()
    })
}

fn moved(witness: &str, result: Result<String, archive::Error>) -> Result<Outcome> {
    match result {
        Ok(address) => {
            let mut out = output::styled();
            writeln!(out, "{witness} is a copy of {}", name(&address))?;
            out.flush()?;
            Ok(Outcome::Done)
        }
        Err(error) if error.is_unknown() => {
            writeln!(output::errors(), "chancery: {error}")?;
            Ok(Outcome::Incomplete)
        }
        Err(error) => Err(error.into()),
    }
}

fn unknown(id: &str) -> Outcome {
    eprintln!("chancery: {id:?} is not in the archive");
    Outcome::Incomplete
}

fn name(address: &str) -> &str {
    address.trim_start_matches("/collections/").trim_start_matches('/')
}

/// The address of the telegram that is called so.
fn address(archive: &Archive, id: &str) -> Result<Option<String>> {
    let address = match archive.lookup(id)? {
        Lookup::Found { address } => Some(address.split('#').next().unwrap_or_default().to_owned()),
        _ => parts(id).ok().map(|(collection, key)| format!("/collections/{collection}/{key}")),
    };
    Ok(address)
}

fn list(archive: &Archive, id: Option<&str>, doubtful: bool, json: bool) -> Result<Outcome> {
    let mut out = output::json_or_styled(json);
    let mut found = false;
    let mut tell = |copies: &Copies| -> Result<()> {
        if doubtful && !copies.witnesses.iter().any(|witness| witness.evidence.doubtful) {
            return Ok(());
        }
        found = true;
        if json { output::json_line(&mut out, copies, false) } else { print(&mut out, copies) }
    };
    match id {
        Some(id) => {
            let copies = match address(archive, id)? {
                Some(address) => archive.copies(&address, None)?,
                None => None,
            };
            let Some(copies) = copies else { return Ok(unknown(id)) };
            tell(&copies)?;
        }
        None => {
            let mut after = String::new();
            loop {
                let addresses = archive.telegrams_with_copies(&after, 500)?;
                let Some(last) = addresses.last() else { break };
                after.clone_from(last);
                for address in &addresses {
                    if let Some(copies) = archive.copies(address, None)? {
                        tell(&copies)?;
                    }
                }
            }
        }
    }
    out.flush()?;
    Ok(if found { Outcome::Done } else { Outcome::Incomplete })
}

/// The copies by their numbers, which `compare` and the pages use.
fn numbered(copies: &Copies) -> Vec<&WitnessInfo> {
    let mut witnesses: Vec<_> = copies.witnesses.iter().collect();
    witnesses.sort_by_key(|witness| witness.copy);
    witnesses
}

fn print(out: &mut impl Write, copies: &Copies) -> Result<()> {
    writeln!(out, "{}", name(&copies.address))?;
    for witness in numbered(copies) {
        let mut remarks = vec![witness.carrier.clone()];
        if witness.shown {
            remarks.push("shown".to_owned());
        }
        if witness.superseded {
            remarks.push(format!("version {}, replaced by a later one", witness.version));
        }
        let evidence = &witness.evidence;
        if evidence.by != Identity::Shown {
            remarks.push(
                match evidence.same_id {
                    Some(true) => "same id",
                    Some(false) => "another id",
                    None => "no id",
                }
                .to_owned(),
            );
            remarks.extend(evidence.days_apart.map(|days| format!("{days} days apart")));
            remarks.extend(evidence.common_words.map(|share| format!("{:.0} % common words", share * 100.0)));
        }
        if let Some(decision) = &witness.decision {
            let what = if decision.joined_to.is_some() { "joined by hand" } else { "split off by hand" };
            let why = decision.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            remarks.push(format!("{what}{why}"));
        }
        if evidence.doubtful {
            remarks.push("DOUBTFUL".to_owned());
        }
        writeln!(out, "{:>4}  {}/{}  ({})", witness.copy, witness.collection, witness.key, remarks.join(", "))?;
    }
    Ok(())
}

fn compare(archive: &Archive, id: &str, pair: &[u32], json: bool) -> Result<Outcome> {
    let Some(address) = address(archive, id)? else { return Ok(unknown(id)) };
    let Some(copies) = archive.copies(&address, None)? else { return Ok(unknown(id)) };
    let chosen = match pair {
        [left, right] => {
            let of = |number: u32| {
                let found =
                    copies.witnesses.iter().find(|witness| witness.copy == number).map(|witness| witness.number);
                found.ok_or_else(|| WrongUsage(format!("chancery: {} has no copy {number}", name(&address))))
            };
            Some((of(*left)?, of(*right)?))
        }
        _ => None,
    };
    let compared = match chosen {
        Some(_) => archive.copies(&address, chosen)?.and_then(|copies| copies.compared),
        None => copies.compared,
    };
    let Some(compared) = compared else {
        eprintln!("chancery: there is only one copy of {}", name(&address));
        return Ok(Outcome::Incomplete);
    };
    if json {
        let mut out = output::plain();
        output::json_line(&mut out, &compared, false)?;
        out.flush()?;
        return Ok(Outcome::Done);
    }
    let mut out = output::styled();
    let side = |stretches: &[archive::Stretch], open: &str, close: &str| {
        let shown = |one: &archive::Stretch| {
            if one.differs { format!("{open}{}{close}", one.text) } else { one.text.clone() }
        };
        stretches.iter().map(shown).collect::<Vec<_>>().join(" ")
    };
    for row in &compared.texts.rows {
        if row.left == row.right {
            continue;
        }
        writeln!(out, "- {}", side(&row.left, "[-", "-]"))?;
        writeln!(out, "+ {}\n", side(&row.right, "{+", "+}"))?;
    }
    writeln!(
        out,
        "{} words in both, {} only in the first, {} only in the second",
        compared.texts.common, compared.texts.only_left, compared.texts.only_right
    )?;
    Ok(Outcome::Done)
}
