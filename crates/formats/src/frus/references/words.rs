//! The words by which telegrams are named: `Embtel`, `Deptel`, `Musto`, `telegram`, `airgram`.

/// Whose number follows a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
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

/// Short words of telegrams, lower case, without the `s` of several.
const SHORT: [(&str, Whose); 27] = [
    ("amembtel", Whose::Mission),
    ("circtel", Whose::Department),
    ("circirtel", Whose::Department),
    ("cirtel", Whose::Department),
    ("congentel", Whose::Mission),
    ("contel", Whose::Mission),
    ("deltel", Whose::Mission),
    ("depcirctel", Whose::Department),
    ("depcirtel", Whose::Department),
    ("deptcirtel", Whose::Department),
    ("deptel", Whose::Department),
    ("depttel", Whose::Department),
    ("embtel", Whose::Mission),
    ("legtel", Whose::Mission),
    ("mistel", Whose::Mission),
    ("mytel", Whose::Own),
    ("ourtel", Whose::Own),
    ("reftel", Whose::Unsaid),
    ("urtel", Whose::Other),
    ("yourtel", Whose::Other),
    ("statetel", Whose::Department),
    ("usuntel", Whose::Unsaid),
    ("telegram", Whose::Unsaid),
    ("cablegram", Whose::Unsaid),
    ("airgram", Whose::Unsaid),
    ("depcirgram", Whose::Department),
    ("embgram", Whose::Mission),
];

/// The series of conferences, delegations and agencies, which number apart from the posts (`Secto`, `Musto`).
pub(in crate::frus) const SERIES: [&str; 40] = [
    "Aidto", "Busec", "Cedto", "Cosec", "Delga", "Delto", "Depto", "Dulte", "Ecato", "Fecto", "Gadel", "Gocus",
    "Hicus", "Icato", "Kosec", "Martel", "Musto", "Polto", "Repsec", "Repto", "Secto", "Secun", "Tedul", "Telmar",
    "Toaid", "Tocah", "Tocap", "Toced", "Todel", "Todep", "Toeca", "Toica", "Tomus", "Topol", "Torep", "Tosec",
    "Unsec", "Usfoto", "Usgoc", "Usito",
];

/// What can stand before `telegram`, lower case, without `’s`.
const OWNERS: [(&str, Whose); 20] = [
    ("consulate", Whose::Mission),
    ("consulate general", Whose::Mission),
    ("delegation", Whose::Mission),
    ("department", Whose::Department),
    ("dept", Whose::Department),
    ("depts", Whose::Department),
    ("depcir", Whose::Department),
    ("circular", Whose::Department),
    ("emb", Whose::Mission),
    ("embassy", Whose::Mission),
    ("embs", Whose::Mission),
    ("legation", Whose::Mission),
    ("mission", Whose::Mission),
    ("my", Whose::Own),
    ("our", Whose::Own),
    ("ur", Whose::Other),
    ("urs", Whose::Other),
    ("your", Whose::Other),
    ("state department", Whose::Department),
    ("department of state", Whose::Department),
];

/// What a word says, in any case and number.
pub(super) fn word(word: &str) -> Option<Whose> {
    let find = |word: &str| SHORT.iter().find(|(short, _)| short.eq_ignore_ascii_case(word)).map(|(_, whose)| *whose);
    let is_series =
        SERIES.iter().any(|series| series.eq_ignore_ascii_case(word)) && word.starts_with(char::is_uppercase);
    find(word).or_else(|| word.strip_suffix(['s', 'S']).and_then(find)).or_else(|| is_series.then_some(Whose::Series))
}

/// Whether a word is one that needs an owner to say whose number it is.
pub(super) fn is_long(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    ["telegram", "cablegram", "airgram"].iter().any(|long| lower.trim_end_matches('s') == *long)
}

/// The owner that stands directly before `at`, and where it begins; `Department’s circular` is one.
pub(super) fn owner(text: &str, at: usize) -> Option<(Whose, usize)> {
    let before = text.get(..at)?.strip_suffix([' ', '\n'])?;
    let mut best = None;
    let mut start = before.len();
    for _ in 0..3 {
        start = before[..start]
            .trim_end_matches([' ', '\n'])
            .rfind([' ', '\n', '(', '[', '“'])
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let words = before[start..].to_lowercase().replace(['’', '\''], "'").replace('\n', " ");
        let words = words.replace("'s", "").replace('.', "");
        let words = words.strip_suffix(" circular").unwrap_or(&words).trim_end_matches('\'');
        if let Some((_, whose)) = OWNERS.iter().find(|(owner, _)| *owner == words) {
            best = Some((*whose, start));
        }
        if start == 0 {
            break;
        }
    }
    best
}
