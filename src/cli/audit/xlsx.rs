//! The report as a workbook one can send: «Показники», «Громади», «Прогалини», «Джерела».

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::gaps::GapLine;
use super::report::Report;
use super::words;
use crate::compliance::hromada::HromadaLine;
use crate::compliance::indicator::Figure;

/// A cell; texts are always strings, never formulas.
enum Cell<'a> {
    Text(&'a str),
    Own(String),
    Count(usize),
    Share(Option<f64>),
    Nothing,
}

/// A column's title and width in characters.
type Column = (&'static str, f64);

const INDICATORS: &[Column] = &[
    ("Показник", 50.0),
    ("Чисельник", 11.0),
    ("Знаменник", 11.0),
    ("Частка", 9.0),
    ("Частка, якщо всі невідомі – «так»", 14.0),
    ("Невідомо", 10.0),
    ("Не визначено, чи враховувати", 14.0),
    ("Виключено", 11.0),
    ("Одиниць обладнання", 12.0),
    ("База", 9.0),
    ("Рік бази", 8.0),
    ("Ціль", 9.0),
    ("Рік цілі", 8.0),
    ("У програмі надруковано", 16.0),
    ("Що рахується", 12.0),
    ("Правило", 90.0),
    ("Акт", 40.0),
    ("Код показника", 20.0),
];

const HROMADAS: &[Column] = &[
    ("Код", 22.0),
    ("Громада", 28.0),
    ("Код району", 22.0),
    ("Частка", 9.0),
    ("Надається позицій", 11.0),
    ("Вимагається позицій", 12.0),
    ("Оцінено точок", 10.0),
    ("Виконують повністю", 11.0),
    ("Не заявили послуг", 11.0),
    ("Виключено точок", 11.0),
    ("Територію виключено", 12.0),
];

const GAPS: &[Column] = &[
    ("Громада", 24.0),
    ("Код громади", 22.0),
    ("Код точки", 12.0),
    ("Точка", 45.0),
    ("Вид", 20.0),
    ("Набір переліку", 22.0),
    ("Код послуги", 12.0),
    ("Послуга", 60.0),
    ("Група", 16.0),
    ("Умова", 24.0),
    ("Потрібне обладнання", 18.0),
    ("Обладнання є", 12.0),
    ("Надають інші точки такого класу в області", 16.0),
    ("Надають у громаді", 22.0),
];

/// The workbook as bytes.
pub fn book(report: &Report<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    fill(book.add_worksheet(), "Показники", report, INDICATORS, report.indicators.iter().map(indicator))?;
    fill(book.add_worksheet(), "Громади", report, HROMADAS, report.hromadas.iter().map(hromada))?;
    fill(book.add_worksheet(), "Прогалини", report, GAPS, report.gaps.iter().map(gap))?;
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
    sheet.set_freeze_panes(head + 1, 0)?;
    let share = Format::new().set_num_format("0.0 %");
    let mut last = head;
    for (row, cells) in (head + 1..).zip(rows) {
        last = row;
        for (column, cell) in (0..).zip(&cells) {
            match cell {
                Cell::Text(text) => sheet.write_string(row, column, *text)?,
                Cell::Own(text) => sheet.write_string(row, column, text)?,
                Cell::Count(count) => sheet.write_number(row, column, *count as f64)?,
                Cell::Share(Some(part)) => sheet.write_number_with_format(row, column, *part, &share)?,
                Cell::Share(None) | Cell::Nothing => continue,
            };
        }
    }
    let width = u16::try_from(columns.len()).unwrap_or(1).max(1);
    sheet.autofilter(head, 0, last, width - 1)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The territory, the day, the edition and the remarks above a table; the row below them.
fn heading(sheet: &mut Worksheet, name: &str, report: &Report<'_>) -> Result<u32, XlsxError> {
    let title = Format::new().set_bold().set_font_size(14);
    sheet.write_string_with_format(0, 0, format!("{name}: {}, станом на {}", report.name, report.date), &title)?;
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
    let year = |year: Option<i32>| year.map_or(Cell::Nothing, |year| Cell::Own(year.to_string()));
    let pieces = counts.quantity.and_then(|pieces| usize::try_from(pieces).ok());
    vec![
        Cell::Text(&figure.title.uk),
        counts.numerator.map_or(Cell::Nothing, Cell::Count),
        Cell::Count(counts.denominator),
        Cell::Share(counts.share),
        Cell::Share(counts.share_high),
        Cell::Count(counts.unknown),
        Cell::Count(counts.undecided),
        Cell::Count(counts.excluded),
        pieces.map_or(Cell::Nothing, Cell::Count),
        Cell::Share(goal.baseline),
        year(goal.baseline_year),
        Cell::Share(goal.target),
        year(goal.target_year),
        goal.published.as_deref().map_or(Cell::Nothing, Cell::Text),
        Cell::Text(words::unit(figure.unit)),
        Cell::Text(&figure.rule.uk),
        Cell::Text(figure.act),
        Cell::Text(figure.id),
    ]
}

fn hromada<'a>(line: &'a HromadaLine<'_>) -> Vec<Cell<'a>> {
    let totals = &line.totals;
    vec![
        Cell::Text(line.code.as_str()),
        Cell::Text(line.name),
        line.raion.map_or(Cell::Nothing, |code| Cell::Own(code.to_string())),
        Cell::Share(totals.share),
        Cell::Count(totals.offered),
        Cell::Count(totals.required),
        Cell::Count(totals.judged),
        Cell::Count(totals.full),
        Cell::Count(totals.unknown),
        Cell::Count(totals.excluded),
        Cell::Text(if line.left_out { "так" } else { "ні" }),
    ]
}

fn gap<'a>(gap: &'a GapLine<'_>) -> Vec<Cell<'a>> {
    let missing = &gap.missing;
    let known = |yes: Option<bool>| yes.map_or("невідомо", |yes| if yes { "так" } else { "ні" });
    vec![
        Cell::Text(gap.hromada_name),
        gap.hromada.map_or(Cell::Nothing, |code| Cell::Own(code.to_string())),
        Cell::Text(gap.point),
        Cell::Text(gap.point_name),
        Cell::Text(words::kind(gap.kind)),
        gap.class.map_or(Cell::Nothing, |class| Cell::Text(words::class(class))),
        Cell::Text(missing.service),
        Cell::Text(missing.name),
        Cell::Text(missing.group),
        missing.condition.map_or(Cell::Nothing, Cell::Text),
        missing.needs_equipment.map_or(Cell::Nothing, Cell::Text),
        missing.needs_equipment.map_or(Cell::Nothing, |_| Cell::Text(known(missing.has_equipment))),
        Cell::Share(missing.offered_by_class_share),
        Cell::Own(missing.elsewhere.join(", ")),
    ]
}

fn sources(sheet: &mut Worksheet, report: &Report<'_>) -> Result<(), XlsxError> {
    sheet.set_name("Джерела")?;
    let mut row = heading(sheet, "Джерела", report)?;
    let bold = Format::new().set_bold();
    sheet.set_column_width(0, 70)?.set_column_width(1, 50)?.set_column_width(2, 30)?;
    sheet.write_string_with_format(row, 0, "Завантажено в реєстр (останнє кожного виду)", &bold)?;
    for import in &report.imports {
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
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}
