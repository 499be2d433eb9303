//! Which rows of the own tables speak of a territory.

use std::collections::{HashMap, HashSet};

use crate::domain::TerritoryCode;
use crate::domain::rows::{
    AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow, PositionRow,
    ServiceRow, StepRow, TargetRow, TerritoryRow,
};

/// A territory: the places within it and above it, and its points.
#[derive(Debug)]
pub struct Area {
    within: HashSet<TerritoryCode>,
    above: HashSet<TerritoryCode>,
    points: HashSet<String>,
}

/// A row that may speak of a territory; what speaks of none is of all.
pub trait InArea {
    fn is_in(&self, _: &Area) -> bool {
        true
    }
}

impl Area {
    /// The territory as all rows of places and points tell it.
    pub fn new(territory: TerritoryCode, places: &[TerritoryRow], points: &[PointRow]) -> Self {
        let parents: HashMap<_, _> = places.iter().filter_map(|row| Some((row.code, row.parent?))).collect();
        let above = |code: TerritoryCode| std::iter::successors(parents.get(&code), |code| parents.get(code)).copied();
        let is_below = |row: &&TerritoryRow| row.code == territory || above(row.code).any(|code| code == territory);
        let within: HashSet<TerritoryCode> = places.iter().filter(is_below).map(|row| row.code).collect();
        let place = |row: &PointRow| row.hromada.or(row.settlement).or(row.located_in);
        let here = points.iter().filter(|row| place(row).is_some_and(|code| within.contains(&code)));
        let points = here.map(|row| row.code.clone()).collect();
        Self { above: above(territory).collect(), within, points }
    }

    fn has_point(&self, code: &str) -> bool {
        self.points.contains(code)
    }
}

/// Of a place its own rows, and those above it, so that the file can be read alone.
impl InArea for TerritoryRow {
    fn is_in(&self, area: &Area) -> bool {
        area.within.contains(&self.code) || area.above.contains(&self.code)
    }
}

impl InArea for FactRow {
    fn is_in(&self, area: &Area) -> bool {
        area.within.contains(&self.hromada)
    }
}

impl InArea for DistrictRow {
    fn is_in(&self, area: &Area) -> bool {
        area.within.contains(&self.hromada)
    }
}

impl InArea for TargetRow {
    fn is_in(&self, area: &Area) -> bool {
        area.within.contains(&self.territory)
    }
}

impl InArea for PointRow {
    fn is_in(&self, area: &Area) -> bool {
        area.has_point(&self.code)
    }
}

/// Rows that belong to a point.
macro_rules! of_point {
    ($($row:ty),*) => {
        $(impl InArea for $row {
            fn is_in(&self, area: &Area) -> bool {
                area.has_point(&self.point)
            }
        })*
    };
}
of_point!(OfferingRow, AnswerRow, EquipmentRow, FigureRow);

impl InArea for ServiceRow {}
impl InArea for StepRow {}
impl InArea for PositionRow {}
impl InArea for DeclaredRow {}
