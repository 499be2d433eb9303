//! Members, states and counts of indicators.

use super::*;
use crate::compliance::By;
use crate::compliance::indicator::{Reason, evaluate_by};
use crate::compliance::trend::{quarter_ends, trend};
use crate::domain::rows::PointRow;
use crate::domain::{PointKind, PointStatus};
use crate::registry::testing::{day, hromada, raion};

fn world() -> World {
    World::new(4)
        .service("R", "residence")
        .life_event("emaliatko")
        .service("P1", "passport")
        .service("P2", "passport")
        .service("S", "social")
        .edition(
            "2023-01-01",
            &[("S", "cnap tp vrm", ""), ("P1", "cnap", "no dms_unit"), ("P2", "cnap", "no dms_unit")],
        )
        .fact(1, "class", "rural")
        .fact(1, "dms_unit", "no")
        .point("c1", PointKind::Cnap, 1)
}

fn suspended(row: &mut PointRow) {
    row.status = PointStatus::Suspended;
}

#[test]
fn any_counts_a_service_that_is_on_no_list() {
    let audit = audit(&world().offer("c1", "R").point("u1", PointKind::Tp, 1).offer("u1", "S"));
    assert_eq!(counts(&audit, "residence"), (1, 2, 0, 0, 0));
    assert_eq!(counts(&audit, "emaliatko"), (1, 1, 0, 0, 0));
}

#[test]
fn all_required_wants_every_required_position_of_the_group() {
    let one = audit(&world().offer("c1", "P1"));
    assert_eq!(state(&one, "passport", "c1"), "no");
    let members = figure(&one, "passport").members.unwrap();
    assert_eq!(members[0].reason, Reason::MissingPositions { required: 2, services: vec!["P2"] });
    let both = audit(&world().offer("c1", "P1").offer("c1", "P2"));
    assert_eq!(state(&both, "passport", "c1"), "yes");
}

#[test]
fn a_member_that_owes_no_position_of_the_group_is_a_no() {
    let audit = audit(&world().offer("c1", "S"));
    assert_eq!(state(&audit, "veterans", "c1"), "no");
    assert_eq!(figure(&audit, "veterans").members.unwrap()[0].reason, Reason::OwesNothing);
}

#[test]
fn an_unknown_membership_is_undecided_and_stays_out_of_the_denominator() {
    let audit = audit(&world().forget(1, "dms_unit").offer("c1", "P1"));
    assert_eq!(counts(&audit, "passport"), (0, 0, 0, 1, 0));
    assert_eq!(figure(&audit, "passport").counts.share, None);
    let not_member = super::audit(&world().forget(1, "dms_unit").fact(1, "dms_unit", "yes").offer("c1", "P1"));
    assert_eq!(counts(&not_member, "passport"), (0, 0, 0, 0, 0));
}

#[test]
fn an_undecided_position_not_offered_makes_unknown_unless_a_required_one_is_missing() {
    let unsure = world().forget(1, "dms_unit");
    assert_eq!(state(&audit(&unsure.clone().offer("c1", "S")), "full-list", "c1"), "unknown");
    assert_eq!(state(&audit(&unsure.clone().offer("c1", "P1")), "full-list", "c1"), "no");
    let all = unsure.offer("c1", "S").offer("c1", "P1").offer("c1", "P2");
    assert_eq!(state(&audit(&all), "full-list", "c1"), "yes");
}

#[test]
fn an_undeclared_point_stands_in_the_denominator_only() {
    let audit = audit(&world().point("c2", PointKind::Cnap, 2).offer("c2", "R"));
    let counts = figure(&audit, "residence").counts;
    assert_eq!((counts.numerator, counts.denominator, counts.unknown), (Some(1), 2, 1));
    assert_eq!((counts.share, counts.share_high), (Some(0.5), Some(1.0)));
}

#[test]
fn exclusion_goes_before_unknown_membership_and_after_false_membership() {
    let world = world().forget(1, "dms_unit").fact(1, "territory_status", "occupied");
    assert_eq!(counts(&audit(&world), "passport"), (0, 0, 0, 0, 1));
    assert_eq!(counts(&audit(&world.fact(1, "dms_unit", "yes")), "passport"), (0, 0, 0, 0, 0));
}

#[test]
fn mobile_points_are_nowhere_and_suspended_ones_are_excluded() {
    let world = world().point("m1", PointKind::Mobile, 1).point_as("c2", PointKind::Cnap, 1, suspended);
    assert_eq!(counts(&audit(&world), "residence"), (0, 1, 1, 0, 1));
}

#[test]
fn equipment_is_unknown_without_any_row_and_no_with_rows_of_other_types() {
    let world = world()
        .point("c2", PointKind::Cnap, 2)
        .point("c3", PointKind::Cnap, 3)
        .point("c4", PointKind::Cnap, 4)
        .equip("c1", "id_reader", 3)
        .equip("c2", "e_queue", 1)
        .equip("c3", "id_reader", 0);
    let audit = audit(&world);
    let counts = figure(&audit, "id-readers").counts;
    assert_eq!((counts.numerator, counts.denominator, counts.unknown, counts.quantity), (Some(1), 4, 1, Some(3)));
    assert_eq!(state(&audit, "id-readers", "c3"), "no");
}

/// A hromada of five districts with so many served, failing and undeclared workplaces.
fn districts(yes: usize, no: usize, unknown: usize) -> World {
    let mut world = world().service("Z", "other");
    for n in 0..5 {
        world = world.district(1, &format!("d{n}"));
    }
    for n in 0..yes + no + unknown {
        let (code, district) = (format!("v{n}"), format!("d{n}"));
        world = world.point_as(&code, PointKind::Vrm, 1, |row| row.starosta_district = Some(district));
        if n < yes {
            world = world.offer(&code, "S");
        } else if n < yes + no {
            world = world.offer(&code, "Z");
        }
    }
    world
}

#[test]
fn exactly_sixty_per_cent_of_districts_is_enough() {
    assert_eq!(counts(&audit(&districts(3, 1, 0)), "starosta-60"), (1, 1, 0, 0, 0));
    assert_eq!(counts(&audit(&districts(2, 3, 0)), "starosta-60"), (0, 1, 0, 0, 0));
}

#[test]
fn a_hromada_is_unknown_only_if_its_undeclared_workplaces_could_decide() {
    assert_eq!(counts(&audit(&districts(2, 0, 1)), "starosta-60"), (0, 1, 1, 0, 0));
    assert_eq!(counts(&audit(&districts(1, 2, 1)), "starosta-60"), (0, 1, 0, 0, 0));
    assert_eq!(counts(&audit(&districts(3, 0, 2)), "starosta-60"), (1, 1, 0, 0, 0));
}

#[test]
fn overall_compliance_counts_positions_of_declared_points() {
    let audit =
        audit(&world().offer("c1", "P1").point("v1", PointKind::Vrm, 1).point("u1", PointKind::Tp, 1).offer("u1", "S"));
    let counts = figure(&audit, "overall-compliance").counts;
    assert_eq!((counts.numerator, counts.denominator, counts.unknown), (Some(2), 4, 1));
    assert_eq!((counts.share, counts.share_high), (Some(0.5), None));
}

#[test]
fn before_the_first_edition_what_rests_on_the_list_has_no_members() {
    let audit = audit_on(&world().offer("c1", "S").district(1, "d"), "2022-06-01");
    for id in ["social", "passport", "veterans", "drivers", "full-list", "starosta-60", "overall-compliance"] {
        assert_eq!(counts(&audit, id), (0, 0, 0, 0, 0), "{id}");
        assert_eq!(figure(&audit, id).counts.share, None, "{id}");
    }
    assert_eq!(counts(&audit, "residence"), (0, 1, 0, 0, 0));
}

#[test]
fn every_raion_and_hromada_is_told_also_without_members() {
    let audit = audit(&world().offer("c1", "R"));
    let indicator = audit.rules().indicator("residence").unwrap();
    let raions = evaluate_by(&audit, indicator, oblast_scope(audit.registry()), By::Raion).groups.unwrap();
    let told: Vec<_> = raions.iter().map(|group| (group.territory, group.counts.denominator)).collect();
    assert_eq!(told, [(Some(raion(1)), 1), (Some(raion(2)), 0)]);
    let hromadas = evaluate_by(&audit, indicator, oblast_scope(audit.registry()), By::Hromada).groups.unwrap();
    assert_eq!((hromadas.len(), hromadas[0].territory), (4, Some(hromada(1))));
}

#[test]
fn the_baseline_is_that_of_exactly_the_territory() {
    let audit = audit(&world().offer("c1", "S"));
    let indicator = audit.rules().indicator("full-list").unwrap();
    let oblast = evaluate(&audit, indicator, oblast_scope(audit.registry())).goal;
    assert_eq!((oblast.baseline, oblast.target, oblast.target_year), (Some(0.2), Some(1.0), Some(2024)));
    assert_eq!(evaluate(&audit, indicator, Scope::Country).goal.baseline, None);
}

#[test]
fn a_trend_asks_each_day_for_what_held_then() {
    let world = world().offer_over("c1", "R", "2023-04-01", "");
    let records = world.records();
    let days = quarter_ends(day("2023-07-15"), 2);
    assert_eq!(days, [day("2023-03-31"), day("2023-06-30")]);
    assert_eq!(quarter_ends(day("2023-12-31"), 1), [day("2023-12-31")]);
    let indicator = records.rules.indicator("residence").unwrap();
    let told = trend(&records, indicator, Scope::Country, LeaveOut::default(), &days);
    let shares: Vec<_> = told.iter().map(|point| (point.counts.numerator, point.counts.unknown)).collect();
    assert_eq!(shares, [(Some(0), 1), (Some(1), 0)]);
}
