//! What is stated of one point, table by table, and the version of each: what programs read before they write.

use chrono::NaiveDate;
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use super::changes::Cells;
use crate::domain::facts::word_enum;
use crate::domain::rows::{OfferingRow, PointRow};
use crate::domain::timeline::in_force_on;
use crate::formats::Format;
use crate::formats::tables::cells;
use crate::formats::tables::dictionary::{TableDescription, tables};
use crate::registry::inventory::OfferingRecord;
use crate::registry::network::PointRecord;
use crate::registry::{Registry, Sourced};

word_enum! {
    /// What of a point can be written.
    Resource {
        Point = "point",
        Offerings = "offerings",
        Equipment = "equipment",
        Answers = "answers",
        Figures = "figures",
    }
}

impl Resource {
    #[must_use]
    pub const fn format(self) -> Format {
        match self {
            Self::Point => Format::Points,
            Self::Offerings => Format::Offerings,
            Self::Equipment => Format::Equipment,
            Self::Answers => Format::Answers,
            Self::Figures => Format::Figures,
        }
    }

    /// The columns of the table; `None` for none, which no table has.
    #[must_use]
    pub fn description(self) -> Option<TableDescription> {
        tables().into_iter().find(|table| table.format == self.format())
    }

    /// True where what a request leaves out is given no longer: services and equipment that hold on the day.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Offerings | Self::Equipment)
    }
}

/// Rows of one table with their version.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StatedRows {
    pub rows: Vec<Cells>,
    pub version: String,
}

/// What is stated of a point: of services and equipment what holds on the day, of answers and figures everything.
#[must_use]
pub fn stated(registry: &Registry, point: Option<&PointRecord>, resource: Resource) -> StatedRows {
    let rows = point.map(|point| rows(registry, point, resource)).unwrap_or_default();
    let version = format!("{:032x}", xxh3_128(format!("{resource} {rows:?}").as_bytes()));
    StatedRows { rows, version }
}

fn rows(registry: &Registry, point: &PointRecord, resource: Resource) -> Vec<Cells> {
    let records = &registry.records;
    match resource {
        Resource::Point => latest(registry.date, point).into_iter().map(|row| cells(&row.row)).collect(),
        Resource::Offerings => offerings(registry, point),
        Resource::Equipment => {
            let lots =
                records.equipment.rows_of(point.id).chunk_by(|a, b| (&a.kind, &a.funder) == (&b.kind, &b.funder));
            let held = lots.filter_map(|lot| in_force_on(lot, registry.date));
            held.map(|row| cells(&row.row)).collect()
        }
        Resource::Answers => records.answers.rows_of(point.id).iter().map(|row| cells(&row.row)).collect(),
        Resource::Figures => records.figures.rows_of(point.id).iter().map(|row| cells(&row.row)).collect(),
    }
}

/// The row of a point that holds on the day, or else its last.
#[must_use]
pub fn latest(day: NaiveDate, point: &PointRecord) -> Option<&Sourced<PointRow>> {
    point.row_on(day).or_else(|| point.latest_row())
}

fn offerings(registry: &Registry, point: &PointRecord) -> Vec<Cells> {
    let records = &registry.records;
    let Some(known) = registry.point(&point.code) else { return Vec::new() };
    let row = |row: &OfferingRecord| {
        Some(OfferingRow {
            point: point.code.to_string(),
            service: records.catalogue.by_id(row.service)?.code.to_string(),
            period: row.period,
            ground: records.offerings.ground(row).map(str::to_owned),
        })
    };
    let mut rows: Vec<OfferingRow> = registry.offerings_of(known).filter_map(row).collect();
    rows.sort_by(|a, b| a.service.cmp(&b.service));
    rows.iter().map(cells).collect()
}
