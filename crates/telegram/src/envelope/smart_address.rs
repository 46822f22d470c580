//! Addressees of the SMART form: `SUVA, AMEMBASSY ROUTINE; Roe, Jane Q
//! ROUTINE; PACIFIC COLLECTIVE ROUTINE` (rule SMART). The place stands
//! before the kind of office, the precedence at the end.

use crate::envelope::address::precedence_word;
use crate::lexicon::institutions;
use crate::model::{Addressee, Precedence};
use crate::spelling;

/// Precedences as the form prints them, and how many edits may have spoiled one.
const PRECEDENCES: [(&str, Precedence, usize); 4] = [
    ("ROUTINE", Precedence::Routine, 2),
    ("PRIORITY", Precedence::Priority, 2),
    ("IMMEDIATE", Precedence::Immediate, 2),
    ("FLASH", Precedence::Flash, 0),
];

/// The addressees of a value, unfolded.
pub(crate) fn parse(value: &str) -> Vec<Addressee> {
    value
        .split(';')
        .flat_map(apart)
        .map(|part| addressee(part.trim_matches([' ', ',', ':', '.', ';'])))
        .filter(|addressee| !addressee.name.is_empty())
        .collect()
}

/// Addressees whose semicolon was lost: each ends with a precedence.
fn apart(part: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut words = part.split(' ').map(|word| (word.as_ptr().addr() - part.as_ptr().addr(), word)).peekable();
    while let Some((at, word)) = words.next() {
        let plain = word.trim_end_matches([',', ':', '.']);
        let is_precedence = PRECEDENCES.iter().any(|(name, ..)| *name == plain);
        let goes_on = words.peek().is_none_or(|(_, next)| precedence_word(next).is_some() || next.starts_with("//"));
        if is_precedence && !goes_on && part[start..at].trim().len() > 1 {
            parts.push(&part[start..at + word.len()]);
            start = at + word.len();
        }
    }
    parts.push(&part[start..]);
    parts
}

fn addressee(text: &str) -> Addressee {
    let (name, precedence) = precedence(text);
    Addressee { name: invert(name), precedence, ..Addressee::default() }
}

/// Takes the precedence off the end, also where it is glued to the word before
/// or spoiled: `AMEMBASSYRounNE`.
fn precedence(text: &str) -> (&str, Option<Precedence>) {
    let strip = |name: &str| {
        let at = text.len().checked_sub(name.len())?;
        text.get(at..).filter(|end| end.eq_ignore_ascii_case(name)).map(|_| at)
    };
    let trim = |at: usize| text[..at].trim_end_matches([' ', ',', '.']);
    if let Some(rest) = strip("NIACT IMMEDIATE").or_else(|| strip("NIACT/IMMEDIATE")).or_else(|| strip("NIACT")) {
        return (trim(rest), Some(Precedence::NiactImmediate));
    }
    for (name, precedence, _) in PRECEDENCES {
        if let Some(at) = strip(name).filter(|&at| at > 0) {
            return (trim(at), Some(precedence));
        }
    }
    let mut best: Option<(usize, usize, Precedence)> = None;
    for (name, precedence, limit) in PRECEDENCES {
        for length in name.len().saturating_sub(2)..=name.len() + 2 {
            let Some(at) = text.len().checked_sub(length).filter(|&at| at > 2 && text.is_char_boundary(at)) else {
                continue;
            };
            let end = &text[at..];
            // The first letter is the anchor: without it the end of any word would do.
            if end.contains(' ') || !end.is_ascii() || !end[..1].eq_ignore_ascii_case(&name[..1]) {
                continue;
            }
            if let Some(cost) =
                spelling::distance(end, name, limit).filter(|cost| best.is_none_or(|(least, ..)| *cost < least))
            {
                best = Some((cost, at, precedence));
            }
        }
    }
    match best {
        Some((_, at, precedence)) => (trim(at), Some(precedence)),
        None => (text, None),
    }
}

/// `WASHDC, SECSTATE` is `SECSTATE WASHDC`; a person's name stays as it is.
fn invert(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_end_matches([',', '.']);
    let Some((place, kind)) = name.rsplit_once([' ', ',', '.']) else { return name.to_owned() };
    let known = institutions::placed_words()
        .find(|known| kind == *known || (known.len() >= 8 && spelling::distance(kind, known, 1).is_some()));
    let place = place.trim_end_matches([' ', ',', '.']);
    let first = place.split(' ').next().unwrap_or_default();
    // Agencies stand after their seat: `WASHDC, SECDEF`.
    let agency =
        Some(kind).filter(|kind| place == "WASHDC" && kind.len() <= 8 && kind.bytes().all(|b| b.is_ascii_uppercase()));
    // The form puts the first word of every address after a comma: `STAFF WASHDC, JOINT`. A person has small letters.
    let first_word = Some(kind).filter(|_| {
        let capital = |c: char| c.is_ascii_uppercase() || c == ' ';
        name.len() == place.len() + 2 + kind.len()
            && name[place.len()..].starts_with(", ")
            && name.chars().all(|c| capital(c) || c == ',')
            && place.chars().all(capital)
    });
    match known.or(agency).or(first_word) {
        Some(kind) if !place.is_empty() && !institutions::placed_words().any(|word| word == first) => {
            format!("{kind} {place}")
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(value: &str) -> String {
        parse(value)
            .iter()
            .map(|found| format!("{}={}", found.name, found.precedence.map_or("-", Precedence::key)))
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn reads_the_cases() {
        for (value, want) in [
            ("WASHDC, SECSTATE ROUTINE", "SECSTATE WASHDC=routine"),
            ("WASHDC, SECDEF", "SECDEF WASHDC=-"),
            ("STAFF WASHDC, JOINT", "JOINT STAFF WASHDC=-"),
            ("OUTER REACH POSTS COLLECTIVE, SOUTH PRIORITY", "SOUTH OUTER REACH POSTS COLLECTIVE=priority"),
            ("WASHDC. SECSTATE IMMEDIATE", "SECSTATE WASHDC=immediate"),
            ("WASHDC, SECSTATEROUTINE", "SECSTATE WASHDC=routine"),
            ("SUVA, AMEMBASSYRounNE", "AMEMBASSY SUVA=routine"),
            ("SUVA, AMEMBASSY NIACT IMMEDIATE", "AMEMBASSY SUVA=niact_immediate"),
            ("REGIONAL SERVICES, USOFFICEROUTINE", "USOFFICE REGIONAL SERVICES=routine"),
            ("Roe, Jane Q ROUTINE; Doe, John", "Roe, Jane Q=routine|Doe, John=-"),
            (
                "SUVA, AMEMBASSY ROUTINE: PACIFIC COLLECTIVE ROUTINE",
                "AMEMBASSY SUVA=routine|PACIFIC COLLECTIVE=routine",
            ),
            (
                "RWANDA COLLECTIVE ROUTINE; HQ USPACOM CAMP SMITH HI PRIORITY",
                "RWANDA COLLECTIVE=routine|HQ USPACOM CAMP SMITH HI=priority",
            ),
            ("AMEMBASSY APIA", "AMEMBASSY APIA=-"),
            ("PORT AU PRINCE, AMEMBASSY RDUTINE", "AMEMBASSY PORT AU PRINCE=routine"),
            ("; ,", ""),
        ] {
            assert_eq!(show(value), want, "{value}");
        }
    }
}
