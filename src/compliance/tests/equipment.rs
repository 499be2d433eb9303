//! Equipment of a territory.

use super::*;
use crate::domain::PointKind;
use crate::domain::rows::PointRow;
use crate::registry::testing::hromada;

#[test]
fn a_type_tells_who_has_it_how_many_pieces_and_where_there_is_none() {
    let world = World::new(4)
        .point("c1", PointKind::Cnap, 1)
        .point("u1", PointKind::Tp, 1)
        .point("c2", PointKind::Cnap, 2)
        .point("c3", PointKind::Cnap, 3)
        .equip("c1", "e_queue", 2)
        .equip("u1", "e_queue", 1)
        .equip("c2", "card_terminal", 1);
    let audit = audit(&world);
    let told = audit.equipment(Scope::Country);
    let queue = told.iter().find(|line| line.id == "e_queue").unwrap();
    assert_eq!((queue.points, queue.having, queue.lacking, queue.unknown, queue.pieces), (4, 2, 1, 1, 3));
    assert_eq!((queue.centres, queue.centres_having, queue.centre_share), (3, 1, Some(1.0 / 3.0)));
    assert_eq!(queue.hromadas_without, [hromada(2), hromada(4)]);
    assert_eq!(queue.hromadas_unknown, [hromada(3)]);
}

#[test]
fn the_indicator_and_the_table_of_equipment_agree_about_what_a_registry_flags() {
    let flag = |yes: bool| move |row: &mut PointRow| row.features = vec![("pay_terminal".to_owned(), yes)];
    let world = World::new(3)
        .point_as("c1", PointKind::Cnap, 1, flag(true))
        .point_as("c2", PointKind::Cnap, 2, flag(false))
        .point("c3", PointKind::Cnap, 3);
    let audit = audit(&world);
    assert_eq!(counts(&audit, "terminals"), (1, 3, 1, 0, 0));
    assert_eq!(["c1", "c2", "c3"].map(|code| state(&audit, "terminals", code)), ["yes", "no", "unknown"]);
    let told = audit.equipment(Scope::Country);
    let terminals = told.iter().find(|line| line.id == "card_terminal").unwrap();
    assert_eq!((terminals.having, terminals.lacking, terminals.unknown), (1, 1, 1));
    assert_eq!((terminals.pieces, terminals.uncounted, terminals.holders[0].pieces), (0, 1, None));
    assert_eq!(terminals.hromadas_without, [hromada(2)]);
}
