//! Whom a name names, whether a telegram prints it or an edition puts it into words.

use std::collections::BTreeSet;

use telegram::posts::{self, by_territory, post_of_plad};

/// Words before a country or city where an edition writes `Embassy in Fiji`.
const PLACED: [&str; 6] = [" in ", " at ", " to ", " for ", " and ", ", "];

/// Names of the Department, as editions and relays write it.
const DEPARTMENT: [&str; 5] = ["SECSTATE", "DEPARTMENTOFSTATE", "SECRETARYOFSTATE", "STATEDEPARTMENT", "DEPT"];

/// Names of many at once.
const MANY: [&str; 6] = ["COLLECTIVE", "ALLDIPLOMATIC", "ALLPOSTS", "CERTAINDIPLOMATIC", "CERTAINPOSTS", "CIRCULAR"];

/// The offices that a sender's or addressee's name names, each under one key whatever name it had; empty where no table
/// has them.
pub(super) fn offices(name: &str, year: Option<i16>) -> BTreeSet<String> {
    let key = posts::key_of(name);
    let mut found = BTreeSet::new();
    if DEPARTMENT.iter().any(|department| key.contains(department)) || key == "STATE" {
        found.insert("STATE".to_owned());
        return found;
    }
    if let Some(post) = post_of_plad(name) {
        found.insert(office(post));
        return found;
    }
    // The incumbent's name stands in brackets.
    let plain: String = name.split('(').enumerate().map(|(at, part)| after_bracket(at, part)).collect();
    let mut rest = plain.as_str();
    loop {
        let cut = PLACED.iter().filter_map(|word| Some((rest.find(word)?, word.len()))).min();
        let (part, next) = match cut {
            Some((at, length)) => (rest.get(..at).unwrap_or(rest), rest.get(at + length..)),
            None => (rest, None),
        };
        found.extend(place(part.trim_matches([' ', '.', ',', ';']), year));
        match next {
            Some(next) => rest = next,
            None => return found,
        }
    }
}

/// Whether a name names so many that it agrees with any.
pub(super) fn is_many(name: &str) -> bool {
    let key = posts::key_of(name);
    MANY.iter().any(|many| key.contains(many))
}

fn after_bracket(at: usize, part: &str) -> &str {
    if at == 0 { part } else { part.split_once(')').map_or("", |(_, after)| after) }
}

fn place(name: &str, year: Option<i16>) -> Option<String> {
    let name = name.strip_prefix("the ").unwrap_or(name);
    if name.is_empty() {
        return None;
    }
    if let Some(post) = posts::find(name).filter(|post| post.kind.numbers_telegrams()) {
        return Some(post.office().to_owned());
    }
    let year = u16::try_from(year?).ok()?;
    by_territory(name, year).map(|post| post.office().to_owned())
}

/// The office of a key as the facts have it.
pub(super) fn office(key: &str) -> String {
    posts::find_key(key).map_or(key, |post| post.office()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_and_relays_name_the_same_offices() {
        let of = |name: &str| offices(name, Some(1976)).into_iter().collect::<Vec<_>>().join(" ");
        for name in ["AMEMBASSY SUVA", "Embassy in Fiji", "Suva", "the Embassy in Fiji"] {
            assert_eq!(of(name), "SUVA", "{name}");
        }
        for name in ["SECSTATE WASHDC", "Department of State", "Acting Secretary of State", "STATE"] {
            assert_eq!(of(name), "STATE", "{name}");
        }
        assert_eq!(of("Embassies in Fiji and New Zealand"), "SUVA WELLINGTON");
        assert_eq!(of("Ambassador in Japan (Castle)"), "TOKYO");
        assert_eq!(of("Mr. Gresham"), "");
        assert!(is_many("ALL DIPLOMATIC AND CONSULAR POSTS") && !is_many("AMEMBASSY SUVA"));
    }
}
