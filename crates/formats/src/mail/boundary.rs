//! Cuts a mailbox into its messages.

use core::ops::Range;

/// The messages of a unit: those of a mailbox, or the one of a file.
pub(super) fn messages(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut at = 0;
    let mut after_blank = true;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let content = line.strip_suffix(b"\n").unwrap_or(line);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        if after_blank && is_separator(content) {
            starts.push((at, at + line.len()));
        }
        after_blank = content.is_empty();
        at += line.len();
    }
    if starts.first().is_none_or(|(first, _)| *first > 0) {
        return core::iter::once(0..bytes.len()).collect();
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([bytes.len()]);
    starts.iter().zip(ends).map(|((_, from), to)| *from..to).collect()
}

/// `From roe@example.org Sat Apr  2 03:15:00 2005`: a time and a year stand
/// after the sender; a sentence that begins with the word has neither.
pub(super) fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    if rest.len() > 300 {
        return false;
    }
    let words = || rest.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty());
    let time = words().any(|word| matches!(word, [h, m, b':', ..] if h.is_ascii_digit() && m.is_ascii_digit()));
    let year = words().any(|word| word.len() == 4 && word.iter().all(u8::is_ascii_digit));
    time && year && (4..=12).contains(&words().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_separators_only() {
        let first = b"From roe@example.org Sat Apr  2 03:15:00 2005\n".as_slice();
        let text = [
            first,
            b"Subject: a\n\nFrom the harbour at 03:15 one sees\n\n",
            b"From doe@example.org Sat Apr  2 03:16:00 2005\n",
            b"Subject: b\n\nx\n",
        ]
        .concat();
        let found: Vec<_> = messages(&text).into_iter().map(|range| text[range].to_vec()).collect();
        assert_eq!(found.len(), 2);
        assert!(found[0].starts_with(b"Subject: a") && found[1].starts_with(b"Subject: b"));
        assert_eq!(messages(b"Subject: a\n\nx").first(), Some(&(0..13)));
        assert_eq!(messages(b"").first(), Some(&(0..0)));
    }
}
