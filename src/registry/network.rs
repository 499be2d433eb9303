//! Access points over all time.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::sourced::Sourced;
use super::words::WordIndex;
use crate::domain::rows::PointRow;
use crate::domain::timeline::{Dated, effective, existence, in_force_on};
use crate::domain::{Period, PointStatus};

/// One point: its rows in order of `from`, one for each period of its life.
#[derive(Clone, Debug)]
pub struct PointRecord {
    /// Number of the point in the store, dense from 1.
    pub id: u32,
    pub code: Arc<str>,
    pub rows: Vec<Sourced<PointRow>>,
}

impl PointRecord {
    /// The row that holds on the day, if the point exists then.
    #[must_use]
    pub fn row_on(&self, day: NaiveDate) -> Option<&Sourced<PointRow>> {
        in_force_on(&self.rows, day).filter(|row| exists(row))
    }

    /// The spans over which the point exists.
    #[must_use]
    pub fn existence(&self) -> Vec<Period> {
        existence(&LifeRow::of_rows(&self.rows))
    }

    /// The row to describe the point by when it does not exist on a day: the latest.
    #[must_use]
    pub fn latest_row(&self) -> Option<&Sourced<PointRow>> {
        self.rows.last()
    }
}

/// `closed` without an end never existed.
fn exists(row: &PointRow) -> bool {
    row.status != PointStatus::Closed || row.period.until.is_some()
}

struct LifeRow(Period);

impl Dated for LifeRow {
    fn period(&self) -> Period {
        self.0
    }
}

impl LifeRow {
    fn of_rows(rows: &[Sourced<PointRow>]) -> Vec<Self> {
        let real = |index: usize| rows.get(index).filter(|row| exists(row)).and_then(|_| effective(rows, index));
        (0..rows.len()).filter_map(real).map(Self).collect()
    }
}

fn sorted(mut point: PointRecord) -> PointRecord {
    point.rows.sort_by_key(|row| row.period.from);
    point
}

/// All points, by their number in the store.
#[derive(Clone, Debug, Default)]
pub struct Network {
    points: Vec<Arc<PointRecord>>,
    by_code: HashMap<Arc<str>, u32>,
    slots: Vec<u32>,
    since: Option<NaiveDate>,
    /// Made by `words()` when first asked for.
    pub(super) words: OnceLock<WordIndex>,
}

impl Network {
    /// Builds the network; rows of a record are put in order of `from`.
    #[must_use]
    pub fn new(points: Vec<PointRecord>) -> Self {
        Self::of_records(points.into_iter().map(sorted).map(Arc::new).collect())
    }

    /// The same with some points read again, of which those without rows are gone; all others are shared.
    #[must_use]
    pub fn replacing_points(&self, ids: impl IntoIterator<Item = u32>, fresh: Vec<PointRecord>) -> Self {
        let read: HashSet<u32> = ids.into_iter().collect();
        let kept = self.points.iter().filter(|point| !read.contains(&point.id)).map(Arc::clone);
        let mut points: Vec<Arc<PointRecord>> = kept.collect();
        points.extend(fresh.into_iter().map(sorted).map(Arc::new));
        Self::of_records(points)
    }

    fn of_records(mut points: Vec<Arc<PointRecord>>) -> Self {
        points.sort_by(|a, b| a.code.cmp(&b.code));
        let by_code = points.iter().zip(0u32..).map(|(point, i)| (Arc::clone(&point.code), i)).collect();
        let mut slots = vec![u32::MAX; points.iter().map(|p| p.id as usize + 1).max().unwrap_or(0)];
        for (point, i) in points.iter().zip(0u32..) {
            if let Some(slot) = slots.get_mut(point.id as usize) {
                *slot = i;
            }
        }
        let rows = points.iter().flat_map(|point| &point.rows).filter(|row| exists(row));
        let since = rows.map(|row| row.period.from).min().flatten();
        Self { points, by_code, slots, since, words: OnceLock::new() }
    }

    /// The first day any point is known to have existed; `None` where there are none, or some hold since always.
    #[must_use]
    pub const fn known_since(&self) -> Option<NaiveDate> {
        self.since
    }

    /// Points in order of code.
    #[must_use]
    pub fn all(&self) -> &[Arc<PointRecord>] {
        &self.points
    }

    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Arc<PointRecord>> {
        self.by_code.get(code).and_then(|i| self.points.get(*i as usize))
    }

    #[must_use]
    pub fn by_id(&self, id: u32) -> Option<&Arc<PointRecord>> {
        self.slots.get(id as usize).and_then(|i| self.points.get(*i as usize))
    }
}
