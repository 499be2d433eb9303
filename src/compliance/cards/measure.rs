//! A measured value decides its own answer.

use serde::Serialize;

use crate::domain::{Answer, Truth};
use crate::rulebook::{Criterion, MeasureRule};

/// What the measure says; `None` where it depends on a population that is not known, or there is no bound.
#[must_use]
pub fn judge_measure(rule: &MeasureRule, value: f64, population: Option<u32>) -> Option<bool> {
    let bound = |holds: Option<bool>| holds.map_or(Truth::Yes, Truth::from);
    let least = bound(rule.min.map(|min| value >= min));
    let most = bound(rule.max.map(|max| value <= max));
    let stepped = if rule.by_population.is_empty() { Truth::Yes } else { by_population(rule, value, population) };
    least.and(most).and(stepped).to_option()
}

/// Enough for every size: yes; for none: no; else the population decides.
fn by_population(rule: &MeasureRule, value: f64, population: Option<u32>) -> Truth {
    let mut fitting = rule.by_population.iter().filter(|step| match (population, step.up_to) {
        (Some(people), Some(limit)) => people <= limit,
        _ => true,
    });
    if population.is_some() {
        return Truth::from_option(fitting.next().map(|step| value >= step.min));
    }
    let enough: Vec<bool> = fitting.map(|step| value >= step.min).collect();
    match (enough.iter().all(|is| *is), enough.iter().any(|is| *is)) {
        (true, _) => Truth::Yes,
        (false, false) => Truth::No,
        (false, true) => Truth::Unknown,
    }
}

/// A ticked answer the measure speaks against.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contradiction {
    pub measure: f64,
    pub unit: String,
    /// The bounds the measure is judged by.
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub ticked: Answer,
    pub measured: Answer,
}

/// Whether a ticked yes or no speaks against the measure beside it. Unknown and not applicable contradict nothing.
#[must_use]
pub fn contradiction(
    criterion: &Criterion,
    ticked: Answer,
    measure: Option<f64>,
    population: Option<u32>,
) -> Option<Contradiction> {
    let (rule, value) = (criterion.measure.as_ref()?, measure?);
    let measured = if judge_measure(rule, value, population)? { Answer::Yes } else { Answer::No };
    if !matches!(ticked, Answer::Yes | Answer::No) || ticked == measured {
        return None;
    }
    let unit = rule.unit.clone();
    Some(Contradiction { measure: value, unit, min: rule.min, max: rule.max, ticked, measured })
}
