//! What a change does: the indicators of a territory and the compliance of its points before and after.

use std::collections::{BTreeMap, BTreeSet};

use super::indicator::{Counts, figure};
use super::judgement::Judgement;
use super::point::State;
use crate::registry::{PointOnDate, Scope};
use crate::rulebook::Indicator;

/// What a change does to a territory and, closer, to one hromada of it.
#[derive(Clone, Debug)]
pub struct Effect<'a> {
    /// Every indicator of the territory in its order.
    pub indicators: Vec<IndicatorEffect<'a>>,
    /// Points of the hromada whose compliance differs, in order of code.
    pub points: Vec<PointEffect<'a>>,
}

/// An indicator before and after.
#[derive(Clone, Copy, Debug)]
pub struct IndicatorEffect<'a> {
    pub indicator: &'a Indicator,
    pub before: Counts,
    pub after: Counts,
}

impl IndicatorEffect<'_> {
    #[must_use]
    pub fn differs(&self) -> bool {
        self.before != self.after
    }
}

/// Compliance of a point; of one that is not there or is excluded nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct PointEffect<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub before: Option<PointNumbers>,
    pub after: Option<PointNumbers>,
}

/// How many of the required services a point gives; `offered` is `None` where it has not declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PointNumbers {
    pub required: usize,
    pub offered: Option<usize>,
}

/// Compares two audits of one day, made from the records before and after a change.
#[must_use]
pub fn effect<'a>(before: &'a Judgement, after: &'a Judgement, territory: Scope, hromada: Scope) -> Effect<'a> {
    let indicator = |indicator: &'a Indicator| IndicatorEffect {
        indicator,
        before: figure(before, indicator, territory).counts,
        after: figure(after, indicator, territory).counts,
    };
    Effect {
        indicators: before.rules().indicators.iter().map(indicator).collect(),
        points: points(before, after, hromada),
    }
}

fn points<'a>(before: &'a Judgement, after: &'a Judgement, hromada: Scope) -> Vec<PointEffect<'a>> {
    let (old, new) = (by_code(before, hromada), by_code(after, hromada));
    let codes: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let of = |code: &'a str| {
        let (old, new) = (old.get(code).copied(), new.get(code).copied());
        Some(PointEffect {
            code,
            name: new.or(old)?.row().name.as_str(),
            before: old.and_then(|point| numbers(before, point)),
            after: new.and_then(|point| numbers(after, point)),
        })
    };
    codes.into_iter().filter_map(of).filter(|point| point.before != point.after).collect()
}

fn by_code(audit: &Judgement, hromada: Scope) -> BTreeMap<&str, &PointOnDate> {
    audit.registry().points_in(hromada).map(|point| (point.code(), point)).collect()
}

fn numbers(audit: &Judgement, point: &PointOnDate) -> Option<PointNumbers> {
    let verdict = audit.verdict(point);
    (verdict.state != State::Excluded).then_some(PointNumbers { required: verdict.required, offered: verdict.offered })
}
