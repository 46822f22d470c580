//! What an export left of its own escapes in a text.

use std::borrow::Cow;

/// The entities that are left in plain text.
const ENTITIES: [(&str, &str); 12] = [
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&apos;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&nbsp;", " "),
    ("&rsquo;", "\u{2019}"),
    ("&lsquo;", "\u{2018}"),
    ("&rdquo;", "\u{201d}"),
    ("&ldquo;", "\u{201c}"),
];

/// The text without the backslashes of an export before quotation marks (N12)
/// and with the few entities that are left in plain text (N4) resolved.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'\\', b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut plain = text.replace("\\\"", "\"").replace("\\'", "'");
    // Twice, for entities of entities.
    for _ in 0..2 {
        if !(plain.contains('&') && plain.contains(';')) {
            break;
        }
        for (entity, character) in ENTITIES {
            if plain.contains(entity) {
                plain = plain.replace(entity, character);
            }
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escapes() {
        for (text, plain) in [
            (r#"THE \"ANCHOR\""#, r#"THE "ANCHOR""#),
            (r"O\'ROE", "O'ROE"),
            ("R&amp;amp;D", "R&D"),
            ("S&T; C:\\DOCS", "S&T; C:\\DOCS"),
        ] {
            assert_eq!(unescape(text), plain);
        }
    }
}
