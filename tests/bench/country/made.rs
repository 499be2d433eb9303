//! A made-up country of the real one's size. Everything in it is invented.

use std::sync::Arc;

use chrono::NaiveDate;
use cnap::domain::rows::{AnswerRow, FactRow, ListClass, PointRow, PositionRow, ServiceRow, TerritoryRow};
use cnap::domain::{
    Answer, Category, Condition, Fact, FactName, Period, PointKind, PointStatus, Precision, TerritoryCode,
};
use cnap::registry::hromada::FactRecords;
use cnap::registry::inventory::{ByPoint, OfferingRecord, Offerings};
use cnap::registry::{Catalogue, Edition, Lists, Network, PointRecord, Records, ServiceRecord, Sourced, Territories};

const OBLASTS: u32 = 25;
const RAIONS: u32 = 6;
const HROMADAS: u32 = 10;
const SERVICES: u32 = 450;
/// Points of a hromada: a centre, and two more.
const POINTS: u32 = 3;
/// Offerings of a point.
const OFFERED: u32 = 223;
const GROUPS: [&str; 9] =
    ["residence", "civil-acts", "social", "passport", "land-cadastre", "construction", "drivers", "veterans", "other"];

/// The day that is judged.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 11, 30).expect("a day")
}

fn kept<T>(row: T) -> Sourced<T> {
    Sourced::from_one_source(row, 1, day())
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(limit)).expect("below a u32")
    }
}

fn code(oblast: u32, raion: u32, hromada: u32) -> TerritoryCode {
    TerritoryCode::parse(&format!("UA{:02}{:02}{:03}0000000000", oblast + 1, raion * 2, hromada * 10)).expect("a code")
}

/// The records of the country.
pub fn records() -> Records {
    let mut dice = Dice(7);
    Records {
        territories: Arc::new(Territories::new(territories())),
        facts: Arc::new(FactRecords::new(facts(&mut dice))),
        network: Arc::new(Network::new(points())),
        catalogue: Arc::new(Catalogue::new(services())),
        lists: Arc::new(Lists::new(vec![edition()])),
        offerings: Arc::new(offerings(&mut dice)),
        answers: Arc::new(ByPoint::new(answers(&mut dice))),
        rules: Arc::new(cnap::data::rulebook(None).expect("the shipped rules")),
        version: 1,
        ..Records::default()
    }
}

/// Settlements of a hromada in the settled country: about as many in all as Ukraine has.
const SETTLEMENTS: u32 = 20;

/// The same country with 30,000 settlements and with points at places of their own.
pub fn settled_records() -> Records {
    let mut dice = Dice(11);
    let mut somewhere = || {
        let degrees = |part: u32| f64::from(part) / 10_000.0;
        Some((45.0 + degrees(dice.below(70_000)), 23.0 + degrees(dice.below(160_000))))
    };
    let mut places = territories();
    for (oblast, raion, hromada) in hromadas() {
        for number in 1..=SETTLEMENTS {
            places.push(kept(TerritoryRow {
                code: settlement_code(oblast, raion, hromada, number),
                category: Category::Village,
                name: format!("Село {number}"),
                parent: Some(code(oblast, raion, hromada)),
                location: somewhere(),
                kind: None,
                area_km2: None,
                centre: None,
            }));
        }
    }
    let mut points = points();
    for row in points.iter_mut().flat_map(|point| &mut point.rows) {
        row.row.location = somewhere();
    }
    Records { territories: Arc::new(Territories::new(places)), network: Arc::new(Network::new(points)), ..records() }
}

fn settlement_code(oblast: u32, raion: u32, hromada: u32, number: u32) -> TerritoryCode {
    let text = format!("UA{:02}{:02}{:03}{number:03}0000000", oblast + 1, raion * 2, hromada * 10);
    TerritoryCode::parse(&text).expect("a code")
}

/// Every hromada as oblast, raion and its own number, all from 0 or 1.
fn hromadas() -> impl Iterator<Item = (u32, u32, u32)> {
    (0..OBLASTS).flat_map(|oblast| {
        (1..=RAIONS).flat_map(move |raion| (1..=HROMADAS).map(move |hromada| (oblast, raion, hromada)))
    })
}

fn territories() -> Vec<Sourced<TerritoryRow>> {
    let place = |code, category, parent, number: u32| {
        kept(TerritoryRow {
            code,
            category,
            name: format!("Місце {number}"),
            parent,
            location: Some((46.0 + f64::from(number % 60) / 10.0, 24.0 + f64::from(number % 150) / 10.0)),
            kind: None,
            area_km2: Some(300.0),
            centre: None,
        })
    };
    let oblasts = (0..OBLASTS).map(|oblast| place(code(oblast, 0, 0), Category::Oblast, None, oblast));
    let raions = (0..OBLASTS).flat_map(|oblast| (1..=RAIONS).map(move |raion| (oblast, raion)));
    let raions = raions.map(|(o, r)| place(code(o, r, 0), Category::Raion, Some(code(o, 0, 0)), r));
    let hromadas = hromadas().map(|(o, r, h)| place(code(o, r, h), Category::Hromada, Some(code(o, r, 0)), h));
    oblasts.chain(raions).chain(hromadas).collect()
}

fn facts(dice: &mut Dice) -> Vec<Sourced<FactRow>> {
    let mut rows = Vec::new();
    for (oblast, raion, hromada) in hromadas() {
        let class = match (raion, hromada) {
            (1, 1) => "oblast_city",
            (_, 1) => "raion_centre",
            _ => ["rural", "settlement", "urban"][dice.below(3) as usize],
        };
        let yes_or_no = |dice: &mut Dice| if dice.below(2) == 0 { "yes" } else { "no" };
        let values = [
            ("population", (2_000 + dice.below(60_000)).to_string()),
            ("dms_unit", yes_or_no(dice).to_owned()),
            ("mvs_centre", yes_or_no(dice).to_owned()),
            ("class", class.to_owned()),
        ];
        for (name, value) in values {
            let name = FactName::parse(name).expect("a fact");
            let fact = Fact::parse(name, &value).expect("a value");
            rows.push(kept(FactRow { hromada: code(oblast, raion, hromada), fact, period: Period::default() }));
        }
    }
    rows
}

fn points() -> Vec<PointRecord> {
    let kinds = [PointKind::Cnap, PointKind::Vrm, PointKind::Vrm, PointKind::Cnap, PointKind::Tp, PointKind::Vrm];
    let mut records = Vec::new();
    for ((oblast, raion, hromada), which) in hromadas().flat_map(|place| (0..POINTS).map(move |which| (place, which))) {
        let id = u32::try_from(records.len()).expect("few points") + 1;
        let kind = kinds[((hromada % 2) * POINTS + which) as usize];
        let row = kept(point(id, kind, code(oblast, raion, hromada)));
        records.push(PointRecord { id, code: id.to_string().into(), rows: vec![row] });
    }
    records
}

fn point(id: u32, kind: PointKind, hromada: TerritoryCode) -> PointRow {
    PointRow {
        code: id.to_string(),
        kind,
        parent: None,
        hromada: Some(hromada),
        settlement: None,
        located_in: None,
        starosta_district: None,
        name: format!("Точка {id}"),
        address: None,
        location: None,
        precision: Precision::Unknown,
        status: PointStatus::Active,
        period: Period::default(),
        diia_centre: None,
        area_total: None,
        area_waiting: Some(20.0),
        area_service: Some(f64::from(id % 50)),
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

fn services() -> Vec<ServiceRecord> {
    let service = |id: u32| {
        let group = GROUPS[id as usize % GROUPS.len()].to_owned();
        let row =
            ServiceRow {
                code: format!("S{id:03}"), name: format!("Послуга {id}"), group, ..ServiceRow::default()
            };
        ServiceRecord { id, code: row.code.clone().into(), rows: vec![kept(row)], steps: Vec::new() }
    };
    (1..=SERVICES).map(service).collect()
}

/// 406 positions: 222 of every centre, 364 of raion centres, all of oblast cities, 92 of units and workplaces too.
fn edition() -> Edition {
    let position = |number: u32| {
        let mut classes = vec![match number {
            1..=222 => ListClass::Cnap,
            223..=364 => ListClass::RaionCentre,
            _ => ListClass::OblastCity,
        }];
        if number <= 92 {
            classes.extend([ListClass::Tp, ListClass::Vrm]);
        }
        let condition = match number % 20 {
            3 => Some("no dms_unit"),
            7 => Some("population > 20000 and no mvs_centre"),
            _ => None,
        };
        let condition = condition.map(|text| Condition::parse(text).expect("a condition"));
        PositionRow {
            list: "523-р".into(),
            in_force: edition_day(),
            service: format!("S{number:03}"),
            classes,
            condition,
        }
    };
    let declared = [(ListClass::Cnap, 222), (ListClass::RaionCentre, 364), (ListClass::OblastCity, 406)].into();
    let positions = (1..=406).map(position).collect();
    Edition { list: "523-р".into(), in_force: edition_day(), positions, declared, source: 1, sources: [1].into() }
}

fn edition_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 5, 1).expect("a day")
}

fn offerings(dice: &mut Dice) -> Offerings {
    let mut rows = Vec::new();
    for id in 1..=OBLASTS * RAIONS * HROMADAS * POINTS {
        // Every service of a run from a random start: sorted, without repetition, different for each point.
        let start = dice.below(SERVICES);
        let mut offered: Vec<u32> = (0..OFFERED).map(|step| (start + step * 2) % SERVICES + 1).collect();
        offered.sort_unstable();
        offered.dedup();
        rows.extend(offered.into_iter().map(|service| {
            let period = Period::new(NaiveDate::from_ymd_opt(2022, 1, 1), None);
            (id, OfferingRecord { service, period, ground: OfferingRecord::NO_GROUND, source: 1, confirmed: day() })
        }));
    }
    Offerings { rows: ByPoint::new(rows), ..Offerings::default() }
}

fn answers(dice: &mut Dice) -> Vec<(u32, Sourced<AnswerRow>)> {
    let criteria = [
        "sign",
        "tactile_contrast",
        "braille",
        "call_button",
        "ramp_handrails",
        "sanitary_room",
        "navigation",
        "sectors",
        "info_stands",
    ];
    let mut rows = Vec::new();
    for id in 1..=OBLASTS * RAIONS * HROMADAS * POINTS {
        for criterion in criteria {
            let answer =
                [Answer::Yes, Answer::Yes, Answer::No, Answer::Unknown, Answer::NotApplicable][dice.below(5) as usize];
            rows.push((
                id,
                kept(AnswerRow {
                    point: id.to_string(),
                    checklist: "588".into(),
                    date: NaiveDate::from_ymd_opt(2023, 1, 1),
                    criterion: criterion.into(),
                    answer,
                    measure: None,
                    note: None,
                }),
            ));
        }
    }
    rows
}
