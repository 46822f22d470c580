//! The conditions of a query on its outermost level: which it has, and the query with one more or one less.

use telegram::Span;

use super::tree::Tree;
use super::{Filter, Query};

/// Where a part of a query on its outermost level stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) span: Span,
    /// It stands in parentheses.
    pub(super) is_group: bool,
    /// It asks for a field: `class:secret`, `-from:moscow`.
    pub(super) has_field: bool,
}

/// A part of a query that asks for a field and can be taken away, such as
/// `class:secret`: one of those that all have to hold.
#[derive(Debug, Clone, Copy)]
pub struct Condition<'a> {
    text: &'a str,
    tree: &'a Tree,
}

impl<'a> Condition<'a> {
    /// As it stands in the query.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }
}

impl Query {
    /// The parts that all have to hold, each with what it asks for.
    fn parts(&self) -> impl Iterator<Item = (&Part, &Tree)> {
        let trees = match &self.tree {
            Tree::And(all) if self.parts.len() == all.len() => all.as_slice(),
            tree => std::slice::from_ref(tree),
        };
        self.parts.iter().zip(trees)
    }

    fn slice(&self, part: &Part) -> &str {
        self.text.get(part.span.range()).unwrap_or_default()
    }

    /// The conditions of the query that can be taken away: those that ask for
    /// a field and are no part of an `OR`.
    ///
    /// ```
    /// use archive::Query;
    ///
    /// let query = Query::parse("grain class:secret (post:suva OR post:nadi)")?;
    /// assert_eq!(query.conditions().map(|it| it.text()).collect::<Vec<_>>(), ["class:secret"]);
    /// # Ok::<(), archive::QueryError>(())
    /// ```
    pub fn conditions(&self) -> impl Iterator<Item = Condition<'_>> {
        let conditions = self.parts().filter(|(part, _)| part.has_field);
        conditions.map(|(part, tree)| Condition { text: self.slice(part), tree })
    }

    /// The condition that asks for the same as a filter, if the query has it.
    #[must_use]
    pub fn condition(&self, filter: &Filter) -> Option<Condition<'_>> {
        let wanted = filter.tree()?;
        self.conditions().find(|condition| *condition.tree == wanted)
    }

    /// The text of this query without a condition, however often it stands there.
    ///
    /// ```
    /// use archive::{Filter, Query};
    ///
    /// let query = Query::parse("(wheat OR rye) year:1975")?;
    /// let condition = query.condition(&Filter::year(1975)).expect("it stands there");
    /// assert_eq!(query.without(&condition), "wheat OR rye");
    /// # Ok::<(), archive::QueryError>(())
    /// ```
    #[must_use]
    pub fn without(&self, condition: &Condition<'_>) -> String {
        let kept: Vec<&Part> = self.parts().filter(|(_, tree)| *tree != condition.tree).map(|(part, _)| part).collect();
        match kept[..] {
            // Narrowing put these parentheses there.
            [only] if only.is_group => {
                let inner = self.slice(only);
                inner.get(1..inner.len() - 1).unwrap_or_default().trim().to_owned()
            }
            _ => kept.into_iter().map(|part| self.slice(part)).collect::<Vec<_>>().join(" "),
        }
    }

    /// The text of this query narrowed by one more condition, such as the
    /// filter of a facet value.
    ///
    /// ```
    /// use archive::{Filter, Query};
    ///
    /// assert_eq!(Query::parse("wheat OR rye")?.narrowed(&Filter::year(1975)), "(wheat OR rye) year:1975");
    /// assert_eq!(Query::parse("")?.narrowed(&Filter::year(1975)), "year:1975");
    /// # Ok::<(), archive::QueryError>(())
    /// ```
    #[must_use]
    pub fn narrowed(&self, filter: &Filter) -> String {
        match self.tree {
            Tree::All => filter.to_string(),
            Tree::Or(_) if self.parts.is_empty() => format!("({}) {filter}", self.text.trim()),
            _ => format!("{} {filter}", self.text.trim()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn query(text: &str) -> Query {
        Query::parse(text).unwrap()
    }

    fn without(text: &str, filter: &Filter) -> Option<String> {
        let query = query(text);
        query.condition(filter).map(|condition| query.without(&condition))
    }

    #[test]
    fn conditions_come_and_go() {
        let text = "grain class:secret tag:\"VANCE, CYRUS\"";
        let secret = Filter::class(telegram::Classification::Secret);
        assert_eq!(without(text, &secret).unwrap(), "grain tag:\"VANCE, CYRUS\"");
        assert_eq!(without(text, &Filter::tag("VANCE, CYRUS")).unwrap(), "grain class:secret");
        assert_eq!(without(text, &Filter::tag("VANCE")), None);
        let of_1976 = |text| without(text, &Filter::year(1976));
        assert_eq!(of_1976("(a OR b) year:1976").unwrap(), "a OR b");
        assert_eq!(of_1976("year:1976 AND (a OR b)").unwrap(), "a OR b");
        assert_eq!(of_1976("a AND year:1976 AND b").unwrap(), "a b");
        assert_eq!(of_1976("a year:1976 b year:\"1976\"").unwrap(), "a b");
        assert_eq!(of_1976(" year:1976 ").unwrap(), "");
        assert_eq!(of_1976("(year:1976) a"), None);
        assert_eq!(of_1976("a OR year:1976"), None);
        assert_eq!(of_1976("-year:1976 a"), None);
    }

    #[test]
    fn the_same_condition_is_known_however_it_is_written() {
        let confidential = Filter::class(telegram::Classification::Confidential);
        assert_eq!(without("rice class:C", &confidential).unwrap(), "rice");
        assert_eq!(without("rice post:suva", &Filter::post("SUVA")).unwrap(), "rice");
        assert_eq!(without("rice tags:pgov", &Filter::tag("PGOV")).unwrap(), "rice");
        assert_eq!(without(r#"rice tag:"A \"B\" C""#, &Filter::tag("A \"B\" C")).unwrap(), "rice");
    }

    #[test]
    fn all_that_asks_for_a_field_can_be_taken_away() {
        let conditions =
            |text: &str| query(text).conditions().map(|condition| condition.text().to_owned()).collect::<Vec<_>>();
        assert_eq!(
            conditions("a from:suva -to:nadi NOT is:document class:(c OR s)"),
            ["from:suva", "-to:nadi", "NOT is:document", "class:(c OR s)"]
        );
        assert!(conditions("\"x class:secret\" (class:secret)").is_empty());
        assert!(conditions("").is_empty());
    }

    proptest! {
        /// What narrows a query and is taken away again leaves what was asked for before.
        #[test]
        fn narrowed_and_back(
            words in prop::collection::vec("[a-c]{1,2}|\\(a OR b\\)|\"a b\"|-c|class:s|from:(a b)|OR|AND", 0..6),
            value in "[A-Z \"\\\\]{0,4}[A-Z]",
        ) {
            let Ok(before) = Query::parse(&words.join(" ")) else { return Ok(()) };
            let filter = Filter::tag(&value);
            let narrowed = Query::parse(&before.narrowed(&filter)).unwrap();
            let condition = narrowed.condition(&filter);
            prop_assert!(condition.is_some(), "{}", narrowed.text());
            let after = Query::parse(&narrowed.without(&condition.unwrap())).unwrap();
            prop_assert_eq!(after.tree(), before.tree(), "{} / {}", before.text(), after.text());
        }
    }
}
