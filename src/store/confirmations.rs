//! Which rows were stated again later, and when: ranges of numbers with the latest day of each.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Error;
use super::digests::table_name;
use super::entity::confirmation::{Column, Entity};
use super::table::{column, counting};
use crate::registry::FieldOrigin;

/// The latest confirmations of a table's rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Confirmations {
    spans: Vec<Span>,
    /// For each row that an undo stated again the row it repeats: what confirmed that confirms this too.
    restated: HashMap<i32, i32>,
    /// For each row the fields of it with origins of their own, in the order these were learned.
    fields: HashMap<i32, Vec<FieldOrigin>>,
}

/// A stored confirmation: rows, day, columns, the entry that stated what they hold.
type Row = (String, NaiveDate, Option<String>, Option<i32>);

/// Rows from one number to another, both included, and the day they were last confirmed.
type Span = (i32, i32, NaiveDate);

impl Confirmations {
    /// Reads the confirmations of a table's rows and fields, or only those that were known after an entry.
    pub async fn of_table<E: EntityTrait, C: ConnectionTrait>(db: &C, known: Option<i32>) -> Result<Self, Error> {
        let columns = [Column::Rows, Column::Confirmed, Column::Columns, Column::FirstSource];
        let query = Entity::find().select_only().columns(columns);
        let query = query.filter(Column::TableName.eq(table_name::<E>())).filter(counting::<Entity>(known));
        let stated: Vec<Row> = query.order_by_asc(Column::Id).into_tuple().all(db).await?;
        let whole = stated.iter().filter(|(_, _, columns, _)| columns.is_none());
        let span = |(rows, day, ..): &Row| {
            let day = *day;
            parse_ranges(rows).map(move |(first, last)| (first, last, day)).collect::<Vec<Span>>()
        };
        let spans = latest_spans(whole.flat_map(span));
        let restated = if stated.is_empty() { HashMap::new() } else { restated::<E, C>(db).await? };
        Ok(Self { spans, restated, fields: fields(&stated) })
    }

    /// The day a row was last confirmed, where that is later than its own.
    pub fn latest_day(&self, id: i32, own: NaiveDate) -> NaiveDate {
        self.confirming_entries(id).filter_map(|id| self.confirmed(id)).fold(own, NaiveDate::max)
    }

    /// Fields of a row with origins of their own; what confirmed the whole row confirmed them too.
    pub fn fields(&self, id: i32) -> Vec<FieldOrigin> {
        if self.fields.is_empty() {
            return Vec::new();
        }
        let whole = self.latest_day(id, NaiveDate::MIN);
        let mut repeated: Vec<i32> = self.confirming_entries(id).collect();
        repeated.reverse();
        let known = repeated.iter().filter_map(|id| self.fields.get(id)).flatten();
        known.map(|origin| FieldOrigin { confirmed: origin.confirmed.max(whole), ..origin.clone() }).collect()
    }

    /// The row and those it repeats.
    fn confirming_entries(&self, id: i32) -> impl Iterator<Item = i32> {
        let earlier = |id: &i32| self.restated.get(id).copied().filter(|repeated| repeated < id);
        std::iter::successors(Some(id), earlier)
    }

    fn confirmed(&self, id: i32) -> Option<NaiveDate> {
        let after = self.spans.partition_point(|(first, ..)| *first <= id);
        let span = after.checked_sub(1).and_then(|at| self.spans.get(at));
        span.filter(|(_, last, _)| id <= *last).map(|(.., day)| *day)
    }
}

/// Field origins by row.
fn fields(stated: &[Row]) -> HashMap<i32, Vec<FieldOrigin>> {
    let mut found: HashMap<i32, Vec<FieldOrigin>> = HashMap::new();
    for (rows, confirmed, columns, source) in stated {
        let Some(columns) = columns else { continue };
        let columns: Arc<[Box<str>]> = columns.split_whitespace().map(Box::from).collect();
        let source = source.map(i32::unsigned_abs);
        let origin = FieldOrigin { columns, source, confirmed: *confirmed };
        for id in parse_ranges(rows).flat_map(|(first, last)| first..=last) {
            found.entry(id).or_default().push(origin.clone());
        }
    }
    found
}

/// Rows of a table that repeat others, with those.
async fn restated<E: EntityTrait, C: ConnectionTrait>(db: &C) -> Result<HashMap<i32, i32>, Error> {
    let (Some(id), Some(restates)) = (column::<E>("id"), column::<E>("restates")) else {
        return Ok(HashMap::new());
    };
    let query = E::find().select_only().columns([id, restates]).filter(restates.is_not_null());
    let rows: Vec<(i32, i32)> = query.into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

/// Numbers as ranges, in rising order: `1-5000,5007`.
pub(super) fn ranges(numbers: &[i32]) -> String {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let runs = sorted.chunk_by(|a, b| a.checked_add(1) == Some(*b));
    let run = |run: &[i32]| match run {
        [first, .., last] => format!("{first}-{last}"),
        _ => run.iter().map(ToString::to_string).collect(),
    };
    runs.map(run).collect::<Vec<_>>().join(",")
}

pub(super) fn parse_ranges(text: &str) -> impl Iterator<Item = (i32, i32)> {
    text.split(',').filter_map(|run| {
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        Some((first.parse().ok()?, last.parse().ok()?))
    })
}

/// Spans that do not overlap, in order, each with the latest day of those that lay over it.
fn latest_spans(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut edges: BTreeMap<i32, (Vec<NaiveDate>, Vec<NaiveDate>)> = BTreeMap::new();
    for (first, last, day) in spans {
        edges.entry(first).or_default().0.push(day);
        edges.entry(last.saturating_add(1)).or_default().1.push(day);
    }
    let mut open: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    let mut found: Vec<Span> = Vec::new();
    for (at, (begin, end)) in edges {
        if let Some(span) = found.last_mut().filter(|span| span.1 == i32::MAX) {
            span.1 = at - 1;
        }
        for day in begin {
            *open.entry(day).or_default() += 1;
        }
        for day in end {
            close_day(&mut open, day);
        }
        if let Some((day, _)) = open.last_key_value() {
            found.push((at, i32::MAX, *day));
        }
    }
    found
}

fn close_day(open: &mut BTreeMap<NaiveDate, usize>, day: NaiveDate) {
    if let Some(count) = open.get_mut(&day) {
        *count -= 1;
        if *count == 0 {
            open.remove(&day);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 1, day).unwrap()
    }

    #[test]
    fn numbers_become_short_ranges_and_read_back() {
        assert_eq!(ranges(&[5007, 1, 2, 3, 3, 9]), "1-3,9,5007");
        assert_eq!(ranges(&[]), "");
        assert_eq!(parse_ranges("1-3,9,5007").collect::<Vec<_>>(), [(1, 3), (9, 9), (5007, 5007)]);
        assert_eq!(parse_ranges("").count(), 0);
        let million: Vec<i32> = (1..=1_000_000).collect();
        assert_eq!(ranges(&million), "1-1000000");
    }

    #[test]
    fn a_row_shows_the_latest_of_its_own_day_and_the_confirmations_of_it() {
        let spans = [(1, 10, day(5)), (4, 6, day(9)), (6, 6, day(2)), (20, 20, day(7)), (21, 22, day(3))];
        let kept = Confirmations {
            spans: latest_spans(spans.into_iter()),
            restated: HashMap::from([(12, 11), (11, 5)]),
            ..Confirmations::default()
        };
        let shown: Vec<u32> = [1, 3, 4, 6, 7, 10, 12, 13, 19, 20, 21, 22, 23]
            .map(|id| chrono::Datelike::day(&kept.latest_day(id, day(4))))
            .into();
        assert_eq!(shown, [5, 5, 9, 9, 5, 5, 9, 4, 4, 7, 4, 4, 4]);
    }
}
