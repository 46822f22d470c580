//! Where the classification authority begins and ends among the lines
//! (FORMAT.md 3.11.9, N69-N73, N156-N160).

use super::keyword::{self, Keyword, phrase, word};
use super::{LONGEST, Mark, marks, reasons};
use crate::layout::portion_mark;
use crate::people::{authority, title};
use crate::spelling;
use crate::text::{Line, Unfolded};

/// The label at the begin of a line of the head: the offset of the value.
pub(crate) fn opens(text: &str) -> Option<usize> {
    // Quick way out for nearly every line.
    if !matches!(
        text.as_bytes().first()?.to_ascii_uppercase(),
        b'C' | b'D' | b'R' | b'O' | b'L' | b'F' | b'T' | b'M' | b'(' | b'[' | b'"' | b'*' | b'1'..=b'9'
    ) {
        return None;
    }
    let at = lead(text);
    let rest = &text[at..];
    let (keyword, length) = keyword::read(rest)?;
    let value = at + length;
    let separated = rest[..length].trim_end().ends_with([':', ';', '=', '-', '\u{2013}', '\u{2014}']);
    let plausible = match keyword {
        Keyword::ClassifiedBy => separated || is_plausible(&text[value..]),
        Keyword::DerivedFrom => separated || is_source(&text[value..]),
        Keyword::Reason => {
            let cites = cites(rest) || rest.len() == length && rest.contains(':');
            return (cites && is_reason_line(rest, length, separated)).then_some(at);
        }
        Keyword::End => false,
    };
    plausible.then_some(value)
}

/// `CLASSIFIED` alone on a line above `BY: …`.
pub(crate) fn is_broken_label(text: &str, next: Option<&str>) -> bool {
    let rest = &text[lead(text)..];
    rest.eq_ignore_ascii_case("CLASSIFIED")
        && next.is_some_and(|next| phrase(next, "BY").is_some_and(|length| length < next.len()))
}

/// Whether a line of the body that [`opens`] begins an authority: colon and
/// person, or reasons, in it or in the lines directly below.
pub(crate) fn is_field<'a>(first: &str, below: impl Iterator<Item = Line<'a>>) -> bool {
    let Some(value) = opens(first) else { return false };
    let mut joined = String::from(head(first, 400));
    let value = value.min(joined.len());
    for line in below.take_while(|line| !line.is_blank()).take(4) {
        joined.push(' ');
        joined.push_str(head(line.text, 200));
    }
    if cites(&joined) {
        return true;
    }
    let person = authority::read(&joined[value..]);
    let label = joined[..value].trim_end();
    let separated = label.ends_with([':', ';', '-', '=']);
    let sure = person.certainty >= 3 && person.title.is_some();
    if keyword::read(&joined[lead(first).min(value)..]).is_some_and(|(keyword, _)| keyword == Keyword::DerivedFrom) {
        return separated || is_source(&joined[value..]);
    }
    sure && joined.len() < 160 || separated && (person.certainty >= 2 || person.title.is_some())
}

/// Where inside a paragraph's first line an authority begins, behind a mark for
/// the whole text or a sentence: `1. (S) ENTIRE TEXT. CLASSIFIED BY R. DOE.` (N158).
pub(crate) fn embedded<'a>(text: &str, below: impl Iterator<Item = Line<'a>>) -> Option<usize> {
    let text = head(text, 400);
    let at = text.match_indices(['C', 'c', 'D', 'd']).map(|(at, _)| at).find(|&at| {
        at > 0
            && text[..at].trim_end().ends_with(['.', ':', ')', ';', '-', ']', ','])
            && keyword::read(&text[at..])
                .is_some_and(|(keyword, _)| matches!(keyword, Keyword::ClassifiedBy | Keyword::DerivedFrom))
    })?;
    let first = &text[at..];
    is_field(first, below).then_some(at)
}

/// Where a label of this field begins inside a line that holds another (N72, N172).
pub(crate) fn opens_inside(text: &str) -> bool {
    let Some((keyword, length)) = keyword::read(text) else { return false };
    let separated = text[..length].contains(':');
    match keyword {
        Keyword::ClassifiedBy => {
            let first = text[length..].split_whitespace().next().unwrap_or_default();
            separated || phrase(text, "CLASSIFIED BY").is_some() && (cites(head(text, 200)) || title::is_rank(first))
        }
        Keyword::DerivedFrom => separated,
        Keyword::Reason => cites(head(text, 60)) && (separated || text[length..].starts_with("1.")),
        Keyword::End => false,
    }
}

/// What the lines of a field hold so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct State {
    /// Reasons are there.
    pub(crate) reasons: bool,
    /// A person or source is there.
    pub(crate) authority: bool,
    /// The last word asks for more: `for`, `and`, `1.4`, a comma.
    pub(crate) unfinished: bool,
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
                state.authority |= joined[*begin..end.max(*begin)].bytes().filter(u8::is_ascii_alphabetic).count() > 2;
            }
            Mark::Keyword(Keyword::DerivedFrom, _, begin) => state.authority |= end > begin + 3,
            _ => {}
        }
    }
    let at_end = marks.last().is_some_and(|mark| mark.end() + 2 >= joined.len());
    let last = joined.trim_end_matches([' ', '(', ':']).rsplit([' ', '(']).next().unwrap_or_default();
    const LINKS: [&str; 14] =
        ["FOR", "AND", "OR", "OF", "THE", "UNDER", "REASON", "REASONS", "SECTION", "SEC", "BY", "TO", "PER", "&"];
    state.unfinished = joined.ends_with([',', '(', '/', '&', '-', ':'])
        || LINKS.iter().any(|link| link.eq_ignore_ascii_case(last))
        || at_end && !lettered
        || joined.ends_with(" 1.")
        || at_end && matches!(marks.last(), Some(Mark::Order(..)))
        || joined.matches('(').count() > joined.matches(')').count();
    state
}

/// Whether a line goes on with reasons: `and (d).`, `(d)`, `1.4 (b)`, `REASON: …`.
pub(crate) fn goes_on_with_reasons(text: &str) -> bool {
    let start = text.trim_start_matches([',', ' ', '&', '/', '+', '.']);
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
    if start.is_empty() && !text.is_empty() {
        return true;
    }
    let letter = start.trim_start_matches(['(', '[', '{', ' ']);
    let single = word(letter).len() == 1 && matches!(letter.as_bytes()[0].to_ascii_lowercase(), b'a'..=b'i');
    let behind = letter.get(1..).unwrap_or_default().trim_start_matches([')', ']', '}', ' ', '.', ';', ',']);
    single
        && (behind.is_empty()
            || phrase(behind, "AND").is_some()
            || phrase(behind, "OF").is_some()
            || behind.starts_with(['(', '/', '&']))
}

/// `E.O. 12958, 1.5 (b)`: an order with reasons behind it.
pub(crate) fn goes_on_with_reasons_of_order(text: &str) -> bool {
    reasons::order(text, 0).is_some() && belongs(text) && cites(text)
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

/// Whether reasons are cited in the next lines.
pub(crate) fn reasons_follow<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut joined = String::new();
    for line in lines {
        joined.push_str(head(line, 200));
        joined.push(' ');
    }
    cites(&joined)
}

/// Where text that is no part of the field begins in a line of it, in bytes:
/// another field, or the first sentence of the text behind the reasons.
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
    let behind = marks.iter().rev().find_map(|mark| match mark {
        Mark::Cited(cited) if !cited.letters.is_empty() => Some(cited.range.end),
        _ => None,
    });
    let last = marks.last().map_or(0, Mark::end);
    let sentence = behind.filter(|&end| end == last).and_then(|end| {
        let rest = &cut[end..until];
        let trimmed = rest.trim_start_matches([')', ']', '.', ' ', '"', ';']);
        let stopped = rest[..rest.len() - trimmed.len()].contains(['.', ']']) || trimmed.starts_with("1. ");
        let begins = trimmed.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '(' || c == '\u{b6}');
        let person = authority::read(head(trimmed, 90));
        let is_person = trimmed.len() < 90 && person.certainty > 0 && person.title.is_some();
        (stopped && begins && trimmed.len() > 25 && !is_person && keyword::read(trimmed).is_none())
            .then(|| until - trimmed.len())
    });
    sentence.or(label).filter(|&at| at > 0)
}

/// Whether a label inside the field is part of it: the keyword doubled, an order
/// cited before the reasons.
fn belongs(text: &str) -> bool {
    if matches!(keyword::read(text), Some((Keyword::ClassifiedBy | Keyword::DerivedFrom | Keyword::Reason, _))) {
        return true;
    }
    reasons::order(text, 0).is_some_and(|end| {
        let value = text[end..].trim_start_matches([' ', ':', ',', ';', '.', '-']);
        !["DECL", "N/A", "OADR", "GDS"].iter().any(|begin| spelling::starts_with(value, begin))
    })
}

/// Joins the lines of a field; a word that a wrap at a fixed column cut in two is
/// put together again (N157).
pub(crate) fn unfold<'a>(lines: impl IntoIterator<Item = Line<'a>>) -> Unfolded {
    let mut joined = Unfolded::default();
    for line in lines {
        if is_cut(&joined.text, line.text) {
            joined.push_glued(line.text, line.at);
        } else {
            joined.push(line.text, line.at);
        }
        if joined.text.len() > LONGEST {
            break;
        }
    }
    joined
}

/// Whether a wrap cut a word in two between `before` and `text`.
fn is_cut(before: &str, text: &str) -> bool {
    let length = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let first = &before[before.len() - length..];
    let second = word(text);
    if first.is_empty() || second.is_empty() || first.len() + second.len() > 24 || before.len() - length == 0 {
        return false;
    }
    let both = format!("{first}{second}");
    let (known_first, known_second) = (is_known(first), is_known(second));
    if is_known(&both) && both.len() > 2 && !(known_first && known_second) {
        return true;
    }
    // `Sam` / `ple`: in mixed case a name or title does not begin with a small letter.
    let small = second.bytes().all(|byte| byte.is_ascii_lowercase());
    let capital =
        first.as_bytes()[0].is_ascii_uppercase() && first.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    let capital = capital || first.bytes().all(|byte| byte.is_ascii_lowercase()) && !known_first;
    small && capital && !known_second && !title::is_title_word(first) && before.chars().any(char::is_uppercase)
}

/// Words of the field beside names.
fn is_known(word: &str) -> bool {
    const WORDS: [&str; 47] = [
        "REASON",
        "REASONS",
        "FOR",
        "AND",
        "CLASSIFIED",
        "DERIVED",
        "FROM",
        "SECTION",
        "SEC",
        "THE",
        "OF",
        "BY",
        "TO",
        "IN",
        "UNDER",
        "PURSUANT",
        "PER",
        "DECL",
        "DECLASSIFY",
        "ON",
        "OR",
        "AS",
        "AMENDED",
        "WITH",
        "ACCORDANCE",
        "MULTIPLE",
        "SOURCES",
        "FOLLOWING",
        "DUE",
        "BASED",
        "PARA",
        "PARAGRAPH",
        "EXECUTIVE",
        "ORDER",
        "CLEARED",
        "DRAFTED",
        "APPROVED",
        "WHO",
        "THIS",
        "BECAUSE",
        "IS",
        "WAS",
        "AT",
        "CLASSIFICATION",
        "D",
        "ALL",
        "CITING",
    ];
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
        || title::is_listed(word)
        || crate::people::name::is_particle(word)
}

/// How many bytes number, portion mark, brackets and `This message was` take.
fn lead(text: &str) -> usize {
    let mut rest = text;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let Some(after) = rest[digits..].strip_prefix(['.', ')']) else { return 0 };
        rest = after.trim_start_matches(['.', ' ']);
    }
    if rest.starts_with(['(', '['])
        && let Some((_, length)) = portion_mark(rest)
    {
        rest = rest[length..].trim_start();
    }
    rest = rest.trim_start_matches(['(', '[', '"', '*', ' ', '-', ':']);
    let mut after = rest;
    if let Some(length) = phrase(after, "THIS") {
        after = after[length..].trim_start();
    }
    let noun = word(after);
    if ["MESSAGE", "CABLE", "TELEGRAM", "REPORT", "DOCUMENT"].iter().any(|known| known.eq_ignore_ascii_case(noun))
        && (after.len() < rest.len() || !noun.eq_ignore_ascii_case("DOCUMENT"))
    {
        after = after[noun.len()..].trim_start();
        for verb in ["IS", "WAS", "HAS BEEN", "HEREBY"] {
            if let Some(length) = phrase(after, verb) {
                after = after[length..].trim_start();
            }
        }
        rest = after;
    }
    if let Some(length) = phrase(rest, "FOR")
        && matches!(keyword::read(rest[length..].trim_start()), Some((Keyword::Reason, _)))
    {
        rest = rest[length..].trim_start();
    }
    text.len() - rest.len()
}

/// Whether reasons are cited: a section with letters, or the word and a section.
fn cites(text: &str) -> bool {
    let marks = marks(head(text, LONGEST));
    let word = marks.iter().any(|mark| matches!(mark, Mark::Keyword(Keyword::Reason, ..)));
    marks.iter().any(|mark| match mark {
        Mark::Cited(cited) => word || cited.section.is_some() && !cited.letters.is_empty(),
        _ => false,
    })
}

/// A line that begins with REASON is one of this field, not of the text.
fn is_reason_line(text: &str, length: usize, separated: bool) -> bool {
    separated
        || text[length..]
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | 'E' | 'S' | 'e' | 's' | 'u' | 'U'))
}

/// Whether what follows `CLASSIFIED BY` without a colon can be an authority and
/// is not the rest of a sentence: `CLASSIFIED BY THE MINISTRY AS A MONUMENT`.
fn is_plausible(value: &str) -> bool {
    if value.trim().is_empty() || cites(value) {
        return true;
    }
    let mut words = value.split_whitespace();
    let first = words.next().unwrap_or_default();
    let plain = first.trim_matches(|c: char| !c.is_alphanumeric());
    if plain.eq_ignore_ascii_case("THE") {
        return words.next().is_some_and(title::is_rank) && value.len() < 90;
    }
    const PROSE: [&str; 34] = [
        "A",
        "AN",
        "ITS",
        "OUR",
        "HIS",
        "HER",
        "THEIR",
        "THIS",
        "THAT",
        "SOME",
        "ANY",
        "BOTH",
        "ALL",
        "MOST",
        "MANY",
        "NO",
        "MINISTRY",
        "GOVERNMENT",
        "CONGRESS",
        "COURT",
        "PARLIAMENT",
        "ARMY",
        "HOST",
        "LOCAL",
        "TYPE",
        "SIZE",
        "AGE",
        "DATE",
        "COUNTRY",
        "NATIONAL",
        "SOVIET",
        "BRITISH",
        "US",
        "USG",
    ];
    if PROSE.iter().any(|known| known.eq_ignore_ascii_case(plain)) {
        return false;
    }
    let person = authority::read(head(value, 120));
    if title::is_title_word(first) || person.certainty >= 3 {
        return true;
    }
    let letter = plain.chars().next().is_some_and(char::is_uppercase);
    person.certainty > 0 && value.len() < 60 && letter
}

/// What `DERIVED FROM` without a colon names in this field.
fn is_source(value: &str) -> bool {
    let first = word(value);
    ["MULTIPLE", "DSCG", "SEVERAL", "SOURCES", "SOURCE", "DOS", "CLASSIFIED"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(first))
        || cites(value)
}

fn head(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}
