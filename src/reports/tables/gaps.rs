//! What a hromada lacks: service, points, act and position, what it takes, who gives it nearby.

use std::collections::HashMap;

use chrono::Days;

use super::hromada::numbered_points;
use crate::compliance::gap_order::Purchase;
use crate::compliance::hromada::Gap;
use crate::coverage::metres;
use crate::domain::PointKind;
use crate::registry::{HromadaOnDate, PointOnDate};
use crate::reports::basis::Basis;
use crate::reports::document::{Cell, Column, Table};
use crate::rulebook::ReportTable;

/// Points named in a cell before the rest is only counted.
const NAMED: usize = 4;

/// The gaps of the hromada in the one order of gaps.
pub fn gaps(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let table = Table::new(basis.text("report-gaps"), columns(basis, asked));
    let Some(hromada) = basis.hromada() else { return table };
    let gaps = basis.audit.hromada(hromada).gaps;
    if gaps.is_empty() {
        return table;
    }
    let names = PointNames::new(basis, asked);
    let due = asked.due_days.and_then(|days| basis.day().checked_add_days(Days::new(days.into())));
    let rows = (1..).zip(&gaps).map(|(number, gap)| {
        vec![
            Cell::Count(number),
            Cell::Text(service(basis, gap)),
            Cell::Text(names.tell(basis, &gap.points)),
            Cell::Text(position(basis, gap)),
            Cell::Text(takes(basis, gap)),
            Cell::Text(nearby(basis, &names, hromada, gap)),
            due.map_or_else(|| Cell::Text("__.__.____".to_owned()), Cell::Date),
        ]
    });
    let act = basis.words.with("report-gaps-act", &[("edition", basis.edition())]);
    table.rows(rows).note(act).note(basis.text("gap-order"))
}

fn columns(basis: &Basis<'_>, asked: &ReportTable) -> Vec<Column> {
    let (lacking, width) =
        if asked.numbered_points { ("report-lacking-numbers", 18) } else { ("report-lacking-points", 28) };
    vec![
        Column::number(basis.text("report-number-of-row"), 4),
        Column::text(basis.text("report-service"), 46),
        Column::text(basis.text(lacking), width),
        Column::text(basis.text("report-position"), 22),
        Column::text(basis.text("report-takes"), 28),
        Column::text(basis.text("report-nearby"), 30),
        Column::text(basis.text("report-due"), 13),
    ]
}

/// How points are told in cells: by name, or by number where the form has a table of points.
struct PointNames<'a> {
    numbers: Option<HashMap<&'a str, usize>>,
}

impl<'a> PointNames<'a> {
    fn new(basis: &Basis<'a>, asked: &ReportTable) -> Self {
        let numbered = || numbered_points(basis).into_iter().map(PointOnDate::code).zip(1..).collect();
        Self { numbers: asked.numbered_points.then(numbered) }
    }

    fn tell(&self, basis: &Basis<'_>, codes: &[&str]) -> String {
        let Some(numbers) = &self.numbers else { return points(basis, codes) };
        let mut told: Vec<usize> = codes.iter().filter_map(|code| numbers.get(code).copied()).collect();
        told.sort_unstable();
        let args = [("numbers", in_ranges(&told))];
        basis.words.with("report-points-by-number", &args)
    }
}

/// Numbers in rising order, those in a row as a range: «1, 3–5».
fn in_ranges(numbers: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let told = ranges.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    told.collect::<Vec<_>>().join(", ")
}

fn service(basis: &Basis<'_>, gap: &Gap<'_>) -> String {
    let mark = gap.withdrawn.map(|_| format!(" ({})", basis.text("service-withdrawn")));
    format!("{} – {}{}", gap.service, gap.name, mark.unwrap_or_default())
}

/// Points by name, the first few of them.
fn points(basis: &Basis<'_>, codes: &[&str]) -> String {
    let name = |code: &&str| basis.registry().point(code).map_or(*code, |point| point.row().name.as_str()).to_owned();
    let mut named: Vec<String> = codes.iter().take(NAMED).map(name).collect();
    let more = codes.len().saturating_sub(NAMED);
    if more > 0 {
        named.push(basis.words.plural("and-more", more));
    }
    named.join("; ")
}

/// The position, and the condition by which the position holds here.
fn position(basis: &Basis<'_>, gap: &Gap<'_>) -> String {
    let words = basis.words;
    let told = gap.service.to_owned();
    let service = basis.records().catalogue.by_code(gap.service);
    let position = service.zip(basis.audit.compiled()).and_then(|(service, list)| list.position(service.id));
    let condition = position.and_then(|position| position.condition.as_ref());
    condition.map_or(told.clone(), |condition| format!("{told}; {}", words.condition(condition)))
}

/// What the hromada needs before it can give the service.
fn takes(basis: &Basis<'_>, gap: &Gap<'_>) -> String {
    let kind = gap.needs_equipment.and_then(|id| basis.audit.rules().equipment_type(id));
    let equipment = kind.map(|kind| basis.words.ruled(&kind.title).to_owned()).unwrap_or_default();
    let args = [("equipment", equipment)];
    match gap.purchase {
        Purchase::Equipment => basis.words.with("report-takes-equipment", &args),
        Purchase::Unknown => basis.words.with("report-takes-unknown", &args),
        Purchase::Nothing if gap.elsewhere.is_empty() => basis.text("report-takes-training"),
        Purchase::Nothing => basis.text("report-takes-neighbour"),
    }
}

/// Who gives it: points of the hromada, else the nearest one of another.
fn nearby(basis: &Basis<'_>, names: &PointNames<'_>, hromada: &HromadaOnDate, gap: &Gap<'_>) -> String {
    if !gap.elsewhere.is_empty() {
        let args = [("points", names.tell(basis, &gap.elsewhere))];
        return basis.words.with("report-nearby-own", &args);
    }
    let found = origin(basis, hromada).and_then(|origin| nearest(basis, hromada, gap, origin));
    let Some((point, away)) = found else { return basis.text("report-nearby-none") };
    let args = [
        ("point", point.row().name.clone()),
        ("hromada", basis.hromada_name(point).to_owned()),
        ("km", basis.words.decimal(away / 1000.0, 0)),
    ];
    basis.words.with("report-nearby-other", &args)
}

/// Where the hromada's centre stands; without one its administrative centre.
fn origin(basis: &Basis<'_>, hromada: &HromadaOnDate) -> Option<(f64, f64)> {
    let points = hromada.points.iter().filter_map(|place| basis.registry().point_at(*place));
    let centre = points.filter(|point| point.row().kind == PointKind::Cnap).find_map(|point| point.location);
    let tree = &basis.records().territories;
    let place = tree.get(hromada.code);
    let seat = place.and_then(|place| place.location.or_else(|| tree.get(place.centre?)?.location));
    centre.or(seat)
}

fn nearest<'a>(
    basis: &Basis<'a>,
    hromada: &HromadaOnDate,
    gap: &Gap<'_>,
    origin: (f64, f64),
) -> Option<(&'a PointOnDate, f64)> {
    let service = basis.records().catalogue.by_code(gap.service)?.id;
    let gives = |point: &&PointOnDate| {
        let elsewhere = point.row().hromada != Some(hromada.code);
        elsewhere && point.offered.contains(service) && basis.audit.exclusion(point).is_none()
    };
    let giving = basis.registry().points.iter().filter(gives);
    let away = giving.filter_map(|point| Some((point, metres(origin, point.location?))));
    away.min_by(|a, b| a.1.total_cmp(&b.1))
}
