//! The centre a unit or workplace belongs to, where its hromada has exactly one.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::actions::merge::Index;
use crate::domain::rows::PointRow;
use crate::domain::{PointKind, PointStatus, TerritoryCode, resolution};

/// Active centres of a hromada on the day of an import.
type Centres = HashMap<TerritoryCode, Vec<String>>;

/// Gives units and workplaces their parent: the one stated before, else the only active centre of the hromada.
pub fn give_parents(index: &Index<PointRow>, points: &mut [PointRow], day: Option<NaiveDate>) {
    let centres = centres(index, points, day);
    for point in points {
        point.parent = stated_parent(index, &point.code);
        let bare = |(method, sure): (String, f64)| (resolution::without_parent(&method).to_owned(), sure);
        point.resolution = point.resolution.take().map(bare);
        if point.parent.is_none() && matches!(point.kind, PointKind::Tp | PointKind::Vrm) {
            derive(point, &centres);
        }
    }
}

fn derive(point: &mut PointRow, centres: &Centres) {
    let known = point.hromada.and_then(|hromada| centres.get(&hromada));
    let Some([only]) = known.map(Vec::as_slice) else { return };
    point.parent = Some(only.clone());
    let (method, sure) = point.resolution.take().unwrap_or_else(|| ("stated".to_owned(), 1.0));
    point.resolution = Some((resolution::with_parent(&method), sure));
}

/// The parent that a person or another file stated.
fn stated_parent(index: &Index<PointRow>, code: &str) -> Option<String> {
    let kept = index.stored_under(code).last().map(|stored| &stored.kept.row)?;
    kept.parent.clone().filter(|_| !kept.parent_is_derived())
}

fn centres(index: &Index<PointRow>, points: &[PointRow], day: Option<NaiveDate>) -> Centres {
    let stated: HashSet<&str> = points.iter().map(|point| point.code.as_str()).collect();
    let known: HashSet<&str> = index.all().map(|stored| stored.kept.row.code.as_str()).collect();
    let others = known.into_iter().filter(|code| !stated.contains(code));
    let held = others.filter_map(|code| row_on(index, code, day));
    let mut centres = Centres::new();
    for centre in points.iter().chain(held).filter(|row| is_active_centre(row)) {
        if let Some(hromada) = centre.hromada {
            centres.entry(hromada).or_default().push(centre.code.clone());
        }
    }
    centres
}

/// The row that holds on the day; for an import without a day, the latest that has not ended.
fn row_on<'a>(index: &'a Index<PointRow>, code: &str, day: Option<NaiveDate>) -> Option<&'a PointRow> {
    let rows = index.stored_under(code);
    match day {
        Some(day) => {
            let at = rows.iter().rposition(|row| row.kept.row.period.starts_by(day))?;
            let row = &rows.get(at)?.kept.row;
            row.period.contains(day).then_some(row)
        }
        None => rows.last().map(|row| &row.kept.row).filter(|row| row.period.until.is_none()),
    }
}

fn is_active_centre(row: &PointRow) -> bool {
    row.kind == PointKind::Cnap && row.status == PointStatus::Active
}
