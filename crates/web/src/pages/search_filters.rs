//! Filters of a query: which it has, and the query without one of them.

/// A filter that stands alone in a query, such as `class:secret`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter<'a> {
    /// As it stands in the query.
    pub(crate) text: &'a str,
}

/// The fields whose filters can be taken away with one click.
const FIELDS: [&str; 6] = ["class:", "year:", "post:", "tag:", "collection:", "date:"];

/// The filters of a query that stand outside parentheses and quotation marks,
/// and are no part of an OR or NOT.
pub(crate) fn filters(query: &str) -> Vec<Filter<'_>> {
    let terms = terms(query);
    let is_filter = |index: &usize| {
        let joined = |other: Option<usize>| {
            other.and_then(|other| terms.get(other)).is_some_and(|term| matches!(*term, "OR" | "NOT"))
        };
        let term = terms.get(*index).copied().unwrap_or_default();
        FIELDS.iter().any(|field| term.starts_with(field)) && !joined(index.checked_sub(1)) && !joined(Some(index + 1))
    };
    (0..terms.len()).filter(is_filter).filter_map(|index| terms.get(index).map(|text| Filter { text })).collect()
}

/// Whether the query has this filter.
pub(crate) fn has(query: &str, filter: &str) -> bool {
    filters(query).iter().any(|one| one.text == filter)
}

/// The query without a filter that it has; the same query otherwise.
pub(crate) fn without(query: &str, filter: &str) -> String {
    if !has(query, filter) {
        return query.to_owned();
    }
    let terms = terms(query);
    let position = terms.iter().position(|term| *term == filter);
    let mut kept: Vec<_> =
        terms.iter().enumerate().filter(|(at, _)| Some(*at) != position).map(|(_, term)| *term).collect();
    // A word AND beside the filter joins nothing any more.
    if let Some(position) = position {
        if position > 0 && kept.get(position - 1) == Some(&"AND") {
            kept.remove(position - 1);
        } else if kept.get(position) == Some(&"AND") {
            kept.remove(position);
        }
    }
    match kept[..] {
        // Narrowing put these parentheses there.
        [only] if is_one_group(only) => only[1..only.len() - 1].trim().to_owned(),
        _ => kept.join(" "),
    }
}

/// Whether the text is one group in parentheses from begin to end.
fn is_one_group(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')') && text.len() > 2
}

/// The terms of a query on its outermost level: a phrase or a group is one.
fn terms(query: &str) -> Vec<&str> {
    let mut terms = Vec::new();
    let mut start = None;
    let mut depth = 0_u32;
    let mut quoted = false;
    for (at, character) in query.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        let outside = character.is_whitespace() && !quoted && depth == 0;
        match (start, outside) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                terms.push(&query[from..at]);
                start = None;
            }
            _ => {}
        }
    }
    terms.extend(start.map(|from| &query[from..]));
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_come_and_go() {
        let query = "grain class:secret tag:\"VANCE, CYRUS\"";
        assert!(has(query, "class:secret"));
        assert!(has(query, "tag:\"VANCE, CYRUS\""));
        assert!(!has(query, "class:secre"));
        assert_eq!(without(query, "class:secret"), "grain tag:\"VANCE, CYRUS\"");
        assert_eq!(without(query, "year:1976"), query);
        assert_eq!(without("(a OR b) year:1976", "year:1976"), "a OR b");
        assert_eq!(without("a AND year:1976", "year:1976"), "a");
        assert_eq!(without("year:1976", "year:1976"), "");
    }

    #[test]
    fn a_part_of_an_alternative_is_no_filter() {
        assert!(!has("class:secret OR wheat", "class:secret"));
        assert!(!has("NOT class:secret", "class:secret"));
        assert!(!has("(class:secret)", "class:secret"));
        assert!(!has("\"x class:secret", "class:secret"));
        assert!(filters("").is_empty());
    }
}
