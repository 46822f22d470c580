//! The labels of the SMART form (rule SMART), also as a scanner spoils them
//! (N14): `DatefDTG:`, `E.0.:`, `lnfo:`, `Pass Une:`, a colon lost, a speck
//! before the label or the value.

use super::Label;
use crate::spelling;
use crate::text::Line;
use crate::text::shape::has_columns;

/// The labels, folded by [`fold`]; a longer one before one that it begins with.
const LABELS: [(&str, Label); 30] = [
    ("MRN", Label::MessageNumber),
    ("MESSAGEREFERENCENUMBER", Label::MessageNumber),
    ("DATEDTG", Label::Date),
    ("DTG", Label::Date),
    ("FROM", Label::From),
    ("ACTIONPOST", Label::Other),
    ("ACTION", Label::Action),
    ("INFO", Label::Info),
    ("EO", Label::ExecutiveOrder),
    ("TAGS", Label::Tags),
    ("CAPTIONS", Label::Captions),
    ("CAPTION", Label::Captions),
    ("PASSLINE", Label::Pass),
    ("PASSLINES", Label::Pass),
    ("REFERENCES", Label::References),
    ("REFERENCE", Label::References),
    ("REF", Label::References),
    ("SUBJECT", Label::Subject),
    ("SIGNATURE", Label::Signature),
    ("DRAFTEDBY", Label::Drafted),
    ("CLEAREDBY", Label::Cleared),
    ("APPROVEDBY", Label::Approved),
    ("RELEASEDBY", Label::Released),
    ("ATTACHMENTS", Label::Other),
    ("ATTACHMENT", Label::Other),
    ("DISSEMINATIONRULE", Label::Rule),
    ("XMT", Label::Exempt),
    ("SENSITIVITY", Label::Classification),
    ("CLASSIFICATION", Label::Classification),
    ("REPLACES", Label::Other),
];

/// Those that name people.
const BY: [&str; 4] = ["DRAFTEDBY", "CLEAREDBY", "APPROVEDBY", "RELEASEDBY"];

/// Length and letters of each label, for [`spelling::may_be_near`].
const SETS: [(usize, u32); LABELS.len()] = {
    let mut names = [""; LABELS.len()];
    let mut at = 0;
    while at < LABELS.len() {
        names[at] = LABELS[at].0;
        at += 1;
    }
    spelling::sets(&names)
};

/// The longest printed label, specks and lost blanks included.
const LONGEST: usize = 30;

/// In so many bytes a label ends: specks and blanks stand before it.
const REACH: usize = LONGEST + 16;

/// Specks of a scanner before a label or a value.
const SPECKS: [char; 15] = ['•', '·', '■', '□', '▪', '¦', '|', '~', '_', '^', '*', '\'', '`', '‘', '°'];

/// The label of the SMART form at the start of the line, and where its value
/// begins.
pub(crate) fn smart_label(text: &str) -> Option<(Label, usize)> {
    if !may_be_label(text) {
        return None;
    }
    let is_speck = |c: char| !c.is_ascii_alphanumeric() && (SPECKS.contains(&c) || matches!(c, ' ' | '.' | ','));
    let body = text.trim_start_matches(is_speck);
    let skipped = text[..text.len() - body.len()].bytes().filter(|byte| *byte != b' ').count();
    if skipped > 6 || !body.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let (head, rest, separator) = split(body)?;
    let gap = rest.len() - rest.trim_start().len();
    // A label begins with a capital; `l` may be a scanner's capital I.
    if head.starts_with(|c: char| c.is_ascii_lowercase() && c != 'l') {
        return None;
    }
    // Without its separator a label is one only by the gap, and where it is not in capitals: `INFO  AMEMBASSY`.
    if !separator && (!head.bytes().any(|byte| byte.is_ascii_lowercase()) || gap < 2) {
        return None;
    }
    // `REFERENCE A: SUVA 617`: the letter of an entry, and no label of the form ends in one.
    if let [.., b' ' | b'(' | b'[', letter] = head.trim_end_matches([' ', ')', ']']).as_bytes()
        && letter.is_ascii_uppercase()
    {
        return None;
    }
    let folded = fold(head);
    if !(2..=22).contains(&folded.len()) {
        return None;
    }
    // `APPROVED BY EB:ROE` names an office after the label: no form's label is spoiled so.
    if BY.iter().any(|name| folded.len() > name.len() && folded.starts_with(name)) {
        return None;
    }
    let label = named(&folded, separator && (gap >= 3 || rest.is_empty())).or_else(|| by_value(&folded, rest))?;
    let value = rest.trim_start_matches(|c: char| c.is_whitespace() || SPECKS[..11].contains(&c));
    Some((label, text.len() - value.len()))
}

/// Whether a separator or the gap of the columns stands where a label can end: a cheap question that settles nearly all
/// lines.
fn may_be_label(text: &str) -> bool {
    let head = text.as_bytes().get(..REACH).unwrap_or(text.as_bytes());
    let mut space = false;
    for &byte in head {
        match byte {
            b':' | b';' => return true,
            b' ' if space => return true,
            _ => space = matches!(byte, b' ' | b'.'),
        }
    }
    false
}

/// Whether a separator or the wide gap of the columns stands near the start of the line.
fn is_set_off(line: &Line<'_>) -> bool {
    let head = || &line.text[..line.text.floor_char_boundary(REACH)];
    line.look.has_sign() && memchr::memchr2(b':', b';', head().as_bytes()).is_some()
        || line.look.may_have_gap() && has_columns(head(), 1)
}

/// Whether lines hold the labels of the form: the number, or three labels that
/// no other form has.
pub(crate) fn is_form(lines: &[Line<'_>]) -> bool {
    let mut own: [Option<Label>; 3] = [None; 3];
    for line in lines.iter().filter(|line| is_set_off(line)) {
        let Some((label, _)) = smart_label(line.text) else { continue };
        if label == Label::MessageNumber && line.text.starts_with("MRN") {
            return true;
        }
        let is_own = matches!(
            label,
            Label::MessageNumber
                | Label::Date
                | Label::Captions
                | Label::Pass
                | Label::Signature
                | Label::Drafted
                | Label::Cleared
                | Label::Approved
                | Label::Released
                | Label::Rule
        );
        if !is_own || own.contains(&Some(label)) {
            continue;
        }
        let Some(place) = own.iter().position(Option::is_none) else { break };
        own[place] = Some(label);
    }
    let sure = [Label::MessageNumber, Label::Date, Label::Pass, Label::Released, Label::Rule];
    own.iter().all(Option::is_some) && own.iter().flatten().any(|label| sure.contains(label))
}

/// The text before the separator, the text after it, and whether it is a
/// printed one; else the gap of the columns separates.
fn split(text: &str) -> Option<(&str, &str, bool)> {
    let head = &text[..text.floor_char_boundary(LONGEST.min(text.len()))];
    let bytes = head.as_bytes();
    let pair = |first: u8| bytes.windows(2).position(|pair| pair == [first, b' ']);
    if let Some(at) = memchr::memchr2(b':', b';', bytes) {
        // A gap before the separator: that one is part of the value.
        if !bytes[..at].windows(3).any(|three| three == b"   ") {
            return Some((&head[..at], text[at + 1..].trim_start_matches([':', ';', '.']), true));
        }
    }
    // `Info. AMEMBASSY`: a stop for the colon.
    if let Some(at) = pair(b'.').filter(|&at| exact(&fold(&head[..at])).is_some()) {
        return Some((&head[..at], &text[at + 1..], true));
    }
    let at = pair(b' ')?;
    // Two blanks after a stop end a sentence too.
    let printed = head[..at].ends_with(['.', ',']) && !head[..at].contains(' ') && text[at..].starts_with("   ");
    Some((&head[..at], &text[at..], printed))
}

/// The letters of a label in capitals, with figures and strokes as the letters
/// that a scanner takes them for.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        let letter = match letter {
            '0' => 'O',
            '1' | '|' | '!' | 'l' => 'L',
            '5' | '$' => 'S',
            '8' => 'B',
            letter if letter.is_alphanumeric() => letter.to_ascii_uppercase(),
            _ => continue,
        };
        folded.push(letter);
    }
    folded
}

fn exact(folded: &str) -> Option<Label> {
    let is_own = |(name, _): &&(&str, Label)| name.len() == folded.len() && *name == folded;
    LABELS.iter().find(is_own).map(|(_, label)| *label)
}

fn named(folded: &str, sure: bool) -> Option<Label> {
    if let Some(label) = exact(folded) {
        return Some(label);
    }
    // `lnfo`: the letter l for a capital I.
    if folded.contains('L')
        && let Some(label) = exact(&folded.replace('L', "I"))
    {
        return Some(label);
    }
    if folded.as_bytes().windows(2).any(|two| two == b"RN")
        && let Some(label) = exact(&folded.replace("RN", "M"))
    {
        return Some(label);
    }
    // Short labels are near to too many words: one edit, and only where the columns show that it is one.
    let limit = |length: usize| match length {
        0..=2 => 0,
        3..=4 => usize::from(sure),
        5..=7 => 1,
        _ => 2,
    };
    let own = (folded.len(), spelling::letters(folded.as_bytes()));
    LABELS
        .iter()
        .zip(SETS)
        .filter(|&((name, _), set)| name.len() >= 3 && spelling::may_be_near(own, set, limit(name.len())))
        .filter_map(|((name, label), _)| spelling::distance(folded, name, limit(name.len())).map(|cost| (cost, *label)))
        .min_by_key(|(cost, _)| *cost)
        .map(|(_, label)| label)
}

/// A short label with one letter wrong, where the value can only be its own.
fn by_value(folded: &str, value: &str) -> Option<Label> {
    let near = |name: &str| spelling::distance(folded, name, 1).is_some();
    if !(2..=5).contains(&folded.len()) {
        return None;
    }
    let value = value.trim_start();
    let word = value.split([' ', ',']).next().unwrap_or_default();
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if near("MRN") && word.len() == 2 && figures(word) && value.split(' ').next_back().is_some_and(figures) {
        Some(Label::MessageNumber)
    } else if near("FROM") && (word.starts_with("AM") || word.starts_with("US") || word == "SECSTATE") && word.len() > 4
    {
        Some(Label::From)
    } else if near("INFO") && ["ROUTINE", "IMMEDIATE", "PRIORITY"].iter().any(|word| value.contains(word)) {
        Some(Label::Info)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines;

    #[test]
    fn reads_labels_and_where_their_values_begin() {
        for (line, label, value) in [
            ("MRN:          11 SUVA 617", Label::MessageNumber, "11 SUVA 617"),
            ("Date/DTG:     Apr 02, 2011 / 020315Z APR 11", Label::Date, "Apr 02, 2011 / 020315Z APR 11"),
            ("DatefDTG:     Apr 02, 2011", Label::Date, "Apr 02, 2011"),
            ("Date/DIG;     Apr 02, 2011", Label::Date, "Apr 02, 2011"),
            ("E.0.:         13526", Label::ExecutiveOrder, "13526"),
            ("TAGS:         •EFIS, FJ", Label::Tags, "EFIS, FJ"),
            ("• TAGS:       EFIS, FJ", Label::Tags, "EFIS, FJ"),
            ("lnfo:         APIA, AMEMBASSY ROUTINE", Label::Info, "APIA, AMEMBASSY ROUTINE"),
            ("Pass Une:     STATE FOR EAP", Label::Pass, "STATE FOR EAP"),
            ("Pass Line     STATE FOR EAP", Label::Pass, "STATE FOR EAP"),
            ("Frorn:        AMEMBASSY SUVA", Label::From, "AMEMBASSY SUVA"),
            ("Draf ted By:  POL:Roe, Jane", Label::Drafted, "POL:Roe, Jane"),
            ("C1eared By:   POL:Roe, Jane", Label::Cleared, "POL:Roe, Jane"),
            ("Subject: Ferry: the sequel", Label::Subject, "Ferry: the sequel"),
            ("XMT:", Label::Exempt, ""),
            ("Dissemination Rule:  Archive Copy", Label::Rule, "Archive Copy"),
        ] {
            let found = smart_label(line).map(|(label, at)| (label, &line[at..]));
            assert_eq!(found, Some((label, value)), "{line}");
        }
    }

    #[test]
    fn leaves_other_lines_alone() {
        for line in [
            "",
            ":",
            "INFO  AMEMBASSY APIA",
            "FM AMEMBASSY SUVA",
            "SUBJ: FERRY SERVICE",
            "The subject: ferries",
            "Comment: the ferry sails.",
            "REFS: A. SUVA 617",
            "13. (SBU) Note: the ferry",
            "É: x",
            "From the harbour: a view",
        ] {
            assert_eq!(smart_label(line), None, "{line}");
        }
    }

    #[test]
    fn tells_the_form() {
        assert!(is_form(&lines(&["MRN: 11 SUVA 617"].join("\n"))));
        assert!(is_form(&lines(&["Date/DTG: x", "Captions: SENSITIVE", "Drafted By: POL:Roe"].join("\n"))));
        assert!(!is_form(&lines(&["Drafted by: Roe", "Cleared by: Doe", "Approved by: Poe"].join("\n"))));
        assert!(!is_form(&lines(&["From: Roe", "Subject: ferry", "Attachments: x"].join("\n"))));
    }
}
