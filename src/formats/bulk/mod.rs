//! Whole tables for analysts: Parquet and GeoPackage, written from rows of typed cells.

pub mod geopackage;
pub mod parquet;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellType {
    Text,
    Whole,
    Number,
    Flag,
}

/// A column by its name.
#[derive(Clone, Copy, Debug)]
pub struct BulkColumn {
    pub name: &'static str,
    pub cell: CellType,
}

/// A cell; what is not known is `Unknown`, whatever the column.
#[derive(Clone, Debug, PartialEq)]
pub enum BulkCell {
    Unknown,
    Text(String),
    Whole(i64),
    Number(f64),
    Flag(bool),
}
