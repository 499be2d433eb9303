//! What every own table is made of: its columns with the kind of their cells, for dictionaries and schemas.

use super::OwnRow;
use crate::domain::rows::{
    AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, ListClass, OfferingRow, PointRow,
    PositionRow, ServiceRow, StepRow, TargetKind, TargetRow, TerritoryRow,
};
use crate::domain::{Answer, Category, FactName, HromadaKind, PointKind, PointStatus, Precision, Word};
use crate::formats::Format;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellKind {
    Text,
    /// A code of the codifier.
    Katottg,
    /// `YYYY-MM-DD`.
    Date,
    /// A whole number, 0 or more.
    Whole,
    Number,
    /// `yes` or `no`.
    Flag,
    /// One of the domain's words; the prefix of the texts that name them.
    Words(&'static str, Vec<&'static str>),
    /// The id of something the rules name.
    Rule(RuleIds),
}

/// Things of the rules that cells name by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleIds {
    Groups,
    Checklists,
    Equipment,
    Indicators,
    Measures,
}

/// A column of an own table.
#[derive(Clone, Debug)]
pub struct Field {
    /// English key.
    pub key: &'static str,
    /// Ukrainian title.
    pub title: &'static str,
    pub required: bool,
    pub kind: CellKind,
    pub unit: Option<&'static str>,
}

/// An own table.
#[derive(Clone, Debug)]
pub struct TableDescription {
    pub format: Format,
    /// Columns that together name one thing; with `from` one row.
    pub key: &'static [&'static str],
    pub fields: Vec<Field>,
}

/// Every own table in the order they refer to one another.
#[must_use]
pub fn tables() -> Vec<TableDescription> {
    vec![
        describe_table::<TerritoryRow>(),
        describe_table::<FactRow>(),
        describe_table::<DistrictRow>(),
        describe_table::<ServiceRow>(),
        describe_table::<StepRow>(),
        describe_table::<PointRow>(),
        describe_table::<PositionRow>(),
        describe_table::<DeclaredRow>(),
        describe_table::<OfferingRow>(),
        describe_table::<AnswerRow>(),
        describe_table::<EquipmentRow>(),
        describe_table::<FigureRow>(),
        describe_table::<TargetRow>(),
    ]
}

fn describe_table<T: OwnRow>() -> TableDescription {
    let field = |column: &super::Column| Field {
        key: column.key,
        title: column.title,
        required: column.required,
        kind: kind(T::FORMAT, column.key),
        unit: unit(column.key),
    };
    TableDescription { format: T::FORMAT, key: T::KEY, fields: T::COLUMNS.iter().map(field).collect() }
}

fn kind(table: Format, key: &str) -> CellKind {
    match (table, key) {
        (Format::Territories, "code" | "parent" | "centre")
        | (_, "hromada" | "settlement" | "located_in" | "territory") => CellKind::Katottg,
        (_, "from" | "until" | "in_force" | "date") => CellKind::Date,
        (_, "diia_centre") => CellKind::Flag,
        (Format::Figures | Format::Targets, "value") | (Format::Answers, "measure") => CellKind::Number,
        (_, "lat" | "lon" | "area_km2" | "area_total" | "area_waiting" | "area_service" | "resolution_confidence") => {
            CellKind::Number
        }
        (_, "workers" | "quantity" | "count" | "position" | "days" | "term_days" | "year") => CellKind::Whole,
        (_, "group") => CellKind::Rule(RuleIds::Groups),
        (_, "checklist") => CellKind::Rule(RuleIds::Checklists),
        (Format::Equipment, "type") => CellKind::Rule(RuleIds::Equipment),
        (_, "indicator") => CellKind::Rule(RuleIds::Indicators),
        (Format::Figures, "measure") => CellKind::Rule(RuleIds::Measures),
        _ => words(table, key),
    }
}

fn words(table: Format, key: &str) -> CellKind {
    match (table, key) {
        (Format::Territories, "category") => code_cell::<Category>("category"),
        (Format::Territories, "kind") => code_cell::<HromadaKind>("hromada-kind"),
        (Format::Targets, "kind") => code_cell::<TargetKind>("target-kind"),
        (Format::Points, "kind") => code_cell::<PointKind>("kind"),
        (Format::Points, "status") => code_cell::<PointStatus>("status"),
        (Format::Points, "precision") => code_cell::<Precision>("precision"),
        (Format::HromadaFacts, "fact") => code_cell::<FactName>("fact"),
        (Format::MandatoryDeclared, "class") => code_cell::<ListClass>("list-class"),
        (Format::Answers, "answer") => code_cell::<Answer>("answer"),
        _ => CellKind::Text,
    }
}

fn code_cell<T: Word>(prefix: &'static str) -> CellKind {
    CellKind::Words(prefix, T::EVERY.iter().map(|value| value.key()).collect())
}

fn unit(key: &str) -> Option<&'static str> {
    match key {
        "area_total" | "area_waiting" | "area_service" => Some("m²"),
        "area_km2" => Some("km²"),
        "lat" | "lon" => Some("°"),
        "days" | "term_days" => Some("d"),
        _ => None,
    }
}
