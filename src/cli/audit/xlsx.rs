//! The audit as a workbook on A4: «Показники», «Громади», «Прогалини», «Правила», «Джерела». A report to
//! sign, with the quarter before, is made by `cnap report`.

use std::io;

use super::gaps::GapLine;
use super::report::Report;
use super::words;
use crate::cli::texts::LANG;
use crate::compliance::Judgement;
use crate::compliance::hromada::HromadaLine;
use crate::compliance::indicator::Figure;
use crate::formats::workbook::{self, Cell, SheetColumn, SheetTable};
use crate::rulebook::Unit;
use crate::wording::condition;
use crate::wording::{figures, format, names};

/// A column's title and width in characters.
type Column = (&'static str, f64);

const INDICATORS: &[Column] = &[
    ("Показник", 40.0),
    ("Чисельник", 11.0),
    ("Знаменник", 11.0),
    ("Частка", 10.0),
    ("Частка, якщо всі невідомі – «так»", 12.0),
    ("Невідомо", 10.0),
    ("Не визначено, чи враховувати", 13.0),
    ("Поза розрахунком", 12.0),
    ("Одиниць", 9.0),
    ("База", 9.0),
    ("Рік бази", 7.0),
    ("Ціль", 9.0),
    ("Рік цілі", 7.0),
    ("У програмі надруковано", 14.0),
];

const HROMADAS: &[Column] = &[
    ("Громада", 26.0),
    ("Код громади", 22.0),
    ("Район", 20.0),
    ("Частка", 9.0),
    ("Надається позицій", 11.0),
    ("Вимагається позицій", 13.0),
    ("Оцінено точок", 10.0),
    ("Виконують повністю", 12.0),
    ("Не оголосили послуг", 12.0),
    ("Точок поза розрахунком", 13.0),
    ("Територію виключено", 12.0),
];

const GAPS: &[Column] = &[
    ("Громада", 20.0),
    ("Код громади", 21.0),
    ("Район", 18.0),
    ("Код точки", 10.0),
    ("Точка", 30.0),
    ("Вид", 16.0),
    ("Набір переліку", 18.0),
    ("Код послуги", 10.0),
    ("Послуга", 44.0),
    ("Група послуг", 22.0),
    ("За якої умови обов’язкова", 20.0),
    ("Потрібне обладнання", 20.0),
    ("Обладнання є", 12.0),
    ("Частка точок такого класу в області, що надають", 14.0),
    ("Де надають у громаді", 30.0),
];

const RULES: &[Column] = &[("Показник", 30.0), ("Що рахується", 11.0), ("Правило", 80.0), ("Акт", 30.0)];

const SOURCES: &[Column] = &[("Джерело", 60.0), ("Хто оприлюднив", 40.0), ("Ліцензія", 25.0)];

/// The workbook as bytes.
pub fn book(report: &Report<'_>) -> io::Result<Vec<u8>> {
    let audit = report.audit;
    let rules = report.indicators.iter().map(rule);
    let sources = report.sources.iter().map(|source| {
        [&source.title.uk, &source.publisher.uk, &source.licence.uk].map(|text| Cell::text(text.as_str())).to_vec()
    });
    let imports = std::iter::once("Завантажено в реєстр (останнє кожного виду)".to_owned());
    let imports = imports.chain(report.imports_in_words()).collect();
    workbook::book(&[
        sheet("Показники", report, INDICATORS, report.indicators.iter().map(indicator)),
        sheet("Громади", report, HROMADAS, report.hromadas.iter().map(|line| hromada(audit, line))),
        sheet("Прогалини", report, GAPS, report.gaps.iter().map(|line| gap(audit, line))),
        sheet("Правила", report, RULES, rules),
        SheetTable { below: imports, ..sheet("Джерела", report, SOURCES, sources) },
    ])
}

/// A sheet under the territory, the day, the edition and the remarks.
fn sheet(name: &str, report: &Report<'_>, columns: &[Column], rows: impl Iterator<Item = Vec<Cell>>) -> SheetTable {
    let mut heading = vec![format!("{name}: {}, {}", report.name, report.as_of()), report.edition_text()];
    heading.extend(report.remarks.iter().cloned());
    SheetTable {
        name: name.to_owned(),
        heading,
        columns: columns.iter().map(|(title, width)| SheetColumn::new(*title, *width)).collect(),
        rows: rows.collect(),
        below: Vec::new(),
    }
}

fn indicator(figure: &Figure<'_>) -> Vec<Cell> {
    let (counts, goal) = (&figure.counts, &figure.goal);
    let year = |year: Option<i32>| year.map_or(Cell::Nothing, |year| Cell::Text(year.to_string()));
    let pieces = counts.quantity.and_then(|pieces| usize::try_from(pieces).ok());
    let unknown = counts.is_all_unknown(figure.unit);
    vec![
        Cell::text(figure.title.uk.as_str()),
        counts.numerator.map_or(Cell::Nothing, Cell::Count),
        Cell::Count(counts.denominator),
        if unknown { Cell::text(words::yes_no_unknown(None)) } else { Cell::share(counts.share) },
        Cell::share(counts.share_high),
        Cell::Count(counts.unknown),
        Cell::Count(counts.undecided),
        Cell::Count(counts.excluded),
        pieces.map_or(Cell::Nothing, Cell::Count),
        level(figure.unit, goal.baseline),
        year(goal.baseline_year),
        level(figure.unit, goal.target),
        year(goal.target_year),
        goal.published.as_deref().map_or(Cell::Nothing, |text| Cell::Text(format::published(LANG, text))),
    ]
}

fn rule(figure: &Figure<'_>) -> Vec<Cell> {
    vec![
        Cell::text(figure.title.uk.as_str()),
        Cell::text(words::unit(figure.unit)),
        Cell::text(figure.rule.uk.as_str()),
        Cell::text(figure.act),
    ]
}

/// A baseline or a target: a share, or a number where the indicator counts things.
fn level(unit: Unit, value: Option<f64>) -> Cell {
    match value.filter(|_| unit == Unit::Count) {
        Some(number) => Cell::Text(figures::goal(LANG, unit, number)),
        None => Cell::share(value),
    }
}

fn hromada(audit: &Judgement, line: &HromadaLine<'_>) -> Vec<Cell> {
    let totals = &line.totals;
    vec![
        Cell::text(line.name),
        Cell::text(line.code.as_str()),
        Cell::text(words::place(audit, line.raion)),
        Cell::share(totals.share),
        Cell::Count(totals.offered),
        Cell::Count(totals.required),
        Cell::Count(totals.judged),
        Cell::Count(totals.full),
        Cell::Count(totals.unknown),
        Cell::Count(totals.excluded),
        Cell::text(words::yes_no_unknown(Some(line.left_out))),
    ]
}

fn gap(audit: &Judgement, gap: &GapLine<'_>) -> Vec<Cell> {
    let missing = &gap.missing;
    vec![
        Cell::text(gap.hromada_name),
        gap.hromada.map_or(Cell::Nothing, |code| Cell::Text(code.to_string())),
        Cell::text(words::place(audit, gap.raion)),
        Cell::text(gap.point),
        Cell::text(gap.point_name),
        Cell::Text(names::kind(LANG, gap.kind)),
        gap.class.map_or(Cell::Nothing, |class| Cell::Text(names::list_class(LANG, class))),
        Cell::text(missing.service),
        Cell::text(words::missing_service(missing)),
        Cell::text(words::group(audit, missing.group)),
        missing.condition.map_or(Cell::Nothing, |text| Cell::Text(condition::words(LANG, text))),
        missing.needs_equipment.map_or(Cell::Nothing, |id| Cell::text(words::equipment(audit, id))),
        missing.needs_equipment.map_or(Cell::Nothing, |_| Cell::text(words::yes_no_unknown(missing.has_equipment))),
        Cell::share(missing.offered_by_class_share),
        Some(words::points(audit, &missing.elsewhere))
            .filter(|text| !text.is_empty())
            .map_or(Cell::Nothing, Cell::Text),
    ]
}
