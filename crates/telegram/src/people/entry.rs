//! One entry of a list of people: `EUR/EE:RDROE:MJW`, `POL:Doe, Jane Q`,
//! `NEA/X - JDOE (DRAFT) X12345` (rules RECORD-TEXT, SMART).

use super::{listed, title};
use crate::Person;
use crate::tables::offices;

/// The longest office that stands before a colon.
const LONGEST_OFFICE: usize = 48;

/// Reads an entry; `None` where nothing of a person or office is there.
pub(super) fn read(printed: &str) -> Option<Person> {
    let text = printed.trim().trim_matches([',', ';', '\t', ' ']);
    let text = text.strip_suffix('.').filter(|head| head.len() > 3 && !ends_in_initial(head)).unwrap_or(text);
    if !text.contains(char::is_alphabetic) {
        return None;
    }
    let mut person = Person { text: text.to_owned(), ..Person::default() };
    let mut rest = brackets(text, &mut person);
    extension(&mut rest, &mut person);
    // `3/28/73 EXT. 22345`: the day and the telephone, on a line of their own.
    if !rest.contains(char::is_alphabetic) && person.office.is_none() {
        return None;
    }
    let (office, value) = split_office(&rest);
    // The office in brackets after a name gives way to one before it.
    if let Some(office) = office
        && let Some(other) = person.office.replace(office)
    {
        person.notes.push(other);
    }
    let mut parts = value.split(':').map(str::trim);
    let first = parts.next().unwrap_or_default().trim_matches([' ', ',', '-', ';']);
    person.name = (!first.is_empty()).then(|| first.split_whitespace().collect::<Vec<_>>().join(" "));
    person.notes.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
    person.normal_name = person.name.as_deref().and_then(listed::normal);
    (person.name.is_some() || person.office.is_some()).then_some(person)
}

/// Who released a military message, by the sentence that says so:
/// `RELEASED BY VADM J. Q. DOE, DIRECTOR, NAVY STAFF.//`. What stands after
/// the name is a note.
pub(crate) fn released(sentence: &str) -> Option<Person> {
    const WORDS: &str = "RELEASED BY ";
    let head = sentence.get(..WORDS.len()).filter(|_| sentence.len() < 160)?;
    if !head.eq_ignore_ascii_case(WORDS) {
        return None;
    }
    let text = sentence[WORDS.len()..].trim().trim_end_matches(['/', ' ', '.', '*']);
    let (name, office) = text.split_once(',').map_or((text, ""), |(name, office)| (name.trim(), office.trim()));
    let is_name = name.contains(char::is_alphabetic) && name.len() < 50;
    is_name.then(|| Person {
        text: text.to_owned(),
        name: Some(name.to_owned()),
        notes: if office.is_empty() { Vec::new() } else { vec![office.to_owned()] },
        ..Person::default()
    })
}

fn ends_in_initial(head: &str) -> bool {
    let last = head.rsplit([' ', '.', ',']).next().unwrap_or_default();
    last.chars().count() == 1 || matches!(last, "JR" | "Jr" | "SR" | "Sr")
}

/// Takes what stands in brackets out of the text: notes, or an office.
fn brackets(text: &str, person: &mut Person) -> String {
    const NOTES: [&str; 20] = [
        "DRAFT",
        "IN DRAFT",
        "INFO",
        "SUBS",
        "SUBSTANCE",
        "PHONE",
        "BY PHONE",
        "TELEPHONE",
        "TELCON",
        "PER ",
        "PARA",
        "FOR ",
        "IN ",
        "BY ",
        "VIA ",
        "OK",
        "ACTING",
        "CLEARED",
        "DFT",
        "DR",
    ];
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(open) = text[from..].find(['(', '[']).map(|at| from + at) {
        rest.push_str(&text[from..open]);
        let close = text[open..].find([')', ']']).map_or(text.len(), |at| open + at);
        let inner = text[open + 1..close].trim();
        let is_note =
            NOTES.iter().any(|note| inner.get(..note.len()).is_some_and(|head| head.eq_ignore_ascii_case(note)))
                || inner.contains(' ')
                || inner.is_empty();
        let has_office = person.office.is_some() || text[..open].contains(':');
        if !is_note
            && !has_office
            && inner.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '-'))
        {
            person.office = Some(inner.to_owned());
        } else if !inner.is_empty() {
            person.notes.push(inner.to_owned());
        }
        from = (close + 1).min(text.len());
    }
    rest.push_str(&text[from..]);
    rest
}

/// Takes a telephone number from the end: `X12345`, `EXT. 12345`, `x2-1234`, `632-1234`.
fn extension(text: &mut String, person: &mut Person) {
    for _ in 0..2 {
        let trimmed = text.trim_end_matches([' ', ',', ':', ';', '-']);
        let Some(at) = trimmed.rfind([' ', ':', ',']) else { return };
        let word = &trimmed[at + 1..];
        let digits = word.trim_start_matches(['X', 'x']).trim_start_matches(['T', 't', '.']);
        let figures = digits.bytes().filter(u8::is_ascii_digit).count();
        let is_number = figures >= 4
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
            && word.len() - digits.len() <= 3;
        if !is_number {
            return;
        }
        let mut from = at + 1;
        let before = trimmed[..at].trim_end();
        for mark in ["EXT.", "EXT", "X", "TEL.", "TEL", "TEL:"] {
            let begin = before.len().checked_sub(mark.len() + 1);
            if let Some(begin) = begin
                && before.get(begin + 1..).is_some_and(|tail| tail.eq_ignore_ascii_case(mark))
                && before[..=begin].ends_with([' ', ':', ','])
            {
                from = begin + 1;
                break;
            }
        }
        person.notes.push(trimmed[from..].to_owned());
        text.truncate(from);
    }
}

/// The office before the name and what is left: `EUR/EE:`, `EB/ ITP/ EWT:`,
/// `ARA/AND/B - `, `S/S;`.
fn split_office(text: &str) -> (Option<String>, String) {
    let text = text.trim();
    if let Some((office, rest)) = text.split_once(':')
        && office.len() <= LONGEST_OFFICE
        && office.contains(char::is_alphabetic)
    {
        // `EXO - Executive Office:Roe, Ann`: before a full name all is the office.
        if rest.contains(", ") && rest.contains(char::is_lowercase) {
            return (Some(tight(office)), rest.to_owned());
        }
        // `ARA/AND/B - PBROE:LEE`: the hyphen parts office and name, the colon the typist.
        if let Some((office, name)) = dashed(office).filter(|_| is_dashed_name(office, rest)) {
            return (Some(tight(office)), format!("{name}:{rest}"));
        }
        return (Some(tight(office)), rest.to_owned());
    }
    if let Some((office, name)) = text.split_once(';').or_else(|| dashed(text)) {
        return (Some(tight(office)), name.to_owned());
    }
    // `EUR/RPM JROE`, and an office alone.
    if text.contains('/') && !text.contains(',') && text.chars().all(|c| !c.is_lowercase()) {
        let joined = tight(text);
        let end = joined.rfind('/').and_then(|at| joined[at..].find(' ').map(|blank| at + blank));
        return match end {
            Some(at) => (Some(joined[..at].to_owned()), joined[at..].trim().to_owned()),
            None => (Some(joined), String::new()),
        };
    }
    (None, text.to_owned())
}

/// Whether a hyphen in what stands before the colon parts office and name: with a blank, or where the typist's letters
/// stand after the colon. `S/S-O:MROE`, `S/S - O:MROE` and `NEA/IAI - POL:JROE` are offices.
fn is_dashed_name(office: &str, rest: &str) -> bool {
    let name = office.rsplit('-').next().unwrap_or_default().trim();
    let is_typist = rest.trim().len() <= 3;
    let is_office = offices::is_symbol(name) || title::is_listed(name);
    name.len() > 2 && (office.contains(' ') && (is_typist || !is_office) || is_typist && name.len() >= 4)
}

/// `ARA/AND - RROE`, `NEA-JDOE`: an office and a name with a hyphen between.
fn dashed(text: &str) -> Option<(&str, &str)> {
    let (office, name) =
        text.split_once(" - ").or_else(|| text.split_once("- ")).or_else(|| text.split_once(" -")).or_else(|| {
            // A hyphen without blanks parts office and name only after a slash.
            text.split_once('-').filter(|(office, _)| office.contains('/'))
        })?;
    let is_office = !office.trim().is_empty()
        && office.len() <= LONGEST_OFFICE
        && office.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '/' | ' ' | '&' | '.'));
    (is_office && name.contains(char::is_alphabetic)).then_some((office, name))
}

/// The office without the blanks that 1973 put after every mark.
fn tight(office: &str) -> String {
    if !office.contains(char::is_whitespace) {
        return office.trim_matches(['-', ',']).to_owned();
    }
    let words: Vec<&str> = office.split_whitespace().collect();
    words.join(" ").replace("/ ", "/").replace(" /", "/").trim_matches([' ', '-', ',']).to_owned()
}
