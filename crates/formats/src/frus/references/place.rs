//! Places that numbers of telegrams are from.

use crate::frus::head;

/// The name of a place at the start of a text: words with capital letters, at
/// most four, up to the first mark after a word.
pub(super) fn place(text: &str) -> &str {
    let mut end = 0;
    let mut at = 0;
    for (count, word) in text.split([' ', '\n']).take(4).enumerate() {
        let name = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let is_name = word.starts_with(char::is_uppercase) || (count > 0 && word == "de");
        if !is_name || name.is_empty() || head::month(word).is_some() {
            break;
        }
        end = at + name.len();
        if name.len() < word.len() {
            break;
        }
        at += word.len() + 1;
    }
    &text[..end]
}

/// The offices that a place can be named by.
const OFFICES: [&str; 7] = [
    "the Embassy in ",
    "the Embassy at ",
    "the Legation in ",
    "the Consulate General in ",
    "the Consulate General at ",
    "the Consulate in ",
    "the Consulate at ",
];

/// The length of `the Embassy in` at the start of a text; 0 where none stands there.
pub(super) fn office(text: &str) -> usize {
    OFFICES.iter().find(|office| text.starts_with(**office)).map_or(0, |office| office.len())
}

/// The key of the post that a place names: the table of posts has to know it,
/// else no id would be certain. A word after the name is not part of it.
pub(in crate::frus) fn post_of_place(place: &str) -> Option<String> {
    let mut name = place.trim();
    loop {
        if let Some(post) = telegram::posts::find(name) {
            return Some(post.key.to_owned());
        }
        name = name.rsplit_once(' ')?.0.trim_end();
    }
}

/// The post of an embassy that is named by its country.
pub(super) fn post_of_country(country: &str, year: Option<i16>) -> Option<String> {
    let post = telegram::posts::by_territory(country, u16::try_from(year?).ok()?)?;
    Some(post.key.to_owned())
}
