//! Rows of the product's own tables, one struct each, as every reader and writer of them passes them on.
//!
//! An empty cell is `None` (or an empty list): not stated, which is unknown.

use chrono::NaiveDate;

use super::facts::word_enum;
use super::timeline::Dated;
use super::{Answer, Condition, Fact, HromadaKind, Period, PointKind, PointStatus, Precision, TerritoryCode, Word};
use crate::domain::Category;

/// `territories`: a place of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct TerritoryRow {
    pub code: TerritoryCode,
    pub category: Category,
    pub name: String,
    /// `None` for the first level.
    pub parent: Option<TerritoryCode>,
    /// WGS84 latitude and longitude in degrees.
    pub location: Option<(f64, f64)>,
    /// Type of a hromada; `None` for other places.
    pub kind: Option<HromadaKind>,
    pub area_km2: Option<f64>,
    /// Administrative centre of a hromada.
    pub centre: Option<TerritoryCode>,
}

/// `hromada-facts`: one fact over a period.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRow {
    pub hromada: TerritoryCode,
    pub fact: Fact,
    pub period: Period,
}

/// `starosta-districts`: the settlements one starosta serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistrictRow {
    pub hromada: TerritoryCode,
    pub code: String,
    pub name: String,
    pub settlements: Vec<TerritoryCode>,
}

/// `points`: an access point over one period of its life.
#[derive(Clone, Debug, PartialEq)]
pub struct PointRow {
    pub code: String,
    pub kind: PointKind,
    /// Code of the centre a unit or workplace belongs to.
    pub parent: Option<String>,
    /// `None` where the place could not be resolved.
    pub hromada: Option<TerritoryCode>,
    pub settlement: Option<TerritoryCode>,
    /// The hromada it stands in, where that is not `hromada` or no settlement tells it; the raion or
    /// oblast of its address where the hromada is unknown.
    pub located_in: Option<TerritoryCode>,
    pub starosta_district: Option<String>,
    pub name: String,
    pub address: Option<String>,
    pub location: Option<(f64, f64)>,
    pub precision: Precision,
    pub status: PointStatus,
    pub period: Period,
    pub diia_centre: Option<bool>,
    /// Square metres.
    pub area_total: Option<f64>,
    pub area_waiting: Option<f64>,
    pub area_service: Option<f64>,
    pub workers: Option<u32>,
    /// OSM `opening_hours` syntax.
    pub hours: Option<String>,
    /// The hours as stated, where they do not parse or for the record.
    pub hours_text: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub web: Option<String>,
    /// Other yes/no statements of the source, by its own key; what it does not state is not here.
    pub features: Vec<(String, bool)>,
    /// How hromada, settlement and kind were found, and how sure that is (0 to 1); `None`: stated by the source.
    pub resolution: Option<(String, f64)>,
}

impl PointRow {
    /// An active point of which nothing is stated but these.
    #[must_use]
    pub fn new(code: impl Into<String>, kind: PointKind, name: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            kind,
            parent: None,
            hromada: None,
            settlement: None,
            located_in: None,
            starosta_district: None,
            name: name.into(),
            address: None,
            location: None,
            precision: Precision::Unknown,
            status: PointStatus::Active,
            period: Period::default(),
            diia_centre: None,
            area_total: None,
            area_waiting: None,
            area_service: None,
            workers: None,
            hours: None,
            hours_text: None,
            phone: None,
            email: None,
            web: None,
            features: Vec::new(),
            resolution: None,
        }
    }
}

/// `services`: an entry of the unified catalogue over a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceRow {
    pub code: String,
    pub identifier: Option<String>,
    pub name: String,
    /// Id of a service group.
    pub group: String,
    pub life_events: Vec<String>,
    pub provider: Option<String>,
    pub basis: Option<String>,
    pub term_days: Option<u32>,
    pub fee: Option<String>,
    pub result: Option<String>,
    /// What the citizen brings, one entry each.
    pub documents: Vec<String>,
    pub audience: Vec<String>,
    pub channels: Vec<String>,
    pub period: Period,
}

/// `service-steps`: one step of a technological card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    pub service: String,
    /// Order from 1.
    pub position: u32,
    pub step: String,
    pub responsible: Option<String>,
    pub days: Option<u32>,
    pub note: Option<String>,
}

/// Classes of point a mandatory position may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListClass {
    Cnap,
    RaionCentre,
    OblastCity,
    Tp,
    Vrm,
}

impl ListClass {
    pub const ALL: [Self; 5] = [Self::Cnap, Self::RaionCentre, Self::OblastCity, Self::Tp, Self::Vrm];

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cnap => "cnap",
            Self::RaionCentre => "raion_centre",
            Self::OblastCity => "oblast_city",
            Self::Tp => "tp",
            Self::Vrm => "vrm",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let word = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|class| class.word() == word)
    }

    /// True when a position that names `named` belongs to the set of this class: the sets of centres are cumulative.
    #[must_use]
    pub fn includes(self, named: Self) -> bool {
        match self {
            Self::Tp | Self::Vrm => self == named,
            _ => named <= self,
        }
    }
}

impl Word for ListClass {
    const EVERY: &'static [Self] = &Self::ALL;

    fn key(self) -> &'static str {
        self.word()
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Cnap => &["ЦНАП", "ЦНАП громади"],
            Self::RaionCentre => &["ЦНАП адміністративного центру району", "адміністративний центр району", "райцентр"],
            Self::OblastCity => &["ЦНАП міста обласного значення", "місто обласного значення"],
            Self::Tp => &["територіальний підрозділ", "ТП"],
            Self::Vrm => &["віддалене робоче місце", "ВРМ"],
        }
    }
}

impl serde::Serialize for ListClass {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// `mandatory`: one position of one edition of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionRow {
    pub list: String,
    pub in_force: NaiveDate,
    pub service: String,
    pub classes: Vec<ListClass>,
    pub condition: Option<Condition>,
}

word_enum! {
    /// What an amendment does with a position.
    PositionChange {
        Add = "add" ("додати", "доповнити", "додано"),
        Remove = "remove" ("вилучити", "виключити", "вилучено", "виключено"),
        Change = "change" ("змінити", "викласти в новій редакції", "змінено"),
    }
}

/// `mandatory-amendment`: one change of a list from the day it comes into force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmendmentRow {
    pub list: String,
    pub in_force: NaiveDate,
    pub change: PositionChange,
    pub service: String,
    /// The position as it stands from then on; empty where it is removed.
    pub classes: Vec<ListClass>,
    pub condition: Option<Condition>,
}

impl AmendmentRow {
    /// The position as it stands after the change.
    #[must_use]
    pub fn position(&self) -> PositionRow {
        PositionRow {
            list: self.list.clone(),
            in_force: self.in_force,
            service: self.service.clone(),
            classes: self.classes.clone(),
            condition: self.condition.clone(),
        }
    }
}

word_enum! {
    /// What a value of a programme is.
    TargetKind {
        Baseline = "baseline" ("база", "базове значення"),
        Target = "target" ("ціль", "цільове значення"),
    }
}

/// `targets`: a baseline or the target of a year, as the programme of a territory states it.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRow {
    pub territory: TerritoryCode,
    /// Id of an indicator.
    pub indicator: String,
    pub kind: TargetKind,
    pub year: i32,
    /// A share as a fraction of one; a number where the indicator counts things.
    pub value: f64,
    /// The act that states it.
    pub act: Option<String>,
}

/// `mandatory-declared`: how many positions an edition says a class has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredRow {
    pub list: String,
    pub in_force: NaiveDate,
    pub class: ListClass,
    pub count: u32,
}

/// `offerings`: a service given at a point over a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferingRow {
    pub point: String,
    pub service: String,
    pub period: Period,
    pub ground: Option<String>,
}

/// `answers`: an answer to one criterion from its date on.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerRow {
    pub point: String,
    pub checklist: String,
    /// `None`: since always.
    pub date: Option<NaiveDate>,
    pub criterion: String,
    pub answer: Answer,
    pub measure: Option<f64>,
    pub note: Option<String>,
}

/// `equipment`: things of one type at a point over a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquipmentRow {
    pub point: String,
    /// Id of an equipment type.
    pub kind: String,
    /// Pieces; 0 states that there is none.
    pub quantity: u32,
    pub period: Period,
    pub funder: Option<String>,
    pub state: Option<String>,
}

/// `figures`: one measured value of a point for a month or a quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRow {
    pub point: String,
    /// `2023Q4` or `2023-11`.
    pub period: String,
    pub measure: String,
    pub value: f64,
}

macro_rules! dated {
    ($($row:ty),+) => { $(impl Dated for $row { fn period(&self) -> Period { self.period } })+ };
}
dated!(FactRow, PointRow, ServiceRow, OfferingRow, EquipmentRow);
