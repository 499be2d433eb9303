//! Which fields of a row a file with only some columns confirms, and which keep the origin they had.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Merge;
use crate::registry::Sourced;
use crate::store::{Error, Origin, Write};

/// Columns that are no statements of their own: they name the row and its period, or follow from others.
const NO_FIELDS: [&str; 8] =
    ["code", "from", "until", "status", "precision", "hours_text", "resolution_method", "resolution_confidence"];

/// Fields of an unchanged row that a file had, while it lacked others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    pub columns: Vec<&'static str>,
}

/// What a file that lacks some columns confirms of a row it leaves unchanged; `None`: the whole row.
pub(super) fn confirmed<R: Merge>(row: &R, absent: &[&'static str]) -> Option<Confirmed> {
    let (had, lacked): (Vec<_>, Vec<_>) = stated_columns(row).partition(|column| !absent.contains(column));
    (!lacked.is_empty()).then_some(Confirmed { columns: had })
}

/// Columns in which a row has a value.
fn stated_columns<R: Merge>(row: &R) -> impl Iterator<Item = &'static str> {
    row.told().into_iter().map(|(column, _)| column).filter(|column| !NO_FIELDS.contains(column))
}

/// Columns of a new row by the origin they keep from the row it stands in for.
type Carried = BTreeMap<(u32, NaiveDate), Vec<&'static str>>;

fn carried<R: Merge>(old: &Sourced<R>, new: &R, absent: &[&'static str]) -> Carried {
    let (before, mut found) = (old.told(), Carried::new());
    for cell in new.told() {
        if absent.contains(&cell.0) && !NO_FIELDS.contains(&cell.0) && before.contains(&cell) {
            found.entry(old.origin_of(cell.0)).or_default().push(cell.0);
        }
    }
    found
}

/// Writes where the fields of new rows come from that a file did not have. Rows with the same fields of the same origin
/// share one record.
pub(super) async fn carry<'r, R: Merge + 'r>(
    write: &mut Write,
    rows: impl Iterator<Item = (i32, &'r Sourced<R>, &'r R)>,
    absent: &[&'static str],
    entry: i32,
) -> Result<(), Error> {
    let mut by_origin: BTreeMap<(u32, NaiveDate, Vec<&'static str>), Vec<i32>> = BTreeMap::new();
    for (id, old, new) in rows {
        for ((source, day), columns) in carried(old, new, absent) {
            by_origin.entry((source, day, columns)).or_default().push(id);
        }
    }
    for ((source, confirmed, columns), ids) in by_origin {
        write.carry_fields::<R>(&ids, &columns, Origin { source: entry, confirmed }, source).await?;
    }
    Ok(())
}

/// Writes which fields of unchanged rows a file confirmed.
pub(super) async fn confirm<R: Merge>(
    write: &mut Write,
    rows: &BTreeMap<i32, Confirmed>,
    origin: Origin,
) -> Result<(), Error> {
    let mut by_columns: BTreeMap<&[&'static str], Vec<i32>> = BTreeMap::new();
    for (id, confirmed) in rows {
        by_columns.entry(&confirmed.columns).or_default().push(*id);
    }
    for (columns, ids) in by_columns {
        write.confirm_fields::<R>(&ids, columns, origin).await?;
    }
    Ok(())
}
