//! The equipment of a point: rows of `equipment`, lot by lot.

use chrono::NaiveDate;

use super::{Base, FieldFault, Values, words, written};
use crate::domain::rows::EquipmentRow;
use crate::domain::timeline::in_force_on;
use crate::formats::Format;
use crate::formats::tables::cells;
use crate::formats::typed_table::{TypedTable, field_name};
use crate::registry::{PointOnDate, Registry, Sourced};
use crate::rulebook::EquipmentType;

const COLUMNS: [&str; 8] = ["point", "type", "quantity", "from", "until", "funder", "state", "correct"];
const FIELDS: [&str; 3] = ["quantity", "funder", "state"];

/// The lots of a type the point has on the day, one for each funder.
fn lots<'a>(registry: &'a Registry, point: &PointOnDate, kind: &str) -> Vec<&'a Sourced<EquipmentRow>> {
    let all = registry.records.equipment.rows_of(point.id());
    let lots = all.chunk_by(|a, b| (&a.kind, &a.funder) == (&b.kind, &b.funder));
    lots.filter_map(|lot| in_force_on(lot, registry.date)).filter(|row| row.kind == kind).collect()
}

/// The part of the form of a lot: the known ones by their place, a new one after them.
fn part(kind: &EquipmentType, lot: usize) -> String {
    format!("{}.{lot}", kind.id)
}

pub fn base(registry: &Registry, point: &PointOnDate) -> Base {
    let mut base = Base::default();
    for kind in &registry.records.rules.equipment {
        let lots = lots(registry, point, &kind.id);
        for (at, row) in lots.iter().enumerate() {
            let known = cells(&row.row);
            for field in FIELDS {
                let value = known.iter().find(|cell| cell.0 == field).map(|cell| cell.1.clone());
                base.add(field_name(&part(kind, at), field), value.unwrap_or_default(), Some(row.origin_of(field)));
            }
        }
        for field in FIELDS {
            base.add(field_name(&part(kind, lots.len()), field), "", None);
        }
    }
    base
}

pub fn table(
    registry: &Registry,
    point: &PointOnDate,
    (base, values): (&Base, &Values),
    day: NaiveDate,
) -> Result<TypedTable, Vec<FieldFault>> {
    let table = TypedTable::new(Format::Equipment, &COLUMNS);
    let mut rows = Rows { point: point.code(), day, table, faults: Vec::new() };
    for kind in &registry.records.rules.equipment {
        let lots = lots(registry, point, &kind.id);
        for (at, row) in lots.iter().enumerate() {
            rows.known(&part(kind, at), row, (base, values));
        }
        rows.add_new(kind, &part(kind, lots.len()), (base, values));
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
    /// A lot that is known: as it is, changed from the day on, or no longer known from it on.
    fn known(&mut self, part: &str, row: &Sourced<EquipmentRow>, (base, values): (&Base, &Values)) {
        let typed = |column: &str| values.over(base, &field_name(part, column)).to_owned();
        let is_same = ["quantity", "state"].iter().all(|column| !values.differs(base, &field_name(part, column)));
        let (from, until) = (written(row.period.from), written(row.period.until));
        let lot = (row.kind.as_str(), row.funder.clone().unwrap_or_default());
        let (quantity, state) = (typed("quantity"), typed("state"));
        let kept_state = row.state.clone().unwrap_or_default();
        if is_same {
            return self.push(part, lot, [row.quantity.to_string(), from, until, kept_state], "");
        }
        if let Some(start) = row.period.from.filter(|start| self.day < *start) {
            return self.faults.push(words::before_start("day", start));
        }
        match (quantity.is_empty(), row.period.from == Some(self.day)) {
            (true, true) => self.push(part, lot, [row.quantity.to_string(), from, until, kept_state], "void"),
            (true, false) => {
                self.push(part, lot, [row.quantity.to_string(), from, self.day.to_string(), kept_state], "");
            }
            (false, _) => self.push(part, lot, [quantity, self.day.to_string(), until, state], ""),
        }
    }

    fn add_new(&mut self, kind: &EquipmentType, part: &str, (base, values): (&Base, &Values)) {
        let typed = |column: &str| values.over(base, &field_name(part, column)).to_owned();
        let (quantity, funder, state) = (typed("quantity"), typed("funder"), typed("state"));
        if !quantity.is_empty() {
            self.push(part, (&kind.id, funder), [quantity, self.day.to_string(), String::new(), state], "");
        } else if !(funder.is_empty() && state.is_empty()) {
            self.faults.push(words::no_quantity(&field_name(part, "quantity")));
        }
    }

    fn push(
        &mut self,
        part: &str,
        (kind, funder): (&str, String),
        [quantity, from, until, state]: [String; 4],
        correct: &str,
    ) {
        let texts = [self.point, kind].map(str::to_owned);
        let rest = [quantity, from, until, funder, state, correct.to_owned()];
        self.table.push(part, texts.into_iter().chain(rest));
    }
}
