//! Misspelt names of posts.

use super::table::{Post, table};
use crate::spelling;

/// The post whose name is misspelt as `key`, if there is exactly one among those open in `year` (or among all).
///
/// The bound grows with the length: no letter may differ in names of less than five, one in names of less than eight,
/// two in longer ones; swapped neighbours count once, and count as nothing in names of four (`ROEM`). A first letter may be lost from a name of any length above four
/// (`OKYO`; rule RECORD). Two offices equally near are none (rule ID, step 5).
///
/// ```
/// use telegram::posts;
///
/// assert_eq!(posts::similar("ULANBAATR", Some(2005)).unwrap().key, "ULAANBAATAR");
/// assert_eq!(posts::similar("OKYO", Some(1975)).unwrap().key, "TOKYO");
/// assert!(posts::similar("ABCDEF", None).is_none());
/// ```
#[must_use]
pub fn similar(key: &str, year: Option<u16>) -> Option<&'static Post> {
    let limit = match key.len() {
        0..=3 => return None,
        4 => 0,
        5..=7 => 1,
        8..=30 => 2,
        _ => return None,
    };
    if key.len() == 4
        && let Some(post) = exchanged(key, year)
    {
        return Some(post);
    }
    let letters = spelling::letters(key.as_bytes());
    let mut best: Option<(usize, &'static Post)> = None;
    let mut rivals = false;
    for length in key.len().saturating_sub(limit)..=key.len() + limit.max(1) {
        for (name, of_name, post) in table().by_length(length) {
            // Each slip changes the set of letters by two at most: nearly every name ends here.
            if !spelling::may_be_near((key.len(), letters), (length, of_name), limit.max(1)) {
                continue;
            }
            if year.is_some_and(|year| !post.is_open(year)) {
                continue;
            }
            let head_lost = length == key.len() + 1 && name.ends_with(key);
            let distance = if head_lost { Some(1) } else { spelling::distance(key, name, limit) };
            // Short names have too many neighbours: a change of one letter in four makes another post.
            let Some(distance) = distance.filter(|_| head_lost || name.len() >= 4) else { continue };
            match best {
                Some((least, _)) if distance > least => {}
                Some((least, found)) if distance == least => rivals |= found.office() != post.office(),
                _ => (best, rivals) = (Some((distance, post)), false),
            }
        }
    }
    best.filter(|_| !rivals).map(|(_, post)| post)
}

/// `SUAV`, `ROEM`: two neighbours of a short name exchanged; no letter differs, so few other names are as near.
fn exchanged(key: &str, year: Option<u16>) -> Option<&'static Post> {
    let bytes = key.as_bytes();
    let mut found: Option<&'static Post> = None;
    for at in 1..bytes.len() {
        let mut swapped = bytes.to_vec();
        swapped.swap(at - 1, at);
        let name = core::str::from_utf8(&swapped).ok().filter(|name| *name != key);
        let post = name.and_then(|name| table().by_name(name));
        if let Some(post) = post.filter(|post| year.is_none_or(|year| post.is_open(year)) && post.key.len() == 4) {
            if found.is_some_and(|found| found.office() != post.office()) {
                return None;
            }
            found = Some(post);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspellings() {
        for (word, key) in [
            ("SUVVA", Some("SUVA")),
            ("ROEM", Some("ROME")),
            ("ROMA", None),
            ("PARAMARIOB", Some("PARAMARIBO")),
            ("ULANBAATAR", Some("ULAANBAATAR")),
            ("AIGON", Some("SAIGON")),
            ("IENNA", Some("VIENNA")),
            ("XXXXX", None),
            ("SUV", None),
        ] {
            let year = if word == "AIGON" { 1974 } else { 2005 };
            assert_eq!(similar(word, Some(year)).map(|post| post.key), key, "{word}");
        }
    }
}
