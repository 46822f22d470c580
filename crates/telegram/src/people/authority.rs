//! A person with title as one reads it in running text: `CDA, a.i., Jane Q.
//! Sample`, `JANE Q. SAMPLE, POLITICAL COUNSELOR` (rules N68, N159, N161).
//!
//! The text is cut at commas and their like into parts. In each part the shape
//! of the words tells where a name can stand; the part with the best name gives
//! the name, everything else is the title.

use super::find::{self, Found, is_name};
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
    let names: Vec<Option<Found>> = parts.iter().map(|words| find::name(words)).collect();
    let mut best: Option<(usize, Found)> = None;
    for (index, found) in names.iter().enumerate() {
        if let Some(found) = found
            && best.is_none_or(|(_, best)| found.score > best.score)
        {
            best = Some((index, *found));
        }
    }
    // A guess gives way to a name whose surname is a word of titles.
    if best.is_none_or(|(_, best)| best.score <= 1)
        && let Some(found) =
            parts.iter().enumerate().find_map(|(index, words)| find::by_elimination(words).map(|name| (index, name)))
    {
        best = Some(found);
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
            let (before, after) = (read(left), read(right));
            let begins = super::title::is_rank(first)
                || is_given(first)
                || is_initial(first)
                || first.contains('/')
                || super::title::is_title_word(first) && after.certainty >= 2;
            let complete = before.certainty >= 2 || before.certainty == 1 && before.title.is_some();
            if begins && complete && after.certainty >= 1 && (after.certainty >= 2 || after.title.is_some()) {
                return Some((left, right));
            }
        }
    }
    None
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
