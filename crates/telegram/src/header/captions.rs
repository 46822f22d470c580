//! Lines that hold nothing but captions (rules CAPTION, N53).

mod words;

use super::classification_line::notice_length;
use crate::spelling;
use crate::tables::captions::{self, Caption};
use words::{is_remark, spelled_out};

/// The captions of a line that holds nothing else, canonical, in the order
/// printed, each once; `None` for any other line.
///
/// Separators are blanks, commas, slashes, hyphens and full stops, or nothing
/// (`SIPDISSENSITIVE`). Words may be sent letter by letter (`E X D I S`) and a
/// letter may be wrong (`SIPIDS`).
pub(crate) fn captions(line: &str) -> Option<Vec<String>> {
    if line.len() > 120 || !line.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    let mut rest = skip_separators(line);
    while !rest.is_empty() {
        // `(SENSITIVE)`, `*** SIPDIS ***`; a notice so marked is no caption.
        let inner = rest.trim_start_matches(['(', '[', '*', ' ']);
        if inner.len() < rest.len()
            && (inner.is_empty() && !found.is_empty()
                || at_start(inner).is_some_and(|(caption, _)| caption.kind != "notice"))
        {
            rest = inner;
            continue;
        }
        // `SIPDIS (CORRECTED COPY)`: a notice is no caption.
        if let Some(length) = notice_length(rest).filter(|_| rest.starts_with(['(', '*'])) {
            rest = skip_separators(&rest[length..]);
            continue;
        }
        // The last of a line: after it nothing else stands.
        if let Some(caption) = personal(rest).filter(|_| at_start(rest).is_none()) {
            found.push(caption);
            break;
        }
        // `NOFORN, NOT FOR THE INTERNET`: words about handling are no caption of their own; a sentence of them is a text.
        if !found.is_empty() && is_remark(rest) && !rest.ends_with('.') {
            break;
        }
        if !found.is_empty()
            && let Some(more) = rest.strip_prefix("AND ")
        {
            rest = skip_separators(more);
        }
        let (caption, length) = at_start(rest)?;
        if !found.iter().any(|known| known == caption.text) {
            found.push(caption.text.to_owned());
        }
        rest = skip_separators(&rest[length..]);
        // A member of Congress may be named: `CODEL DOE`.
        if matches!(caption.text, "CODEL" | "STAFFDEL") && is_name(rest) {
            break;
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The length of the captions at the start of a line that says more: of those for handling alone, for `FAS` and `USIA` are
/// agencies that a pass line names, too.
pub(crate) fn handling_length(line: &str) -> Option<usize> {
    /// No line holds more of them.
    const CAPTIONS: usize = 6;
    let mut rest = line;
    for _ in 0..CAPTIONS {
        let Some((_, length)) = at_start(rest).filter(|(caption, _)| {
            matches!(caption.kind, "distribution" | "control" | "channel") && !caption.text.starts_with("FOR ")
        }) else {
            break;
        };
        rest = skip_separators(rest.get(length..)?);
    }
    Some(line.len() - rest.len()).filter(|&length| length > 0)
}

/// `FOR ROE ONLY`, `FOR AMBASSADOR AND DCM ONLY`: who alone may read it, as printed (rule CAPTION).
fn personal(text: &str) -> Option<String> {
    let who = text.strip_prefix("FOR ")?.trim_end_matches('.').strip_suffix(" ONLY")?;
    let is_name =
        |word: &str| word.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'.' | b'\'' | b'-'));
    let count = who.split(' ').count();
    ((1..=5).contains(&count) && who.split(' ').all(|word| !word.is_empty() && is_name(word)))
        .then(|| format!("FOR {who} ONLY"))
}

/// The caption at the start of `text` and its printed length.
pub(crate) fn at_start(text: &str) -> Option<(&'static Caption, usize)> {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // Capitals, or all re-typed small: `Sensitive` and `Personal` begin sentences.
    let mut letters =
        text.bytes().take(64).take_while(|byte| !matches!(byte, b',' | b'/' | b'-')).filter(u8::is_ascii_alphabetic);
    let first = letters.next()?;
    if letters.take(5).any(|byte| byte.is_ascii_uppercase() != first.is_ascii_uppercase()) && !is_code_word(text) {
        return None;
    }
    spelled_out(text)
        .or_else(|| exact(text))
        .or_else(|| spaced(text))
        .or_else(|| fused(text))
        .or_else(|| misprinted(text))
}

/// The captions that are no words of the language, whatever stands around them.
pub(crate) const CODES: [&str; 6] = ["SIPDIS", "NODIS", "EXDIS", "LIMDIS", "STADIS", "NOFORN"];

/// Whether the text begins with a caption that is no word of the language, so that `Sipdis` can only be one, retyped.
fn is_code_word(text: &str) -> bool {
    let word = text.split(|sign: char| !sign.is_ascii_alphabetic()).next().unwrap_or_default();
    CODES.iter().any(|code| code.eq_ignore_ascii_case(word))
}

fn exact(text: &str) -> Option<(&'static Caption, usize)> {
    captions::beginning(*text.as_bytes().first()?).iter().find_map(|&caption| {
        let length = words_at_start(text, caption.text)?;
        (!spelling::goes_on(text, length)).then_some((caption, length))
    })
}

/// The length of `words` at the start of `text`, where one blank in `words`
/// stands for any blanks.
fn words_at_start(text: &str, words: &str) -> Option<usize> {
    let have = text.as_bytes();
    let mut at = 0;
    // Asked of all captions of one letter: the first letters settle it for most.
    for &want in words.as_bytes() {
        let length = match want {
            b' ' => have.get(at..)?.iter().take_while(|byte| **byte == b' ').count(),
            _ => usize::from(have.get(at)?.eq_ignore_ascii_case(&want)),
        };
        if length == 0 {
            return None;
        }
        at += length;
    }
    Some(at)
}

fn spaced(text: &str) -> Option<(&'static Caption, usize)> {
    if !spelling::is_spaced(text) {
        return None;
    }
    captions::beginning(*text.as_bytes().first()?).iter().find_map(|&caption| {
        if caption.text.len() < 3 || !caption.text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        let length = spelling::match_spaced(text, caption.text)?;
        (!spelling::goes_on(text, length)).then_some((caption, length))
    })
}

/// A caption with another one glued after it.
fn fused(text: &str) -> Option<(&'static Caption, usize)> {
    captions::beginning(*text.as_bytes().first()?).iter().find_map(|&caption| {
        if caption.text.len() < 5 || caption.text.contains(' ') {
            return None;
        }
        let rest = spelling::strip_prefix(text, caption.text)?;
        (exact(rest).is_some() || fused(rest).is_some()).then_some((caption, caption.text.len()))
    })
}

fn misprinted(text: &str) -> Option<(&'static Caption, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let word = &text[..length];
    if length < 5 || !word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
        return None;
    }
    let letters = spelling::letters(word.as_bytes());
    let mut near = captions::all().iter().filter(|caption| {
        caption.fuzzy
            && spelling::may_be_near((length, letters), (caption.text.len(), caption.letters), 1)
            && spelling::distance(word, caption.text, 1).is_some()
    });
    let caption = near.next()?;
    // Two captions equally near: neither.
    near.next().is_none().then_some((caption, length))
}

fn skip_separators(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '/' | '-' | '.' | ';' | ':' | '&' | '#' | ')' | ']' | '"')
    })
}

/// Whether `text` is one or two names in capitals.
fn is_name(text: &str) -> bool {
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let is_word = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
    words.clone().count() <= 2 && words.all(is_word) && !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lines_of_captions() {
        for (line, want) in [
            ("SIPDIS", "SIPDIS"),
            ("SIPDIS ", "SIPDIS"),
            ("SENSITIVE SIPDIS", "SENSITIVE SIPDIS"),
            ("SENSITIVE, SIPDIS", "SENSITIVE SIPDIS"),
            ("EXDIS/STADIS", "EXDIS STADIS"),
            ("NODIS - CHEROKEE", "NODIS CHEROKEE"),
            ("SIPDISSENSITIVE", "SIPDIS SENSITIVE"),
            ("STADISNODIS", "STADIS NODIS"),
            ("SIPIDS", "SIPDIS"),
            ("EXIDS", "EXDIS"),
            ("SENSTIVE", "SENSITIVE"),
            ("NODIF", "NODIS"),
            ("E X D I S", "EXDIS"),
            ("N O D I S  S I P D I S", "NODIS SIPDIS"),
            ("ROGER CHANNEL", "ROGER CHANNEL"),
            ("ROGER  CHANNEL", "ROGER CHANNEL"),
            ("NOFORN, SIPDIS, SIPDIS", "NOFORN SIPDIS"),
            ("CODEL DOE", "CODEL"),
            ("AIDAC", "AIDAC"),
            ("FOR OFFICIAL USE ONLY", "FOR OFFICIAL USE ONLY"),
            ("sipdis", "SIPDIS"),
            ("NO FOREIGN DISSEM", "NOFORN"),
            ("SIPDIS, NO FOREIGN DISSEMINATION", "SIPDIS NOFORN"),
            ("NOFORN, NOT FOR THE INTERNET", "NOFORN"),
            ("SENSITIVE AND NOFORN", "SENSITIVE NOFORN"),
            ("(SENSITIVE)", "SENSITIVE"),
            ("*** SIPDIS ***", "SIPDIS"),
            ("OFFICIAL - INFORMAL", "OFFICIAL-INFORMAL"),
            ("SENSITIVE BUT UNCLASSIFIED - NOT FOR INTERNET DISTRIBUTION", "SBU"),
        ] {
            assert_eq!(captions(line).map(|found| found.join(" ")).as_deref(), Some(want), "{line}");
        }
    }

    #[test]
    fn leaves_other_lines_alone() {
        for line in [
            "",
            "---",
            "FOR AMBASSADOR FROM ROE",
            "SENSITIVE NEGOTIATIONS WENT ON",
            "E.O. 12958: N/A",
            "Sensitive",
            "STATE FOR EAP/ANP",
            "SUMMARY",
            "MODEL",
            "DOE",
            "EXDISTRIBUTION",
            "NO FOREIGN DISSEMBLERS",
            "NOT FOR THE INTERNET",
            "SIPDIS É",
        ] {
            assert_eq!(captions(line), None, "{line}");
        }
    }
}
