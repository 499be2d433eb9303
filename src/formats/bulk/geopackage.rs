//! GeoPackage: a SQLite file with the tables the standard of OGC names, written in one transaction.

use std::path::Path;

use geo::MultiPolygon;
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    Statement, TransactionTrait as _, Value,
};

use super::{BulkCell, BulkColumn, CellType};

/// «GPKG», by which the file is known, and version 1.3.
const HEAD: &str = "PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;";
/// Tables every GeoPackage has, with the three coordinate systems it must name.
const FRAME: &str = "
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,\
298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,\
AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],\
AUTHORITY[\"EPSG\",\"4326\"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));";
const WGS84: i32 = 4326;

/// The place of a row.
#[derive(Clone, Copy, Debug)]
pub enum BulkShape<'r> {
    /// Latitude and longitude.
    Point(f64, f64),
    Area(&'r MultiPolygon<f64>),
}

/// What the shapes of a layer are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeKind {
    Point,
    Area,
}

/// A layer: its table, what it is, and the columns beside the shape.
#[derive(Clone, Copy, Debug)]
pub struct Layer {
    pub table: &'static str,
    pub shapes: ShapeKind,
    pub columns: &'static [BulkColumn],
}

/// A file that is being written.
#[derive(Debug)]
pub struct GeoPackage {
    db: DatabaseConnection,
    txn: DatabaseTransaction,
}

impl GeoPackage {
    /// Makes an empty file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub async fn create(file: &Path) -> Result<Self, DbErr> {
        let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", file.display()));
        options.max_connections(1).sqlx_logging(false);
        let db = Database::connect(options).await?;
        db.execute_unprepared(HEAD).await?;
        let txn = db.begin().await?;
        txn.execute_unprepared(FRAME).await?;
        Ok(Self { db, txn })
    }

    /// Adds an empty layer with a description of what it holds and on what terms.
    ///
    /// # Errors
    /// The file cannot be written.
    pub async fn add_layer(&self, layer: &Layer, description: &str) -> Result<(), DbErr> {
        let columns: Vec<String> =
            layer.columns.iter().map(|one| format!("\"{}\" {}", one.name, sql_type(one.cell))).collect();
        let (table, columns) = (layer.table, columns.join(", "));
        let shapes = if layer.shapes == ShapeKind::Point { "POINT" } else { "MULTIPOLYGON" };
        self.txn
            .execute_unprepared(&format!(
                "CREATE TABLE \"{table}\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {shapes}, {columns});"
            ))
            .await?;
        let listing = "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) \
                         VALUES (?, 'features', ?, ?, 4326)";
        self.run(listing, vec![table.into(), table.into(), description.into()]).await?;
        let geometry = "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)";
        self.run(geometry, vec![table.into(), shapes.into()]).await
    }

    /// Adds a row; a shape that is not known is empty.
    ///
    /// # Errors
    /// The file cannot be written.
    pub async fn add_row(
        &self,
        layer: &Layer,
        shape: Option<BulkShape<'_>>,
        cells: Vec<BulkCell>,
    ) -> Result<(), DbErr> {
        let names: Vec<String> = layer.columns.iter().map(|one| format!("\"{}\"", one.name)).collect();
        let marks = vec!["?"; names.len() + 1].join(", ");
        let insert = format!("INSERT INTO \"{}\" (geom, {}) VALUES ({marks})", layer.table, names.join(", "));
        let shape = Value::Bytes(shape.map(binary));
        self.run(&insert, std::iter::once(shape).chain(cells.into_iter().map(sql_value)).collect()).await
    }

    /// Ends the file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub async fn close(self) -> Result<(), DbErr> {
        self.txn.commit().await?;
        self.db.close().await
    }

    async fn run(&self, sql: &str, values: Vec<Value>) -> Result<(), DbErr> {
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, sql, values);
        self.txn.execute_raw(statement).await.map(|_| ())
    }
}

const fn sql_type(cell: CellType) -> &'static str {
    match cell {
        CellType::Text => "TEXT",
        CellType::Whole => "INTEGER",
        CellType::Number => "DOUBLE",
        CellType::Flag => "BOOLEAN",
    }
}

fn sql_value(cell: BulkCell) -> Value {
    match cell {
        BulkCell::Unknown => Value::String(None),
        BulkCell::Text(text) => text.into(),
        BulkCell::Whole(number) => number.into(),
        BulkCell::Number(number) => number.into(),
        BulkCell::Flag(yes) => yes.into(),
    }
}

/// The shape as GeoPackage keeps it: a head with the coordinate system, then well-known binary.
fn binary(shape: BulkShape<'_>) -> Vec<u8> {
    // Little-endian, no envelope.
    let mut bytes = vec![b'G', b'P', 0, 1];
    bytes.extend(WGS84.to_le_bytes());
    match shape {
        BulkShape::Point(lat, lon) => {
            begin(&mut bytes, 1);
            add_position(&mut bytes, lon, lat);
        }
        BulkShape::Area(area) => {
            begin(&mut bytes, 6);
            add_count(&mut bytes, area.0.len());
            for polygon in area {
                begin(&mut bytes, 3);
                add_count(&mut bytes, 1 + polygon.interiors().len());
                for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                    add_count(&mut bytes, ring.0.len());
                    ring.coords().for_each(|at| add_position(&mut bytes, at.x, at.y));
                }
            }
        }
    }
    bytes
}

/// The order of bytes and the kind of shape.
fn begin(bytes: &mut Vec<u8>, kind: u32) {
    bytes.push(1);
    bytes.extend(kind.to_le_bytes());
}

fn add_count(bytes: &mut Vec<u8>, count: usize) {
    bytes.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn add_position(bytes: &mut Vec<u8>, x: f64, y: f64) {
    bytes.extend(x.to_le_bytes());
    bytes.extend(y.to_le_bytes());
}
