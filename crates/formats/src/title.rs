//! The id of a telegram in what stands above it: the title of a page, a line of a text (rules N2, N17).

use crate::several::is_id;

/// So many lines of a text are looked at for a title.
const LINES: usize = 40;

/// The longest title.
const LONGEST: usize = 200;

/// The one id that the title of a page names, else the one that its headings do: `Cable: 05SUVA617`, `Viewing cable
/// 05SUVA617, FERRY SERVICE`. Headings name other telegrams too.
pub(crate) fn of_page<'a>(title: &'a str, headings: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let words = |line: &'a str| line.split(|letter: char| !letter.is_ascii_alphanumeric());
    let in_title = only(words(title).filter(|word| is_id(word)));
    in_title.or_else(|| only(headings.filter(|heading| heading.len() < LONGEST).filter_map(of_line)))
}

/// The value that all have.
fn only<'a>(mut values: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = values.next()?;
    values.all(|other| other == first).then_some(first)
}

/// The id in a title above the text. A list of references has ids too.
pub(crate) fn of_text(text: &str) -> Option<&str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_header = |line: &str| {
        let head = line.get(..line.len().min(4)).unwrap_or_default().to_ascii_uppercase();
        ["REF", "RE:", "SUBJ", "TAGS", "E.O.", "EO ", "FM ", "TO ", "INFO", "1. ", "A. ", "(A)"]
            .iter()
            .any(|word| head.starts_with(word))
    };
    lines.take(LINES).take_while(|line| !is_header(line)).filter(|line| line.len() < LONGEST).find_map(of_line)
}

/// `05SUVA617, FERRY SERVICE`, `Viewing cable 05SUVA617`.
fn of_line(line: &str) -> Option<&str> {
    let mut words = line.split([' ', ',', ':', '\t', '\n']).filter(|word| !word.is_empty());
    let first = words.next()?;
    let rest = first.eq_ignore_ascii_case("viewing").then(|| words.nth(1)).flatten();
    core::iter::once(first).chain(rest).find(|word| is_id(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_pages() {
        let of = |title: &'static str, headings: &[&'static str]| of_page(title, headings.iter().copied());
        assert_eq!(of("Reading Room: Cable 05SUVA617 - Ferry", &[]), Some("05SUVA617"));
        assert_eq!(of("Reading Room", &["Reading Room", "Viewing cable 05SUVA617, FERRY"]), Some("05SUVA617"));
        assert_eq!(of("Reading Room", &["05SUVA617", "05APIA42, ROPE"]), None, "two that disagree");
        assert_eq!(of("05SUVA617 and 05APIA42", &["Related"]), None);
        assert_eq!(of("", &[]), None);
    }

    #[test]
    fn titles_of_texts() {
        assert_eq!(of_text("\n05SUVA617, FERRY\n"), Some("05SUVA617"));
        assert_eq!(of_text("REF: 05SUVA617\n"), None);
    }
}
