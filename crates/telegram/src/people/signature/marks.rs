//! What stands around a name and marks it as a signature: `SIGNED`, quotation marks, `##`, stray stops.

use super::shape::upper;
use crate::people::name::is_suffix;

/// The line without what marks a signature as one: `SIGNED`, quotation marks,
/// `##`, a stop, dashes before it; and whether there was such a mark.
pub(super) fn strip_marks(line: &str) -> (&str, bool) {
    let mut text = without_stray_stops(line.trim());
    let mut marked = false;
    // `DOE BT`, `DOE NNNN`, `DOE #0617`: end marks that lost their line break.
    for _ in 0..3 {
        let Some((head, last)) = text.rsplit_once(' ') else { break };
        let number = last.strip_prefix('#').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        if !(last == "BT" || number || (last.starts_with("NNN") && last.len() <= 14)) {
            break;
        }
        text = head.trim_end();
        marked = true;
    }
    // `DOE UNQUOTE`: the end of what was quoted may end with the name of who signed it.
    let bare = text.trim_end_matches('.');
    if let Some(head) = END_OF_QUOTATION.iter().find_map(|end| bare.strip_suffix(end)) {
        text = head.trim_end();
    }
    let shorter = text.trim_end_matches(['#', '*', '=', '+', '<', '>']).trim_end();
    marked |= shorter.len() < text.len();
    text = shorter.trim_start_matches(['-', '*', '\u{2013}', '\u{2014}', ' ', '#']);
    let shorter = text.trim_end_matches(['-', '\u{2013}', ' ', '/']);
    // `ROE A/` keeps its slash.
    text = if shorter.ends_with(['A', 'a']) && shorter.len() < text.len() { text } else { shorter };
    for word in
        ["(SIGNED)", "/SIGNED/", "SIGNED:", "SIGNED BY", "SIGNED -", "SIGNED", "SIGNATURE:", "SGD.", "SGD", "/S/", "S/"]
    {
        if let Some(head) = text.get(..word.len())
            && head.eq_ignore_ascii_case(word)
            && !text[word.len()..].starts_with(|c: char| c.is_alphanumeric() && word.ends_with(char::is_alphabetic))
        {
            text = text[word.len()..].trim_start_matches([' ', ':', '-', ',']);
            marked = true;
            break;
        }
    }
    let quotes = ['"', '\'', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'];
    let shorter = text.trim_end_matches('.').trim_matches(quotes);
    // A quotation mark at one side only is the end of a quotation.
    if shorter.len() + 1 < text.trim_end_matches('.').len() && !shorter.contains(' ') {
        marked = true;
        text = shorter;
    }
    if let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'))
        && !inner.contains([' ', '('])
        && inner.len() > 2
    {
        text = inner;
    }
    // `J.` and `JR.` and `A.I.` keep their stop.
    let before = text.trim_end_matches('.');
    let last = before.rsplit([' ', '.']).next().unwrap_or_default();
    if last.len() > 1 && !is_suffix(&upper(last)) {
        text = before;
    }
    (text.trim(), marked)
}

/// What ends a quotation on the line of a name.
const END_OF_QUOTATION: [&str; 4] = [" UNQUOTE", " UNQTE", " END QUOTE", " ENDQUOTE"];

/// `ROE .`, `ROE ...`: stops that a typist or relay set after the name.
fn without_stray_stops(text: &str) -> &str {
    let bare = text.trim_end_matches(['.', ' ', '\u{2026}']);
    let stops = &text[bare.len()..];
    if stops.len() > 1 && !stops.trim().is_empty() { bare } else { text }
}

/// `ROE ROE`: the name that is printed twice.
pub(super) fn undoubled(text: &str) -> &str {
    let Some((first, second)) = text.split_at_checked(text.len() / 2) else { return text };
    let twice = second.strip_prefix(' ').is_some_and(|second| second == first);
    if twice { first } else { text }
}
