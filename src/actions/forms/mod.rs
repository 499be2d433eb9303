//! Forms of the workspace: the last known values of a thing, and the own table that what was typed over them makes.

pub(in crate::actions) mod access;
mod districts;
mod drafts;
mod equipment;
mod figures;
mod point_card;
mod services;
mod values;
pub(in crate::actions) mod words;

use chrono::NaiveDate;

pub use self::drafts::{Draft, Sending, keep, rehearse, submit};
pub use self::figures::last_quarter;
pub use self::services::{Offered, offered_at};
pub use self::values::{Base, FieldFault, GIVEN, Known, Values, faults_by_field};
use crate::domain::{TerritoryCode, parse_day};
use crate::formats::InputLimits;
use crate::formats::typed_table::TypedTable;
use crate::registry::{PointOnDate, Registry};

/// The forms of a hromada's workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// What and where a point is.
    Card,
    Contacts,
    Hours,
    /// Which services it gives.
    Services,
    /// A card of a checklist, by its id.
    Access(String),
    Equipment,
    /// Figures of a quarter such as `2026Q3`.
    Figures(String),
    /// Starosta districts of the hromada.
    Districts,
}

impl FormKind {
    /// The form of a point that an address names.
    #[must_use]
    pub fn of_point(word: &str, part: Option<&str>) -> Option<Self> {
        match (word, part) {
            ("card", None) => Some(Self::Card),
            ("contacts", None) => Some(Self::Contacts),
            ("hours", None) => Some(Self::Hours),
            ("services", None) => Some(Self::Services),
            ("equipment", None) => Some(Self::Equipment),
            ("access", Some(checklist)) => Some(Self::Access(checklist.to_owned())),
            ("figures", Some(period)) => figures::quarter(period).map(|span| Self::Figures(span.to_string())),
            _ => None,
        }
    }

    /// The form's part of its address.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Card => "card".to_owned(),
            Self::Contacts => "contacts".to_owned(),
            Self::Hours => "hours".to_owned(),
            Self::Services => "services".to_owned(),
            Self::Access(checklist) => format!("access/{checklist}"),
            Self::Equipment => "equipment".to_owned(),
            Self::Figures(period) => format!("figures/{period}"),
            Self::Districts => "districts".to_owned(),
        }
    }
}

/// What a form is about, on the day in view.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    pub registry: &'a Registry,
    pub hromada: TerritoryCode,
    /// `None` for the forms of the hromada itself.
    pub point: Option<&'a PointOnDate>,
}

/// A table a form makes, and the answers its measures decide.
#[derive(Clone, Debug)]
pub struct Made {
    pub table: TypedTable,
    /// Fields whose value follows from another one, with that value.
    pub decided: Vec<(String, String)>,
}

impl Subject<'_> {
    /// By what the draft of a form is kept.
    #[must_use]
    pub fn key(&self, kind: &FormKind) -> String {
        match self.point {
            Some(point) => format!("points/{}/{}", point.code(), kind.word()),
            None => format!("hromadas/{}/{}", self.hromada, kind.word()),
        }
    }

    /// The last known values of the form; `None` where there is no such form of this thing.
    #[must_use]
    pub fn base(&self, kind: &FormKind) -> Option<Base> {
        match (kind, self.point) {
            (FormKind::Districts, None) => Some(districts::base(self)),
            (FormKind::Card | FormKind::Contacts | FormKind::Hours, Some(point)) => Some(point_card::base(kind, point)),
            (FormKind::Services, Some(point)) => Some(services::base(self.registry, point)),
            (FormKind::Access(checklist), Some(point)) => access::base(self.registry, point, checklist),
            (FormKind::Equipment, Some(point)) => Some(equipment::base(self.registry, point)),
            (FormKind::Figures(period), Some(point)) => Some(figures::base(self.registry, point, period)),
            _ => None,
        }
    }

    /// The table that the values make. What they do not name stays as it is known; values alone that repeat what is
    /// known make the table that confirms it.
    ///
    /// # Errors
    /// What cannot be said in a table, field by field.
    pub fn table(&self, kind: &FormKind, base: &Base, values: &Values) -> Result<Made, Vec<FieldFault>> {
        let too_long = too_long(values);
        if !too_long.is_empty() {
            return Err(too_long);
        }
        let Some(point) = self.point else {
            return Ok(plain(districts::table(self, base, values)));
        };
        let day = day(values, self.registry.date).map_err(|fault| vec![fault])?;
        match kind {
            FormKind::Card | FormKind::Contacts | FormKind::Hours => {
                point_card::table(kind, point, (base, values), day).map(plain)
            }
            FormKind::Services => services::table(self.registry, point, (base, values), day).map(plain),
            FormKind::Access(checklist) => access::table(self.registry, (point, checklist), (base, values), day),
            FormKind::Equipment => equipment::table(self.registry, point, (base, values), day).map(plain),
            FormKind::Figures(period) => Ok(plain(figures::table(point, period, base, values))),
            FormKind::Districts => Ok(plain(districts::table(self, base, values))),
        }
    }
}

const fn plain(table: TypedTable) -> Made {
    Made { table, decided: Vec::new() }
}

/// Values no cell of a submitted table may hold; the note to the auditor is no cell.
fn too_long(values: &Values) -> Vec<FieldFault> {
    let most = InputLimits::SUBMITTED.cell;
    let cells = values.fields().filter(|(field, _)| *field != "note");
    let long = cells.filter(|(_, value)| value.chars().count() > most);
    long.map(|(field, _)| words::too_long(field, most)).collect()
}

/// The day from which what was typed holds; the day in view where none was typed.
fn day(values: &Values, today: NaiveDate) -> Result<NaiveDate, FieldFault> {
    let Some(typed) = values.get("day") else { return Ok(today) };
    parse_day(typed).ok_or_else(|| words::no_day("day"))
}

/// A day as tables write it; empty for none.
fn written(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
