//! Rows put together into the parts of the records.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::rows::{
    AnswerRow, DeclaredRow, EquipmentRow, FigureRow, PointRow, PositionRow, ServiceRow, StepRow,
};
use crate::registry::tree::{Boundaries, Boundary};
use crate::registry::{Catalogue, Edition, Lists, PointRecord, ServiceRecord, Sourced};
use crate::store::IdMap;
use crate::store::id_map::TableIds;
use crate::store::rows::boundary::BoundaryRow;
use crate::store::table::Stored;

/// Rows with the numbers of their points.
pub type Rows<R> = Vec<(u32, Sourced<R>)>;

pub fn boundaries(rows: Vec<Stored<BoundaryRow>>) -> Boundaries {
    let outline = |row: Sourced<BoundaryRow>| Some((row.row.code, Boundary::new(&row.row.shape, false, row.source)?));
    Boundaries::new(rows.into_iter().filter_map(|stored| outline(stored.kept)).collect())
}

fn number(ids: &TableIds, code: &str) -> u32 {
    ids.find(code).map_or(0, i32::unsigned_abs)
}

fn grouped<R>(rows: Vec<Sourced<R>>, code: impl Fn(&R) -> &str) -> BTreeMap<String, Vec<Sourced<R>>> {
    let mut groups: BTreeMap<String, Vec<Sourced<R>>> = BTreeMap::new();
    for row in rows {
        groups.entry(code(&row.row).to_owned()).or_default().push(row);
    }
    groups
}

pub fn points(rows: Vec<Sourced<PointRow>>, refs: &IdMap) -> Vec<PointRecord> {
    let record = |(code, rows): (String, Vec<Sourced<PointRow>>)| PointRecord {
        id: number(&refs.points, &code),
        code: Arc::from(code),
        rows,
    };
    grouped(rows, |row| &row.code).into_iter().map(record).collect()
}

pub fn catalogue(rows: Vec<Sourced<ServiceRow>>, steps: Vec<Sourced<StepRow>>, refs: &IdMap) -> Catalogue {
    let mut steps = grouped(steps, |step| &step.service);
    let record = |(code, rows): (String, Vec<Sourced<ServiceRow>>)| ServiceRecord {
        id: number(&refs.services, &code),
        steps: steps.remove(&code).unwrap_or_default().into_iter().map(|step| step.row).collect(),
        code: Arc::from(code),
        rows,
    };
    Catalogue::new(grouped(rows, |row| &row.code).into_iter().map(record).collect())
}

pub fn lists(positions: Vec<Sourced<PositionRow>>, declared: Vec<Sourced<DeclaredRow>>) -> Lists {
    let mut editions: BTreeMap<(String, NaiveDate), Edition> = BTreeMap::new();
    for kept in positions {
        let key = (kept.list.clone(), kept.in_force);
        let edition = editions.entry(key).or_insert_with(|| Edition {
            list: kept.list.clone(),
            in_force: kept.in_force,
            positions: Vec::new(),
            declared: BTreeMap::new(),
            source: kept.source,
            sources: BTreeSet::new(),
        });
        edition.sources.insert(kept.source);
        edition.positions.push(kept.row);
    }
    for kept in declared {
        if let Some(edition) = editions.get_mut(&(kept.list.clone(), kept.in_force)) {
            edition.declared.insert(kept.class, kept.count);
        }
    }
    Lists::new(editions.into_values().collect())
}

/// Sorts rows for `ByPoint`: by point, then by the key of their timeline.
fn by_point<R, K: Ord>(
    rows: Vec<Sourced<R>>,
    refs: &IdMap,
    point: impl Fn(&R) -> &str,
    key: impl Fn(&R) -> K,
) -> Rows<R> {
    let mut rows: Vec<(u32, Sourced<R>)> =
        rows.into_iter().map(|row| (number(&refs.points, point(&row.row)), row)).collect();
    rows.sort_by_cached_key(|(point, row)| (*point, key(&row.row)));
    rows
}

pub fn answers(rows: Vec<Sourced<AnswerRow>>, refs: &IdMap) -> Rows<AnswerRow> {
    by_point(rows, refs, |row| &row.point, |row| (row.checklist.clone(), row.criterion.clone(), row.date))
}

pub fn equipment(rows: Vec<Sourced<EquipmentRow>>, refs: &IdMap) -> Rows<EquipmentRow> {
    by_point(rows, refs, |row| &row.point, |row| (row.kind.clone(), row.funder.clone(), row.period.from))
}

pub fn figures(rows: Vec<Sourced<FigureRow>>, refs: &IdMap) -> Rows<FigureRow> {
    by_point(rows, refs, |row| &row.point, |row| (row.measure.clone(), row.period.clone()))
}
