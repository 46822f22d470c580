//! What two copies state, point by point: whether it agrees, contradicts, or says nothing.

use std::collections::BTreeSet;

use telegram::lexicon::small_words::is_small_word;
use telegram::{Addressee, MessageDate, SeriesNumber, Telegram};

use super::misprint::distance;
use super::parties::{is_many, office, offices};
use super::verdict::{Point, Side};
use crate::series;

/// What two copies say on a point, with the words of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stance {
    /// One of them says nothing, or nothing that can be compared.
    Silent,
    Agree(String, String),
    /// It may be a slip.
    Contradict(String, String),
    /// It cannot be one telegram.
    Exclude(String, String),
}

impl Stance {
    fn of(agree: bool, left: impl Into<String>, right: impl Into<String>) -> Self {
        if agree { Self::Agree(left.into(), right.into()) } else { Self::Contradict(left.into(), right.into()) }
    }
}

/// All points that are compared.
pub(super) fn points(left: Side<'_>, right: Side<'_>) -> [(Point, Stance); 11] {
    let (one, other) = (left.telegram, right.telegram);
    [
        (Point::Number, number(left, right)),
        (Point::Series, in_series(one, other)),
        (Point::Kind, kind(one, other)),
        (Point::Date, date(one, other)),
        (Point::Sender, sender(one, other)),
        (Point::Addressee, addressee(one, other)),
        (Point::Classification, classification(one, other)),
        (Point::Sections, sections(one, other)),
        (Point::Subject, subject(one, other)),
        (Point::References, references(one, other)),
        (Point::Signature, signature(one, other)),
    ]
}

/// The number of a copy as it is compared.
struct Number {
    /// Post and year, where they are known.
    of: Option<(String, i16, bool)>,
    figures: String,
    shown: String,
}

impl Number {
    fn of_id(id: &str) -> Option<Self> {
        let series = series::of(id)?;
        let of = Some((office(&series.post), series.year, series.airgram));
        Some(Self { of, figures: series.serial.to_string(), shown: id.to_owned() })
    }
}

/// Whether two ids are one, or one of them the other misread.
pub(crate) fn may_be_one(one: &str, other: &str) -> bool {
    one == other
        || Number::of_id(one).zip(Number::of_id(other)).is_none_or(|(one, other)| {
            one.figures == other.figures && one.of == other.of || may_be_misread(&one, &other)
        })
}

fn numbers(side: Side<'_>) -> Vec<Number> {
    let ids = side.telegram.id.as_deref().into_iter().chain(side.id);
    let mut numbers: Vec<_> = ids.filter_map(Number::of_id).collect();
    if numbers.is_empty() {
        // As the editions of times without reference ids print it.
        let printed = side.telegram.source.attributes.iter().filter(|(name, _)| name == "telegram number");
        numbers.extend(printed.filter_map(|(_, value)| {
            let figures: String =
                value.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
            let figures = figures.trim_start_matches('0').to_owned();
            (!figures.is_empty()).then(|| Number { of: None, figures, shown: value.clone() })
        }));
    }
    numbers
}

fn number(left: Side<'_>, right: Side<'_>) -> Stance {
    let (mine, theirs) = (numbers(left), numbers(right));
    let (Some(first), Some(second)) = (mine.first(), theirs.first()) else { return Stance::Silent };
    let pairs = || mine.iter().flat_map(|one| theirs.iter().map(move |other| (one, other)));
    let same_series = |one: &Number, other: &Number| one.of.is_none() || other.of.is_none() || one.of == other.of;
    let shown = |one: &Number, other: &Number| (one.shown.clone(), other.shown.clone());
    if let Some((one, other)) = pairs().find(|(one, other)| one.figures == other.figures && same_series(one, other)) {
        let (one, other) = shown(one, other);
        return Stance::Agree(one, other);
    }
    let (one, other) = shown(first, second);
    // A number that an edition prints may be that of a paragraph, or of another row of numbers.
    let is_sure = first.of.is_some() && second.of.is_some();
    if !is_sure || pairs().any(|(one, other)| may_be_misread(one, other)) {
        return Stance::Contradict(one, other);
    }
    Stance::Exclude(one, other)
}

/// Whether a number may be another with one figure misread, lost or changed over. Neighbours are not taken for each other:
/// so copies of a circular are numbered.
fn may_be_misread(one: &Number, other: &Number) -> bool {
    // The same number of another year: a misprint of the year, where the day is the same.
    if let (Some((post, year, airgram)), Some((other_post, other_year, other_airgram))) = (&one.of, &other.of) {
        if post != other_post || airgram != other_airgram {
            return false;
        }
        if year != other_year {
            return one.figures == other.figures;
        }
    }
    let (left, right) = (one.figures.as_bytes(), other.figures.as_bytes());
    if left.len() != right.len() {
        let chars = |number: &Number| number.figures.chars().collect::<Vec<_>>();
        return left.len().abs_diff(right.len()) == 1
            && left.len().min(right.len()) >= 3
            && distance(&chars(one), &chars(other)) == 1;
    }
    let differing: Vec<(u8, u8)> = left.iter().copied().zip(right.iter().copied()).filter(|(a, b)| a != b).collect();
    match differing[..] {
        [(a, b)] => CONFUSED.contains(&(a.min(b), a.max(b))),
        [(a, b), (c, d)] => a == d && b == c && a.abs_diff(b) > 1,
        _ => false,
    }
}

/// Figures that are taken for each other in bad copies.
const CONFUSED: [(u8, u8); 7] =
    [(b'0', b'6'), (b'0', b'8'), (b'1', b'7'), (b'1', b'4'), (b'3', b'8'), (b'6', b'8'), (b'5', b'8')];

fn in_series(left: &Telegram, right: &Telegram) -> Stance {
    let pairs = left.series.iter().flat_map(|one| right.series.iter().map(move |other| (one, other)));
    let of_one_name: Vec<_> = pairs.filter(|(one, other)| one.name == other.name).collect();
    let shown = |it: &SeriesNumber| format!("{} {}", it.name, it.number);
    let number = |it: &SeriesNumber| Number { of: None, figures: it.number.to_string(), shown: String::new() };
    let Some((one, other)) = of_one_name.first() else { return Stance::Silent };
    if of_one_name.iter().any(|(one, other)| one.number == other.number) {
        Stance::Agree(shown(one), shown(other))
    } else if may_be_misread(&number(one), &number(other)) {
        Stance::Contradict(shown(one), shown(other))
    } else {
        Stance::Exclude(shown(one), shown(other))
    }
}

fn kind(left: &Telegram, right: &Telegram) -> Stance {
    if left.kind == right.kind {
        Stance::Silent
    } else {
        Stance::Contradict(left.kind.key().into(), right.kind.key().into())
    }
}

/// How far a place may be behind or before Greenwich, in hours.
const BEHIND: i64 = 12;
const BEFORE: i64 = 14;

/// Days that are one apart say nothing: one copy may state Greenwich time.
fn date(left: &Telegram, right: &Telegram) -> Stance {
    let (Some(one), Some(other)) = (left.date, right.date) else { return Stance::Silent };
    let (Some(day), Some(other_day)) = (one.day(), other.day()) else { return Stance::Silent };
    let shown = |agree| Stance::of(agree, one.to_string(), other.to_string());
    match (one, other) {
        (MessageDate::Zulu(a), MessageDate::Zulu(b)) | (MessageDate::Local(a), MessageDate::Local(b)) => {
            shown((a - b).total(jiff::Unit::Minute).is_ok_and(|minutes| minutes.abs() < 1.0))
        }
        (MessageDate::Zulu(a), MessageDate::Local(b)) | (MessageDate::Local(b), MessageDate::Zulu(a)) => {
            let hours = (crate::moment::seconds(b) - crate::moment::seconds(a)) / 3600;
            if !(-BEHIND..=BEFORE).contains(&hours) {
                shown(false)
            } else if day == other_day {
                shown(true)
            } else {
                Stance::Silent
            }
        }
        _ if day == other_day => shown(true),
        (MessageDate::Zulu(a), MessageDate::Day(b)) | (MessageDate::Day(b), MessageDate::Zulu(a)) => {
            let at = |hours: i64| a.saturating_add(jiff::Span::new().hours(hours)).date();
            if (at(-BEHIND)..=at(BEFORE)).contains(&b) { Stance::Silent } else { shown(false) }
        }
        _ if (day - other_day).get_days().abs() == 1 => Stance::Silent,
        _ => shown(false),
    }
}

fn year(telegram: &Telegram) -> Option<i16> {
    telegram.date.map(|date| date.year())
}

fn sender(left: &Telegram, right: &Telegram) -> Stance {
    let (Some((mine, one)), Some((theirs, other))) = (sent_by(left), sent_by(right)) else { return Stance::Silent };
    compared((mine, &one), (theirs, &other))
}

/// The office that sent it, and what it is called; of one that does not say so, the one that numbered it.
fn sent_by(telegram: &Telegram) -> Option<(BTreeSet<String>, String)> {
    let Some(from) = &telegram.from else {
        let post = series::of(telegram.id.as_deref()?)?.post;
        return Some((BTreeSet::from([office(&post)]), post));
    };
    let offices = match &from.post {
        Some(post) => BTreeSet::from([office(post)]),
        None => offices(&from.name, year(telegram)),
    };
    Some((offices, from.name.clone()))
}

fn addressee(left: &Telegram, right: &Telegram) -> Stance {
    if left.action.is_empty() || right.action.is_empty() {
        return Stance::Silent;
    }
    let names = |list: &[Addressee]| list.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
    if [left, right].iter().any(|one| one.action.iter().any(|addressee| is_many(&addressee.name))) {
        return Stance::Silent;
    }
    let of = |telegram: &Telegram| {
        telegram.action.iter().flat_map(|one| offices(&one.name, year(telegram))).collect::<BTreeSet<_>>()
    };
    compared((of(left), &names(&left.action)), (of(right), &names(&right.action)))
}

/// Compares by the offices, where both name some, else by the names.
fn compared((left, one): (BTreeSet<String>, &str), (right, other): (BTreeSet<String>, &str)) -> Stance {
    match (left.is_empty(), right.is_empty()) {
        (false, false) => Stance::of(!left.is_disjoint(&right), one, other),
        (true, true) => {
            let (mine, theirs) = (names(one), names(other));
            if mine.is_empty() || theirs.is_empty() {
                Stance::Silent
            } else {
                Stance::of(!mine.is_disjoint(&theirs), one, other)
            }
        }
        _ => Stance::Silent,
    }
}

/// The words of a name but for those that many names have.
fn names(name: &str) -> BTreeSet<String> {
    const COMMON: [&str; 18] = [
        "THE",
        "OF",
        "IN",
        "TO",
        "AND",
        "AT",
        "FOR",
        "MR",
        "MRS",
        "DR",
        "AMBASSADOR",
        "MINISTER",
        "CHARGE",
        "CONSUL",
        "GENERAL",
        "ACTING",
        "EMBASSY",
        "SECRETARY",
    ];
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_uppercase);
    words.filter(|word| word.len() > 1 && !COMMON.contains(&word.as_str())).collect()
}

fn classification(left: &Telegram, right: &Telegram) -> Stance {
    match (left.classification, right.classification) {
        (Some(one), Some(other)) => Stance::of(one == other, one.title(), other.title()),
        _ => Stance::Silent,
    }
}

fn sections(left: &Telegram, right: &Telegram) -> Stance {
    let (one, other) = (&left.sections, &right.sections);
    let is_part = |sections: &telegram::Sections| sections.count > 1 && !sections.present.is_empty();
    if !is_part(one) || !is_part(other) || one.present.iter().any(|number| other.present.contains(number)) {
        return Stance::Silent;
    }
    let shown = |it: &telegram::Sections| {
        it.present.iter().map(u32::to_string).collect::<Vec<_>>().join(", ") + " of " + &it.count.to_string()
    };
    Stance::Contradict(shown(one), shown(other))
}

fn subject(left: &Telegram, right: &Telegram) -> Stance {
    let (Some(one), Some(other)) = (own_subject(left), own_subject(right)) else { return Stance::Silent };
    let words = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_uppercase);
        words.filter(|word| !word.is_empty() && !is_small_word(word)).collect::<BTreeSet<_>>()
    };
    let (mine, theirs) = (words(one), words(other));
    let common = mine.intersection(&theirs).count();
    let shorter = mine.len().min(theirs.len()).max(1);
    match (mine == theirs || common * 4 >= shorter * 3, common * 2 < shorter) {
        (true, _) => Stance::of(is_without_other_figures(&mine, &theirs), one, other),
        (_, true) => Stance::of(false, one, other),
        _ => Stance::Silent,
    }
}

/// `REPORT NO. 14` is not `REPORT NO. 15`.
fn is_without_other_figures(left: &BTreeSet<String>, right: &BTreeSet<String>) -> bool {
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        one.difference(other).any(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
    };
    !(only(left, right) && only(right, left))
}

/// The subject, if it is not the head that an edition puts above a document without one.
fn own_subject(telegram: &Telegram) -> Option<&str> {
    let subject = telegram.subject.as_deref()?;
    let of_edition = |(name, value): &(String, String)| name == "head" && value.ends_with(subject);
    (!telegram.source.attributes.iter().any(of_edition)).then_some(subject)
}

fn references(left: &Telegram, right: &Telegram) -> Stance {
    let of = |telegram: &Telegram| {
        telegram.references.iter().filter_map(|one| one.id.as_deref().map(str::to_owned)).collect::<BTreeSet<_>>()
    };
    let (mine, theirs) = (of(left), of(right));
    if mine.is_empty() || theirs.is_empty() || !mine.is_disjoint(&theirs) {
        return Stance::Silent;
    }
    let shown = |ids: BTreeSet<String>| ids.into_iter().collect::<Vec<_>>().join(", ");
    Stance::Contradict(shown(mine), shown(theirs))
}

fn signature(left: &Telegram, right: &Telegram) -> Stance {
    let (one, other) = (left.signature.join(" "), right.signature.join(" "));
    let (mine, theirs) = (names(&one), names(&other));
    let near = |mine: &String, theirs: &String| {
        let chars = |name: &str| name.chars().collect::<Vec<_>>();
        distance(&chars(mine), &chars(theirs)) * 3 <= mine.len().max(theirs.len())
    };
    if mine.is_empty() || theirs.is_empty() || mine.iter().any(|mine| theirs.iter().any(|theirs| near(mine, theirs))) {
        return Stance::Silent;
    }
    Stance::Contradict(one, other)
}
