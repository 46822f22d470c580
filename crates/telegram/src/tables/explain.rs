//! What a code means on a day.

use std::borrow::Cow;

use jiff::civil::Date;

use super::entry::{Certainty, Entry, first_day, holds, last_day};
use super::index::{index, key_of};
use super::kind::Kind;
use crate::MessageDate;
use crate::posts::{self, Post, PostKind};

/// One meaning of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Explanation {
    /// The code as the table writes it; for an office that is not in the table, the bureau it belongs to.
    pub code: &'static str,
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it means.
    pub title: Cow<'static, str>,
    /// What else should be said.
    pub note: Option<&'static str>,
    /// The first day, month or year of that meaning, as far as it is known.
    pub from: Option<MessageDate>,
    /// The last day, month or year of that meaning, as far as it is known and past.
    pub to: Option<MessageDate>,
    /// Whether it was in force on the day that was asked for; without a day, whether it still is.
    pub in_force: bool,
    /// The code that took its place.
    pub replaced_by: Option<&'static str>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Who says so.
    pub source: &'static str,
}

/// Everything that `token` can mean, what was in force on `date` first.
///
/// Takes codes as telegrams print them: tags (`RS`, `PREL`), posts and addresses (`AMEMBASSY ASTANA`), codes of NARA's
/// document numbers (`PORTM`), routing indicators, precedences, captions, markings, orders (`E.O. 12958`), reasons
/// (`1.4 (B)`), exemptions, offices (`SCA/CEN`, and `ARA-20` of distribution lines), operating signals, acronyms. Case
/// and marks do not matter. What is unknown has no meanings. Without a date, what is still in force comes first.
///
/// ```
/// use jiff::civil::date;
/// use telegram::tables::{Kind, explain};
///
/// // The seed of the ambiguity: the Soviet Union was UR, Russia RS, and today RS is Serbia.
/// let then = explain("RS", Some(date(2009, 3, 17)));
/// assert_eq!((then[0].kind, then[0].title.as_ref()), (Kind::Country, "Russia"));
/// assert_eq!(then[0].replaced_by, Some("RU"));
/// let today = explain("RS", None);
/// assert_eq!(today[0].title, "Serbia");
///
/// // Every kind of meaning is told.
/// let kinds: Vec<_> = explain("AF", Some(date(1975, 3, 1))).iter().map(|meaning| meaning.kind).collect();
/// assert_eq!(kinds, [Kind::Country, Kind::Office]);
/// assert_eq!(explain("1.4 (B)", Some(date(2009, 3, 17)))[0].title, "foreign government information");
/// assert!(explain("QQQQ", None).is_empty());
/// ```
#[must_use]
pub fn explain(token: &str, date: Option<Date>) -> Vec<Explanation> {
    let key = key_of(token);
    let mut found: Vec<Explanation> = index().find(&key).map(|entry| Explanation::of(entry, date)).collect();
    found.extend(posts_of(token, &key, date));
    if found.is_empty() {
        found.extend(wider(token, &key).into_iter().map(|entry| Explanation::of(entry, date)));
    }
    found.sort_by_key(|meaning| (!meaning.in_force, meaning.distance(date), meaning.kind));
    found
}

/// Every meaning of a kind, in the order of its table; `date` as in [`explain`].
///
/// ```
/// use telegram::tables::{Kind, list};
///
/// let orders: Vec<_> = list(Kind::Order, None).filter(|order| order.in_force).map(|order| order.code).collect();
/// assert_eq!(orders, ["13526"]);
/// assert!(list(Kind::Post, None).count() > 1_200);
/// ```
pub fn list(kind: Kind, date: Option<Date>) -> impl Iterator<Item = Explanation> {
    let posts = posts::all().iter().filter(move |_| kind == Kind::Post);
    let entries = index().entries().iter().filter(move |entry| entry.kind == kind);
    entries
        .map(move |entry| Explanation::of(entry, date))
        .chain(posts.map(move |post| Explanation::of_post(post, date)))
}

/// The rows of what a code belongs to or is made of, where it is itself not in a table.
fn wider(token: &str, key: &str) -> Vec<&'static Entry> {
    let of_kind = |key: &str, kind| index().find(key).filter(|entry| entry.kind == kind).collect::<Vec<_>>();
    // `ARA-20` in a distribution line: twenty copies.
    if let Some((office, count)) = token.trim().rsplit_once('-')
        && count.bytes().all(|byte| byte.is_ascii_digit())
    {
        return of_kind(&key_of(office), Kind::Office);
    }
    if key.contains('/') {
        // `S//NF`: a classification and a caveat. `EUR/XYZ`: an office of that bureau.
        let parts: Vec<_> = key.split('/').filter(|part| !part.is_empty()).collect();
        let marks: Vec<_> = parts.iter().map(|part| of_kind(part, Kind::Marking)).collect();
        if marks.iter().all(|mark| !mark.is_empty()) {
            return marks.concat();
        }
        return parts.first().map(|bureau| of_kind(bureau, Kind::Office)).unwrap_or_default();
    }
    // `RUEHXY`: one of the indicators that start so.
    let is_indicator = (5..=8).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphabetic());
    key.get(..4).filter(|_| is_indicator).map(|family| of_kind(family, Kind::RoutingFamily)).unwrap_or_default()
}

/// The posts of a name, an address, or a station code.
fn posts_of(token: &str, key: &str, date: Option<Date>) -> Vec<Explanation> {
    // Keys of posts have no digits; of `AID-20` they would keep the letters.
    if token.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let by_name = posts::find(token).or_else(|| posts::post_of_plad(token).and_then(posts::find_key));
    let mut found: Vec<&'static Post> = by_name.into_iter().collect();
    for post in posts::with_station(key) {
        if post.kind.numbers_telegrams() && !found.iter().any(|known| known.key == post.key) {
            found.push(post);
        }
    }
    found.into_iter().map(|post| Explanation::of_post(post, date)).collect()
}

impl Explanation {
    fn of(entry: &Entry, date: Option<Date>) -> Self {
        let filled = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        Self {
            code: entry.code,
            kind: entry.kind,
            title: Cow::Borrowed(entry.title),
            note: filled(entry.note),
            from: entry.from,
            to: entry.to,
            in_force: in_force(entry.from, entry.to, date),
            replaced_by: filled(entry.replaced_by),
            certainty: entry.certainty,
            source: entry.source,
        }
    }

    fn of_post(post: &'static Post, date: Option<Date>) -> Self {
        let year = |year: u16| i16::try_from(year).ok().filter(|year| *year < 9999).map(MessageDate::Year);
        let (from, to) = (year(post.from), year(post.to));
        let name = posts::plain_name(post);
        let title = match post.kind {
            PostKind::Department | PostKind::Agency | PostKind::OtherAgency => name,
            _ => format!("{name}, {}, {}", post.kind.label(), post.territory),
        };
        Self {
            code: post.name,
            kind: Kind::Post,
            title: Cow::Owned(title),
            note: None,
            from,
            to,
            in_force: in_force(from, to, date),
            replaced_by: post.entity.and_then(posts::find_key).map(|today| today.name),
            certainty: if post.source.contains("general") { Certainty::Known } else { Certainty::Read },
            source: post.source,
        }
    }

    /// How many days the meaning is away from the day; without one, how long it is over.
    fn distance(&self, date: Option<Date>) -> i32 {
        let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
        match (date, self.from.map(first_day), self.to.map(last_day)) {
            _ if self.in_force => 0,
            (None, _, Some(to)) => days(to, Date::MAX),
            (Some(date), Some(from), _) if date < from => days(date, from),
            (Some(date), _, Some(to)) => days(to, date),
            _ => i32::MAX,
        }
    }
}

fn in_force(from: Option<MessageDate>, to: Option<MessageDate>, date: Option<Date>) -> bool {
    date.map_or(to.is_none(), |date| holds(from, to, date))
}
