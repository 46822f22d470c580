//! C20: country tags against the country of the post.

use super::case::Case;
use super::report::Check;
use crate::model::Telegram;
use crate::posts;

/// C20, weak: a post mostly writes of its own country, but it need not. The
/// codes changed their meaning with the years (FORMAT.md 9.2), so a tag that
/// another embassy of the table bears is no contradiction.
pub(super) fn tags(telegram: &Telegram) -> Check {
    let mut case = Case::new("C20");
    let Some(post) = telegram.from.as_ref().and_then(|from| posts::find_key(from.post.as_deref()?)) else {
        return case.close("no post");
    };
    let countries: Vec<&str> = telegram
        .tags
        .iter()
        .map(String::as_str)
        .filter(|tag| tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_uppercase()))
        .collect();
    if countries.is_empty() {
        return case.close("no country tags");
    }
    case.saw("country tags", countries.join(" "), None);
    case.saw("country of the post", post.territory, None);
    case.doubts("what the codes meant in that year is not compared");
    case.close("")
}
