//! `docs/tables.md` against the tables: required columns are marked, other titles are listed.

use crate::domain::rows::{
    AmendmentRow, AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow,
    PositionRow, ServiceRow, StepRow, TargetRow, TerritoryRow,
};
use crate::formats::tables::OwnRow;

const DOCUMENT: &str = include_str!("../../../docs/tables.md");

/// The first line of the document's table of columns that speaks of this own table.
fn line(table: &str) -> &'static str {
    DOCUMENT.lines().find(|line| line.starts_with(&format!("| `{table}` |"))).unwrap_or_default()
}

fn unmarked<T: OwnRow>() -> Vec<String> {
    let line = line(T::FORMAT.word());
    let marked = |key: &str| line.contains(&format!("**{key}**"));
    let wrong = T::COLUMNS.iter().filter(|column| column.required != marked(column.key));
    wrong.map(|column| format!("{} {}", T::FORMAT.word(), column.key)).collect()
}

#[test]
fn the_document_marks_the_required_columns_of_every_table_and_no_others() {
    let wrong: Vec<String> = [
        unmarked::<AmendmentRow>(),
        unmarked::<AnswerRow>(),
        unmarked::<DeclaredRow>(),
        unmarked::<DistrictRow>(),
        unmarked::<EquipmentRow>(),
        unmarked::<FactRow>(),
        unmarked::<FigureRow>(),
        unmarked::<OfferingRow>(),
        unmarked::<PointRow>(),
        unmarked::<PositionRow>(),
        unmarked::<ServiceRow>(),
        unmarked::<StepRow>(),
        unmarked::<TargetRow>(),
        unmarked::<TerritoryRow>(),
    ]
    .concat();
    assert!(wrong.is_empty(), "docs/tables.md: {wrong:?}");
}

#[test]
fn the_document_lists_the_other_titles_of_columns() {
    for (_, title, words) in crate::formats::synonyms::SYNONYMS {
        let line = DOCUMENT.lines().find(|line| {
            line.starts_with("| ") && line.contains(title) && words.iter().all(|word| line.contains(word))
        });
        assert!(line.is_some(), "docs/tables.md does not list {words:?} of «{title}»");
    }
}
