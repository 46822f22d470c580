//! Where the classification authority begins and ends among the lines
//! (rules AUTHORITY, N69 to N73, N156 to N160).

use super::keyword::{self, Keyword, phrase, word};
use super::wrap::append;
use super::{Mark, marks};
use crate::lexicon::small_words;
use crate::paragraph::portion_mark;
use crate::people::{authority, title};
use crate::spelling;
use crate::text::Line;

/// The label at the start of a line of the head: the offset of the value.
pub(crate) fn opens(text: &str) -> Option<usize> {
    // Quick way out for nearly every line.
    if !may_open(text) {
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

/// Whether the label is folded over several lines: `CLASSIFIED` above `BY: …`,
/// `(U)` above `Classified by …`.
pub(crate) fn opens_folded<'a>(text: &str, below: impl Iterator<Item = Line<'a>>) -> bool {
    if text.len() > 90 || !may_open(text) {
        return false;
    }
    let rest = &text[lead(text)..];
    let first = word(rest);
    let begins = rest.is_empty()
        || keyword::is_classified(first)
        || ["THIS", "THE", "DRAFTED", "DERIVED", "DERIVATIVELY", "CLASS", "CLASSIFICATION", "FOR", "REASON", "REASONS"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(first));
    if !begins || !may_go_on(first, &rest[first.len()..]) {
        return false;
    }
    let mut joined = String::from(text);
    for line in below.take_while(|line| !line.is_blank()).take(8) {
        append(&mut joined, head(line.text, 100));
    }
    opens(&joined).is_some()
}

/// Whether `after` can follow a first word that begins sentences too, as far as [`lead`] takes it.
fn may_go_on(first: &str, after: &str) -> bool {
    let after = after.trim_start_matches([' ', '.']);
    let second = word(after);
    // A wrap may have cut the last word of the line.
    if second.len() == after.len() {
        return true;
    }
    if first.eq_ignore_ascii_case("THE") {
        second.eq_ignore_ascii_case("FOLLOWING")
    } else if first.eq_ignore_ascii_case("THIS") {
        NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(second))
    } else if first.eq_ignore_ascii_case("FOR") {
        second.starts_with(['R', 'r'])
    } else {
        true
    }
}

/// What a telegram calls itself in this field.
const NOUNS: [&str; 5] = ["MESSAGE", "CABLE", "TELEGRAM", "REPORT", "DOCUMENT"];

/// Whether a line can begin the field, by its first letter or word: a cheap question that settles nearly every line.
pub(crate) fn may_open(text: &str) -> bool {
    let Some(first) = text.as_bytes().first() else { return false };
    let begins = |known: &str| spelling::starts_with(text, known);
    match first.to_ascii_uppercase() {
        b'(' | b'[' | b'"' | b'*' | b'1'..=b'9' => true,
        // `CLASSIFIED` misspelt, or short: `CL BY`.
        b'C' | b'L' => begins("CL") || begins("CABLE") || keyword::is_near_classified(word(text)),
        // `REASON` misspelt, or with blanks between its letters.
        b'R' => spelling::starts_with("REASONS", word(text)) || keyword::is_near_reason(text),
        b'D' => begins("DR") || begins("DERIV") || keyword::is_near_derived(word(text)),
        b'F' => begins("FOR") && (word(text).len() > 3 || may_go_on("FOR", &text[3..])),
        b'M' => begins("MESSAGE"),
        b'O' => begins("ORIGINAL"),
        b'T' => match word(text) {
            first if spelling::is_one_of(first, &["THE", "THIS"]) => may_go_on(first, text[first.len()..].trim_start()),
            _ => begins("TELEGRAM"),
        },
        _ => false,
    }
}

/// Whether a line of the body that [`opens`] begins an authority: colon and
/// person, or reasons, in it or in the lines directly below.
pub(crate) fn is_field<'a>(first: &str, below: impl Iterator<Item = Line<'a>>) -> bool {
    let mut joined = String::from(head(first, 400));
    for line in below.take_while(|line| !line.is_blank()).take(6) {
        append(&mut joined, head(line.text, 200));
    }
    let Some(value) = opens(&joined) else { return false };
    if cites(&joined) {
        return true;
    }
    let person = authority::read(&joined[value..]);
    let label = joined[..value].trim_end();
    let separated = label.ends_with([':', ';', '-', '=']);
    let sure = person.certainty >= 3 && person.title.is_some();
    if keyword::read(&joined[lead(&joined).min(value)..]).is_some_and(|(keyword, _)| keyword == Keyword::DerivedFrom) {
        return separated || is_source(&joined[value..]);
    }
    sure && joined.len() < 160 || separated && (person.certainty >= 2 || person.title.is_some())
}

/// Where inside a paragraph's first line an authority begins, after a mark for
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
    let sentence = matches!(rest.as_bytes().first(), Some(b'T' | b't' | b'D' | b'd' | b'F' | b'f'))
        || NOUNS.iter().any(|noun| spelling::starts_with(rest, noun));
    if !sentence {
        return text.len() - rest.len();
    }
    if let Some(length) =
        ["DRAFTED AND", "THE FOLLOWING WAS", "THE FOLLOWING IS"].iter().find_map(|begin| phrase(rest, begin))
        && cites(head(rest, 300))
    {
        rest = rest[length..].trim_start();
    }
    let mut after = rest;
    if let Some(length) = phrase(after, "THIS") {
        after = after[length..].trim_start();
    }
    let noun = word(after);
    if NOUNS.iter().any(|known| known.eq_ignore_ascii_case(noun))
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
pub(super) fn cites(text: &str) -> bool {
    let marks = marks(head(text, 400));
    let word = marks.iter().any(|mark| matches!(mark, Mark::Keyword(Keyword::Reason, ..) | Mark::Order(..)));
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
    if marks(head(value, 200)).iter().any(|mark| matches!(mark, Mark::Order(..))) {
        return true;
    }
    let mut words = value.split_whitespace();
    let first = words.next().unwrap_or_default();
    let plain = first.trim_matches(|c: char| !c.is_alphanumeric());
    if plain.eq_ignore_ascii_case("THE") {
        return words.next().is_some_and(title::is_rank) && value.len() < 90;
    }
    const PROSE: [&str; 25] = [
        "AGE",
        "ALL",
        "ANY",
        "ARMY",
        "BOTH",
        "BRITISH",
        "CONGRESS",
        "COUNTRY",
        "COURT",
        "DATE",
        "GOVERNMENT",
        "HOST",
        "LOCAL",
        "MANY",
        "MINISTRY",
        "MOST",
        "NATIONAL",
        "NO",
        "PARLIAMENT",
        "SIZE",
        "SOME",
        "SOVIET",
        "TYPE",
        "US",
        "USG",
    ];
    let is_small = small_words::is_article(plain) || small_words::is_pronoun(plain);
    if is_small || PROSE.iter().any(|known| known.eq_ignore_ascii_case(plain)) {
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
    ["MULTIPLE", "DSCG", "SEVERAL"].iter().any(|known| known.eq_ignore_ascii_case(first)) || cites(value)
}

pub(super) fn head(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}
