//! The words that open a header field, in all their spellings
//! (rules CLASS to PARAGRAPH and N58, N71, N74, N90, N100, N164, N175, N193).

pub(crate) mod form;
mod inside;
mod references;

pub(crate) use inside::{misspelt_tags, next_label};
use references::references;

use crate::header::classified_by::extent;
use crate::header::tags::{begins_with_misspelt_code, is_first_code};
use crate::spelling;
use crate::text::shape::{is_upper, starts_with_fold, starts_with_word};

/// The field that a label opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// `E.O.`
    ExecutiveOrder,
    /// `TAGS:`
    Tags,
    /// `SUBJECT:`
    Subject,
    /// `REF:`
    References,
    /// `Classified By:`, `Reason:`, `Derived from:`
    ClassifiedBy,
    /// `MRN:`, of the SMART form.
    MessageNumber,
    /// `Date/DTG:`
    Date,
    /// `From:`
    From,
    /// `Action:`
    Action,
    /// `Info:`
    Info,
    /// `Captions:`
    Captions,
    /// `Pass Line:`
    Pass,
    /// `Signature:`
    Signature,
    /// `Drafted By:`
    Drafted,
    /// `Cleared By:`
    Cleared,
    /// `Approved By:`
    Approved,
    /// `Released By:`
    Released,
    /// `XMT:`
    Exempt,
    /// `Dissemination Rule:`
    Rule,
    /// `Classification:`, `Sensitivity:`
    Classification,
    /// Another label of the SMART form.
    Other,
}

/// Separators between a label and its value.
const SEPARATORS: [char; 7] = [':', ';', '-', '/', '.', ',', '='];

/// Words of each label, longest first where one is the start of another.
const SUBJECT: [&str; 12] =
    ["SUBJECTS", "SUBJECT", "SUBJCT", "SUBJET", "SUBECT", "SUBJEC", "SUJECT", "SUBJ8", "SUBJ", "SUB", "SUJ", "UBJ"];

/// The label at the start of the line and how many bytes it takes, separator
/// and blanks after it included. Labels of the SMART form other than `MRN`
/// are found by [`smart_label`](form::smart_label) only, for they are ordinary words.
pub(crate) fn label(text: &str) -> Option<(Label, usize)> {
    match text.as_bytes().first()?.to_ascii_uppercase() {
        b'E' => executive_order(text).or_else(|| tags(text)).or_else(|| classified(text)),
        b'S' | b'U' => subject(text).or_else(|| tags(text)),
        b'R' => references(text).or_else(|| classified(text)).or_else(|| tags(text)),
        b'M' => {
            word_and_separator(text, "MRN").map(|length| (Label::MessageNumber, length)).or_else(|| classified(text))
        }
        b'(' | b'[' | b'1' => {
            classified(text).or_else(|| references::after_letter(text)).or_else(|| marked_label(text))
        }
        b'A' => classified(text).or_else(|| tags(text)).or_else(|| references::after_letter(text)),
        b'*' | b'_' => emphasised(text),
        b'V' | b'X' | b'B' => subject(text).or_else(|| tags(text)).or_else(|| classified(text)),
        first if first.is_ascii_alphabetic() => classified(text).or_else(|| tags(text)),
        _ => classified(text),
    }
}

/// `**REF:** A. SUVA 617`, `*TAGS:* PGOV`: a label with the marks of emphasis of a forum (rule BLOG).
fn emphasised(text: &str) -> Option<(Label, usize)> {
    let marks = |c: char| matches!(c, '*' | '_');
    let inner = text.trim_start_matches(marks);
    inner.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
    let (found, length) = label(inner)?;
    let (printed, value) = (inner.get(..length)?, inner.get(length..)?);
    let rest = value.trim_start_matches(marks);
    let closed = printed.contains(':') && rest.len() < value.len();
    closed.then(|| (found, text.len() - rest.trim_start().len()))
}

/// The value after a label: `text` without the label at its start, if any.
pub(crate) fn strip_label(text: &str) -> (Option<Label>, usize) {
    match label(text) {
        Some((label, length)) => (Some(label), length),
        None => (None, 0),
    }
}

/// `E.O. 12958`, `E. O. 11652`, `EO12958`, `E.0. 12958`, `E.O.: N/A`. The
/// number is part of the value.
fn executive_order(text: &str) -> Option<(Label, usize)> {
    let bytes = text.as_bytes();
    let mut at = 1;
    // A no-break blank is two bytes.
    let is_gap = |byte: Option<&u8>| matches!(byte, Some(b'.' | b' ' | b',' | 0xc2 | 0xa0));
    let skip = |at: &mut usize| {
        while is_gap(bytes.get(*at)) {
            *at += 1;
        }
    };
    skip(&mut at);
    if starts_with_fold(text, "EXECUTIVE ORDER") {
        at = "EXECUTIVE ORDER".len();
    } else if matches!(bytes.get(at), Some(b'O' | b'o' | b'0')) {
        at += 1;
        // `E.OM 11652`: a stop was garbled to a letter.
        if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && bytes.get(at + 1) == Some(&b' ') && at == 3 {
            at += 1;
        }
    } else {
        return None;
    }
    while is_gap(bytes.get(at)) || matches!(bytes.get(at), Some(b':' | b';' | b'-')) {
        at += 1;
    }
    let rest = text.get(at..)?;
    // `E.O. I2958`: a letter for the first figure.
    let misread = matches!(rest.as_bytes(), [b'I' | b'l' | b'L', b'0'..=b'9', b'0'..=b'9', ..]);
    // `E. 02SUVA 468`, `E. O4 SUVA 617` are entries of a list of references.
    let figures = rest.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'O' | b'o' | b',')).count();
    let is_value = rest.as_bytes().first().is_some_and(u8::is_ascii_digit) && figures >= 4
        || misread
        // `E.O. 12` / `958: DECL`: the number is folded.
        || figures == rest.len() && (1..=3).contains(&figures) && text.starts_with("E.O.")
        || starts_with_word(rest, "N/A")
        || starts_with_word(rest, "DECL")
        || starts_with_word(rest, "GDS")
        || starts_with_word(rest, "XGDS")
        || starts_with_word(rest, "NA")
        || rest.is_empty() && text.contains('.');
    is_value.then_some((Label::ExecutiveOrder, at))
}

/// `TAGS:` and its misprints (N74, N164). The word is spelt right or one edit
/// off (`TGAS:`, `TAOS:`, `TAG:`), or sent letter by letter; whatever it lacks,
/// spelling, colon or both, the codes after it must make up for.
fn tags(text: &str) -> Option<(Label, usize)> {
    let spaced = spaced(text, "TAGS").map(|length| (Label::Tags, length));
    let length = text.bytes().take(7).take_while(u8::is_ascii_alphanumeric).count();
    let word = text.get(..length)?;
    if !(2..=6).contains(&length) {
        return spaced;
    }
    let exact = word.eq_ignore_ascii_case("TAGS") || word.eq_ignore_ascii_case("TAG");
    if !exact && (spelling::distance(word, "TAGS", 1).is_none() || length < 3) {
        return spaced;
    }
    let mut after = text.get(length..)?;
    // The label alone, its codes in the next line.
    if text == "TAGS" || matches!(text, "TGAS:" | "TASG:" | "TAGES:" | "TAGSS:" | "TAGGS:") {
        return Some((Label::Tags, text.len()));
    }
    // `TAGS (U): PGOV`
    if let Some(inner) = after.trim_start().strip_prefix('(')
        && let Some((mark, rest)) = inner.split_once(')')
        && mark.len() <= 4
        && rest.trim_start().starts_with(':')
    {
        after = rest;
    }
    let rest = after.trim_start_matches(' ').trim_start_matches(SEPARATORS);
    let separator = after.get(..after.len() - rest.len()).unwrap_or_default();
    let value = rest.trim_start();
    let found = Some((Label::Tags, text.len() - value.len()));
    // Only a colon, and the right word, need no code after them.
    if exact && separator.contains([':', ';', '=']) && is_upper(word)
        || value.is_empty() && exact && separator.contains(':')
    {
        return found;
    }
    if !exact && separator.contains(':') && !value.is_empty() && begins_with_misspelt_code(value) {
        return found;
    }
    if separator.is_empty() || !exact {
        // `TAGS PGOV PREL`, `TGAS PGOV`; `TAGS AND FLAGS WERE` is prose, and so is `TAG THEM`.
        let exchanged = matches!(word, "TGAS" | "ATGS" | "TASG");
        let apart = !separator.trim().is_empty() || (exact || exchanged) && after.starts_with(' ');
        return found.filter(|_| apart && is_first_code(value));
    }
    // `tags: a red one and a blue one` is prose.
    let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
    found.filter(|_| value.is_empty() || is_first_code(value) || separator.contains(':') && !small)
}

/// `SUBJECT:` and its misprints (N90, N175), also with a portion mark between
/// word and colon.
fn subject(text: &str) -> Option<(Label, usize)> {
    if let Some(length) = spaced(text, "SUBJECT").or_else(|| spaced(text, "SUBJ")) {
        return Some((Label::Subject, length));
    }
    // The label alone on its line, without its colon.
    if matches!(text, "SUBJECT" | "SUBJ") {
        return Some((Label::Subject, text.len()));
    }
    if starts_with_fold(text, "SU") || starts_with_fold(text, "UB") {
        for word in SUBJECT {
            if let Some(length) = word_and_separator(text, word) {
                return Some((Label::Subject, length));
            }
        }
    }
    // `SUBJ8 …`: the colon came as a figure.
    if let Some(rest) = ["SUBJ8 ", "SUBJECT8 ", "SUBJ1 "].iter().find_map(|word| text.strip_prefix(word)) {
        return Some((Label::Subject, text.len() - rest.trim_start().len()));
    }
    // `SUBJECT (C): …`
    for word in ["SUBJECT", "SUBJ"] {
        let after = text.get(word.len()..).filter(|_| starts_with_fold(text, word)).unwrap_or_default();
        if let Some(inner) = after.trim_start().strip_prefix(['(', '['])
            && let Some(close) = inner.find([')', ']']).filter(|&close| close <= 8)
            && inner.get(close + 1..).is_some_and(|rest| rest.trim_start().starts_with(':'))
        {
            // The mark is part of the value: the subject's reader takes it off.
            return Some((Label::Subject, text.len() - after.trim_start().len()));
        }
        if starts_with_fold(text, word)
            && text.as_bytes().get(word.len()) == Some(&b' ')
            && is_upper(&text[..word.len()])
        {
            let rest = text[word.len()..].trim_start();
            return Some((Label::Subject, text.len() - rest.len()));
        }
    }
    // Any other misprint that keeps its colon: `SUBJCET:`, `SUVJECT:`, `SUJB:`.
    let length = text.bytes().take(10).take_while(u8::is_ascii_alphanumeric).count();
    let word = text.get(..length)?;
    let rest = text.get(length..)?.trim_start().strip_prefix([':', ';'])?;
    let near = word.len() >= 4
        && (spelling::distance(word, "SUBJECT", 2).is_some() || spelling::distance(word, "SUBJ", 1).is_some());
    near.then(|| (Label::Subject, text.len() - rest.trim_start_matches(SEPARATORS).trim_start().len()))
}

/// A subject label of which only a part is left, `XIBJ:`; only where a subject
/// is expected, after the TAGS. Gives its length, separator and blanks included.
pub(crate) fn garbled_subject(text: &str) -> Option<usize> {
    let (word, rest) = text.split_once(':')?;
    let upper = (3..=9).contains(&word.len()).then(|| word.to_ascii_uppercase())?;
    // `SUVA:` and `CUBA:` are as near.
    let has_part = ["BJ", "UJ", "JECT", "SUB"].iter().any(|part| upper.contains(part));
    let near = spelling::distance(&upper, "SUBJ", 2).is_some() || spelling::distance(&upper, "SUBJECT", 3).is_some();
    (has_part && near).then(|| text.len() - rest.trim_start().len())
}

/// `(U) SUBJECT: …`, `(U) TAGS: …`, `(U) REF: …`: the mark before the label.
fn marked_label(text: &str) -> Option<(Label, usize)> {
    let skip = skip_number_and_mark(text);
    let rest = text.get(skip..).filter(|_| skip > 0)?;
    let is_bracket = text.starts_with('(') && text.get(..skip).is_some_and(|mark| mark.contains(')'));
    let (label, length) = match rest.as_bytes().first()?.to_ascii_uppercase() {
        b'T' if is_bracket => tags(rest)?,
        b'R' if is_bracket => references(rest)?,
        _ => subject(rest)?,
    };
    rest.get(..length).is_some_and(|label| label.contains(':')).then_some((label, skip + length))
}

/// The classification authority.
fn classified(text: &str) -> Option<(Label, usize)> {
    extent::opens(text).map(|length| (Label::ClassifiedBy, length))
}

/// How many bytes a paragraph number, brackets and portion mark take before a
/// label: `1. (U) `, `(`, `[`.
fn skip_number_and_mark(text: &str) -> usize {
    let mut rest = text;
    if let Some(after) = rest.strip_prefix("1.") {
        rest = after.trim_start();
    }
    if rest.starts_with('(')
        && let Some(close) = rest.bytes().take(12).position(|b| b == b')')
        && is_upper(&rest[1..close])
    {
        rest = rest[close + 1..].trim_start();
    } else if let Some(after) = rest.strip_prefix(['(', '[']) {
        rest = after;
    }
    text.len() - rest.len()
}

/// `WORD:` and its relatives: how many bytes word, separator and blanks take.
fn word_and_separator(text: &str, word: &str) -> Option<usize> {
    if !starts_with_fold(text, word) {
        return None;
    }
    let after = text[word.len()..].trim_start_matches(' ');
    let rest = after.trim_start_matches(SEPARATORS);
    if rest.len() == after.len() {
        return None;
    }
    // `SUB-SAHARAN` and `REF/AID` are words: a lone hyphen or slash needs a blank after it.
    let separator = &after[..after.len() - rest.len()];
    let tight = after.len() == text.len() - word.len() && !separator.contains(':') && !rest.starts_with(' ');
    if tight && !(word == "TAGS" || word == "SUBJECT" || word == "SUBJ") && !rest.is_empty() {
        return None;
    }
    Some(text.len() - rest.trim_start().len())
}

/// A label written with blanks between some of its letters.
fn spaced(text: &str, word: &str) -> Option<usize> {
    let rest = text.get(spelling::match_spaced(text, word)?..)?;
    let after = rest.trim_start_matches(' ').strip_prefix(':')?;
    Some(text.len() - after.trim_start().len())
}

fn trim_after(text: &str, length: usize) -> usize {
    let rest = text[length..].trim_start().trim_start_matches(SEPARATORS).trim_start();
    text.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_labels_of_tags_and_subject() {
        for (text, want) in [
            ("TAGS: PGOV", Some((Label::Tags, "PGOV"))),
            ("TAGS PGOV PREL", Some((Label::Tags, "PGOV PREL"))),
            ("TGAS: PGOV", Some((Label::Tags, "PGOV"))),
            ("TAOS: OAS, ETRD", Some((Label::Tags, "OAS, ETRD"))),
            ("T A G S: PGOV", Some((Label::Tags, "PGOV"))),
            ("TAGS/PGOV", Some((Label::Tags, "PGOV"))),
            ("TAG: N/A", Some((Label::Tags, "N/A"))),
            ("TAGS AND FLAGS WERE", None),
            ("TAGS, FLAGS AND ROPES", None),
            ("TAXES: A REPORT", None),
            ("RAGS: A REPORT", None),
            ("SUBJCET: FERRY", Some((Label::Subject, "FERRY"))),
            ("SBJECT: FERRY", Some((Label::Subject, "FERRY"))),
            ("S UBJECT: FERRY", Some((Label::Subject, "FERRY"))),
            ("SUBJ8 FERRY", Some((Label::Subject, "FERRY"))),
            ("SUBJECT (C): FERRY", Some((Label::Subject, "(C): FERRY"))),
            ("SUBJECT", Some((Label::Subject, ""))),
            ("SUVA: FERRY", None),
            ("SUB-SAHARAN FERRIES", None),
        ] {
            let have = label(text).map(|(label, length)| (label, &text[length..]));
            assert_eq!(have, want, "{text}");
        }
    }
}
