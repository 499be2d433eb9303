//! Own tables as files: what is kept, so that importing the file into an empty database gives the same registry.

mod area;

use std::collections::HashMap;

use chrono::NaiveDate;

use self::area::{Area, InArea};
use super::merge::Merge;
use crate::compliance::figures::Span;
use crate::domain::rows::{
    AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow, PositionRow,
    ServiceRow, StepRow, TargetRow, TerritoryRow,
};
use crate::domain::timeline::existence;
use crate::domain::{Period, PointStatus, TerritoryCode};
use crate::formats::Format;
use crate::formats::tables::{OwnRow, Titles, write_csv, write_xlsx};
use crate::store::{self, IdMap, Read, Store};

/// What the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    Csv,
    Xlsx,
}

/// Which rows of a table are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection {
    /// Only what holds on this day; `None`: all periods.
    pub day: Option<NaiveDate>,
    /// As it was known after this entry of the journal.
    pub known: Option<u64>,
    /// Only what speaks of this territory; what speaks of none, as services, is of all.
    pub territory: Option<TerritoryCode>,
}

/// One table in preparation.
struct Export {
    area: Option<Area>,
    read: Read,
    refs: IdMap,
    day: Option<NaiveDate>,
    sheet: Sheet,
}

/// The rows that are wanted of a table as a file, with their number. `None` for a format that is not an own table.
///
/// # Errors
/// The database does not answer, or the rows do not fit a sheet.
pub async fn table(
    store: &Store,
    format: Format,
    sheet: Sheet,
    Selection { day, known, territory }: Selection,
) -> Result<Option<(Vec<u8>, usize)>, store::Error> {
    let read = match known {
        Some(entry) => store.read_known(entry).await?,
        None => store.read().await?,
    };
    let mut export = Export { area: None, refs: read.refs().await?, read, day, sheet };
    if let Some(territory) = territory {
        let (places, points) = (export.kept_rows::<TerritoryRow>().await?, export.kept_rows::<PointRow>().await?);
        export.area = Some(Area::new(territory, &places, &points));
    }
    Ok(Some(match format {
        Format::Territories => export.all::<TerritoryRow>().await?,
        Format::HromadaFacts => export.all::<FactRow>().await?,
        Format::StarostaDistricts => export.all::<DistrictRow>().await?,
        Format::Points => export.points().await?,
        Format::Services => export.all::<ServiceRow>().await?,
        Format::ServiceSteps => export.all::<StepRow>().await?,
        Format::Mandatory => export.positions().await?,
        Format::MandatoryDeclared => export.declared().await?,
        Format::Offerings => export.offerings().await?,
        Format::Answers => export.all::<AnswerRow>().await?,
        Format::Equipment => export.all::<EquipmentRow>().await?,
        Format::Figures => export.figures().await?,
        Format::Targets => export.all::<TargetRow>().await?,
        _ => return Ok(None),
    }))
}

impl Export {
    async fn kept_rows<R: Merge + InArea>(&self) -> Result<Vec<R>, store::Error> {
        let rows = self.read.all::<R>(&self.refs).await?.into_iter().map(|stored| stored.kept.row);
        Ok(rows.filter(|row| self.area.as_ref().is_none_or(|area| row.is_in(area))).collect())
    }

    async fn all<R: Merge + OwnRow + InArea>(&self) -> Result<(Vec<u8>, usize), store::Error> {
        self.write(standing(self.kept_rows::<R>().await?, self.day))
    }

    /// A point that is closed without an end never existed: a later row must not give it a life by ending it.
    async fn points(&self) -> Result<(Vec<u8>, usize), store::Error> {
        let lifeless = |row: &PointRow| row.status == PointStatus::Closed && row.period.until.is_none();
        let rows = timeline(self.kept_rows::<PointRow>().await?);
        let cut = |(row, period): &(PointRow, Period)| lifeless(row) && (self.day.is_some() || period.until.is_some());
        self.write(rows_held_on(rows.into_iter().filter(|row| !cut(row)), self.day))
    }

    /// The end of a service ends its offerings.
    async fn offerings(&self) -> Result<(Vec<u8>, usize), store::Error> {
        let ends = ends_of_services(self.kept_rows::<ServiceRow>().await?);
        let cut = |(row, period): (OfferingRow, Period)| {
            let ends = ends.get(&row.service).map_or(&[][..], Vec::as_slice);
            (row, ended_by(period, ends))
        };
        let rows = timeline(self.kept_rows::<OfferingRow>().await?).into_iter().map(cut);
        self.write(rows_held_on(rows, self.day))
    }

    async fn positions(&self) -> Result<(Vec<u8>, usize), store::Error> {
        let rows = self.kept_rows::<PositionRow>().await?;
        let in_force = self.editions(&rows);
        let holds = |row: &PositionRow| self.day.is_none() || in_force.get(&row.list) == Some(&row.in_force);
        self.write(rows.into_iter().filter(holds).collect())
    }

    async fn declared(&self) -> Result<(Vec<u8>, usize), store::Error> {
        let in_force = self.editions(&self.kept_rows::<PositionRow>().await?);
        let holds = |row: &DeclaredRow| self.day.is_none() || in_force.get(&row.list) == Some(&row.in_force);
        self.write(self.kept_rows::<DeclaredRow>().await?.into_iter().filter(holds).collect())
    }

    /// The edition of each list in force on the day; nothing where no day is asked for.
    fn editions(&self, rows: &[PositionRow]) -> HashMap<String, NaiveDate> {
        let mut in_force: HashMap<String, NaiveDate> = HashMap::new();
        for row in rows.iter().filter(|row| self.day.is_some_and(|day| row.in_force <= day)) {
            let last = in_force.entry(row.list.clone()).or_insert(row.in_force);
            *last = row.in_force.max(*last);
        }
        in_force
    }

    /// Figures of the months and quarters the day lies in.
    async fn figures(&self) -> Result<(Vec<u8>, usize), store::Error> {
        let spans = |day: NaiveDate| {
            use chrono::Datelike as _;
            [Span::Month(day.year(), day.month()), Span::Quarter(day.year(), day.month0() / 3 + 1)]
        };
        let holds =
            |row: &FigureRow| self.day.is_none_or(|day| spans(day).iter().any(|span| row.period == span.to_string()));
        self.write(self.kept_rows::<FigureRow>().await?.into_iter().filter(holds).collect())
    }

    fn write<R: Merge + OwnRow>(&self, mut rows: Vec<R>) -> Result<(Vec<u8>, usize), store::Error> {
        rows.sort_by(|a, b| a.by_key(b).then_with(|| start(a).cmp(&start(b))));
        let bytes = match self.sheet {
            Sheet::Csv => {
                let mut out = Vec::new();
                write_csv(rows.iter(), Titles::Keys, &mut out).map(|()| out)
            }
            Sheet::Xlsx => write_xlsx(rows.iter(), Titles::Ukrainian),
        };
        Ok((bytes.map_err(store::Error::stopped)?, rows.len()))
    }
}

fn start<R: Merge>(row: &R) -> Option<NaiveDate> {
    row.span().and_then(|span| span.from)
}

/// Rows as they really hold; with a day those that hold on it, as they were stated.
fn standing<R: Merge>(rows: Vec<R>, day: Option<NaiveDate>) -> Vec<R> {
    rows_held_on(timeline(rows).into_iter(), day)
}

/// Each row with the period over which it really holds: the next row of its key ends it for good.
fn timeline<R: Merge>(rows: Vec<R>) -> Vec<(R, Period)> {
    let mut keyed: Vec<(String, R)> = rows.into_iter().map(|row| (row.key(), row)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| start(&a.1).cmp(&start(&b.1))));
    let next: Vec<Option<NaiveDate>> = (1..=keyed.len())
        .map(|at| keyed.get(at).filter(|next| keyed.get(at - 1).is_some_and(|row| row.0 == next.0)))
        .map(|next| next.and_then(|(_, row)| start(row)))
        .collect();
    let with_period = |((_, row), next): ((String, R), Option<NaiveDate>)| {
        let period = period_until(&row, next);
        (row, period)
    };
    keyed.into_iter().zip(next).map(with_period).collect()
}

fn period_until<R: Merge>(row: &R, next: Option<NaiveDate>) -> Period {
    let span = row.span().unwrap_or_default();
    Period::new(span.from, span.until.into_iter().chain(next).min())
}

/// The days on which services end, by code.
fn ends_of_services(mut rows: Vec<ServiceRow>) -> HashMap<String, Vec<NaiveDate>> {
    rows.sort_by(|a, b| (&a.code, a.period.from).cmp(&(&b.code, b.period.from)));
    let services = rows.chunk_by(|a, b| a.code == b.code);
    let ends = |rows: &[ServiceRow]| {
        let code = rows.first().map(|row| row.code.clone()).unwrap_or_default();
        (code, existence(rows).iter().filter_map(|span| span.until).collect())
    };
    services.map(ends).collect()
}

/// The period up to the first of the ends within it.
fn ended_by(period: Period, ends: &[NaiveDate]) -> Period {
    let within = |end: &&NaiveDate| period.from.is_none_or(|from| from < **end);
    Period::new(period.from, ends.iter().filter(within).copied().chain(period.until).min())
}

fn rows_held_on<R: Merge>(rows: impl Iterator<Item = (R, Period)>, day: Option<NaiveDate>) -> Vec<R> {
    let rows = rows.filter(|(_, period)| !period.is_empty() && day.is_none_or(|day| period.contains(day)));
    let told = |(row, period): (R, Period)| if day.is_some() { row } else { with_period(row, period) };
    rows.map(told).collect()
}

/// Rows of a whole table must not overlap, or it would not be read back.
fn with_period<R: Merge>(mut row: R, period: Period) -> R {
    row.over(period);
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Fact, TerritoryCode};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn people(count: u32, from: &str, until: Option<&str>) -> FactRow {
        FactRow {
            hromada: TerritoryCode::parse("UA53080370000088521").unwrap(),
            fact: Fact::Population(count),
            period: Period::new(Some(day(from)), until.map(day)),
        }
    }

    #[test]
    fn a_later_row_ends_the_earlier_one_for_good_and_a_day_tells_the_stored_end() {
        let rows = vec![people(1, "2022-01-01", None), people(2, "2023-01-01", Some("2023-06-01"))];
        let kept = standing(rows.clone(), None);
        assert_eq!(kept, [people(1, "2022-01-01", Some("2023-01-01")), rows[1].clone()]);
        assert_eq!(standing(rows.clone(), Some(day("2022-12-31"))), [rows[0].clone()]);
        assert_eq!(standing(rows.clone(), Some(day("2023-01-01"))), [rows[1].clone()]);
        assert_eq!(standing(rows, Some(day("2023-06-01"))), []);
    }
}
