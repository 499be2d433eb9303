//! `equipment`: things at points over periods.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::rows::EquipmentRow;
use crate::domain::{Period, TextRule};
use crate::formats::Format;
use crate::formats::cells::Cells;
use crate::formats::columns::{Column, optional_column, required_column};
use crate::formats::references::{Need, Subject};

entry_points!(EquipmentRow);

impl OwnRow for EquipmentRow {
    const FORMAT: Format = Format::Equipment;
    const COLUMNS: &'static [Column] = &[
        required_column("point", "Код пункту"),
        required_column("type", "Тип обладнання"),
        optional_column("quantity", "Кількість"),
        optional_column("from", "Діє з"),
        optional_column("until", "Діє до"),
        optional_column("funder", "Джерело коштів"),
        optional_column("state", "Стан"),
    ];
    const KEY: &'static [&'static str] = &["point", "type", "funder"];
    const NEEDS: &'static [Need] = &[Need::Points, Need::Rules];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let point = cells.must_reference("point", &Subject::Point);
        let kind = cells.must_reference("type", &Subject::EquipmentType);
        Some(Self {
            // An empty quantity is one piece; 0 states that there is none.
            quantity: cells.count("quantity").unwrap_or(1),
            period: cells.period(),
            funder: cells.text("funder", TextRule::NAME),
            state: cells.text("state", TextRule::NAME),
            point: point?,
            kind: kind?,
        })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(&self.point)).text(Some(&self.kind)).number(Some(self.quantity));
        line.date(self.period.from).date(self.period.until).text(self.funder.as_ref()).text(self.state.as_ref());
    }

    fn by_key(&self, other: &Self) -> Ordering {
        (&self.point, &self.kind, &self.funder).cmp(&(&other.point, &other.kind, &other.funder))
    }

    fn key(&self) -> String {
        let funder = self.funder.as_deref().unwrap_or_default();
        format!("{} {} {funder}", self.point, self.kind).trim_end().to_owned()
    }

    fn span(&self) -> Option<Period> {
        Some(self.period)
    }
}
