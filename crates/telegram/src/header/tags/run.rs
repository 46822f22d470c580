//! Runs of words that are no codes: a misprint, a phrase, a person without
//! brackets (rules N80, N82, N84, N165, N166).

use core::ops::Range;

use super::{Item, Reader, Reading, Sort, code, table};
use crate::Diagnostic;

/// Reads the words that stand between two codes or marks.
pub(super) fn read(reader: &mut Reader<'_>, words: &[Range<usize>], diagnostics: &mut Vec<Diagnostic>) {
    let repaired = |reader: &Reader<'_>, range: &Range<usize>| match code::read(reader.printed(range)) {
        Some(reading @ Reading::Repaired(_)) => Some(reading),
        _ => None,
    };
    // One word, or several that are all misprints of codes.
    let readings: Vec<Option<Reading>> = words.iter().map(|range| repaired(reader, range)).collect();
    if readings.iter().all(Option::is_some) {
        for (reading, range) in readings.into_iter().zip(words) {
            if let Some(reading) = reading {
                reader.codes(reading, range, diagnostics);
            }
        }
        return;
    }
    // Words that name nothing at the ends: `EAID AND`, `THE`.
    let is_joint = |range: &Range<usize>| matches!(reader.printed(range), "AND" | "and" | "And");
    let words = match words {
        [rest @ .., last] if is_joint(last) && !rest.is_empty() => rest,
        all => all,
    };
    let upper = |range: &Range<usize>| reader.printed(range).to_uppercase();
    let texts: Vec<String> = words.iter().map(upper).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };

    if (2..=4).contains(&words.len()) && texts.iter().any(|word| table::is_given_name(word)) {
        let range = first.start..last.end;
        let message = "A person among the codes without brackets.";
        diagnostics.push(Diagnostic::note("tag-name-unmarked", reader.span(&range), message));
        reader.push(texts.join(" "), range, Sort::Name);
        return;
    }

    // Known phrases stand for themselves; what is between them stays together, but short words are codes.
    // So are two letters: a region or country that no table has.
    let apart = texts.iter().all(|word| word.len() == 2 || (3..=5).contains(&word.len()) && !has_vowels(word));
    let mut pending: Option<usize> = None;
    let mut at = 0;
    let joined = texts.join(" ");
    // `ECUADOR LOCAL ELECTIONS`: a phrase stands for itself only where all words are of phrases.
    let is_list = is_all_phrases(&joined);
    let mut offset = 0;
    while let Some(text) = texts.get(at) {
        let phrase = joined.get(offset..).and_then(table::phrase_at);
        let count = phrase.map_or(0, |phrase| phrase.split(' ').count());
        // `WESTERN SAHARA`, `FRENCH GUIANA`: the word before belongs to the name.
        let qualified = pending.is_some() && at > 0 && texts.get(at - 1).is_some_and(|word| qualifies(word));
        if let Some(phrase) = phrase.filter(|_| is_list && !qualified) {
            push(reader, words, &texts, pending.take()..Some(at));
            push(reader, words, &texts, Some(at)..Some(at + count));
            offset += phrase.len() + 1;
            at += count;
            continue;
        }
        if apart {
            push(reader, words, &texts, Some(at)..Some(at + 1));
        } else {
            pending = pending.or(Some(at));
        }
        offset += text.len() + 1;
        at += 1;
    }
    push(reader, words, &texts, pending..Some(texts.len()));
}

/// Whether the words are nothing but known phrases: `FIJI FISHERIES POLICY`.
fn is_all_phrases(joined: &str) -> bool {
    let mut rest = joined;
    while let Some(phrase) = table::phrase_at(rest) {
        rest = rest.get(phrase.len()..).unwrap_or_default().trim_start();
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// Whether the word is part of the name of a country after it.
fn qualifies(word: &str) -> bool {
    const WORDS: [&str; 18] = [
        "NORTH",
        "SOUTH",
        "EAST",
        "WEST",
        "NORTHERN",
        "SOUTHERN",
        "EASTERN",
        "WESTERN",
        "CENTRAL",
        "NEW",
        "UPPER",
        "AMERICAN",
        "BRITISH",
        "FRENCH",
        "PORTUGUESE",
        "SPANISH",
        "EQUATORIAL",
        "GREATER",
    ];
    WORDS.contains(&word)
}

/// Whether the word can be spoken: codes often cannot.
fn has_vowels(word: &str) -> bool {
    word.bytes().any(|byte| matches!(byte, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y'))
}

/// Pushes the words from the one to the other as one item.
fn push(reader: &mut Reader<'_>, words: &[Range<usize>], texts: &[String], range: Range<Option<usize>>) {
    let (Some(from), Some(to)) = (range.start, range.end) else { return };
    let (Some(texts), Some(words)) = (texts.get(from..to), words.get(from..to)) else { return };
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let place = first.start..last.end;
    reader.push(texts.join(" "), place, Sort::Unknown);
}

/// Joins surname and given name that stand as two items, `ROE, JANE` (N82):
/// where the second begins with a given name or ends with an initial, or the
/// telegram is about a visit.
pub(super) fn pair_names(items: &mut Vec<Item>) {
    let visit = items.iter().any(|item| matches!(item.text.as_str(), "OVIP" | "OREP" | "TBIO"));
    let mut joined: Vec<Item> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        let is_name = |item: &Item| {
            item.text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.')) && item.text.len() > 2
        };
        let first = item.text.split(' ').next().unwrap_or_default();
        let initial = item.text.rsplit(' ').next().is_some_and(|last| last.len() == 1) && item.text.contains(' ');
        let given = table::is_given_name(first) || initial;
        let second = item.sort == Sort::Unknown || item.sort == Sort::Name && given;
        if let Some(before) = joined.last_mut()
            && item.after_mark
            && second
            && before.sort == Sort::Unknown
            && is_name(before)
            && is_name(&item)
            && (given || visit)
            && !table::is_given_name(&before.text)
        {
            before.text = format!("{}, {}", before.text, item.text);
            before.range.end = item.range.end;
            before.sort = Sort::Name;
            continue;
        }
        joined.push(item);
    }
    *items = joined;
}
