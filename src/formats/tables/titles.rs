//! Ukrainian titles of columns by table and key.

use super::OwnRow;
use crate::domain::rows::{
    AmendmentRow, AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow,
    PositionRow, ServiceRow, StepRow, TerritoryRow,
};

/// The Ukrainian title of a column of an own table; `None` for what no own table has.
#[must_use]
pub fn column_title(table: &str, key: &str) -> Option<&'static str> {
    let titles = [
        title::<TerritoryRow>,
        title::<FactRow>,
        title::<DistrictRow>,
        title::<PointRow>,
        title::<ServiceRow>,
        title::<StepRow>,
        title::<PositionRow>,
        title::<AmendmentRow>,
        title::<DeclaredRow>,
        title::<OfferingRow>,
        title::<AnswerRow>,
        title::<EquipmentRow>,
        title::<FigureRow>,
    ];
    titles.iter().find_map(|title| title(table, key))
}

fn title<T: OwnRow>(table: &str, key: &str) -> Option<&'static str> {
    let column = T::COLUMNS.iter().find(|column| column.key == key)?;
    (T::FORMAT.word() == table).then_some(column.title)
}

/// The columns that name a row of an own table; none for what is no own table.
#[must_use]
pub fn key_columns(table: &str) -> &'static [&'static str] {
    let keys = [
        key::<TerritoryRow>,
        key::<FactRow>,
        key::<DistrictRow>,
        key::<PointRow>,
        key::<ServiceRow>,
        key::<StepRow>,
        key::<PositionRow>,
        key::<DeclaredRow>,
        key::<OfferingRow>,
        key::<AnswerRow>,
        key::<EquipmentRow>,
        key::<FigureRow>,
    ];
    keys.iter().find_map(|key| key(table)).unwrap_or_default()
}

fn key<T: OwnRow>(table: &str) -> Option<&'static [&'static str]> {
    (T::FORMAT.word() == table).then_some(T::KEY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_titled_in_its_own_table() {
        assert_eq!(column_title("points", "name"), Some("Назва"));
        assert_eq!(column_title("points", "fact"), None);
        assert_eq!(column_title("boundaries", "shape"), None);
    }
}
