//! The number of the telegram itself, where it opens the text.

use telegram::lexicon::telegram_words;
use telegram::{SeriesNumber, Span};

use super::{body, offset, source_note};

/// The number with which the text of a telegram begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OwnNumber {
    /// As printed: `12345`, or `Secto 44` where the telegram has no other.
    pub(super) printed: String,
    pub(super) series: Option<SeriesNumber>,
    /// The class before it, as printed: `CONFIDENTIAL SUVA 617`.
    pub(super) class: Option<String>,
    /// How many bytes it takes, with the stop and the blanks after it.
    length: usize,
}

impl OwnNumber {
    /// Where it stands in a block that begins at `start`.
    pub(super) fn span(&self, start: u32) -> Span {
        Span::new(start, start + offset(self.length))
    }
}

/// What is known of the telegram whose number is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sender<'a> {
    /// The key of its post.
    pub(super) post: Option<&'a str>,
    /// Whether fields of the header stand above.
    pub(super) has_header: bool,
}

/// The number at the start of a telegram's text: `12345.`, `Secto 44.`, `12345/Tosec 44.`, `Tosec 44/12345.`, or a line with
/// nothing but `12345` or `SUVA 617`, the name of the post that sent it.
pub(super) fn own_number<'a>(text: &str, sender: Sender<'_>, next: impl Iterator<Item = &'a str>) -> Option<OwnNumber> {
    opens_text(text, sender, next).or_else(|| alone(text, sender.post?))
}

/// `12345. We agree.` The text `1. …` is a paragraph when the header stands above or the next number is 2.
fn opens_text<'a>(text: &str, sender: Sender<'_>, next: impl Iterator<Item = &'a str>) -> Option<OwnNumber> {
    let (first, mut rest) = numbered(text)?;
    let mut second = None;
    if let Some(after) = rest.strip_prefix('/') {
        let (found, after) = numbered(after)?;
        (second, rest) = (Some(found), after);
    }
    // A number that nothing follows needs no stop.
    let after = rest.strip_prefix('.').or_else(|| (rest.is_empty() && first.len() > 1).then_some(rest))?;
    if !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return None;
    }
    if second.is_none() && is_paragraph(text, sender, next) {
        return None;
    }
    let both = || [Some(first), second].into_iter().flatten();
    let series = both().find_map(series_number);
    // Of two the one that is not of a series is the post's.
    let printed = both().find(|number| series_number(number).is_none()).unwrap_or(first).to_owned();
    Some(OwnNumber { printed, series, class: None, length: text.len() - after.trim_start().len() })
}

/// Whether the number at the start of the text is that of a paragraph.
fn is_paragraph<'a>(text: &str, sender: Sender<'_>, next: impl Iterator<Item = &'a str>) -> bool {
    let number = |text: &str| body::number_of(text).and_then(|(number, _)| number.parse::<u32>().ok());
    let Some(own) = number(text) else { return false };
    let mut next = next;
    sender.has_header || next.find_map(number) == Some(own + 1)
}

/// `SUVA 617`, `CONFIDENTIAL SUVA 0617.`: a line with the post's own name and a number.
fn alone(text: &str, post: &str) -> Option<OwnNumber> {
    const LONGEST: usize = 80;
    let line = text.lines().next().filter(|line| line.len() <= LONGEST)?;
    let (name, number) = line.trim_end().trim_end_matches('.').rsplit_once(' ')?;
    body::plain_number(number)?;
    let starts = core::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
    let own =
        starts.filter(|at| name.get(*at..).and_then(telegram::posts::find).is_some_and(|found| found.key == post));
    let mut classes = own.filter_map(|at| name.get(..at).map(str::trim));
    let class = classes.find(|class| class.is_empty() || source_note::is_marking_line(class))?;
    let rest = text.get(line.len()..).unwrap_or_default();
    Some(OwnNumber {
        printed: number.to_owned(),
        series: None,
        class: (!class.is_empty()).then(|| class.to_owned()),
        length: text.len() - rest.trim_start().len(),
    })
}

/// `12345` or `Tosec 44` at the start of the text, and what follows.
fn numbered(text: &str) -> Option<(&str, &str)> {
    let word = text.split(' ').next().unwrap_or_default();
    let is_series =
        word.len() <= 8 && word.starts_with(|c: char| c.is_ascii_uppercase()) && telegram_words::is_series(word);
    let begin = if is_series { word.len() + 1 } else { 0 };
    let digits = text.get(begin..)?.bytes().take_while(u8::is_ascii_digit).count();
    (1..=6).contains(&digits).then(|| text.split_at(begin + digits))
}

/// The number `Tosec 44` of a series.
fn series_number(number: &str) -> Option<SeriesNumber> {
    let (name, number) = number.split_once(' ')?;
    Some(SeriesNumber { name: name.to_ascii_uppercase(), number: number.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, next: &[&str]) -> Option<(String, usize)> {
        let sender = Sender { post: Some("SUVA"), has_header: false };
        own_number(text, sender, next.iter().copied()).map(|own| (own.printed, own.length))
    }

    fn some(number: &str, length: usize) -> Option<(String, usize)> {
        Some((number.to_owned(), length))
    }

    #[test]
    fn numbers_that_open_a_text() {
        assert_eq!(found("617. We agree.", &[]), some("617", 5));
        assert_eq!(found("617", &["1. We agree."]), some("617", 3));
        assert_eq!(found("SUVA 00617", &[]), some("00617", 10));
        assert_eq!(found("SECRET Suva 617.\nSubject: Ferries", &[]), some("617", 17));
        assert_eq!(found("Apia 42", &[]), None);
        assert_eq!(found("The ferry left Suva 617", &[]), None);
    }

    #[test]
    fn numbers_of_paragraphs() {
        assert_eq!(found("1. We agree.", &["2. We go."]), None);
        assert_eq!(found("12. We agree.", &["13. We go."]), None);
        assert_eq!(found("12. We agree.", &["1. First.", "13. Last."]), some("12", 4));
        let below = Sender { post: Some("SUVA"), has_header: true };
        assert_eq!(own_number("1. We agree.", below, core::iter::empty()), None);
        assert!(own_number("2617. We agree.", below, core::iter::empty()).is_some());
    }
}
