//! Telegrams that a text names in words: `telegram 297216 to Suva, November 16, 1979`, `Department’s telegram 47`, `Embtel
//! 344`, `our telegram No. 382 of March 2`.

use telegram::lexicon::telegram_words::{self, Whose};
use telegram::{Reference, ReferenceKind, Span};

use super::numbers::{date, numbers};
use super::place::{office, place, post_of_country, post_of_place};
use super::words;
use super::{Citing, one_line};
use crate::frus::offset;

/// All of them, in the order of the text.
pub(super) fn phrases(text: &str, citing: &Citing) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut done = 0;
    for (at, word) in words_of(text) {
        if at < done || !may_name(word) {
            continue;
        }
        let Some(phrase) = phrase(text, at, word, citing) else { continue };
        for (index, (number, span)) in phrase.numbers.iter().enumerate() {
            // The phrase begins with its first word where there is one number.
            let begin = if phrase.numbers.len() == 1 { phrase.start } else { span.range().start };
            let last = index + 1 == phrase.numbers.len();
            let end = if last || phrase.is_whole { phrase.end } else { span.range().end };
            found.push(Reference {
                kind: phrase.kind,
                id: citing
                    .id(phrase.year, phrase.post.as_deref(), number)
                    .filter(|_| phrase.kind == ReferenceKind::Telegram),
                text: one_line(text.get(begin..end).unwrap_or_default()),
                span: Span::new(offset(begin), offset(end)),
                in_text: true,
                ..Reference::default()
            });
        }
        done = phrase.end;
        if word.ends_with(['s', 'S']) {
            done = more(text, &phrase, citing, &mut found);
        }
    }
    found
}

/// `Embtels 166, August 25, and 171, August 27`: numbers that go on after a date. Says where they end.
fn more(text: &str, phrase: &Phrase, citing: &Citing, found: &mut Vec<Reference>) -> usize {
    let mut done = phrase.end;
    loop {
        let (numbers, end) = numbers(text, done);
        // Without a date of its own a number may count something else.
        let Some((year, end)) = date(text, end).filter(|_| !numbers.is_empty()) else { return done };
        for (number, span) in &numbers {
            found.push(Reference {
                kind: phrase.kind,
                id: citing.id(year, phrase.post.as_deref(), number),
                text: one_line(text.get(span.range().start..end).unwrap_or_default()),
                span: Span::new(span.start, offset(end)),
                in_text: true,
                ..Reference::default()
            });
        }
        done = end;
    }
}

/// The words of a text: letters without marks between them, and where they begin.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    core::iter::from_fn(move || {
        let bytes = text.as_bytes();
        let begin = at + bytes.get(at..)?.iter().position(u8::is_ascii_alphabetic)?;
        let length = bytes[begin..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte >= 0x80).count();
        at = begin + length;
        // A letter outside of ASCII, or a dash, ends the word.
        let word = &text[begin..at];
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        Some((begin, if word.is_ascii() { word } else { &word[..letters] }))
    })
}

/// A first look that most words do not pass.
fn may_name(word: &str) -> bool {
    (2..=10).contains(&word.len())
}

struct Phrase {
    start: usize,
    kind: ReferenceKind,
    numbers: Vec<(String, Span)>,
    post: Option<String>,
    year: Option<i16>,
    /// Whether what follows the numbers belongs to each.
    is_whole: bool,
    end: usize,
}

/// Reads the phrase whose word stands at `at`.
fn phrase(text: &str, at: usize, word: &str, citing: &Citing) -> Option<Phrase> {
    let (mut whose, mut start) = (words::word(word), at);
    let is_bare = whose.is_none();
    let after = at + word.len();
    if is_bare {
        // `our 382 to Bangkok`, in the style of telegrams alone.
        whose = bare_owner(word).filter(|_| citing.is_telegram);
    }
    let mut whose = whose?;
    if words::is_long(word)
        && let Some((owner, begin)) = words::owner(text, at)
    {
        (whose, start) = (owner, begin);
    }
    let is_airgram = word.len() >= 7 && word.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("airgram"));
    let kind = if is_airgram { ReferenceKind::Airgram } else { ReferenceKind::Telegram };
    let (numbers, mut end) = if is_airgram { airgram(text, after)? } else { numbers(text, after) };
    if numbers.is_empty() {
        return None;
    }
    let mut post = match whose {
        Whose::Department => Some("STATE".to_owned()),
        Whose::Mission => citing.mission().map(str::to_owned),
        Whose::Own => citing.own.clone(),
        Whose::Other => citing.other.clone(),
        Whose::Series | Whose::Unsaid => None,
    };
    let numbers_end = end;
    if whose != Whose::Series
        && let Some(direction) = direction(text, end, citing.year)
    {
        end = direction.end;
        post = if direction.is_from { direction.post } else { post.or_else(|| Some("STATE".to_owned())) };
    }
    let mut year = None;
    if let Some((stated, until)) = date(text, end) {
        (year, end) = (stated, until);
    }
    // `our 50 ferries`; only telegrams write `ur`.
    if is_bare && word != "ur" && end == numbers_end && !closes(text.get(end..).unwrap_or_default()) {
        return None;
    }
    Some(Phrase { start, kind, numbers, post, year, is_whole: end > numbers_end, end })
}

/// Whether a clause ends here.
fn closes(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', ',', ')', ';', '['])
}

/// The words that stand for a telegram without the word: `ur 647`.
fn bare_owner(word: &str) -> Option<Whose> {
    let whose = telegram_words::owner(word).filter(|whose| matches!(whose, Whose::Own | Whose::Other));
    whose.filter(|_| word.starts_with(char::is_lowercase))
}

/// The number of ` A–12`, and where it ends.
fn airgram(text: &str, at: usize) -> Option<(Vec<(String, Span)>, usize)> {
    let number = text.get(at..)?.trim_start().strip_prefix(['A', 'a'])?.strip_prefix(['-', '–', '—'])?;
    let begin = text.len() - number.len();
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let span = Span::new(offset(begin), offset(begin + digits));
    (1..=5).contains(&digits).then(|| (vec![(number[..digits].to_owned(), span)], begin + digits))
}

struct Direction {
    is_from: bool,
    post: Option<String>,
    end: usize,
}

/// ` from Suva`, ` to the Embassy in Fiji`.
fn direction(text: &str, at: usize, year: Option<i16>) -> Option<Direction> {
    let rest = text.get(at..)?.strip_prefix([' ', '\n'])?;
    let (is_from, rest) = match rest.strip_prefix("from ") {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix("to ")?),
    };
    let office = office(rest);
    let named = rest.get(office..)?;
    let place = place(named);
    if place.is_empty() {
        return None;
    }
    let post = post_of_place(place).or_else(|| post_of_country(place, year).filter(|_| office > 0));
    Some(Direction { is_from, post, end: text.len() - named.len() + place.len() })
}

#[cfg(test)]
mod tests {
    use telegram::id::CanonicalId;

    use super::*;

    fn found(text: &str) -> Vec<(Option<CanonicalId>, String)> {
        let citing = Citing {
            year: Some(1979),
            own: Some("SUVA".to_owned()),
            other: Some("STATE".to_owned()),
            is_telegram: true,
            ..Citing::default()
        };
        phrases(text, &citing).into_iter().map(|found| (found.id, found.text)).collect()
    }

    fn one(id: &str, text: &str) -> (Option<CanonicalId>, String) {
        (id.parse().ok(), text.to_owned())
    }

    #[test]
    fn phrases_name_telegrams() {
        assert_eq!(
            found("In telegram 297216 to Suva, November 16, the Department agreed."),
            [one("79STATE297216", "telegram 297216 to Suva, November 16")]
        );
        assert_eq!(
            found("See telegrams 12 and 345 from Port Moresby, May 3, 1978. Telegram 7 from the Embassy"),
            [
                one("78PORTMORESBY12", "12 and 345 from Port Moresby, May 3, 1978"),
                one("78PORTMORESBY345", "345 from Port Moresby, May 3, 1978"),
                one("", "Telegram 7"),
            ]
        );
        assert_eq!(found("telegram 9 from Suva, May 3, 1955")[0].0, None);
        assert_eq!(found("by telegram. 12 from Suva, a telegraph"), []);
    }

    #[test]
    fn owners_and_short_words() {
        assert_eq!(found("See Department’s telegram 47, sent today."), [one("79STATE47", "Department’s telegram 47")]);
        assert_eq!(
            found("(Department circular telegram 169)"),
            [one("79STATE169", "Department circular telegram 169")]
        );
        assert_eq!(
            found("As said in Embtel 344 and Deptel 12,"),
            [one("79SUVA344", "Embtel 344"), one("79STATE12", "Deptel 12")]
        );
        assert_eq!(
            found("Re our telegram No. 382 of March 2, and your telegrams Nos. 5 and 6."),
            [one("79SUVA382", "our telegram No. 382 of March 2"), one("79STATE5", "5"), one("79STATE6", "6")]
        );
        assert_eq!(
            found("Depcirtel 1234; Musto 12 and SECTO 44 Nov 3;"),
            [one("79STATE1234", "Depcirtel 1234"), one("", "Musto 12"), one("", "SECTO 44 Nov 3")]
        );
        assert_eq!(
            found("ur 647, our 1145 to Apia. Our 50 ferries and our 50 boats"),
            [one("79STATE647", "ur 647"), one("79SUVA1145", "our 1145 to Apia")]
        );
        assert_eq!(
            found("telegram 3 from the Embassy in Fiji, May 3"),
            [one("79SUVA3", "telegram 3 from the Embassy in Fiji, May 3")]
        );
        assert_eq!(
            found("Embtels 166, August 25, and 171, August 27."),
            [one("79SUVA166", "Embtels 166, August 25"), one("79SUVA171", "171, August 27")]
        );
        assert_eq!(found("airgram A–12 from Suva"), [one("", "airgram A–12 from Suva")]);
        assert_eq!(found("Hotel 12, telegram 1,200 words, telegram 5%, our 24-hour day"), []);
    }
}
