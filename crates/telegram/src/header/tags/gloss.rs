//! Codes with their meaning, as catalogues print them: `PREL - External Political Relations | FJ - Fiji` (rule DUMP).

use core::ops::Range;

use super::table;

/// The codes, where each item of the list is a known code, a hyphen and words in small letters; `None` otherwise.
pub(super) fn codes(text: &str) -> Option<Vec<Range<usize>>> {
    let mut codes = Vec::new();
    let mut at = 0;
    let separator = if text.contains('|') { '|' } else { ';' };
    for item in text.split(separator) {
        let begin = at + (item.len() - item.trim_start().len());
        at += item.len() + 1;
        if item.trim().is_empty() {
            continue;
        }
        let (code, meaning) = item.split_once('-')?;
        let code = code.trim();
        let words = meaning.trim_start();
        let is_meaning = words.starts_with(|c: char| c.is_ascii_uppercase())
            && words.get(1..2).is_some_and(|second| second.bytes().all(|byte| byte.is_ascii_lowercase()));
        if !(is_meaning && table::is_known(code)) {
            return None;
        }
        codes.push(begin..begin + code.len());
    }
    (!codes.is_empty()).then_some(codes)
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn meanings() {
        for (text, want) in [
            ("PREL - External Political Relations | FJ - Fiji", Some("PREL FJ")),
            ("EAIR-Economic Affairs--Civil Aviation | FJ-Fiji |", Some("EAIR FJ")),
            ("PREL - External Relations", Some("PREL")),
            ("PREL - FJ", None),
            ("PREL, FJ", None),
            ("PREL - External | FJ", None),
        ] {
            let found =
                codes(text).map(|codes| codes.into_iter().map(|range| &text[range]).collect::<Vec<_>>().join(" "));
            assert_eq!(found.as_deref(), want, "{text}");
        }
    }
}
