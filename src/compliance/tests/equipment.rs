//! Equipment of a territory.

use super::*;
use crate::domain::PointKind;
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
