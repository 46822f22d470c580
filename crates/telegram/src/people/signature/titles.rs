//! Titles beside a name: `ACTING`, `CHARGE A.I.`, `(FOR DOE)`.

use crate::people::words::TITLES;

/// Takes titles from both ends of the text and gives what is left.
pub(super) fn take_titles<'a>(text: &'a str, titles: &mut Vec<String>) -> &'a str {
    let mut rest = text.trim();
    let mut after: Vec<String> = Vec::new();
    for _ in 0..4 {
        let begin = rest.len();
        if let Some(tail) = rest.strip_prefix("A/").filter(|tail| tail.len() > 2 && !tail.contains('/')) {
            titles.push("A/".to_owned());
            rest = tail.trim_start();
        }
        if let Some(head) = rest.strip_suffix("A/").filter(|head| head.ends_with([' ', ','])) {
            after.push("A/".to_owned());
            rest = head.trim_end_matches([' ', ',']);
        }
        if let Some((head, inner)) = rest.strip_suffix(')').and_then(|head| head.rsplit_once('('))
            && (is_one_title(inner) || inner.starts_with("FOR "))
        {
            after.push(inner.trim().to_owned());
            rest = head.trim_end();
        }
        if let Some((inner, tail)) = rest.strip_prefix('(').and_then(|tail| tail.split_once(')'))
            && is_one_title(inner)
        {
            titles.push(inner.trim().to_owned());
            rest = tail.trim_start();
        }
        if let Some(length) = leading_title(rest) {
            titles.push(rest[..length].trim_end().to_owned());
            rest = rest[length..].trim_start_matches([' ', ',', ':', '-']);
        }
        if let Some(at) = trailing_title(rest) {
            after.push(rest[at..].trim().to_owned());
            rest = rest[..at].trim_end_matches([' ', ',', '-', '/', ';', '\u{2013}']);
        }
        if rest.len() == begin {
            break;
        }
    }
    titles.extend(after.into_iter().rev());
    rest
}

fn is_one_title(text: &str) -> bool {
    leading_title(text.trim()).is_some_and(|length| length == text.trim().len())
}

/// The length of the title that begins the text and ends at a word's end.
fn leading_title(text: &str) -> Option<usize> {
    titles_at(text).max()
}

/// The lengths of all titles at the start of the text.
fn titles_at(text: &str) -> impl Iterator<Item = usize> {
    let first = text.as_bytes().first().map(u8::to_ascii_uppercase);
    let may_be = move |title: &&&str| title.as_bytes().first().copied() == first;
    TITLES.iter().filter(may_be).filter_map(move |title| match_title(text, title))
}

/// Where the title that ends the text begins.
fn trailing_title(text: &str) -> Option<usize> {
    let starts = text.char_indices().filter(|&(at, c)| at > 0 && !c.is_whitespace()).map(|(at, _)| at);
    starts
        .filter(|&at| text[..at].ends_with([' ', ',', '-', '/']))
        .find(|&at| titles_at(&text[at..]).any(|length| length == text.len() - at))
}

/// Matches a title at the start of the text; stops and blanks of the text are
/// passed over: `A.I.` is `A I`.
fn match_title(text: &str, title: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for letter in title.bytes() {
        if letter == b' ' {
            let from = at;
            while matches!(bytes.get(at), Some(b' ' | b'.')) {
                at += 1;
            }
            if at == from {
                return None;
            }
            continue;
        }
        if !bytes.get(at)?.eq_ignore_ascii_case(&letter) {
            return None;
        }
        at += 1;
    }
    at += usize::from(bytes.get(at) == Some(&b'.'));
    let goes_on = text.get(at..)?.starts_with(|c: char| c.is_alphanumeric() || c == '\'');
    (!goes_on).then_some(at)
}
