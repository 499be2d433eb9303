//! How the rows of a table stand: `sort` names a column, `order` says whether its values rise or fall.

use std::cmp::Ordering;

use super::{Failure, RequestContext};
use crate::domain::{CollationKey, collation_key};

/// Whether the values of a column rise or fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Rising,
    Falling,
}

/// A column rows can be sorted by, with the order in which those that need work stand first.
pub type SortColumn = (&'static str, Order);

/// Words of `order`.
pub const ORDERS: [&str; 2] = ["asc", "desc"];

/// What a row is sorted by; what is not known stands last in either order.
#[derive(Clone, Debug, PartialEq)]
pub enum SortKey {
    Number(f64),
    Text(CollationKey),
    Unknown,
}

/// What a request asks for.
#[derive(Clone, Copy, Debug)]
pub struct Sorting {
    columns: &'static [SortColumn],
    now: Option<SortColumn>,
}

impl Order {
    /// The word of the address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rising => "asc",
            Self::Falling => "desc",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Rising => Self::Falling,
            Self::Falling => Self::Rising,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Rising, Self::Falling].into_iter().find(|order| order.word() == text)
    }
}

impl SortKey {
    /// A text in alphabetical order.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(collation_key(text))
    }

    /// A number that may not be known.
    #[must_use]
    pub fn number(value: Option<f64>) -> Self {
        value.map_or(Self::Unknown, Self::Number)
    }

    /// A number of things.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// A text that may not be known.
    #[must_use]
    pub fn known_text(text: Option<&str>) -> Self {
        text.map_or(Self::Unknown, Self::text)
    }

    fn compare(&self, other: &Self, order: Order) -> Ordering {
        let rising = match (self, other) {
            (Self::Unknown, Self::Unknown) => Ordering::Equal,
            (Self::Unknown, _) => return Ordering::Greater,
            (_, Self::Unknown) => return Ordering::Less,
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        };
        if order == Order::Falling { rising.reverse() } else { rising }
    }
}

impl Sorting {
    /// Reads `sort` and `order`; without them the rows stand by `usual`, or as they come.
    ///
    /// # Errors
    /// There is no such column or order.
    pub fn read(
        view: &RequestContext,
        columns: &'static [SortColumn],
        usual: Option<SortColumn>,
    ) -> Result<Self, Failure> {
        let expected = columns.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(" | ");
        let column = |text: &str| {
            // A sign before the name is an older way to write `order=desc`.
            let falls = text.starts_with('-');
            let found = columns.iter().find(|(key, _)| *key == text.trim_start_matches('-'))?;
            Some(if falls { (found.0, Order::Falling) } else { *found })
        };
        let now = view.parsed("sort", &expected, column)?.or(usual);
        let order = view.parsed("order", &ORDERS.join(" | "), Order::parse)?;
        let now = now.map(|(key, first)| (key, order.unwrap_or(first)));
        Ok(Self { columns, now })
    }

    /// Rows that cannot be sorted.
    #[must_use]
    pub const fn fixed() -> Self {
        Self { columns: &[], now: None }
    }

    /// The column by which the rows stand.
    #[must_use]
    pub const fn now(&self) -> Option<SortColumn> {
        self.now
    }

    /// The order that a header of the column asks for: the worst first, and the other one the second time.
    #[must_use]
    pub fn next_order(&self, key: &str) -> Option<Order> {
        let (_, first) = self.columns.iter().find(|(name, _)| *name == key)?;
        let now = self.now.filter(|(name, _)| *name == key);
        Some(now.map_or(*first, |(_, order)| order.reversed()))
    }

    /// Puts rows in order; equal ones stay as they were.
    pub fn arrange<T>(&self, rows: &mut Vec<T>, key_of: impl Fn(&T, &str) -> SortKey) {
        let Some((key, order)) = self.now else { return };
        let mut keyed: Vec<(SortKey, T)> = rows.drain(..).map(|row| (key_of(&row, key), row)).collect();
        keyed.sort_by(|(one, _), (other, _)| one.compare(other, order));
        rows.extend(keyed.into_iter().map(|(_, row)| row));
    }
}
