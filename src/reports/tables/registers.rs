//! Registers: every point with its card or its equipment.

use crate::compliance::cards::{Card, Form, card, summary};
use crate::domain::{Answer, collation_key};
use crate::registry::PointOnDate;
use crate::reports::basis::Basis;
use crate::reports::document::{Cell, Column, Table};
use crate::rulebook::{Criterion, EquipmentType, ReportTable};

/// Counted points of the territory by hromada and code.
fn counted<'a>(basis: &Basis<'a>) -> Vec<&'a PointOnDate> {
    let points = basis.registry().points_in(basis.scope);
    let mut points: Vec<&PointOnDate> = points.filter(|point| basis.audit.exclusion(point).is_none()).collect();
    points.sort_by_cached_key(|point| (collation_key(basis.hromada_name(point)), point.row().kind, point.code()));
    points
}

fn point_columns(basis: &Basis<'_>) -> Vec<Column> {
    vec![
        Column::text(basis.text("report-hromada"), 21),
        Column::text(basis.text("report-point"), 30),
        Column::text(basis.text("report-kind"), 9),
    ]
}

fn point_cells(basis: &Basis<'_>, point: &PointOnDate) -> Vec<Cell> {
    let row = point.row();
    vec![
        Cell::text(basis.hromada_name(point)),
        Cell::text(row.name.as_str()),
        Cell::text(basis.text(&format!("report-short-{}", row.kind.word()))),
    ]
}

/// What the number of a column stands for.
fn legend<'a>(titles: impl Iterator<Item = &'a str>) -> Vec<String> {
    (1..).zip(titles).map(|(number, title): (usize, _)| format!("{number} – {title}")).collect()
}

/// The card of every point, criterion by criterion.
pub fn barrier_free(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let mut columns = point_columns(basis);
    let criteria: Vec<&Criterion> = criteria_of(basis, asked);
    columns.extend((1..=criteria.len()).map(|number| Column::text(number.to_string(), 9)));
    columns.extend([
        Column::number(basis.text("report-yes"), 6),
        Column::number(basis.text("report-no"), 6),
        Column::number(basis.text("report-unknown-short"), 11),
        Column::number(basis.text("report-share"), 10),
        Column::text(basis.text("verdict"), 16),
        Column::text(basis.text("report-last-answer"), 14),
    ]);
    let mut table = Table::new(checklist_title(basis, asked), columns);
    let cards =
        counted(basis).into_iter().filter_map(|point| Some((point, card(basis.audit, &asked.checklist, point)?)));
    table = table.rows(cards.map(|(point, card)| card_row(basis, point, &card, &criteria)));
    table.notes = legend(criteria.iter().map(|criterion| basis.words.ruled(&criterion.title)));
    table
}

fn criteria_of<'a>(basis: &Basis<'a>, asked: &ReportTable) -> Vec<&'a Criterion> {
    let form = Form::in_force_on(basis.audit.rules(), &asked.checklist, basis.day());
    form.map(|form| form.checklist.criteria.iter().collect()).unwrap_or_default()
}

fn checklist_title(basis: &Basis<'_>, asked: &ReportTable) -> String {
    let checklist = basis.audit.rules().checklist(&asked.checklist);
    checklist.map(|one| basis.words.ruled(&one.title).to_owned()).unwrap_or_default()
}

fn card_row(basis: &Basis<'_>, point: &PointOnDate, card: &Card<'_>, criteria: &[&Criterion]) -> Vec<Cell> {
    let mut cells = point_cells(basis, point);
    cells.extend(criteria.iter().map(|criterion| {
        let answer = card.answers.iter().find(|answer| answer.criterion == criterion.id);
        answer.map_or(Cell::Nothing, |answer| answer_cell(basis, answer.answer))
    }));
    let counts = card.counts;
    cells.extend([counts.yes, counts.no, counts.unknown].map(|count| Cell::Count(count as usize)));
    cells.extend([
        Cell::known(card.share, Cell::Share),
        Cell::text(basis.text(&format!("verdict-{}", card.verdict.word().replace('_', "-")))),
        Cell::some(card.newest, Cell::Date),
    ]);
    cells
}

fn answer_cell(basis: &Basis<'_>, answer: Answer) -> Cell {
    match answer {
        Answer::Unknown => Cell::Unknown,
        Answer::NotApplicable => Cell::text(basis.text("report-not-applicable")),
        Answer::Yes => Cell::text(basis.text("yes")),
        Answer::No => Cell::text(basis.text("no")),
    }
}

/// Answers to each criterion of a checklist, the least fulfilled first; its two national measures below.
pub fn criteria(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let columns = vec![
        Column::text(basis.text("report-criterion"), 60),
        Column::number(basis.text("report-yes"), 9),
        Column::number(basis.text("report-no"), 9),
        Column::number(basis.text("report-unknown-short"), 12),
        Column::number(basis.text("report-not-applicable"), 11),
        Column::number(basis.text("report-share"), 10),
    ];
    let table = Table::new(checklist_title(basis, asked), columns);
    let Some(told) = summary(basis.audit, &asked.checklist, basis.scope) else { return table };
    let checklist = basis.audit.rules().checklist(&asked.checklist);
    let title = |id: &str| {
        let criterion = checklist.and_then(|one| one.criteria.iter().find(|criterion| criterion.id == id));
        criterion.map_or(id, |criterion| basis.words.ruled(&criterion.title)).to_owned()
    };
    let mut criteria = told.criteria.clone();
    let known = |share: Option<f64>| share.unwrap_or(f64::INFINITY);
    criteria.sort_by(|a, b| known(a.counts.share()).total_cmp(&known(b.counts.share())));
    let rows = criteria.iter().map(|line| {
        let counts = line.counts;
        let mut cells = vec![Cell::Text(title(line.id))];
        cells.extend([counts.yes, counts.no, counts.unknown, counts.na].map(|count| Cell::Count(count as usize)));
        cells.push(Cell::known(counts.share(), Cell::Share));
        cells
    });
    let share = |share: Option<f64>| Cell::known(share, Cell::Share).words(basis.words);
    let args = [
        ("mean", share(told.mean_share)),
        ("judged", basis.words.count(told.judged)),
        ("points", basis.words.count(told.points)),
        ("full", basis.words.count(told.full)),
        ("share", share(told.full_share)),
    ];
    table.rows(rows).note(basis.words.with("report-both-measures", &args))
}

/// Pieces of every type at every point.
pub fn equipment(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let types = types_of(basis, asked);
    let mut columns = point_columns(basis);
    columns.extend((1..=types.len()).map(|number| Column::number(number.to_string(), 9)));
    let mut table = Table::new(basis.text("report-equipment-register"), columns);
    table = table.rows(counted(basis).into_iter().map(|point| {
        let mut cells = point_cells(basis, point);
        cells.extend(types.iter().map(|kind| pieces(basis, point, kind)));
        cells
    }));
    table.notes = legend(types.iter().map(|kind| basis.words.ruled(&kind.title)));
    table.note(basis.text("report-equipment-note"))
}

/// The types a table is about.
pub fn types_of<'a>(basis: &Basis<'a>, asked: &ReportTable) -> Vec<&'a EquipmentType> {
    let all = basis.audit.rules().equipment.iter();
    all.filter(|kind| asked.equipment.is_empty() || asked.equipment.contains(&kind.id)).collect()
}

fn pieces(basis: &Basis<'_>, point: &PointOnDate, kind: &EquipmentType) -> Cell {
    let known = basis.registry().equipment_at(point, &kind.id);
    match (known.is_present(), known.pieces()) {
        (None, _) => Cell::Unknown,
        (Some(_), Some(pieces)) => Cell::Count(pieces as usize),
        (Some(_), None) => Cell::text(basis.text("yes")),
    }
}
