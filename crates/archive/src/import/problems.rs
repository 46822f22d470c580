//! Problems as a report lists them: bounded, whatever an import met.

use std::collections::HashMap;

use formats::Problem;
use serde::Serialize;

/// So many of one reason are listed.
const OF_A_REASON: usize = 100;
/// So many are listed, and so many reasons told, in all.
const IN_ALL: usize = 2_000;
/// What the rest is called where there are more reasons.
const OTHER: &str = "other reasons";

/// The first problems of each reason, and how many more there are.
///
/// A damaged table may give millions; `chancery imports N --problems` tells them all.
///
/// ```
/// let mut list = archive::ProblemList::default();
/// for row in 1..=1_000 {
///     let mut problem = formats::Problem::new("dump.csv", "too few fields");
///     problem.position = Some(format!("row {row}"));
///     list.add(problem);
/// }
/// assert_eq!((list.listed.len(), list.not_listed[0].count), (100, 900));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProblemList {
    /// What could not be read, in the order found: at most a hundred of one reason, and two thousand.
    #[serde(rename = "problems")]
    pub listed: Vec<Problem>,
    /// What is no loss and was left aside: index files of desktops, descriptions of folders. Bounded in the same way.
    pub left_aside: Vec<Problem>,
    /// How many more there are of each reason, in the order in which the reasons were found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_listed: Vec<NotListed>,
    #[serde(skip)]
    met: HashMap<String, Met>,
}

/// How many problems of one reason a report does not list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotListed {
    /// The reason that they share.
    pub reason: String,
    /// How many they are.
    pub count: u64,
    /// Whether they were left aside.
    pub aside: bool,
}

/// What is known of a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Met {
    listed: usize,
    /// Its place in `not_listed`.
    place: Option<usize>,
}

impl ProblemList {
    /// Lists a problem, or counts it.
    pub fn add(&mut self, problem: Problem) {
        let list = if problem.aside { &mut self.left_aside } else { &mut self.listed };
        let is_told = self.met.len() < IN_ALL || self.met.contains_key(&problem.reason);
        let reason = if is_told { problem.reason.as_str() } else { OTHER };
        if !self.met.contains_key(reason) {
            self.met.insert(reason.to_owned(), Met::default());
        }
        let Some(met) = self.met.get_mut(reason) else { return };
        if is_told && met.listed < OF_A_REASON && list.len() < IN_ALL {
            met.listed += 1;
            list.push(problem);
            return;
        }
        match met.place.and_then(|place| self.not_listed.get_mut(place)) {
            Some(more) => more.count += 1,
            None => {
                met.place = Some(self.not_listed.len());
                self.not_listed.push(NotListed { reason: reason.to_owned(), count: 1, aside: problem.aside });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_listed_or_counted() {
        let mut list = ProblemList::default();
        let all: u64 = 40_000;
        for number in 0..all {
            // A reason that many share, one that no two share, and what was left aside.
            list.add(match number % 4 {
                0 | 1 => Problem::new("a.csv", "too few fields"),
                2 => Problem::new("a.csv", format!("the date {number} is none")),
                _ => Problem::aside("Thumbs.db", "an index file of a desktop"),
            });
        }
        let listed = list.listed.len() + list.left_aside.len();
        let counted: u64 = list.not_listed.iter().map(|more| more.count).sum();
        assert_eq!(listed as u64 + counted, all);
        assert!(list.listed.len() <= IN_ALL && list.left_aside.len() == OF_A_REASON);
        assert!(list.not_listed.len() <= IN_ALL + 1 && list.met.len() <= IN_ALL + 1);
        let shared = list.not_listed.iter().find(|more| more.reason == "too few fields").unwrap();
        assert_eq!((shared.count, shared.aside), (all / 2 - 100, false));
    }
}
