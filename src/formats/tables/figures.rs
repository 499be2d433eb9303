//! `figures`: measured values of points for months and quarters.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::rows::FigureRow;
use crate::domain::words::normalize_words;
use crate::formats::Format;
use crate::formats::cells::Cells;
use crate::formats::columns::{Column, required_column};
use crate::formats::references::{Need, Subject};

entry_points!(FigureRow);

impl OwnRow for FigureRow {
    const FORMAT: Format = Format::Figures;
    const COLUMNS: &'static [Column] = &[
        required_column("point", "Код пункту"),
        required_column("period", "Період"),
        required_column("measure", "Показник"),
        required_column("value", "Значення"),
    ];
    const KEY: &'static [&'static str] = &["point", "period", "measure"];
    const NEEDS: &'static [Need] = &[Need::Points, Need::Rules];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let point = cells.must_reference("point", &Subject::Point);
        let period = cells.parsed("period", period, "fault-not-a-period", "expected-period");
        let period = cells.required_value("period", period);
        let measure = cells.must_reference("measure", &Subject::Measure);
        let value = cells.measure("value");
        let value = cells.required_value("value", value);
        Some(Self { point: point?, period: period?, measure: measure?, value: value? })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(&self.point)).text(Some(&self.period)).text(Some(&self.measure)).number(Some(self.value));
    }

    fn by_key(&self, other: &Self) -> Ordering {
        (&self.point, &self.period, &self.measure).cmp(&(&other.point, &other.period, &other.measure))
    }

    fn key(&self) -> String {
        format!("{} {} {}", self.point, self.period, self.measure)
    }
}

/// Months as they stand before a year.
const MONTHS: [&str; 12] = [
    "січень",
    "лютий",
    "березень",
    "квітень",
    "травень",
    "червень",
    "липень",
    "серпень",
    "вересень",
    "жовтень",
    "листопад",
    "грудень",
];

/// «IV квартал 2023 року» and «листопад 2023» as the table writes them.
fn in_words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    match words.as_slice() {
        [quarter, "квартал", year] | [quarter, "квартал", year, "року"] => {
            // A Roman number is as often typed in Cyrillic.
            let quarter = quarter.replace('і', "i");
            let at = ["i", "ii", "iii", "iv"].iter().zip(1..).find(|(roman, _)| **roman == quarter);
            Some(format!("{year}Q{}", at.map_or(quarter, |(_, number): (_, u32)| number.to_string())))
        }
        [month, year] | [month, year, "року"] => {
            let at = MONTHS.iter().position(|name| name == month)?;
            Some(format!("{year}-{:02}", at + 1))
        }
        _ => None,
    }
}

/// `2023Q4` or `2023-11`; a small `q` and a spreadsheet's first day of the month are forgiven, as are `11.2023` and
/// the Ukrainian words.
fn period(text: &str) -> Option<String> {
    let text = in_words(&normalize_words(text)).unwrap_or_else(|| text.to_uppercase());
    let (year, part, last) = if let Some((year, quarter)) = text.split_once('Q') {
        (year, quarter, 4)
    } else if let Some((month, year)) = text.rsplit_once('.') {
        (year, month.strip_prefix("01.").unwrap_or(month), 12)
    } else {
        let (year, month) = text.split_once('-')?;
        (year, month.strip_suffix("-01").unwrap_or(month), 12)
    };
    let within = part.parse::<u32>().ok().filter(|number| (1..=last).contains(number))?;
    let plain = year.len() == 4 && year.parse::<u32>().is_ok_and(|year| (1900..=2200).contains(&year));
    let written = if last == 4 { format!("{year}Q{within}") } else { format!("{year}-{within:02}") };
    plain.then_some(written)
}
