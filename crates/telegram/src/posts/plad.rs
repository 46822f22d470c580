//! Plain language addresses: `AMEMBASSY ASTANA`, `SECSTATE WASHDC`.

use super::table::{Post, table};
use super::{find_key, key_of};
use crate::spelling;

/// Words before the name of a post in an address. They say what kind of office it is.
const PREFIXES: [&str; 33] = [
    "AMEMBASSY",
    "EMB",
    "EMBASY",
    "AMEMB",
    "AMEMBASY",
    "AMEMBASSSY",
    "AMCONSUL",
    "AMCONGEN",
    "AMCONSULATE",
    "AMCON",
    "AMLEGATION",
    "AMLEG",
    "EMBASSY",
    "CONSULATE",
    "CONGEN",
    "CONSUL",
    "GENERAL",
    "LEGATION",
    "USMISSION",
    "USMIS",
    "USDEL",
    "USLO",
    "USINT",
    "USOFFICE",
    "MISSION",
    "AMERICAN",
    "THE",
    "US",
    "AMOFFICE",
    "USEMBASSY",
    "AMEMBSSY",
    "AMEMBASSAY",
    "AMEMBBASSY",
];

/// Words after the name that do not belong to it.
const SUFFIXES: [&str; 12] =
    ["PRIORITY", "IMMEDIATE", "ROUTINE", "FLASH", "NIACT", "IMMED", "POUCH", "BY", "OFFICE", "BRANCH", "OR", "PASS"];

/// Whether `word`, in any case, only says what kind of office a post is.
pub(crate) fn is_prefix(word: &str) -> bool {
    spelling::is_one_of(word, &PREFIXES)
}

/// What follows the word before a post's name where both are written as one (`EMBASSYLIMA`), in upper case.
pub(crate) fn without_prefix(letters: &str) -> Option<&str> {
    // `AMERICAN`, `GENERAL`, `THE`, `US` alone are no word of an office.
    let offices = PREFIXES.iter().filter(|prefix| prefix.len() >= 4 && !matches!(**prefix, "GENERAL" | "AMERICAN"));
    let longest = offices.filter(|prefix| letters.starts_with(**prefix)).max_by_key(|prefix| prefix.len())?;
    letters.get(longest.len()..)
}

/// The key of the post that an address names, or none where it names no post that numbers telegrams.
///
/// ```
/// use telegram::posts::post_of_plad;
///
/// assert_eq!(post_of_plad("AMEMBASSY ASTANA"), Some("ASTANA"));
/// assert_eq!(post_of_plad("SECSTATE WASHDC"), Some("STATE"));
/// assert_eq!(post_of_plad("USMISSION USUN NEW YORK"), Some("USUNNEWYORK"));
/// assert_eq!(post_of_plad("JOINT STAFF WASHINGTON DC"), None);
/// ```
#[must_use]
pub fn post_of_plad(address: &str) -> Option<&'static str> {
    post_of(address).filter(|post| post.kind.numbers_telegrams()).map(Post::series)
}

/// The key of the post that an address names as an embassy, consulate or mission, where no table has it.
///
/// `AMCONSUL LEVUKA` names LEVUKA; an address without such a word may be anything.
pub(crate) fn unlisted_of_plad(address: &str) -> Option<String> {
    let mut words = address.split_whitespace().peekable();
    while words.next_if(|word| is_prefix(word)).is_some() {}
    let name = words.clone();
    let plain = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let prefixed = name.clone().count() < address.split_whitespace().count();
    let is_name = prefixed && (1..=3).contains(&name.clone().count()) && name.clone().all(plain);
    (is_name && post_of(address).is_none()).then(|| name.map(key_of).collect())
}

fn post_of(address: &str) -> Option<&'static Post> {
    // A routing indicator and a slash may stand before, offices between double slashes after it.
    let address = address.split("//").find(|part| !part.trim().is_empty())?;
    let address = match address.split_once('/') {
        Some((before, after)) if before.len() <= 8 && before.starts_with(['R', 'r']) && !after.trim().is_empty() => {
            after
        }
        _ => address,
    };
    let words: Vec<String> =
        address.split(|c: char| c.is_whitespace() || c == ',').map(key_of).filter(|word| !word.is_empty()).collect();
    let mut words: &[String] = &words;
    while let [rest @ .., last] = words
        && SUFFIXES.contains(&last.as_str())
        && !rest.is_empty()
    {
        words = rest;
    }
    // The prefix may be part of a name (`US MISSION EC BRUSSELS`), so the whole is tried first.
    let mut begin = 0;
    loop {
        let rest = words.get(begin..).filter(|rest| !rest.is_empty() && rest.len() <= 8)?;
        if let Some(post) = table().by_name(&rest.concat()) {
            return Some(post);
        }
        if !is_prefix(&rest[0]) {
            break;
        }
        begin += 1;
    }
    // A country after the city: `AMEMBASSY SUVA FIJI`.
    let rest = words.get(begin..)?;
    (1..rest.len()).rev().filter_map(|end| find_key(&rest[..end].concat()).map(|post| (post, end))).find_map(
        |(post, end)| {
            let tail = rest[end..].concat();
            (begin > 0 && (key_of(post.territory) == tail || tail.len() == 2)).then_some(post)
        },
    )
}

/// The name of a post as people write it: `Port Moresby`, `USUN New York`.
///
/// ```
/// let post = telegram::posts::find("PORT AU PRINCE").unwrap();
/// assert_eq!(telegram::posts::plain_name(post), "Port Au Prince");
/// ```
#[must_use]
pub fn plain_name(post: &Post) -> String {
    const CAPITALS: [&str; 28] = [
        "USUN", "NATO", "USNATO", "EC", "USEU", "OECD", "UNESCO", "UNVIE", "IAEA", "USOSCE", "CSCE", "MBFR", "CD",
        "UN", "FODAG", "ICAO", "UNEP", "USAU", "USASEAN", "AIT", "USINT", "USLO", "USIA", "USICA", "DEA", "USDOC",
        "AID", "RPO",
    ];
    let mut plain = String::with_capacity(post.name.len());
    for word in post.name.split(' ') {
        if !plain.is_empty() {
            plain.push(' ');
        }
        if CAPITALS.contains(&word) {
            plain.push_str(word);
        } else {
            let mut letters = word.chars();
            plain.extend(letters.next());
            plain.extend(letters.map(|c| c.to_ascii_lowercase()));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (address, key) in [
            ("AMEMBASSY PORT MORESBY", Some("PORTMORESBY")),
            ("AMCONSUL HONG KONG", Some("HONGKONG")),
            ("AMEMBASSY LA PAZ PRIORITY", Some("LAPAZ")),
            ("USMISSION NATO", Some("NATOBRUSSELS")),
            ("USMISSION EC BRUSSELS", Some("ECBRUSSELS")),
            ("RUEHC/SECSTATE WASHDC", Some("STATE")),
            ("SECSTATE WASHINGTON DC", Some("STATE")),
            ("UNVIE VIENNA", Some("UNVIEVIENNA")),
            ("AMEMBASSY SUVA FIJI", Some("SUVA")),
            ("AMCONGEN RIO DE JANEIRO", Some("RIODEJANEIRO")),
            ("SECDEF WASHDC", None),
            ("", None),
            ("AMEMBASSY", None),
            ("ALL DIPLOMATIC POSTS", None),
        ] {
            assert_eq!(post_of_plad(address), key, "{address}");
        }
    }
}
