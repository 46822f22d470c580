//! Misspelt names of posts.

use super::table::{Post, table};

/// The post whose name is misspelt as `key`, if there is exactly one among those open in `year` (or among all).
///
/// The bound grows with the length: no letter may differ in names of less than five, one in names of less than eight,
/// two in longer ones; swapped neighbours count once. A first letter may be lost from a name of any length above four
/// (`OKYO`; FORMAT.md 4.1). Two offices equally near are none (FORMAT.md 8.2, step 5).
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
    let word = key.as_bytes();
    let limit = match word.len() {
        0..=3 => return None,
        4 => 0,
        5..=7 => 1,
        8..=30 => 2,
        _ => return None,
    };
    let mut best: Option<(usize, &'static Post)> = None;
    let mut rivals = false;
    for length in word.len().saturating_sub(limit)..=word.len() + limit.max(1) {
        for (name, post) in table().by_length(length) {
            if year.is_some_and(|year| !post.is_open(year)) {
                continue;
            }
            let head_lost = length == word.len() + 1 && name.as_bytes().ends_with(word);
            let distance = if head_lost { Some(1) } else { distance(word, name.as_bytes(), limit) };
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

/// The number of letters lost, added, changed or swapped with their neighbour, if not more than `limit`.
fn distance(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    const WIDTH: usize = 40;
    if a.len().abs_diff(b.len()) > limit || b.len() + 1 > WIDTH {
        return None;
    }
    let mut rows = [[0usize; WIDTH]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate() {
        *cell = at;
    }
    for i in 1..=a.len() {
        let (before, here, two_before) = (&rows[(i - 1) % 3].clone(), i % 3, &rows[(i + 1) % 3].clone());
        rows[here][0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let changed = before[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut cost = changed.min(before[j] + 1).min(rows[here][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(two_before[j - 2] + 1);
            }
            rows[here][j] = cost;
            least = least.min(cost);
        }
        if least > limit + 1 {
            return None;
        }
    }
    Some(rows[a.len() % 3][b.len()]).filter(|&cost| cost <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("SUVA", "SUVA", Some(0)),
            ("SUVVA", "SUVA", Some(1)),
            ("SVUA", "SUVA", Some(1)),
            ("PARAMARIOB", "PARAMARIBO", Some(1)),
            ("AB", "BADC", None),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes(), 2), expected, "{a} {b}");
        }
    }

    #[test]
    fn misspellings() {
        for (word, key) in [
            ("SUVVA", Some("SUVA")),
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
