//! Words of pass lines: agencies, offices, titles (rule PASS; 1 FAM).

/// Agencies and words that stand for an addressee in a pass line.
const AGENCIES: [&str; 104] = [
    "STATE",
    "DEPT",
    "DEPT.",
    "DEPARTMENT",
    "SECSTATE",
    "WASHDC",
    "WASHINGTON",
    "HQS",
    "HQ",
    "EMBASSY",
    "EMBASSIES",
    "AMEMBASSY",
    "AMCONSUL",
    "AMCONGEN",
    "CONSULATE",
    "CONGEN",
    "CONSULATES",
    "CONSULS",
    "MISSION",
    "POST",
    "POSTS",
    "USUN",
    "USNATO",
    "USEU",
    "USOSCE",
    "USOECD",
    "USEC",
    "UNVIE",
    "IAEA",
    "NSC",
    "CIA",
    "DIA",
    "FBI",
    "NSA",
    "DHS",
    "DHS/ICE",
    "INS",
    "TSA",
    "FAA",
    "NASA",
    "NOAA",
    "NIH",
    "CDC",
    "HHS",
    "EPA",
    "DOD",
    "OSD",
    "JCS",
    "SECDEF",
    "DEFENSE",
    "PENTAGON",
    "CINCPAC",
    "USCINCEUR",
    "USCINCSO",
    "CENTCOM",
    "EUCOM",
    "PACOM",
    "SOUTHCOM",
    "AFRICOM",
    "USDOC",
    "DOC",
    "COMMERCE",
    "TREASURY",
    "TREAS",
    "FED",
    "FRB",
    "USTR",
    "STR",
    "USDA",
    "AGRICULTURE",
    "FAS",
    "DOE",
    "ENERGY",
    "FEA",
    "ERDA",
    "NRC",
    "AEC",
    "DOJ",
    "JUSTICE",
    "DEA",
    "CUSTOMS",
    "LABOR",
    "DOL",
    "DOT",
    "TRANSPORTATION",
    "INTERIOR",
    "HEW",
    "AID",
    "USAID",
    "AID/W",
    "USIA",
    "USICA",
    "ICA",
    "USIS",
    "VOA",
    "IIP",
    "OPIC",
    "EXIM",
    "EXIMBANK",
    "TDA",
    "MCC",
    "OMB",
    "ACDA",
    "WHITE",
];

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

/// Titles before a name, and persons without one.
const TITLES: [&str; 44] = [
    "AMBASSADOR",
    "AMBASSADORS",
    "AMB",
    "AMB.",
    "CHARGE",
    "CDA",
    "DCM",
    "DAS",
    "PDAS",
    "SECRETARY",
    "UNDERSECRETARY",
    "UNDER",
    "ASSISTANT",
    "ASST",
    "ASSTSEC",
    "DEPUTY",
    "DIRECTOR",
    "DIR",
    "COUNSELOR",
    "COUNSELLOR",
    "CONSUL",
    "ADMIRAL",
    "GENERAL",
    "COLONEL",
    "COL",
    "MR",
    "MR.",
    "MRS",
    "MRS.",
    "MS",
    "MS.",
    "MISS",
    "DR",
    "DR.",
    "PRESIDENT",
    "CODEL",
    "DESK",
    "CHIEF",
    "COORDINATOR",
    "ADMINISTRATOR",
    "INSPECTOR",
    "ECONCOUNS",
    "POLCOUNS",
    "SENATOR",
];

/// Whether the word (upper case) is an agency or stands for posts.
pub(super) fn is_agency(word: &str) -> bool {
    let word = word.trim_matches([',', ';', ':']);
    AGENCIES.contains(&word)
        || word.split('/').next().is_some_and(|first| first.len() < word.len() && AGENCIES.contains(&first))
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
pub(super) fn is_title(word: &str) -> bool {
    let word = word.trim_matches([',', ';', ':', '-']);
    TITLES.contains(&word) || word.starts_with("A/S") || word.starts_with("U/S") || word.starts_with("DEP/")
}
