//! The names by which authors open and close blocks of the text: `SUMMARY:`, `END COMMENT.` (rules BLOCK, N133 to N136,
//! N198 to N200).

use crate::model::BlockKind;
use crate::spelling::starts_with;

/// The names; a longer one stands before one that it begins with.
const NAMES: [(&str, BlockKind); 15] = [
    ("EXECUTIVE SUMMARY", BlockKind::Summary),
    ("BRIEF SUMMARY", BlockKind::Summary),
    ("SUMMARY", BlockKind::Summary),
    ("EMBASSY COMMENT", BlockKind::Comment),
    ("POST COMMENT", BlockKind::Comment),
    ("MISSION COMMENT", BlockKind::Comment),
    ("CONSULATE COMMENT", BlockKind::Comment),
    ("COMMENT", BlockKind::Comment),
    ("ACTION REQUEST", BlockKind::ActionRequest),
    ("INTRODUCTION", BlockKind::Introduction),
    ("BIO NOTE", BlockKind::Note),
    ("EMBASSY NOTE", BlockKind::Note),
    ("NOTE", BlockKind::Note),
    ("TEXT", BlockKind::Text),
    ("QUOTE", BlockKind::Text),
];

/// Further names, which only open a paragraph and have no end of their own.
const OPENING: [(&str, BlockKind); 10] = [
    ("KEY POINTS", BlockKind::Summary),
    ("KEY POINT", BlockKind::Summary),
    ("COMMENTS", BlockKind::Comment),
    ("ACTION REQUESTED", BlockKind::ActionRequest),
    ("ACTION REQUIRED", BlockKind::ActionRequest),
    ("THIS IS AN ACTION REQUEST", BlockKind::ActionRequest),
    ("THIS IS AN ACTION CABLE", BlockKind::ActionRequest),
    ("THIS IS AN ACTION MESSAGE", BlockKind::ActionRequest),
    ("INTRO", BlockKind::Introduction),
    ("SUMMARY/ACTION REQUEST", BlockKind::Summary),
];

/// `BEGIN` before a name.
const BEGIN: &str = "BEGIN ";

/// The longest name with `BEGIN` before it, in bytes.
pub(crate) const LONGEST: usize = 25;

/// The block whose name, also with `BEGIN`, the text begins with, in any case, and the length of it. A text or a quotation
/// is opened with `BEGIN` alone.
pub(crate) fn opens(text: &str) -> Option<(BlockKind, usize)> {
    let begin = if starts_with(text, BEGIN) { BEGIN.len() } else { 0 };
    let (kind, length) = name(text.get(begin..)?)?;
    (begin > 0 || kind != BlockKind::Text).then_some((kind, begin + length))
}

/// The block whose name the text after `END` begins with, and the length of it.
pub(crate) fn closes(text: &str) -> Option<(BlockKind, usize)> {
    let ends = |length: usize| !text.get(length..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let short = || starts_with(text, "SUM").then_some((BlockKind::Summary, 3));
    name(text).or_else(short).filter(|&(_, length)| ends(length))
}

fn name(text: &str) -> Option<(BlockKind, usize)> {
    let first = text.as_bytes().first()?.to_ascii_uppercase();
    NAMES
        .iter()
        .find(|(name, _)| name.as_bytes().first() == Some(&first) && starts_with(text, name))
        .map(|&(name, kind)| (kind, name.len()))
}

/// Whether a name, or the start of one as far as the text goes, can begin here: three letters of it are compared.
pub(crate) fn may_open(text: &[u8]) -> bool {
    let near = text.get(..3).unwrap_or(text);
    let begins = |word: &str| word.as_bytes().get(..near.len()).is_some_and(|word| word.eq_ignore_ascii_case(near));
    begins(BEGIN) || NAMES.iter().any(|(name, kind)| *kind != BlockKind::Text && begins(name))
}

/// Every name that can open a paragraph, longer ones not first, with what it is.
pub(crate) fn openers() -> impl Iterator<Item = (&'static str, BlockKind)> {
    let names = NAMES.iter().filter(|(_, kind)| !matches!(kind, BlockKind::Note | BlockKind::Text));
    names.chain(&OPENING).copied()
}

/// The text after `BEGIN`, or as it stands.
pub(crate) fn without_begin(text: &str) -> &str {
    text.get(BEGIN.len()..).filter(|_| starts_with(text, BEGIN)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_open_and_close() {
        assert_eq!(opens("Begin Summary: x"), Some((BlockKind::Summary, 13)));
        assert_eq!(opens("Embassy comment. x"), Some((BlockKind::Comment, 15)));
        assert_eq!(opens("TEXT: x"), None);
        assert_eq!(opens("BEGIN TEXT: x"), Some((BlockKind::Text, 10)));
        assert_eq!(closes("SUM."), Some((BlockKind::Summary, 3)));
        assert_eq!(closes("TEXTS"), None);
        assert!(may_open(b"BE") && may_open(b"intro") && !may_open(b"fer"));
        assert!(NAMES.iter().all(|(name, _)| name.len() + BEGIN.len() <= LONGEST));
    }
}
