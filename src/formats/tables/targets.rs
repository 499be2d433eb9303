//! `targets`: baselines and yearly targets of indicators, as the programme of a territory states them.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::TextRule;
use crate::domain::rows::{TargetKind, TargetRow};
use crate::formats::Format;
use crate::formats::cells::{Cells, number};
use crate::formats::columns::{Column, optional_column, required_column};
use crate::formats::references::{Need, Subject};

entry_points!(TargetRow);

/// Years a programme may speak of.
const YEARS: std::ops::RangeInclusive<i32> = 1991..=2100;

impl OwnRow for TargetRow {
    const FORMAT: Format = Format::Targets;
    const COLUMNS: &'static [Column] = &[
        required_column("territory", "Територія"),
        required_column("indicator", "Показник"),
        required_column("kind", "Вид значення"),
        required_column("year", "Рік"),
        required_column("value", "Значення"),
        optional_column("act", "Акт"),
    ];
    const KEY: &'static [&'static str] = &["territory", "indicator", "kind", "year"];
    const NEEDS: &'static [Need] = &[Need::Rules, Need::Places];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let territory = cells.must_area("territory");
        let indicator = cells.must_reference("indicator", &Subject::Indicator);
        let kind = cells.must_word::<TargetKind>("kind");
        let year = cells.parsed("year", year, "fault-not-a-year", "expected-year");
        let year = cells.required_value("year", year);
        let expected = "expected-target";
        let value = cells.parsed("value", value, "fault-not-a-number", expected);
        let value = cells.required_value("value", value);
        let act = cells.text("act", TextRule::TEXT);
        Some(Self { territory: territory?, indicator: indicator?, kind: kind?, year: year?, value: value?, act })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(self.territory)).text(Some(&self.indicator)).text(Some(self.kind.word()));
        line.number(Some(self.year)).number(Some(self.value)).text(self.act.as_ref());
    }

    fn by_key(&self, other: &Self) -> Ordering {
        let key = |row: &Self| (row.territory, row.indicator.clone(), row.kind, row.year);
        key(self).cmp(&key(other))
    }

    fn key(&self) -> String {
        format!("{} {} {} {}", self.territory, self.indicator, self.kind.word(), self.year)
    }
}

fn year(text: &str) -> Option<i32> {
    text.parse().ok().filter(|year| YEARS.contains(year))
}

/// A number, or a percentage with its sign.
fn value(text: &str) -> Option<f64> {
    let percent = text.strip_suffix('%');
    let value = number(percent.unwrap_or(text).trim_end())?;
    let value = if percent.is_some() { value / 100.0 } else { value };
    (value >= 0.0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_the_fraction_it_means() {
        assert_eq!([value("20 %"), value("100%"), value("0,2"), value("3")], [0.2, 1.0, 0.2, 3.0].map(Some));
        assert_eq!([value("-1"), value("багато"), value("%")], [None; 3]);
    }

    #[test]
    fn a_year_is_a_year() {
        assert_eq!([year("2026"), year("26"), year("2026.5")], [Some(2026), None, None]);
    }
}
