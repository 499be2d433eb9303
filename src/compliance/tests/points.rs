//! What a point owes and how it is judged.

use super::*;
use crate::compliance::gap_order::Purchase;
use crate::compliance::point::{Decider, PointGaps};
use crate::domain::Condition;
use crate::domain::rows::ListClass;
use crate::domain::{PointKind, PointStatus};

/// A, B owed by every centre; P where no ДМС unit works; D over 20,000 people; L by raion centres; T by units.
fn world() -> World {
    World::new(3)
        .service("A", "social")
        .service("B", "local")
        .service("P", "passport")
        .service("D", "drivers")
        .service("L", "land-cadastre")
        .service("T", "social")
        .service("X", "other")
        .edition(
            "2023-01-01",
            &[
                ("A", "cnap tp", ""),
                ("B", "cnap", ""),
                ("P", "cnap", "no dms_unit"),
                ("D", "cnap", "population > 20000 and no mvs_centre"),
                ("L", "raion_centre", ""),
                ("T", "tp", ""),
            ],
        )
        .declares(ListClass::Cnap, 222)
        .declares(ListClass::RaionCentre, 364)
        .fact(1, "class", "rural")
        .fact(1, "dms_unit", "no")
        .fact(1, "population", "20000")
        .fact(1, "mvs_centre", "no")
        .point("c1", PointKind::Cnap, 1)
}

fn gaps<'a>(audit: &'a Judgement, point: &str) -> PointGaps<'a> {
    audit.compliance(audit.registry().point(point).unwrap()).gaps.unwrap()
}

fn missing<'a>(gaps: &PointGaps<'a>) -> Vec<&'a str> {
    gaps.missing.iter().map(|gap| gap.service).collect()
}

fn services<'a>(positions: &[crate::compliance::point::Conditional<'a>]) -> Vec<&'a str> {
    positions.iter().map(|position| position.service).collect()
}

#[test]
fn a_point_owes_the_positions_whose_condition_is_true() {
    let audit = audit(&world().offer("c1", "A").offer("c1", "D").offer("c1", "X").offer("c1", "L"));
    let gaps = gaps(&audit, "c1");
    assert_eq!((gaps.required, gaps.offered, gaps.share), (3, Some(1), Some(1.0 / 3.0)));
    assert_eq!(missing(&gaps), ["B", "P"]);
    assert_eq!(services(&gaps.not_required), ["D"], "20,000 is not over 20,000");
    assert_eq!(gaps.extra, ["L", "X"], "an offered service that is not required here is neither missing nor extra");
    assert_eq!((gaps.declared_count, gaps.loaded_count), (Some(222), Some(4)));
}

#[test]
fn an_unknown_fact_leaves_a_position_undecided_and_out_of_the_count() {
    let audit = audit(&world().forget(1, "dms_unit").offer("c1", "A").offer("c1", "B"));
    let gaps = gaps(&audit, "c1");
    assert_eq!((services(&gaps.undecided), gaps.required, gaps.share), (vec!["P"], 2, Some(1.0)));
    let condition = Condition::parse("no dms_unit").unwrap();
    assert_eq!(gaps.undecided[0].condition, Decider::Condition(&condition));
}

#[test]
fn without_a_class_the_smallest_set_is_owed_and_the_larger_ones_are_undecided() {
    let audit = audit(&world().forget(1, "class").offer("c1", "L"));
    let gaps = gaps(&audit, "c1");
    assert_eq!((gaps.required, services(&gaps.undecided)), (3, vec!["L"]));
    assert_eq!((gaps.undecided[0].condition, gaps.undecided[0].class_unknown), (Decider::Class, true));
    assert_eq!((gaps.declared_count, gaps.loaded_count), (None, None));
    assert!(gaps.extra.is_empty());
    let point = audit.registry().point("c1").unwrap();
    assert_eq!(audit.compliance(point).class, Some(ListClass::Cnap));
}

#[test]
fn without_a_class_a_position_of_a_larger_set_whose_condition_is_false_is_not_required() {
    let edition = [("A", "cnap", ""), ("L", "raion_centre", "population > 20000"), ("X", "oblast_city", "mvs_centre")];
    let world = world().edition("2023-06-01", &edition).forget(1, "class").forget(1, "mvs_centre").offer("c1", "A");
    let audit = audit(&world);
    let gaps = gaps(&audit, "c1");
    assert_eq!((services(&gaps.not_required), services(&gaps.undecided)), (vec!["L"], vec!["X"]));
    assert_eq!((gaps.required, gaps.offered, gaps.share), (1, Some(1), Some(1.0)));
}

#[test]
fn larger_sets_contain_the_smaller() {
    let audit = audit(&world().forget(1, "class").fact(1, "class", "raion_centre").offer("c1", "A"));
    let gaps = gaps(&audit, "c1");
    assert_eq!((gaps.required, gaps.loaded_count, gaps.declared_count), (4, Some(5), Some(364)));
}

#[test]
fn a_unit_owes_its_own_set() {
    let audit = audit(&world().point("u1", PointKind::Tp, 1).offer("u1", "T"));
    assert_eq!(missing(&gaps(&audit, "u1")), ["A"]);
}

#[test]
fn a_point_that_never_declared_is_unknown_and_not_empty() {
    let world = world().offer_over("c1", "A", "2024-01-01", "");
    let before = audit(&world);
    let told = before.compliance(before.registry().point("c1").unwrap());
    let gaps = told.gaps.unwrap();
    assert_eq!((told.state, gaps.required, gaps.offered, gaps.share), (super::super::State::Unknown, 3, None, None));
    assert!(gaps.missing.is_empty() && gaps.extra.is_empty());
    let after = audit_on(&world, "2024-01-01");
    assert_eq!(self::gaps(&after, "c1").offered, Some(1));
}

#[test]
fn an_offering_that_has_ended_still_declares() {
    let audit = audit(&world().offer_over("c1", "A", "2023-01-01", "2023-11-30"));
    assert_eq!(gaps(&audit, "c1").offered, Some(0));
}

#[test]
fn of_an_excluded_point_only_four_fields_are_given() {
    let world = world().fact(1, "territory_status", "occupied").offer("c1", "A");
    let audit = audit(&world);
    let told = serde_json::to_value(audit.compliance(audit.registry().point("c1").unwrap())).unwrap();
    let keys: Vec<&String> = told.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["point", "date", "class", "state"]);
    let all = Judgement::new(world.at(DAY), LeaveOut::NONE);
    assert_eq!(gaps(&all, "c1").offered, Some(1));
}

#[test]
fn a_mobile_point_owes_nothing_and_has_no_class() {
    let audit = audit(&world().point("m1", PointKind::Mobile, 1).offer("m1", "A"));
    let told = audit.compliance(audit.registry().point("m1").unwrap());
    assert_eq!((told.class, told.gaps.as_ref().unwrap().required, told.gaps.unwrap().share), (None, 0, None));
}

#[test]
fn before_the_first_edition_nothing_is_owed() {
    let audit = audit_on(&world().offer("c1", "A"), "2022-12-31");
    let gaps = gaps(&audit, "c1");
    assert_eq!((gaps.list, gaps.edition, gaps.required, gaps.share), (None, None, 0, None));
}

#[test]
fn a_gap_tells_the_equipment_the_neighbours_and_the_peers() {
    let audit = audit(
        &world()
            .fact(2, "class", "rural")
            .fact(2, "dms_unit", "no")
            .point("c2", PointKind::Cnap, 2)
            .point("c3", PointKind::Cnap, 2)
            .point("u1", PointKind::Tp, 1)
            .point("u2", PointKind::Tp, 1)
            .equip("c1", "card_terminal", 1)
            .offer("c1", "A")
            .offer("c2", "P")
            .offer("u1", "P")
            .offer("u2", "T"),
    );
    let gaps = gaps(&audit, "c1");
    let passport = gaps.missing.iter().find(|gap| gap.service == "P").unwrap();
    assert_eq!((passport.needs_equipment, passport.has_equipment), (Some("dms_kit"), Some(false)));
    assert_eq!(passport.elsewhere, ["u1"]);
    assert_eq!(passport.offered_by_class_share, Some(0.5), "c1 and c2 declared, c3 did not");
    assert_eq!((passport.list, passport.condition.map(Condition::text)), ("523-р", Some("no dms_unit")));
}

#[test]
fn gaps_of_a_hromada_begin_where_nothing_is_to_be_bought_and_most_points_gain() {
    let audit = audit(
        &world().point("u1", PointKind::Tp, 1).equip("c1", "card_terminal", 1).offer("c1", "X").offer("u1", "X").point(
            "v1",
            PointKind::Vrm,
            1,
        ),
    );
    let hromada = audit.registry().hromada(crate::registry::testing::hromada(1)).unwrap();
    let told = audit.hromada(hromada);
    let order: Vec<(&str, usize)> = told.gaps.iter().map(|gap| (gap.service, gap.points.len())).collect();
    assert_eq!(order, [("A", 2), ("B", 1), ("T", 1), ("P", 1)]);
    assert_eq!(told.gaps[3].purchase, Purchase::Equipment);
    assert_eq!((told.totals.judged, told.totals.unknown, told.totals.required, told.totals.offered), (2, 1, 5, 0));
}

#[test]
fn a_suspended_neighbour_gives_nothing_elsewhere() {
    let suspend = |row: &mut crate::domain::rows::PointRow| row.status = PointStatus::Suspended;
    let audit = audit(&world().point_as("c2", PointKind::Cnap, 1, suspend).offer("c2", "A").offer("c1", "B"));
    assert!(gaps(&audit, "c1").missing[0].elsewhere.is_empty());
    assert!(audit.compliance(audit.registry().point("c2").unwrap()).gaps.is_none());
}
