//! The report for a terminal: figures and hromadas in columns, the number of gaps.

use std::fmt::Write as _;

use super::report::Report;
use super::words;
use crate::cli::texts;
use crate::compliance::hromada::HromadaLine;
use crate::compliance::indicator::Figure;
use crate::rulebook::Unit;
use crate::wording::format;

/// Longest title told whole.
const TITLE: usize = 60;

pub fn text(report: &Report<'_>) -> String {
    let mut out = format!("{}, {}\n{}\n", report.name, report.as_of(), report.edition_text());
    for remark in &report.remarks {
        let _ = writeln!(out, "! {remark}");
    }
    out.push('\n');
    let head =
        ["показник", "частка", "чисельник/знаменник", "невідомо", "не визначено", "поза розрахунком", "база", "ціль"];
    columns(&mut out, &head, report.indicators.iter().map(indicator));
    out.push('\n');
    let head = [
        "код",
        "громада",
        "частка",
        "надається/вимагається",
        "оцінено точок",
        "виконують усе",
        "не оголосили",
        "поза розрахунком",
    ];
    columns(&mut out, &head, report.hromadas.iter().map(hromada));
    let _ = writeln!(out, "\n{}", texts::count("cli-gaps", report.gaps.len()));
    out
}

fn indicator(figure: &Figure<'_>) -> Vec<String> {
    let counts = &figure.counts;
    let denominator = counts.denominator;
    let fraction = match counts.numerator {
        Some(numerator) if figure.unit == Unit::Count => numerator.to_string(),
        Some(numerator) => format!("{numerator}/{denominator}"),
        // A mean has no numerator.
        None => format::plural(texts::LANG, "mean-of-points", denominator),
    };
    let pieces = counts.quantity.map(|pieces| format!(" ({pieces} шт.)")).unwrap_or_default();
    vec![
        clipped(&figure.title.uk),
        words::share(figure.unit, counts),
        fraction + &pieces,
        counts.unknown.to_string(),
        counts.undecided.to_string(),
        counts.excluded.to_string(),
        words::goal(figure.unit, figure.goal.baseline),
        words::goal(figure.unit, figure.goal.target),
    ]
}

fn hromada(line: &HromadaLine<'_>) -> Vec<String> {
    let totals = &line.totals;
    vec![
        line.code.to_string(),
        line.name.to_owned(),
        words::percent(totals.share),
        format!("{}/{}", totals.offered, totals.required),
        totals.judged.to_string(),
        totals.full.to_string(),
        totals.unknown.to_string(),
        totals.excluded.to_string(),
    ]
}

fn clipped(text: &str) -> String {
    if text.chars().count() <= TITLE {
        return text.to_owned();
    }
    text.chars().take(TITLE - 1).chain(['…']).collect()
}

/// Columns as wide as their widest cell.
fn columns(out: &mut String, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let head: Vec<String> = head.iter().map(|&title| title.to_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..).map_while(widest).collect();
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut out = String::new();
        columns(&mut out, &["а", "б"], [vec!["громада".to_owned(), "1".to_owned()]].into_iter());
        assert_eq!(out, "а        б\nгромада  1\n");
    }
}
