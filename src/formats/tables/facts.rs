//! `hromada-facts`: what is known of a hromada over periods.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::rows::FactRow;
use crate::domain::{Fact, FactName, HromadaClass, Period, TerritoryStatus};
use crate::formats::Format;
use crate::formats::cells::Cells;
use crate::formats::columns::{Column, may, must};

entry_points!(FactRow);

impl OwnRow for FactRow {
    const FORMAT: Format = Format::HromadaFacts;
    const COLUMNS: &'static [Column] = &[
        must("hromada", "Громада"),
        must("fact", "Відомість"),
        must("value", "Значення"),
        may("from", "Діє з"),
        may("until", "Діє до"),
    ];
    const KEY: &'static [&'static str] = &["hromada", "fact"];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let hromada = cells.must_territory("hromada");
        let name = cells.word("fact", FactName::parse, FactName::ALL, FactName::word);
        let name = cells.filled("fact", name);
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
        FactName::Population => "ціле число людей".to_owned(),
        FactName::DmsUnit | FactName::MvsCentre => "yes або no".to_owned(),
        FactName::Class => words(HromadaClass::ALL.iter().map(|value| value.word())),
        FactName::TerritoryStatus => words(TerritoryStatus::ALL.iter().map(|value| value.word())),
    };
    let fact = cells.parsed("value", |text| Fact::parse(name, text), "значення не підходить до відомості", &expected);
    cells.filled("value", fact)
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    format!("одне з: {}", words.collect::<Vec<_>>().join(", "))
}
