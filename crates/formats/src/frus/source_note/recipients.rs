//! To whom a source note says that the telegram went: `Also sent to Suva`, `Repeated to Apia and Wellington`,
//! `Sent to Lima and Quito. Not sent to La Paz`.

use telegram::{Addressee, Precedence};

use super::facts::SourceNote;
use super::markings::precedence_of;
use super::people;
use crate::frus::head::find_word;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Action,
    Info,
    Excluded,
}

/// What announces recipients, longer ones first. Lower case.
const CUES: [(&str, Way); 17] = [
    ("not repeated to", Way::Excluded),
    ("not sent to", Way::Excluded),
    ("except for", Way::Excluded),
    ("except to", Way::Excluded),
    ("except", Way::Excluded),
    ("but not to", Way::Excluded),
    ("but not", Way::Excluded),
    ("not to", Way::Excluded),
    ("repeated for information", Way::Info),
    ("sent for information", Way::Info),
    ("for information", Way::Info),
    ("repeated", Way::Info),
    ("pouched", Way::Info),
    ("also sent", Way::Action),
    ("sent also", Way::Action),
    ("addressed", Way::Action),
    ("sent", Way::Action),
];

/// The verbs that other sentences use of other papers too count only where they begin a clause of the note.
const AT_START_ONLY: [&str; 4] = ["also sent", "sent also", "addressed", "sent"];

/// Ends of a list of recipients.
const STOPS: [&str; 8] =
    [";", " and passed", " and pouched", " and repeated", " for the personal", " on ", " at ", ". "];

/// Reads the recipients of a sentence.
pub(super) fn read(sentence: &str, note: &mut SourceNote) {
    let lower = sentence.to_ascii_lowercase();
    let cues = cues(&lower);
    for (index, (start, length, way)) in cues.iter().enumerate() {
        let end = cues.get(index + 1).map_or(sentence.len(), |(next, ..)| *next);
        let Some(clause) = sentence.get(start + length..end) else { continue };
        let names = match way {
            Way::Excluded => list(&clause.trim_start().trim_start_matches("to ").replace(" or ", ", "), None),
            Way::Action | Way::Info => addressed(clause),
        };
        match way {
            Way::Action => note.action.extend(names),
            Way::Info => note.info.extend(names),
            Way::Excluded => note.excluded.extend(names),
        }
    }
}

/// Where the cues of a sentence stand; none lies within another.
fn cues(lower: &str) -> Vec<(usize, usize, Way)> {
    let mut found: Vec<(usize, usize, Way)> = Vec::new();
    for (cue, way) in CUES {
        let mut from = 0;
        while let Some(at) = find_word(lower, cue, from) {
            from = at + cue.len();
            let before = lower[..at].trim_end();
            let starts = before.is_empty()
                || before.ends_with([';', '('])
                || ["the telegram was", "this telegram was", "it was"].contains(&before);
            let goes_on = before.starts_with("sent") || before.starts_with("also sent") || before.contains("repeated");
            let fits = match way {
                // `Sent to all posts except La Paz`
                Way::Excluded => starts || goes_on,
                _ if cue == "for information" => goes_on,
                _ if AT_START_ONLY.contains(&cue) => {
                    starts || (goes_on && before.ends_with([',']) || before.ends_with(" and"))
                }
                _ => true,
            };
            if !fits {
                continue;
            }
            if !found.iter().any(|(start, length, _)| at < start + length && *start < at + cue.len()) {
                found.push((at, cue.len(), way));
            }
        }
    }
    found.sort_unstable_by_key(|(start, ..)| *start);
    found
}

/// The names after `to`; with `; and Priority to Apia` after them.
fn addressed(clause: &str) -> Vec<Addressee> {
    let mut names = Vec::new();
    let mut rest = clause;
    while let Some(at) = find_word(rest, "to", 0) {
        // What stands before: the urgency, not another verb's object.
        let precedence = rest[..at].split_whitespace().next_back().and_then(precedence_of);
        let after = &rest[at + 2..];
        let end = STOPS.iter().filter_map(|stop| after.find(stop)).min().unwrap_or(after.len());
        names.extend(list(&after[..end], precedence));
        rest = &after[end..];
        let goes_on = rest.starts_with(';');
        if !goes_on || rest.trim_start_matches([';', ' ']).to_ascii_lowercase().starts_with("drafted") {
            break;
        }
    }
    names
}

/// The recipients in a list; what begins with a small letter is none.
fn list(text: &str, precedence: Option<Precedence>) -> Vec<Addressee> {
    let names = people::list(text).into_iter().filter_map(|entry| {
        let entry = entry.trim_end_matches(['.', ')']);
        // `as 244 to Brussels`, `in telegram 140 to Suva`
        let is_numbered = ["as ", "in telegram "].iter().any(|start| entry.starts_with(start));
        let name = match find_word(entry, "to", 0).filter(|_| is_numbered) {
            Some(at) => entry[at + 2..].trim_start(),
            None => entry,
        };
        let name = name.trim_start_matches("to ").trim_start_matches("the ");
        let name = [" for ", " by pouch", " under cover", " in telegram ", " as "]
            .iter()
            .filter_map(|stop| name.find(stop))
            .min()
            .map_or(name, |end| &name[..end]);
        let is_name = name.starts_with(char::is_uppercase) || name.starts_with("all ");
        is_name.then(|| Addressee { name: name.trim_end().to_owned(), precedence, ..Addressee::default() })
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names by way: action, information, excluded.
    fn found(sentence: &str) -> [Vec<String>; 3] {
        let mut note = SourceNote::default();
        read(sentence, &mut note);
        [note.action, note.info, note.excluded].map(|list| list.into_iter().map(|to| to.name).collect())
    }

    #[test]
    fn ways() {
        let none: [&str; 0] = [];
        let check = |sentence: &str, action: &[&str], info: &[&str], excluded: &[&str]| {
            assert_eq!(found(sentence), [action, info, excluded].map(|it| it.to_vec()), "{sentence}");
        };
        check("Sent to Lima, Quito, and Bogotá.", &["Lima", "Quito", "Bogotá"], &none, &none);
        check("Not sent to La Paz.", &none, &none, &["La Paz"]);
        check("Sent to Lima and Quito; not sent to La Paz or Apia.", &["Lima", "Quito"], &none, &["La Paz", "Apia"]);
        check("Sent to all missions in Oceania except Suva.", &["all missions in Oceania"], &none, &["Suva"]);
        check("Also sent to Suva and repeated to Apia and Paris for USRO.", &["Suva"], &["Apia", "Paris"], &none);
        check("Also sent to USUN; for information to Suva and Apia.", &["USUN"], &["Suva", "Apia"], &none);
        check("Drafted by Roe; repeated to Suva.", &none, &["Suva"], &none);
        check(
            "Repeated as 694 to Paris, as 244 to Suva, and in telegram 140 to Apia.",
            &none,
            &["Paris", "Suva", "Apia"],
            &none,
        );
        check("Repeated Priority to the Mission to NATO.", &none, &["Mission to NATO"], &none);
        check("A copy of the letter was sent to Suva.", &none, &none, &none);
    }
}
