//! Merging stated rows into kept ones: periods decide, a repeated statement changes nothing.

mod fields;
mod plan;
mod rows;
mod takeback;

use std::collections::HashMap;

use chrono::NaiveDate;

pub use self::plan::{Counts, Plan};
use crate::domain::Period;
use crate::registry::Sourced;
use crate::store::{Stored, Table};

/// A row that can be merged.
pub trait Merge: Table + Clone + PartialEq + std::fmt::Debug {
    /// What the row speaks of, without its period.
    fn key(&self) -> String;

    /// The row's cells for the journal.
    fn told(&self) -> Vec<(&'static str, String)>;

    /// When it holds; `None` where a key stands only once.
    fn span(&self) -> Option<Period> {
        None
    }

    /// The same row over another period.
    fn over(&mut self, _: Period) {}

    /// Code of the point or hromada the row belongs to, for tables that are read owner by owner.
    fn owner(&self) -> Option<&str> {
        None
    }

    /// The row to keep when `self` is stated and `old` was kept: what is not stated may stay.
    #[must_use]
    fn onto(&self, _old: &Self) -> Self {
        self.clone()
    }
}

#[derive(Debug)]
pub struct Index<R>(HashMap<String, Vec<Stored<R>>>);

impl<R: Merge> Index<R> {
    #[must_use]
    pub fn new(rows: Vec<Stored<R>>) -> Self {
        let mut index: HashMap<String, Vec<Stored<R>>> = HashMap::new();
        for row in rows {
            // Most keys have one row, and a table may have millions.
            index.entry(row.kept.key()).or_insert_with(|| Vec::with_capacity(1)).push(row);
        }
        for rows in index.values_mut() {
            rows.sort_by_key(|row| row.kept.span().and_then(|period| period.from));
        }
        Self(index)
    }

    #[must_use]
    pub fn stored_under(&self, key: &str) -> &[Stored<R>] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// Takes the row of a key that passes the test out of the index.
    pub fn take(&mut self, key: &str, test: impl Fn(&R) -> bool) -> Option<Stored<R>> {
        let rows = self.0.get_mut(key)?;
        let at = rows.iter().position(|row| test(&row.kept.row))?;
        Some(rows.remove(at))
    }

    pub fn all(&self) -> impl Iterator<Item = &Stored<R>> {
        self.0.values().flatten()
    }
}

/// Decides for every stated row; `day` is the day rows without a `from` of their own hold from.
pub fn plan<R: Merge>(kept: &Index<R>, stated: impl IntoIterator<Item = R>, day: Option<NaiveDate>) -> Plan<R> {
    plan_of_columns(kept, stated, day, Vec::new())
}

/// The same for a file that lacks some columns: it confirms only the fields it has.
pub fn plan_of_columns<R: Merge>(
    kept: &Index<R>,
    stated: impl IntoIterator<Item = R>,
    day: Option<NaiveDate>,
    absent: Vec<&'static str>,
) -> Plan<R> {
    let mut plan = Plan { absent, ..Plan::default() };
    plan_into(&mut plan, kept, stated, day);
    plan
}

/// Decides for some more of the rows a plan is made for.
pub fn plan_into<R: Merge>(
    plan: &mut Plan<R>,
    kept: &Index<R>,
    stated: impl IntoIterator<Item = R>,
    day: Option<NaiveDate>,
) {
    for mut row in stated {
        let from_import = from_import(&mut row, day);
        let rows = kept.stored_under(&row.key());
        let start = row.span().and_then(|period| period.from);
        let same_start = rows.iter().rev().find(|old| old.kept.span().and_then(|period| period.from) == start);
        let undecided = from_import.filter(|_| same_start.is_none());
        let same = undecided.and_then(|day| continued(rows, &row, day));
        match (same_start, same) {
            (Some(old), _) => replace(plan, old, &row),
            (None, Some(id)) => plan.keep_row(id, &row),
            (None, None) => plan.add(row, earlier(rows, start)),
        }
    }
}

/// Gives a row without a start the import's day; tells that day if it did.
fn from_import<R: Merge>(row: &mut R, day: Option<NaiveDate>) -> Option<NaiveDate> {
    let span = row.span().filter(|span| span.from.is_none())?;
    let day = day?;
    row.over(Period::new(Some(day), span.until));
    Some(day)
}

fn replace<R: Merge>(plan: &mut Plan<R>, old: &Stored<R>, row: &R) {
    let next = row.onto(&old.kept.row);
    if next == old.kept.row {
        plan.keep_row(old.id, row);
    } else {
        plan.replace.push((old.clone(), next));
    }
}

/// The last row that began before the day.
fn earlier<R: Merge>(rows: &[Stored<R>], start: Option<NaiveDate>) -> Option<&Sourced<R>> {
    let begun = |old: &&Stored<R>| old.kept.span().is_some_and(|period| period.from < start);
    rows.iter().rev().find(begun).map(|old| &old.kept)
}

/// The row that holds on the day and says the same, so that nothing new was stated.
fn continued<R: Merge>(rows: &[Stored<R>], row: &R, day: NaiveDate) -> Option<i32> {
    let held = rows.iter().rev().find(|old| old.kept.span().is_some_and(|period| period.starts_by(day)))?;
    let span = held.kept.span().filter(|period| period.contains(day))?;
    let mut same = row.onto(&held.kept.row);
    same.over(Period::new(span.from, row.span()?.until));
    (same == held.kept.row).then_some(held.id)
}
