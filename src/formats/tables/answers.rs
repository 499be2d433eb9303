//! `answers`: answers to the criteria of checklists.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::rows::AnswerRow;
use crate::domain::{Answer, TextRule};
use crate::formats::Format;
use crate::formats::cells::{Cells, number};
use crate::formats::columns::{Column, optional_column, required_column};
use crate::formats::references::{Need, Subject};

entry_points!(AnswerRow);

impl OwnRow for AnswerRow {
    const FORMAT: Format = Format::Answers;
    const COLUMNS: &'static [Column] = &[
        required_column("point", "Код пункту"),
        required_column("checklist", "Картка"),
        optional_column("date", "Дата"),
        required_column("criterion", "Критерій"),
        required_column("answer", "Відповідь"),
        optional_column("measure", "Вимір"),
        optional_column("note", "Примітка"),
    ];
    const KEY: &'static [&'static str] = &["point", "checklist", "criterion", "date"];
    const NEEDS: &'static [Need] = &[Need::Points, Need::Rules];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let point = cells.must_reference("point", &Subject::Point);
        let checklist = cells.must_reference("checklist", &Subject::Checklist);
        // Of an unknown checklist no criterion can be checked.
        let criteria = Subject::Criterion(checklist.clone().unwrap_or_default());
        let criterion = cells.must_reference("criterion", &criteria);
        let answer = cells.must_word::<Answer>("answer");
        Some(Self {
            date: cells.date("date"),
            measure: cells.parsed("measure", number, "fault-not-a-number", "expected-number-like"),
            note: cells.text("note", TextRule::TEXT),
            point: point?,
            checklist: checklist?,
            criterion: criterion?,
            answer: answer?,
        })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(&self.point)).text(Some(&self.checklist)).date(self.date).text(Some(&self.criterion));
        line.text(Some(self.answer)).number(self.measure).text(self.note.as_ref());
    }

    fn by_key(&self, other: &Self) -> Ordering {
        let key = |row: &Self| (row.point.clone(), row.checklist.clone(), row.criterion.clone(), row.date);
        self.point.cmp(&other.point).then_with(|| key(self).cmp(&key(other)))
    }

    fn key(&self) -> String {
        let date = self.date.map(|date| date.to_string()).unwrap_or_default();
        format!("{} {} {} {date}", self.point, self.checklist, self.criterion).trim_end().to_owned()
    }
}
