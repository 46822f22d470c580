//! The first words of plain language addresses (rules FL6, FL7).

use crate::spelling;

/// First words of plain language addresses.
const FIRST_WORDS: &[&str] = &[
    "AIG",
    "AIT",
    "ALAFD",
    "ALEDP",
    "ALL",
    "ALLDP",
    "AMCONGEN",
    "AMCONSUL",
    "AMCONSULATE",
    "AMEMB",
    "AMEMBASSY",
    "AMERICAN",
    "AMLEGATION",
    "AMSPC",
    "ARREARS",
    "CDR",
    "CDRUSAINTEL",
    "CENTCOM",
    "CHIEF",
    "CHRUSAG",
    "CIA",
    "CINCEUR",
    "CINCLANT",
    "CINCPAC",
    "CINCUSAFE",
    "CINCUSAREUR",
    "CINCUSNAVEUR",
    "CJCS",
    "CNO",
    "COLLECTIVE",
    "COMUSKOREA",
    "CSA",
    "CSAF",
    "DA",
    "DEA",
    "DEPARTMENT",
    "DEPT",
    "DIA",
    "DIRNSA",
    "DOD",
    "DOE",
    "EUCOM",
    "FAA",
    "FBI",
    "HQ",
    "HQS",
    "JCS",
    "JOINT",
    "NASA",
    "NATO",
    "NSA",
    "NSC",
    "OSD",
    "OTP",
    "SECDEF",
    "SECSTATE",
    "TREASURY",
    "USCENTCOM",
    "USCG",
    "USCINCEUR",
    "USCINCPAC",
    "USCINCRED",
    "USCINCSO",
    "USDA",
    "USDAO",
    "USDEL",
    "USDOC",
    "USDOE",
    "USDOJ",
    "USEU",
    "USIA",
    "USICA",
    "USINT",
    "USLO",
    "USMISSION",
    "USMTM",
    "USNATO",
    "USNMR",
    "USOFFICE",
    "USSOUTHCOM",
    "USUN",
    "WHITE",
    "WHITEHOUSE",
    "XMT",
    "ZEN",
];

/// Whether `text` begins with a word that opens an address.
pub(crate) fn starts_as_address(text: &str) -> bool {
    let word = text.split([' ', '/', ',']).next().unwrap_or_default();
    is_first_word(word)
}

/// Whether plain language addresses begin with `word`.
pub(super) fn is_first_word(word: &str) -> bool {
    FIRST_WORDS.binary_search(&word).is_ok()
}

/// Whether `word` is a garble of one of the long words that only addresses begin with: `AMEMBISSY`, `SECSTAET`.
pub(crate) fn is_misspelt(word: &str) -> bool {
    const LONG: [(&str, usize); 5] =
        [("AMEMBASSY", 2), ("AMCONSUL", 1), ("AMCONGEN", 1), ("SECSTATE", 1), ("USMISSION", 1)];
    (7..=11).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && LONG.iter().any(|&(known, limit)| spelling::distance(word, known, limit).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_first_words() {
        assert!(FIRST_WORDS.is_sorted());
        assert!(starts_as_address("SECSTATE WASHDC") && !starts_as_address("FERRY SUVA"));
        assert!(is_misspelt("AMEMBISSY") && is_misspelt("SECSTTE") && !is_misspelt("AMBASSADOR"));
    }
}
