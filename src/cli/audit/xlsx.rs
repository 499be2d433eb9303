//! The report as a workbook one can send: «Показники», «Громади», «Прогалини», «Джерела».

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::gaps::GapLine;
use super::report::Report;
use super::words;
use crate::cli::say::LANG;
use crate::compliance::Audit;
use crate::compliance::hromada::HromadaLine;
use crate::compliance::indicator::Figure;
use crate::registry::rulebook::Unit;
use crate::site::parts::{condition, format, judging, names};

/// Height of the row of titles, which may take three lines.
const HEAD_HEIGHT: f64 = 48.0;

/// A cell; texts are always strings, never formulas.
enum Cell<'a> {
    Text(&'a str),
    Own(String),
    Count(usize),
    Year(i32),
    Share(Option<f64>),
    Nothing,
}

/// A column's title and width in characters.
type Column = (&'static str, f64);

const INDICATORS: &[Column] = &[
    ("Показник", 60.0),
    ("Чисельник", 11.0),
    ("Знаменник", 11.0),
    ("Частка", 11.0),
    ("Частка, якщо всі невідомі – «так»", 16.0),
    ("Невідомо", 11.0),
    ("Не визначено, чи враховувати", 16.0),
    ("Поза розрахунком", 13.0),
    ("Одиниць обладнання", 13.0),
    ("База", 9.0),
    ("Рік бази", 8.0),
    ("Ціль", 9.0),
    ("Рік цілі", 8.0),
    ("У програмі надруковано", 16.0),
    ("Що рахується", 12.0),
    ("Правило", 90.0),
    ("Акт", 50.0),
];

const HROMADAS: &[Column] = &[
    ("Громада", 30.0),
    ("Код громади", 22.0),
    ("Район", 26.0),
    ("Частка", 9.0),
    ("Надається позицій", 12.0),
    ("Вимагається позицій", 13.0),
    ("Оцінено точок", 10.0),
    ("Виконують повністю", 12.0),
    ("Не оголосили послуг", 12.0),
    ("Точок поза розрахунком", 13.0),
    ("Територію виключено", 13.0),
];

const GAPS: &[Column] = &[
    ("Громада", 26.0),
    ("Код громади", 22.0),
    ("Район", 24.0),
    ("Код точки", 12.0),
    ("Точка", 50.0),
    ("Вид", 26.0),
    ("Набір переліку", 30.0),
    ("Код послуги", 12.0),
    ("Послуга", 70.0),
    ("Група послуг", 34.0),
    ("За якої умови обов’язкова", 34.0),
    ("Потрібне обладнання", 34.0),
    ("Обладнання є", 12.0),
    ("Частка точок такого класу в області, що надають", 18.0),
    ("Де надають у громаді", 60.0),
];

/// The workbook as bytes.
pub fn book(report: &Report<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let audit = report.audit;
    fill(book.add_worksheet(), "Показники", report, INDICATORS, report.indicators.iter().map(indicator))?;
    let hromadas = report.hromadas.iter().map(|line| hromada(audit, line));
    fill(book.add_worksheet(), "Громади", report, HROMADAS, hromadas)?;
    fill(book.add_worksheet(), "Прогалини", report, GAPS, report.gaps.iter().map(|line| gap(audit, line)))?;
    sources(book.add_worksheet(), report)?;
    book.save_to_buffer()
}

fn fill<'a>(
    sheet: &mut Worksheet,
    name: &str,
    report: &Report<'_>,
    columns: &[Column],
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let head = heading(sheet, name, report)?;
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for (column, (title, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(head, column, *title, &bold)?;
    }
    sheet.set_row_height(head, HEAD_HEIGHT)?.set_freeze_panes(head + 1, 1)?;
    let styles = Styles::new();
    let mut last = head;
    for (row, cells) in (head + 1..).zip(rows) {
        last = row;
        for (column, cell) in (0..).zip(&cells) {
            styles.write(sheet, (row, column), cell)?;
        }
    }
    let width = u16::try_from(columns.len()).unwrap_or(1).max(1);
    sheet.autofilter(head, 0, last, width - 1)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(head, head)?;
    Ok(())
}

/// How cells look: texts wrap, thousands stand apart, shares are percentages.
struct Styles {
    text: Format,
    count: Format,
    year: Format,
    share: Format,
}

impl Styles {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            text: top().set_text_wrap(),
            count: top().set_num_format("#,##0"),
            year: top().set_num_format("0"),
            share: top().set_num_format("0.0%"),
        }
    }

    fn write(&self, sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell<'_>) -> Result<(), XlsxError> {
        match cell {
            Cell::Text(text) => sheet.write_string_with_format(row, column, *text, &self.text)?,
            Cell::Own(text) => sheet.write_string_with_format(row, column, text, &self.text)?,
            Cell::Count(count) => sheet.write_number_with_format(row, column, *count as f64, &self.count)?,
            Cell::Year(year) => sheet.write_number_with_format(row, column, *year, &self.year)?,
            Cell::Share(Some(part)) => sheet.write_number_with_format(row, column, *part, &self.share)?,
            Cell::Share(None) | Cell::Nothing => return Ok(()),
        };
        Ok(())
    }
}

/// The territory, the day, the edition and the remarks above a table; the row below them.
fn heading(sheet: &mut Worksheet, name: &str, report: &Report<'_>) -> Result<u32, XlsxError> {
    let title = Format::new().set_bold().set_font_size(14);
    sheet.write_string_with_format(0, 0, format!("{name}: {}, {}", report.name, report.as_of()), &title)?;
    sheet.write_string(1, 0, report.edition_text())?;
    let mut row = 2;
    for remark in &report.remarks {
        sheet.write_string(row, 0, remark)?;
        row += 1;
    }
    Ok(row + 1)
}

fn indicator<'a>(figure: &'a Figure<'_>) -> Vec<Cell<'a>> {
    let (counts, goal) = (&figure.counts, &figure.goal);
    let year = |year: Option<i32>| year.map_or(Cell::Nothing, Cell::Year);
    let pieces = counts.quantity.and_then(|pieces| usize::try_from(pieces).ok());
    let unknown = judging::all_unknown(figure.unit, counts);
    vec![
        Cell::Text(&figure.title.uk),
        counts.numerator.map_or(Cell::Nothing, Cell::Count),
        Cell::Count(counts.denominator),
        if unknown { Cell::Text(words::known(None)) } else { Cell::Share(counts.share) },
        Cell::Share(counts.share_high),
        Cell::Count(counts.unknown),
        Cell::Count(counts.undecided),
        Cell::Count(counts.excluded),
        pieces.map_or(Cell::Nothing, Cell::Count),
        level(figure.unit, goal.baseline),
        year(goal.baseline_year),
        level(figure.unit, goal.target),
        year(goal.target_year),
        goal.published.as_deref().map_or(Cell::Nothing, |text| Cell::Own(format::published(LANG, text))),
        Cell::Text(words::unit(figure.unit)),
        Cell::Text(&figure.rule.uk),
        Cell::Text(figure.act),
    ]
}

/// A baseline or a target: a share, or a number where the indicator counts things.
fn level<'a>(unit: Unit, value: Option<f64>) -> Cell<'a> {
    match value.filter(|_| unit == Unit::Count) {
        Some(number) => Cell::Own(judging::goal(LANG, unit, number)),
        None => Cell::Share(value),
    }
}

fn hromada<'a>(audit: &'a Audit, line: &'a HromadaLine<'_>) -> Vec<Cell<'a>> {
    let totals = &line.totals;
    vec![
        Cell::Text(line.name),
        Cell::Text(line.code.as_str()),
        Cell::Text(words::place(audit, line.raion)),
        Cell::Share(totals.share),
        Cell::Count(totals.offered),
        Cell::Count(totals.required),
        Cell::Count(totals.judged),
        Cell::Count(totals.full),
        Cell::Count(totals.unknown),
        Cell::Count(totals.excluded),
        Cell::Text(words::known(Some(line.left_out))),
    ]
}

fn gap<'a>(audit: &'a Audit, gap: &'a GapLine<'_>) -> Vec<Cell<'a>> {
    let missing = &gap.missing;
    vec![
        Cell::Text(gap.hromada_name),
        gap.hromada.map_or(Cell::Nothing, |code| Cell::Own(code.to_string())),
        Cell::Text(words::place(audit, gap.raion)),
        Cell::Text(gap.point),
        Cell::Text(gap.point_name),
        Cell::Own(names::kind(LANG, gap.kind)),
        gap.class.map_or(Cell::Nothing, |class| Cell::Own(names::list_class(LANG, class))),
        Cell::Text(missing.service),
        Cell::Own(words::missing_service(missing)),
        Cell::Text(words::group(audit, missing.group)),
        missing.condition.map_or(Cell::Nothing, |text| Cell::Own(condition::words(LANG, text))),
        missing.needs_equipment.map_or(Cell::Nothing, |id| Cell::Text(words::equipment(audit, id))),
        missing.needs_equipment.map_or(Cell::Nothing, |_| Cell::Text(words::known(missing.has_equipment))),
        Cell::Share(missing.offered_by_class_share),
        Some(words::points(audit, &missing.elsewhere)).filter(|text| !text.is_empty()).map_or(Cell::Nothing, Cell::Own),
    ]
}

fn sources(sheet: &mut Worksheet, report: &Report<'_>) -> Result<(), XlsxError> {
    sheet.set_name("Джерела")?;
    let mut row = heading(sheet, "Джерела", report)?;
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 90)?.set_column_width(1, 60)?.set_column_width(2, 40)?;
    sheet.write_string_with_format(row, 0, "Завантажено в реєстр (останнє кожного виду)", &bold)?;
    for import in report.imports_in_words() {
        row += 1;
        sheet.write_string(row, 0, import)?;
    }
    row += 2;
    for (column, title) in (0..).zip(["Джерело", "Хто оприлюднив", "Ліцензія"]) {
        sheet.write_string_with_format(row, column, title, &bold)?;
    }
    for source in report.sources {
        row += 1;
        for (column, text) in (0..).zip([&source.title.uk, &source.publisher.uk, &source.licence.uk]) {
            sheet.write_string_with_format(row, column, text, &wrapped)?;
        }
    }
    Ok(())
}
