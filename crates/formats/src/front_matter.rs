//! Markdown: the statements between `---` lines (YAML) or `+++` lines (TOML) at the start of a file.

use core::ops::Range;

use telegram::{Diagnostic, Source};

use crate::dated;

/// So many lines may stand between the rules.
const MOST: usize = 200;

/// How statements are written: the first line, the lines that end them, and what stands between key and value.
const FORMS: [(&str, &[&str], char); 2] = [("---", &["---", "..."], ':'), ("+++", &["+++"], '=')];

/// What stands between the rules.
pub(crate) struct FrontMatter {
    /// The rules and all between them.
    pub(crate) place: Range<usize>,
    values: Vec<(String, String)>,
}

/// The block between two lines `---` or `+++`, the first of which begins the text; `None` where no line in it has a key.
pub(crate) fn find(text: &str) -> Option<FrontMatter> {
    let start = text.len() - text.trim_start_matches(['\u{FEFF}', '\n', '\r', ' ']).len();
    let mut lines = text.get(start..)?.split_inclusive('\n');
    let rule = lines.next()?;
    let (_, ends, mark) = FORMS.iter().find(|(first, ..)| rule.trim_end() == *first)?;
    let mut at = start + rule.len();
    let mut values: Vec<(String, String)> = Vec::new();
    for line in lines.take(MOST) {
        at += line.len();
        if ends.contains(&line.trim_end()) {
            return (!values.is_empty()).then_some(FrontMatter { place: start..at, values });
        }
        if let Some((key, value)) = pair(line, *mark) {
            values.push((key.to_owned(), value.to_owned()));
        }
    }
    None
}

/// `doc_date: '1946-03-04'`, `- naa_series: A9001`, `doc_date = 1946-03-04`.
fn pair(line: &str, mark: char) -> Option<(&str, &str)> {
    let (key, value) = line.trim().trim_start_matches("- ").split_once(mark)?;
    let key = key.trim_end();
    let is_key = !key.is_empty()
        && key.len() <= 40
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' '));
    let value = value.trim();
    let bare = ['\'', '"'].iter().find_map(|mark| value.strip_prefix(*mark)?.strip_suffix(*mark)).unwrap_or(value);
    (is_key && !bare.is_empty()).then_some((key, bare))
}

impl FrontMatter {
    /// Tells the source what the file states of itself; gives what is doubtful in it.
    pub(crate) fn fill(self, source: &mut Source) -> Option<Diagnostic> {
        const DATES: [&str; 4] = ["date", "doc_date", "created", "sent"];
        let stated = self.values.iter().find(|(key, _)| DATES.contains(&key.to_ascii_lowercase().as_str()));
        let (date, doubt) = stated.map(|(key, value)| dated::read(key, value)).unwrap_or_default();
        source.created = source.created.or(date.and_then(|date| date.exact()));
        source.attributes.extend(self.values);
        doubt
    }
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
        assert_eq!(found.fill(&mut source), None);
        assert_eq!(source.created.unwrap().to_string(), "1946-03-04");
        assert_eq!(source.attributes.len(), 3);
        let toml =
            find("+++\ndoc_date = 1946-03-04\ntitle = \"Legation to Ferry Board\"\n[extra]\nbox = 7\n+++\nText\n")
                .unwrap();
        assert_eq!(toml.values[1], ("title".to_owned(), "Legation to Ferry Board".to_owned()));
        let mut source = Source::default();
        assert_eq!(toml.fill(&mut source), None);
        assert_eq!(source.created.unwrap().to_string(), "1946-03-04");
        assert!(find("+++\ntitle: x\n+++\n").is_none());
        assert!(find("---\nA rule above a text.\n---\n").is_none());
        assert!(find("Text\n---\na: b\n---\n").is_none());
        assert!(find("---\na: b\n").is_none());
    }
}
