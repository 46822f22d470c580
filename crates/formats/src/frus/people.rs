//! Lists of people in source notes.

use telegram::Person;

/// Takes who drafted, cleared and approved from a sentence.
pub(super) fn read(sentence: &str, drafted: &mut Vec<Person>, cleared: &mut Vec<Person>, approved: &mut Vec<Person>) {
    let lower = sentence.to_ascii_lowercase();
    let verbs = ["drafted", "cleared", "approved"];
    let mut found: Vec<(usize, usize)> =
        verbs.iter().enumerate().filter_map(|(index, verb)| lower.find(verb).map(|at| (at, index))).collect();
    found.sort_unstable();
    for (position, (at, index)) in found.iter().enumerate() {
        let end = found.get(position + 1).map_or(sentence.len(), |(next, _)| *next);
        let clause = &sentence[at + verbs[*index].len()..end];
        let people = match *index {
            0 => &mut *drafted,
            1 => &mut *cleared,
            _ => &mut *approved,
        };
        people.extend(clause_people(clause));
    }
}

/// `by Roe (EUR), Doe, and Coe; and` after the verb.
fn clause_people(clause: &str) -> Vec<Person> {
    let Some(by) = ["by", "with"]
        .iter()
        .filter_map(|word| super::head::find_word(clause, word, 0).map(|at| at + word.len()))
        .min()
    else {
        return Vec::new();
    };
    let mut names = clause[by..].trim();
    for stop in [" who ", " on ", " for ", " (Ibid", ";"] {
        if let Some(at) = names.find(stop) {
            names = &names[..at];
        }
    }
    let names = names.trim_end_matches([' ', ',', ';', '.']).trim_end_matches(" and").trim_end_matches(',');
    list(names).into_iter().filter_map(person).collect()
}

fn person(entry: String) -> Option<Person> {
    let entry = entry.trim_end_matches(',').trim().to_owned();
    if entry.is_empty() || entry.len() > 120 || !entry.contains(|c: char| c.is_uppercase()) {
        return None;
    }
    let (name, office) = match entry.split_once('(') {
        Some((name, office)) => (name.trim(), Some(office.trim_end_matches([')', '.']).trim().to_owned())),
        None => (entry.trim_end_matches(" in draft"), None),
    };
    let name = (!name.is_empty()).then(|| name.to_owned());
    Some(Person { name, office, text: entry, ..Person::default() })
}

/// The entries of `A, B (X, Y), and C`. `Jr.` belongs to the name before.
pub(super) fn list(text: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    let mut push = |part: &str| {
        let part = part.trim();
        let part = part.strip_prefix("and ").unwrap_or(part).trim();
        match entries.last_mut() {
            Some(last) if part.starts_with("Jr") || part.starts_with("Sr.") || part.starts_with("III") => {
                last.push_str(", ");
                last.push_str(part);
            }
            _ if part.is_empty() => {}
            _ => entries.push(part.to_owned()),
        }
    };
    let mut at = 0;
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                push(&text[start..at]);
                start = at + 1;
            }
            ' ' if depth == 0 && text[at..].starts_with(" and ") => {
                push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        at += letter.len_utf8();
    }
    push(&text[start..]);
    entries
}
