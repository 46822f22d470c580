//! Blots of a publisher where the name of a post stood.

/// Whether `word` is a blot, no name: `XXXXXXXX`, `%%%%`, `████`, `[REDACTED]`, `[A03]`.
pub(crate) fn is_blot(word: &str) -> bool {
    const SHORTEST: usize = 3;
    if let Some(inside) = word.strip_prefix(['[', '(']).and_then(|rest| rest.strip_suffix([']', ')'])) {
        // `[A03]`, `[b1]`: the reason by its number.
        let reason = inside.len() <= 4
            && inside.starts_with(|c: char| c.is_ascii_alphabetic())
            && inside.len() >= 2
            && inside.bytes().skip(1).all(|byte| byte.is_ascii_digit());
        return reason || inside.to_ascii_uppercase().contains("REDACT") || is_blot(inside);
    }
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    matches!(first, 'X' | 'x' | '%' | '*' | '_' | '\u{25a0}' | '\u{2588}' | '\u{25aa}' | '\u{2592}' | '\u{2593}')
        && letters.all(|letter| letter == first)
        && word.chars().count() >= SHORTEST
}

#[cfg(test)]
mod tests {
    use super::is_blot;

    #[test]
    fn blots() {
        for word in
            ["XXX", "XXXXXXXXXXXXXXXXXXXX", "%%%%", "\u{2588}\u{2588}\u{2588}", "[REDACTED]", "[A03]", "(XXXX)", "____"]
        {
            assert!(is_blot(word), "{word}");
        }
        for word in ["", "XX", "SUVA", "AXXX", "[SUVA]", "(C)", "12"] {
            assert!(!is_blot(word), "{word}");
        }
    }
}
