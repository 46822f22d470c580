//! What a reader of the TAGS line needs to know of a code.

use jiff::civil::Date;

use super::entry::{Entry, File, holds};
use super::index::{FILES, index, key_of};
use super::kind::Kind;

/// Whether `code` is a tag of the tables that was in use on `date`, or ever where no date is given.
///
/// Tags not in the tables can be real: not all program and organization tags are listed.
///
/// ```
/// use jiff::civil::date;
/// use telegram::tables::tags;
///
/// assert!(tags::is_known("UR", Some(date(1975, 3, 1))));
/// assert!(!tags::is_known("UR", Some(date(2009, 3, 17))));
/// assert!(tags::is_known("UR", None));
/// ```
#[must_use]
pub fn is_known(code: &str, date: Option<Date>) -> bool {
    let in_use = |entry: &Entry| date.is_none_or(|date| holds(entry.from, entry.to, date));
    index().find(&key_of(code)).any(|entry| entry.kind.is_tag() && in_use(entry))
}

/// All codes of all tables of tags, with their kinds.
pub(crate) fn codes() -> impl Iterator<Item = (&'static str, Kind)> {
    // Of all tables only theirs are read: the index of all takes its time.
    let files = FILES.iter().filter(|(name, _)| name.ends_with("_tags"));
    let entries = files.flat_map(|(_, text)| File::read(text).entries);
    entries.filter(|entry| entry.kind.is_tag()).map(|entry| (entry.code, entry.kind))
}

/// What kind of tag `code` is; none where the tables do not have it as a tag.
///
/// ```
/// use telegram::tables::{Kind, tags};
///
/// assert_eq!(tags::kind("PREL"), Some(Kind::Subject));
/// assert_eq!(tags::kind("FJ"), Some(Kind::Country));
/// assert_eq!(tags::kind("XF"), Some(Kind::Region));
/// assert_eq!(tags::kind("IA-ECOSOC"), Some(Kind::Organization));
/// assert_eq!(tags::kind("POLOFF"), None);
/// ```
#[must_use]
pub fn kind(code: &str) -> Option<Kind> {
    index().find(&key_of(code)).map(|entry| entry.kind).filter(|kind| kind.is_tag()).min()
}
