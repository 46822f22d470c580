//! The embassy in a country, for documents that name only the country.

use std::sync::OnceLock;

use super::table::{Post, PostKind, all};
use super::{find_key, key_of};
use crate::tables::TableMap;

type Reigns = TableMap<String, Vec<(u16, u16, &'static str)>>;

/// Capitals that moved and countries under former names, read once.
fn moved() -> &'static Reigns {
    static MOVED: OnceLock<Reigns> = OnceLock::new();
    MOVED.get_or_init(|| {
        let mut moved = Reigns::default();
        for line in include_str!("../../data/embassies.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let row = (fields.next(), fields.next(), fields.next(), fields.next());
            if let (Some(country), Some(from), Some(to), Some(post)) = row
                && let (Ok(from), Ok(to)) = (from.parse(), to.parse())
            {
                moved.entry(key_of(country)).or_default().push((from, to, post));
            }
        }
        moved
    })
}

/// The embassies by the key of their country, in the order of the table.
fn embassies() -> &'static TableMap<String, Vec<&'static Post>> {
    static EMBASSIES: OnceLock<TableMap<String, Vec<&'static Post>>> = OnceLock::new();
    EMBASSIES.get_or_init(|| {
        let mut embassies = TableMap::<String, Vec<&Post>>::default();
        for post in all().iter().filter(|post| post.kind == PostKind::Embassy) {
            embassies.entry(key_of(post.territory)).or_default().push(post);
        }
        embassies
    })
}

/// The embassy or legation in `country` in `year`; none where there was none or the table does not tell which.
///
/// ```
/// use telegram::posts;
///
/// assert_eq!(posts::by_territory("Iran", 1975).unwrap().key, "TEHRAN");
/// assert_eq!(posts::by_territory("the Federal Republic of Germany", 1975).unwrap().key, "BONN");
/// assert_eq!(posts::by_territory("the Soviet Union", 1977).unwrap().key, "MOSCOW");
/// ```
#[must_use]
pub fn by_territory(country: &str, year: u16) -> Option<&'static Post> {
    let country = country.trim();
    let country = match country.get(..4) {
        Some(article) if article.eq_ignore_ascii_case("the ") => country.get(4..).unwrap_or(country),
        _ => country,
    };
    let wanted = key_of(country);
    if let Some(reigns) = moved().get(&wanted) {
        let reign = reigns.iter().find(|&&(from, to, _)| from <= year && year <= to);
        if let Some(&(_, _, post)) = reign {
            return find_key(post);
        }
    }
    let mut best: Option<&'static Post> = None;
    for &post in embassies().get(&wanted).map_or(&[][..], Vec::as_slice) {
        if !post.is_open(year) {
            continue;
        }
        // Of two names of one office the later one is meant; two offices are none.
        match best {
            Some(before) if before.office() != post.office() => return None,
            Some(before) if before.from >= post.from => {}
            _ => best = Some(post),
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_a_post() {
        for (country, reigns) in moved() {
            for &(from, to, post) in reigns {
                assert!(from <= to, "{country}");
                assert_eq!(find_key(post).map(|found| found.key), Some(post), "{country}");
            }
        }
    }

    #[test]
    fn countries() {
        for (country, year, key) in [
            ("Fiji", 2005, Some("SUVA")),
            ("Bolivia", 1974, Some("LAPAZ")),
            ("Germany", 2009, Some("BERLIN")),
            ("Pakistan", 1958, Some("KARACHI")),
            ("Bangladesh", 1975, Some("DACCA")),
            ("Ukraine", 2009, Some("KYIV")),
            ("Atlantis", 2009, None),
            ("", 2009, None),
        ] {
            assert_eq!(by_territory(country, year).map(|post| post.key), key, "{country}");
        }
    }
}
