//! Compliance of a hromada: its points, and its gaps in the order in which to close them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::gap_order::{GAP_ORDER, GapRank, Purchase, highest_first};
use super::judgement::Judgement;
use super::point::{Missing, PointCompliance, PointVerdict, State};
use super::share;
use crate::domain::rows::ListClass;
use crate::domain::{PointKind, TerritoryCode, Truth, compare_names};
use crate::registry::{HromadaOnDate, PointOnDate, Scope};

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
    /// `None` where the point is excluded: nothing is judged of it then.
    pub required: Option<usize>,
    pub offered: Option<usize>,
    pub share: Option<f64>,
    pub missing: Option<usize>,
    /// `None` where the point is excluded.
    pub undecided: Option<usize>,
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
    /// The day from which the service is withdrawn; its position stays until an edition drops it.
    pub withdrawn: Option<NaiveDate>,
    #[serde(skip)]
    rank: GapRank<'a>,
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

impl Judgement {
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
        lines.sort_by(|a, b| highest_first(a.totals.share, b.totals.share).then_with(|| compare_names(a.name, b.name)));
        lines
    }

    fn points_of<'a>(&'a self, hromada: &'a HromadaOnDate) -> impl Iterator<Item = &'a PointOnDate> {
        hromada.points.iter().filter_map(|place| self.registry().point_at(*place))
    }

    pub(super) fn place_name(&self, code: TerritoryCode) -> &str {
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
        let counted = verdict.state != State::Excluded;
        Self {
            point: point.code(),
            name: &point.row().name,
            kind: point.row().kind,
            class: verdict.class,
            state: verdict.state,
            required: counted.then_some(verdict.required),
            offered: verdict.offered,
            share: verdict.share(),
            missing: verdict.offered.map(|offered| verdict.required - offered),
            undecided: counted.then(|| verdict.owed.undecided.len()),
        }
    }
}

fn gaps<'a>(points: impl Iterator<Item = PointCompliance<'a>>) -> Vec<Gap<'a>> {
    let mut by_service: BTreeMap<&str, Gap<'a>> = BTreeMap::new();
    for point in points {
        for missing in point.gaps.into_iter().flat_map(|gaps| gaps.missing) {
            let gap = by_service.entry(missing.service).or_insert_with(|| Gap::new(missing));
            gap.points.push(point.point);
        }
    }
    let mut gaps: Vec<Gap<'a>> = by_service.into_values().collect();
    gaps.sort_by(|a, b| a.rank.compare(&b.rank));
    gaps
}

impl<'a> Gap<'a> {
    fn new(missing: Missing<'a>) -> Self {
        Self {
            service: missing.service,
            name: missing.name,
            group: missing.group,
            needs_equipment: missing.needs_equipment,
            purchase: missing.rank.purchase,
            points: Vec::new(),
            elsewhere: missing.elsewhere,
            offered_by_class_share: missing.rank.class_share,
            list: missing.list,
            edition: missing.edition,
            withdrawn: missing.withdrawn,
            rank: missing.rank,
        }
    }
}
