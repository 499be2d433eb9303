//! The history of a thing: what was learned of it in order, from the rows that were ever stated.

mod events;

use std::collections::{BTreeMap, BTreeSet};

use self::events::events;
pub use self::events::{CellChange, Event, EventKind};
use super::merge::Merge;
use crate::domain::TerritoryCode;
use crate::domain::rows::{
    AnswerRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow, PositionRow, ServiceRow, StepRow,
    TerritoryRow,
};
use crate::store::{BoundaryRow, Error, IdMap, Read, RowsOf, StatedRow, Store};

/// What a history is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A point by its code.
    Point(String),
    /// A service by its code.
    Service(String),
    Hromada(TerritoryCode),
}

/// What one entry of the audit log changed in what is known of a thing.
#[derive(Clone, Debug)]
pub struct Learned {
    /// Number of the entry.
    pub entry: u32,
    pub events: Vec<Event>,
}

/// Everything ever learned of a thing, the earliest first, now or as it was known after an entry;
/// nothing where it was never spoken of.
///
/// # Errors
/// The database does not answer, or a stored value does not fit.
pub async fn history(store: &Store, subject: &Subject, known: Option<u64>) -> Result<Vec<Learned>, Error> {
    let read = match known {
        Some(entry) => store.read_known(entry).await?,
        None => store.read().await?,
    };
    let refs = read.refs().await?;
    let mut collected = Collected { read: &read, refs: &refs, by_entry: BTreeMap::new() };
    match subject {
        Subject::Point(code) => collected.point(code).await?,
        Subject::Service(code) => collected.service(code).await?,
        Subject::Hromada(code) => collected.hromada(&code.to_string()).await?,
    }
    let learned = collected.by_entry.into_iter().filter(|(_, events)| !events.is_empty());
    Ok(learned.map(|(entry, events)| Learned { entry, events }).collect())
}

/// Events of a thing as they are gathered, table by table.
struct Collected<'a> {
    read: &'a Read,
    refs: &'a IdMap,
    by_entry: BTreeMap<u32, Vec<Event>>,
}

impl Collected<'_> {
    async fn point(&mut self, code: &str) -> Result<(), Error> {
        let Some(id) = self.refs.points.find(code) else { return Ok(()) };
        self.table::<PointRow>("points", RowsOf::Point(id), code).await?;
        self.table::<OfferingRow>("offerings", RowsOf::Point(id), code).await?;
        self.table::<AnswerRow>("answers", RowsOf::Point(id), code).await?;
        self.table::<EquipmentRow>("equipment", RowsOf::Point(id), code).await?;
        self.table::<FigureRow>("figures", RowsOf::Point(id), code).await
    }

    async fn service(&mut self, code: &str) -> Result<(), Error> {
        if let Some(id) = self.refs.services.find(code) {
            self.table::<ServiceRow>("services", RowsOf::Service(id), code).await?;
        }
        self.table::<StepRow>("service-steps", RowsOf::ServiceCode(code), code).await?;
        self.table::<PositionRow>("mandatory", RowsOf::ServiceCode(code), code).await
    }

    async fn hromada(&mut self, code: &str) -> Result<(), Error> {
        self.table::<TerritoryRow>("territories", RowsOf::Territory(code), code).await?;
        self.table::<BoundaryRow>("boundaries", RowsOf::Territory(code), code).await?;
        self.table::<FactRow>("hromada-facts", RowsOf::Hromada(code), code).await?;
        self.table::<DistrictRow>("starosta-districts", RowsOf::Hromada(code), code).await
    }

    async fn table<R: Merge>(&mut self, table: &'static str, owner: RowsOf<'_>, code: &str) -> Result<(), Error> {
        let rows = self.read.ever_stated::<R>(owner, self.refs).await?;
        let entries: BTreeSet<u32> = rows.iter().flat_map(entries_of).collect();
        for entry in entries {
            let found = events(&rows, entry, table, code);
            self.by_entry.entry(entry).or_default().extend(found);
        }
        Ok(())
    }
}

/// Every entry that speaks of a row.
fn entries_of<R>(row: &StatedRow<R>) -> Vec<u32> {
    [row.stated_by].into_iter().chain(row.voided_by).chain(row.confirmed_by.iter().copied()).collect()
}
