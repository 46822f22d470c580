//! Names of posts at the start of a run of words.

use super::push_letter;
use super::table::{Post, PostKind, initials, table};

/// The longest name in the table, in words: `US MISSION USUN NEW YORK`.
pub(crate) const MOST_WORDS: usize = 6;

/// The post whose name begins `words`, with the number of words it takes; the longest name wins (rule COLLISION).
///
/// ```
/// use telegram::posts;
///
/// let (taken, post) = posts::is_post_words(&["PORT", "MORESBY", "AND", "SUVA"]).unwrap();
/// assert_eq!((taken, post.key), (2, "PORTMORESBY"));
/// assert!(posts::is_post_words(&["PORT", "AUTHORITY"]).is_none());
/// ```
#[must_use]
pub fn is_post_words(words: &[&str]) -> Option<(usize, &'static Post)> {
    let mut key = String::with_capacity(32);
    let mut found = None;
    for (at, word) in words.iter().take(MOST_WORDS).enumerate() {
        if word.len() > 40 {
            break;
        }
        word.chars().for_each(|c| push_letter(&mut key, c));
        if let Some(post) = table().by_name(&key) {
            found = Some((at + 1, post));
        }
    }
    found
}

/// How a name was shortened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Abbreviation {
    /// The end of the name is lost: `OUAGADOU`.
    Begin,
    /// The start of the name is lost: `RAMARIBO`.
    End,
    /// The first letters of its words: `POM`.
    Initials,
    /// Its first word and the first letter of the next: `PORT M`.
    FirstWord,
}

/// The only post open in `year` whose name is shortened to `words` (rule N186; 8.5).
///
/// A begin must have four letters or more and be at least half of the name, an end five. Initials stand for names of two
/// words or more; the small words among them may stand whole (`PAUP`).
#[must_use]
pub fn abbreviated(words: &[&str], year: u16) -> Option<(Abbreviation, &'static Post)> {
    let mut key = String::with_capacity(32);
    words.iter().take(MOST_WORDS).flat_map(|word| word.chars().take(40)).for_each(|c| push_letter(&mut key, c));
    if key.len() < 2 {
        return None;
    }
    let reads = [
        (Abbreviation::Begin, key.len() >= 4),
        (Abbreviation::FirstWord, words.len() >= 2),
        (Abbreviation::Initials, words.len() == 1 && (2..=4).contains(&key.len())),
        (Abbreviation::End, words.len() == 1 && key.len() >= 5),
    ];
    for (how, possible) in reads {
        if !possible {
            continue;
        }
        let may_fit = candidates(how, words, &key);
        let mut fitting =
            may_fit.into_iter().filter(|post| fits(how, words, &key, post) && post.is_open(year) && is_main(post));
        if let Some(post) = fitting.next() {
            return fitting.all(|other| other.office() == post.office()).then_some((how, post));
        }
    }
    None
}

/// The posts among which one can be shortened to `key`: a stretch of the table, which is ordered by key, or those that
/// end alike.
fn candidates(how: Abbreviation, words: &[&str], key: &str) -> Vec<&'static Post> {
    let posts = table().posts.as_slice();
    let mut first = String::new();
    let begin = match how {
        Abbreviation::End => return table().ending_as(key).collect(),
        Abbreviation::Initials if !table().may_be_initials(key) => return Vec::new(),
        Abbreviation::Begin => key,
        Abbreviation::Initials => key.get(..1).unwrap_or_default(),
        Abbreviation::FirstWord => {
            words.first().into_iter().flat_map(|word| word.chars()).for_each(|c| push_letter(&mut first, c));
            &first
        }
    };
    let from = posts.partition_point(|post| post.key < begin);
    posts[from..].iter().take_while(|post| post.key.starts_with(begin)).collect()
}

/// Posts that are abbreviated: everybody must know them.
fn is_main(post: &Post) -> bool {
    matches!(post.kind, PostKind::Embassy | PostKind::ConsulateGeneral | PostKind::Mission)
}

fn fits(how: Abbreviation, words: &[&str], key: &str, post: &Post) -> bool {
    let long_enough = key.len() * 2 >= post.key.len() && key.len() < post.key.len();
    match how {
        Abbreviation::Begin => long_enough && post.key.starts_with(key),
        Abbreviation::End => long_enough && post.key.ends_with(key),
        Abbreviation::Initials => {
            post.name.contains(' ') && [false, true].iter().any(|&small_whole| initials(post.name, small_whole) == key)
        }
        Abbreviation::FirstWord => {
            let mut name = post.name.split(' ');
            words.iter().enumerate().all(|(at, word)| {
                let upper = word.to_ascii_uppercase();
                name.next().is_some_and(|own| if at == 0 { own == upper } else { own.starts_with(&upper) })
            }) && words.len() <= post.name.split(' ').count()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_name_wins() {
        for (words, expected) in [
            ("ROME", Some((1, "ROME"))),
            ("UN ROME", Some((2, "UNROME"))),
            ("SAN SALVADOR", Some((2, "SANSALVADOR"))),
            ("US MISSION EC BRUSSELS", Some((4, "ECBRUSSELS"))),
            ("DAR ES SALAAM AND", Some((3, "DARESSALAAM"))),
            ("JUNE", None),
        ] {
            let words: Vec<_> = words.split(' ').collect();
            assert_eq!(is_post_words(&words).map(|(taken, post)| (taken, post.key)), expected, "{words:?}");
        }
    }

    #[test]
    fn shortened_names() {
        for (words, expected) in [
            ("OUAGADO", Some("OUAGADOUGOU")),
            ("ULAANBAAT", Some("ULAANBAATAR")),
            ("RAMARIBO", Some("PARAMARIBO")),
            ("PAUP", Some("PORTAUPRINCE")),
            ("RDEJ", Some("RIODEJANEIRO")),
            ("BAGH", Some("BAGHDAD")),
            ("PORTA", None),
            ("PORT L", Some("PORTLOUIS")),
            ("PORT", None),
            ("ZZ", None),
        ] {
            let words: Vec<_> = words.split(' ').collect();
            assert_eq!(abbreviated(&words, 2005).map(|(_, post)| post.key), expected, "{words:?}");
        }
    }
}
