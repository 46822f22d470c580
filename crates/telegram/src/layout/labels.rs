//! The words that open a header field, in all their spellings
//! (FORMAT.md 3.11 and N58, N71, N74, N90, N100, N164, N175, N193).

use super::shape::{is_upper, starts_with_fold, starts_with_word};

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

/// Words of each label, longest first where one is the begin of another.
const SUBJECT: [&str; 12] =
    ["SUBJECTS", "SUBJECT", "SUBJCT", "SUBJET", "SUBECT", "SUBJEC", "SUJECT", "SUBJ8", "SUBJ", "SUB", "SUJ", "UBJ"];
const TAGS: [&str; 8] = ["TAGSC", "TAGS", "TGAS", "TAG5", "TAG", "TASG", "ATGS", "TAGD"];
const REFERENCES: [&str; 12] = [
    "REFERENCES",
    "REFERENCE",
    "REFTELS",
    "REFTEL",
    "REF(S)",
    "REFS",
    "REF",
    "RETELS",
    "RETEL",
    "REFAIRS",
    "REFAIR",
    "RE",
];
const CLASSIFIED: [&str; 14] = [
    "CLASSIFIED BY",
    "CLASSIFED BY",
    "CLASSIFIED UNDER",
    "CLASSIFIED FOR",
    "CLASSIFIED PER",
    "CLASSIFIED",
    "CLASSIFED",
    "CLASS BY",
    "CLASSIFICATION BY",
    "CLASIFIED BY",
    "CLASSFIED BY",
    "DERIVED FROM",
    "DERIVATIVELY CLASSIFIED",
    "DERIVED BY",
];

/// The label at the begin of the line and how many bytes it takes, separator
/// and blanks behind it included. Labels of the SMART form other than `MRN`
/// are found by [`smart_label`](super::smart_label::smart_label) only, for they are ordinary words.
pub(crate) fn label(text: &str) -> Option<(Label, usize)> {
    match text.as_bytes().first()?.to_ascii_uppercase() {
        b'E' => executive_order(text),
        b'T' | b'A' => tags(text),
        b'S' | b'U' => subject(text),
        b'R' => references(text).or_else(|| reason(text)),
        b'C' | b'D' => classified(text, 0),
        b'M' => word_and_separator(text, "MRN").map(|length| (Label::MessageNumber, length)),
        b'(' | b'[' | b'1' => {
            let skip = skip_number_and_mark(text);
            if skip == 0 { None } else { classified(text, skip) }
        }
        _ => None,
    }
}

/// The value behind a label: `text` without the label at its begin, if any.
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
    let skip = |at: &mut usize| {
        while matches!(bytes.get(*at), Some(b'.' | b' ' | b',')) {
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
    while matches!(bytes.get(at), Some(b'.' | b' ' | b',' | b':' | b';' | b'-')) {
        at += 1;
    }
    let rest = &text[at..];
    let is_value = rest.as_bytes().first().is_some_and(u8::is_ascii_digit)
        || starts_with_word(rest, "N/A")
        || starts_with_word(rest, "DECL")
        || starts_with_word(rest, "GDS")
        || starts_with_word(rest, "XGDS")
        || starts_with_word(rest, "NA")
        || rest.is_empty() && text.contains('.');
    is_value.then_some((Label::ExecutiveOrder, at))
}

fn tags(text: &str) -> Option<(Label, usize)> {
    for word in TAGS {
        if let Some(length) = word_and_separator(text, word) {
            return Some((Label::Tags, length));
        }
    }
    // Without a separator the next words must be codes: `TAGS AND FLAGS WERE` is prose.
    for word in ["TAGS", "TAG"] {
        if starts_with_word(text, word) {
            let rest = text[word.len()..].trim_start();
            let mut words = rest.split([' ', ',']).filter(|word| !word.is_empty());
            let is_code = |word: &str| {
                (word.len() == 4 || word.len() == 2 || word == "N/A")
                    && is_upper(word)
                    && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'/')
            };
            let first = words.next().is_some_and(|word| is_code(word) && word != "WERE" && word != "HAVE");
            if first && words.next().is_none_or(is_code) {
                return Some((Label::Tags, text.len() - rest.len()));
            }
        }
    }
    None
}

fn subject(text: &str) -> Option<(Label, usize)> {
    if let Some(length) = spaced(text, "SUBJECT").or_else(|| spaced(text, "SUBJ")) {
        return Some((Label::Subject, length));
    }
    for word in SUBJECT {
        if let Some(length) = word_and_separator(text, word) {
            return Some((Label::Subject, length));
        }
    }
    for word in ["SUBJECT", "SUBJ"] {
        if starts_with_fold(text, word)
            && text.as_bytes().get(word.len()) == Some(&b' ')
            && is_upper(&text[..word.len()])
        {
            let rest = text[word.len()..].trim_start();
            return Some((Label::Subject, text.len() - rest.len()));
        }
    }
    None
}

fn references(text: &str) -> Option<(Label, usize)> {
    for word in REFERENCES {
        if word == "RE" {
            // Only `RE:`; the word alone begins too many sentences.
            return text
                .get(..3)
                .filter(|head| head.eq_ignore_ascii_case("RE:"))
                .map(|_| (Label::References, trim_after(text, 3)));
        }
        if let Some(length) = word_and_separator(text, word) {
            return Some((Label::References, length));
        }
        if starts_with_word(text, word) && is_upper(&text[..word.len()]) {
            let rest = text[word.len()..].trim_start();
            // `REF A. SUVA 617`, `REF(A) SUVA 617`, `REF SUVA 617`: a letter, or capitals and a number.
            let is_entry = rest.is_empty()
                || rest.starts_with(['(', '['])
                || rest.split_whitespace().next().is_some_and(|first| first.len() <= 2)
                || (is_upper(rest) && rest.bytes().any(|b| b.is_ascii_digit()) && rest.len() < 60);
            if is_entry {
                return Some((Label::References, text.len() - rest.len()));
            }
        }
    }
    None
}

/// `REASON: 1.4(B)`, `REASONS 1.5 (b) and (d)`.
fn reason(text: &str) -> Option<(Label, usize)> {
    ["REASONS", "REASON"]
        .iter()
        .find_map(|word| {
            word_and_separator(text, word).or_else(|| {
                let digit = text.get(word.len()..)?.trim_start().as_bytes().first()?.is_ascii_digit();
                (digit && starts_with_word(text, word)).then_some(0)
            })
        })
        // The word is part of the value: it tells that reasons follow.
        .map(|_| (Label::ClassifiedBy, 0))
}

fn classified(text: &str, skip: usize) -> Option<(Label, usize)> {
    let rest = &text[skip..];
    for word in CLASSIFIED {
        if starts_with_word(rest, word) {
            let value = skip + trim_after(rest, word.len());
            let separated = rest[word.len()..].trim_start().starts_with([':', ';', '-', '.']);
            // `CLASSIFIED` and `CLASSIFIED FOR` alone are words of prose too.
            if word.contains(" BY") || word.starts_with("DERIV") || separated || word.contains("UNDER") {
                return Some((Label::ClassifiedBy, value));
            }
        }
    }
    None
}

/// How many bytes a paragraph number, brackets and portion mark take before a
/// classified-by line: `1. (U) `, `(`, `[`.
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
    // `SUB-SAHARAN` and `REF/AID` are words: a lone hyphen or slash needs a blank behind it.
    let separator = &after[..after.len() - rest.len()];
    let tight = after.len() == text.len() - word.len() && !separator.contains(':') && !rest.starts_with(' ');
    if tight && !(word == "TAGS" || word == "SUBJECT" || word == "SUBJ") && !rest.is_empty() {
        return None;
    }
    Some(text.len() - rest.trim_start().len())
}

/// A label written with blanks between its letters.
fn spaced(text: &str, word: &str) -> Option<usize> {
    let mut rest = text;
    for (index, letter) in word.chars().enumerate() {
        rest = rest.strip_prefix([letter, letter.to_ascii_lowercase()])?;
        if index + 1 < word.len() {
            rest = rest.strip_prefix(' ')?;
        }
    }
    let after = rest.trim_start_matches(' ').strip_prefix(':')?;
    Some(text.len() - after.trim_start().len())
}

fn trim_after(text: &str, length: usize) -> usize {
    let rest = text[length..].trim_start().trim_start_matches(SEPARATORS).trim_start();
    text.len() - rest.len()
}
