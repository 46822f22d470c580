//! A classification guide that is cited as the authority, with the person who
//! applied it: `DOS Classification Guide by Jane Roe`, `DSCG 05-1, by DCM Roe`
//! (rules AUTHORITY, N70).

use super::keyword::word;
use crate::people::authority;
use crate::spelling;

/// A guide is named in the first bytes of the value.
const LONGEST: usize = 160;

/// The guide and the text of the person after BY or a comma; `None` without one of them.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let begins = |at: usize| head[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    let mut words = head.match_indices(|c: char| c.is_ascii_alphabetic()).map(|(at, _)| at).filter(|&at| begins(at));
    let guide = words.find(|&at| is_guide(word(&head[at..])))?;
    if let Some(by) = words.find(|&at| word(&head[at..]).eq_ignore_ascii_case("BY")) {
        return Some((trim(&text[..by]), &text[by + 2..]));
    }
    // `… Guide, Jane Roe`
    let comma = guide + head[guide..].find(',')?;
    let person = &text[comma + 1..];
    (authority::read(person).certainty >= 2).then(|| (trim(&text[..comma]), person))
}

/// `Guide`, `DSCG` (the Department of State Classification Guide).
fn is_guide(word: &str) -> bool {
    spelling::is_one_of(word, &["GUIDE", "GUIDES", "GUIDANCE", "GUIDELINE", "GUIDELINES", "DSCG"])
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| matches!(c, ' ' | ',' | '.' | ';' | ':' | '-' | '(' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_guide_and_person() {
        assert_eq!(split("DOS Classification Guide by Jane Roe"), Some(("DOS Classification Guide", " Jane Roe")));
        assert_eq!(split("DSCG 05-1, BY DCM ROE"), Some(("DSCG 05-1", " DCM ROE")));
        assert_eq!(split("DSCG 05-1"), None);
        assert_eq!(split("DS Guide, Jane Roe, DCM"), Some(("DS Guide", " Jane Roe, DCM")));
        assert_eq!(split("DCM Jane Roe by reason of"), None);
        assert_eq!(split("Jane Roe, Guidera Desk"), None);
    }
}
