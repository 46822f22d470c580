//! Institutions that telegrams are sent to or passed to: the first words of their addresses and of pass lines (rules FL6,
//! FL7, PASS; the plain language addresses of the ALLEMB and of the armed forces).

use crate::spelling;

/// It begins an address wherever it stands.
const FIRST: u8 = 1;
/// It begins an address at the start of a line; elsewhere it may stand inside one (`USMISSION GENEVA`).
const LINE: u8 = 1 << 1;
/// It stands nowhere but in addresses, also in small letters.
const SURE: u8 = 1 << 2;
/// A pass line asks it, or passes to it.
const PASS: u8 = 1 << 3;

/// A form may print it after the name of its place: `SUVA, AMEMBASSY`.
const PLACED: u8 = 1 << 4;

/// The words in their order, and where each stands.
const WORDS: [(&str, u8); 174] = [
    ("ACDA", PASS),
    ("AEC", PASS),
    ("AF", LINE),
    ("AFRICOM", PASS),
    ("AGRICULTURE", PASS),
    ("AID", PASS),
    ("AID/W", PASS),
    ("AIG", FIRST | LINE),
    ("AIT", FIRST | LINE | PLACED),
    ("ALAFD", FIRST),
    ("ALEDP", FIRST),
    ("ALL", FIRST | LINE),
    ("ALLDP", FIRST),
    ("AMB", LINE),
    ("AMCON", LINE),
    ("AMCONGEN", FIRST | LINE | SURE | PASS | PLACED),
    ("AMCONSUL", FIRST | LINE | SURE | PASS | PLACED),
    ("AMCONSULATE", FIRST | PLACED),
    ("AMCONSULS", LINE),
    ("AMEMB", FIRST | LINE),
    ("AMEMBASSY", FIRST | LINE | SURE | PASS | PLACED),
    ("AMERICAN", FIRST),
    ("AMLEGATION", FIRST),
    ("AMSPC", FIRST),
    ("ARREARS", FIRST),
    ("ASEAN", LINE),
    ("CDC", PASS),
    ("CDR", FIRST | LINE),
    ("CDRUSAINTEL", FIRST),
    ("CDRUSPACOM", LINE),
    ("CENTCOM", FIRST | PASS),
    ("CHIEF", FIRST),
    ("CHRUSAG", FIRST),
    ("CIA", FIRST | LINE | PASS),
    ("CINC", LINE),
    ("CINCEUR", FIRST | LINE),
    ("CINCLANT", FIRST | LINE),
    ("CINCPAC", FIRST | LINE | PASS),
    ("CINCUSAFE", FIRST | LINE),
    ("CINCUSAREUR", FIRST),
    ("CINCUSNAVEUR", FIRST),
    ("CIS", LINE),
    ("CJCS", FIRST | LINE),
    ("CNO", FIRST),
    ("COLLECTIVE", FIRST | LINE),
    ("COMMERCE", PASS),
    ("COMUSFORCES", LINE),
    ("COMUSKOREA", FIRST),
    ("CONGEN", PASS),
    ("CONSULATE", LINE | PASS),
    ("CONSULATES", PASS),
    ("CONSULS", PASS),
    ("CSA", FIRST),
    ("CSAF", FIRST),
    ("CUSTOMS", PASS),
    ("DA", FIRST),
    ("DEA", FIRST | LINE | PASS),
    ("DEFENSE", PASS),
    ("DEPARTMENT", FIRST | LINE | PASS),
    ("DEPT", FIRST | LINE | PASS),
    ("DEPT.", PASS),
    ("DEPTOFSTATE", LINE),
    ("DHS", PASS),
    ("DHS/ICE", PASS),
    ("DIA", FIRST | LINE | PASS),
    ("DIRNSA", FIRST),
    ("DOC", PASS),
    ("DOD", FIRST | PASS),
    ("DOE", FIRST | PASS),
    ("DOJ", LINE | PASS),
    ("DOL", PASS),
    ("DOT", PASS),
    ("EC", LINE),
    ("ECOWAS", LINE),
    ("EMBASSIES", PASS),
    ("EMBASSY", LINE | PASS),
    ("ENERGY", PASS),
    ("EPA", PASS),
    ("ERDA", PASS),
    ("EU", LINE),
    ("EUCOM", FIRST | PASS),
    ("EXIM", PASS),
    ("EXIMBANK", PASS),
    ("FAA", FIRST | LINE | PASS),
    ("FAS", PASS),
    ("FBI", FIRST | LINE | PASS),
    ("FEA", PASS),
    ("FED", PASS),
    ("FRB", PASS),
    ("GENEVA", LINE),
    ("HEW", PASS),
    ("HHS", PASS),
    ("HQ", FIRST | LINE | PASS),
    ("HQS", FIRST | PASS),
    ("IAEA", PASS),
    ("ICA", PASS),
    ("IIP", PASS),
    ("INS", PASS),
    ("INTERIOR", PASS),
    ("JCS", FIRST | LINE | PASS),
    ("JOINT", FIRST | LINE),
    ("JUSTICE", PASS),
    ("LABOR", PASS),
    ("MCC", PASS),
    ("MISSION", LINE | PASS),
    ("NASA", FIRST | PASS),
    ("NATO", FIRST | LINE),
    ("NIH", PASS),
    ("NOAA", PASS),
    ("NRC", PASS),
    ("NSA", FIRST | LINE | PASS),
    ("NSC", FIRST | LINE | PASS),
    ("OAU", LINE),
    ("OMB", PASS),
    ("OPIC", PASS),
    ("OSD", FIRST | PASS),
    ("OTP", FIRST),
    ("PACOM", PASS),
    ("PENTAGON", PASS),
    ("POST", PASS),
    ("POSTS", PASS),
    ("RUEHC", LINE),
    ("SADC", LINE),
    ("SECDEF", FIRST | LINE | SURE | PASS),
    ("SECSTATE", FIRST | LINE | SURE | PASS | PLACED),
    ("SOUTHCOM", PASS),
    ("SOUTHERN", LINE),
    ("STATE", PASS),
    ("STR", PASS),
    ("TDA", PASS),
    ("TRANSPORTATION", PASS),
    ("TREAS", PASS),
    ("TREASURY", FIRST | LINE | PASS),
    ("TSA", PASS),
    ("UN", LINE),
    ("UNVIE", PASS),
    ("USAID", PASS),
    ("USCENTCOM", FIRST | LINE),
    ("USCG", FIRST),
    ("USCINCEUR", FIRST | LINE | PASS),
    ("USCINCPAC", FIRST | LINE),
    ("USCINCRED", FIRST),
    ("USCINCSO", FIRST | LINE | PASS),
    ("USDA", FIRST | PASS),
    ("USDAO", FIRST | PLACED),
    ("USDEL", FIRST | LINE | PLACED),
    ("USDOC", FIRST | LINE | PASS),
    ("USDOE", FIRST),
    ("USDOJ", FIRST),
    ("USEC", PASS),
    ("USEU", FIRST | LINE | PASS | PLACED),
    ("USIA", FIRST | LINE | PASS),
    ("USICA", FIRST | LINE | PASS),
    ("USINT", FIRST | LINE | SURE | PLACED),
    ("USIS", PASS),
    ("USLO", FIRST | LINE | PLACED),
    ("USMISSION", FIRST | LINE | SURE | PLACED),
    ("USMTM", FIRST),
    ("USNATO", FIRST | LINE | PASS | PLACED),
    ("USNMR", FIRST),
    ("USOECD", PASS),
    ("USOFFICE", FIRST | LINE | PLACED),
    ("USOSCE", PASS),
    ("USPAT", LINE),
    ("USSOUTHCOM", FIRST),
    ("USTR", LINE | PASS),
    ("USUN", FIRST | LINE | SURE | PASS | PLACED),
    ("VOA", PASS),
    ("WASHDC", PASS),
    ("WASHINGTON", PASS),
    ("WHITE", FIRST | LINE | PASS),
    ("WHITEHOUSE", FIRST | LINE),
    ("XMT", FIRST | LINE),
    ("ZEN", FIRST | LINE),
];

fn is(word: &str, places: u8) -> bool {
    WORDS
        .binary_search_by_key(&word, |&(known, _)| known)
        .is_ok_and(|at| WORDS.get(at).is_some_and(|(_, own)| own & places != 0))
}

/// Whether an address begins with the word, in capitals, wherever it stands.
pub(crate) fn begins_address(word: &str) -> bool {
    is(word, FIRST)
}

/// Whether the text begins with a word, in capitals, that opens an address.
pub(crate) fn starts_as_address(text: &str) -> bool {
    begins_address(text.split([' ', '/', ',']).next().unwrap_or_default())
}

/// Whether an address begins with the word, in capitals, at the start of a line.
pub(crate) fn begins_address_line(word: &str) -> bool {
    is(word, LINE)
}

/// The words that a form may print after the name of their place.
pub(crate) fn placed_words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(|(_, places)| places & PLACED != 0).map(|&(word, _)| word)
}

/// Whether the word, in capitals, stands nowhere but in addresses.
pub(crate) fn is_sure(word: &str) -> bool {
    is(word, SURE)
}

/// Words that stand nowhere but in addresses.
pub(crate) fn sure_words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(|(_, places)| places & SURE != 0).map(|&(word, _)| word)
}

/// Whether the word, in capitals, names in a pass line who is asked or to whom something is passed.
pub(crate) fn is_passed_to(word: &str) -> bool {
    is(word, PASS)
}

/// Whether the word is a garble of one of the long words that only addresses begin with: `AMEMBISSY`, `SECSTAET`.
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
    fn words_and_places() {
        assert!(WORDS.is_sorted_by_key(|&(word, _)| word));
        assert!(begins_address("SECSTATE") && !begins_address("FERRY") && !begins_address("GENEVA"));
        assert!(begins_address_line("GENEVA") && is_passed_to("USTR") && !is_passed_to("GENEVA"));
        assert!(sure_words().any(|word| word == "AMEMBASSY") && !sure_words().any(|word| word == "WHITE"));
        assert!(is_misspelt("AMEMBISSY") && is_misspelt("SECSTTE") && !is_misspelt("AMBASSADOR"));
    }
}
