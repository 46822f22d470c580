//! What the text before the next line says about it: whether its sentence or
//! block is at an end, whether a document follows.

use crate::layout::cursor::Cursor;
use crate::text::shape::starts_with_word;

/// Whether the text before stops inside a sentence: a full line without a
/// closing sign, with nothing but blanks and page breaks after it.
pub(super) fn inside_sentence(cursor: &Cursor<'_>) -> bool {
    cursor.last_text().is_some_and(|text| {
        text.len() >= 40
            && !text.ends_with(['.', '?', '!', ':', ';', '"', ')', ']', '*', '\u{201d}'])
            && !text.ends_with("--")
            && text.bytes().any(|b| b.is_ascii_alphabetic())
    })
}

pub(super) fn ends_sentence(cursor: &Cursor<'_>) -> bool {
    cursor.last_text().is_none_or(|text| text.ends_with(['.', '?', '!', ':', '"', ')']))
}

pub(super) fn ends_short(cursor: &Cursor<'_>) -> bool {
    ends_sentence(cursor) && cursor.last_text().is_none_or(|text| text.len() < 40)
}

/// `… END` / `SUMMARY.` (N134).
pub(super) fn ends_with_end(cursor: &Cursor<'_>) -> bool {
    cursor.last_text().is_some_and(|text| text.rsplit(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("END")))
}

/// `… END SUMMARY`, `… END SUMMARY AND COMMENT`: the end of a block, without a stop.
pub(super) fn ends_with_closer(text: &str) -> bool {
    const BLOCKS: [&str; 6] = ["SUMMARY", "COMMENT", "NOTE", "TEXT", "INTRODUCTION", "REQUEST"];
    let mut words = text.rsplit(' ').filter(|word| !word.is_empty());
    words.next().is_some_and(|last| BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(last)))
        && words.take(3).any(|word| word == "END" || word == "End")
}

/// Whether the line says that a quoted document is at its end, and nothing else.
pub(super) fn closes_document(text: &str) -> bool {
    const WORDS: [&str; 5] = ["UNQUOTE", "UNQTE", "END TEXT", "END QUOTE", "END OF TEXT"];
    let bare = text.trim_matches(['.', ' ', '(', ')', '-', '"']);
    WORDS.iter().any(|words| bare.eq_ignore_ascii_case(words))
}

/// Whether the text before announces a document: `BEGIN TEXT:`, `QUOTE`, `THE LETTER IS AS FOLLOWS:`.
pub(super) fn opens_document(cursor: &Cursor<'_>) -> bool {
    cursor.last_text().is_some_and(|text| {
        let text = text.trim_end_matches(['.', ':', ')', '-', ' ', '"']);
        let upper = text.get(text.floor_char_boundary(text.len().saturating_sub(REACH))..).unwrap_or_default();
        let upper = upper.to_uppercase();
        ["TEXT", "QUOTE"].iter().any(|word| upper.ends_with(word))
            || ["FOLLOWS", "FOLLOWING"].iter().any(|word| upper.ends_with(word)) && names_document(&upper)
            || upper.contains("BEGIN ")
            || starts_with_word(text, "BEGIN")
    })
}

/// So near to its end the text says what follows.
const REACH: usize = 70;

/// Whether the words, in capitals, name a document: what follows has numbers of its own. Points and demands are a list.
fn names_document(words: &str) -> bool {
    const DOCUMENTS: [&str; 20] = [
        "TEXT",
        "LETTER",
        "NOTE",
        "MEMORANDUM",
        "MEMO",
        "STATEMENT",
        "MESSAGE",
        "TELEGRAM",
        "CABLE",
        "COMMUNIQUE",
        "DRAFT",
        "RESOLUTION",
        "AGREEMENT",
        "DECLARATION",
        "REPLY",
        "PAPER",
        "NON-PAPER",
        "TRANSLATION",
        "PROTOCOL",
        "TREATY",
    ];
    words.split([' ', ',', '(', '"']).any(|word| DOCUMENTS.contains(&word))
}
