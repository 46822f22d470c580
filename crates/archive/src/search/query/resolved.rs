//! A query of which is known what only the catalogue can tell.

use std::collections::BTreeMap;

use super::Query;
use super::tree::Tree;

/// A query ready for an engine: which ids the telegrams named after `refby:` refer to has been asked of the catalogue.
#[derive(Debug)]
pub(crate) struct Resolved<'a> {
    query: &'a Query,
    referred_to: BTreeMap<&'a str, Vec<String>>,
}

impl Query {
    /// Asks what each telegram named after `refby:` refers to, once.
    pub(crate) fn resolve<E>(
        &self,
        mut referred_to: impl FnMut(&str) -> Result<Vec<String>, E>,
    ) -> Result<Resolved<'_>, E> {
        let mut known = BTreeMap::new();
        let mut open = vec![&self.tree];
        while let Some(tree) = open.pop() {
            match tree {
                Tree::And(trees) | Tree::Or(trees) => open.extend(trees),
                Tree::Not(tree) => open.push(tree),
                Tree::ReferredBy(id) if !known.contains_key(id.as_str()) => {
                    known.insert(id.as_str(), referred_to(id)?);
                }
                Tree::ReferredBy(_)
                | Tree::All
                | Tree::Text(..)
                | Tree::Value(..)
                | Tree::Class(..)
                | Tree::Range(..) => {}
            }
        }
        Ok(Resolved { query: self, referred_to: known })
    }
}

impl Resolved<'_> {
    pub(crate) fn tree(&self) -> &Tree {
        &self.query.tree
    }

    /// The ids that a telegram named in the query refers to.
    pub(crate) fn referred_to(&self, id: &str) -> &[String] {
        self.referred_to.get(id).map_or(&[], Vec::as_slice)
    }
}
