//! `katottg`: the official codifier with its level columns, as CSV or XLSX, into a tree of places.

use std::collections::HashMap;

use super::cells::Cells;
use super::columns::{Column, optional_column, required_column};
use super::repeated::refuse_repeated;
use super::{Fault, Format, Numbered, Parsed, table_rows};
use crate::domain::rows::TerritoryRow;
use crate::domain::{Category, Message, TerritoryCode, TextRule};

const LEVELS: [&str; 5] = ["level_1", "level_2", "level_3", "level_4", "level_5"];

const COLUMNS: &[Column] = &[
    required_column("level_1", "Перший рівень"),
    optional_column("level_2", "Другий рівень"),
    optional_column("level_3", "Третій рівень"),
    optional_column("level_4", "Четвертий рівень"),
    optional_column("level_5", "Додатковий рівень"),
    required_column("category", "Категорія об’єкта"),
    required_column("name", "Назва об’єкта"),
];

/// Reads the codifier. The code of a row is its last filled level, its parent the level before that which differs.
/// A parent that is not in the file is left for the importer to find among the places known already.
#[must_use]
pub fn read(bytes: &[u8]) -> Parsed<TerritoryRow> {
    let mut parsed = table_rows::read_rows(bytes, Format::Katottg.word(), COLUMNS, row);
    refuse_repeated(&mut parsed, "level_1", |place| place.code);
    refuse_wrong_parents(&mut parsed);
    parsed
}

fn row(cells: &mut Cells<'_>) -> Option<TerritoryRow> {
    let levels = levels(cells);
    let category = cells.parsed("category", Category::parse, "fault-unknown-category", "expected-category");
    let category = cells.required_value("category", category);
    let name = cells.must_text("name", TextRule::PLACE);
    let code = levels.last().copied();
    if code.is_none() && LEVELS.iter().all(|key| cells.raw(key).is_empty()) {
        cells.fault("level_1", "fault-no-code", "expected-code");
    }
    let parent = levels.iter().rev().copied().find(|level| Some(*level) != code);
    Some(TerritoryRow {
        code: code?,
        category: category?,
        name: name?,
        parent,
        location: None,
        kind: None,
        area_km2: None,
        centre: None,
    })
}

fn levels(cells: &mut Cells<'_>) -> Vec<TerritoryCode> {
    LEVELS.iter().filter_map(|key| cells.territory(key)).collect()
}

fn refuse_wrong_parents(parsed: &mut Parsed<TerritoryRow>) {
    let categories: HashMap<TerritoryCode, Category> =
        parsed.values().map(|place| (place.code, place.category)).collect();
    for Numbered { row, value: place } in &parsed.rows {
        let above = place.parent.and_then(|parent| categories.get(&parent).copied());
        let Some(reason) = wrong_parent(place, above) else { continue };
        let (column, value) = ("category".to_owned(), place.code.to_string());
        let expected = "expected-level".into();
        parsed.faults.push(Fault { row: *row, column, value, reason, expected });
    }
}

fn wrong_parent(place: &TerritoryRow, above: Option<Category>) -> Option<Message> {
    let of = |code| Message::new(code).with("category", place.category.letter().to_string());
    match (place.parent, above) {
        (None, _) if place.category.is_first_level() => None,
        (None, _) => Some(of("fault-category-first")),
        (Some(_), None) if place.category.is_first_level() => Some(of("fault-category-below")),
        (Some(_), None) => None,
        (Some(_), Some(above)) if place.category.may_stand_in(above) => None,
        (Some(parent), Some(above)) => {
            let told = of("fault-category-in").with("above", above.letter().to_string());
            Some(told.with("parent", parent.to_string()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::real;

    const HEADER: &str = "Перший рівень;Другий рівень;Третій рівень;Четвертий рівень;Додатковий рівень;\
                          Категорія об’єкта;Назва об’єкта\r\n";

    #[test]
    fn levels_become_parents_and_repeated_levels_are_passed_over() {
        let text = format!(
            "{HEADER}UA80000000000093317;;;;;K;Київ\r\nUA80000000000093317;UA80000000000093317;UA80000000000093317;\
             UA80000000000093317;UA80000000000126643;B;Голосіївський \r\n"
        );
        let parsed = read(text.as_bytes());
        assert!(parsed.faults.is_empty(), "{:?}", parsed.faults);
        assert_eq!(parsed.rows[0].value.parent, None);
        assert_eq!(parsed.rows[1].value.parent, Some(parsed.rows[0].value.code));
        assert_eq!(parsed.rows[1].value.name, "Голосіївський");
    }

    #[test]
    fn wrong_parents_categories_and_repeated_codes_are_told() {
        let text = format!(
            "{HEADER}UA53000000000028050;;;;;O;Полтавська\r\nUA53000000000028050;UA53020000000044207;;;;C;Село\r\n\
             UA53000000000028050;UA53040000000044207;;;;Z;Щось\r\nUA53000000000028050;;;;;O;Полтавська\r\n\
             UA53060000000044207;;;;;P;Район\r\n"
        );
        let told: Vec<u32> = read(text.as_bytes()).faults.iter().map(|fault| fault.row).collect();
        assert_eq!(told, [4, 5, 3, 6]);
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let text = format!("Кодифікатор;;;;;;\r\nстаном на;;;;;;\r\n{HEADER}UA53000000000028050;;;;;O;Полтавська\r\n");
        let parsed = read(text.as_bytes());
        assert_eq!((parsed.rows.len(), parsed.rows[0].row), (1, 4));
    }

    #[test]
    fn the_real_codifiers_read_whole() {
        for (name, count) in [("katottg/katottg-2025-05-16.csv", 31_748), ("katottg/katottg-2024.xlsx", 31_751)] {
            let Some(bytes) = real::file(name) else { return };
            let parsed = read(&bytes);
            assert_eq!((parsed.rows.len(), parsed.faults.len(), parsed.warnings.len()), (count, 0, 0), "{name}");
        }
    }
}
