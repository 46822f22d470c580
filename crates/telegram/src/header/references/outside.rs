//! References in documents that are laid out otherwise than a telegram: editions, whose carriers know where a list stands
//! and what date and post the document has.

use jiff::civil::Date;

use super::{Citing, mentions, parse};
use crate::Reference;
use crate::text::{Unfolded, lines};

/// What is known of a document that cites telegrams; decides which year a number without one is of.
#[derive(Debug, Clone, Copy, Default)]
pub struct CitedBy<'a> {
    /// Its date.
    pub date: Option<Date>,
    /// The key of the post that sent it.
    pub post: Option<&'a str>,
}

impl<'a> CitedBy<'a> {
    fn citing(self) -> Citing<'a> {
        Citing { date: self.date, post: self.post, ..Citing::default() }
    }
}

/// Reads a list of references without its label, by the rules of a REF line.
///
/// Spans point into `list`. Never fails; what is no telegram has no id.
///
/// ```
/// use telegram::{CitedBy, cited_in_list};
///
/// let by = CitedBy { date: Some(jiff::civil::date(1979, 4, 2)), post: Some("SUVA") };
/// let found = cited_in_list("A. State 156149, B. Apia 42", by);
/// assert_eq!(found[1].id.as_deref(), Some("79APIA42"));
/// ```
#[must_use]
pub fn cited_in_list(list: &str, by: CitedBy<'_>) -> Vec<Reference> {
    parse(&lines(list), &by.citing(), &mut Vec::new())
}

/// The telegrams that a running text names by post and number, each once with its `spans`: `State 12345`, `(Suva 617)`.
///
/// Spans point into `text`. Years, quantities and dates are none.
///
/// ```
/// use telegram::{CitedBy, cited_in_text};
///
/// let by = CitedBy { date: Some(jiff::civil::date(1979, 4, 2)), post: None };
/// let found = cited_in_text("We agree with Suva 617; see also Geneva 1954.", by);
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].id.as_deref(), Some("79SUVA617"));
/// ```
#[must_use]
pub fn cited_in_text(text: &str, by: CitedBy<'_>) -> Vec<Reference> {
    mentions(&Unfolded::new(lines(text)), &mut [], &by.citing())
}
