//! The words by which a text names telegrams, where they stand: `Department’s circular telegram`.

use telegram::lexicon::telegram_words::{self, Whose};

/// What a word says, in any case and number; the name of a series begins with a capital.
pub(super) fn word(word: &str) -> Option<Whose> {
    let series = || word.starts_with(char::is_uppercase) && telegram_words::is_series(word);
    telegram_words::short(word).or_else(|| series().then_some(Whose::Series))
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
        if let Some(whose) = telegram_words::owner(words) {
            best = Some((whose, start));
        }
        if start == 0 {
            break;
        }
    }
    best
}
