//! How the field goes on from line to line, and where it ends (rules AUTHORITY,
//! N69, N72, N157).

use super::extent::{cites, head};
use super::keyword::{self, Keyword, phrase, word};
use super::wrap::append;
use super::{LONGEST, Mark, marks, reasons};
use crate::people::{authority, title};
use crate::spelling;
use crate::text::Line;

/// What the lines of a field hold so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct State {
    /// Reasons are there.
    pub(crate) reasons: bool,
    /// A person or source is there.
    pub(crate) authority: bool,
    /// The last word asks for more: `for`, `and`, `1.4`, a comma.
    pub(crate) unfinished: bool,
    /// Words stand last and no stop after them.
    pub(crate) in_sentence: bool,
}

/// Reads the state of the lines so far.
pub(crate) fn state(joined: &str) -> State {
    let joined = head(joined, LONGEST);
    let marks = marks(joined);
    let mut state = State::default();
    let mut lettered = true;
    for (index, mark) in marks.iter().enumerate() {
        let end = marks.get(index + 1).map_or(joined.len(), Mark::begin);
        match mark {
            Mark::Cited(cited) => {
                state.reasons = true;
                lettered = !cited.letters.is_empty();
            }
            Mark::Keyword(Keyword::ClassifiedBy, _, begin) => {
                state.authority |= super::links::without_links(&joined[*begin..end.max(*begin)])
                    .bytes()
                    .filter(u8::is_ascii_alphabetic)
                    .count()
                    > 2;
            }
            Mark::Keyword(Keyword::DerivedFrom, _, begin) => state.authority |= end > begin + 3,
            _ => {}
        }
    }
    let at_end = marks.last().is_some_and(|mark| mark.end() + 2 >= joined.len());
    state.in_sentence =
        marks.last().is_none_or(|mark| mark.end() + 2 < joined.len()) && !joined.ends_with(['.', ')', ']', '"']);
    let last = joined.trim_end_matches([' ', '(', ':']).rsplit([' ', '(']).next().unwrap_or_default();
    state.unfinished = joined.ends_with([',', '(', '/', '&', '-', ':'])
        || super::links::is_link(last)
        || spelling::is_one_of(last, &["REASON", "REASONS", "&"])
        || at_end && !lettered
        || joined.ends_with(" 1.")
        || joined.ends_with(" 1")
        || joined.ends_with("E.O.")
        || at_end && !(state.reasons && lettered) && matches!(marks.last(), Some(Mark::Order(..)))
        || joined.matches('(').count() > joined.matches(')').count();
    state
}

/// Whether a line goes on with reasons: `and (d).`, `(d)`, `1.4 (b)`, `REASON: …`.
pub(crate) fn goes_on_with_reasons(text: &str) -> bool {
    let mut start = text.trim_start_matches([',', ' ', '&', '/', '+', '.']);
    // `(b)` / `(1) and (d)`
    if let Some(inside) = start.strip_prefix('(')
        && let Some((figures, after)) = inside.split_once(')')
        && !figures.is_empty()
        && figures.bytes().all(|byte| byte.is_ascii_digit())
    {
        start = after.trim_start();
    }
    if reasons::cited(start, 0).is_some() {
        return true;
    }
    if let Some((Keyword::Reason, _)) = keyword::read(start) {
        return true;
    }
    if phrase(start, "FOR").is_some_and(|length| {
        matches!(keyword::read(start[length..].trim_start()), Some((Keyword::Reason, _)))
            || reasons::cited(start, length + start[length..].len() - start[length..].trim_start().len()).is_some()
    }) {
        return true;
    }
    let start =
        phrase(start, "AND").or_else(|| phrase(start, "OR")).map_or(start, |length| start[length..].trim_start());
    if start.is_empty() && !text.is_empty() || reasons::cited(start, 0).is_some() {
        return true;
    }
    let letter = start.trim_start_matches(['(', '[', '{', ' ']);
    let single = word(letter).len() == 1 && matches!(letter.as_bytes()[0].to_ascii_lowercase(), b'a'..=b'i');
    let after = letter.get(1..).unwrap_or_default().trim_start_matches([')', ']', '}', ' ', '.', ';', ',']);
    single
        && (after.is_empty()
            || phrase(after, "AND").is_some()
            || phrase(after, "OF").is_some()
            || after.starts_with(['(', '/', '&']))
}

/// `and (d)`: more of a list that stands above.
pub(crate) fn begins_with_and(text: &str) -> bool {
    phrase(text, "AND").is_some_and(|length| text[length..].trim_start().starts_with(['(', '1']))
}

/// `E.O. 12958, 1.5 (b)`: an order with reasons after it.
pub(crate) fn goes_on_with_order<'a>(text: &str, below: impl Iterator<Item = Line<'a>>) -> bool {
    let mut joined = String::from(head(text, 200));
    for line in below.take_while(|line| !line.is_blank()).take(4) {
        append(&mut joined, head(line.text, 100));
    }
    reasons::order(&joined, 0).is_some()
        && belongs(&joined)
        && marks(&joined).iter().any(|mark| matches!(mark, Mark::Cited(_)))
}

/// Whether a line adds letters to the reasons that stand last: `through (d)`, `adn (d)`.
pub(crate) fn extends(joined: &str, text: &str) -> bool {
    let Some(Mark::Cited(before)) = marks(head(joined, LONGEST)).pop() else { return false };
    let longer = marks(&format!("{} {}", head(joined, LONGEST - 100), head(text, 60)));
    before.range.end + 2 >= joined.len()
        && longer.iter().any(|mark| match mark {
            Mark::Cited(after) => after.range.start == before.range.start && after.letters.len() > before.letters.len(),
            _ => false,
        })
}

/// A last line of a field that has all: `Declassify on: …`, `of E.O. 12958`, `by Ambassador …`.
pub(crate) fn is_tail(text: &str) -> bool {
    matches!(keyword::read(text), Some((Keyword::End, _)))
        || ["OF", "UNDER", "AS AMENDED"].iter().any(|first| phrase(text, first).is_some()) && text.len() < 80
}

/// A line that holds a title or the rest of one.
pub(crate) fn is_title_line(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let small = first.starts_with(char::is_lowercase) && text.len() < 70;
    (title::is_title_word(first) || small) && text.len() < 90 && !text.trim_end_matches('.').contains(". ")
}

/// A line with the rest of a name that the line above began, or with the whole name after a title.
pub(crate) fn is_name_line(joined: &str, text: &str) -> bool {
    let capitals = |text: &str| text.chars().all(|c| !c.is_lowercase());
    let words = text.split_whitespace().count();
    text.len() < 40
        && text.starts_with(char::is_uppercase)
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | ',' | '-' | '\''))
        && (!capitals(text) || capitals(joined))
        && (words <= 2 && text.len() < 30 || words <= 5 && is_whole_name(joined, text))
}

/// Whether the lines above name nobody and this one surely does, and nothing but a name.
fn is_whole_name(joined: &str, text: &str) -> bool {
    let value = marks(head(joined, LONGEST)).last().map_or(0, Mark::end);
    let (above, person) = (authority::read(joined.get(value..).unwrap_or_default()), authority::read(text));
    above.name.is_none() && person.certainty >= 3 && person.title.is_none()
}

/// Whether reasons are cited in the next lines.
pub(crate) fn reasons_follow<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut joined = String::new();
    for line in lines {
        append(&mut joined, head(line, 200));
    }
    cites(&joined)
}

/// Where text that is no part of the field begins in a line of it, in bytes:
/// another field, or the first sentence of the text after the reasons.
pub(crate) fn ends_in(joined: &str, text: &str) -> Option<usize> {
    let cut = head(text, LONGEST);
    let mut from = usize::from(!joined.is_empty() || !cut.is_empty());
    let mut label = None;
    while let Some(at) = crate::header::labels::next_label(cut, from) {
        if !belongs(&cut[at..]) {
            label = Some(at);
            break;
        }
        from = at + 1;
    }
    let until = label.unwrap_or(cut.len());
    let marks = marks(&cut[..until]);
    let after = marks.iter().rev().find_map(|mark| match mark {
        Mark::Cited(cited) if !cited.letters.is_empty() => Some(cited.range.end),
        _ => None,
    });
    let last = marks.last().map_or(0, Mark::end);
    let sentence = after.filter(|&end| end == last).and_then(|end| {
        let rest = &cut[end..until];
        let trimmed = rest.trim_start_matches([')', ']', '.', ' ', '"', ';']);
        let stopped = rest[..rest.len() - trimmed.len()].contains(['.', ']']) || trimmed.starts_with("1. ");
        let begins = trimmed.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '(' || c == '\u{b6}');
        let person = authority::read(head(trimmed, 90));
        let is_person = trimmed.starts_with(char::is_uppercase)
            && trimmed.len() < 90
            && person.certainty > 0
            && person.title.is_some();
        (stopped
            && begins
            && (trimmed.len() > 25 || trimmed.starts_with("1. ("))
            && !is_person
            && keyword::read(trimmed).is_none())
        .then(|| until - trimmed.len())
    });
    sentence.or(label).filter(|&at| at > 0)
}

/// Whether a label inside the field is part of it: the keyword doubled, an order
/// cited before the reasons.
pub(crate) fn belongs(text: &str) -> bool {
    if matches!(keyword::read(text), Some((Keyword::ClassifiedBy | Keyword::DerivedFrom | Keyword::Reason, _))) {
        return true;
    }
    // `E.O. 129`: a wrap cut the number.
    if text.len() < 12 && phrase(text, "E O").is_some() {
        return true;
    }
    reasons::order(text, 0).is_some_and(|end| {
        let value = text[end..].trim_start_matches([' ', ':', ',', ';', '.', '-']);
        !["DECL", "N/A", "OADR", "GDS"].iter().any(|begin| spelling::starts_with(value, begin))
    })
}
