//! The rulings, one test each, on a small country.

mod cards;
mod editions;
mod equipment;
mod figures;
mod indicators;
mod points;
mod properties;

use super::indicator::{Figure, evaluate};
use super::{Judgement, LeaveOut};
use crate::registry::testing::World;
use crate::registry::{Registry, Scope};

/// The day most tests ask about.
const DAY: &str = "2023-11-30";

fn audit(world: &World) -> Judgement {
    audit_on(world, DAY)
}

fn audit_on(world: &World, day: &str) -> Judgement {
    Judgement::new(world.at(day), LeaveOut::default())
}

fn figure<'a>(audit: &'a Judgement, id: &str) -> Figure<'a> {
    evaluate(audit, audit.rules().indicator(id).unwrap(), Scope::Country)
}

/// Numerator, denominator, unknown, undecided, excluded.
fn counts(audit: &Judgement, id: &str) -> (usize, usize, usize, usize, usize) {
    let counts = figure(audit, id).counts;
    (counts.numerator.unwrap(), counts.denominator, counts.unknown, counts.undecided, counts.excluded)
}

fn state(audit: &Judgement, id: &str, member: &str) -> &'static str {
    let figure = figure(audit, id);
    let members = figure.members.unwrap();
    members.iter().find(|one| one.code == member).map_or("absent", |one| one.state.word())
}

fn oblast_scope(registry: &Registry) -> Scope {
    registry.scope(crate::registry::testing::oblast()).unwrap()
}
