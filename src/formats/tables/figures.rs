//! `figures`: measured values of points for months and quarters.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::rows::FigureRow;
use crate::formats::Format;
use crate::formats::cells::Cells;
use crate::formats::columns::{Column, must};

entry_points!(FigureRow);

impl OwnRow for FigureRow {
    const FORMAT: Format = Format::Figures;
    const COLUMNS: &'static [Column] = &[
        must("point", "Код пункту"),
        must("period", "Період"),
        must("measure", "Показник"),
        must("value", "Значення"),
    ];
    const KEY: &'static [&'static str] = &["point", "period", "measure"];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let point = cells.must_id("point");
        let period = cells.parsed("period", period, "не квартал і не місяць", "2023Q4 або 2023-11");
        let period = cells.filled("period", period);
        // Which measures there are is data: the import checks the id.
        let measure = cells.must_id("measure");
        let value = cells.measure("value");
        let value = cells.filled("value", value);
        if measure.as_deref() == Some("satisfaction") && value.is_some_and(|value| value > 100.0) {
            cells.fault("value", "задоволеність понад 100", "відсоток від 0 до 100");
        }
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

/// `2023Q4` or `2023-11`; a small `q` and a spreadsheet's first day of the month are forgiven.
fn period(text: &str) -> Option<String> {
    let text = text.to_uppercase();
    let (year, part, last) = if let Some((year, quarter)) = text.split_once('Q') {
        (year, quarter, 4)
    } else {
        let (year, month) = text.split_once('-')?;
        (year, month.strip_suffix("-01").unwrap_or(month), 12)
    };
    let within = part.parse::<u32>().ok().filter(|number| (1..=last).contains(number))?;
    let plain = year.len() == 4 && year.parse::<u32>().is_ok_and(|year| (1900..=2200).contains(&year));
    let written = if last == 4 { format!("{year}Q{within}") } else { format!("{year}-{within:02}") };
    plain.then_some(written)
}
