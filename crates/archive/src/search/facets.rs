//! How the hits divide, as pages show it, from what an engine counted.

use std::collections::HashMap;
use std::hash::Hash;

use telegram::Classification;

use super::query::Filter;
use crate::view::{FacetValue, Facets};

/// How many of the hits have each value.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    /// By the key of the classification.
    pub(crate) classes: HashMap<String, u64>,
    /// By the key of the post.
    pub(crate) posts: HashMap<String, u64>,
    pub(crate) tags: HashMap<String, u64>,
    pub(crate) years: HashMap<i64, u64>,
}

impl Counts {
    /// Adds what was counted in another part of the index.
    pub(crate) fn add(&mut self, other: Self) {
        fn add<K: Eq + Hash>(all: &mut HashMap<K, u64>, part: HashMap<K, u64>) {
            part.into_iter().for_each(|(value, count)| *all.entry(value).or_default() += count);
        }
        add(&mut self.classes, other.classes);
        add(&mut self.posts, other.posts);
        add(&mut self.tags, other.tags);
        add(&mut self.years, other.years);
    }

    /// The facets as pages show them.
    pub(crate) fn facets(mut self) -> Facets {
        let classification = Classification::ALL
            .into_iter()
            .filter_map(|class| {
                let count = self.classes.remove(class.key())?;
                let (value, label) = (class.key().to_owned(), class.title().to_owned());
                Some(FacetValue { value, label, count, filter: Filter::class(class) })
            })
            .collect();
        let mut years: Vec<_> = self.years.into_iter().collect();
        years.sort_unstable();
        let year = years.into_iter().map(|(year, count)| FacetValue {
            value: year.to_string(),
            label: year.to_string(),
            count,
            filter: Filter::year(year),
        });
        Facets {
            classification,
            year: year.collect(),
            post: by_count(self.posts, Filter::post),
            tag: by_count(self.tags, Filter::tag),
        }
    }
}

/// Values with most hits first, then by name.
fn by_count(values: HashMap<String, u64>, filter: fn(&str) -> Filter) -> Vec<FacetValue> {
    let mut values: Vec<_> = values.into_iter().collect();
    values.sort_unstable_by(|(left, many), (right, few)| few.cmp(many).then_with(|| left.cmp(right)));
    values
        .into_iter()
        .map(|(value, count)| FacetValue { filter: filter(&value), label: value.clone(), value, count })
        .collect()
}
