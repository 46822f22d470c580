//! Addresses of pages.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What may stand unencoded in a path segment or a query value.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same for several segments.
const PLAIN_PATH: &AsciiSet = &PLAIN.remove(b'/');

/// The text as one segment of a path or as a value in a query.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// The text as several segments of a path: slashes stay.
pub(crate) fn encode_path(text: &str) -> String {
    utf8_percent_encode(text, PLAIN_PATH).to_string()
}

/// The page of a telegram.
pub(crate) fn telegram(id: &str) -> String {
    format!("/{}", encode(id))
}

/// The page of a witness in its collection; keys may hold slashes.
pub(crate) fn witness(collection: &str, key: &str) -> String {
    format!("/collections/{}/{}", encode(collection), encode_path(key))
}

/// The page of a collection.
pub(crate) fn collection(name: &str) -> String {
    format!("/collections/{}", encode(name))
}

/// The page of a post.
pub(crate) fn post(key: &str) -> String {
    format!("/posts/{}", encode(key))
}

/// The page of a series: a post's telegrams of one year.
pub(crate) fn post_year(key: &str, year: i16) -> String {
    format!("/posts/{}/{year}", encode(key))
}

/// The page of a subject tag.
pub(crate) fn tag(code: &str) -> String {
    format!("/tags/{}", encode(code))
}

/// The page that explains a diagnostic.
pub(crate) fn diagnostic(code: &str) -> String {
    format!("/diagnostics/{}", encode(code))
}

/// The first page of what a query finds.
pub(crate) fn search(query: &str) -> String {
    format!("/search?q={}", encode(query))
}

/// The words of a path that a reader may have meant, without separators, file
/// endings and encoding: `/cable/2009/03/09SUVA12.html` gives `09SUVA12`.
pub(crate) fn words_of(path: &str) -> String {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let decoded = percent_decode_str(last).decode_utf8_lossy();
    let stem = [".html", ".htm", ".json", ".txt"].iter().find_map(|end| decoded.strip_suffix(end)).unwrap_or(&decoded);
    let words: Vec<_> =
        stem.split(|c: char| c.is_control() || c == '_' || c == '+').flat_map(str::split_whitespace).collect();
    words.join(" ").chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_no_foreign_marks() {
        assert_eq!(telegram("09LAPAZ1"), "/09LAPAZ1");
        assert_eq!(witness("frus & more", "frus1977-80v21/d12"), "/collections/frus%20%26%20more/frus1977-80v21/d12");
        assert_eq!(search("a \"b c\""), "/search?q=a%20%22b%20c%22");
        assert_eq!(tag("VANCE, CYRUS"), "/tags/VANCE%2C%20CYRUS");
    }

    #[test]
    fn a_path_says_what_was_meant() {
        assert_eq!(words_of("/cable/2009/03/09SUVA12.html"), "09SUVA12");
        assert_eq!(words_of("/port%20moresby+12"), "port moresby 12");
        assert_eq!(words_of("/"), "");
    }
}
