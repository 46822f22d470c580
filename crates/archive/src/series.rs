//! The series a reference id belongs to: post, year, number.

use telegram::id::{self, parse_canonical};

/// Post, year and number of a canonical reference id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Series {
    pub(crate) post: String,
    pub(crate) year: i16,
    /// Airgrams are numbered apart.
    pub(crate) airgram: bool,
    pub(crate) serial: i64,
}

/// Reads a canonical reference id, `None` where `id` has another form.
pub(crate) fn of(id: &str) -> Option<Series> {
    let read = parse_canonical(id).ok()?;
    Some(Series {
        year: i16::try_from(read.year).ok()?,
        airgram: read.series == id::Series::Airgram,
        serial: read.number.into(),
        post: read.post,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_ids() {
        let series = |post: &str, year, serial| Some(Series { post: post.to_owned(), year, airgram: false, serial });
        assert_eq!(of("09ASTANA478"), series("ASTANA", 2009, 478));
        assert_eq!(of("1919PARIS7"), series("PARIS", 1919, 7));
        assert_eq!(of("75SUVA-A50"), series("SUVA", 1975, 50).map(|series| Series { airgram: true, ..series }));
        assert_eq!(of("75 SUVA 50"), None);
    }
}
