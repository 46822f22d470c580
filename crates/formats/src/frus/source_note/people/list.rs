//! Lists in sentences.

/// The entries of `A, B (X, Y), and C`. `Jr.` belongs to the name before.
pub(in crate::frus) fn list(text: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    let mut push = |part: &str| {
        let part = part.trim();
        let part = part.strip_prefix("and ").unwrap_or(part).trim();
        match entries.last_mut() {
            Some(last) if part.starts_with("Jr") || part.starts_with("Sr.") || part.starts_with("III") => {
                last.push_str(", ");
                last.push_str(part);
            }
            _ if part.is_empty() => {}
            _ => entries.push(part.to_owned()),
        }
    };
    let mut at = 0;
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | ';' if depth == 0 => {
                push(&text[start..at]);
                start = at + 1;
            }
            ' ' if depth == 0 && text[at..].starts_with(" and ") => {
                push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        at += letter.len_utf8();
    }
    push(&text[start..]);
    entries
}
