//! A person with title as one reads it in running text: `CDA, a.i., Jane Q.
//! Sample`, `JANE Q. SAMPLE, POLITICAL COUNSELOR` (FORMAT.md N68, N159, N161).
//!
//! The text is cut at commas and their like into parts. In each part the shape
//! of the words tells where a name can stand; the part with the best name gives
//! the name, everything else is the title.

use super::name::{is_given, is_initial, is_suffix};
use super::word::{Class, Letters, Word, classify};

/// Name and title as printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Titled {
    /// The name without title.
    pub(crate) name: Option<String>,
    /// The title without name.
    pub(crate) title: Option<String>,
    /// How sure it is that the name is one; 0 without.
    pub(crate) certainty: u8,
}

/// The longest text that is read; longer ones are sentences, not titles.
const LONGEST: usize = 400;

/// Reads one person.
pub(crate) fn read(text: &str) -> Titled {
    let text = without_stop(&text[..text.floor_char_boundary(LONGEST)]);
    let letters = Letters::of(text);
    let mut parts: Vec<Vec<Word<'_>>> = Vec::new();
    for (index, part) in super::word::parts(text).into_iter().enumerate() {
        let words = classify(part, letters, index > 0);
        if !words.is_empty() {
            parts.push(words);
        }
    }
    let names: Vec<Option<Found>> = parts.iter().map(|words| find(words)).collect();
    let mut best: Option<(usize, Found)> = None;
    for (index, found) in names.iter().enumerate() {
        if let Some(found) = found
            && best.is_none_or(|(_, best)| found.score > best.score)
        {
            best = Some((index, *found));
        }
    }
    let turned = surname_first(text, &parts, &names);
    let mut titled = Titled::default();
    let mut titles: Vec<&str> = Vec::new();
    let mut name = String::new();
    for (index, words) in parts.iter().enumerate() {
        let range = match (turned, best) {
            (Some(at), _) if index == at => names[index].map_or(0..words.len(), |found| found.begin..found.end),
            (Some(at), _) if index == at + 1 => 0..words.len(),
            (Some(_), _) => 0..0,
            (None, Some((at, found))) if index == at => found.begin..found.end,
            // `, Jr.,` belongs to the name in front of it.
            (None, Some((at, _))) if index == at + 1 && words.iter().all(|word| is_suffix(word.text)) => 0..words.len(),
            _ => 0..0,
        };
        if !range.is_empty() {
            if !name.is_empty() {
                name.push_str(", ");
            }
            name.push_str(&join(&words[range.clone()]));
        }
        for piece in [&words[..range.start], &words[range.end..]] {
            let Some(piece) = title_of(text, piece) else { continue };
            match titles.last_mut() {
                // `CDA, a.i.` and `IO - DAS` are printed as one.
                Some(last) if joins(text, last, piece) => {
                    *last = &text[offset(text, last)..offset(text, piece) + piece.len()];
                }
                _ => titles.push(piece),
            }
        }
    }
    if titles.len() > 1 {
        // The post is no title where a title stands beside it.
        let keep = titles.iter().any(|title| !is_place(title));
        titles.retain(|title| !keep || !is_place(title));
    }
    let title = titles.join(", ");
    titled.certainty = if name.is_empty() { 0 } else { turned.map_or(best.map_or(0, |(_, found)| found.score), |_| 3) };
    titled.name = Some(trim(&name)).filter(|name| !name.is_empty());
    titled.title = Some(trim(&title)).filter(|title| !title.is_empty());
    titled
}

/// Reads one or several persons: `Ambassador Roe and DCM Doe`.
pub(crate) fn read_all(text: &str) -> Vec<Titled> {
    let mut found = Vec::new();
    let mut rest = &text[..text.floor_char_boundary(LONGEST)];
    while found.len() < 4
        && let Some((left, right)) = split(rest)
    {
        found.push(read(left));
        rest = right;
    }
    found.push(read(rest));
    found.retain(|titled| titled.name.is_some() || titled.title.is_some());
    found
}

/// Where a second person begins: both sides of an AND are persons.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut tried = 0;
    for link in [" AND BY ", " AND ", " & ", "; ", " / "] {
        for (at, _) in text.match_indices(link.chars().next().unwrap_or(' ')) {
            let Some(right) = crate::spelling::strip_prefix(&text[at..], link) else { continue };
            tried += 1;
            if tried > 8 {
                return None;
            }
            let left = &text[..at];
            let first = right.split_whitespace().next().unwrap_or_default();
            let begins = super::title::is_rank(first) || is_given(first) || is_initial(first) || first.contains('/');
            let (before, after) = (read(left), read(right));
            let complete = before.certainty >= 2 || before.certainty == 1 && before.title.is_some();
            if begins && complete && after.certainty >= 1 && (after.certainty >= 2 || after.title.is_some()) {
                return Some((left, right));
            }
        }
    }
    None
}

/// A name inside a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    begin: usize,
    end: usize,
    /// 3: with a given name or an initial; 2: several words, or after a title; 1: a guess.
    score: u8,
}

fn is_name(word: &Word<'_>) -> bool {
    matches!(word.class, Class::Name | Class::Initial | Class::Suffix)
}

fn is_title(word: &Word<'_>) -> bool {
    matches!(word.class, Class::Title | Class::Office)
}

/// The name in the words of a part.
fn find(words: &[Word<'_>]) -> Option<Found> {
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

/// `DOE, RICHARD`: the part that is a surname before a part of given names.
fn surname_first(text: &str, parts: &[Vec<Word<'_>>], names: &[Option<Found>]) -> Option<usize> {
    (0..parts.len().saturating_sub(1)).find(|&at| {
        let (words, next) = (&parts[at], &parts[at + 1]);
        let Some(found) = names[at] else { return false };
        let single = found.end == words.len()
            && (found.end - found.begin == 1
                || words[found.begin..found.end - 1].iter().all(|word| super::name::is_particle(word.text)));
        let given = next.first().is_some_and(|first| is_given(first.text) || first.class == Class::Initial)
            && next.iter().all(is_name)
            && next.len() <= 3
            && !next.iter().all(|word| is_suffix(word.text));
        // `EUR - Jane Roe`: after a dash stands the person of an office.
        let dash = || match (words.last(), next.first()) {
            (Some(last), Some(first)) => text
                .get(offset(text, last.text) + last.text.len()..offset(text, first.text))
                .is_some_and(|between| between.contains(['-', '\u{2013}'])),
            _ => false,
        };
        single && given && !is_given(words[found.begin].text) && !dash()
    })
}

/// A part that only names a post or the agency: `U.S. Embassy Suva`, `State`.
fn is_place(title: &str) -> bool {
    const PLACES: [&str; 10] = [
        "EMBASSY",
        "AMEMBASSY",
        "CONSULATE",
        "AMCONSUL",
        "AMCONGEN",
        "USMISSION",
        "USINT",
        "USLO",
        "USOFFICE",
        "AMCONSULATE",
    ];
    // The fourth field of the Department's own form: name, title, section, agency.
    const AGENCIES: [&str; 7] =
        ["STATE", "DOS", "USDOS", "STATE DEPARTMENT", "DEPARTMENT OF STATE", "DEPT OF STATE", "DEPT. OF STATE"];
    let agency = title.trim_end_matches('.');
    let agency =
        ["U.S. ", "US "].iter().find_map(|begin| crate::spelling::strip_prefix(agency, begin)).unwrap_or(agency);
    if AGENCIES.iter().any(|known| known.eq_ignore_ascii_case(agency)) {
        return true;
    }
    let mut words = title.split([' ', ',']);
    words.clone().any(|word| PLACES.iter().any(|place| place.eq_ignore_ascii_case(word)))
        && !words.any(|word| {
            super::title::is_rank(word)
                && !PLACES.iter().any(|place| place.eq_ignore_ascii_case(word))
                && !word.eq_ignore_ascii_case("AMCONGEN")
                && !word.eq_ignore_ascii_case("GENERAL")
        })
}

fn join(words: &[Word<'_>]) -> String {
    words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

/// The words of a title without honorifics and links at its ends, as printed.
fn title_of<'a>(text: &'a str, words: &[Word<'a>]) -> Option<&'a str> {
    let is_inner = |word: &Word<'_>| !matches!(word.class, Class::Honorific | Class::Link);
    let first = words.iter().find(|word| is_inner(word))?;
    let last = words.iter().rfind(|word| is_inner(word))?;
    let begin = offset(text, first.text);
    text.get(begin..offset(text, last.text) + last.text.len())
}

/// Where `part` stands in `text`, of which it is a slice.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr().addr().saturating_sub(text.as_ptr().addr())
}

/// Whether only marks stand between two parts of a title, and both are more than a post.
fn joins(text: &str, last: &str, piece: &str) -> bool {
    let between = text.get(offset(text, last) + last.len()..offset(text, piece)).unwrap_or("x");
    !between.contains(|c: char| c.is_alphanumeric()) && !is_place(last) && !is_place(piece)
}

/// Without the stop at the end, where it is of no abbreviation.
fn without_stop(text: &str) -> &str {
    let text = text.trim_end_matches([' ', ',', ';', ':', '"']);
    let Some(without) = text.strip_suffix('.') else { return text };
    let last = without.rsplit(' ').next().unwrap_or_default();
    let is_word = last.chars().count() > 1 && !last.contains('.') && !is_suffix(last);
    if last.ends_with('.') {
        // `a.i..`
        let bare = without.trim_end_matches('.');
        let abbreviation = last.trim_end_matches('.').contains('.');
        return if abbreviation { &text[..=bare.len()] } else { bare };
    }
    if is_word { without } else { text }
}

/// Without marks at the ends.
fn trim(text: &str) -> String {
    let mut text = text.trim_matches(|c: char| {
        matches!(c, ' ' | ',' | ';' | ':' | '-' | '(' | '[' | ']' | '=' | '/' | '*' | '\u{2013}' | '\u{2014}')
    });
    if text.ends_with(')') && !text.contains('(') {
        text = text.trim_end_matches([')', ' ']);
    }
    let opened = text.contains('(') && !text.contains(')');
    if opened { format!("{text})") } else { text.to_owned() }
}
