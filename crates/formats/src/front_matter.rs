//! Markdown: the statements between `---` lines at the start of a file, and marks that Markdown escapes (`1\.`).

use core::ops::Range;

use telegram::Source;

use crate::charset::Decoded;
use crate::source_map::{EditKind, MapBuilder};
use crate::table::dates;

/// So many lines may stand between the rules.
const MOST: usize = 200;

/// What stands between the rules.
pub(crate) struct FrontMatter {
    /// The rules and all between them.
    pub(crate) place: Range<usize>,
    values: Vec<(String, String)>,
}

/// The block between two lines `---`, the first of which begins the text; `None` where no line in it has a key.
pub(crate) fn find(text: &str) -> Option<FrontMatter> {
    let start = text.len() - text.trim_start_matches(['\u{FEFF}', '\n', '\r', ' ']).len();
    let mut lines = text.get(start..)?.split_inclusive('\n');
    let mut at = start + lines.next().filter(|line| line.trim_end() == "---")?.len();
    let mut values: Vec<(String, String)> = Vec::new();
    for line in lines.take(MOST) {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (!values.is_empty()).then_some(FrontMatter { place: start..at, values });
        }
        if let Some((key, value)) = pair(line) {
            values.push((key.to_owned(), value.to_owned()));
        }
    }
    None
}

/// `doc_date: '1946-03-04'`, `- naa_series: A9001`.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().trim_start_matches("- ").split_once(':')?;
    let is_key = !key.is_empty()
        && key.len() <= 40
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' '));
    let value = value.trim();
    let bare = ['\'', '"'].iter().find_map(|mark| value.strip_prefix(*mark)?.strip_suffix(*mark)).unwrap_or(value);
    (is_key && !bare.is_empty()).then_some((key, bare))
}

impl FrontMatter {
    /// Tells the source what the file states of itself.
    pub(crate) fn fill(self, source: &mut Source) {
        const DATES: [&str; 4] = ["date", "doc_date", "created", "sent"];
        let stated = self.values.iter().find(|(key, _)| DATES.contains(&key.to_ascii_lowercase().as_str()));
        source.created = source.created.or_else(|| stated.and_then(|(_, value)| dates::read(value)));
        source.attributes.extend(self.values);
    }
}

/// The text with the marks of paragraph numbers as they were before Markdown: `1.` for `1\.`; each is an edit.
pub(crate) fn unescape(decoded: Decoded, places: &mut [Range<usize>]) -> Decoded {
    let text = decoded.text.as_str();
    let is_escape = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let number = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
        number.len() < before.len()
            && before.len() - number.len() <= 3
            && (number.is_empty() || number.ends_with(['\n', '(']))
            && text.get(at + 1..).is_some_and(|rest| rest.starts_with(['.', ')']))
    };
    let escapes: Vec<usize> = memchr::memchr_iter(b'\\', text.as_bytes()).filter(|at| is_escape(*at)).collect();
    if escapes.is_empty() {
        return decoded;
    }
    let mut builder = MapBuilder::over(&decoded.map);
    let mut from = 0;
    for at in &escapes {
        builder.copy(text.get(from..*at).unwrap_or_default(), from);
        let here = builder.len();
        builder.edit(EditKind::Escape, here, *at..at + 1);
        from = at + 1;
    }
    builder.copy(text.get(from..).unwrap_or_default(), from);
    let moved = |at: usize| at - escapes.partition_point(|escape| *escape < at);
    for place in places {
        *place = moved(place.start)..moved(place.end);
    }
    let (text, map) = builder.finish_over(&decoded.map);
    Decoded { text, map }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_between_rules() {
        let text = "---\ndoc_date: '1946-03-04'\ntitle: Legation to Ferry Board\nrefs:\n- series: A9001\n---\n\nText\n";
        let found = find(text).unwrap();
        assert_eq!(text.get(found.place.end..), Some("\nText\n"));
        let mut source = Source::default();
        found.fill(&mut source);
        assert_eq!(source.created.unwrap().to_string(), "1946-03-04");
        assert_eq!(source.attributes.len(), 3);
        assert!(find("---\nA rule above a text.\n---\n").is_none());
        assert!(find("Text\n---\na: b\n---\n").is_none());
        assert!(find("---\na: b\n").is_none());
    }

    #[test]
    fn escaped_numbers() {
        let text = "1\\. One.\n12\\) Two C:\\. three.\n";
        let found = unescape(crate::decode(text.as_bytes()), &mut []);
        assert_eq!(found.text, "1. One.\n12) Two C:\\. three.\n");
        assert_eq!(found.map.edits().len(), 2);
    }
}
