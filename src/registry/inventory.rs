//! What points have and do over time: offerings, answers, equipment, figures; each by the point's number.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::bits::Bits;
use super::catalogue::ServicesOnDate;
use super::sourced::Sourced;
use crate::domain::Period;
use crate::domain::rows::{AnswerRow, EquipmentRow, FigureRow};
use crate::domain::timeline::{Dated, in_force_on};

/// Rows by the number of their point.
#[derive(Clone, Debug)]
pub struct ByPoint<T>(Vec<Arc<[T]>>);

impl<T> Default for ByPoint<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByPoint<T> {
    /// Groups `(point id, row)` pairs; rows of a point keep their order.
    #[must_use]
    pub fn new(rows: Vec<(u32, T)>) -> Self {
        let mut groups: Vec<Vec<T>> = Vec::new();
        for (point, row) in rows {
            let point = point as usize;
            if groups.len() <= point {
                groups.resize_with(point + 1, Vec::new);
            }
            if let Some(group) = groups.get_mut(point) {
                group.push(row);
            }
        }
        Self(groups.into_iter().map(Arc::from).collect())
    }

    #[must_use]
    pub fn rows_of(&self, point: u32) -> &[T] {
        self.0.get(point as usize).map_or(&[], AsRef::as_ref)
    }

    /// True when both hold the very same rows of the point, unread since.
    #[must_use]
    pub fn shares(&self, other: &Self, point: u32) -> bool {
        match (self.0.get(point as usize), other.0.get(point as usize)) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }

    /// The same with the rows of some points replaced; all else is shared.
    #[must_use]
    pub fn replacing_points(&self, points: impl IntoIterator<Item = u32>, rows: Vec<(u32, T)>) -> Self {
        let fresh = Self::new(rows).0;
        let mut groups = self.0.clone();
        for point in points {
            let point = point as usize;
            if groups.len() <= point {
                groups.resize_with(point + 1, || Arc::from(Vec::new()));
            }
            if let (Some(group), Some(rows)) = (groups.get_mut(point), fresh.get(point)) {
                *group = Arc::clone(rows);
            } else if let Some(group) = groups.get_mut(point) {
                *group = Arc::from(Vec::new());
            }
        }
        Self(groups)
    }

    /// Number of rows of all points.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(|rows| rows.len()).sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|rows| rows.is_empty())
    }
}

/// A service given at a point over a period, in compact form: there are a million of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfferingRecord {
    pub service: u32,
    pub period: Period,
    /// Key of `Offerings::grounds`, or [`Self::NO_GROUND`].
    pub ground: u32,
    pub source: u32,
    pub confirmed: NaiveDate,
}

impl OfferingRecord {
    /// No ground is stated.
    pub const NO_GROUND: u32 = 0;
}

impl Dated for OfferingRecord {
    fn period(&self) -> Period {
        self.period
    }
}

/// Offerings of every point, each point's sorted by service and `from`, with their grounds.
#[derive(Clone, Debug, Default)]
pub struct Offerings {
    pub rows: ByPoint<OfferingRecord>,
    pub grounds: Arc<HashMap<u32, Arc<str>>>,
}

impl Offerings {
    #[must_use]
    pub fn ground(&self, row: &OfferingRecord) -> Option<&str> {
        self.grounds.get(&row.ground).map(AsRef::as_ref)
    }

    /// The rows that hold on the day, one a service, in order of service number; those whose service
    /// has ended hold no more.
    pub fn offered_on<'a>(
        &'a self,
        point: u32,
        day: NaiveDate,
        services: &'a ServicesOnDate,
    ) -> impl Iterator<Item = &'a OfferingRecord> {
        let rows = self.rows.rows_of(point).chunk_by(|a, b| a.service == b.service);
        let held = rows.filter_map(move |rows| in_force_on(rows, day));
        held.filter(|row| services.keep_offering(row.service, row.period.from))
    }

    /// The set of services given on the day.
    #[must_use]
    pub fn set_on(&self, point: u32, day: NaiveDate, services: &ServicesOnDate) -> Bits {
        let mut set = services.all.emptied();
        self.offered_on(point, day, services).for_each(|row| set.insert(row.service));
        set
    }

    /// True when some row began on or before the day: the point has declared its list.
    #[must_use]
    pub fn declared(&self, point: u32, day: NaiveDate) -> bool {
        self.rows.rows_of(point).iter().any(|row| row.period.starts_by(day))
    }
}

/// Answers of every point, sorted by checklist, criterion and date.
pub type Answers = ByPoint<Sourced<AnswerRow>>;
/// Equipment of every point, sorted by type, funder and `from`.
pub type Equipment = ByPoint<Sourced<EquipmentRow>>;
/// Figures of every point, sorted by measure and period.
pub type Figures = ByPoint<Sourced<FigureRow>>;
