//! The posts that number telegrams: embassies, consulates, missions, offices, the Department, agencies.
//!
//! The table is `data/posts.tsv`, made by `tools/make-posts` from the geospatial history data of the Office of the
//! Historian (CC0) and a list kept by hand. A post that was renamed has one row for each name, because a reference id
//! keeps the name that was printed; [`Post::entity`] joins the rows of one office (rule COLLISION).

mod blot;
mod codes;
mod plad;
mod similar;
mod table;
mod territory;
mod words;

pub(crate) use blot::is_blot;
pub(crate) use codes::by_code;
pub(crate) use plad::{is_prefix, unlisted_of_plad, without_prefix};
pub use plad::{plain_name, post_of_plad};
pub use similar::similar;
pub(crate) use table::is_small_word;
pub use table::{Post, PostKind, all};
pub use territory::by_territory;
pub use words::{Abbreviation, abbreviated, is_post_words};

use table::table;

/// The key of a name as it stands in reference ids: its letters in upper case, without accents, blanks and marks.
///
/// ```
/// assert_eq!(telegram::posts::key_of("Port-au-Prince"), "PORTAUPRINCE");
/// assert_eq!(telegram::posts::key_of("Sana'a"), "SANAA");
/// ```
#[must_use]
pub fn key_of(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.chars() {
        push_letter(&mut key, c);
    }
    key
}

/// Appends `c` to `key` if it is a letter, upper case and without its accent.
#[inline]
pub(crate) fn push_letter(key: &mut String, c: char) {
    if c.is_ascii_alphabetic() {
        key.push(c.to_ascii_uppercase());
    } else if !c.is_ascii() {
        key.push_str(without_accent(c));
    }
}

/// The letters, upper case, that stand for a letter beyond ASCII.
fn without_accent(c: char) -> &'static str {
    match c {
        'À'..='Å' | 'à'..='å' | 'Ā' | 'ā' | 'Ă' | 'ă' => "A",
        'Ç' | 'ç' | 'Č' | 'č' | 'Ć' | 'ć' => "C",
        'È'..='Ë' | 'è'..='ë' | 'Ē' | 'ē' => "E",
        'Ì'..='Ï' | 'ì'..='ï' | 'İ' | 'ı' | 'Ī' | 'ī' => "I",
        'Ñ' | 'ñ' | 'Ń' | 'ń' => "N",
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ō' | 'ō' => "O",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ū' | 'ū' => "U",
        'Ý' | 'ý' | 'ÿ' => "Y",
        'Š' | 'š' | 'Ş' | 'ş' | 'Ś' | 'ś' => "S",
        'Ž' | 'ž' | 'Ź' | 'ź' | 'Ż' | 'ż' => "Z",
        'Ł' | 'ł' => "L",
        'Æ' | 'æ' => "AE",
        'ß' => "SS",
        _ => "",
    }
}

/// The post of a name: by its key or by another way to write the same name.
///
/// Case, blanks and marks do not matter. Former names of a post are posts of their own ([`Post::entity`]).
///
/// ```
/// use telegram::posts;
///
/// assert_eq!(posts::find("Port Moresby").unwrap().key, "PORTMORESBY");
/// assert_eq!(posts::find("USUN").unwrap().key, "USUNNEWYORK");
/// assert!(posts::find("Atlantis").is_none());
/// ```
#[must_use]
pub fn find(name: &str) -> Option<&'static Post> {
    find_key(&key_of(name))
}

/// As [`find`], of a name that is already a key.
#[must_use]
pub fn find_key(key: &str) -> Option<&'static Post> {
    table().by_name(key)
}

/// Whether the name of a post may begin with this word: a cheap question, `true` for some other words too.
pub(crate) fn may_begin(word: &str) -> bool {
    let first = word.as_bytes().first_chunk::<4>();
    first.is_none_or(|letters| !letters.iter().all(u8::is_ascii_alphabetic)) || table().may_begin(word)
}

/// Whether the name of a post may end with this word of three letters or more: a cheap question, `true` for some other
/// words and all shorter ones too.
pub(crate) fn may_end(word: &str) -> bool {
    word.len() < 3 || table().may_end(word)
}

/// The posts whose station code in the document numbers of NARA's central file is `code`, open in `year`.
///
/// The code is the first six characters of the name, blanks counted, then taken out (rule RECORD): `PRETOR`, `USUNN`.
/// Several posts can share one (`PORTO`; rule COLLISION): the caller must not choose without further evidence.
///
/// ```
/// use telegram::posts;
///
/// let found = posts::find_station("PRETOR", 1976);
/// assert_eq!(found[0].key, "PRETORIA");
/// assert!(posts::find_station("PORTO", 1976).len() > 1);
/// ```
#[must_use]
pub fn find_station(code: &str, year: u16) -> Vec<&'static Post> {
    let sent_telegrams = |post: &&Post| post.is_open(year) && post.kind.numbers_telegrams();
    table().by_station(code).filter(sent_telegrams).collect()
}

/// The posts whose station code is `code`, open or not.
pub(crate) fn with_station(code: &str) -> impl Iterator<Item = &'static Post> {
    table().by_station(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let rows = include_str!("../../data/posts.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(all().len(), rows);
        assert!(rows > 1_200);
        assert!(all().is_sorted_by_key(|post| post.key));
    }

    #[test]
    fn every_post_has_a_place_and_dates() {
        for post in all() {
            assert!(post.latitude.is_some_and(|degrees| (-90.0..=90.0).contains(&degrees)), "{}", post.key);
            assert!(post.longitude.is_some_and(|degrees| (-180.0..=180.0).contains(&degrees)), "{}", post.key);
            assert!(1774 <= post.from && post.from <= post.to, "{} {}-{}", post.key, post.from, post.to);
            assert!(!post.territory.is_empty() && !post.source.is_empty(), "{}", post.key);
        }
    }

    #[test]
    fn station_codes_follow_the_rule() {
        // The first six characters, blanks counted, then taken out; two are attested otherwise.
        let by_rule = |post: &&Post| post.name.chars().take(6).filter(|&c| c != ' ').eq(post.station.chars());
        let others: Vec<_> = all().iter().filter(|post| !by_rule(post)).map(|post| (post.key, post.station)).collect();
        assert_eq!(others, [("SALTGENEVA", "SALTT"), ("STGEORGES", "GRENAD")]);
    }

    #[test]
    fn every_name_and_alias_leads_back() {
        for post in all() {
            assert_eq!(find(post.name).map(|found| found.key), Some(post.key));
            for alias in &post.aliases {
                assert_eq!(find(alias).map(|found| found.key), Some(post.key), "{alias}");
            }
            if let Some(entity) = post.entity {
                assert!(find_key(entity).is_some_and(|found| found.key == entity), "{entity}");
            }
        }
    }

    #[test]
    fn aliases_of_one_office() {
        for (name, key) in [
            ("SECSTATE WASHDC", "STATE"),
            ("USUN NEW YORK", "USUNNEWYORK"),
            ("USUN", "USUNNEWYORK"),
            ("N'Djamena", "NDJAMENA"),
            ("São Paulo", "SAOPAULO"),
            ("Yaoundé", "YAOUNDE"),
            ("ST. PETERSBURG", "STPETERSBURG"),
            ("mexico city", "MEXICO"),
        ] {
            let found = find(name).map(|post| post.key);
            assert_eq!(found, Some(key), "{name}");
        }
    }

    #[test]
    fn renamed_posts_keep_their_names() {
        let old = find("Dacca").unwrap();
        assert_eq!((old.key, old.entity), ("DACCA", Some("DHAKA")));
    }

    #[test]
    fn stations() {
        for (code, year, keys) in [
            ("PRETOR", 1976, vec!["PRETORIA"]),
            ("SANJO", 1975, vec!["SANJOSE"]),
            ("THEHA", 1975, vec!["THEHAGUE"]),
            ("USUNN", 1974, vec!["USUNNEWYORK"]),
            ("NATOB", 1975, vec!["NATOBRUSSELS"]),
            ("RIODE", 1975, vec!["RIODEJANEIRO"]),
            ("PORTM", 1975, vec!["PORTMORESBY"]),
            ("ZZZZZ", 1975, vec![]),
        ] {
            let found: Vec<_> = find_station(code, year).iter().map(|post| post.key).collect();
            assert_eq!(found, keys, "{code}");
        }
    }
}
