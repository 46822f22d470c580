//! Addressees of format lines 7 to 9 (rules FL7, FL9, N31 to N37, N154).

use super::address_lines;
use crate::lexicon::institutions::{self, starts_as_address};
use crate::spelling;
use crate::text::single_spaced;
use crate::{Addressee, Diagnostic, Precedence, Span};

/// An addressee with what else its line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Parsed {
    /// The addressee.
    pub(crate) addressee: Addressee,
    /// Members of the collective that were not to receive it (`XMT …`).
    pub(crate) excluded: Vec<Addressee>,
    /// `ZEN`: delivered by other means.
    pub(crate) by_other_means: bool,
    /// Offices inside the addressee, between `//`.
    pub(crate) offices: Vec<String>,
}

/// Reads one addressee, unfolded, without `TO` or `INFO`; `at` is where it
/// stands in the text. `None` where no name is left.
pub(crate) fn parse_addressee(text: &str, at: u32, diagnostics: &mut Vec<Diagnostic>) -> Option<Parsed> {
    read(text, Span::new(at, at + text.len() as u32), diagnostics)
}

/// Reads one addressee; what is odd in it is noted at `span`.
fn read(text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Parsed> {
    // `:AMEMBASSY BOGOTA`: a sign that noise put before the address.
    let text = text.trim_start_matches([':', ';', '.', ',', '-', '*', '>', ' ']);
    let text = text.trim().trim_end_matches([',', ';']).trim_end();
    let mut parsed = Parsed::default();
    let (text, excluded) = split_exempted(text);
    if !excluded.trim().is_empty() {
        let message = "members that are not to receive the message are named in the address; they were listed apart";
        diagnostics.push(Diagnostic::note("address-with-exempted", span, message));
    }
    for member in excluded.split([',', ';']).filter(|member| !member.trim().is_empty()) {
        if let Some(member) = read(member, span, diagnostics) {
            parsed.excluded.push(member.addressee);
        }
    }
    let mut rest = text.trim();
    if let Some(after) = strip_word(rest, "ZEN").or_else(|| spelling::strip_prefix(rest, "ZEN/")) {
        parsed.by_other_means = true;
        let message = "ZEN: delivered by other means, not to be relayed";
        diagnostics.push(Diagnostic::note("address-by-other-means", span, message));
        rest = after.trim_start_matches(['/', ' ']);
    }
    let (indicator, after) = routing_indicator(rest, span, diagnostics);
    rest = after;
    parsed.offices = offices(rest);
    let (name, precedence, number) = tail(rest);
    of_tail(rest, name, number, span, diagnostics);
    let name = invert(name);
    if name.is_empty() && indicator.is_none() {
        return (!parsed.excluded.is_empty()).then_some(parsed);
    }
    parsed.addressee = Addressee {
        name: single_spaced(&name),
        routing_indicator: indicator.map(str::to_ascii_uppercase),
        precedence,
        continuity_number: number,
    };
    Some(parsed)
}

/// Whether `line` continues the addressee on the line before (N31): it has no
/// routing indicator and does not begin as an address does.
///
/// `indicators` says whether the other addressees have routing indicators;
/// then a line without one goes on.
pub(crate) fn continues(line: &str, indicators: bool) -> bool {
    let text = line.trim();
    if text.is_empty() || has_routing_indicator(text) || starts_as_address(text) {
        return false;
    }
    indicators || is_tail_of_address(text)
}

/// Whether a routing indicator and a slash stand at the start.
pub(crate) fn has_routing_indicator(text: &str) -> bool {
    let text = text.strip_prefix("ZEN").map_or(text, |rest| rest.trim_start_matches(['/', ' ']));
    let near = &text.as_bytes()[..text.len().min(LONGEST_INDICATOR)];
    let slash = memchr::memchr(b'/', near);
    slash.and_then(|slash| text.get(..slash)).is_some_and(|head| is_routing_indicator(head.trim()))
}

/// An indicator with the blanks around it is not longer.
const LONGEST_INDICATOR: usize = 24;

/// `R` and three to seven letters (rule FL2).
pub(crate) fn is_routing_indicator(word: &str) -> bool {
    (4..=8).contains(&word.len()) && word.starts_with('R') && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// As [`is_routing_indicator`], in any case.
fn is_small_indicator(word: &str) -> bool {
    (4..=8).contains(&word.len()) && word.starts_with(['R', 'r']) && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether `text` looks like the end of an address: a state, a place after a
/// unit, a precedence, a number, offices.
fn is_tail_of_address(text: &str) -> bool {
    const ENDS: &[&str] =
        &["AFB", "AB", "NAS", "FORT", "FT", "BASE", "STATION", "COLLECTIVE", "GE", "HI", "VA", "DC", "FL", "MD"];
    let words = || text.split([' ', ',']).filter(|word| !word.is_empty());
    let only_tail =
        words().all(|word| precedence_word(word).is_some() || word.bytes().all(|byte| byte.is_ascii_digit()));
    only_tail || text.starts_with("//") || words().count() <= 3 && words().any(|word| ENDS.contains(&word))
}

/// A precedence in words, with the abbreviations in use (rules FL7, N34).
pub(crate) fn precedence_word(word: &str) -> Option<Precedence> {
    let word = word.trim_end_matches(['.', ',']);
    let is = |(known, _): &&(&str, Precedence)| known.len() == word.len() && known.eq_ignore_ascii_case(word);
    let near = |(known, _): &&(&str, Precedence)| {
        word.len().abs_diff(known.len()) <= 1 && spelling::distance(word, known, 1).is_some()
    };
    let found = PRECEDENCES.iter().find(is).or_else(|| MISSPELT.iter().find(near));
    found.map(|&(_, precedence)| precedence)
}

/// The words of the precedences and their abbreviations.
const PRECEDENCES: [(&str, Precedence); 9] = [
    ("FLASH", Precedence::Flash),
    ("NIACT", Precedence::NiactImmediate),
    ("IMMEDIATE", Precedence::Immediate),
    ("IMMED", Precedence::Immediate),
    ("IMM", Precedence::Immediate),
    ("PRIORITY", Precedence::Priority),
    ("PRI", Precedence::Priority),
    ("ROUTINE", Precedence::Routine),
    ("EMERGENCY", Precedence::Emergency),
];

/// The words that are long enough to be known with a letter wrong.
const MISSPELT: [(&str, Precedence); 3] =
    [("IMMEDIATE", Precedence::Immediate), ("PRIORITY", Precedence::Priority), ("ROUTINE", Precedence::Routine)];

/// `AF COLLECTIVE, XMT AMEMBASSY BANJUL` → the address and the exempted.
fn split_exempted(text: &str) -> (&str, &str) {
    for mark in ["XMT ", "XMT/", "XMT:"] {
        if let Some(rest) = spelling::strip_prefix(text, mark) {
            return ("", rest.trim_start());
        }
    }
    let place = memchr::memmem::find_iter(text.as_bytes(), "XMT").find(|&at| {
        let before = text[..at].ends_with([' ', ',', '/', '(']);
        let after = text[at + 3..].starts_with([' ', '/', ':']);
        before && after
    });
    match place {
        Some(at) => (
            text[..at].trim_end_matches([' ', ',', '/', '(']),
            text[at + 3..].trim_start_matches([' ', '/', ':']).trim_end_matches(')'),
        ),
        None => (text, ""),
    }
}

fn routing_indicator<'a>(text: &'a str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> (Option<&'a str>, &'a str) {
    if let Some((head, rest)) = text.split_once('/')
        && is_small_indicator(head.trim_end())
    {
        return (Some(head.trim_end()), rest.trim_start());
    }
    // `RUEHSV AMEMBASSY SUVA`: the slash was lost (N32).
    if let Some((head, rest)) = text.split_once(' ') {
        let known = starts_as_address(rest.trim_start());
        // Re-typed in small letters (N16).
        if is_small_indicator(head)
            && starts_as_address(&rest.trim_start().to_ascii_uppercase())
            && head.bytes().all(|byte| byte.is_ascii_lowercase())
            && head.len() >= 5
        {
            return (Some(head), rest.trim_start());
        }
        let sure = known || head.len() >= 6 && (head.starts_with("RUEH") || head.starts_with("RUCN"));
        if is_routing_indicator(head) && head.len() >= 5 && sure && precedence_word(head).is_none() {
            let message = "no slash stands between the routing indicator and the address";
            diagnostics.push(Diagnostic::note("routing-indicator-without-slash", span, message));
            return (Some(head), rest.trim_start());
        }
    }
    if let Some(at) = address_lines::split_glued(text.split(' ').next().unwrap_or_default()) {
        let message = "the routing indicator is glued to the address";
        diagnostics.push(Diagnostic::note("routing-indicator-without-slash", span, message));
        return (Some(&text[..at]), &text[at..]);
    }
    (None, text)
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = spelling::strip_prefix(text, word)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// The offices between double slashes: `CDR USCENTCOM//CCJ2/CCJ5//`.
fn offices(text: &str) -> Vec<String> {
    // Nearly no address has a slash.
    let slash = memchr::memchr(b'/', text.as_bytes());
    let Some((_, rest)) = slash.and_then(|_| text.split_once("//")) else { return Vec::new() };
    let inside = rest.split("//").next().unwrap_or_default();
    inside.split('/').map(str::trim).filter(|office| !office.is_empty()).map(str::to_owned).collect()
}

/// Takes precedence and continuity number off the end of an address.
pub(super) fn tail(text: &str) -> (&str, Option<Precedence>, Option<u32>) {
    let mut rest = text.trim_end();
    let mut precedence = None;
    let mut number = None;
    // Either order; a note in parentheses may close the line.
    for _ in 0..4 {
        rest = rest.trim_end_matches([' ', '\t', '.', ',', ';', '-']);
        let cut = rest.rfind([' ', '\t']).map_or(0, |at| at + 1);
        let word = &rest[cut..];
        if cut == 0 {
            break;
        }
        // An address indicator group is named by its number.
        if is_number(word) && rest[..cut].trim_end().rsplit([' ', '/']).next() == Some("AIG") {
            break;
        }
        if number.is_none()
            && is_number(word)
            && (word.len() >= 4 || ends_with_precedence(&rest[..cut]) || precedence.is_some() || is_of_post(rest))
        {
            number = spelling::figures(word).or(Some(0));
        } else if precedence.is_none() && precedence_of(word).is_some() {
            precedence = precedence_of(word);
            // `NIACT IMMEDIATE` is one precedence.
            let before = rest[..cut].trim_end();
            if precedence == Some(Precedence::Immediate)
                && let Some(shorter) = before.strip_suffix("NIACT").or_else(|| before.strip_suffix("NIACT/"))
            {
                precedence = Some(Precedence::NiactImmediate);
                rest = shorter;
                continue;
            }
        } else if let Some(second) = precedence.and_then(|first| repeated(first, word)) {
            precedence = Some(second);
        } else if let Some((glued, figures)) = glued(word).filter(|_| precedence.is_none() && number.is_none()) {
            precedence = Some(glued);
            number = figures;
            if let Some(shorter) =
                rest[..cut].trim_end().strip_suffix("NIACT").filter(|_| glued == Precedence::Immediate)
            {
                precedence = Some(Precedence::NiactImmediate);
                rest = shorter;
                continue;
            }
        } else if let Some(at) = number_after(word).filter(|_| number.is_none() && is_of_post(rest)) {
            number = spelling::figures(&word[at..]);
            rest = &rest[..cut + at];
            continue;
        } else if let Some((at, found)) = glued_after(word).filter(|_| precedence.is_none()) {
            precedence = Some(found);
            rest = &rest[..cut + at];
            continue;
        } else {
            break;
        }
        rest = &rest[..cut];
    }
    (rest.trim_end_matches([' ', '\t', ',', ';']), precedence, number)
}

/// Notes how precedence and number are printed (N33-N35, N154).
fn of_tail(text: &str, name: &str, number: Option<u32>, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let mut note = |code, message: &str| diagnostics.push(Diagnostic::note(code, span, message));
    if number == Some(0) {
        note("continuity-number-zero", "zeros hold the place of the continuity number: it was not counted");
    }
    let rest = text.get(name.len()..).unwrap_or_default();
    let mut words = rest.split([' ', '\t', ',', ';']).filter(|word| !word.is_empty()).peekable();
    let mut number_seen = false;
    while let Some(word) = words.next() {
        let is_precedence = precedence_of(word).is_some();
        if glued(word).is_some() {
            note("continuity-number-glued", "precedence and continuity number are run together; they were parted");
        } else if is_precedence && number_seen {
            note("continuity-number-first", "the continuity number stands before the precedence");
        }
        let full = ["FLASH", "NIACT", "IMMEDIATE", "PRIORITY", "ROUTINE", "EMERGENCY"];
        let lone_night = word.eq_ignore_ascii_case("NIACT")
            && words.peek().is_none_or(|next| !next.eq_ignore_ascii_case("IMMEDIATE"));
        let in_full = full.iter().any(|full| full.eq_ignore_ascii_case(word));
        if is_precedence && (lone_night || !in_full) {
            note("precedence-shortened", "the precedence is abbreviated or misspelt; it was read as the word meant");
        }
        number_seen |= is_number(word);
    }
    let figures = |word: Option<&str>| word.is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let ends = [name.split(' ').next(), name.rsplit(' ').next()];
    if name.contains(' ') && !name.starts_with("AIG ") && ends.into_iter().any(figures) {
        note(
            "address-with-figure",
            "a figure at the end of the name was read as part of it, not as a continuity number",
        );
    }
}

fn is_number(word: &str) -> bool {
    (1..=6).contains(&word.len())
        && (word.bytes().any(|byte| byte.is_ascii_digit()) || word == "OOOO")
        && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'O')
}

fn precedence_of(word: &str) -> Option<Precedence> {
    let word = word.trim_start_matches('(').trim_end_matches(')');
    match word.split_once(['/', '-']) {
        Some((first, second)) if first.eq_ignore_ascii_case("NIACT") && precedence_word(second).is_some() => {
            Some(Precedence::NiactImmediate)
        }
        Some(_) => None,
        None => precedence_word(word),
    }
}

/// The precedence where a second word of one stands before the first: `IMMEDIATE NIACT`, `PRIORITY PRIORITY`.
fn repeated(last: Precedence, word: &str) -> Option<Precedence> {
    match (precedence_of(word)?, last) {
        (Precedence::Immediate, Precedence::NiactImmediate) => Some(last),
        (first, last) if first == last => Some(last),
        _ => None,
    }
}

fn ends_with_precedence(text: &str) -> bool {
    text.trim_end().rsplit([' ', '/']).next().is_some_and(|word| precedence_word(word).is_some())
}

/// `WASHDCPRIORITY`: where the precedence begins after a name that is glued to it.
fn glued_after(word: &str) -> Option<(usize, Precedence)> {
    ["IMMEDIATE", "PRIORITY", "ROUTINE"].iter().find_map(|end| {
        let name = word
            .strip_suffix(end)
            .filter(|name| name.len() >= 3 && name.ends_with(|c: char| c.is_ascii_uppercase()))?;
        Some((name.len(), precedence_word(end)?))
    })
}

/// `APIA0312`: where the number begins after the name of a place that is glued to it (N33).
fn number_after(word: &str) -> Option<usize> {
    let at = word.find(|c: char| c.is_ascii_digit()).filter(|&at| at >= 3)?;
    let letters = word[..at].bytes().all(|byte| byte.is_ascii_uppercase());
    let figures = &word[at..];
    (letters && (4..=6).contains(&figures.len()) && is_number(figures)).then_some(at)
}

/// Whether the address is of the foreign service: no unit with a number of its own.
fn is_of_post(text: &str) -> bool {
    ["AMEMB", "AMCON", "SECSTATE", "USMISSION", "US MISSION", "USINT", "USLO", "USOFFICE"]
        .iter()
        .any(|word| text.starts_with(word))
}

/// `PRIORITY0617` (N33).
fn glued(word: &str) -> Option<(Precedence, Option<u32>)> {
    let cut = word.find(|c: char| c.is_ascii_digit())?;
    let precedence = precedence_word(&word[..cut])?;
    is_number(&word[cut..]).then(|| (precedence, word[cut..].parse().ok()))
}

/// SMART prints the place first: `WASHDC, SECSTATE` is `SECSTATE WASHDC`.
fn invert(name: &str) -> String {
    match name.split_once(',') {
        Some((place, kind)) => {
            let (place, kind) = (place.trim(), kind.trim());
            let first = kind.split(' ').next().unwrap_or_default();
            let known = institutions::begins_address(first);
            if known && !starts_as_address(place) && kind.split(' ').count() == 1 {
                format!("{kind} {place}")
            } else {
                name.to_owned()
            }
        }
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let Some(parsed) = parse_addressee(text, 0, &mut Vec::new()) else { return "none".into() };
        let addressee = &parsed.addressee;
        let mut parts = Vec::new();
        parts.extend(addressee.routing_indicator.as_ref().map(|indicator| format!("{indicator}/")));
        parts.push(addressee.name.clone());
        parts.extend(addressee.precedence.map(|precedence| format!("={}", precedence.key())));
        parts.extend(addressee.continuity_number.map(|number| format!("#{number}")));
        parts.extend(parsed.excluded.iter().map(|member| format!("-{}", member.name)));
        parts.join(" ")
    }

    #[test]
    fn reads_the_cases() {
        let mut wrong = String::new();
        for (text, want) in [
            ("RUEHC/SECSTATE WASHDC PRIORITY 4928", "RUEHC/ SECSTATE WASHDC =priority #4928"),
            ("SECSTATE WASHDC IMMEDIATE 1844", "SECSTATE WASHDC =immediate #1844"),
            ("SECSTATE WASHDC 1871", "SECSTATE WASHDC #1871"),
            ("AMEMBASSY BUENOS AIRES", "AMEMBASSY BUENOS AIRES"),
            ("USMISSION USUN NEW YORK", "USMISSION USUN NEW YORK"),
            (
                "RUCNCLS/ALL SOUTH AND CENTRAL ASIA COLLECTIVE PRIORITY",
                "RUCNCLS/ ALL SOUTH AND CENTRAL ASIA COLLECTIVE =priority",
            ),
            ("AMEMBASSY LA PAZ NIACT IMMEDIATE", "AMEMBASSY LA PAZ =niact_immediate"),
            ("AMEMBASSY LA PAZ NIACT/IMMEDIATE 0012", "AMEMBASSY LA PAZ =niact_immediate #12"),
            ("AMEMBASSY LA PAZ NIACT 0012", "AMEMBASSY LA PAZ =niact_immediate #12"),
            ("RUEHC/SECSTATE WASHDC PRIORITY0617", "RUEHC/ SECSTATE WASHDC =priority #617"),
            ("SECSTATE WASHDC IMMED 0617", "SECSTATE WASHDC =immediate #617"),
            ("SECSTATE WASHDC 0617 PRIORITY", "SECSTATE WASHDC =priority #617"),
            ("SECDEF WASHDC 0000", "SECDEF WASHDC #0"),
            ("USCINCSO IMMEDIATE NIACT", "USCINCSO =niact_immediate"),
            ("AMEMBASSY LIMA IMMEDIATE NIACT 0412", "AMEMBASSY LIMA =niact_immediate #412"),
            ("SECSTATE WASHDC PRIORITY PRIORITY", "SECSTATE WASHDC =priority"),
            (":AMEMBASSY BOGOTA", "AMEMBASSY BOGOTA"),
            (". AMEMBASSY BOGOTA ROUTINE", "AMEMBASSY BOGOTA =routine"),
            ("ZEN/AMEMBASSY APIA", "AMEMBASSY APIA"),
            ("ZEN AMEMBASSY APIA PRIORITY", "AMEMBASSY APIA =priority"),
            ("RUEHSV AMEMBASSY SUVA", "RUEHSV/ AMEMBASSY SUVA"),
            ("RUEHSV/ AMEMBASSY SUVA 42", "RUEHSV/ AMEMBASSY SUVA #42"),
            ("RUEHSV/DET SUVA 42", "RUEHSV/ DET SUVA 42"),
            ("DET 4 NORTHTOWN", "DET 4 NORTHTOWN"),
            ("DET NORTHTOWN AB 12", "DET NORTHTOWN AB 12"),
            ("AF COLLECTIVE, XMT AMEMBASSY BANJUL", "AF COLLECTIVE -AMEMBASSY BANJUL"),
            ("XMT AMEMBASSY APIA", " -AMEMBASSY APIA"),
            (
                "ALL DIPLOMATIC POSTS (XMT AMEMBASSY APIA, AMEMBASSY SUVA)",
                "ALL DIPLOMATIC POSTS -AMEMBASSY APIA -AMEMBASSY SUVA",
            ),
            ("WASHDC, SECSTATE ROUTINE", "SECSTATE WASHDC =routine"),
            ("SUVA, AMEMBASSY IMMEDIATE", "AMEMBASSY SUVA =immediate"),
            (
                "RHMFISS/CDR USCENTCOM MACDILL AFB FL//CCJ2/CCJ5// 1234",
                "RHMFISS/ CDR USCENTCOM MACDILL AFB FL//CCJ2/CCJ5// #1234",
            ),
            ("USINT BAGHDAD PRIORITY 61", "USINT BAGHDAD =priority #61"),
            ("RUEAIIA/CIA WASHDC", "RUEAIIA/ CIA WASHDC"),
            ("SECSTATE WASHDC PRIORTY 0617", "SECSTATE WASHDC =priority #617"),
            ("DEPT OF ARMY ALEXANDRIA VA/AMCIL-MS-4", "DEPT OF ARMY ALEXANDRIA VA/AMCIL-MS-4"),
            ("", "none"),
        ] {
            let found = show(text);
            if found != want {
                wrong += &format!("{text}\n  want {want}\n  have {found}\n");
            }
        }
        assert!(wrong.is_empty(), "\n{wrong}");
    }

    #[test]
    fn finds_folded_addresses() {
        for (line, indicators, want) in [
            ("AFB FL", false, true),
            ("AFB FL", true, true),
            ("PRIORITY 4928", false, true),
            ("RUEHSV/AMEMBASSY SUVA", true, false),
            ("AMEMBASSY SUVA", false, false),
            ("WELLINGTON", true, true),
            ("COMUSARSO", false, false),
            ("", true, false),
        ] {
            assert_eq!(continues(line, indicators), want, "{line}");
        }
    }
}
