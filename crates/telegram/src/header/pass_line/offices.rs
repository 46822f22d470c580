//! Words of pass lines: agencies, offices, titles (rule PASS; 1 FAM).

use crate::lexicon::institutions;
use crate::people::title;

/// Bureaus and offices without a slash.
const OFFICES: [&str; 104] = [
    "S", "D", "P", "E", "T", "M", "G", "R", "C", "L", "H", "F", "J", "A", "IO", "EUR", "EAP", "EA", "NEA", "SCA", "SA",
    "AF", "WHA", "ARA", "INR", "PM", "EB", "EEB", "E/B", "DRL", "HA", "OES", "PRM", "RP", "ISN", "NP", "AC", "VC",
    "VCI", "AVC", "INL", "INM", "CA", "DS", "SY", "CU", "ECA", "PA", "PD", "IIP", "FSI", "HR", "PER", "DGHR", "M/DG",
    "MED", "OBO", "FBO", "RM", "IRM", "OC", "OIG", "SIG", "SCT", "CT", "S/CT", "S/S", "S/P", "S/WCI", "S/CRS", "GIWI",
    "EX", "EXEC", "OPS", "CIP", "USSS", "PRS", "OASIA", "ITA", "BXA", "BIS", "OFAC", "FINCEN", "OIA", "ANE", "LAC",
    "AFR", "E&E", "EGAT", "OFDA", "DCHA", "BHR", "PPC", "FFP", "GH", "ODP", "ITP", "OGC", "APHIS", "FSIS", "CFPA",
    "ONA", "ISA", "ISP",
];

/// Functions and persons that pass lines name besides the titles of people ([`title`]).
const FUNCTIONS: [&str; 10] =
    ["AMBASSADORS", "ASSTSEC", "CODEL", "COL", "DESK", "DR", "GENERAL", "SENATOR", "UNDER", "UNDERSECRETARY"];

/// Whether the word (upper case) is an agency or stands for posts.
pub(super) fn is_agency(word: &str) -> bool {
    let word = word.trim_matches([',', ';', ':']);
    institutions::is_passed_to(word)
        || word.split('/').next().is_some_and(|first| first.len() < word.len() && institutions::is_passed_to(first))
}

/// Whether the word (upper case) is an office symbol: `SCA/CEN`, `S/SRAP`, `EUR`.
pub(super) fn is_office(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if OFFICES.contains(&word) {
        return true;
    }
    let mut parts = word.split(['/', '-']);
    let is_part = |part: &str| {
        (1..=12).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'&')
    };
    word.contains('/') && word.len() <= 40 && parts.all(is_part)
}

/// Whether the word (upper case) is a title or a person's function.
pub(crate) fn is_title(word: &str) -> bool {
    let word = word.trim_matches([',', ';', ':', '-']);
    FUNCTIONS.contains(&word.trim_end_matches('.'))
        || title::is_function(word)
        || word.starts_with("A/S")
        || word.starts_with("U/S")
        || word.starts_with("DEP/")
}
