//! Map layers: what hromadas may be shaded by. One entry a layer; its title is the text `layer-<id>`.

use std::collections::BTreeMap;

use chrono::Months;

use crate::compliance::cards::{BarrierFree, SummaryBy, summary_by};
use crate::compliance::indicator::evaluate_by;
use crate::compliance::{By, Judgement};
use crate::coverage::{Question, reaches};
use crate::domain::{PointKind, PointStatus, TerritoryCode, TerritoryStatus};
use crate::registry::{Bits, HromadaOnDate, PointOnDate, Registry, Scope};

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A whole number.
    Count,
    /// A fraction of one, shown in per cent.
    Share,
    /// A number with one decimal.
    Rate,
    /// The status of a territory: 0 ordinary, 1 hostilities, 2 occupied.
    Status,
}

/// What a layer needs to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Nothing,
    /// The id of a service group.
    Group,
    /// The id of an equipment type.
    Equipment,
    /// The id of an indicator.
    Indicator,
    /// The id of a checklist.
    Checklist,
    /// The id of a checklist and of a criterion of it, with a colon between them.
    Criterion,
}

/// Where the values of a layer come from; a hromada without a value is not known.
#[derive(Clone, Copy, Debug)]
pub enum Values {
    OfHromada(fn(&Registry, &HromadaOnDate, &str) -> Option<f64>),
    OfAudit(fn(&Judgement, Scope, &str) -> BTreeMap<TerritoryCode, f64>),
}

/// One layer.
#[derive(Clone, Copy, Debug)]
pub struct Layer {
    pub id: &'static str,
    pub unit: Unit,
    pub about: About,
    pub values: Values,
}

impl Layer {
    const fn new(id: &'static str, unit: Unit, about: About, values: Values) -> Self {
        Self { id, unit, about, values }
    }

    /// The value of every hromada of the territory; `None`: not known.
    #[must_use]
    pub fn of_scope(&self, audit: &Judgement, scope: Scope, about: &str) -> Vec<(TerritoryCode, Option<f64>)> {
        let hromadas = audit.registry().hromadas_in(scope);
        match self.values {
            Values::OfHromada(value) => {
                hromadas.map(|hromada| (hromada.code, value(audit.registry(), hromada, about))).collect()
            }
            Values::OfAudit(values) => {
                let found = values(audit, scope, about);
                hromadas.map(|hromada| (hromada.code, found.get(&hromada.code).copied())).collect()
            }
        }
    }
}

/// Every layer, the default first.
pub const LAYERS: &[Layer] = &[
    Layer::new("points", Unit::Count, About::Nothing, Values::OfHromada(|r, h, _| Some(count(working(r, h))))),
    Layer::new(
        "centres",
        Unit::Count,
        About::Nothing,
        Values::OfHromada(|r, h, _| Some(of_kind(r, h, PointKind::Cnap))),
    ),
    Layer::new(
        "workplaces",
        Unit::Count,
        About::Nothing,
        Values::OfHromada(|r, h, _| Some(of_kind(r, h, PointKind::Vrm))),
    ),
    Layer::new("points-per-10000", Unit::Rate, About::Nothing, Values::OfHromada(|r, h, _| per_people(r, h))),
    Layer::new("services", Unit::Count, About::Nothing, Values::OfHromada(|r, h, _| services(r, h))),
    Layer::new("group", Unit::Share, About::Group, Values::OfHromada(group)),
    Layer::new("indicator", Unit::Share, About::Indicator, Values::OfAudit(indicator)),
    Layer::new("barrier-free", Unit::Share, About::Checklist, Values::OfAudit(barrier_free)),
    Layer::new("barrier-free-verdict", Unit::Share, About::Checklist, Values::OfAudit(verdict)),
    Layer::new("criterion", Unit::Share, About::Criterion, Values::OfAudit(criterion)),
    Layer::new("equipment", Unit::Count, About::Equipment, Values::OfHromada(equipment)),
    Layer::new("districts-served", Unit::Share, About::Nothing, Values::OfHromada(|r, h, _| districts(r, h))),
    Layer::new("distance", Unit::Rate, About::Nothing, Values::OfAudit(|audit, scope, _| distance(audit, scope))),
    Layer::new("stale", Unit::Share, About::Nothing, Values::OfHromada(|r, h, _| stale(r, h))),
    Layer::new("territory-status", Unit::Status, About::Nothing, Values::OfHromada(|_, h, _| Some(status(h)))),
];

/// The layer with this id.
#[must_use]
pub fn layer(id: &str) -> Option<&'static Layer> {
    LAYERS.iter().find(|layer| layer.id == id)
}

/// Points of the hromada that are not suspended.
fn working<'a>(registry: &'a Registry, hromada: &'a HromadaOnDate) -> impl Iterator<Item = &'a PointOnDate> {
    let points = hromada.points.iter().filter_map(|position| registry.point_at(*position));
    points.filter(|point| point.row().status != PointStatus::Suspended)
}

fn count<T>(things: impl Iterator<Item = T>) -> f64 {
    things.count() as f64
}

fn of_kind(registry: &Registry, hromada: &HromadaOnDate, kind: PointKind) -> f64 {
    count(working(registry, hromada).filter(|point| point.row().kind == kind))
}

fn per_people(registry: &Registry, hromada: &HromadaOnDate) -> Option<f64> {
    let people = hromada.facts.population.filter(|people| *people > 0)?;
    Some(count(working(registry, hromada)) * 10_000.0 / f64::from(people))
}

/// Different services given anywhere in the hromada; not known while a point has not declared any.
fn services(registry: &Registry, hromada: &HromadaOnDate) -> Option<f64> {
    let mut given = Bits::with_capacity(registry.records.catalogue.capacity());
    for point in working(registry, hromada) {
        point.declared.then_some(())?;
        given.add_all(&point.offered);
    }
    Some(given.len() as f64)
}

/// Share of the points which give some service of the group, among those that have declared.
fn group(registry: &Registry, hromada: &HromadaOnDate, group: &str) -> Option<f64> {
    if working(registry, hromada).next().is_none() {
        return Some(0.0);
    }
    let declared: Vec<&PointOnDate> = working(registry, hromada).filter(|point| point.declared).collect();
    let wanted = registry.services.by_group.get(group);
    let gives = |point: &&&PointOnDate| wanted.is_some_and(|wanted| point.offered.intersects(wanted));
    (!declared.is_empty()).then(|| count(declared.iter().filter(gives)) / declared.len() as f64)
}

/// Points of the hromada that have it; not known where none is known to and some may.
#[must_use]
pub fn equipment(registry: &Registry, hromada: &HromadaOnDate, kind: &str) -> Option<f64> {
    let known: Vec<Option<bool>> =
        working(registry, hromada).map(|point| registry.equipment_at(point, kind).is_present()).collect();
    let having = count(known.iter().filter(|has| **has == Some(true)));
    (having > 0.0 || !known.contains(&None)).then_some(having)
}

/// Share of starosta districts in which a remote workplace works; not known where no district is loaded.
fn districts(registry: &Registry, hromada: &HromadaOnDate) -> Option<f64> {
    let served = |district: &&u32| {
        working(registry, hromada).any(|point| point.row().kind == PointKind::Vrm && point.district == Some(**district))
    };
    (!hromada.districts.is_empty())
        .then(|| count(hromada.districts.iter().filter(served)) / hromada.districts.len() as f64)
}

/// The indicator of each hromada; not known where nothing is known of any member.
fn indicator(audit: &Judgement, scope: Scope, id: &str) -> BTreeMap<TerritoryCode, f64> {
    let Some(indicator) = audit.rules().indicator(id) else { return BTreeMap::new() };
    let groups = evaluate_by(audit, indicator, scope, By::Hromada).groups.unwrap_or_default();
    let known = groups.iter().filter(|group| group.counts.unknown < group.counts.denominator.max(1));
    known.filter_map(|group| Some((group.territory?, group.counts.share?))).collect()
}

/// A value of the cards of each hromada.
fn of_cards(
    audit: &Judgement,
    scope: Scope,
    checklist: &str,
    value: impl Fn(&BarrierFree<'_>) -> Option<f64>,
) -> BTreeMap<TerritoryCode, f64> {
    let found = summary_by(audit, checklist, scope, SummaryBy::Hromada).and_then(|all| all.groups);
    let found = found.unwrap_or_default();
    found.iter().filter_map(|group| Some((group.territory?, value(group)?))).collect()
}

/// Mean share of fulfilled criteria of the judged points.
fn barrier_free(audit: &Judgement, scope: Scope, checklist: &str) -> BTreeMap<TerritoryCode, f64> {
    of_cards(audit, scope, checklist, |group| group.mean_share)
}

/// Share of barrier-free points among those with a verdict.
fn verdict(audit: &Judgement, scope: Scope, checklist: &str) -> BTreeMap<TerritoryCode, f64> {
    of_cards(audit, scope, checklist, |group| {
        let verdicts = group.verdicts;
        let judged = verdicts.barrier_free + verdicts.partly + verdicts.barrier;
        (judged > 0).then(|| verdicts.barrier_free as f64 / judged as f64)
    })
}

/// Share of points that meet one criterion, among those that answered it.
fn criterion(audit: &Judgement, scope: Scope, about: &str) -> BTreeMap<TerritoryCode, f64> {
    let Some((checklist, criterion)) = about.split_once(':') else { return BTreeMap::new() };
    of_cards(audit, scope, checklist, |group| {
        group.criteria.iter().find(|counts| counts.id == criterion)?.counts.share()
    })
}

/// Mean distance of the hromada's settlements to the nearest working point, in kilometres.
fn distance(audit: &Judgement, scope: Scope) -> BTreeMap<TerritoryCode, f64> {
    let serves = &|point: &PointOnDate| point.row().status != PointStatus::Suspended;
    let question = Question { scope, within: 0.0, serves, leave_out: &|_| false };
    let mut sums: BTreeMap<TerritoryCode, (f64, f64)> = BTreeMap::new();
    for reach in reaches(audit.registry(), &question).all {
        if let (Some(hromada), Some(nearest)) = (reach.settlement.hromada, reach.nearest) {
            let sum = sums.entry(hromada).or_default();
            *sum = (sum.0 + nearest.metres / 1_000.0, sum.1 + 1.0);
        }
    }
    sums.into_iter().map(|(hromada, (sum, settlements))| (hromada, sum / settlements)).collect()
}

/// Share of points last confirmed more than a year before the day; not known where there is no point.
fn stale(registry: &Registry, hromada: &HromadaOnDate) -> Option<f64> {
    let fresh = registry.date.checked_sub_months(Months::new(12))?;
    let points: Vec<&PointOnDate> = hromada.points.iter().filter_map(|position| registry.point_at(*position)).collect();
    let stale = points.iter().filter(|point| point.row().confirmed < fresh);
    (!points.is_empty()).then(|| count(stale) / points.len() as f64)
}

/// A hromada whose status nobody stated is ordinary.
fn status(hromada: &HromadaOnDate) -> f64 {
    match hromada.facts.territory_status {
        Some(TerritoryStatus::Occupied) => 2.0,
        Some(TerritoryStatus::Hostilities) => 1.0,
        Some(TerritoryStatus::Ordinary) | None => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layer_has_an_id_of_its_own() {
        let mut ids: Vec<&str> = LAYERS.iter().map(|layer| layer.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), LAYERS.len());
        assert!(layer("points").is_some() && layer("moon").is_none());
    }
}
