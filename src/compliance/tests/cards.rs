//! Cards, measures that judge, summaries.

use super::*;
use crate::compliance::cards::{Card, CardVerdict, SummaryBy, card, contradiction, summary, summary_by};
use crate::domain::{Answer, PointKind};
use crate::registry::testing::raion;

const CRITERIA: [&str; 10] = [
    "sign",
    "tactile_contrast",
    "braille",
    "call_button",
    "ramp_handrails",
    "sanitary_room",
    "navigation",
    "sectors",
    "area",
    "info_stands",
];

fn world() -> World {
    World::new(2).point("c1", PointKind::Cnap, 1)
}

/// A 588 card where every criterion has the answer.
fn filled(mut world: World, point: &str, answer: &str) -> World {
    for criterion in CRITERIA {
        world = world.answer(point, "588", "2023-01-01", criterion, answer);
    }
    world
}

fn card_of<'a>(audit: &'a Judgement, point: &str) -> Card<'a> {
    card(audit, "588", audit.registry().point(point).unwrap()).unwrap()
}

#[test]
fn a_card_counts_four_answers_and_not_applicable_leaves_the_share() {
    let world = filled(world(), "c1", "yes").answer("c1", "588", "2023-02-01", "sign", "na");
    let audit = audit(&world);
    let told = card_of(&audit, "c1");
    assert_eq!((told.counts.yes, told.counts.na, told.share, told.full), (9, 1, Some(1.0), Some(true)));
    assert_eq!(told.verdict, CardVerdict::BarrierFree);
}

#[test]
fn a_critical_no_is_a_barrier_and_names_whom_it_stops() {
    let world = filled(world(), "c1", "yes").answer("c1", "588", "2023-02-01", "ramp_handrails", "no");
    let audit = audit(&world);
    let told = card_of(&audit, "c1");
    assert_eq!((told.verdict, told.blockers), (CardVerdict::Barrier, vec!["ramp_handrails"]));
    assert_eq!(told.stops, ["hard_to_walk", "stroller", "wheelchair"]);
}

#[test]
fn verdicts_follow_the_order_of_the_ruling() {
    let verdict = |world: World| card_of(&audit(&world), "c1").verdict;
    let yes = || filled(world(), "c1", "yes");
    let later =
        |world: World, criterion: &str, answer: &str| world.answer("c1", "588", "2023-02-01", criterion, answer);
    assert_eq!(verdict(later(later(yes(), "ramp_handrails", "unknown"), "sign", "no")), CardVerdict::Undetermined);
    assert_eq!(verdict(later(later(yes(), "sectors", "unknown"), "sign", "no")), CardVerdict::Partly);
    assert_eq!(verdict(later(yes(), "sectors", "unknown")), CardVerdict::Undetermined);
    assert_eq!(verdict(filled(world(), "c1", "na")), CardVerdict::BarrierFree);
}

#[test]
fn a_later_unknown_replaces_an_earlier_answer_from_its_day_on() {
    let world = filled(world(), "c1", "yes").answer("c1", "588", "2023-11-30", "sign", "unknown");
    assert_eq!(card_of(&audit_on(&world, "2023-11-29"), "c1").full, Some(true));
    assert_eq!(card_of(&audit_on(&world, "2023-11-30"), "c1").full, None);
}

#[test]
fn a_checklist_asks_only_its_kinds_and_only_from_its_first_edition() {
    let world = world().point("v1", PointKind::Vrm, 1);
    let now = audit(&world);
    assert!(card(&now, "588", now.registry().point("v1").unwrap()).is_none());
    let early = audit_on(&world, "2013-07-31");
    assert!(card(&early, "588", early.registry().point("c1").unwrap()).is_none());
    assert_eq!(summary(&early, "588", Scope::Country).unwrap().points, 0);
}

fn with_areas(waiting: Option<f64>, service: f64) -> World {
    World::new(1).point_as("c1", PointKind::Cnap, 1, |row| {
        row.area_waiting = waiting;
        row.area_service = Some(service);
    })
}

fn area(world: &World) -> Answer {
    let audit = audit(world);
    let told = card_of(&audit, "c1");
    told.answers.iter().find(|one| one.criterion == "area").unwrap().answer
}

#[test]
fn the_area_criterion_is_answered_by_the_points_areas_and_the_population() {
    let people = |world: World, people: &str| world.fact(1, "population", people);
    assert_eq!(area(&people(with_areas(Some(10.0), 20.0), "10000")), Answer::Yes);
    assert_eq!(area(&people(with_areas(Some(10.0), 20.0), "10001")), Answer::No);
    assert_eq!(area(&people(with_areas(Some(20.0), 30.0), "60000")), Answer::Yes);
    assert_eq!(area(&with_areas(Some(20.0), 30.0)), Answer::Yes, "enough for every size");
    assert_eq!(area(&with_areas(Some(10.0), 19.0)), Answer::No, "enough for none");
    assert_eq!(area(&with_areas(Some(20.0), 20.0)), Answer::Unknown);
    assert_eq!(area(&people(with_areas(None, 90.0), "5000")), Answer::Unknown, "both must be stated");
}

#[test]
fn an_answer_goes_before_the_areas_also_an_unknown_one() {
    let world = with_areas(Some(90.0), 90.0);
    assert_eq!(area(&world.clone().answer("c1", "588", "2023-01-01", "area", "unknown")), Answer::Unknown);
    assert_eq!(area(&world.answer("c1", "588", "2023-01-01", "area", "no")), Answer::No);
}

#[test]
fn a_measure_decides_where_the_answer_is_open() {
    let slope = |value| {
        let world = world().measured("c1", "537", "2023-01-01", "ramp_slope", "unknown", Some(value));
        let audit = audit(&world);
        let told = card(&audit, "537", audit.registry().point("c1").unwrap()).unwrap();
        told.answers.iter().find(|one| one.criterion == "ramp_slope").unwrap().answer
    };
    assert_eq!((slope(8.0), slope(8.5)), (Answer::Yes, Answer::No));
}

#[test]
fn a_measure_that_speaks_against_the_ticked_answer_is_a_contradiction() {
    let audit = audit(&world());
    let slope = audit.rules().checklist("537").unwrap().criterion("ramp_slope").unwrap();
    assert!(contradiction(slope, Answer::Yes, Some(12.0), None).is_some());
    assert!(contradiction(slope, Answer::No, Some(6.0), None).is_some());
    assert!(contradiction(slope, Answer::Yes, Some(6.0), None).is_none());
    assert!(contradiction(slope, Answer::Unknown, Some(12.0), None).is_none());
    assert!(contradiction(slope, Answer::Yes, None, None).is_none());
}

#[test]
fn a_region_has_both_measures_over_judged_points() {
    let world = filled(world().point("c2", PointKind::Cnap, 2).point("c3", PointKind::Cnap, 2), "c1", "yes");
    let world = filled(world, "c2", "yes").answer("c2", "588", "2023-02-01", "sign", "no");
    let audit = audit(&world);
    let told = summary_by(&audit, "588", Scope::Country, SummaryBy::Raion).unwrap();
    assert_eq!((told.points, told.judged, told.full_share), (3, 2, Some(0.5)));
    assert!((told.mean_share.unwrap() - 0.95).abs() < 1e-12);
    let groups = told.groups.unwrap();
    assert_eq!((groups[0].territory, groups[0].points, groups[1].points), (Some(raion(1)), 1, 2));
    let counts = figure(&audit, "barrier-free-588").counts;
    assert_eq!((counts.numerator, counts.denominator, counts.unknown, counts.share_high), (None, 2, 1, None));
    assert_eq!(counts.share, told.mean_share);
}

#[test]
fn people_can_enter_where_no_critical_criterion_stops_them() {
    let world = filled(world().point("c2", PointKind::Cnap, 1).point("c3", PointKind::Cnap, 1), "c1", "yes");
    let world = filled(world, "c2", "no");
    let audit = audit(&world);
    let told = summary(&audit, "588", Scope::Country).unwrap();
    let wheelchair = told.stops.iter().find(|one| one.group == "wheelchair").unwrap();
    assert_eq!((wheelchair.can, wheelchair.cannot, wheelchair.unknown), (1, 1, 1));
    assert!(told.stops.iter().all(|one| one.group != "poor_sight"), "no critical criterion stops them");
}
