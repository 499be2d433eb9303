//! `hromada-facts`: what is known of a hromada over periods.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::facts::BOOLEANS;
use crate::domain::rows::FactRow;
use crate::domain::{Fact, FactName, HromadaClass, Message, Period, TerritoryStatus, Word as _};
use crate::formats::Format;
use crate::formats::cells::Cells;
use crate::formats::columns::{Column, optional_column, required_column};
use crate::formats::references::Need;

entry_points!(FactRow);

impl OwnRow for FactRow {
    const FORMAT: Format = Format::HromadaFacts;
    const COLUMNS: &'static [Column] = &[
        required_column("hromada", "Громада"),
        required_column("fact", "Відомість"),
        required_column("value", "Значення"),
        optional_column("from", "Діє з"),
        optional_column("until", "Діє до"),
    ];
    const KEY: &'static [&'static str] = &["hromada", "fact"];
    const NEEDS: &'static [Need] = &[Need::Places];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let hromada = cells.must_hromada("hromada");
        let name = cells.must_word::<FactName>("fact");
        let fact = name.and_then(|name| value(cells, name));
        let period = cells.period();
        Some(Self { hromada: hromada?, fact: fact?, period })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(self.hromada)).text(Some(self.fact.name())).text(Some(self.fact.text()));
        line.date(self.period.from).date(self.period.until);
    }

    fn by_key(&self, other: &Self) -> Ordering {
        (self.hromada, self.fact.name()).cmp(&(other.hromada, other.fact.name()))
    }

    fn key(&self) -> String {
        format!("{} {}", self.hromada, self.fact.name())
    }

    fn span(&self) -> Option<Period> {
        Some(self.period)
    }
}

fn value(cells: &mut Cells<'_>, name: FactName) -> Option<Fact> {
    let expected = match name {
        FactName::Population => Message::new("expected-people"),
        FactName::DmsUnit | FactName::MvsCentre => Message::new("expected-yes-no").with("words", BOOLEANS),
        FactName::Class => Message::new("expected-one-of").with("words", HromadaClass::expected()),
        FactName::TerritoryStatus => Message::new("expected-one-of").with("words", TerritoryStatus::expected()),
    };
    let fact = cells.parsed("value", |text| Fact::parse(name, text), "fault-value-misfit", expected);
    cells.required_value("value", fact)
}
