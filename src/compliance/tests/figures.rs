//! Figures by period.

use super::*;
use crate::compliance::figures::{FigureTotal, Span, outliers, total};
use crate::domain::PointKind;

fn world() -> World {
    World::new(2).fact(1, "population", "10000").point("c1", PointKind::Cnap, 1).point("c2", PointKind::Cnap, 2)
}

fn sum(world: &World, measure: &str, period: &str) -> FigureTotal {
    let registry = world.at(DAY);
    total(&registry, registry.records.rules.measure(measure).unwrap(), Span::parse(period).unwrap(), Scope::Country)
}

#[test]
fn a_quarter_and_its_months_never_add_up_twice() {
    let world = world()
        .figure("c1", "2023Q3", "services", 100.0)
        .figure("c1", "2023-07", "services", 40.0)
        .figure("c1", "2023-08", "services", 30.0)
        .figure("c2", "2023-07", "services", 7.0)
        .figure("c2", "2023-09", "services", 5.0);
    let told = sum(&world, "services", "2023Q3");
    assert_eq!((told.value, told.complete, told.partial, told.unknown), (Some(112.0), 1, 1, 0));
    assert_eq!(sum(&world, "services", "2023").value, Some(112.0));
    assert_eq!(sum(&world, "services", "2023-07").value, Some(47.0));
    assert_eq!(told.per_1000, Some(10.0), "only the hromada whose population is known");
}

#[test]
fn what_is_not_stated_is_unknown_and_not_nought() {
    let told = sum(&world(), "services", "2023Q3");
    assert_eq!((told.value, told.unknown), (None, 2));
}

#[test]
fn means_are_averaged_and_staff_is_taken_from_the_last_period() {
    let world = world()
        .figure("c1", "2023-07", "waiting_minutes", 10.0)
        .figure("c1", "2023-08", "waiting_minutes", 20.0)
        .figure("c2", "2023Q3", "waiting_minutes", 5.0)
        .figure("c1", "2023-07", "staff", 4.0)
        .figure("c1", "2023-09", "staff", 6.0)
        .figure("c2", "2023Q3", "staff", 3.0);
    assert_eq!(sum(&world, "waiting_minutes", "2023Q3").value, Some(10.0));
    assert_eq!(sum(&world, "staff", "2023Q3").value, Some(9.0));
}

#[test]
fn tenfold_changes_from_the_period_just_before_are_told() {
    let world = world()
        .figure("c1", "2022Q4", "services", 10.0)
        .figure("c1", "2023Q1", "services", 100.0)
        .figure("c1", "2023Q3", "services", 1.0)
        .figure("c2", "2023-01", "services", 90.0)
        .figure("c2", "2023-02", "services", 9.0)
        .figure("c2", "2023-03", "services", 80.0);
    let registry = world.at(DAY);
    let told: Vec<_> =
        outliers(&registry, Scope::Country).iter().map(|one| (one.point.to_owned(), one.period.to_string())).collect();
    assert_eq!(told, [("c1".to_owned(), "2023Q1".to_owned()), ("c2".to_owned(), "2023-02".to_owned())]);
}
