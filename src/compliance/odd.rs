//! What looks odd in a change of a hromada's data, by limits that a region sets: told to a person, who decides.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::figures::Span;
use crate::domain::rows::FigureRow;
use crate::domain::{Category, Fact, FactName, TerritoryCode};
use crate::registry::{PointOnDate, Registry, Scope, Sourced};
use crate::rulebook::{ReviewRule, Watches};

/// Things of one rule that are told; an odd table is odd in many places.
const TOLD: usize = 50;

/// One thing that looks odd.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Odd {
    /// Id of the rule.
    pub rule: String,
    /// Code of the point, or of the hromada.
    pub subject: String,
    /// Measure and period of a figure; empty for all else.
    pub detail: String,
    pub before: f64,
    pub after: f64,
}

/// A hromada on a day before and after a change.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    pub before: &'a Registry,
    pub after: &'a Registry,
}

/// Everything odd about a change of a hromada, compared on one or several days, rule by rule.
#[must_use]
pub fn odd_things(days: &[Compared<'_>], hromada: TerritoryCode, rules: &[ReviewRule]) -> Vec<Odd> {
    let mut found: Vec<Odd> = Vec::new();
    for rule in rules {
        let mut of_rule: Vec<Odd> = Vec::new();
        for day in days {
            for odd in of_day(day, hromada, rule) {
                // What is odd on several days is told once.
                if !of_rule.iter().any(|told| told.subject == odd.subject && told.detail == odd.detail) {
                    of_rule.push(odd);
                }
            }
        }
        of_rule.truncate(TOLD);
        found.extend(of_rule);
    }
    found
}

fn of_day(day: &Compared<'_>, hromada: TerritoryCode, rule: &ReviewRule) -> Vec<Odd> {
    match rule.watches {
        Watches::FigureTimes => figures(day, hromada, rule),
        Watches::ServicesGone => services(day, hromada, rule),
        Watches::ServicesGoneShare => shares(day, hromada, rule),
        Watches::PointsGone => points(day, hromada, rule),
        Watches::PopulationShare => population(day, hromada, rule),
    }
}

fn odd(rule: &ReviewRule, subject: &str, before: f64, after: f64) -> Odd {
    Odd { rule: rule.id.clone(), subject: subject.to_owned(), detail: String::new(), before, after }
}

fn points_of(registry: &Registry, hromada: TerritoryCode) -> BTreeMap<&str, &PointOnDate> {
    registry.points_in(Scope::Within(hromada, Category::Hromada)).map(|point| (point.code(), point)).collect()
}

fn points(day: &Compared<'_>, hromada: TerritoryCode, rule: &ReviewRule) -> Vec<Odd> {
    let (before, after) = (points_of(day.before, hromada), points_of(day.after, hromada));
    let gone: Vec<&str> = before.keys().filter(|code| !after.contains_key(*code)).copied().collect();
    if gone.is_empty() || (gone.len() as f64) < rule.limit {
        return Vec::new();
    }
    gone.into_iter().map(|code| odd(rule, code, 1.0, 0.0)).collect()
}

/// Services of each point before, and how many of them are gone.
fn gone(day: &Compared<'_>, hromada: TerritoryCode) -> Vec<(String, usize, usize)> {
    let (before, after) = (points_of(day.before, hromada), points_of(day.after, hromada));
    let of = |(code, point): (&&str, &&PointOnDate)| {
        let left = after.get(code).map_or(0, |after| point.offered.count_common(&after.offered));
        let all = point.offered.len();
        ((*code).to_owned(), all, all - left)
    };
    before.iter().map(of).collect()
}

fn services(day: &Compared<'_>, hromada: TerritoryCode, rule: &ReviewRule) -> Vec<Odd> {
    let told = gone(day, hromada);
    let all: usize = told.iter().map(|(_, all, _)| all).sum();
    let lost: usize = told.iter().map(|(.., lost)| lost).sum();
    if lost == 0 || (lost as f64) < rule.limit {
        return Vec::new();
    }
    vec![odd(rule, hromada.as_str(), all as f64, (all - lost) as f64)]
}

fn shares(day: &Compared<'_>, hromada: TerritoryCode, rule: &ReviewRule) -> Vec<Odd> {
    let is_odd = |(_, all, lost): &(String, usize, usize)| *lost > 0 && *lost as f64 >= rule.limit * *all as f64;
    let told = gone(day, hromada).into_iter().filter(is_odd);
    told.map(|(code, all, lost)| odd(rule, &code, all as f64, (all - lost) as f64)).collect()
}

fn population(day: &Compared<'_>, hromada: TerritoryCode, rule: &ReviewRule) -> Vec<Odd> {
    let people = |registry: &Registry| {
        let held = registry.records.facts.fact_on(hromada, FactName::Population, registry.date)?;
        match held.fact {
            Fact::Population(people) => Some(f64::from(people)),
            _ => None,
        }
    };
    let (Some(before), Some(after)) = (people(day.before), people(day.after)) else { return Vec::new() };
    let differs = before > 0.0 && (after - before).abs() >= rule.limit * before && before.total_cmp(&after).is_ne();
    if differs { vec![odd(rule, hromada.as_str(), before, after)] } else { Vec::new() }
}

/// Figures that are new or others than before, against the last earlier one of the same length.
fn figures(day: &Compared<'_>, hromada: TerritoryCode, rule: &ReviewRule) -> Vec<Odd> {
    let mut found = Vec::new();
    for (code, point) in points_of(day.after, hromada) {
        let record = day.before.records.network.by_code(code);
        let known = record.map_or(&[][..], |record| day.before.records.figures.rows_of(record.id));
        let stated = values(day.after.records.figures.rows_of(point.id()));
        let known = values(known);
        for ((measure, period), value) in &stated {
            if known.get(&(*measure, *period)) == Some(value) {
                continue;
            }
            let earlier = stated.range((*measure, Span::Year(i32::MIN))..(*measure, *period));
            let last = earlier.rev().find(|((_, span), _)| span.months() == period.months());
            if let Some((_, last)) = last.filter(|(_, last)| is_far(**last, *value, rule.limit)) {
                found.push(Odd { detail: format!("{period} {measure}"), ..odd(rule, code, *last, *value) });
            }
        }
    }
    found
}

fn is_far(last: f64, value: f64, times: f64) -> bool {
    last > 0.0 && (value >= last * times || value <= last / times)
}

fn values(rows: &[Sourced<FigureRow>]) -> BTreeMap<(&str, Span), f64> {
    rows.iter().filter_map(|row| Some(((row.measure.as_str(), Span::parse(&row.period)?), row.value))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::PointKind;
    use crate::registry::testing::{World, hromada, shipped_rules};

    const DAY: &str = "2023-11-30";

    fn odd_values_between(before: &World, after: &World) -> Vec<(String, String)> {
        let (before, after) = (before.at(DAY), after.at(DAY));
        let days = [Compared { before: &before, after: &after }];
        let found = odd_things(&days, hromada(1), &shipped_rules().review);
        found.into_iter().map(|odd| (odd.rule, odd.subject)).collect()
    }

    fn world() -> World {
        World::new(2).service("A", "social").service("B", "social").point("P", PointKind::Cnap, 1)
    }

    #[test]
    fn ten_times_the_last_figure_is_odd_and_nine_times_is_not() {
        let base = world().figure("P", "2023-08", "services", 10.0).figure("P", "2023Q2", "services", 1.0);
        let far = base.clone().figure("P", "2023-10", "services", 100.0);
        assert_eq!(odd_values_between(&base, &far), [("figure-tenfold".to_owned(), "P".to_owned())]);
        assert_eq!(odd_values_between(&base, &base.clone().figure("P", "2023-10", "services", 1.0)).len(), 1);
        assert!(odd_values_between(&base, &base.clone().figure("P", "2023-10", "services", 90.0)).is_empty());
        assert!(odd_values_between(&far, &far).is_empty(), "what was known already is not told");
    }

    #[test]
    fn services_and_points_that_are_gone_are_odd() {
        let both = world().offer("P", "A").offer("P", "B");
        let half = [("half-of-services-gone".to_owned(), "P".to_owned())];
        assert_eq!(odd_values_between(&both, &world().offer("P", "A")), half);
        let gone = odd_values_between(&both, &World::new(2).service("A", "social").service("B", "social"));
        assert!(gone.contains(&("points-gone".to_owned(), "P".to_owned())), "{gone:?}");
        assert!(odd_values_between(&world(), &both).is_empty(), "what is added is not odd");
    }

    proptest! {
        #[test]
        fn nothing_is_odd_where_nothing_differs_and_a_higher_limit_tells_no_more(
            people in 1_u32..100_000, next in 1_u32..100_000, limit in 0.01_f64..2.0,
        ) {
            let world = |people: u32| world().forget(1, "population").fact(1, "population", &people.to_string());
            let (before, after) = (world(people).at(DAY), world(next).at(DAY));
            let told = |limit: f64, after: &Registry| {
                let mut rules = shipped_rules().review.clone();
                rules.retain(|rule| rule.watches == Watches::PopulationShare);
                for rule in &mut rules {
                    rule.limit = limit;
                }
                odd_things(&[Compared { before: &before, after }], hromada(1), &rules).len()
            };
            prop_assert_eq!(told(limit, &before), 0);
            prop_assert!(told(limit * 2.0, &after) <= told(limit, &after));
        }
    }
}
