//! The portion mark of a paragraph, heading or bullet (rules PARAGRAPH, N127, N132, N206).

use crate::spelling;
use crate::text::shape::{is_upper, starts_with_word};

/// The text after a portion mark: blanks and a sign set right after the
/// bracket (`(U): `, `(C).`) belong to the mark.
pub(crate) fn after_mark(rest: &str) -> &str {
    let bare = rest.strip_prefix([':', '.', ',', ';', '-']).filter(|bare| bare.is_empty() || bare.starts_with(' '));
    let bare = bare.unwrap_or(rest).trim_start();
    // `(C) - The ferry`
    let dashed = ["- ", "\u{2013} ", "\u{2014} "].iter().find_map(|dash| bare.strip_prefix(dash));
    dashed.map(str::trim_start).filter(|text| text.starts_with(char::is_uppercase)).unwrap_or(bare)
}

/// The portion mark at the start of the text, without brackets, and how many
/// bytes it takes; also with one bracket lost (rules PARAGRAPH, N206).
#[must_use]
pub fn portion_mark(text: &str) -> Option<(&str, usize)> {
    let opened = matches!(text.as_bytes().first(), Some(b'(' | b'[' | b'{'));
    let inner = &text[usize::from(opened)..];
    // The first letters of all marks tell nearly every sentence from one.
    let first = *inner.as_bytes().first()?;
    if first.is_ascii_alphanumeric() && !is_mark_letter(first, opened) {
        return None;
    }
    // Without the bracket before it a mark has not more than ten letters.
    let reach = if opened { 40 } else { 11 };
    let close = inner.bytes().take(reach).position(|b| matches!(b, b')' | b']' | b'}'));
    // `(S//REL TO USA, AUS,` / `CAN) text`: the list of countries goes on below.
    if opened && close.is_none() && is_open_list(inner) {
        return Some((inner, text.len()));
    }
    let (mark, length) = match close {
        Some(at) => (&inner[..at], text.len() - inner.len() + at + 1),
        // `(SBU text`: the bracket was lost, the mark is followed by a blank.
        None => {
            let at = inner.bytes().take(12).position(|b| b == b' ').filter(|_| opened)?;
            (&inner[..at], text.len() - inner.len() + at)
        }
    };
    if !opened && close.is_none_or(|at| at > 10) {
        return None;
    }
    let lost_bracket = close.is_none() || !opened;
    let printed = mark.len();
    let mark = mark.trim();
    if !is_mark(mark, lost_bracket) {
        return None;
    }
    // `(T)he` and `(C)ommission` are an editor's brackets; `(C)The` and `(SBU)The` lost a blank.
    let rest = &text[length..];
    if rest.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        let second = rest.as_bytes().get(1);
        let begins = rest.starts_with(|c: char| c.is_ascii_uppercase())
            && (printed > 1 || second.is_some_and(|&byte| byte == b' ' || byte.is_ascii_lowercase()))
            || is_blotted(rest);
        if lost_bracket || !begins {
            return None;
        }
    }
    Some((mark, length))
}

/// Whether the text is a mark up to the comma where its list of countries was folded.
fn is_open_list(inner: &str) -> bool {
    const LONGEST: usize = 60;
    inner.len() <= LONGEST
        && inner.ends_with(',')
        && inner.split_once("REL").is_some_and(|(head, _)| is_mark(head.trim_end_matches(['/', '-', ' ']), true))
        && inner.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b' ' | b',' | b'/' | b'-'))
}

/// The end of such a mark on the next line: the countries, and where the text begins after the bracket.
pub(crate) fn open_mark_end(line: &str) -> Option<(&str, usize)> {
    const LONGEST: usize = 60;
    let close = line.bytes().take(LONGEST).position(|byte| byte == b')')?;
    let countries = line.get(..close)?;
    let is_list = countries.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b' ' | b',' | b'/' | b'-'));
    is_list.then_some((countries, close + 1))
}

/// Whether the text begins with what a publisher printed in place of a name: a run of three X at least.
fn is_blotted(text: &str) -> bool {
    let run = text.bytes().take_while(|byte| matches!(byte, b'x' | b'X')).count();
    run >= 3 && !text.as_bytes().get(run).is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether a mark can begin with the letter; without the bracket before it only with a capital.
fn is_mark_letter(first: u8, opened: bool) -> bool {
    let capital = if opened { first.to_ascii_uppercase() } else { first };
    matches!(capital, b'C' | b'E' | b'F' | b'L' | b'O' | b'S' | b'T' | b'U')
}

/// The marks without caveats.
const BASES: [&str; 16] = [
    "U",
    "C",
    "S",
    "TS",
    "LOU",
    "SBU",
    "FOUO",
    "OUO",
    "EFTO",
    "UNCLAS",
    "UNCLASSIFIED",
    "CONFIDENTIAL",
    "SECRET",
    "SBU-NF",
    "U/FOUO",
    "TOP SECRET",
];

/// Whether the word is a mark without caveats, in any case.
pub(crate) fn is_base(word: &str) -> bool {
    spelling::is_one_of(word, &BASES)
}

pub(super) fn is_mark(mark: &str, strict: bool) -> bool {
    if mark.is_empty() || mark.len() > 38 || (strict && !is_upper(mark)) {
        return false;
    }
    const CAVEATS: [&str; 33] = [
        "NF",
        "NOFORN",
        "N",
        "SBU",
        "XD",
        "ND",
        "OC",
        "ORCON",
        "FOUO",
        "SI",
        "HCS",
        "TK",
        "EXDIS",
        "NODIS",
        "STADIS",
        "ENTIRE TEXT",
        "LIMDIS",
        "NC",
        "C",
        "U",
        "S",
        "FRD",
        "FGI",
        "RD",
        "PR",
        "PROPIN",
        "PII",
        "SSI",
        "LES",
        "NOCONTRACT",
        "WNINTEL",
        "LOU",
        "IF",
    ];
    // `C ENTIRE TEXT`, without a hyphen.
    let mark = mark
        .trim_end_matches('.')
        .strip_suffix("ENTIRE TEXT")
        .or_else(|| mark.strip_suffix("Entire Text"))
        .map_or(mark, |base| base.trim_end());
    // Nearly every mark is one word.
    if mark.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return spelling::is_one_of(mark, &BASES);
    }
    let mut parts =
        mark.split(['/', '-', ',', '\u{2010}', '\u{2011}', '\u{2013}']).map(str::trim).filter(|part| !part.is_empty());
    let Some(base) = parts.next() else { return false };
    // `(S/REL USA, AUS)`: after REL the list of countries.
    let mut released = false;
    spelling::is_one_of(base, &BASES)
        && parts.all(|part| {
            released |= starts_with_word(part, "REL");
            released || spelling::is_one_of(part, &CAVEATS)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_marks_from_brackets() {
        for (text, want) in [
            ("(C) Text", Some("C")),
            ("( U ) Text", Some("U")),
            ("[SBU] Text", Some("SBU")),
            ("(c/nf) Text", Some("c/nf")),
            ("(S//OC/NF) Text", Some("S//OC/NF")),
            ("(T)he", None),
            ("(C)ommission", None),
            ("(C)OMMISSION", None),
            ("(C)The text", Some("C")),
            ("(SBU)THE TEXT", Some("SBU")),
            ("(C)xxxxxxxxxxxx Text", Some("C")),
            ("(C)XXXXX Text", Some("C")),
            ("(C)xxxylophone", None),
            ("(C ENTIRE TEXT). Text", Some("C ENTIRE TEXT")),
            ("(U ENTIRE TEXT.) Text", Some("U ENTIRE TEXT.")),
            ("(A) Text", None),
            ("(Summary) Text", None),
            ("(U.S. officials) Text", None),
        ] {
            assert_eq!(portion_mark(text).map(|(mark, _)| mark), want, "{text}");
        }
    }
}
