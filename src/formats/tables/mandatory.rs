//! `mandatory` and `mandatory-declared`: editions of the lists and the counts they declare.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::rows::{DeclaredRow, ListClass, PositionRow};
use crate::domain::{Condition, Message, Word as _};
use crate::formats::Format;
use crate::formats::cells::{Cells, parts};
use crate::formats::columns::{Column, clip, optional_column, required_column};
use crate::formats::references::{Need, Subject};

entry_points!(PositionRow);

impl OwnRow for PositionRow {
    const FORMAT: Format = Format::Mandatory;
    const COLUMNS: &'static [Column] = &[
        required_column("list", "Перелік"),
        required_column("in_force", "Набирає чинності"),
        required_column("service", "Код послуги"),
        required_column("classes", "Класи"),
        optional_column("condition", "Умова"),
    ];
    const KEY: &'static [&'static str] = &["list", "in_force", "service"];
    const NEEDS: &'static [Need] = &[Need::Services];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let list = cells.must_id("list");
        let in_force = cells.date("in_force");
        let in_force = cells.required_value("in_force", in_force);
        let service = cells.must_reference("service", &Subject::Service);
        let classes = classes(cells);
        let condition = condition(cells);
        Some(Self { list: list?, in_force: in_force?, service: service?, classes: classes?, condition })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(&self.list)).date(Some(self.in_force)).text(Some(&self.service));
        line.list(self.classes.iter().map(|class| class.word()), " ").text(self.condition.as_ref());
    }

    fn by_key(&self, other: &Self) -> Ordering {
        (&self.list, self.in_force, &self.service).cmp(&(&other.list, other.in_force, &other.service))
    }

    fn key(&self) -> String {
        format!("{} {} {}", self.list, self.in_force, self.service)
    }
}

pub(super) fn classes(cells: &mut Cells<'_>) -> Option<Vec<ListClass>> {
    let mut classes = Vec::new();
    for part in cells.list("classes", class_words) {
        let Some(class) = ListClass::read(&part) else {
            let expected = Message::new("expected-classes").with("words", ListClass::expected());
            let reason = Message::new("fault-no-class").with("class", clip(&part));
            cells.fault("classes", reason, expected);
            return None;
        };
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    let classes = (!classes.is_empty()).then_some(classes);
    cells.required_value("classes", classes)
}

/// Parts between commas; a part that is no class as a whole is taken for several words.
fn class_words(text: &str) -> Vec<String> {
    let whole = parts(text, &[',', ';', '\n']).into_iter();
    whole
        .flat_map(|part| if ListClass::read(&part).is_some() { vec![part] } else { parts(&part, &[' ', '\t']) })
        .collect()
}

pub(super) fn condition(cells: &mut Cells<'_>) -> Option<Condition> {
    let text = cells.raw("condition");
    if text.is_empty() {
        return None;
    }
    match Condition::parse(&text) {
        Ok(condition) => Some(condition),
        Err(error) => {
            cells.fault("condition", error, "expected-condition");
            None
        }
    }
}

/// `mandatory-declared`.
pub mod declared {
    use super::DeclaredRow;
    use crate::formats::tables::entry_points;

    entry_points!(DeclaredRow);
}

impl OwnRow for DeclaredRow {
    const FORMAT: Format = Format::MandatoryDeclared;
    const COLUMNS: &'static [Column] = &[
        required_column("list", "Перелік"),
        required_column("in_force", "Набирає чинності"),
        required_column("class", "Клас"),
        required_column("count", "Кількість"),
    ];
    const KEY: &'static [&'static str] = &["list", "in_force", "class"];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let list = cells.must_id("list");
        let in_force = cells.date("in_force");
        let in_force = cells.required_value("in_force", in_force);
        let class = cells.must_word::<ListClass>("class");
        let count = cells.count("count");
        let count = cells.required_value("count", count);
        Some(Self { list: list?, in_force: in_force?, class: class?, count: count? })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(&self.list)).date(Some(self.in_force)).text(Some(self.class.word())).number(Some(self.count));
    }

    fn by_key(&self, other: &Self) -> Ordering {
        (&self.list, self.in_force, self.class).cmp(&(&other.list, other.in_force, other.class))
    }

    fn key(&self) -> String {
        format!("{} {} {}", self.list, self.in_force, self.class.word())
    }
}
