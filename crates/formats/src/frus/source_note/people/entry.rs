//! One entry of a list of people.

use telegram::Person;

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// A name, an office, or both.
    Person(Person),
    /// A person after whom the sentence speaks of something else.
    Last(Person),
    /// A title or the rest of an office's name, which belongs to the entry before.
    Title(String),
    /// The list has ended: the sentence goes on.
    End,
}

/// What can stand between verb and names.
const MANNERS: [&str; 12] = [
    "in substance",
    "in draft",
    "(in draft)",
    "(in substance)",
    "in form",
    "in principle",
    "by telephone",
    "by phone",
    "orally",
    "telephonically",
    "jointly",
    "initially",
];

/// Words between the words of a name.
const PARTICLES: [&str; 9] = ["de", "von", "van", "der", "la", "du", "di", "da", "the"];

/// What makes words the name of a body.
const BODIES: [&str; 31] = [
    "Affairs",
    "Agency",
    "Agriculture",
    "Army",
    "Board",
    "Bureau",
    "CIA",
    "Commerce",
    "Committee",
    "Council",
    "Defense",
    "Delegation",
    "Department",
    "Division",
    "Embassy",
    "Force",
    "Headquarters",
    "House",
    "Interior",
    "Justice",
    "Labor",
    "Legation",
    "Mission",
    "Navy",
    "Office",
    "Pentagon",
    "Section",
    "Service",
    "Staff",
    "State",
    "Treasury",
];

/// The words of titles without a name.
const TITLES: [&str; 22] = [
    "Acting",
    "Adviser",
    "Advisor",
    "Ambassador",
    "Assistant",
    "Attaché",
    "Charge",
    "Chargé",
    "Chief",
    "Commercial",
    "Consul",
    "Counselor",
    "Deputy",
    "Desk",
    "Director",
    "Economic",
    "First",
    "Officer",
    "Political",
    "Second",
    "Secretary",
    "Special",
];

/// Where a list of people begins, after the verb: `by Roe`, `in draft with Doe`, `in ARA`, `on March 3 by Roe`.
pub(super) fn list_begins(clause: &str) -> Option<&str> {
    /// How far from the verb `by` can stand where a day or a manner is between.
    const NEAR: usize = 48;
    let (rest, _) = without_manners(clause);
    if ["by ", "with ", "in "].iter().any(|word| rest.starts_with(word)) {
        return Some(clause.trim_start());
    }
    let stands_between = ["on ", "as ", "for "].iter().any(|word| rest.starts_with(word));
    let by = crate::frus::head::find_word(crate::frus::begin(rest, NEAR), "by", 0).filter(|_| stands_between)?;
    rest.get(by..)
}

/// Reads an entry.
pub(super) fn entry(text: &str) -> Entry {
    let text = text.trim().trim_end_matches([',', ' ']);
    let (rest, mut notes) = without_manners(text);
    let (mut rest, mut inside) = (rest, None);
    loop {
        if let Some(after) = ["by ", "with "].iter().find_map(|word| rest.strip_prefix(word)) {
            let (after, more) = without_manners(after.trim_start());
            notes.extend(more);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("in ").filter(|_| inside.is_none()) {
            // `in ARA`, `in ARA by Roe`
            let (office, by) = after.split_once(" by ").map_or((after, None), |(office, by)| (office, Some(by)));
            inside = Some(office);
            match by {
                Some(by) => rest = by,
                None => return office_alone(office, text, notes),
            }
        } else {
            break;
        }
    }
    let (name, office, ends) = parts(rest);
    if let Some(ended) = office_or_title(name, office, text, &notes) {
        return ended;
    }
    if name.is_empty() || name.contains([':', '“']) || name.bytes().any(|byte| byte.is_ascii_digit()) {
        return Entry::End;
    }
    if let Some(at) = ["in draft", "in substance"].iter().find(|manner| text.ends_with(**manner)) {
        notes.push((*at).to_owned());
    }
    let office = office.or(inside).map(without_article).filter(|office| !office.is_empty());
    // `Roe who signed for Doe`: what is said of the person is no part of the entry.
    let entry = if ends { name.to_owned() } else { printed(text) };
    let name = Some(name.to_owned());
    let person = Person { text: entry, name, office: office.map(str::to_owned), notes, ..Person::default() };
    if ends { Entry::Last(person) } else { Entry::Person(person) }
}

/// An entry that is no person's name: an office, or a title that belongs to the name before.
fn office_or_title(name: &str, office: Option<&str>, text: &str, notes: &[String]) -> Option<Entry> {
    if is_title(name) {
        return Some(Entry::Title(text.to_owned()));
    }
    let is_alone = office.is_none_or(|_| name.starts_with("the ")) && (is_symbol(name) || is_body(name));
    if !is_alone {
        return None;
    }
    // `Samoan Affairs` goes on with the name of an office.
    if name.ends_with("Affairs") && !name.contains("Office") && !name.contains("Bureau") {
        return Some(Entry::Title(name.to_owned()));
    }
    let whole = text.find(name).and_then(|at| text.get(at..)).unwrap_or(name);
    Some(office_alone(whole, text, notes.to_vec()))
}

fn office_alone(office: &str, text: &str, notes: Vec<String>) -> Entry {
    let office = office.split(" on ").next().unwrap_or(office);
    let office = without_article(office.trim().trim_end_matches('.'));
    if !office.starts_with(char::is_uppercase) {
        return Entry::End;
    }
    Entry::Person(Person { text: printed(text), office: Some(office.to_owned()), notes, ..Person::default() })
}

/// An entry's name, its office, and whether the sentence goes on with something else.
fn parts(text: &str) -> (&str, Option<&str>, bool) {
    let (name, bracket) = match text.split_once('(') {
        Some((name, office)) => (name.trim_end(), Some(office.split(')').next().unwrap_or_default().trim())),
        None => (text.trim_end_matches('.'), None),
    };
    let mut end = 0;
    for word in name.split_inclusive(' ') {
        let bare = word.trim_end();
        let is_name = bare.starts_with(char::is_uppercase) || PARTICLES.contains(&bare);
        if !is_name {
            break;
        }
        end += word.len();
    }
    let (name, rest) = (name[..end].trim_end(), name[end..].trim_start());
    // `Jr.` keeps its stop, as do initials.
    let name = if text.trim_end_matches(')').ends_with("Jr.") && name.ends_with("Jr") && bracket.is_none() {
        text.get(..name.len() + 1).unwrap_or(name)
    } else {
        name
    };
    let office = ["of ", "in ", "at "].iter().find_map(|word| rest.strip_prefix(word));
    let office = office.filter(|office| without_article(office).starts_with(char::is_uppercase));
    let ends = !rest.is_empty() && office.is_none() && !MANNERS.contains(&rest);
    (name, bracket.or(office), ends)
}

/// Takes `in substance` and the like from the start, and says what it took.
fn without_manners(text: &str) -> (&str, Vec<String>) {
    let mut rest = text.trim_start();
    let mut taken = Vec::new();
    while let Some(manner) =
        MANNERS.iter().find(|manner| rest.strip_prefix(**manner).is_some_and(|rest| rest.starts_with(' ')))
    {
        taken.push((*manner).trim_matches(['(', ')']).to_owned());
        rest = rest[manner.len()..].trim_start();
    }
    (rest, taken)
}

fn without_article(text: &str) -> &str {
    text.strip_prefix("the ").unwrap_or(text).trim()
}

/// `S/S–O`, `NEA`: letters in capitals, with strokes.
fn is_symbol(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let fits = name.chars().all(|c| c.is_uppercase() || matches!(c, '/' | '–' | '-' | '&'));
    // `Joint Staff/J5`
    let is_numbered = name.contains('/') && name.bytes().any(|byte| byte.is_ascii_digit());
    is_numbered || fits && letters > 0 && (name.contains('/') || letters <= 6)
}

fn is_body(name: &str) -> bool {
    name.split(' ').any(|word| BODIES.contains(&word)) && !name.split(' ').any(|word| TITLES.contains(&word))
}

fn is_title(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with("the ")
        && name.split(' ').all(|word| TITLES.contains(&word) || PARTICLES.contains(&word))
}

fn printed(text: &str) -> String {
    ["by ", "with "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).to_owned()
}
