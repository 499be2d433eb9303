//! A small country for tests: one oblast, two raions, as many hromadas as are wanted, and rows added by sentence.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::catalogue::Catalogue;
use super::hromada::{Districts, FactRecords};
use super::inventory::{ByPoint, OfferingRecord, Offerings};
use super::lists::{Edition, Lists};
use super::network::{Network, PointRecord};
use super::{Records, Registry, ServiceRecord, Sourced, Territories};
use crate::domain::rows::{
    AnswerRow, DistrictRow, EquipmentRow, FactRow, FigureRow, ListClass, PointRow, PositionRow, ServiceRow,
    TerritoryRow,
};
use crate::domain::{Answer, Category, Condition, Fact, FactName, Period, PointKind, TerritoryCode, parse_date};
use crate::rulebook::Rulebook;

/// A date from its text.
pub fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

/// The oblast everything lies in.
pub fn oblast() -> TerritoryCode {
    TerritoryCode::parse("UA53000000000028050").unwrap()
}

/// Raion 1 or 2.
pub fn raion(number: u32) -> TerritoryCode {
    TerritoryCode::parse(&format!("UA5300000000000{number:04}")).unwrap()
}

/// A hromada by its number from 1; odd ones lie in raion 1, even ones in raion 2.
pub fn hromada(number: u32) -> TerritoryCode {
    TerritoryCode::parse(&format!("UA5310000000000{number:04}")).unwrap()
}

/// The settlement of a hromada.
pub fn settlement(number: u32) -> TerritoryCode {
    TerritoryCode::parse(&format!("UA5320000000000{number:04}")).unwrap()
}

/// The rules shipped in `data/`.
pub fn shipped_rules() -> Arc<Rulebook> {
    static RULES: OnceLock<Arc<Rulebook>> = OnceLock::new();
    Arc::clone(RULES.get_or_init(|| Arc::new(Rulebook::parse(&rule_files()).unwrap())))
}

fn rule_files() -> Vec<(String, String)> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let folders = ["", "indicators", "checklists", "catalogue", "mandatory"];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(data.join(folder)).unwrap());
    let paths = files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let name = |path: &Path| path.strip_prefix(&data).unwrap().to_str().unwrap().to_owned();
    paths.map(|path| (name(&path), std::fs::read_to_string(&path).unwrap())).collect()
}

/// Rows from which records are made.
#[derive(Clone, Debug, Default)]
pub struct World {
    hromadas: u32,
    facts: Vec<Sourced<FactRow>>,
    districts: Vec<Sourced<DistrictRow>>,
    points: Vec<PointRow>,
    services: Vec<ServiceRow>,
    editions: Vec<Edition>,
    offerings: Vec<(String, String, Period)>,
    answers: Vec<AnswerRow>,
    equipment: Vec<EquipmentRow>,
    figures: Vec<FigureRow>,
}

fn kept<T>(row: T) -> Sourced<T> {
    Sourced::from_one_source(row, 1, day("2023-01-01"))
}

fn date(text: &str) -> Option<NaiveDate> {
    (!text.is_empty()).then(|| day(text))
}

/// A period from two texts; an empty one is open.
pub fn period(from: &str, until: &str) -> Period {
    Period::new(date(from), date(until))
}

impl World {
    /// So many hromadas and nothing else.
    pub fn new(hromadas: u32) -> Self {
        Self { hromadas, ..Self::default() }
    }

    /// A fact that always holds.
    pub fn fact(self, number: u32, name: &str, value: &str) -> Self {
        self.fact_over(number, name, value, "", "")
    }

    pub fn fact_over(mut self, number: u32, name: &str, value: &str, from: &str, until: &str) -> Self {
        let fact = Fact::parse(FactName::parse(name).unwrap(), value).unwrap();
        self.facts.push(kept(FactRow { hromada: hromada(number), fact, period: period(from, until) }));
        self
    }

    /// Takes every row of a fact away: it becomes unknown.
    pub fn forget(mut self, number: u32, name: &str) -> Self {
        let name = FactName::parse(name).unwrap();
        self.facts.retain(|row| row.hromada != hromada(number) || row.fact.name() != name);
        self
    }

    pub fn district(mut self, number: u32, code: &str) -> Self {
        let (name, settlements) = (code.to_owned(), Vec::new());
        self.districts.push(kept(DistrictRow { hromada: hromada(number), code: code.into(), name, settlements }));
        self
    }

    pub fn service(mut self, code: &str, group: &str) -> Self {
        let (code, name) = (code.to_owned(), format!("Послуга {code}"));
        self.services.push(ServiceRow { code, name, group: group.into(), ..ServiceRow::default() });
        self
    }

    /// Lets the last service belong to a life event.
    pub fn life_event(mut self, event: &str) -> Self {
        self.services.last_mut().unwrap().life_events.push(event.into());
        self
    }

    pub fn point(self, code: &str, kind: PointKind, number: u32) -> Self {
        self.point_as(code, kind, number, |_| {})
    }

    /// A point changed by a sentence of its own.
    pub fn point_as(mut self, code: &str, kind: PointKind, number: u32, change: impl FnOnce(&mut PointRow)) -> Self {
        let mut row = point_row(code, kind, number);
        change(&mut row);
        self.points.push(row);
        self
    }

    /// An edition: service, classes by words, condition (empty: none).
    pub fn edition(mut self, in_force: &str, positions: &[(&str, &str, &str)]) -> Self {
        let positions = positions.iter().map(|(service, classes, condition)| PositionRow {
            list: "523-р".into(),
            in_force: day(in_force),
            service: (*service).into(),
            classes: classes.split(' ').map(|word| ListClass::parse(word).unwrap()).collect(),
            condition: (!condition.is_empty()).then(|| Condition::parse(condition).unwrap()),
        });
        let edition = Edition {
            list: "523-р".into(),
            in_force: day(in_force),
            positions: positions.collect(),
            declared: BTreeMap::new(),
            source: 1,
            sources: [1].into(),
        };
        self.editions.push(edition);
        self
    }

    /// States how many positions the last edition declares.
    pub fn declares(mut self, class: ListClass, count: u32) -> Self {
        self.editions.last_mut().unwrap().declared.insert(class, count);
        self
    }

    /// A service given since 2020.
    pub fn offer(self, point: &str, service: &str) -> Self {
        self.offer_over(point, service, "2020-01-01", "")
    }

    pub fn offer_over(mut self, point: &str, service: &str, from: &str, until: &str) -> Self {
        self.offerings.push((point.into(), service.into(), period(from, until)));
        self
    }

    /// Takes every offering of a point away: it has not declared.
    pub fn undeclare(mut self, point: &str) -> Self {
        self.offerings.retain(|(own, ..)| own != point);
        self
    }

    pub fn equip(self, point: &str, kind: &str, quantity: u32) -> Self {
        self.equip_over(point, kind, quantity, "2020-01-01", "")
    }

    pub fn equip_over(mut self, point: &str, kind: &str, quantity: u32, from: &str, until: &str) -> Self {
        let (funder, state) = (None, None);
        let period = period(from, until);
        self.equipment.push(EquipmentRow { point: point.into(), kind: kind.into(), quantity, period, funder, state });
        self
    }

    pub fn answer(self, point: &str, checklist: &str, date: &str, criterion: &str, word: &str) -> Self {
        self.measured(point, checklist, date, criterion, word, None)
    }

    pub fn measured(
        mut self,
        point: &str,
        checklist: &str,
        on: &str,
        criterion: &str,
        word: &str,
        measure: Option<f64>,
    ) -> Self {
        self.answers.push(AnswerRow {
            point: point.into(),
            checklist: checklist.into(),
            date: date(on),
            criterion: criterion.into(),
            answer: Answer::parse(word).unwrap(),
            measure,
            note: None,
        });
        self
    }

    pub fn figure(mut self, point: &str, period: &str, measure: &str, value: f64) -> Self {
        let (point, period, measure) = (point.to_owned(), period.to_owned(), measure.to_owned());
        self.figures.push(FigureRow { point, period, measure, value });
        self
    }

    pub fn records(&self) -> Records {
        Records {
            territories: Arc::new(Territories::new(territories(self.hromadas))),
            facts: Arc::new(FactRecords::new(self.facts.clone())),
            districts: Arc::new(Districts::new(self.districts.clone())),
            network: Arc::new(Network::new(self.network())),
            catalogue: Arc::new(Catalogue::new(self.catalogue())),
            lists: Arc::new(Lists::new(self.editions.clone())),
            offerings: Arc::new(self.offering_records()),
            answers: Arc::new(ByPoint::new(self.sorted(&self.answers, |row| &row.point, answer_key))),
            equipment: Arc::new(ByPoint::new(self.sorted(&self.equipment, |row| &row.point, equipment_key))),
            figures: Arc::new(ByPoint::new(self.sorted(&self.figures, |row| &row.point, figure_key))),
            rules: shipped_rules(),
            ..Records::default()
        }
    }

    /// What holds on a day.
    pub fn at(&self, on: &str) -> Arc<Registry> {
        Arc::new(Registry::at(&self.records(), day(on)))
    }

    fn point_id(&self, code: &str) -> u32 {
        number(self.points.iter().position(|point| point.code == code).unwrap())
    }

    fn service_id(&self, code: &str) -> u32 {
        number(self.services.iter().position(|service| service.code == code).unwrap())
    }

    fn network(&self) -> Vec<PointRecord> {
        // Rows of one code are periods of one point.
        let rows = |code: &str| self.points.iter().filter(|row| row.code == code).cloned().map(kept).collect();
        let record = |row: &PointRow| PointRecord {
            id: self.point_id(&row.code),
            code: row.code.as_str().into(),
            rows: rows(&row.code),
        };
        let first = |(at, row): &(usize, &PointRow)| self.point_id(&row.code) == number(*at);
        self.points.iter().enumerate().filter(first).map(|(_, row)| record(row)).collect()
    }

    fn catalogue(&self) -> Vec<ServiceRecord> {
        let record = |row: &ServiceRow| ServiceRecord {
            id: self.service_id(&row.code),
            code: row.code.as_str().into(),
            rows: vec![kept(row.clone())],
            steps: Vec::new(),
        };
        self.services.iter().map(record).collect()
    }

    fn offering_records(&self) -> Offerings {
        let record = |(point, service, period): &(String, String, Period)| {
            let service = self.service_id(service);
            let confirmed = day("2023-01-01");
            (
                self.point_id(point),
                OfferingRecord { service, period: *period, ground: OfferingRecord::NO_GROUND, source: 1, confirmed },
            )
        };
        let mut rows: Vec<(u32, OfferingRecord)> = self.offerings.iter().map(record).collect();
        rows.sort_by_key(|(point, row)| (*point, row.service, row.period.from));
        Offerings { rows: ByPoint::new(rows), ..Offerings::default() }
    }

    fn sorted<T: Clone, K: Ord>(
        &self,
        rows: &[T],
        point: impl Fn(&T) -> &String,
        key: impl Fn(&T) -> K,
    ) -> Vec<(u32, Sourced<T>)> {
        let mut all: Vec<(u32, T)> = rows.iter().map(|row| (self.point_id(point(row)), row.clone())).collect();
        all.sort_by_key(|(point, row)| (*point, key(row)));
        all.into_iter().map(|(point, row)| (point, kept(row))).collect()
    }
}

fn answer_key(row: &AnswerRow) -> (String, String, Option<NaiveDate>) {
    (row.checklist.clone(), row.criterion.clone(), row.date)
}

fn equipment_key(row: &EquipmentRow) -> (String, Option<String>, Option<NaiveDate>) {
    (row.kind.clone(), row.funder.clone(), row.period.from)
}

fn figure_key(row: &FigureRow) -> (String, String) {
    (row.measure.clone(), row.period.clone())
}

fn number(position: usize) -> u32 {
    u32::try_from(position).unwrap() + 1
}

fn place(
    code: TerritoryCode,
    category: Category,
    name: String,
    parent: Option<TerritoryCode>,
) -> Sourced<TerritoryRow> {
    let (location, kind, area_km2, centre) = (None, None, None, None);
    kept(TerritoryRow { code, category, name, parent, location, kind, area_km2, centre })
}

fn territories(hromadas: u32) -> Vec<Sourced<TerritoryRow>> {
    let mut all = vec![place(oblast(), Category::Oblast, "Полтавська".into(), None)];
    all.extend([1, 2].map(|n| place(raion(n), Category::Raion, format!("Район {n}"), Some(oblast()))));
    for n in 1..=hromadas {
        all.push(place(hromada(n), Category::Hromada, format!("Громада {n:04}"), Some(raion(2 - n % 2))));
        all.push(place(settlement(n), Category::Village, format!("Село {n:04}"), Some(hromada(n))));
    }
    all
}

fn point_row(code: &str, kind: PointKind, number: u32) -> PointRow {
    let (hromada, settlement) = (Some(hromada(number)), Some(settlement(number)));
    PointRow { hromada, settlement, ..PointRow::new(code, kind, format!("Точка {code}")) }
}
