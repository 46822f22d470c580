//! Format lines 1 to 11 by their shape (ACP 127; FORMAT.md 3.1-3.10).

use super::shape::{is_digits, is_routing_indicator, is_upper, starts_with_word};
use crate::ElementKind;
use crate::envelope::{date_time_group, joined, message_id, routing, security, transmission};

/// What format line the text is, by itself; addresses need what stands around
/// them and are not found here.
pub(crate) fn kind(text: &str) -> Option<ElementKind> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'V' | b'Z' | b'v' | b'z' if transmission::parse(text).is_some() => Some(ElementKind::TransmissionId),
        b'D' | b'd' if message_id::parse(text).is_some() => Some(ElementKind::MessageId),
        b'Z' | b'z' if security::parse(text).is_some() => Some(ElementKind::Security),
        b'B' if text == "BT" => Some(ElementKind::Break),
        b'G' if is_group_count(text) => Some(ElementKind::GroupCount),
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
    let Some(rest) = text.strip_prefix("GR") else { return false };
    rest == "NC" || (rest.len() <= 5 && is_digits(rest.trim()))
}

/// `FM AMEMBASSY SUVA`.
pub(crate) fn is_from(text: &str) -> bool {
    text.strip_prefix("FM")
        .is_some_and(|rest| rest.len() < 80 && rest.starts_with([' ', '\u{a0}', ':']) && is_upper(rest))
}

/// `TO RUEHC/SECSTATE WASHDC PRIORITY 4928`, or the keyword alone.
pub(crate) fn is_to(text: &str) -> bool {
    text == "TO" || text == "TO:" || (text.starts_with("TO ") && is_address(&text[3..]))
}

/// `INFO RUCNCLS/ALL SOUTH AND CENTRAL ASIA COLLECTIVE`, or the keyword alone.
pub(crate) fn is_info_address(text: &str) -> bool {
    text == "INFO" || text == "INFO:" || (text.starts_with("INFO ") && is_address(&text[5..]))
}

/// `XMT AMEMBASSY APIA`.
pub(crate) fn is_exempt(text: &str) -> bool {
    text == "XMT" || text.strip_prefix("XMT").is_some_and(|rest| rest.starts_with([' ', '/']) && is_upper(rest))
}

/// First words of plain language addresses of the foreign service and of those
/// it writes to (FORMAT.md 3.5, 3.6).
const ADDRESS_WORDS: [&str; 75] = [
    "AMEMBASSY",
    "AMEMB",
    "AMCONSUL",
    "AMCONSULS",
    "AMCONGEN",
    "AMCON",
    "USMISSION",
    "USINT",
    "USLO",
    "USDEL",
    "USOFFICE",
    "USUN",
    "AIT",
    "USEU",
    "USNATO",
    "SECSTATE",
    "DEPT",
    "DEPTOFSTATE",
    "SECDEF",
    "CIA",
    "DIA",
    "NSA",
    "NSC",
    "JCS",
    "JOINT",
    "CDR",
    "CINC",
    "CDRUSPACOM",
    "USCINCPAC",
    "CINCPAC",
    "CINCEUR",
    "USCINCEUR",
    "USCINCSO",
    "CINCLANT",
    "CINCUSAFE",
    "USDOC",
    "USDOC",
    "DEPARTMENT",
    "WHITE",
    "WHITEHOUSE",
    "ALL",
    "COLLECTIVE",
    "AIG",
    "XMT",
    "USIA",
    "USICA",
    "RUEHC",
    "AMB",
    "EMBASSY",
    "CONSULATE",
    "MISSION",
    "HQ",
    "COMUSFORCES",
    "USCENTCOM",
    "CJCS",
    "FBI",
    "DOJ",
    "TREASURY",
    "DEA",
    "FAA",
    "USTR",
    "EC",
    "SOUTHERN",
    "ECOWAS",
    "NATO",
    "ASEAN",
    "AF",
    "OAU",
    "UN",
    "EU",
    "CIS",
    "SADC",
    "GENEVA",
    "USPAT",
    "ZEN",
];

/// Whether the text begins like an address: a routing indicator and a slash,
/// or a word that addresses begin with, in capitals.
pub(crate) fn is_address(text: &str) -> bool {
    let text = text.trim_start();
    if text.len() > 130 || !is_upper(text) {
        return false;
    }
    let Some(first) = text.split([' ', ',', '/']).next().filter(|word| !word.is_empty()) else { return false };
    if let Some((indicator, _)) = text.split_once('/')
        && is_routing_indicator(indicator)
    {
        return true;
    }
    is_routing_indicator(first)
        || ADDRESS_WORDS.contains(&first)
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
