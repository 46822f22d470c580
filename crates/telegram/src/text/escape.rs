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
        if plain.contains("&#") {
            plain = numeric(&plain);
        }
    }
    Cow::Owned(plain)
}

/// `&#8220;`, `&#x201C;`: a character by its number.
fn numeric(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        plain.push_str(before);
        let end = after.bytes().take(8).position(|byte| byte == b';');
        let code = end.and_then(|end| after.get(..end)).and_then(|code| match code.strip_prefix(['x', 'X']) {
            Some(code) => u32::from_str_radix(code, 16).ok(),
            None => code.parse().ok(),
        });
        match (end, code.and_then(char::from_u32).filter(|c| !c.is_control())) {
            (Some(end), Some(character)) => {
                plain.push(character);
                rest = after.get(end + 1..).unwrap_or_default();
            }
            _ => {
                plain.push_str("&#");
                rest = after;
            }
        }
    }
    plain + rest
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
            ("&#8220;AT 25&#x201D; &#1 &#; &#", "\u{201c}AT 25\u{201d} &#1 &#; &#"),
            ("S&T; C:\\DOCS", "S&T; C:\\DOCS"),
        ] {
            assert_eq!(unescape(text), plain);
        }
    }
}
