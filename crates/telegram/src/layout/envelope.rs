//! Format lines 1 to 11 by their shape (ACP 127; rules FL1 to FL11).

use super::{body, record};
use crate::ElementKind;
use crate::envelope::page_line::page_line;
use crate::envelope::{address, address_lines, date_time_group, joined, message_id, routing, security, transmission};
use crate::lexicon::institutions;
use crate::text::shape::{is_digits, is_routing_indicator, is_upper, starts_with_fold, starts_with_word};

/// What format line the text is, by itself; addresses need what stands around
/// them and are not found here.
pub(crate) fn kind(text: &str) -> Option<ElementKind> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'V' | b'Z' | b'v' | b'z' if transmission::parse(text).is_some() => Some(ElementKind::TransmissionId),
        b'D' | b'd' if message_id::parse(text).is_some() => Some(ElementKind::MessageId),
        b'Z' | b'z' if security::parse(text).is_some() => Some(ElementKind::Security),
        b'B' if text == "BT" => Some(ElementKind::Break),
        b'G' | b'S' if is_group_count(text) => Some(ElementKind::GroupCount),
        _ if joined::parse(text).is_some() => Some(ElementKind::MessageId),
        _ if routing::parse(text).is_some() => Some(ElementKind::Routing),
        _ if date_time_group::parse(text, None).is_some() => Some(ElementKind::DateTimeGroup),
        _ => None,
    }
}

/// Whether the line can only be a line of the relay envelope.
pub(crate) fn is_certain(text: &str) -> bool {
    matches!(
        kind(text),
        Some(
            ElementKind::TransmissionId
                | ElementKind::MessageId
                | ElementKind::Security
                | ElementKind::DateTimeGroup
                | ElementKind::Routing
        )
    ) || is_from(text)
        || is_to(text)
        || is_info_address(text)
}

/// Whether the line is one that only relay stations write (FL1, FL3, FL4);
/// cheap enough to ask of every line of a body.
#[inline]
pub(crate) fn is_station_line(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'V' | b'Z' | b'v' | b'z') => transmission::parse(text).is_some() || security::parse(text).is_some(),
        Some(b'D' | b'd') => message_id::parse(text).is_some(),
        _ => false,
    }
}

/// Whether a line below FL2 goes on with it.
pub(crate) fn is_routing_continued(text: &str) -> bool {
    text.split_whitespace().all(is_routing_indicator)
}

fn is_group_count(text: &str) -> bool {
    // `STATE GRNC`: with the accounting symbol of the 1960s.
    let Some(rest) = text.strip_prefix("STATE ").unwrap_or(text).strip_prefix("GR") else { return false };
    rest == "NC" || (rest.len() <= 5 && is_digits(rest.trim()))
}

/// `FM AMEMBASSY SUVA`, or the keyword alone.
pub(crate) fn is_from(text: &str) -> bool {
    if matches!(text, "FM" | "FM:") {
        return true;
    }
    // `FROM: AMEMBASSY SUVA`
    if let Some(value) = text.strip_prefix("FROM").map(str::trim_start).and_then(|rest| rest.strip_prefix(':')) {
        return text.len() < 80 && is_small_address(value.trim_start()) && is_upper(value);
    }
    if let Some(value) = text.get(2..).filter(|_| text.starts_with("fm") || text.starts_with("Fm")) {
        return value.starts_with([' ', ':']) && is_small_address(value.trim_start_matches([' ', ':']));
    }
    text.strip_prefix("FM").is_some_and(|rest| {
        (rest.len() < 80 || rest.find(" TO ").is_some_and(|at| at < 80))
            && rest.starts_with([' ', '\u{a0}', ':'])
            && is_upper(rest)
    })
}

/// `TO RUEHC/SECSTATE WASHDC PRIORITY 4928`, or the keyword alone.
pub(crate) fn is_to(text: &str) -> bool {
    keyword_value(text, "TO")
        .or_else(|| misread(text, "T0"))
        .is_some_and(|value| value.is_empty() || is_address(value) || is_unit(value) || page_line(value).is_some())
}

/// `INFO RUCNCLS/ALL SOUTH AND CENTRAL ASIA COLLECTIVE`, or the keyword alone.
pub(crate) fn is_info_address(text: &str) -> bool {
    keyword_value(text, "INFO").or_else(|| misread(text, "INF0")).is_some_and(|value| {
        value.is_empty()
            || is_address(value)
            || is_exempt(value)
            || (is_unit(value) && !record::is_distribution(text))
            || page_line(value).is_some()
    })
}

/// `T0 RUEHC/SECSTATE WASHDC`: a zero was read for the letter (N14), before an address that can be nothing else.
fn misread<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let value = text.strip_prefix(word)?.strip_prefix(' ')?.trim_start();
    (address::has_routing_indicator(value) || is_small_address(value)).then_some(value)
}

/// Whether the line is a keyword of format lines 6 to 8 that has lost its value to the next line: `TO` alone. A menu has
/// such lines too.
pub(crate) fn is_bare_keyword(text: &str) -> bool {
    matches!(text.trim_end_matches(':'), "FM" | "TO" | "INFO")
}

/// Whether the line names the originator.
pub(crate) fn names_sender(text: &str) -> bool {
    is_from(text) && !is_bare_keyword(text)
}

/// Whether the line names an addressee.
pub(crate) fn names_addressee(text: &str) -> bool {
    (is_to(text) || is_info_address(text)) && !is_bare_keyword(text)
}

/// What stands after the keyword: in capitals, or re-typed in small letters before an address that can be nothing else
/// (rule N16).
fn keyword_value<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.get(word.len()..).filter(|_| starts_with_fold(text, word))?;
    let value = rest.trim_start_matches([' ', ':', '\u{a0}']);
    // `TORUEHC/SECSTATE WASHDC`, `INFO INFO AMEMBASSY APIA`
    if text.starts_with(word) && !rest.is_empty() && address::has_routing_indicator(rest) {
        return Some(value);
    }
    if let Some(again) = value.strip_prefix(word).filter(|again| again.starts_with(' ') && rest.starts_with(' ')) {
        return Some(again.trim_start());
    }
    if value.len() == rest.len() && !rest.is_empty() {
        return None;
    }
    let capitals = text.starts_with(word);
    let sure = is_small_address(value) || rest.starts_with(':') && is_address(value);
    (capitals || sure).then_some(value)
}

/// An address in small letters: only the words that stand nowhere else count.
pub(crate) fn is_small_address(text: &str) -> bool {
    // An indicator may stand before it.
    let text = match text.split_once('/') {
        Some((indicator, rest)) if is_routing_indicator(&indicator.to_ascii_uppercase()) => rest,
        _ => match text.split_once(' ') {
            Some((indicator, rest)) if is_routing_indicator(&indicator.to_ascii_uppercase()) => rest,
            _ => text,
        },
    };
    text.len() < 90 && institutions::sure_words().any(|word| starts_with_word(text, word))
}

/// A unit that is named by a number: `DET 4 NORTHTOWN`, `7 FLT YOKOSUKA`.
fn is_unit(text: &str) -> bool {
    const WORDS: [&str; 24] = [
        "DET", "FLT", "USAF", "ABW", "AW", "FW", "WG", "IG", "TFW", "BDE", "BN", "ARMY", "CORPS", "DIV", "SQDN", "SQ",
        "MI", "MEF", "FAST", "USS", "COGARD", "CTF", "AFOSI", "ACR",
    ];
    let words = || text.split([' ', '/']).filter(|word| !word.is_empty());
    is_upper(text)
        && text.len() < 90
        && !text.ends_with('.')
        && words().take(2).any(|word| WORDS.contains(&word))
        && words().count() >= 2
}

/// Whether the line can be one of the lines of an address block: capitals, no sentence, no copies for offices.
pub(crate) fn is_like_address(text: &str) -> bool {
    let words = text.split_whitespace().count();
    // `EXIMBANK`, `SHAPE`: a short name.
    let short = || (3..=14).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_upper(text)
        && text.len() < 80
        && ((2..=9).contains(&words) || words == 1 && short())
        && !text.ends_with(['.', ':', '?'])
        && !record::is_distribution(text)
        && !record::is_dash_line(text)
        && body::paragraph_start(text).is_none()
}

/// Whether an address begins here, by its indicator or first word.
pub(crate) fn opens_address(text: &str) -> bool {
    let first = text.split([' ', ',', '/']).next().unwrap_or_default();
    // `RAMSTEIN AB GE` has the letters of an indicator.
    let indicator = is_routing_indicator(first)
        && (text[first.len()..].trim_start().starts_with('/') || matches!(first.as_bytes(), [_, b'U' | b'H', ..]));
    indicator
        || address_lines::split_glued(first).is_some()
        || institutions::begins_address_line(first)
        || institutions::is_misspelt(first)
        || is_small_address(text)
        || is_unit(text)
        || first.starts_with("USMISSION")
        || first.starts_with("CINC")
}

/// `XMT AMEMBASSY APIA`.
pub(crate) fn is_exempt(text: &str) -> bool {
    text == "XMT" || text.strip_prefix("XMT").is_some_and(|rest| rest.starts_with([' ', '/', ':']) && is_upper(rest))
}

/// Whether the text begins like an address: a routing indicator and a slash,
/// or a word that addresses begin with, in capitals.
pub(crate) fn is_address(text: &str) -> bool {
    let text = text.trim_start();
    if text.len() > 130 {
        // A whole header on one line (N149).
        return address::has_routing_indicator(text) && is_upper(text);
    }
    let Some(first) = text.split([' ', ',', '/']).next().filter(|word| !word.is_empty()) else { return false };
    if is_small_address(text) {
        return true;
    }
    if !is_upper(text) {
        return false;
    }
    if address_lines::split_glued(first).is_some() {
        return true;
    }
    if let Some((indicator, _)) = text.split_once('/')
        && is_routing_indicator(indicator)
    {
        return true;
    }
    is_routing_indicator(first)
        || institutions::begins_address_line(first)
        // Words of sentences too.
        || institutions::starts_as_address(text) && !matches!(first, "AMERICAN" | "CHIEF" | "DA" | "DOE")
        || institutions::is_misspelt(first)
        || first.starts_with("USMISSION")
        || first.starts_with("CINC")
        || first.starts_with("COM") && first.len() > 6
        || text.contains(" WASHDC")
        || text.contains("COLLECTIVE")
        || text.contains(" POSTS")
}

/// Whether a keyword of the address part begins the line.
pub(crate) fn is_address_keyword(text: &str) -> bool {
    is_from(text)
        || is_to(text)
        || is_info_address(text)
        || is_exempt(text)
        || starts_with_word(text, "BT") && text.len() == 2
}
