//! Whether a line ends a sentence or the text.

use crate::lexicon::small_words::{calls_for_more, is_auxiliary};
use crate::spelling::is_one_of;
use crate::text::shape::starts_with_fold;

pub(super) fn ends_sentence(text: &str) -> bool {
    // A hyphen after a letter parts a word at the end of a line.
    let parted =
        text.ends_with('-') && text.trim_end_matches('-').ends_with(char::is_alphanumeric) && !text.ends_with("--");
    !parted && text.ends_with(['.', '?', '!', '"', '\'', ')', '-', '*', ']', '#', '\u{201d}', '\u{2019}'])
        || ["UNQUOTE", "UNQTE", "END TEXT", "END COMMENT", "END SUMMARY", "REGARDS", "CONSIDERED", "PD"].iter().any(
            |word| {
                let text = text.trim_end_matches(',');
                text.get(text.len().saturating_sub(word.len())..).is_some_and(|tail| tail.eq_ignore_ascii_case(word))
            },
        )
        || text == "END"
        || text.rsplit(' ').next().is_some_and(is_address)
        || text.contains("://")
        || is_group_mark(text)
        || text.rsplit(' ').next().is_some_and(|last| last.len() > 3 && is_group_mark(last))
}

/// Whether the word is the address of a page or mailbox, which may stand at the end of a text without a stop.
pub(super) fn is_address(word: &str) -> bool {
    let is_mailbox = || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    word.contains("://") || starts_with_fold(word, "www.") || is_mailbox()
}

/// Whether the text ends with a word that no sentence ends with.
pub(super) fn is_left_open(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let is_open = calls_for_more(last) || is_auxiliary(last) || is_one_of(last, &["THAT", "MR."]);
    text.len() > last.len() && is_open
}

/// `GP-3`, the group mark of Executive Order 10501 (N163).
pub(super) fn is_group_mark(text: &str) -> bool {
    text.len() <= 9
        && (starts_with_fold(text, "GP-") || starts_with_fold(text, "GP ") || starts_with_fold(text, "GROUP "))
}

/// Whether the line is an entry of a list or a table: it begins with a bullet or ends with a figure.
pub(super) fn is_entry(text: &str) -> bool {
    text.starts_with(['-', '*', '\u{2022}']) || text.ends_with(|c: char| c.is_ascii_digit())
}
