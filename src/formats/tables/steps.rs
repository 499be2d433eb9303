//! `service-steps`: technological cards, one step a row.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::TextRule;
use crate::domain::rows::StepRow;
use crate::formats::Format;
use crate::formats::cells::Cells;
use crate::formats::columns::{Column, optional_column, required_column};
use crate::formats::references::{Need, Subject};

entry_points!(StepRow);

impl OwnRow for StepRow {
    const FORMAT: Format = Format::ServiceSteps;
    const COLUMNS: &'static [Column] = &[
        required_column("service", "Код послуги"),
        required_column("position", "№ кроку"),
        required_column("step", "Крок"),
        optional_column("responsible", "Відповідальний"),
        optional_column("days", "Днів"),
        optional_column("note", "Примітка"),
    ];
    const KEY: &'static [&'static str] = &["service", "position"];
    const NEEDS: &'static [Need] = &[Need::Services];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let service = cells.must_reference("service", &Subject::Service);
        let position = cells.parsed(
            "position",
            |text| text.parse().ok().filter(|n| *n > 0),
            "fault-not-a-position",
            "expected-position",
        );
        let position = cells.required_value("position", position);
        let step = cells.must_text("step", TextRule::TEXT);
        Some(Self {
            responsible: cells.text("responsible", TextRule::NAME),
            days: cells.count("days"),
            note: cells.text("note", TextRule::TEXT),
            service: service?,
            position: position?,
            step: step?,
        })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(&self.service)).number(Some(self.position)).text(Some(&self.step));
        line.text(self.responsible.as_ref()).number(self.days).text(self.note.as_ref());
    }

    fn by_key(&self, other: &Self) -> Ordering {
        (&self.service, self.position).cmp(&(&other.service, other.position))
    }

    fn key(&self) -> String {
        format!("{} {}", self.service, self.position)
    }
}
