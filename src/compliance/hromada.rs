//! Compliance of a hromada: its points, and its gaps in the order in which to close them.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::audit::Audit;
use super::point::{Missing, PointCompliance, PointVerdict, State};
use super::share;
use crate::domain::facts::word_enum;
use crate::domain::rows::ListClass;
use crate::domain::{PointKind, TerritoryCode, Truth};
use crate::registry::{HromadaOnDate, PointOnDate, Scope};

/// Key of the text that tells the order of gaps: nothing to buy first, then where it is not known whether the
/// equipment is there, then where it must be bought; within each the widest effect (most points of the hromada) first,
/// then what more points of the same class in the oblast already give, then the service code.
pub const GAP_ORDER: &str = "gap-order";

/// The audit of one hromada.
#[derive(Clone, Debug, Serialize)]
pub struct HromadaCompliance<'a> {
    pub hromada: TerritoryCode,
    pub name: &'a str,
    pub date: NaiveDate,
    pub list: Option<&'a str>,
    pub edition: Option<NaiveDate>,
    #[serde(flatten)]
    pub totals: Totals,
    pub points: Vec<PointLine<'a>>,
    pub gaps: Vec<Gap<'a>>,
    /// Key of the text that tells the order of gaps.
    pub order: &'static str,
}

/// Positions and points of a hromada; positions only of points that declared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Totals {
    pub required: usize,
    pub offered: usize,
    pub share: Option<f64>,
    pub judged: usize,
    pub unknown: usize,
    pub excluded: usize,
    /// Judged points that give all they owe.
    pub full: usize,
}

/// One point of the hromada.
#[derive(Clone, Debug, Serialize)]
pub struct PointLine<'a> {
    pub point: &'a str,
    pub name: &'a str,
    pub kind: PointKind,
    pub class: Option<ListClass>,
    pub state: State,
    pub required: usize,
    pub offered: Option<usize>,
    pub share: Option<f64>,
    pub missing: Option<usize>,
    pub undecided: usize,
}

word_enum! {
    /// Whether something must be bought before the service can be given.
    Purchase {
        Nothing = "nothing",
        Unknown = "unknown",
        Equipment = "equipment",
    }
}

/// A service some points of the hromada owe and do not give.
#[derive(Clone, Debug, Serialize)]
pub struct Gap<'a> {
    pub service: &'a str,
    pub name: &'a str,
    pub group: &'a str,
    pub needs_equipment: Option<&'a str>,
    pub purchase: Purchase,
    /// Points that lack it: how many is the effect of closing the gap.
    pub points: Vec<&'a str>,
    /// Points of the hromada that give it.
    pub elsewhere: Vec<&'a str>,
    pub offered_by_class_share: Option<f64>,
    pub list: &'a str,
    pub edition: NaiveDate,
}

/// A hromada in the ranking of a territory.
#[derive(Clone, Debug, Serialize)]
pub struct HromadaLine<'a> {
    pub code: TerritoryCode,
    pub name: &'a str,
    pub raion: Option<TerritoryCode>,
    /// In a territory that is left out.
    pub left_out: bool,
    #[serde(flatten)]
    pub totals: Totals,
}

impl Audit {
    /// The audit of a hromada; mobile points owe nothing and stand among the points with nothing required.
    #[must_use]
    pub fn hromada<'a>(&'a self, hromada: &'a HromadaOnDate) -> HromadaCompliance<'a> {
        let points: Vec<&PointOnDate> = self.points_of(hromada).collect();
        let found = points.iter().map(|point| self.compliance(point));
        HromadaCompliance {
            hromada: hromada.code,
            name: self.place_name(hromada.code),
            date: self.date(),
            list: self.edition().map(|edition| edition.list.as_str()),
            edition: self.edition().map(|edition| edition.in_force),
            totals: self.totals(hromada),
            gaps: gaps(found.filter(|one| one.state == State::Judged)),
            points: points.iter().map(|point| PointLine::new(point, &self.verdict(point))).collect(),
            order: GAP_ORDER,
        }
    }

    /// Hromadas of the territory, the best first; those without a share last.
    #[must_use]
    pub fn ranking(&self, scope: Scope) -> Vec<HromadaLine<'_>> {
        let line = |hromada: &HromadaOnDate| HromadaLine {
            code: hromada.code,
            name: self.place_name(hromada.code),
            raion: hromada.raion,
            left_out: self.leave_out().status(&hromada.facts).is_some(),
            totals: self.totals(hromada),
        };
        let mut lines: Vec<HromadaLine<'_>> = self.registry().hromadas_in(scope).map(line).collect();
        lines.sort_by(|a, b| highest_first(a.totals.share, b.totals.share).then_with(|| a.name.cmp(b.name)));
        lines
    }

    fn points_of<'a>(&'a self, hromada: &'a HromadaOnDate) -> impl Iterator<Item = &'a PointOnDate> {
        hromada.points.iter().filter_map(|place| self.registry().point_at(*place))
    }

    fn place_name(&self, code: TerritoryCode) -> &str {
        self.registry().records.territories.get(code).map(|place| place.name.as_str()).unwrap_or_default()
    }

    fn totals(&self, hromada: &HromadaOnDate) -> Totals {
        let mut sum = Totals::default();
        for point in self.points_of(hromada).filter(|point| point.row().kind != PointKind::Mobile) {
            let verdict = self.verdict(point);
            match (verdict.state, verdict.offered) {
                (State::Excluded, _) => sum.excluded += 1,
                (State::Judged, Some(offered)) => {
                    sum.judged += 1;
                    sum.required += verdict.required;
                    sum.offered += offered;
                    sum.full += usize::from(self.gives_all(point, None) == Truth::Yes);
                }
                _ => sum.unknown += 1,
            }
        }
        Totals { share: share(sum.offered, sum.required), ..sum }
    }
}

impl<'a> PointLine<'a> {
    fn new(point: &'a PointOnDate, verdict: &PointVerdict<'_>) -> Self {
        Self {
            point: point.code(),
            name: &point.row().name,
            kind: point.row().kind,
            class: verdict.class,
            state: verdict.state,
            required: verdict.required,
            offered: verdict.offered,
            share: verdict.share(),
            missing: verdict.offered.map(|offered| verdict.required - offered),
            undecided: verdict.owed.undecided.len(),
        }
    }
}

fn gaps<'a>(points: impl Iterator<Item = PointCompliance<'a>>) -> Vec<Gap<'a>> {
    let mut by_service: BTreeMap<&str, Gap<'a>> = BTreeMap::new();
    for point in points {
        for missing in point.gaps.into_iter().flat_map(|gaps| gaps.missing) {
            by_service.entry(missing.service).or_insert_with(|| Gap::new(&missing)).join(point.point, &missing);
        }
    }
    let mut gaps: Vec<Gap<'a>> = by_service.into_values().collect();
    gaps.sort_by(Gap::order);
    gaps
}

impl<'a> Gap<'a> {
    fn new(missing: &Missing<'a>) -> Self {
        Self {
            service: missing.service,
            name: missing.name,
            group: missing.group,
            needs_equipment: missing.needs_equipment,
            purchase: Purchase::Nothing,
            points: Vec::new(),
            elsewhere: missing.elsewhere.clone(),
            offered_by_class_share: None,
            list: missing.list,
            edition: missing.edition,
        }
    }

    fn join(&mut self, point: &'a str, missing: &Missing<'a>) {
        let purchase = match (missing.needs_equipment, missing.has_equipment) {
            (None, _) | (_, Some(true)) => Purchase::Nothing,
            (Some(_), None) => Purchase::Unknown,
            (Some(_), Some(false)) => Purchase::Equipment,
        };
        self.purchase = self.purchase.max(purchase);
        self.points.push(point);
        if self.offered_by_class_share < missing.offered_by_class_share {
            self.offered_by_class_share = missing.offered_by_class_share;
        }
    }

    /// See [`GAP_ORDER`].
    fn order(a: &Self, b: &Self) -> Ordering {
        (a.purchase.cmp(&b.purchase))
            .then_with(|| b.points.len().cmp(&a.points.len()))
            .then_with(|| highest_first(a.offered_by_class_share, b.offered_by_class_share))
            .then_with(|| a.service.cmp(b.service))
    }
}

fn highest_first(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
