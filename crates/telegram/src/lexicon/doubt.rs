//! Dates that leave a doubt, in words: a month, `circa`, from one day to another, `1950s`.

use super::months;
use crate::{Certainty, Edtf, MessageDate};

/// The longest text that is taken for such a date.
const LONGEST: usize = 80;

/// How sure the words around a date are of it.
///
/// ```
/// use telegram::{Certainty, lexicon::doubt};
///
/// assert_eq!(doubt::certainty("ca. 1953"), Certainty::Approximate);
/// assert_eq!(doubt::certainty("[March 4, 1953?]"), Certainty::Uncertain);
/// ```
#[must_use]
pub fn certainty(words: &str) -> Certainty {
    let said = |list: &[&str]| {
        words
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| list.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    let about = if said(&ABOUT) { Certainty::Approximate } else { Certainty::Sure };
    about.and(if words.contains('?') || said(&PERHAPS) { Certainty::Uncertain } else { Certainty::Sure })
}

const ABOUT: [&str; 8] = ["about", "approx", "approximately", "around", "c", "ca", "circa", "cir"];
const PERHAPS: [&str; 4] = ["perhaps", "possibly", "presumably", "probably"];
/// A part of a month, season or year: what is meant lies within it.
const PARTS: [&str; 5] = ["beginning", "early", "end", "late", "mid"];
const SEASONS: [(&str, i8); 5] = [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];

/// Whether the words say that there is no date.
#[must_use]
pub fn is_undated(words: &str) -> bool {
    let words = words.trim().trim_matches(['[', ']', '(', ')', '.']);
    ["n.d", "nd", "no date", "not dated", "undated", "unknown", "date unknown"]
        .iter()
        .any(|known| words.eq_ignore_ascii_case(known))
}

/// Reads a date that is all of `text`, with its doubts. `day` reads one date without a doubt, as the source writes them.
///
/// ```
/// use telegram::lexicon::{dates, doubt};
///
/// let read = |text| doubt::read(text, &|date| dates::read(date)?.certain()).map(|date| date.to_string());
/// assert_eq!(read("ca. March 1953").as_deref(), Some("1953-03~"));
/// assert_eq!(read("between 3 and 5 March 1953").as_deref(), Some("1953-03-03/1953-03-05"));
/// assert_eq!(read("1950s").as_deref(), Some("195X"));
/// assert_eq!(read("after lunch"), None);
/// ```
#[must_use]
pub fn read(text: &str, day: &dyn Fn(&str) -> Option<MessageDate>) -> Option<Edtf> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Of what is written so, a moment is read by the source's own rules.
    if let Ok(date) = text.parse::<Edtf>()
        && (!date.is_exact() || text.len() <= 7)
    {
        return Some(date);
    }
    let plain = text.replace(['\u{2013}', '\u{2014}'], "-").replace(['[', ']', '(', ')', '?'], " ");
    let words: Vec<&str> = plain.split_whitespace().filter(|word| !is_doubt(word)).collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
    let rest = |skip: usize| words.get(skip..).unwrap_or_default().join(" ");
    let starts = |begin: &[&str]| lower.iter().map(String::as_str).take(begin.len()).eq(begin.iter().copied());
    let date = if starts(&["not", "before"]) {
        Edtf::since(one(&rest(2), day)?)
    } else if starts(&["not", "after"]) {
        Edtf::until(one(&rest(2), day)?)
    } else if starts(&["before"]) || starts(&["by"]) || starts(&["until"]) {
        Edtf::until(one(&rest(1), day)?)
    } else if starts(&["after"]) || starts(&["since"]) {
        Edtf::since(one(&rest(1), day)?)
    } else {
        let skip = usize::from(starts(&["between"]) || starts(&["from"]));
        let whole = rest(skip);
        // What reads one date lets other words follow it: an interval is asked for first.
        interval(&whole, day).or_else(|| day(text).map(Edtf::from)).or_else(|| single(&whole, day))?
    };
    Some(date.with(certainty(text)))
}

fn is_doubt(word: &str) -> bool {
    let word = word.trim_matches(['.', ',']);
    ABOUT.iter().chain(&PERHAPS).any(|known| word.eq_ignore_ascii_case(known))
}

/// One date, as exactly as it is named: `March 1953`, `1953`.
fn one(text: &str, day: &dyn Fn(&str) -> Option<MessageDate>) -> Option<MessageDate> {
    let text = text.trim().trim_matches(',').trim();
    // `c1953`
    let text = text.strip_prefix('c').filter(|rest| rest.len() == 4).unwrap_or(text);
    day(text).or_else(|| {
        let words: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty() && *word != "of").collect();
        let (month, year) = match words[..] {
            [month, year] => (month, year),
            _ => return None,
        };
        let (month, year) = if month.len() == 4 && month.bytes().all(|byte| byte.is_ascii_digit()) {
            (year, month)
        } else {
            (month, year)
        };
        Some(MessageDate::Month(year_of(year)?, months::of_word(month.trim_end_matches('.'))?))
    })
}

/// One date, a decade, a season, a part of a month or year.
fn single(text: &str, day: &dyn Fn(&str) -> Option<MessageDate>) -> Option<Edtf> {
    if let Some(date) = one(text, day) {
        return Some(date.into());
    }
    let decade = text.trim_start_matches("the ").strip_suffix('s').map(|years| years.trim_end_matches('\''));
    if let Some(years) = decade.filter(|years| years.len() == 4 && years.ends_with('0')) {
        return format!("{}X", years.get(..3)?).parse().ok();
    }
    let (first, rest) = text.split_once([' ', '-'])?;
    if let Some((_, season)) = SEASONS.iter().find(|(name, _)| first.eq_ignore_ascii_case(name)) {
        let year = year_of(rest.trim_start_matches("of ").trim_start_matches(", "))?;
        return format!("{year:04}-{season}").parse().ok();
    }
    let is_part = PARTS.iter().any(|part| first.eq_ignore_ascii_case(part));
    single(rest.trim_start_matches("of "), day).filter(|_| is_part)
}

/// From one date to another; what the first leaves out the second has: `3-5 March 1953`, `March-May 1953`, `March 3-5, 1953`.
fn interval(text: &str, day: &dyn Fn(&str) -> Option<MessageDate>) -> Option<Edtf> {
    let links = [" to ", " and ", " or ", " through ", " until ", " - ", "/", "-"];
    links.iter().find_map(|link| {
        let (first, last) = text.split_once(link)?;
        let (first, last) = (first.trim(), last.trim());
        let (from, to) = ends(first, last, day)?;
        (from.first_moment() < to.first_moment()).then(|| Edtf::interval(from, to))
    })
}

fn ends(first: &str, last: &str, day: &dyn Fn(&str) -> Option<MessageDate>) -> Option<(MessageDate, MessageDate)> {
    // `March 3-5, 1953`: the month stands with the first alone.
    if let (Some((month, _)), true) = (first.rsplit_once(' '), last.starts_with(|c: char| c.is_ascii_digit()))
        && months::of_word(month.trim_end_matches('.')).is_some()
        && let Some(to) = one(&format!("{month} {last}"), day).filter(|to| to.day().is_some())
    {
        return Some((one(&format!("{first}, {}", to.year()), day)?, to));
    }
    // `1953-54`
    if let (4, 2, Ok(from)) = (first.len(), last.len(), first.parse::<i16>()) {
        let to = last.parse::<i16>().ok()? + from / 100 * 100;
        return Some((MessageDate::Year(from), MessageDate::Year(to)));
    }
    let to = one(last, day)?;
    let after = |words: usize| last.split_whitespace().skip(words).collect::<Vec<_>>().join(" ");
    // `3 and 5 March 1953`, `March and May 1953`, `28 March and 2 April 1953`.
    let from = one(first, day).or_else(|| (1..=2).find_map(|words| one(&format!("{first} {}", after(words)), day)));
    Some((from?, to))
}

fn year_of(text: &str) -> Option<i16> {
    text.parse().ok().filter(|year| text.len() == 4 && (1000..3000).contains(year))
}

#[cfg(test)]
mod tests {
    use super::super::dates;
    use super::*;

    fn shown(text: &str) -> Option<String> {
        read(text, &|date| dates::read(date)?.certain()).map(|date| date.to_string())
    }

    #[test]
    fn forms() {
        for (form, date) in [
            ("4 March 1953", "1953-03-04"),
            ("March 1953", "1953-03"),
            ("MAR 1953", "1953-03"),
            ("March, 1953", "1953-03"),
            ("1953 March", "1953-03"),
            ("1953", "1953"),
            ("circa 1953", "1953~"),
            ("c. 1953", "1953~"),
            ("c1953", "1953"),
            ("ca. 4 March 1953", "1953-03-04~"),
            ("about March 3, 1953", "1953-03-03~"),
            ("4 March 1953?", "1953-03-04?"),
            ("[1953?]", "1953?"),
            ("probably ca. 1953", "1953%"),
            ("3-5 March 1953", "1953-03-03/1953-03-05"),
            ("3 and 5 March 1953", "1953-03-03/1953-03-05"),
            ("March 3–5, 1953", "1953-03-03/1953-03-05"),
            ("March-May 1953", "1953-03/1953-05"),
            ("from 28 March to 2 April 1953", "1953-03-28/1953-04-02"),
            ("4 March 1953 - 2 April 1954", "1953-03-04/1954-04-02"),
            ("1953-1954", "1953/1954"),
            ("1953–54", "1953/1954"),
            ("1953/1954", "1953/1954"),
            ("1953-03~", "1953-03~"),
            ("1953-03-04/..", "1953-03-04/.."),
            ("before March 1953", "../1953-03"),
            ("after 4 March 1953", "1953-03-04/.."),
            ("not before 1953", "1953/.."),
            ("not after 1953", "../1953"),
            ("spring 1953", "1953-21"),
            ("Fall of 1953", "1953-23"),
            ("early March 1953", "1953-03"),
            ("mid-1953", "1953"),
            ("the 1950s", "195X"),
            ("between 1953 and 1955", "1953/1955"),
        ] {
            assert_eq!(shown(form).as_deref(), Some(date), "{form}");
        }
        for bad in [
            "",
            "March",
            "undated",
            "5 March to 3 March 1953",
            "3/4/1953",
            "after 5 p.m.",
            "room 1953b",
            "13-40",
            "é 1",
        ] {
            assert_eq!(shown(bad), None, "{bad}");
        }
        assert!(is_undated("[undated]") && is_undated("n.d.") && !is_undated("1953"));
    }
}
