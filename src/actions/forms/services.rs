//! The services of a point: rows of `offerings` from ticks, grounds and days.

use chrono::NaiveDate;

use super::values::GIVEN;
use super::{Base, FieldFault, Values, words, written};
use crate::domain::timeline::in_force_on;
use crate::domain::{Period, parse_day};
use crate::formats::Format;
use crate::formats::typed_table::{TypedTable, field_name};
use crate::registry::{PointOnDate, Registry, ServiceRecord};

const COLUMNS: [&str; 6] = ["point", "service", "from", "until", "ground", "correct"];
const TICKED: &str = "yes";

/// A service the point gives on the day, or is to give from a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    pub period: Period,
    pub ground: String,
    pub origin: (u32, NaiveDate),
}

/// What is stated of a service at a point: what holds on the day, or else what is planned next.
#[must_use]
pub fn offered_at(registry: &Registry, point: &PointOnDate, service: &ServiceRecord) -> Option<Offered> {
    let offerings = &registry.records.offerings;
    let all = offerings.rows.rows_of(point.id());
    let start = all.partition_point(|row| row.service < service.id);
    let own = all.get(start..)?.split(|row| row.service != service.id).next()?;
    let held = in_force_on(own, registry.date).filter(|_| point.offered.contains(service.id));
    let planned = || own.iter().find(|row| !row.period.starts_by(registry.date));
    let row = held.or_else(planned)?;
    let ground = offerings.ground(row).unwrap_or_default().to_owned();
    Some(Offered { period: row.period, ground, origin: (row.source, row.confirmed) })
}

pub fn base(registry: &Registry, point: &PointOnDate) -> Base {
    let mut base = Base::default();
    for service in registry.records.catalogue.all() {
        let offered = offered_at(registry, point, service);
        if offered.is_none() && service.row_on(registry.date).is_none() {
            continue;
        }
        let field = |column: &str| field_name(&service.code, column);
        let origin = offered.as_ref().map(|offered| offered.origin);
        let period = offered.as_ref().map(|offered| offered.period);
        let ticked = if offered.is_some() { TICKED } else { "" };
        base.add(field(GIVEN), ticked, origin);
        base.add(field("from"), written(period.and_then(|period| period.from)), origin);
        base.add(field("until"), written(period.and_then(|period| period.until)), origin);
        base.add(field("ground"), offered.map(|offered| offered.ground).unwrap_or_default(), origin);
    }
    base
}

/// One row for each service the values speak of; all that are given where they speak of none.
pub fn table(
    registry: &Registry,
    point: &PointOnDate,
    (base, values): (&Base, &Values),
    day: NaiveDate,
) -> Result<TypedTable, Vec<FieldFault>> {
    let is_confirmed =
        !values.fields().any(|(field, _)| field.rsplit_once('.').is_some_and(|(_, column)| column == GIVEN));
    let mut rows =
        Rows { point: point.code(), day, table: TypedTable::new(Format::Offerings, &COLUMNS), faults: vec![] };
    for service in registry.records.catalogue.all() {
        let given = field_name(&service.code, GIVEN);
        if is_confirmed || values.has(&given) {
            rows.add(service, offered_at(registry, point, service).as_ref(), (base, values));
        }
    }
    if rows.faults.is_empty() { Ok(rows.table) } else { Err(rows.faults) }
}

struct Rows<'a> {
    point: &'a str,
    day: NaiveDate,
    table: TypedTable,
    faults: Vec<FieldFault>,
}

impl Rows<'_> {
    fn add(&mut self, service: &ServiceRecord, held: Option<&Offered>, (base, values): (&Base, &Values)) {
        let code = &*service.code;
        let typed = |column: &str| values.over(base, &field_name(code, column)).to_owned();
        let is_given = !typed(GIVEN).is_empty();
        match (held, is_given) {
            (Some(held), true) => self.repeat(code, held, [typed("from"), typed("until"), typed("ground")]),
            (Some(held), false) => self.end(code, held),
            (None, true) => {
                let from = Some(typed("from")).filter(|from| !from.is_empty());
                let from = from.unwrap_or_else(|| self.day.to_string());
                let ground = Some(typed("ground")).filter(|ground| !ground.is_empty());
                let ground = ground.or_else(|| values.get("ground").map(str::to_owned)).unwrap_or_default();
                self.push(code, [from, typed("until"), ground], "");
            }
            (None, false) => {
                let left = ["from", "until", "ground"].iter().find(|column| !typed(column).is_empty());
                self.faults.extend(left.map(|column| words::not_ticked(&field_name(code, column))));
            }
        }
    }

    /// A service that is given still. Where it is given since another day than was known, the row that was wrong is
    /// voided.
    fn repeat(&mut self, code: &str, held: &Offered, [from, until, ground]: [String; 3]) {
        let known = written(held.period.from);
        let same_start = from == known || parse_day(&from).is_some_and(|day| Some(day) == held.period.from);
        if same_start {
            return self.push(code, [known, until, ground], "");
        }
        self.void(code, held);
        self.push(code, [from, until, ground], "");
    }

    fn end(&mut self, code: &str, held: &Offered) {
        if held.period.from.is_some_and(|from| from >= self.day) {
            return self.void(code, held);
        }
        let cells = [written(held.period.from), self.day.to_string(), held.ground.clone()];
        self.push(code, cells, "");
    }

    fn void(&mut self, code: &str, held: &Offered) {
        let cells = [written(held.period.from), written(held.period.until), held.ground.clone()];
        self.push(code, cells, "void");
    }

    fn push(&mut self, code: &str, [from, until, ground]: [String; 3], correct: &str) {
        let cells = [self.point.to_owned(), code.to_owned(), from, until, ground, correct.to_owned()];
        self.table.push(code, cells);
    }
}
