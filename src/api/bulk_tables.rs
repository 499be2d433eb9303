//! The tables of the bulk files: their columns, typed, and their rows, the same values as in the lists of the API.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::hromadas::{self, HromadaItem};
use super::offerings::OfferingItem;
use super::points::PointItem;
use super::response::cell;
use super::services::ServiceItem;
use super::tables::boundaries_attribution;
use crate::coverage::outlines::outlines;
use crate::domain::facts::word_enum;
use crate::formats::bulk::geopackage::{BulkShape, GeoPackage, Layer, ShapeKind};
use crate::formats::bulk::{BulkCell, BulkColumn, CellType};
use crate::http::Failure;
use crate::registry::{Registry, Scope};

word_enum! {
    /// A table of the bulk files.
    BulkTable {
        Points = "points",
        Hromadas = "hromadas",
        Services = "services",
        Offerings = "offerings",
    }
}

const fn column(name: &'static str, cell: CellType) -> BulkColumn {
    BulkColumn { name, cell }
}

const fn text(name: &'static str) -> BulkColumn {
    column(name, CellType::Text)
}

/// Columns of points: the words of the API, days as text.
const POINTS: &[BulkColumn] = &[
    text("code"),
    text("name"),
    text("kind"),
    text("status"),
    text("parent"),
    text("oblast"),
    text("raion"),
    text("hromada"),
    text("settlement"),
    text("located_in"),
    text("starosta_district"),
    text("territory_status"),
    text("address"),
    column("lat", CellType::Number),
    column("lon", CellType::Number),
    text("precision"),
    column("diia_centre", CellType::Flag),
    column("area_total", CellType::Number),
    column("area_waiting", CellType::Number),
    column("area_service", CellType::Number),
    column("workers", CellType::Whole),
    text("hours"),
    text("hours_text"),
    text("phone"),
    text("email"),
    text("web"),
    text("from"),
    text("until"),
    text("confirmed"),
    text("source"),
];
const HROMADAS: &[BulkColumn] = &[
    text("code"),
    text("name"),
    text("full_name"),
    text("kind"),
    text("class"),
    text("raion"),
    text("oblast"),
    column("population", CellType::Whole),
    text("population_date"),
    column("area_km2", CellType::Number),
    column("dms_unit", CellType::Flag),
    column("mvs_centre", CellType::Flag),
    text("territory_status"),
    column("starosta_districts", CellType::Whole),
];
const SERVICES: &[BulkColumn] = &[
    text("code"),
    text("identifier"),
    text("name"),
    text("group"),
    text("life_events"),
    text("provider"),
    text("basis"),
    column("term_days", CellType::Whole),
    text("fee"),
    text("result"),
    text("documents"),
    text("audience"),
    text("channels"),
    text("from"),
    text("until"),
    text("confirmed"),
    text("source"),
];
const OFFERINGS: &[BulkColumn] =
    &[text("point"), text("service"), text("from"), text("until"), text("ground"), text("confirmed"), text("source")];

impl BulkTable {
    /// Its columns.
    #[must_use]
    pub const fn columns(self) -> &'static [BulkColumn] {
        match self {
            Self::Points => POINTS,
            Self::Hromadas => HROMADAS,
            Self::Services => SERVICES,
            Self::Offerings => OFFERINGS,
        }
    }
}

/// The rows of a table on a day, of the country or of a territory.
#[derive(Debug)]
pub struct Rows {
    table: BulkTable,
    registry: Arc<Registry>,
    /// Positions of the things: of points, whose offerings they may stand for, of hromadas, or of services.
    things: Vec<usize>,
}

impl Rows {
    #[must_use]
    pub fn new(table: BulkTable, registry: Arc<Registry>, scope: Scope) -> Self {
        let things = match table {
            BulkTable::Points | BulkTable::Offerings => {
                let all = registry.points.iter().enumerate();
                all.filter(|(_, point)| scope.contains_point(&registry, point)).map(|(at, _)| at).collect()
            }
            BulkTable::Hromadas => {
                let wanted: Vec<_> = registry.hromadas_in(scope).map(|hromada| hromada.code).collect();
                let all = registry.hromadas.iter().enumerate();
                all.filter(|(_, hromada)| wanted.binary_search(&hromada.code).is_ok()).map(|(at, _)| at).collect()
            }
            BulkTable::Services => {
                let all = registry.records.catalogue.all().iter().enumerate();
                all.filter(|(_, service)| service.row_on(registry.date).is_some()).map(|(at, _)| at).collect()
            }
        };
        Self { table, registry, things }
    }

    /// How many things there are; of offerings, how many points.
    #[must_use]
    pub fn count(&self) -> usize {
        self.things.len()
    }

    /// The rows of a range of things.
    ///
    /// # Errors
    /// A value cannot be written.
    pub fn cells(&self, range: Range<usize>) -> Result<Vec<Vec<BulkCell>>, Failure> {
        let mut rows = Vec::new();
        for at in self.things.get(range).unwrap_or_default() {
            for value in self.values(*at)? {
                rows.push(self.table.columns().iter().map(|column| typed(&value, column)).collect());
            }
        }
        Ok(rows)
    }

    /// The items of the API for a thing.
    fn values(&self, at: usize) -> Result<Vec<Value>, Failure> {
        let registry = &*self.registry;
        match self.table {
            BulkTable::Points => {
                registry.points.get(at).map(|point| json(&PointItem::new(registry, point))).into_iter().collect()
            }
            BulkTable::Hromadas => {
                let both = registry.hromadas.get(at).and_then(|one| hromadas::place_and_hromada(registry, one.code));
                both.map(|(place, one)| json(&HromadaItem::new(registry, place, one))).into_iter().collect()
            }
            BulkTable::Services => {
                let row = registry.records.catalogue.all().get(at).and_then(|service| service.row_on(registry.date));
                row.map(|row| json(&ServiceItem::new(registry, row))).into_iter().collect()
            }
            BulkTable::Offerings => {
                let Some(point) = registry.points.get(at) else { return Ok(Vec::new()) };
                let rows = registry.offerings_of(point);
                let mut items: Vec<_> = rows.filter_map(|row| OfferingItem::new(registry, point, row)).collect();
                items.sort_by_key(|item| item.service);
                items.iter().map(json).collect()
            }
        }
    }

    /// Adds the table as a layer of a GeoPackage.
    ///
    /// # Errors
    /// The file cannot be written.
    pub async fn add_layer(&self, file: &GeoPackage) -> Result<(), Failure> {
        let shapes = if self.table == BulkTable::Hromadas { ShapeKind::Area } else { ShapeKind::Point };
        let layer = Layer { table: self.table.word(), shapes, columns: self.table.columns() };
        let whose = boundaries_attribution(&self.registry.records).filter(|_| shapes == ShapeKind::Area);
        let failed = |error| Failure::internal(&error);
        file.add_layer(&layer, &whose.unwrap_or_default()).await.map_err(failed)?;
        let outlines = outlines(&self.registry.records);
        for (at, position) in self.things.iter().zip(0..) {
            let shape = if self.table == BulkTable::Hromadas {
                let hromada = self.registry.hromadas.get(*at);
                let outline = hromada.and_then(|hromada| outlines.get(hromada.code));
                outline.map(|outline| BulkShape::Area(&outline.shape))
            } else {
                let at = self.registry.points.get(*at).and_then(|point| point.location);
                at.map(|(lat, lon)| BulkShape::Point(lat, lon))
            };
            for cells in self.cells(position..position + 1)? {
                file.add_row(&layer, shape, cells).await.map_err(failed)?;
            }
        }
        Ok(())
    }
}

fn json<T: Serialize>(item: &T) -> Result<Value, Failure> {
    serde_json::to_value(item).map_err(|error| Failure::internal(&error))
}

/// The value of a column; lists and objects as the CSV writes them.
fn typed(item: &Value, column: &BulkColumn) -> BulkCell {
    match (item.get(column.name), column.cell) {
        (None | Some(Value::Null), _) => BulkCell::Unknown,
        (Some(Value::Bool(yes)), CellType::Flag) => BulkCell::Flag(*yes),
        (Some(Value::Number(number)), CellType::Whole) => number.as_i64().map_or(BulkCell::Unknown, BulkCell::Whole),
        (Some(Value::Number(number)), CellType::Number) => number.as_f64().map_or(BulkCell::Unknown, BulkCell::Number),
        (Some(_), _) => BulkCell::Text(cell(item, column.name)),
    }
}
