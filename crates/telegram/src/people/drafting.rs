//! Lists of people by what they did: the Department's drafting block, the
//! labelled lists of the SMART form, and those below later telegrams
//! (rules RECORD-TEXT, SMART).

use super::entry;
use crate::Person;

/// The people of all lists of a telegram.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Drafting {
    /// Who drafted.
    pub(crate) drafted_by: Vec<Person>,
    /// Who cleared.
    pub(crate) cleared_by: Vec<Person>,
    /// Who approved.
    pub(crate) approved_by: Vec<Person>,
    /// Who released.
    pub(crate) released_by: Vec<Person>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Drafted,
    Cleared,
    Approved,
    Released,
    /// The wish for distribution, that stands among them and names nobody.
    Distribution,
}

/// Keywords, a longer one before one that it begins with.
const KEYWORDS: [(&str, Role); 18] = [
    ("DRAFTED BY", Role::Drafted),
    ("DRAFTED", Role::Drafted),
    ("DRAFTER", Role::Drafted),
    ("DRAFT BY", Role::Drafted),
    ("CLEARED BY", Role::Cleared),
    ("CLEARED WITH", Role::Cleared),
    ("CLEARANCES", Role::Cleared),
    ("CLEARANCE", Role::Cleared),
    ("CLEARED", Role::Cleared),
    ("CONCURRED BY", Role::Cleared),
    ("APPROVED BY", Role::Approved),
    ("APPROVED", Role::Approved),
    ("AUTHORIZED BY", Role::Approved),
    ("APPROVING OFFICER", Role::Approved),
    ("RELEASED BY", Role::Released),
    ("RELEASED", Role::Released),
    ("DESIRED DISTRIBUTION", Role::Distribution),
    ("DISTRIBUTION", Role::Distribution),
];

/// Reads lines of such lists, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    found: Drafting,
    role: Option<Role>,
    /// The keyword had its colon: each list names only its own people.
    labelled: bool,
    /// A keyword named those who cleared.
    names_cleared: bool,
    /// How many entries the keyword has so far.
    entries: usize,
    /// A line that goes on with the next one.
    held: String,
}

impl Reader {
    /// Reads one line.
    pub(crate) fn line(&mut self, line: &str) {
        // `80121 DRAFTED BY …`: the routing number of the Department's copy.
        let mut text = line.trim();
        let figures = text.bytes().take_while(u8::is_ascii_digit).count();
        if figures >= 2 && keyword(text[figures..].trim_start()).is_some() {
            text = text[figures..].trim_start();
        }
        let mut from = 0;
        while let Some((at, length, role, labelled)) = next_keyword(text, from) {
            self.values(&text[from..at]);
            self.flush();
            self.role = Some(role);
            self.names_cleared |= role == Role::Cleared;
            self.labelled = labelled;
            self.entries = 0;
            from = at + length;
        }
        self.values(&text[from..]);
    }

    /// The people found.
    pub(crate) fn finish(mut self) -> Drafting {
        self.flush();
        self.found
    }

    /// The values of one line, up to the next keyword.
    fn values(&mut self, text: &str) {
        let text = text.trim().trim_start_matches([';', ',', ' ']).trim_end_matches([';', ' ']);
        if text.is_empty() {
            return;
        }
        // A new line is a new entry, unless the one before was left open.
        if !self.held.is_empty() && !goes_on(&self.held, text, self.labelled) {
            self.flush();
        }
        if !self.held.is_empty() && !self.held.ends_with(['/', ':', '-']) {
            self.held.push(' ');
        }
        self.held.push_str(text);
        if self.held.len() > 600 {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let text = core::mem::take(&mut self.held);
        let Some(mut role) = self.role.filter(|_| !text.is_empty()) else { return };
        // In the Department's block the lines below the approval are clearances.
        let of_department = !self.labelled || !self.names_cleared && text.chars().all(|c| !c.is_lowercase());
        if role == Role::Approved && of_department && self.entries > 0 {
            role = Role::Cleared;
            self.role = Some(role);
        }
        let list = match role {
            Role::Drafted => &mut self.found.drafted_by,
            Role::Cleared => &mut self.found.cleared_by,
            Role::Approved => &mut self.found.approved_by,
            Role::Released => &mut self.found.released_by,
            Role::Distribution => return,
        };
        let before = list.len();
        list.extend(entries(&text, self.labelled).iter().filter_map(|text| entry::read(text)));
        self.entries += list.len() - before;
    }
}

/// Whether a line goes on with the entry before it.
fn goes_on(held: &str, text: &str, labelled: bool) -> bool {
    let opened = held.matches('(').count() > held.matches(')').count();
    if opened || held.ends_with(['/', ':', '-']) {
        return true;
    }
    if text.starts_with(['(', '/', ':']) {
        return true;
    }
    // `POL:Doe,` / `Jane`; and the rest of a long office's name.
    labelled && !text.contains(':') && (held.ends_with(',') || !held.contains([',', ':']) && text.contains(','))
}

/// The entries of a line: by semicolon, tab, comma, slash between full names.
fn entries(text: &str, labelled: bool) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for piece in text.split('\t').flat_map(columns).flat_map(semicolons) {
        for (index, part) in commas(piece).into_iter().enumerate() {
            match entries.last_mut() {
                Some(last) if index > 0 && is_given_name(last, part, labelled) => {
                    last.push_str(", ");
                    last.push_str(part);
                }
                _ if part.is_empty() => {}
                _ => entries.push(part.to_owned()),
            }
        }
    }
    entries.iter().flat_map(|entry| slashed(entry)).collect()
}

/// Two columns of clearances on one line, a wide gap between: `EUR/EE:ROE          S/S:DOE`.
fn columns(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (at, _) in text.match_indices("   ") {
        // Within the gap that was just passed.
        let Some(left) = text.get(begin..at).map(str::trim) else { continue };
        let right = text[at..].trim_start();
        if left.contains(':') && !left.ends_with(':') && right.split(' ').next().is_some_and(|word| word.contains(':'))
        {
            parts.push(left);
            begin = text.len() - right.len();
        }
    }
    parts.push(text[begin.min(text.len())..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// A semicolon separates entries, unless it stands for the colon of the only one
/// (`S/S;LPROE`).
fn semicolons(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split(';').map(str::trim).collect();
    let garbled =
        parts.len() == 2 && !text.contains(':') && parts.first().is_some_and(|first| !first.contains([',', ' ']));
    if garbled { vec![text] } else { parts }
}

/// Splits at commas outside of brackets.
fn commas(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(text[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[from..].trim());
    parts
}

/// Whether the part after a comma is the given name of the entry before it:
/// `POL:Doe, Jane`, but not `EUR:RROE, NEA:JDOE`.
fn is_given_name(before: &str, part: &str, labelled: bool) -> bool {
    let suffix =
        matches!(part.trim_end_matches('.').to_uppercase().as_str(), "JR" | "SR" | "II" | "III" | "IV" | "ACTING");
    if suffix {
        return true;
    }
    let bare = part.split(['(', '[']).next().unwrap_or_default();
    let name = before.rsplit(':').next().unwrap_or(before).trim();
    let name = if name.contains(", ") { name.rsplit('/').next().unwrap_or(name) } else { name };
    // `Doe, Jane/Roe, Ann`: two names with a slash between.
    let slash = bare.contains('/') && !name.chars().any(char::is_lowercase);
    if part.is_empty() || part.contains(':') || slash || name.contains(", ") {
        return false;
    }
    let small = name.chars().any(char::is_lowercase);
    let words = name.split_whitespace().count();
    let initial = part.trim_end_matches('.').chars().count() == 1;
    initial || (words <= 2 && !name.contains(". ") && (small || labelled) && part.split_whitespace().count() <= 3)
}

/// `JERUSALEM:Doe, Jane/Roe, Ann`: two full names with a slash between.
fn slashed(entry: &str) -> Vec<String> {
    let (office, names) = entry.split_once(':').map_or(("", entry), |(office, names)| (office, names));
    if !names.contains('/') || names.contains('(') {
        return vec![entry.to_owned()];
    }
    let parts: Vec<&str> = names.split('/').map(str::trim).collect();
    if !parts.iter().all(|part| part.contains(", ") && part.chars().any(char::is_lowercase)) {
        return vec![entry.to_owned()];
    }
    parts.iter().map(|part| if office.is_empty() { (*part).to_owned() } else { format!("{office}:{part}") }).collect()
}

/// The keyword at the start of the text: its length with separator, its role,
/// and whether it has a colon.
fn keyword(text: &str) -> Option<(usize, Role, bool)> {
    if !may_begin(text) {
        return None;
    }
    KEYWORDS.iter().find_map(|&(word, role)| {
        let head = text.get(..word.len())?;
        let rest = &text[word.len()..];
        if !head.eq_ignore_ascii_case(word) || rest.starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let value = rest.trim_start();
        let labelled = value.starts_with(':');
        let value = value.trim_start_matches([':', '-', '.', ' ', '/']);
        Some((text.len() - value.len(), role, labelled))
    })
}

/// Whether the text begins with a word that names drafter, clearances or release, and whether a colon follows it.
pub(crate) fn names_people(text: &str) -> Option<bool> {
    keyword(text).filter(|(_, role, _)| *role != Role::Distribution).map(|(_, _, labelled)| labelled)
}

/// Whether one of the [`KEYWORDS`] can stand at the start of the text, by its first letter.
fn may_begin(text: &str) -> bool {
    matches!(text.as_bytes().first().map(u8::to_ascii_uppercase), Some(b'D' | b'C' | b'A' | b'R'))
}

/// The next keyword from `from` on; in the middle of a line only after a
/// separator or two blanks, or with its colon.
fn next_keyword(text: &str, from: usize) -> Option<(usize, usize, Role, bool)> {
    let begins = text[from..].char_indices().map(|(at, _)| from + at);
    begins
        .filter(|&at| may_begin(&text[at..]))
        .filter(|&at| at == 0 || !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '('))
        .find_map(|at| {
            let (length, role, labelled) = keyword(&text[at..])?;
            let before = &text[..at];
            let parted = at == 0 || labelled || before.ends_with("  ") || before.trim_end().ends_with([';', ',', '.']);
            let two_words = text[at..at + length].trim_end_matches([' ', ':', '-', '.', '/']).contains(' ');
            (parted && (at == 0 || two_words || labelled)).then_some((at, length, role, labelled))
        })
}
