//! The words that open the parts of a classification authority
//! (rules AUTHORITY, N67 to N73, N156 to N160).

use crate::people::title;
use crate::spelling;

/// What a keyword says about the words after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    /// `Classified By:`: the authority follows.
    ClassifiedBy,
    /// `Derived from:`: the source follows.
    DerivedFrom,
    /// `for reasons`: sections and letters follow.
    Reason,
    /// `Declassify on:` and other fields that are no part of the authority.
    End,
}

/// Marks between a keyword and its value.
const SEPARATORS: [char; 10] = [':', ';', '-', '.', ',', '=', '/', '\u{2013}', '\u{2014}', ' '];

/// A keyword at the start of `text`, which begins a word, and the length with
/// the separators after it.
pub(super) fn read(text: &str) -> Option<(Keyword, usize)> {
    let found = match text.as_bytes().first()?.to_ascii_uppercase() {
        b'C' | b'L' => classified(text).map(|length| (Keyword::ClassifiedBy, length)).or_else(|| ends(text)),
        b'O' => originally(text).map(|length| (Keyword::ClassifiedBy, length)),
        b'D' => derived(text).or_else(|| ends(text)),
        b'R' => reason(text).map(|length| (Keyword::Reason, length)).or_else(|| ends(text)),
        b'F' => glued_reason(text).map(|length| (Keyword::Reason, length)),
        b'A' | b'S' | b'T' => ends(text),
        _ => None,
    }?;
    Some((found.0, found.1 + separators(&text[found.1..])))
}

/// How many bytes of separators stand at the start of `text`.
pub(super) fn separators(text: &str) -> usize {
    text.len() - text.trim_start_matches(SEPARATORS).len()
}

/// The letters at the start of `text`.
pub(super) fn word(text: &str) -> &str {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    &text[..length]
}

/// What follows the words of `phrase` (one blank between them in `phrase`,
/// any run of blanks and stops in the text).
#[inline]
pub(super) fn phrase(text: &str, phrase: &str) -> Option<usize> {
    // Quick way out for nearly every text.
    let first = text.bytes().find(|byte| !matches!(byte, b' ' | b'.'))?;
    if first.eq_ignore_ascii_case(phrase.as_bytes().first()?) { phrase_words(text, phrase) } else { None }
}

fn phrase_words(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text;
    for part in phrase.split(' ') {
        let blanks = rest.bytes().take_while(|byte| matches!(byte, b' ' | b'.')).count();
        rest = &rest[blanks..];
        if !spelling::starts_with(rest, part) || rest.as_bytes().get(part.len()).is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        rest = &rest[part.len()..];
    }
    Some(text.len() - rest.len())
}

/// No misprint of `CLASSIFIED` is shorter.
const SHORTEST: usize = 7;

/// `CLASSIFIED BY` and its relatives; the length up to the end of the words.
fn classified(text: &str) -> Option<usize> {
    let first = word(text);
    // Quick way out for nearly every word.
    if !spelling::starts_with(first, "CL") && first.len() < SHORTEST {
        return None;
    }
    // `CLASSIFIEDBY DCM`, `CLASSIFIEDBYDCM` was printed without blanks.
    if let Some(rest) = spelling::strip_prefix(first, "CLASSIFIEDBY") {
        return Some(first.len() - rest.len());
    }
    let verb = is_classified(first);
    let short =
        ["CLASS", "CLAS", "CL", "CLASSED", "CLASSD", "CLASSF"].iter().any(|known| known.eq_ignore_ascii_case(first));
    let noun = is_noun(first);
    if first.eq_ignore_ascii_case("CLASSIFIER") {
        return is_separated(&text[first.len()..]).then_some(first.len());
    }
    if (noun || first.eq_ignore_ascii_case("CLASSIFYING"))
        && let Some(length) = ["AUTHORITY", "OFFICER", "OFFICIAL"]
            .iter()
            .find_map(|second| phrase(&text[first.len()..], second))
            .filter(|&length| is_separated(&text[first.len() + length..]))
    {
        return Some(first.len() + length);
    }
    if !(verb || short || noun) {
        return None;
    }
    let rest = &text[first.len()..];
    if let Some(length) = by(rest) {
        return Some(first.len() + length);
    }
    if !verb {
        return None;
    }
    // `CLASSIFIED :`, `CLASSIFIED BU:` with the second word lost or spoiled.
    if is_separated(rest) {
        return Some(first.len());
    }
    let rest = rest.trim_start();
    let second = word(rest);
    if (1..=2).contains(&second.len()) && is_separated(&rest[second.len()..]) && !second.eq_ignore_ascii_case("AS") {
        return Some(text.len() - rest.len() + second.len());
    }
    const LINKS: [&str; 10] =
        ["UNDER", "PER", "PURSUANT", "FOR", "IAW", "BASED", "REASON", "REASONS", "SECTION", "SEC"];
    let accord = second.eq_ignore_ascii_case("IN") && phrase(rest, "IN ACCORDANCE WITH").is_some();
    let linked = accord || LINKS.iter().any(|link| link.eq_ignore_ascii_case(second)) || rest.starts_with("1.");
    (linked || title::is_rank(second)).then_some(first.len())
}

/// `ORIGINALLY CLASSIFIED BY`, `ORIGINAL CLASSIFICATION AUTHORITY`.
fn originally(text: &str) -> Option<usize> {
    ["ORIGINALLY", "ORIGINAL"].iter().find_map(|first| {
        let length = phrase(text, first)?;
        let rest = text[length..].trim_start();
        classified(rest).map(|more| text.len() - rest.len() + more)
    })
}

/// Whether the word is `CLASSIFIED` or a misprint of it (N71).
pub(super) fn is_classified(word: &str) -> bool {
    let first = word.as_bytes().first().map(u8::to_ascii_uppercase);
    matches!(first, Some(b'C' | b'L'))
        && word.len() >= SHORTEST
        && spelling::distance(word, "CLASSIFIED", 2).is_some()
        && !["CLASSIFIER", "CLASSIFY", "CLARIFIED", "CLASSIFIES"].iter().any(|other| other.eq_ignore_ascii_case(word))
}

/// Whether the word may be `CLASSIFIED` or `CLASSIFICATION`, misspelt from its first letters on.
pub(super) fn is_near_classified(word: &str) -> bool {
    is_classified(word) || is_noun(word)
}

/// Whether the word is `CLASSIFICATION` or a misprint of it.
fn is_noun(word: &str) -> bool {
    word.len() > 11 && spelling::distance(word, "CLASSIFICATION", 2).is_some()
}

/// Whether the text may begin with a misprint of `REASON`.
pub(super) fn is_near_reason(text: &str) -> bool {
    let first = word(text);
    // A figure may stand for a letter of the word, which ends before it then.
    let is_cut = matches!(text.as_bytes().get(first.len()), Some(b'0' | b'1'));
    first.len() >= 5 && (is_cut || is_reason(first, 2))
}

/// Whether the word is `REASON` or `REASONS` with so many slips at most.
fn is_reason(word: &str, limit: usize) -> bool {
    spelling::distance(word, "REASONS", limit).is_some() || spelling::distance(word, "REASON", limit).is_some()
}

/// Whether the word is `DERIVED` or a misprint of it.
pub(super) fn is_near_derived(word: &str) -> bool {
    word.len() >= 6 && spelling::distance(word, "DERIVED", 1).is_some()
}

/// `BY`, also with the level or another verb before it: ` CONFIDENTIAL BY`.
fn by(text: &str) -> Option<usize> {
    let mut rest = text.trim_start_matches([' ', '.', ':', '-', ',']);
    const BETWEEN: [&str; 12] = [
        "CONFIDENTIAL",
        "SECRET",
        "ORIGINALLY",
        "DERIVATIVELY",
        "NOFORN",
        "AND",
        "DRAFTED",
        "APPROVED",
        "RELEASED",
        "AS",
        "LOU",
        "SENSITIVE",
    ];
    for _ in 0..4 {
        let second = word(rest);
        if second.eq_ignore_ascii_case("BY") || second.eq_ignore_ascii_case("BV") && rest[2..].starts_with(':') {
            return Some(text.len() - rest.len() + 2);
        }
        // `B Y`
        if second.eq_ignore_ascii_case("B") && phrase(rest, "B Y").is_some_and(|end| is_separated(&rest[end..])) {
            return phrase(rest, "B Y").map(|end| text.len() - rest.len() + end);
        }
        if !BETWEEN.iter().any(|word| word.eq_ignore_ascii_case(second)) {
            return None;
        }
        rest = rest[second.len()..].trim_start_matches([' ', '/']);
    }
    None
}

/// Whether a colon or its like follows.
fn is_separated(text: &str) -> bool {
    text.trim_start().starts_with([':', ';', '-', '=', '\u{2013}', '\u{2014}'])
}

/// `DERIVED FROM:`, `DERIVATIVELY CLASSIFIED BY:`, `DRV FROM`.
fn derived(text: &str) -> Option<(Keyword, usize)> {
    let first = word(text);
    let is_verb = first.eq_ignore_ascii_case("DRV")
        || is_near_derived(first)
        || first.eq_ignore_ascii_case("DERIVATIVE")
        || first.eq_ignore_ascii_case("DERIVATIVELY");
    if !is_verb {
        return None;
    }
    let rest = text[first.len()..].trim_start();
    let offset = text.len() - rest.len();
    if let Some(length) = classified(rest) {
        return Some((Keyword::ClassifiedBy, offset + length));
    }
    let second = word(rest);
    match second.to_ascii_uppercase().as_str() {
        "FROM" | "FORM" | "FRM" => Some((Keyword::DerivedFrom, offset + second.len())),
        "BY" => Some((Keyword::ClassifiedBy, offset + second.len())),
        "CLASSIFIER" | "SOURCE" | "SOURCES" => Some((Keyword::DerivedFrom, offset + second.len())),
        _ => None,
    }
}

/// `REASON`, `REASONS`, `REASON(S)`, `reas ons` broken by a wrap (N157), with
/// `FOR CLASSIFICATION` after it.
fn reason(text: &str) -> Option<usize> {
    let first = word_with_figures(text);
    let after = &text[first.len()..];
    let is_word =
        first.len() >= 5 && is_reason(first, 1) || first.len() >= 6 && is_reason(first, 2) && cites_next(after);
    let mut end = if is_word || is_short_reason(first) && cites_next(after) {
        first.len()
    } else {
        let end = spelling::match_spaced(text, "REASONS").or_else(|| spelling::match_spaced(text, "REASON"))?;
        if text.as_bytes().get(end).is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        end
    };
    // A wrap can cut the plural off: `reason` / `s`.
    if let Some(rest) = text[end..].strip_prefix(' ')
        && word(rest).eq_ignore_ascii_case("S")
    {
        end += 2;
    }
    for plural in ["(S)", "'S"] {
        if let Some(rest) = spelling::strip_prefix(&text[end..], plural) {
            end = text.len() - rest.len();
        }
    }
    for more in ["FOR CLASSIFICATION", "FOR CLASSIFYING", "CODES", "CODE", "CITED", "GIVEN"] {
        if let Some(length) = phrase(&text[end..], more) {
            end += length;
        }
    }
    Some(end)
}

/// `REAS. 1.4 (b)`, `Rea` / `(b)`: the word shortened, or its end lost where a wrap cut it.
fn is_short_reason(word: &str) -> bool {
    spelling::is_one_of(word, &["RE", "REA", "REAS", "RSN", "RSNS", "RS"])
}

/// Whether a section or a letter in brackets follows.
fn cites_next(text: &str) -> bool {
    let next = text.trim_start_matches([' ', '.', ':', ';', ',', '-', '=']);
    let Some(inside) = next.strip_prefix(['(', '[', '{']) else {
        return ["1.3", "1.4", "1.5", "1.6"].iter().any(|section| next.starts_with(section));
    };
    word(inside).len() == 1
}

/// `FORREASONS`, `FOREASONS`: FOR run together with the word.
fn glued_reason(text: &str) -> Option<usize> {
    let first = word(text);
    let is_glued = (9..=11).contains(&first.len())
        && spelling::starts_with(first, "FO")
        && (spelling::distance(first, "FORREASONS", 1).is_some()
            || spelling::distance(first, "FORREASON", 1).is_some());
    is_glued.then_some(first.len())
}

/// The word at the start of `text` with the figures 0 and 1 that may stand for letters in it: `REAS0NS`.
fn word_with_figures(text: &str) -> &str {
    let length = text.bytes().take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'0' | b'1')).count();
    let whole = &text[..length];
    if spelling::is_misprinted_with_figures(whole) { whole } else { word(text) }
}

/// Fields that can follow on the same line: `DECLASSIFY ON:`, `DRAFTED BY:`.
fn ends(text: &str) -> Option<(Keyword, usize)> {
    // The first two letters settle it for nearly all.
    let [first, second, ..] = text.as_bytes() else { return None };
    let may_end = matches!(
        [first.to_ascii_uppercase(), second.to_ascii_uppercase()],
        [b'C', b'L'] | [b'D', b'E' | b'O' | b'R'] | [b'R', b'E'] | [b'A', b'P'] | [b'S', b'U'] | [b'T', b'A']
    );
    if !may_end {
        return None;
    }
    let first = word(text);
    const DECLASSIFY: [&str; 8] =
        ["DECL", "DECLAS", "DECLASS", "DECLASSIFY", "DECLASSIFIED", "DECLASSIFICATION", "DOWNGRADE", "DELC"];
    if first.len() >= 4 && DECLASSIFY.iter().any(|known| known.eq_ignore_ascii_case(first)) {
        return Some((Keyword::End, first.len()));
    }
    // By its length the word is one of these, or nearly no word is asked.
    if matches!(first.len(), 7 | 8) {
        for other in ["DRAFTED BY", "CLEARED BY", "APPROVED BY", "RELEASED BY"] {
            if let Some(length) = phrase(text, other) {
                return Some((Keyword::End, length));
            }
        }
    }
    let label = ["TAGS", "SUBJECT", "SUBJ", "REF", "REFS"].iter().any(|known| known.eq_ignore_ascii_case(first));
    (label && text[first.len()..].starts_with(':')).then_some((Keyword::End, first.len()))
}
