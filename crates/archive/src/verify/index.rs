//! Whether the index has what the catalogue has.

use std::collections::{BTreeMap, BTreeSet};

use super::{STRIDE, Verification};
use crate::Error;
use crate::holdings::Catalogue;
use crate::numbers::{Sequence, TelegramNumber};
use crate::search::{Index, KeptIndex};

/// Every telegram is in the index once, in its last revision or with that in
/// the queue, and nothing else.
pub(super) fn check(catalogue: &Catalogue, index: &KeptIndex, result: &mut Verification) -> Result<(), Error> {
    let index = match index.get() {
        Ok(index) => index,
        Err(error) => {
            let message = format!("{error}; the next search or `chancery reindex` makes it anew");
            result.found("index-damaged", "index", message);
            return Ok(());
        }
    };
    let damage = match index.integrity() {
        Err(error) if error.is_of_the_index() => vec![error.to_string()],
        found => found?,
    };
    if !damage.is_empty() {
        // What it says is not to be trusted.
        for problem in damage {
            result.found(
                "index-damaged",
                "index",
                format!("{problem}; the next search or `chancery reindex` makes it anew"),
            );
        }
        return Ok(());
    }
    // The index first: what it is found to lack may have been written since.
    let indexed = index.sequence()?;
    let mut revisions: BTreeMap<TelegramNumber, Vec<Sequence>> = BTreeMap::new();
    for (telegram, revision) in index.revisions()? {
        revisions.entry(telegram).or_default().push(revision);
    }
    let mut wrong: Vec<(TelegramNumber, &'static str, &'static str)> = Vec::new();
    let mut last = Default::default();
    loop {
        let stride = catalogue.revisions(last, STRIDE)?;
        let Some(&(end, _)) = stride.last() else { break };
        last = end;
        for (telegram, revision) in stride {
            result.telegrams += 1;
            match revisions.remove(&telegram).as_deref() {
                None => wrong.push((telegram, "index-missing", "search does not know it; run `chancery reindex`")),
                Some([found]) if *found == revision => {}
                Some([_]) => {
                    wrong.push((
                        telegram,
                        "index-stale",
                        "search knows an earlier state of it; run `chancery reindex`",
                    ));
                }
                Some(_) => {
                    wrong.push((telegram, "index-doubled", "search has it more than once; run `chancery reindex`"));
                }
            }
        }
    }
    let extra = revisions.into_keys().map(|telegram| {
        (telegram, "index-extra", "search has something that the catalogue does not; run `chancery reindex`")
    });
    wrong.extend(extra);
    if wrong.is_empty() {
        return Ok(());
    }
    // What another process has taken from the queue meanwhile was not lacking either.
    let mut waiting = BTreeSet::new();
    let mut after = indexed;
    loop {
        let stride = catalogue.queue(after, STRIDE)?;
        let Some(&(end, _)) = stride.last() else { break };
        after = end;
        waiting.extend(stride.into_iter().map(|(_, telegram)| telegram));
    }
    let is_moving = index.sequence()? != indexed;
    for (telegram, code, message) in wrong {
        if waiting.contains(&telegram) || is_moving && code != "index-doubled" {
            result.waiting += 1;
            continue;
        }
        let line = catalogue.summaries(&[telegram])?.pop();
        result.found(code, line.map_or_else(|| format!("telegram {telegram}"), |(_, line)| line.address), message);
    }
    Ok(())
}
