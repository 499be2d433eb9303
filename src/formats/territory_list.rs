//! `territory-list`: territories of order 376 by section, with the periods that may stand together in one cell.

use chrono::NaiveDate;

use super::cells::Cells;
use super::columns::{Column, optional_column, required_column};
use super::repeated::refuse_repeated;
use super::{Format, Parsed, table_rows};
use crate::domain::facts::word_enum;
use crate::domain::{Message, Period, TerritoryCode, TerritoryStatus, TextRule};

word_enum! {
    /// A section of the list.
    Section {
        PossibleHostilities = "possible_hostilities",
        ActiveHostilities = "active_hostilities",
        /// Active hostilities where state registers still work.
        ActiveHostilitiesWithRegisters = "active_hostilities_with_registers",
        Occupied = "occupied",
        /// The second part of the occupied territories, split off where the source table breaks.
        OccupiedContinued = "t5",
    }
}

impl Section {
    /// The status a hromada takes from this section; possible hostilities alone leave it ordinary.
    #[must_use]
    pub const fn status(self) -> TerritoryStatus {
        match self {
            Self::PossibleHostilities => TerritoryStatus::Ordinary,
            Self::ActiveHostilities | Self::ActiveHostilitiesWithRegisters => TerritoryStatus::Hostilities,
            Self::Occupied | Self::OccupiedContinued => TerritoryStatus::Occupied,
        }
    }
}

/// A territory in one section: an oblast, a raion, a hromada or a settlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedTerritory {
    pub section: Section,
    pub code: TerritoryCode,
    pub name: String,
    /// In their order. The order names the last day, so `until` is the day after it.
    pub periods: Vec<Period>,
    /// True when places within are excepted («за винятком …»): the row does not speak of the whole.
    pub partial: bool,
}

const COLUMNS: &[Column] = &[
    required_column("section", "Розділ"),
    required_column("code", "Код"),
    required_column("name", "Найменування"),
    required_column("start", "Дата початку"),
    optional_column("end", "Дата завершення"),
];

/// Reads the list from CSV or XLSX.
#[must_use]
pub fn read(bytes: &[u8]) -> Parsed<ListedTerritory> {
    let mut parsed = table_rows::read_rows(bytes, Format::TerritoryList.word(), COLUMNS, row);
    refuse_repeated(&mut parsed, "section + code", |row| format!("{} {}", row.section, row.code));
    parsed
}

fn row(cells: &mut Cells<'_>) -> Option<ListedTerritory> {
    let section = cells.must_word::<Section>("section");
    let code = cells.must_territory("code");
    let name =
        cells.must_text("name", TextRule::TEXT).map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
    let periods = periods(cells);
    let name = name?;
    let partial = name.contains("за винятком");
    Some(ListedTerritory { section: section?, code: code?, name, periods: periods?, partial })
}

fn periods(cells: &mut Cells<'_>) -> Option<Vec<Period>> {
    const EXPECTED: &str = "expected-dates";
    let starts = cells.parsed("start", dates, "fault-not-dates", EXPECTED);
    let starts = cells.required_value("start", starts)?;
    let ends = cells.parsed("end", dates, "fault-not-dates", EXPECTED);
    if ends.is_none() && !cells.raw("end").is_empty() {
        return None;
    }
    let ends = ends.unwrap_or_default();
    // Only the last period may still be open.
    if ends.len() > starts.len() || ends.len() + 1 < starts.len() {
        let expected = Message::new("expected-ends").with("count", starts.len());
        cells.fault("end", "fault-dates-differ", expected);
        return None;
    }
    let last_day_after = |at: usize| ends.get(at).and_then(NaiveDate::succ_opt);
    let periods: Vec<Period> =
        starts.iter().enumerate().map(|(at, start)| Period::new(Some(*start), last_day_after(at))).collect();
    if periods.iter().any(Period::is_empty) {
        cells.fault("end", "fault-end-before-start", "expected-not-before-start");
        return None;
    }
    Some(periods)
}

/// Every date of a cell; stray spaces inside a date are forgiven.
fn dates(text: &str) -> Option<Vec<NaiveDate>> {
    let allowed = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '-' | ',' | ';');
    if !text.chars().all(allowed) {
        return None;
    }
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let date = |group: &[&str]| {
        let mark = if group.first().is_some_and(|first| first.len() == 4) { "-" } else { "." };
        crate::domain::parse_date(&group.join(mark))
    };
    let dates: Option<Vec<NaiveDate>> = groups.chunks(3).map(date).collect();
    dates.filter(|dates| !dates.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::real;

    fn one(start: &str, end: &str) -> Parsed<ListedTerritory> {
        let text =
            format!("section,code,name,start,end\nt5,UA74100050000019554,Городнянська громада,\"{start}\",\"{end}\"\n");
        read(text.as_bytes())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_named_end_is_the_last_day() {
        let parsed = one("24.02.2022", "24.02.2022");
        let period = parsed.rows[0].value.periods[0];
        assert!(period.contains(day("2022-02-24")) && !period.contains(day("2022-02-25")));
        assert_eq!(parsed.rows[0].value.section.status(), TerritoryStatus::Occupied);
    }

    #[test]
    fn several_periods_stand_on_lines_and_the_last_may_be_open() {
        let parsed = one("24.02.2022 \n15.09. 2023", "29.11 2022");
        let periods = &parsed.rows[0].value.periods;
        assert_eq!(periods[0], Period::new(Some(day("2022-02-24")), Some(day("2022-11-30"))));
        assert_eq!(periods[1], Period::new(Some(day("2023-09-15")), None));
    }

    #[test]
    fn wrong_dates_are_told() {
        for (start, end) in
            [("колись", ""), ("24.02.2022", "23.02.2022"), ("31.02.2022", ""), ("01.01.2022", "a"), ("", "")]
        {
            assert_eq!(one(start, end).faults.len(), 1, "{start} {end}");
        }
        assert_eq!(one("01.01.2022", "01.02.2022\n01.03.2022").faults[0].column, "end");
    }

    #[test]
    fn the_real_list_reads_whole() {
        let Some(bytes) = real::file("hromadas/territories-order376-2025-05-07.csv") else { return };
        let parsed = read(&bytes);
        assert_eq!(
            (parsed.rows.len(), parsed.faults.as_slice(), parsed.warnings.as_slice()),
            (3_015, &[][..], &[][..])
        );
        assert_eq!(parsed.values().filter(|row| row.partial).count(), 55);
        assert!(parsed.values().any(|row| row.periods.len() == 3));
    }
}
