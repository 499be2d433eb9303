//! Editions compared and drafts previewed.

use std::sync::Arc;

use super::*;
use crate::compliance::compare::difference;
use crate::compliance::preview::{draft, preview};
use crate::domain::PointKind;
use crate::domain::rows::PositionRow;
use crate::registry::testing::day;

fn world() -> World {
    World::new(2)
        .service("A", "social")
        .service("B", "local")
        .service("C", "other")
        .fact(1, "class", "rural")
        .fact(2, "class", "urban")
        .edition("2023-01-01", &[("A", "cnap raion_centre", ""), ("B", "cnap", "no dms_unit")])
        .edition("2023-06-01", &[("A", "cnap", ""), ("B", "cnap", "dms_unit"), ("C", "tp", "")])
        .point("c1", PointKind::Cnap, 1)
        .point("c2", PointKind::Cnap, 2)
        .offer("c1", "A")
        .offer("c2", "A")
        .offer("c2", "C")
}

fn rows(world: &World, edition: usize) -> Vec<PositionRow> {
    world.records().lists.editions[edition].positions.clone()
}

#[test]
fn a_difference_tells_what_was_added_removed_and_changed() {
    let records = world().records();
    let [old, new] = records.lists.editions.as_slice() else { panic!("two editions") };
    let told = difference(old, new);
    assert_eq!(told.added.iter().map(|one| one.service).collect::<Vec<_>>(), ["C"]);
    assert!(told.removed.is_empty());
    let changed: Vec<_> =
        told.changed.iter().map(|one| (one.service, one.classes_changed, one.condition_changed)).collect();
    assert_eq!(changed, [("B", false, true)], "naming a larger class beside a smaller adds nothing");
    assert_eq!(told.unchanged, 1);
    assert_eq!(difference(new, old).removed.len(), 1);
}

#[test]
fn a_preview_names_the_points_that_would_miss_something_and_from_when() {
    let world = world();
    let mut positions = rows(&world, 1);
    positions[2].classes = vec![crate::domain::rows::ListClass::Cnap];
    let draft = draft("523-р", day("2024-03-01"), positions);
    let registry = world.at("2024-03-01");
    let told = preview(&registry, &draft, Scope::Country, LeaveOut::default());
    assert_eq!((told.judged, told.become_non_compliant, told.compared_with), (2, 1, Some(day("2023-06-01"))));
    let affected = &told.affected[0];
    assert_eq!((affected.point.as_str(), affected.services.as_slice()), ("c1", ["C".to_owned()].as_slice()));
    assert_eq!((affected.from, affected.becomes_non_compliant), (day("2024-03-01"), true));
}

#[test]
fn a_preview_of_what_is_in_force_changes_nothing_and_stores_nothing() {
    let world = world();
    let registry = world.at("2024-03-01");
    let before = registry.records.lists.editions.len();
    let same = draft("523-р", day("2024-03-01"), rows(&world, 1));
    assert!(preview(&registry, &same, Scope::Country, LeaveOut::default()).affected.is_empty());
    assert_eq!((registry.records.lists.editions.len(), Arc::strong_count(&registry)), (before, 1));
}
