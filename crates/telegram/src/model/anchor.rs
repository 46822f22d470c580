//! Names of paragraphs in addresses: the part after `#`.
//!
//! They are given once, here, so that a page, a search hit, a citation and a
//! typed address mean the same paragraph.

use std::collections::HashMap;

use super::Paragraph;

impl Paragraph {
    /// Gives each paragraph of a telegram its anchor, unique within it.
    ///
    /// Paragraph 5 is `p5`. Where the author's number comes again, the second
    /// is `p5-2`, the third `p5-3`. The first paragraph without a number is
    /// `u1`, the next `u2`. Of a number only letters and figures count.
    ///
    /// ```
    /// use telegram::Paragraph;
    ///
    /// let mut paragraphs = [Paragraph::default(), Paragraph::default()];
    /// paragraphs[1].number = Some("1".into());
    /// Paragraph::name_all(&mut paragraphs);
    /// assert_eq!(paragraphs.map(|paragraph| paragraph.anchor), ["u1", "p1"]);
    /// ```
    pub fn name_all(paragraphs: &mut [Self]) {
        let mut times_of: HashMap<String, u32> = HashMap::new();
        let mut unnumbered = 0_u32;
        for paragraph in paragraphs {
            let Some(number) = &paragraph.number else {
                unnumbered += 1;
                paragraph.anchor = format!("u{unnumbered}");
                continue;
            };
            let mut anchor = format!("p{}", plain(number));
            let times = times_of.entry(anchor.clone()).and_modify(|times| *times += 1).or_insert(1);
            if *times > 1 {
                anchor.push_str(&format!("-{times}"));
            }
            paragraph.anchor = anchor;
        }
    }

    /// The paragraph that `anchor` names, in any form that [`typed_anchor`] reads.
    #[must_use]
    pub fn find<'a>(paragraphs: &'a [Self], anchor: &str) -> Option<&'a Self> {
        let anchor = typed_anchor(anchor)?;
        paragraphs.iter().find(|paragraph| paragraph.anchor.eq_ignore_ascii_case(&anchor))
    }
}

/// The longest anchor that is read, in bytes.
const LONGEST: usize = 16;

/// The anchor that somebody typed or linked to: `p5`, `par5` of older pages, a plain `5`; `p5-2`; `u1`.
///
/// ```
/// use telegram::typed_anchor;
///
/// assert_eq!(typed_anchor("par7").as_deref(), Some("p7"));
/// assert_eq!(typed_anchor("7-2").as_deref(), Some("p7-2"));
/// assert_eq!(typed_anchor("u1").as_deref(), Some("u1"));
/// assert_eq!(typed_anchor("section two"), None);
/// ```
#[must_use]
pub fn typed_anchor(typed: &str) -> Option<String> {
    if typed.len() > LONGEST {
        return None;
    }
    let is_figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(count) = typed.strip_prefix(['u', 'U']).filter(|count| is_figures(count)) {
        return Some(format!("u{count}"));
    }
    let is_number = |text: &&str| text.starts_with(|c: char| c.is_ascii_digit());
    let named = typed.strip_prefix("par").or_else(|| typed.strip_prefix(['p', 'P']));
    let number = named.or_else(|| Some(typed).filter(is_number))?;
    let (name, times) = number.split_once('-').map_or((number, None), |(name, times)| (name, Some(times)));
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_name && times.is_none_or(is_figures)).then(|| format!("p{number}"))
}

/// The letters and figures of a number.
fn plain(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_unique() {
        let paragraph = |number: Option<&str>| Paragraph { number: number.map(Into::into), ..Paragraph::default() };
        let numbers = [None, Some("1"), Some("2"), Some("1"), None, Some("3a\""), Some("1")];
        let mut paragraphs = numbers.map(paragraph);
        Paragraph::name_all(&mut paragraphs);
        let anchors = paragraphs.each_ref().map(|paragraph| paragraph.anchor.as_str());
        assert_eq!(anchors, ["u1", "p1", "p2", "p1-2", "u2", "p3a", "p1-3"]);
        for (typed, index) in [("p1", 1), ("1", 1), ("par1-2", 3), ("U2", 4), ("3A", 5)] {
            assert_eq!(Paragraph::find(&paragraphs, typed), paragraphs.get(index), "{typed}");
        }
        for typed in ["", "p", "u", "-2", "p1-", "9", "p1-4", "a b", "p1-2-3"] {
            assert_eq!(Paragraph::find(&paragraphs, typed), None, "{typed}");
        }
    }
}
