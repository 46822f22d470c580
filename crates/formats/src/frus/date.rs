//! When a document was written: its dateline, the machine forms that the edition adds to it, and what these say of each
//! other.

use telegram::lexicon::doubt::certainty;
use telegram::{Certainty, Diagnostic, Edtf, MessageDate, Span};

use super::capture::{Capture, DateMark, Kind, Mark, Marked};
use super::{body, head};

/// What is known of the date.
#[derive(Debug, Clone, Default)]
pub(super) struct Dated {
    /// The date where it is exact.
    pub(super) date: Option<MessageDate>,
    pub(super) edtf: Option<Edtf>,
    /// Where it stands; `None` where only the tag of the document states it.
    pub(super) span: Option<Span>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads the date of a document. Where the attribute is no date, or contradicts the printed one, the printed one counts.
pub(super) fn read(text: &str, capture: &Capture) -> Dated {
    let mut dated = Dated::default();
    let own = || {
        capture.marks.iter().filter(|marked| {
            !marked.attached && !marked.in_note && matches!(marked.block, Some(Kind::Dateline | Kind::Head))
        })
    };
    for marked in own() {
        let Mark::Date(mark) = &marked.mark else { continue };
        if dated.edtf.is_none() {
            of_mark(text, marked, mark, &mut dated);
            dated.span = dated.edtf.map(|_| marked.span);
        }
    }
    if dated.edtf.is_none() {
        of_dateline(text, capture, &mut dated);
    }
    if dated.edtf.is_none() {
        of_volume(capture, &mut dated);
    }
    let time = own().find_map(|marked| match &marked.mark {
        Mark::Time(when) => when.parse::<jiff::civil::Time>().ok(),
        _ => None,
    });
    if let (Some(MessageDate::Day(day)), Some(time)) = (dated.date, time) {
        let date = MessageDate::Local(day.to_datetime(time));
        (dated.date, dated.edtf) = (Some(date), Some(date.into()));
    }
    dated
}

/// Takes the date of a `date` element.
fn of_mark(text: &str, marked: &Marked, mark: &DateMark, dated: &mut Dated) {
    let words = body::one_line(text.get(marked.span.range()).unwrap_or_default());
    let mut unread = Vec::new();
    let mut value = |stated: &Option<String>| {
        let stated = stated.as_deref()?;
        let read = exact(stated);
        if read.is_none() {
            unread.push(stated.to_owned());
        }
        read
    };
    let when = value(&mark.when);
    let (from, to) =
        (value(&mark.from).or_else(|| value(&mark.not_before)), value(&mark.to).or_else(|| value(&mark.not_after)));
    for stated in unread {
        let message = format!("The edition's machine date “{stated}” is no date; the printed date is read.");
        dated.diagnostics.push(Diagnostic::warning("date-attribute-unreadable", marked.span, message));
    }
    let printed = in_words(&words);
    let doubt = certainty(&words).and(match mark.cert.as_deref() {
        Some("low" | "medium" | "unknown") => Certainty::Uncertain,
        _ => Certainty::Sure,
    });
    let edtf = match (when, from, to) {
        (Some(when), ..) => Some(Edtf::from(agreed(when, printed, marked.span, &words, dated))),
        (None, Some(from), Some(to)) => Some(Edtf::interval(from, to)),
        (None, Some(from), None) if mark.from.is_some() => Some(from.into()),
        (None, Some(from), None) => Some(Edtf::since(from)),
        (None, None, Some(to)) => Some(Edtf::until(to)),
        (None, None, None) => printed,
    };
    let Some(edtf) = edtf else {
        if !words.is_empty()
            && !words.to_lowercase().contains("undated")
            && words.bytes().any(|byte| byte.is_ascii_digit())
        {
            let message = format!("The date “{words}” is not understood.");
            dated.diagnostics.push(Diagnostic::warning("date-not-understood", marked.span, message));
        }
        return;
    };
    set(edtf.with(doubt), &words, dated);
}

/// The machine date, or the printed one where it names another day.
fn agreed(when: MessageDate, printed: Option<Edtf>, span: Span, words: &str, dated: &mut Dated) -> MessageDate {
    let Some(printed) = printed.and_then(|printed| printed.exact()).filter(|printed| contradicts(when, *printed))
    else {
        return when;
    };
    let message = format!("The edition's machine date {when} contradicts the printed date “{words}”, which is read.");
    dated.diagnostics.push(Diagnostic::warning("date-attribute-differs", span, message));
    printed
}

fn contradicts(when: MessageDate, printed: MessageDate) -> bool {
    match (when.day(), printed.day()) {
        (Some(when), Some(printed)) => when != printed,
        // A year or month alone: the other has to lie within it.
        _ => {
            let (when, printed) = (Edtf::from(when), Edtf::from(printed));
            when.latest() < printed.earliest() || printed.latest() < when.earliest()
        }
    }
}

/// Keeps a date; `date` only where no doubt is left.
fn set(edtf: Edtf, words: &str, dated: &mut Dated) {
    // `February 24, 1978, 1220Z`: the machine form does not always say so.
    let exact = edtf.exact();
    // From one hour of a day to another: the document is of that day, from its first hour on.
    if exact.is_none() && edtf.earliest().is_some() && edtf.earliest() == edtf.latest() {
        dated.date = edtf.to_string().split_once('/').and_then(|(from, _)| from.parse().ok());
        dated.edtf = Some(edtf);
        return;
    }
    dated.date = match exact {
        Some(MessageDate::Local(moment)) if says_zulu(words).is_some() => Some(MessageDate::Zulu(moment)),
        other => other,
    };
    dated.edtf = Some(dated.date.map_or(edtf, Edtf::from));
}

/// The words of a dateline without a `date` element.
fn of_dateline(text: &str, capture: &Capture, dated: &mut Dated) {
    let datelines = capture.blocks.iter().filter(|block| block.kind == Kind::Dateline && !block.attached);
    for block in datelines {
        let words = body::one_line(text.get(block.span.range()).unwrap_or_default());
        if let Some(edtf) = in_words(&words) {
            set(edtf.with(certainty(&words)), &words, dated);
            dated.span = Some(block.span);
            return;
        }
    }
}

/// The span of time that the volume states in the tag of the document.
fn of_volume(capture: &Capture, dated: &mut Dated) {
    let [Some(first), Some(last)] = &capture.stated else { return };
    let day = |stated: &str| exact(stated).map(|date| date.day().map_or(date, MessageDate::Day));
    if let (Some(first), Some(last)) = (day(first), day(last)) {
        set(Edtf::interval(first, last), "", dated);
    }
}

/// A machine date, whole: `1953-03-04`, `1953-03-04T19:00:00-05:00`, `1953-03`. A time that is none leaves the day.
fn exact(stated: &str) -> Option<MessageDate> {
    let stated = stated.trim();
    stated.parse().ok().or_else(|| stated.split_once('T').filter(|(day, _)| day.len() == 10)?.0.parse().ok())
}

/// A date in words: `March 4, 1953, 1210Z`, `4 March 1953`, `March 3–5, 1953`, `March 1953`, `1953`.
fn in_words(words: &str) -> Option<Edtf> {
    if let Some(days) = days(words) {
        return Some(days);
    }
    let date = day_first(words).or_else(|| head::date(words).map(|(_, date)| date)).or_else(|| year_alone(words))?;
    let zulu = date.day().zip(says_zulu(words)).map(|(day, time)| MessageDate::Zulu(day.to_datetime(time)));
    Some(zulu.unwrap_or(date).into())
}

/// `March 3–5, 1953`, `March 3 and 4, 1953`, `March 3 or 4, 1953`.
fn days(words: &str) -> Option<Edtf> {
    let (at, month, length) = words.match_indices(|c: char| c.is_ascii_uppercase()).find_map(|(at, _)| {
        let (month, length) = head::month(words.get(at..)?)?;
        Some((at, month, length))
    })?;
    let rest = words.get(at + length..)?.strip_prefix(' ')?;
    let (first, rest) = number(rest)?;
    let rest = ["–", "-", " and ", " or ", "—"].iter().find_map(|link| rest.strip_prefix(link))?;
    let (last, rest) = number(rest)?;
    let (year, _) = number(rest.strip_prefix(", ")?)?;
    let day = |day: i16| jiff::civil::Date::new(year, month, i8::try_from(day).ok()?).ok().map(MessageDate::Day);
    (first < last).then(|| Some(Edtf::interval(day(first)?, day(last)?))).flatten()
}

/// `4 March 1953`
fn day_first(words: &str) -> Option<MessageDate> {
    words.match_indices(|c: char| c.is_ascii_uppercase()).find_map(|(at, _)| {
        let (month, length) = head::month(words.get(at..)?)?;
        let before = words.get(..at)?.strip_suffix(' ')?;
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let day: i8 = before.get(before.len() - digits..)?.parse().ok()?;
        let (year, _) = number(words.get(at + length..)?.trim_start_matches([',', ' ']))?;
        jiff::civil::Date::new(year, month, day).ok().filter(|_| year > 1000).map(MessageDate::Day)
    })
}

/// `1953`, `[1953?]`, `circa 1953`: the only figures are a year.
fn year_alone(words: &str) -> Option<MessageDate> {
    let mut figures = words.split(|c: char| !c.is_ascii_digit()).filter(|figures| !figures.is_empty());
    let year = figures.next().filter(|year| year.len() == 4)?;
    let is_year = figures.next().is_none() && (1700..2100).contains(&year.parse::<u16>().ok()?);
    is_year.then(|| year.parse().ok()).flatten()
}

/// The number at the start of a text, and what follows.
fn number(text: &str) -> Option<(i16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text.get(..digits)?.parse().ok()?, text.get(digits..)?))
}

/// The time of four figures and Z in which a date in words ends.
fn says_zulu(words: &str) -> Option<jiff::civil::Time> {
    words.match_indices(['Z', 'z']).find_map(|(at, _)| {
        let figures =
            words.get(at.checked_sub(4)?..at).filter(|time| time.bytes().all(|byte| byte.is_ascii_digit()))?;
        jiff::civil::Time::new(figures[..2].parse().ok()?, figures[2..].parse().ok()?, 0, 0).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let read =
            |words: &str| in_words(words).map(|edtf| edtf.with(certainty(words)).to_string()).unwrap_or_default();
        for (words, right) in [
            ("February 11, 1977, 0533Z", "1977-02-11T05:33:00Z"),
            ("4 March 1953", "1953-03-04"),
            ("March 3–5, 1953", "1953-03-03/1953-03-05"),
            ("March 3 and 4, 1953", "1953-03-03/1953-03-04"),
            ("circa March 1953", "1953-03~"),
            ("[March 4, 1953?]", "1953-03-04?"),
            ("about 1953", "1953~"),
            ("undated", ""),
            ("March 41, 1953", ""),
        ] {
            assert_eq!(read(words), right, "{words}");
        }
    }

    #[test]
    fn machine_dates_are_not_cut() {
        assert_eq!(exact("19575-02-11"), None);
        assert_eq!(exact("1953-03-04T99:00").unwrap().to_string(), "1953-03-04");
        assert_eq!(exact("1953-03").unwrap().to_string(), "1953-03");
    }
}
