//! C19: the running numbers from one sender to one addressee.

use std::collections::HashMap;

use super::case::Case;
use super::report::Check;
use crate::model::Telegram;

/// Numbers that are apart by no more than this may have been given out of
/// order: several people write at once.
const NEAR: u32 = 40;
/// A count that came this far may begin anew at a low number.
const FULL: u32 = 9_000;
/// Days after which a count may have begun anew in between.
const LONG: i64 = 120;

/// Checks that the continuity numbers of several telegrams increase with their
/// dates, for each sender and addressee (rule FL7; C19).
///
/// Gives one check for each pair of a sender and an addressee of which two
/// numbers are known, ordered by their names; those for action and those for
/// information are counted apart. The telegrams may come in any
/// order; copies of one telegram count once.
///
/// ```
/// use telegram::{Verdict, continuity, parse};
///
/// let text = |day: u32, number: u32, count: u32| format!(
///     "P {day:02}0415Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC PRIORITY {count}\nBT\nUNCLAS SUVA {number:06}\n");
/// let telegrams: Vec<_> = [(2, 617, 4928), (5, 630, 4950), (9, 655, 2950)]
///     .map(|(day, number, count)| parse(&text(day, number, count)).telegram).into();
/// let checks = continuity(&telegrams);
/// assert_eq!(checks[0].verdict, Verdict::Contradicts);
/// assert!(continuity(&telegrams[..2]).iter().all(|check| check.verdict == Verdict::Agrees));
/// ```
#[must_use]
pub fn continuity<'a>(telegrams: impl IntoIterator<Item = &'a Telegram>) -> Vec<Check> {
    let mut pairs: HashMap<(String, &'a str, bool), Vec<Count<'a>>> = HashMap::new();
    for telegram in telegrams {
        let (Some(from), Some(date)) = (&telegram.from, telegram.date) else { continue };
        let sender = from.post.clone().unwrap_or_else(|| from.name.clone());
        let action = telegram.action.iter().map(|addressee| (addressee, true));
        let info = telegram.info.iter().map(|addressee| (addressee, false));
        for (addressee, acts) in action.chain(info) {
            // `0000` holds the place of a number.
            let Some(number) = addressee.continuity_number.filter(|&number| number > 0) else { continue };
            let id = telegram.id.as_deref().unwrap_or("a telegram without id");
            pairs.entry((sender.clone(), &addressee.name, acts)).or_default().push(Count {
                sent: date.first_moment(),
                number,
                id,
            });
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
    pairs.into_iter().filter_map(|((from, to, _), counts)| of_pair(&from, to, counts)).collect()
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Count<'a> {
    sent: jiff::civil::DateTime,
    number: u32,
    id: &'a str,
}

fn of_pair(from: &str, to: &str, mut counts: Vec<Count<'_>>) -> Option<Check> {
    counts.sort();
    counts.dedup_by(|a, b| a.id == b.id && a.number == b.number);
    if counts.len() < 2 {
        return None;
    }
    let mut case = Case::new("C19");
    for pair in counts.windows(2) {
        let [before, after] = pair else { continue };
        let show = |count: &Count<'_>| format!("{} in {} of {}", count.number, count.id, count.sent.date());
        case.saw(&format!("{from} to {to}"), show(before), None);
        case.saw(&format!("{from} to {to}"), show(after), None);
        if before.id == after.id {
            case.contradicts(format!("{} has the numbers {} and {}", before.id, before.number, after.number));
        } else if before.number == after.number {
            case.contradicts(format!("{} and {} have one number, {}", before.id, after.id, after.number));
        } else if after.number > before.number {
            case.agrees(format!("{from} to {to}: the numbers increase"));
        } else if before.number - after.number <= NEAR {
            case.agrees(format!("{from} to {to}: the numbers increase, but for neighbours"));
        } else if (before.sent.duration_until(after.sent).as_secs() / 86_400 > LONG)
            || (before.number >= FULL && after.number < FULL / 2)
        {
            case.doubts(format!("{from} to {to}: the count may have begun anew after {}", before.number));
        } else {
            case.contradicts(format!(
                "{from} to {to}: {} has number {}, the earlier {} had {}",
                after.id, after.number, before.id, before.number
            ));
        }
    }
    Some(case.close(""))
}
