//! The name among the words of a part of an authority: what stands before, after
//! or between the words of a title (rules N68, N159).

use super::name::is_given;
use super::title;
use super::word::{Class, Word};
use crate::posts;

/// A name inside a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) begin: usize,
    pub(super) end: usize,
    /// 3: with a given name or an initial; 2: several words, or after a title; 1: a guess.
    pub(super) score: u8,
}

pub(super) fn is_name(word: &Word<'_>) -> bool {
    matches!(word.class, Class::Name | Class::Initial | Class::Suffix)
}

fn is_title(word: &Word<'_>) -> bool {
    matches!(word.class, Class::Title | Class::Office)
}

/// The name in the words of a part.
pub(super) fn name(words: &[Word<'_>]) -> Option<Found> {
    let first = words.iter().position(is_title);
    let Some(first) = first else { return alone(words) };
    let last = words.iter().rposition(is_title).unwrap_or(first);
    let lead_end = words.iter().position(|word| !is_name(word) && word.class != Class::Honorific).unwrap_or(first);
    let lead_begin = words.iter().position(|word| word.class != Class::Honorific).unwrap_or(0).min(lead_end);
    let lead = scored(words, lead_begin, lead_end);
    let tail = tail(words, last + 1);
    match (lead, tail) {
        (Some(lead), Some(tail)) => {
            // `Jane Roe Counselor Suva` against `Borneo Desk Officer Jane Roe`.
            if lead.score == 3 && tail.score < 3 || lead.score > 1 && tail.end - tail.begin == 1 {
                Some(lead)
            } else {
                Some(tail)
            }
        }
        // One unknown word before a title is of the title: `Nepal Desk Officer`.
        (Some(lead), None) if lead.score == 3 || lead.end - lead.begin >= 2 => {
            Some(Found { score: if lead.score == 3 { 3 } else { 1 }, ..lead })
        }
        (_, tail) => tail,
    }
}

/// The name where no word is of a title.
fn alone(words: &[Word<'_>]) -> Option<Found> {
    let begin = words.iter().position(|word| word.class != Class::Honorific)?;
    let end = begin + words[begin..].iter().take_while(|word| is_name(word)).count();
    if begin == end || words[end..].iter().any(|word| word.class == Class::Link) {
        return None;
    }
    // `Narcotics Handler Jane Roe`: words of no known title before a given name.
    let given = (begin..end).position(|at| is_given(words[at].text) || words[at].class == Class::Initial);
    if let Some(given) = given
        && given >= 2
        && end - begin - given >= 2
    {
        return scored(words, begin + given, end);
    }
    if end - begin > 6 {
        return None;
    }
    scored(words, begin, end)
}

/// The name after the last word of the title.
fn tail(words: &[Word<'_>], from: usize) -> Option<Found> {
    let rest = words.get(from..)?;
    let link = rest.iter().rposition(|word| word.class == Class::Link);
    let begin = from + link.map_or(0, |at| at + 1);
    let begin = begin + words[begin..].iter().take_while(|word| word.class == Class::Honorific).count();
    let honoured = begin > from && words[begin - 1].class == Class::Honorific;
    let end = begin + words[begin..].iter().take_while(|word| is_name(word)).count();
    if begin == end || end < words.len() && words[end..].iter().any(|word| word.class != Class::Honorific) {
        return None;
    }
    let count = end - begin;
    let is_start = |at: usize| is_given(words[at].text);
    let initial = (begin..end).find(|&at| words[at].class == Class::Initial);
    let given = (begin..end).find(|&at| is_start(at));
    let start = if link.is_some() && !honoured {
        // `Director for Nepal Jane Roe`: at least one word is what the title is for.
        match (given, initial) {
            (Some(given), _) if given > begin => given,
            (_, Some(initial)) if initial > begin + 1 => initial - 1,
            (_, Some(initial)) if initial > begin => initial,
            (Some(_), _) => begin,
            _ if count >= 3 => end - 2,
            _ if count == 2 => end - 1,
            _ => return None,
        }
    } else {
        match (given, initial) {
            (Some(given), _) if given > begin && end - given >= 2 && initial.is_none_or(|initial| initial > given) => {
                given
            }
            (None, Some(initial)) if initial >= begin + 2 && initial + 1 < end => initial - 1,
            (None, None) if count > 4 => end - 2,
            _ => begin,
        }
    };
    let mut found = scored(words, start, end)?;
    if found.score == 1 && end - start >= 2 {
        found.score = 2;
    }
    Some(found)
}

fn scored(words: &[Word<'_>], begin: usize, end: usize) -> Option<Found> {
    let range = words.get(begin..end).filter(|range| !range.is_empty())?;
    if range.iter().all(|word| word.class == Class::Suffix) {
        return None;
    }
    let known = range.iter().any(|word| word.class == Class::Initial || is_given(word.text));
    let score = match range.len() {
        1 => 1,
        _ if known => 3,
        _ => 2,
    };
    Some(Found { begin, end, score })
}

/// A name whose surname is a word of titles: `Adam Center`, `Consul Adam Center`.
///
/// Asked where no other part has a name: a given name that ends a title is of nothing else.
pub(super) fn by_elimination(words: &[Word<'_>]) -> Option<Found> {
    let (last, before) = words.split_last()?;
    let given = before.iter().rposition(|word| word.class != Class::Initial)?;
    let leads = before.get(..given)?.iter().all(|word| is_title(word) || word.class == Class::Honorific);
    let is_word = last.class == Class::Title && !title::is_interim(last.text) && is_surname(last.text);
    // `Jordan Desk`: some given names are countries.
    let first = before.get(given)?.text;
    let is_country = posts::by_territory(first, 1990).is_some();
    (leads && is_word && is_given(first) && !is_country).then_some(Found { begin: given, end: words.len(), score: 2 })
}

/// Whether the word has the shape of a surname: no abbreviation and no small first letter.
fn is_surname(word: &str) -> bool {
    word.len() >= 4 && word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
}
