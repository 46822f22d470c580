//! The table row above a telegram on the web pages of 2010-11, also flattened
//! to text: `Reference ID Created Released Classification Origin` and the
//! values (rule PAGE).

use telegram::{MessageDate, Source};

/// The columns, as words.
const COLUMNS: [&str; 6] = ["reference", "id", "created", "released", "classification", "origin"];

/// The classifications that may stand in the row, longest first where one is
/// the start of another.
const CLASSIFICATIONS: [&str; 12] = [
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
    "SENSITIVE BUT UNCLASSIFIED",
    "CONFIDENTIAL//NOFORN",
    "LIMITED OFFICIAL USE",
    "TOP SECRET//NOFORN",
    "SECRET//NOFORN",
    "UNCLASSIFIED",
    "CONFIDENTIAL",
    "RESTRICTED",
    "TOP SECRET",
    "SECRET",
    "UNCLAS",
];

/// Fills the source's statements from the first such row of the text, and says
/// whether there is one. A value that is not understood stays absent.
pub(crate) fn fill(text: &str, source: &mut Source) -> bool {
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if !starts_columns(line) {
            continue;
        }
        let mut rest = lines.clone();
        if !columns(line, &mut rest) {
            continue;
        }
        let words: Vec<&str> = words(&mut rest);
        if row(&words, source) {
            return true;
        }
    }
    false
}

/// The date above a classification line, where a copy has nothing else for the row: `Thursday, 04 March 2010, 08:00`.
pub(crate) fn dated_line(text: &str) -> Option<MessageDate> {
    /// So many lines of a page stand above it at most.
    const TITLE: usize = 20;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.clone().zip(lines.skip(1)).take(TITLE).find_map(|(line, below)| {
        let (day, rest) = line.split_once(',').filter(|_| line.len() < 60)?;
        let is_class = below.starts_with(['U', 'C', 'S', 'L', 'T'])
            && below.bytes().any(|byte| byte.is_ascii_digit())
            && !below.bytes().any(|byte| byte.is_ascii_lowercase());
        let date = crate::table::DateOrder::default().read(rest);
        let date = date.filter(|_| is_class && telegram::lexicon::dates::is_weekday(day))?;
        matches!(date, MessageDate::Zulu(_)).then_some(date)
    })
}

/// The id of the row that begins at the first of the lines.
pub(crate) fn id_at<'a>(mut lines: impl Iterator<Item = &'a str>) -> Option<String> {
    let first = lines.next().filter(|line| starts_columns(line))?;
    let text = core::iter::once(first).chain(lines).collect::<Vec<_>>().join("\n");
    let mut rest = text.lines();
    let first = rest.next()?;
    let mut source = Source::default();
    (columns(first, &mut rest) && row(&words(&mut rest), &mut source)).then_some(source.reference_id).flatten()
}

/// Whether the line may begin the names of the columns.
pub(crate) fn starts_columns(line: &str) -> bool {
    let Some((word, rest)) = line.trim_start().split_at_checked(COLUMNS[0].len()) else { return false };
    word.eq_ignore_ascii_case(COLUMNS[0]) && rest.chars().next().is_none_or(char::is_whitespace)
}

/// Whether the line, with those after it where each column has its own, names
/// all columns.
fn columns(first: &str, rest: &mut core::str::Lines<'_>) -> bool {
    let mut expected = COLUMNS.iter();
    let mut line = Some(first);
    let mut blank = 0;
    while let Some(text) = line {
        for word in text.split_whitespace() {
            match expected.next() {
                Some(column) if word.eq_ignore_ascii_case(column) => {}
                _ => return false,
            }
        }
        blank = if text.trim().is_empty() { blank + 1 } else { 0 };
        if expected.as_slice().is_empty() {
            return true;
        }
        if blank > 2 {
            return false;
        }
        line = rest.next();
    }
    false
}

/// The words of the value row: one line, or one line for each value.
fn words<'a>(rest: &mut core::str::Lines<'a>) -> Vec<&'a str> {
    let mut words: Vec<&str> = Vec::new();
    for line in rest.take(16) {
        let line_words = line.split_whitespace();
        let complete = words.len() >= 6;
        if line.trim().is_empty() && complete {
            break;
        }
        words.extend(line_words);
        // The whole row on this line, or its last value.
        if words.len() >= 7 || (complete && !line.trim().is_empty()) {
            break;
        }
    }
    words
}

/// Splits from the left: id, two times, the longest classification, and the
/// rest is the origin.
fn row(words: &[&str], source: &mut Source) -> bool {
    let [id, rest @ ..] = words else { return false };
    let has_figures = id.bytes().any(|byte| byte.is_ascii_digit());
    let has_letters = id.bytes().any(|byte| byte.is_ascii_alphabetic());
    let Some((created, rest)) = time(rest) else { return false };
    if !has_figures || !has_letters {
        return false;
    }
    source.reference_id = Some((*id).to_owned());
    source.created = Some(created);
    let rest = match time(rest) {
        Some((released, rest)) => {
            source.released = Some(released);
            rest
        }
        None => rest,
    };
    let line = rest.join(" ");
    let found = CLASSIFICATIONS.iter().find(|class| {
        line.get(..class.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(class))
            && line[class.len()..].starts_with([' ', '/']) | (line.len() == class.len())
    });
    let origin = match found {
        Some(class) => {
            source.classification = Some((*class).to_owned());
            &line[class.len()..]
        }
        None => &line,
    };
    let origin = origin.trim();
    if !origin.is_empty() {
        source.origin = Some(origin.to_owned());
    }
    true
}

/// `2009-03-17 08:04`, which is Greenwich time.
fn time<'a, 'b>(words: &'b [&'a str]) -> Option<(MessageDate, &'b [&'a str])> {
    let [day, rest @ ..] = words else { return None };
    let date: jiff::civil::Date = day.parse().ok()?;
    if let [clock, rest @ ..] = rest
        && let Some((hour, minute)) = clock.split_once(':')
        && let (Ok(hour), Ok(minute)) = (hour.parse::<i8>(), minute.get(..2).unwrap_or(minute).parse::<i8>())
        && let Ok(time) = jiff::civil::Time::new(hour, minute, 0, 0)
    {
        return Some((MessageDate::Zulu(date.to_datetime(time)), rest));
    }
    Some((MessageDate::Day(date), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> Option<Source> {
        let mut source = Source::default();
        fill(text, &mut source).then_some(source)
    }

    #[test]
    fn reads_the_date_above_the_class() {
        for (text, date) in [
            (
                "Home\nThursday, 04 March 2010, 08:00\n\nC O N F I D E N T I A L SUVA 000617\n",
                Some("2010-03-04T08:00:00Z"),
            ),
            ("Thursday, 04 March 2010, 08:00\nThe ferry is back, a cable shows.\n", None),
            ("Thursday, 04 March 2010\nUNCLAS SUVA 000617\n", None),
            ("Suva, 04 March 2010, 08:00\nUNCLAS SUVA 000617\n", None),
        ] {
            assert_eq!(dated_line(text).map(|date| date.to_string()).as_deref(), date, "{text:?}");
        }
    }

    #[test]
    fn one_line_and_many() {
        let flat = "Chrome\nReference ID Created Released Classification Origin\n\
                    05SUVA617 2005-04-02 03:15 2011-08-30 01:44 LIMITED OFFICIAL USE Embassy Suva\n\nmore";
        let tall = "Reference ID\nCreated\nReleased\nClassification\nOrigin\n05SUVA617\n2005-04-02 03:15\n\
                    2011-08-30 01:44\nLIMITED OFFICIAL USE\nEmbassy Suva\nVZCZC\n";
        let source = filled(flat).unwrap();
        assert_eq!(source.reference_id.as_deref(), Some("05SUVA617"));
        assert_eq!(source.created.unwrap().to_string(), "2005-04-02T03:15:00Z");
        assert_eq!(source.released.unwrap().to_string(), "2011-08-30T01:44:00Z");
        assert_eq!(source.classification.as_deref(), Some("LIMITED OFFICIAL USE"));
        assert_eq!(source.origin.as_deref(), Some("Embassy Suva"));
        let tall = filled(tall).unwrap();
        assert_eq!(tall.created, source.created);
        assert_eq!(tall.classification, source.classification);
    }

    #[test]
    fn no_row() {
        assert_eq!(filled("REFERENCE: SUVA 617"), None);
        assert_eq!(filled("Reference ID Created Released Classification Origin"), None);
        assert_eq!(filled("Reference ID Created Released Classification Origin\nnot a row at all here\n"), None);
    }
}
