//! What is known of one type of equipment at a point on a day: rows of its table, and flags of the national sources.

use chrono::NaiveDate;

use super::network::PointRecord;
use super::point::PointOnDate;
use super::snapshot::Registry;
use super::sourced::Sourced;
use crate::domain::rows::{EquipmentRow, PointRow};
use crate::domain::timeline::in_force_on;

/// A yes/no statement of a source about one type of equipment; it tells no quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EquipmentFlag<'a> {
    pub present: bool,
    /// Since when it has been stated without a break; `None`: since always.
    pub from: Option<NaiveDate>,
    /// The row of the point that states it on the day.
    pub row: &'a Sourced<PointRow>,
}

/// One type of equipment at a point on a day. Between a flag and rows of the type the later start decides, on the same day
/// the rows; a flag goes before what is concluded from rows of other types.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EquipmentOnDate<'a> {
    /// Rows of the type that hold, one for each lot bought by one funder; none where a flag denies them.
    pub rows: Vec<&'a Sourced<EquipmentRow>>,
    /// The flag, where it decides and no row tells more.
    pub flag: Option<EquipmentFlag<'a>>,
    /// Something was stated of the equipment of the point by the day.
    stated: bool,
}

impl EquipmentOnDate<'_> {
    /// Whether the point has it; `None`: not known.
    #[must_use]
    pub fn is_present(&self) -> Option<bool> {
        match self.flag {
            Some(flag) => Some(flag.present),
            None => self.stated.then(|| self.counted_pieces() > 0),
        }
    }

    /// How many pieces; `None`: not known whether, or how many.
    #[must_use]
    pub fn pieces(&self) -> Option<u32> {
        match self.flag {
            Some(flag) => (!flag.present).then_some(0),
            None => self.stated.then(|| self.counted_pieces()),
        }
    }

    /// True where the absence only follows from rows of other types.
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        self.stated && self.flag.is_none() && self.rows.is_empty()
    }

    fn counted_pieces(&self) -> u32 {
        self.rows.iter().map(|row| row.quantity).sum()
    }
}

impl Registry {
    /// What is known of a type of equipment at the point.
    #[must_use]
    pub fn equipment_at<'a>(&'a self, point: &'a PointOnDate, kind: &str) -> EquipmentOnDate<'a> {
        let all = self.records.equipment.rows_of(point.id());
        let begun = || all.iter().filter(|row| row.period.starts_by(self.date));
        let latest = begun().filter(|row| row.kind == kind).map(|row| row.period.from).max();
        let keys = self.records.rules.equipment_type(kind).map(|kind| kind.flags.as_slice()).unwrap_or_default();
        let flag = flag(&point.record, point.held, keys).filter(|flag| latest.is_none_or(|from| flag.from > from));
        let lots = all.chunk_by(|a, b| (&a.kind, &a.funder) == (&b.kind, &b.funder));
        let rows: Vec<_> = lots.filter_map(|lot| in_force_on(lot, self.date)).filter(|row| row.kind == kind).collect();
        let there = rows.iter().any(|row| row.quantity > 0);
        match flag {
            // The flag confirms what rows tell more of.
            Some(flag) if flag.present && there => EquipmentOnDate { rows, flag: None, stated: true },
            Some(_) => EquipmentOnDate { rows: Vec::new(), flag, stated: true },
            None => EquipmentOnDate { rows, flag: None, stated: begun().next().is_some() },
        }
    }
}

/// What the row that holds says by the first of the keys it states, and since when.
fn flag<'a>(record: &'a PointRecord, held: usize, keys: &[String]) -> Option<EquipmentFlag<'a>> {
    let row = record.rows.get(held)?;
    let present = stated_flag(row, keys)?;
    let before = record.rows.get(..held)?.iter().rev().take_while(|row| stated_flag(row, keys) == Some(present));
    let first = before.last().unwrap_or(row);
    Some(EquipmentFlag { present, from: first.period.from, row })
}

fn stated_flag(row: &PointRow, keys: &[String]) -> Option<bool> {
    let of = |key: &String| row.features.iter().find(|(known, _)| known == key).map(|(_, yes)| *yes);
    keys.iter().find_map(of)
}

#[cfg(test)]
mod tests {
    use crate::domain::PointKind;
    use crate::registry::testing::{World, period};

    const KIND: &str = "card_terminal";

    /// A period of the point with what its source flags.
    fn flagged(world: World, from: &str, until: &str, flags: &[(&str, bool)]) -> World {
        let features = flags.iter().map(|(key, yes)| ((*key).to_owned(), *yes)).collect();
        world.point_as("c", PointKind::Cnap, 1, |row| (row.period, row.features) = (period(from, until), features))
    }

    /// Whether it is there and how many, on a day.
    fn on(world: &World, day: &str, kind: &str) -> (Option<bool>, Option<u32>) {
        let registry = world.at(day);
        let known = registry.equipment_at(registry.point("c").unwrap(), kind);
        (known.is_present(), known.pieces())
    }

    #[test]
    fn a_flag_tells_of_its_own_type_only_and_counts_nothing() {
        let world = flagged(World::new(1), "2023-06-16", "", &[("pay_terminal", true), ("self_serv", false)]);
        assert_eq!(on(&world, "2023-07-01", KIND), (Some(true), None));
        assert_eq!(on(&world, "2023-07-01", "info_terminal"), (Some(false), Some(0)));
        assert_eq!(on(&world, "2023-07-01", "e_queue"), (None, None));
    }

    #[test]
    fn rows_of_other_types_are_a_no_only_where_nothing_is_flagged() {
        let world = flagged(World::new(1), "2023-06-16", "", &[("pay_terminal", true)]);
        let world = world.equip_over("c", "id_reader", 2, "2024-01-01", "");
        assert_eq!(on(&world, "2024-02-01", KIND), (Some(true), None));
        assert_eq!(on(&world, "2024-02-01", "e_queue"), (Some(false), Some(0)));
        assert_eq!(on(&world, "2023-12-01", "e_queue"), (None, None));
    }

    #[test]
    fn between_a_flag_and_rows_of_the_type_the_later_start_decides() {
        let no = || flagged(World::new(1), "2023-06-16", "", &[("pay_terminal", false)]);
        let yes = || flagged(World::new(1), "2023-06-16", "", &[("pay_terminal", true)]);
        for (world, expected) in [
            (no().equip_over("c", KIND, 2, "2023-01-01", ""), (Some(false), Some(0))),
            (no().equip_over("c", KIND, 2, "2023-06-16", ""), (Some(true), Some(2))),
            (no().equip_over("c", KIND, 2, "2023-06-17", ""), (Some(true), Some(2))),
            (no().equip_over("c", KIND, 2, "2023-06-17", "2023-06-20"), (Some(false), Some(0))),
            (yes().equip_over("c", KIND, 2, "2023-01-01", ""), (Some(true), Some(2))),
            (yes().equip_over("c", KIND, 2, "2023-01-01", "2023-02-01"), (Some(true), None)),
            (yes().equip_over("c", KIND, 0, "2023-01-01", ""), (Some(true), None)),
            (yes().equip_over("c", KIND, 0, "2023-06-17", ""), (Some(false), Some(0))),
        ] {
            assert_eq!(on(&world, "2023-07-01", KIND), expected);
        }
    }

    #[test]
    fn a_flag_holds_from_the_beginning_of_the_run_that_says_the_same() {
        let world = flagged(World::new(1), "2023-01-01", "", &[("pay_terminal", false)]);
        let world = flagged(world, "2023-06-01", "", &[("pay_terminal", true)]);
        let world = flagged(world, "2023-09-01", "", &[("pay_terminal", true), ("free_wifi", true)]);
        let registry = world.at("2023-10-01");
        let flag = |kind| registry.equipment_at(registry.point("c").unwrap(), kind).flag.unwrap().from.unwrap();
        assert_eq!(
            (flag(KIND).to_string(), flag("visitor_wifi").to_string()),
            ("2023-06-01".into(), "2023-09-01".into())
        );
        let counted = world.equip_over("c", KIND, 0, "2023-07-01", "");
        assert_eq!(on(&counted, "2023-10-01", KIND), (Some(false), Some(0)), "saying it again states nothing new");
    }

    #[test]
    fn of_several_flags_the_most_exact_one_stated_decides() {
        let both =
            flagged(World::new(1), "2023-06-16", "", &[("e_registr", true), ("has_automatic_queue_handle", false)]);
        assert_eq!(on(&both, "2023-07-01", "e_queue"), (Some(false), Some(0)));
        let one = flagged(World::new(1), "2023-06-16", "", &[("e_registr", true)]);
        assert_eq!(on(&one, "2023-07-01", "e_queue"), (Some(true), None));
    }
}
