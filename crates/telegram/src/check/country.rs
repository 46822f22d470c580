//! C20: country tags against the date and the post.

use super::case::Case;
use super::report::Check;
use crate::model::Telegram;
use crate::posts;

/// Codes of states that began after the first year, and of one that ended
/// before the last: an earlier or later telegram cannot bear them. Codes that
/// changed their meaning with the years (rule COUNTRY) are not among them.
const BEGAN: [(&str, i16); 5] = [("KZ", 1991), ("UZ", 1991), ("KG", 1991), ("UP", 1991), ("RS", 1991)];
const ENDED: [(&str, i16); 1] = [("UR", 1993)];

/// C20, weak: a code that was not yet or no longer in use. Whether the
/// countries are those the post writes of cannot be told: it need not write of
/// its own.
pub(super) fn tags(telegram: &Telegram) -> Check {
    let mut case = Case::new("C20");
    let Some(date) = telegram.date else { return case.close("no date") };
    let is_country = |tag: &&str| tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase());
    let countries: Vec<&str> = telegram.tags.iter().map(String::as_str).filter(is_country).collect();
    if countries.is_empty() {
        return case.close("no country tags");
    }
    case.saw("country tags", countries.join(" "), None);
    case.saw("date", date.to_string(), None);
    if let Some(post) = telegram.from.as_ref().and_then(|from| posts::find_key(from.post.as_deref()?)) {
        case.saw("country of the post", post.territory, None);
    }
    for tag in countries {
        let year = |table: &[(&str, i16)]| table.iter().find(|(code, _)| *code == tag).map(|(_, year)| *year);
        if let Some(from) = year(&BEGAN).filter(|from| date.year() < *from) {
            case.contradicts(format!("{tag} names a state that began in {from}, the telegram is of {}", date.year()));
        }
        if let Some(to) = year(&ENDED).filter(|to| date.year() > *to) {
            case.contradicts(format!("{tag} was in use until {to}, the telegram is of {}", date.year()));
        }
    }
    case.close("no code tells against the date")
}
