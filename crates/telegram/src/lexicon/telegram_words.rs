//! The words by which a text names telegrams: `Embtel 344`, `our telegram 588`, `Deptel 1207`, `Musto 12`.
//!
//! Whose number follows such a word depends on who writes to whom, so the words only say [`Whose`] it is; what reads the
//! text knows the rest. The short words are those of telegrams and of the editors of documents (rules REF, N118, N204).

use crate::spelling;

/// Whose number follows a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The Department's.
    Department,
    /// The mission's that writes or is written to.
    Mission,
    /// The sender's: `our`, `my`.
    Own,
    /// The addressee's: `your`.
    Other,
    /// Nobody's post: the word of a series of its own.
    Series,
    /// Not said.
    Unsaid,
}

/// Short words of telegrams, in upper case, without the `S` of several.
const SHORT: [(&str, Whose); 27] = [
    ("AMEMBTEL", Whose::Mission),
    ("CIRCTEL", Whose::Department),
    ("CIRCIRTEL", Whose::Department),
    ("CIRTEL", Whose::Department),
    ("CONGENTEL", Whose::Mission),
    ("CONTEL", Whose::Mission),
    ("DELTEL", Whose::Mission),
    ("DEPCIRCTEL", Whose::Department),
    ("DEPCIRTEL", Whose::Department),
    ("DEPTCIRTEL", Whose::Department),
    ("DEPTEL", Whose::Department),
    ("DEPTTEL", Whose::Department),
    ("EMBTEL", Whose::Mission),
    ("LEGTEL", Whose::Mission),
    ("MISTEL", Whose::Mission),
    ("MYTEL", Whose::Own),
    ("OURTEL", Whose::Own),
    ("REFTEL", Whose::Unsaid),
    ("URTEL", Whose::Other),
    ("YOURTEL", Whose::Other),
    ("STATETEL", Whose::Department),
    ("USUNTEL", Whose::Unsaid),
    ("TELEGRAM", Whose::Unsaid),
    ("CABLEGRAM", Whose::Unsaid),
    ("AIRGRAM", Whose::Unsaid),
    ("DEPCIRGRAM", Whose::Department),
    ("EMBGRAM", Whose::Mission),
];

/// The series of journeys, conferences, delegations and agencies, which number apart from the posts.
const SERIES: [&str; 40] = [
    "AIDTO", "BUSEC", "CEDTO", "COSEC", "DELGA", "DELTO", "DEPTO", "DULTE", "ECATO", "FECTO", "GADEL", "GOCUS",
    "HICUS", "ICATO", "KOSEC", "MARTEL", "MUSTO", "POLTO", "REPSEC", "REPTO", "SECTO", "SECUN", "TEDUL", "TELMAR",
    "TOAID", "TOCAH", "TOCAP", "TOCED", "TODEL", "TODEP", "TOECA", "TOICA", "TOMUS", "TOPOL", "TOREP", "TOSEC",
    "UNSEC", "USFOTO", "USGOC", "USITO",
];

/// What can stand before `telegram`, in upper case, without `'S`.
const OWNERS: [(&str, Whose); 20] = [
    ("CONSULATE", Whose::Mission),
    ("CONSULATE GENERAL", Whose::Mission),
    ("DELEGATION", Whose::Mission),
    ("DEPARTMENT", Whose::Department),
    ("DEPT", Whose::Department),
    ("DEPTS", Whose::Department),
    ("DEPCIR", Whose::Department),
    ("CIRCULAR", Whose::Department),
    ("EMB", Whose::Mission),
    ("EMBASSY", Whose::Mission),
    ("EMBS", Whose::Mission),
    ("LEGATION", Whose::Mission),
    ("MISSION", Whose::Mission),
    ("MY", Whose::Own),
    ("OUR", Whose::Own),
    ("UR", Whose::Other),
    ("URS", Whose::Other),
    ("YOUR", Whose::Other),
    ("STATE DEPARTMENT", Whose::Department),
    ("DEPARTMENT OF STATE", Whose::Department),
];

/// Words that only say that a number is a telegram's.
const PLAIN: [&str; 12] = [
    "TEL",
    "TELS",
    "TELEGRAM",
    "TELEGRAMS",
    "CABLE",
    "CABLES",
    "CABLEGRAM",
    "CABLEGRAMS",
    "MSG",
    "MSGS",
    "MESSAGE",
    "MESSAGES",
];

/// What a telegram does, and nothing else that has a number after its name.
const DOES: [&str; 23] = [
    "ASKED",
    "ASKS",
    "CONTAINED",
    "CONTAINS",
    "CONVEYED",
    "CONVEYS",
    "DESCRIBED",
    "DESCRIBES",
    "DISCUSSED",
    "DISCUSSES",
    "GAVE",
    "GIVES",
    "INDICATED",
    "NOTED",
    "NOTES",
    "PROVIDED",
    "PROVIDES",
    "REFERS",
    "REPORTED",
    "REPORTS",
    "REQUESTED",
    "REQUESTS",
    "SAYS",
];

/// Whose number follows a short word, in any case and number: `Embtel`, `DEPTELS`.
#[must_use]
pub fn short(word: &str) -> Option<Whose> {
    let find = |word: &str| SHORT.iter().find(|(short, _)| short.eq_ignore_ascii_case(word)).map(|&(_, whose)| whose);
    find(word).or_else(|| word.strip_suffix(['s', 'S']).and_then(find))
}

/// Whether a word, in any case, is the name of a series apart from the posts' (`Secto`, `TOSEC`).
#[must_use]
pub fn is_series(word: &str) -> bool {
    spelling::is_one_of(word, &SERIES)
}

/// Whose telegram follows these words, in any case: `our`, `Department of State`.
#[must_use]
pub fn owner(words: &str) -> Option<Whose> {
    OWNERS.iter().find(|(owner, _)| owner.eq_ignore_ascii_case(words)).map(|&(_, whose)| whose)
}

/// Whether the word, in any case, tells what a telegram does: `Apia 44 describes`.
pub(crate) fn is_said_of_telegrams(word: &str) -> bool {
    spelling::is_one_of(word, &DOES)
}

/// Whether a word only says that the number with it is a telegram's: `SUVA TELEGRAM 617`.
pub(crate) fn is_plain(word: &str) -> bool {
    spelling::is_one_of(word, &PLAIN)
}

/// Whether a number after this word can be a telegram's although no post stands between them.
pub(crate) fn may_end_name(word: &str) -> bool {
    is_plain(word)
        || is_series(word)
        || short(word).is_some_and(|whose| whose != Whose::Unsaid)
        || owner(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        assert_eq!(short("Embtels"), Some(Whose::Mission));
        assert_eq!(short("DEPTEL"), Some(Whose::Department));
        assert_eq!(short("hotel"), None);
        assert_eq!(owner("our"), Some(Whose::Own));
        assert!(is_series("Secto") && !is_series("Sector"));
    }
}
