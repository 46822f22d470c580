//! The portion mark of a paragraph, heading or bullet (FORMAT.md 3.11.10, N127, N132, N206).

use crate::layout::shape::{is_upper, starts_with_word};
use crate::spelling;

/// The text after a portion mark: blanks and a sign set right after the
/// bracket (`(U): `, `(C).`) belong to the mark.
pub(crate) fn after_mark(rest: &str) -> &str {
    let bare = rest.strip_prefix([':', '.', ',', ';', '-']).filter(|bare| bare.is_empty() || bare.starts_with(' '));
    bare.unwrap_or(rest).trim_start()
}

/// The portion mark at the start of the text, without brackets, and how many
/// bytes it takes; also with one bracket lost (FORMAT.md 3.11.10, N206).
pub(crate) fn portion_mark(text: &str) -> Option<(&str, usize)> {
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
            && (printed > 1 || second.is_some_and(|&byte| byte == b' ' || byte.is_ascii_lowercase()));
        if lost_bracket || !begins {
            return None;
        }
    }
    Some((mark, length))
}

/// Whether a mark can begin with the letter; without the bracket before it only with a capital.
fn is_mark_letter(first: u8, opened: bool) -> bool {
    let capital = if opened { first.to_ascii_uppercase() } else { first };
    matches!(capital, b'C' | b'E' | b'F' | b'L' | b'O' | b'S' | b'T' | b'U')
}

pub(super) fn is_mark(mark: &str, strict: bool) -> bool {
    if mark.is_empty() || mark.len() > 38 || (strict && !is_upper(mark)) {
        return false;
    }
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
            ("(A) Text", None),
            ("(Summary) Text", None),
            ("(U.S. officials) Text", None),
        ] {
            assert_eq!(portion_mark(text).map(|(mark, _)| mark), want, "{text}");
        }
    }
}
