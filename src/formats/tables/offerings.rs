//! `offerings`: which services are given at which points over which periods.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::rows::OfferingRow;
use crate::domain::{Period, TextRule};
use crate::formats::Format;
use crate::formats::cells::Cells;
use crate::formats::columns::{Column, optional_column, required_column};
use crate::formats::references::{Need, Subject};

entry_points!(OfferingRow);

impl OwnRow for OfferingRow {
    const FORMAT: Format = Format::Offerings;
    const COLUMNS: &'static [Column] = &[
        required_column("point", "Код пункту"),
        required_column("service", "Код послуги"),
        optional_column("from", "Діє з"),
        optional_column("until", "Діє до"),
        optional_column("ground", "Підстава"),
    ];
    const KEY: &'static [&'static str] = &["point", "service"];
    const NEEDS: &'static [Need] = &[Need::Points, Need::Services];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let point = cells.must_reference("point", &Subject::Point);
        let service = cells.must_reference("service", &Subject::Service);
        let period = cells.period();
        let ground = cells.text("ground", TextRule::TEXT);
        Some(Self { point: point?, service: service?, period, ground })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(&self.point)).text(Some(&self.service));
        line.date(self.period.from).date(self.period.until).text(self.ground.as_ref());
    }

    fn by_key(&self, other: &Self) -> Ordering {
        (&self.point, &self.service).cmp(&(&other.point, &other.service))
    }

    fn key(&self) -> String {
        format!("{} {}", self.point, self.service)
    }

    fn span(&self) -> Option<Period> {
        Some(self.period)
    }
}
