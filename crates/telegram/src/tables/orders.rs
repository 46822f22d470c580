//! Executive orders on classified information (rule ORDER).

use std::sync::LazyLock;

use jiff::civil::Date;

/// A row of `data/executive_orders.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    /// Its number.
    pub(crate) number: &'static str,
    /// The first day it was in force.
    pub(crate) from: Date,
    /// The last day, `None` while it is in force.
    pub(crate) to: Option<Date>,
    /// What it is about.
    pub(crate) note: &'static str,
    /// Where it is published.
    pub(crate) source: &'static str,
}

impl Order {
    /// Whether telegrams of `day` may cite it: while in force and, because
    /// habits last, a year longer.
    pub(crate) fn may_be_cited(&self, day: Date) -> bool {
        let late = self.to.is_some_and(|to| day > to.saturating_add(jiff::Span::new().days(365)));
        day >= self.from && !late
    }
}

static ORDERS: LazyLock<Vec<Order>> = LazyLock::new(|| {
    super::rows(include_str!("../../data/executive_orders.tsv"))
        .filter_map(|mut cells| {
            let (number, from, to) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok());
            let (note, source) = (cells.next()?, cells.next()?);
            Some(Order { number, from, to, note, source })
        })
        .collect()
});

/// All orders, the oldest first.
pub(crate) fn all() -> &'static [Order] {
    &ORDERS
}

/// The order with this number.
pub(crate) fn find(number: &str) -> Option<&'static Order> {
    all().iter().find(|order| order.number == number)
}
