//! Paths of pages.

/// The path of a telegram by its id, else of the witness by its key.
pub(crate) fn telegram(id: Option<&str>, collection: &str, key: &str) -> String {
    match id {
        Some(id) => format!("/{}", encoded(id)),
        None => witness(collection, key),
    }
}

/// The path of a witness.
pub(crate) fn witness(collection: &str, key: &str) -> String {
    format!("/collections/{}/{}", encoded(collection), encoded(key))
}

/// Percent-encodes all but RFC 3986's unreserved characters and the slash.
fn encoded(text: &str) -> String {
    let mut path = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => path.push(char::from(byte)),
            _ => path.push_str(&format!("%{byte:02X}")),
        }
    }
    path
}

/// Takes percent-encoding off. What is not valid stays as it is.
pub(crate) fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn encodes_what_a_path_cannot_hold() {
        assert_eq!(super::telegram(Some("09ASTANA478"), "c", "k"), "/09ASTANA478");
        assert_eq!(super::telegram(None, "frus", "frus1977-80v21/d12"), "/collections/frus/frus1977-80v21/d12");
        assert_eq!(super::witness("c", "a b#é?"), "/collections/c/a%20b%23%C3%A9%3F");
        assert_eq!(super::decoded("a%20b%23%C3%A9%3F"), "a b#é?");
        assert_eq!(super::decoded("%zz%é%4"), "%zz%é%4");
        assert_eq!(super::decoded("%ff"), "%ff");
    }
}
