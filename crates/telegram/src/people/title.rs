//! Words of titles and offices: `Deputy Chief of Mission`, `POLCHIEF`, `A/DCM`,
//! `EUR/RPM Director` (FORMAT.md N68, N159).

use crate::spelling;

/// Words of rank: they name what a person is.
const RANKS: &[&str] = &[
    "ADMINISTRATOR",
    "ADMIRAL",
    "ADVISER",
    "ADVISOR",
    "AFFAIRES",
    "AMB",
    "AMBASSADOR",
    "ANALYST",
    "ASSISTANT",
    "ASST",
    "ATTACHE",
    "BRIGADIER",
    "CAPTAIN",
    "CDA",
    "CHARGE",
    "CHARGEE",
    "CHIEF",
    "CHG",
    "COLONEL",
    "COMMANDER",
    "COMMISSIONER",
    "CONSUL",
    "COORDINATOR",
    "COUNS",
    "COUNSEL",
    "COUNSELOR",
    "COUNSELLOR",
    "COUNSELER",
    "DATT",
    "DCM",
    "ADCM",
    "DELEGATE",
    "DEPUTY",
    "DIRECTOR",
    "DIR",
    "ENVOY",
    "GOVERNOR",
    "LEADER",
    "LEGATT",
    "LIEUTENANT",
    "MANAGER",
    "MINISTER",
    "NEGOTIATOR",
    "OFFICER",
    "PAO",
    "POLAD",
    "PRESIDENT",
    "PRINCIPAL",
    "REPRESENTATIVE",
    "RSO",
    "ARSO",
    "SECRETARY",
    "SPECIALIST",
    "SUPERVISOR",
    "ACTING",
    "ACTG",
    "CONGEN",
    "REFCOORD",
    "PERMREP",
    "USPERMREP",
    "DAS",
    "PDAS",
    "POLCOUNS",
    "CG",
    "ADVISORS",
    "CHIEFS",
    "DEP",
    "CHAIR",
    "CHAIRMAN",
    "SECDEL",
    "DPO",
    "AIDE",
    "INSPECTOR",
    "CO-CHIEF",
    "EXECUTIVE",
    "CONSULGENERAL",
    "WATCHER",
    "RAO",
    "GSO",
    "LABATT",
    "AGATT",
];

/// Words that occur in titles beside a rank.
const FIELDS: &[&str] = &[
    "AFFAIRS",
    "AFFAIR",
    "AGRICULTURAL",
    "AGRICULTURE",
    "AMCONGEN",
    "AMEMBASSY",
    "BUREAU",
    "COMMERCIAL",
    "CONSULAR",
    "CONSULATE",
    "CULTURAL",
    "D'AFFAIRES",
    "DAFFAIRES",
    "D'AFF",
    "DEFENSE",
    "DELEGATION",
    "DIVISION",
    "ECON",
    "ECONOMIC",
    "ECONOMICS",
    "ECONOMY",
    "EMBASSY",
    "ENFORCEMENT",
    "ENVIRONMENT",
    "ENVIRONMENTAL",
    "FINANCIAL",
    "FOREIGN",
    "GENERAL",
    "INFORMATION",
    "INTERIM",
    "INTERNAL",
    "EXTERNAL",
    "INTERNATIONAL",
    "LEGAL",
    "LIAISON",
    "MANAGEMENT",
    "MGMT",
    "MILITARY",
    "MISSION",
    "MULTILATERAL",
    "NARCOTICS",
    "NAVAL",
    "OFFICE",
    "OPERATIONS",
    "PLENIPOTENTIARY",
    "EXTRAORDINARY",
    "PLANNING",
    "POL",
    "POLICY",
    "POLITICAL",
    "POLITICO-MILITARY",
    "POLMIL",
    "POL-MIL",
    "POL-ECON",
    "POLECON",
    "PROGRAM",
    "PROTOCOL",
    "PUBLIC",
    "RECONSTRUCTION",
    "REFUGEE",
    "REGIONAL",
    "RESOURCES",
    "SCIENCE",
    "SECTION",
    "SECURITY",
    "SENIOR",
    "SPECIAL",
    "SCIENTIFIC",
    "TECHNOLOGY",
    "PROVINCIAL",
    "TREASURY",
    "UNIT",
    "USAID",
    "VICE",
    "VISA",
    "ADMIN",
    "ADMINISTRATIVE",
    "PERMANENT",
    "HEALTH",
    "ENERGY",
    "POLITICAL-MILITARY",
    "POLITICAL-ECONOMIC",
    "ECONOMIC-COMMERCIAL",
    "INTELLIGENCE",
    "RESEARCH",
    "ANALYSIS",
    "TEAM",
    "COUNTERTERRORISM",
    "HUMANITARIAN",
    "MINISTER-COUNSELOR",
    "SUPPLEMENTARY",
    "LIAISON",
    "SECRETARIAT",
    "EXECSEC",
    "SECT",
    "ACG",
    "USEU",
    "USNATO",
    "USUN",
    "USOSCE",
    "UNVIE",
    "STAFF",
    "UNDER",
    "SUBSECTION",
    "SECTIONS",
    "TRADE",
    "FINANCE",
    "ASSISTANCE",
    "NUCLEAR",
    "RESIDENT",
    "CONSULTATIVE",
    "DESK",
    "SUPPORT",
    "CENTER",
];

/// Words of titles that are names of people too.
const DOUBTFUL: &[&str] = &[
    "LABOR", "PRESS", "MAJOR", "LAW", "HUMAN", "RIGHTS", "HEAD", "BRANCH", "MARSHAL", "MEMBER", "SERGEANT", "DEAN",
    "POST", "COUNTRY", "FIELD", "SERVICE", "AREA", "MIN", "OFF", "REP", "SEC", "ATT", "CONS", "MGT", "GEN", "COL",
    "CAPT", "LT", "LTC", "LTCOL", "CDR", "CMDR", "RADM", "VADM", "ADM", "MAJ", "BG", "BGEN", "BRIG", "AID", "IO", "PO",
    "INL", "NAS", "POE", "SR",
];

/// Pieces that are run together to titles: `POLCHIEF`, `EconCouns`, `AMCONGEN`.
const PIECES: &[&str] = &[
    "POLITICAL",
    "POL",
    "ECONOMIC",
    "ECON",
    "EC",
    "CONS",
    "CON",
    "COUNSELOR",
    "COUNS",
    "CHIEF",
    "OFFICER",
    "OFF",
    "OFFS",
    "MIN",
    "DEPUTY",
    "DEP",
    "ACTING",
    "ACT",
    "ACTG",
    "DIRECTOR",
    "DIR",
    "REP",
    "ADV",
    "ATTACHE",
    "ATT",
    "MIL",
    "AG",
    "SCI",
    "ENV",
    "LAB",
    "COM",
    "COMM",
    "CUL",
    "INFO",
    "ADMIN",
    "MGT",
    "MGMT",
    "PUB",
    "PRESS",
    "LEGAL",
    "LEG",
    "DEF",
    "NARC",
    "REF",
    "COORD",
    "GEN",
    "AMB",
    "AM",
    "EMB",
    "SECTION",
    "SEC",
    "UNIT",
    "SR",
    "SPEC",
    "ASST",
    "DCM",
    "USDEL",
    "MISSION",
    "CONSUL",
    "GENERAL",
    "PRIN",
];

/// Length and letters of the words above, for misprints of them.
const RANK_SETS: [(usize, u32); RANKS.len()] = spelling::sets(RANKS);
const FIELD_SETS: [(usize, u32); FIELDS.len()] = spelling::sets(FIELDS);

/// Honorifics: neither title nor name.
const HONORIFICS: &[&str] = &["MR", "MRS", "MS", "MISS", "MSGR", "SIR", "HON", "HONORABLE"];

fn is_in(list: &[&str], word: &str) -> bool {
    spelling::is_one_of(word, list)
}

/// The word without stops and brackets around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, '.' | '(' | ')' | '"' | '\'' | ',' | ':' | ';' | '[' | ']'))
}

/// Whether the word names a rank, also misspelt or run together.
pub(crate) fn is_rank(word: &str) -> bool {
    let word = bare(word);
    is_in(RANKS, word) || is_near(RANKS, &RANK_SETS, word) || is_joined(word) || is_accented(word)
}

/// Whether the word is of a title exactly as it stands.
pub(crate) fn is_listed(word: &str) -> bool {
    is_in(RANKS, word) || is_in(FIELDS, word) || is_joined(word)
}

/// Whether the word belongs to a title beyond doubt.
pub(crate) fn is_title_word(word: &str) -> bool {
    let plain = bare(word);
    is_rank(plain)
        || is_in(FIELDS, plain)
        || is_near(FIELDS, &FIELD_SETS, plain)
        || is_interim(word)
        || is_compound(plain)
}

/// Whether the word can belong to a title, and to a name as well.
pub(crate) fn is_doubtful(word: &str) -> bool {
    is_in(DOUBTFUL, bare(word))
}

/// Whether the word, which can belong to a title, is a surname as it stands: no abbreviation, no plural.
pub(crate) fn is_surname(word: &str) -> bool {
    const SURNAMES: [&str; 11] =
        ["LABOR", "PRESS", "MAJOR", "LAW", "HEAD", "BRANCH", "MARSHAL", "DEAN", "POST", "FIELD", "SERVICE"];
    is_in(&SURNAMES, bare(word))
}

/// `Mr.`, `Ms.`
pub(crate) fn is_honorific(word: &str) -> bool {
    is_in(HONORIFICS, bare(word))
}

/// `a.i.`, `A.I`, `ai`
pub(crate) fn is_interim(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).take(3);
    letters.map(|byte| byte.to_ascii_uppercase()).eq(*b"AI") && word.len() <= 6
}

/// A misprint of a long word of the list, whose sets of letters are `sets`.
fn is_near(list: &[&str], sets: &[(usize, u32)], word: &str) -> bool {
    let limit = |length: usize| 1 + usize::from(length >= 9);
    let own = (word.len(), spelling::letters(word.as_bytes()));
    word.len() >= 7
        && list.iter().zip(sets).any(|(known, &set)| {
            known.len() >= 7
                && spelling::may_be_near(own, set, limit(known.len()))
                && spelling::distance(word, known, limit(known.len())).is_some()
        })
}

/// `Chargé`, `Attaché` and their mis-decoded forms.
fn is_accented(word: &str) -> bool {
    !word.is_ascii()
        && ["CHARG", "ATTACH"].iter().any(|stem| spelling::starts_with(word, stem) && word.len() <= stem.len() + 5)
}

/// Words joined by a hyphen or slash of which one is of a title:
/// `Political/Economic`, `A/DCM`, `Minister-Counselor`.
fn is_compound(word: &str) -> bool {
    word.contains(['/', '-', '&'])
        && word
            .split(['/', '-', '&'])
            .any(|part| part.len() > 1 && (is_in(RANKS, part) || is_in(FIELDS, part) || is_joined(part)))
}

/// Whether the word is made of two or more pieces of titles.
fn is_joined(word: &str) -> bool {
    if word.len() < 5 || word.len() > 24 || !word.is_ascii() {
        return false;
    }
    // How many pieces lead to each offset at most.
    let mut reached = [0_usize; 25];
    for at in 0..word.len() {
        if at > 0 && reached[at] == 0 {
            continue;
        }
        for piece in PIECES {
            if spelling::starts_with(&word[at..], piece) {
                let end = at + piece.len();
                reached[end] = reached[end].max(reached[at] + 1);
            }
        }
    }
    reached[word.len()] >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_of_titles() {
        for word in [
            "Ambassador",
            "AMBASADOR",
            "POLCHIEF",
            "EconCouns",
            "Counsellor",
            "Couselor",
            "A/DCM",
            "a.i.",
            "Political/Economic",
            "Chargé",
            "DEPPOLCOUNS",
            "AMB.",
            "Minister-Counselor",
            "D'Affaires",
            "ECONOFF",
            "Secertary",
        ] {
            assert!(is_title_word(word), "{word}");
        }
        for word in ["Roe", "Sample", "Charles", "Marshall", "Richard", "DOE", "Brightwater", "Consuelo", "Offner"] {
            assert!(!is_title_word(word), "{word}");
        }
    }
}
