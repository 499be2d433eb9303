//! A row with where it and each of its fields came from, and when they were last confirmed.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::Period;
use crate::domain::timeline::Dated;

/// Fields of a row with an origin of their own: a file that lacked their columns neither stated nor confirmed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldOrigin {
    pub columns: Arc<[Box<str>]>,
    /// The entry that stated them; `None`: the one known so far, they were only confirmed.
    pub source: Option<u32>,
    pub confirmed: NaiveDate,
}

/// A row with where it came from and when it was last confirmed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sourced<T> {
    pub row: T,
    /// Id of the action (an import, a person's change) that stated it.
    pub source: u32,
    pub confirmed: NaiveDate,
    /// Fields of other origins, in the order these were learned.
    pub fields: Vec<FieldOrigin>,
}

impl<T> Sourced<T> {
    /// A row all of whose fields come from one place.
    #[must_use]
    pub const fn from_one_source(row: T, source: u32, confirmed: NaiveDate) -> Self {
        Self { row, source, confirmed, fields: Vec::new() }
    }

    /// Which entry stated a field, and when it was last confirmed.
    #[must_use]
    pub fn origin_of(&self, column: &str) -> (u32, NaiveDate) {
        let of_column = self.fields.iter().filter(|origin| origin.columns.iter().any(|one| **one == *column));
        of_column.fold((self.source, self.confirmed), |(source, confirmed), origin| match origin.source {
            Some(source) => (source, origin.confirmed),
            None => (source, confirmed.max(origin.confirmed)),
        })
    }

    /// The origins that differ from the row's own, with the fields of each.
    #[must_use]
    pub fn other_origins(&self) -> BTreeMap<(u32, NaiveDate), Vec<&str>> {
        let mut found: BTreeMap<(u32, NaiveDate), Vec<&str>> = BTreeMap::new();
        for column in self.fields.iter().flat_map(|origin| origin.columns.iter()) {
            let origin = self.origin_of(column);
            let columns = found.entry(origin).or_default();
            if origin != (self.source, self.confirmed) && !columns.contains(&&**column) {
                columns.push(column);
            }
        }
        found.retain(|_, columns| !columns.is_empty());
        found
    }
}

impl<T> Deref for Sourced<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.row
    }
}

impl<T: Dated> Dated for Sourced<T> {
    fn period(&self) -> Period {
        self.row.period()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 1, day).unwrap()
    }

    fn origin(columns: &[&str], source: Option<u32>, confirmed: u32) -> FieldOrigin {
        FieldOrigin { columns: columns.iter().map(|one| Box::from(*one)).collect(), source, confirmed: day(confirmed) }
    }

    #[test]
    fn a_field_has_the_origin_of_the_row_until_another_is_known() {
        let fields = vec![origin(&["phone", "email"], Some(2), 5), origin(&["phone", "name"], None, 9)];
        let kept = Sourced { row: (), source: 7, confirmed: day(8), fields };
        assert_eq!(kept.origin_of("web"), (7, day(8)));
        assert_eq!(kept.origin_of("email"), (2, day(5)));
        assert_eq!(kept.origin_of("phone"), (2, day(9)));
        assert_eq!(kept.origin_of("name"), (7, day(9)));
        let others: Vec<_> = kept.other_origins().into_iter().collect();
        assert_eq!(others, [((2, day(5)), vec!["email"]), ((2, day(9)), vec!["phone"]), ((7, day(9)), vec!["name"])]);
        assert!(Sourced::from_one_source((), 7, day(8)).other_origins().is_empty());
    }
}
