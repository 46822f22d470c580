//! Values of the SMART form, as printed and as a scanner leaves them
//! (rules SMART, SCAN).

use jiff::civil;

use crate::envelope::date_time_group;
use crate::header::labels::Label;
use crate::layout::Row;
use crate::lexicon::months;
use crate::model::{Addressee, Classification, MessageDate, Paragraph, Precedence};
use crate::{Diagnostic, ElementKind, Span};

/// Whether the telegram is in the form.
pub(crate) fn is_form(rows: &[Row<'_>]) -> bool {
    let is = |row: &Row<'_>, wanted: Label| row.form_label().is_some_and(|(label, _)| label == wanted);
    rows.iter().any(|row| match row.kind {
        ElementKind::Label => is(row, Label::MessageNumber),
        ElementKind::DateTimeGroup => is(row, Label::Date),
        _ => false,
    })
}

/// The moment that `Apr 02, 2011 / 020315Z APR 11` states, twice; the group is
/// read from its end, because a scanner takes the slash for a figure
/// (`20111020315Z`). `at` is where the value stands.
pub(crate) fn date(value: &str, at: u32, diagnostics: &mut Vec<Diagnostic>) -> Option<MessageDate> {
    let span = Span::new(at, at + value.len() as u32);
    let day = printed_day(value);
    let group = group(value, day);
    let moment = group.as_ref().and_then(|(text, _)| date_time_group::parse(text, day.map(|day| day.year())));
    let moment = moment.and_then(|group| group.date);
    let clean = group.as_ref().is_some_and(|(_, clean)| *clean);
    if !clean && moment.is_some() {
        let message = format!("the date-time group is printed {value:?}");
        diagnostics.push(Diagnostic::note("date-time-group-misprinted", span, message));
    }
    match (moment, day) {
        (Some(moment), Some(day)) if moment.day() != Some(day) => {
            // A scanner spoils figures; what needed repair is the weaker witness.
            let message = format!("the day is {day}, the date-time group says {moment}");
            diagnostics.push(Diagnostic::warning("date-differs", span, message));
            match moment {
                MessageDate::Zulu(zulu) if !clean => Some(MessageDate::Zulu(day.to_datetime(zulu.time()))),
                moment => Some(moment),
            }
        }
        (Some(moment), _) => Some(moment),
        (None, day) => day.map(MessageDate::Day),
    }
}

/// `Apr 02, 2011` at the start.
fn printed_day(value: &str) -> Option<civil::Date> {
    let mut words = value.split([' ', ',', '.', '/']).filter(|word| !word.is_empty());
    let month = month(words.next()?)?;
    let day = figures(words.next()?, 2)?;
    let year = figures(words.next()?, 4)?;
    civil::Date::new(i16::try_from(year).ok()?, month, i8::try_from(day).ok()?).ok().filter(|date| date.year() > 1900)
}

fn month(word: &str) -> Option<i8> {
    let begin: String = word.chars().take(3).map(letter).collect();
    months::of_three(&begin)
}

/// The letter that a figure in a word stands for.
fn letter(c: char) -> char {
    match c {
        '0' => 'O',
        '1' | '|' => 'L',
        '5' => 'S',
        '8' => 'B',
        c => c.to_ascii_uppercase(),
    }
}

/// The figure that a letter in a number stands for.
fn figure(byte: u8) -> Option<u8> {
    Some(match byte {
        b'0'..=b'9' => byte,
        b'O' | b'o' | b'Q' | b'D' => b'0',
        b'I' | b'l' | b'|' | b'L' | b'i' | b'!' => b'1',
        b'S' | b's' => b'5',
        b'B' => b'8',
        b'Z' | b'z' => b'2',
        _ => return None,
    })
}

/// The first `count` figures of a word.
fn figures(word: &str, count: usize) -> Option<u32> {
    let text: Option<String> = word.bytes().take(count).map(|byte| figure(byte).map(char::from)).collect();
    text.filter(|text| !text.is_empty())?.parse().ok()
}

/// The group at the end of the value, written clean, and whether it was printed so.
fn group(value: &str, day: Option<civil::Date>) -> Option<(String, bool)> {
    let mut rest = value.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    let mut clean = true;
    let year = back(&mut rest, 4, &mut clean);
    let year = if year.len() == 3 { year.get(1..).unwrap_or_default() } else { &year };
    rest = rest.trim_end_matches([' ', '.', ',']);
    let begin = rest.char_indices().rev().nth(2).map(|(at, _)| at)?;
    let (before, name) = rest.split_at(begin);
    let printed = month(name);
    clean &= printed.is_some() && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let month = printed.or_else(|| day.map(|day| day.month()))?;
    rest = before.trim_end_matches([' ', '.', ',']);
    let last = *rest.as_bytes().last()?;
    // A Z that became a 2, or was lost.
    let mut zone = 'Z';
    if last.is_ascii_alphabetic() {
        zone = char::from(last.to_ascii_uppercase());
        rest = &rest[..rest.len() - 1];
    } else if matches!(last, b'2' | b'7') && figures_at_end(rest) > 6 {
        clean = false;
        rest = &rest[..rest.len() - 1];
    }
    rest = rest.trim_end_matches(' ');
    let clock = back(&mut rest, 6, &mut clean);
    // `20111020315Z`: the slash became a figure.
    clean &= !rest.ends_with(|c: char| c.is_ascii_alphanumeric());
    let name = months::capitals(month)?;
    let own = day.map(|day| format!("{:02}", day.year().rem_euclid(100)));
    let year = if matches!(year.len(), 2 | 4) { year.to_owned() } else { own? };
    (clock.len() == 6).then(|| (format!("{clock}{zone} {name} {year}"), clean))
}

fn figures_at_end(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// Takes up to `count` figures off the end of `rest`.
fn back(rest: &mut &str, count: usize, clean: &mut bool) -> String {
    let mut taken = Vec::with_capacity(count);
    let mut real = 0;
    while taken.len() < count {
        let Some(&byte) = rest.as_bytes().last() else { break };
        let Some(value) = figure(byte) else { break };
        // A letter counts as a figure only beside one.
        let alone = rest.rsplit(' ').next().is_some_and(|word| word.len() + taken.len() == count.min(2));
        let beside = alone && count == 4 || rest.len() > 1 && rest.as_bytes()[rest.len() - 2].is_ascii_digit();
        if !byte.is_ascii_digit() && real == 0 && !beside {
            break;
        }
        *clean &= byte.is_ascii_digit();
        real += usize::from(byte.is_ascii_digit());
        taken.push(value);
        *rest = &rest[..rest.len() - 1];
    }
    taken.reverse();
    String::from_utf8(taken).unwrap_or_default()
}

/// How many words of a text a scanner seems to have spoiled: capitals after
/// small letters, figures among letters, signs that no subject has.
pub(crate) fn damage(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| {
            let bytes = word.as_bytes();
            let turns =
                bytes.windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()).count();
            let mixed = bytes.windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_uppercase());
            let capitals_then_small = bytes.len() > 4
                && bytes[..2].iter().all(u8::is_ascii_uppercase)
                && bytes.iter().any(u8::is_ascii_lowercase);
            let signs = word.contains(['|', '\\', '{', '}', '~', '^', '\u{fffd}']);
            turns > 1 || mixed && bytes.len() > 4 || capitals_then_small && !word.ends_with("s") || signs
        })
        .count()
}

/// The highest precedence among addressees: the form prints it with each.
pub(crate) fn precedence(addressees: &[Addressee]) -> Option<Precedence> {
    addressees.iter().filter_map(|addressee| addressee.precedence).max()
}

/// The classification where the form's copy shows none: as its own label says,
/// else as its captions and its portion marks do.
pub(crate) fn classification(
    rows: &[Row<'_>],
    paragraphs: &[Paragraph],
    sensitive: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Classification> {
    let stated = rows.iter().filter(|row| row.kind == ElementKind::Label).find_map(|row| {
        let (_, at) = row.form_label().filter(|(label, _)| *label == Label::Classification)?;
        let value = row.line.text.get(at..)?.trim();
        Classification::ALL.into_iter().rev().find(|class| {
            value.get(..class.title().len()).is_some_and(|begin| begin.eq_ignore_ascii_case(class.title()))
        })
    });
    if stated.is_some() {
        return stated;
    }
    let marks = paragraphs.iter().filter_map(|paragraph| paragraph.portion.as_deref()).filter_map(of_mark).max();
    let found = match (marks, sensitive) {
        (Some(mark), _) if mark > Classification::SensitiveButUnclassified => mark,
        (_, true) | (Some(Classification::SensitiveButUnclassified), _) => Classification::SensitiveButUnclassified,
        // The form has an order for every telegram; without a date it protects nothing.
        _ if rows.iter().any(|row| row.kind == ElementKind::ExecutiveOrder) => Classification::Unclassified,
        _ => return None,
    };
    let span = rows.iter().find(|row| row.kind == ElementKind::Label).map(|row| row.line.span()).unwrap_or_default();
    let message = format!("the copy states no classification; captions and portion marks say {}", found.title());
    diagnostics.push(Diagnostic::note("classification-inferred", span, message));
    Some(found)
}

fn of_mark(mark: &str) -> Option<Classification> {
    let base = mark.split(['/', '-', ' ']).next()?;
    Some(match base {
        "U" => Classification::Unclassified,
        "SBU" => Classification::SensitiveButUnclassified,
        "LOU" => Classification::LimitedOfficialUse,
        "C" => Classification::Confidential,
        "S" => Classification::Secret,
        "TS" => Classification::TopSecret,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (value, want) in [
            ("Apr 02, 2011 / 020315Z APR 11", "2011-04-02T03:15:00Z"),
            ("Apr 02, 2011/ 020315Z APR 11", "2011-04-02T03:15:00Z"),
            ("Apr 02, 2011 / 020315Z APR 11.", "2011-04-02T03:15:00Z"),
            ("Apr 02, 20111020315Z APR 11", "2011-04-02T03:15:00Z"),
            ("Apr 02, 2011 / 02O315Z APR 11", "2011-04-02T03:15:00Z"),
            ("Apr 02, 2011 / 0203152 APR 11", "2011-04-02T03:15:00Z"),
            ("Apr 02, 2011 / 020315Z APR ll", "2011-04-02T03:15:00Z"),
            ("Apr 02, 2011 / 020315ZAPR11", "2011-04-02T03:15:00Z"),
            ("Apr 02, 2011 / 020315Z A?R 11", "2011-04-02T03:15:00Z"),
            ("Apr 02, 2011", "2011-04-02"),
            ("Apr 02, 2011 / OZ", "2011-04-02"),
            ("020315Z APR 11", "2011-04-02T03:15:00Z"),
            ("ferry", ""),
            ("", ""),
        ] {
            let found = date(value, 0, &mut Vec::new()).map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(found, want, "{value}");
        }
    }

    #[test]
    fn a_spoiled_group_is_the_weaker_witness() {
        let mut diagnostics = Vec::new();
        let found = date("Apr 02, 2011 / O90315Z APR 11", 0, &mut diagnostics);
        assert_eq!(found.map(|date| date.to_string()).as_deref(), Some("2011-04-02T03:15:00Z"));
        assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == "date-differs"));
    }

    #[test]
    fn counts_spoiled_words() {
        assert_eq!(damage("FERRY 7TIFICATION OF THE PFRSnNNF1"), 2);
        assert_eq!(damage("Ferry McRoe resumes DCMs visit, MV ROE sails - U.S. Navy G-8"), 0);
    }
}
