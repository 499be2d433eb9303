//! Gaps of a territory pooled by service: how many points and hromadas lack each, and what those points need.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::gap_needs::{GapSort, Need, NeedCounts};
use super::gap_order::Purchase;
use super::judgement::Judgement;
use super::point::State;
use crate::domain::rows::ListClass;
use crate::domain::{PointKind, TerritoryCode};
use crate::registry::{Bits, PointOnDate, Scope};

/// Which gaps are wanted; `None` is any.
#[derive(Clone, Debug, Default)]
pub struct GapFilter {
    pub groups: Option<Vec<String>>,
    pub classes: Option<Vec<ListClass>>,
    pub purchases: Option<Vec<Purchase>>,
    pub raions: Option<Vec<TerritoryCode>>,
    pub needs: Option<Vec<Need>>,
}

/// A point that lacks a service by its place in the registry, and what it needs.
pub type Lacking = (u32, Need);

/// A service that some points owe and do not give.
#[derive(Clone, Debug)]
pub struct PooledGap<'a> {
    pub(super) id: u32,
    pub service: &'a str,
    pub name: &'a str,
    pub group: &'a str,
    /// Type of equipment the service cannot be given without.
    pub needs_equipment: Option<&'a str>,
    pub needs: NeedCounts,
    /// Points that owe the service and give it, among those the filter lets through.
    pub given: usize,
    /// Hromadas with a point that lacks it.
    pub hromadas: usize,
    /// The day from which the service is withdrawn; its position stays until an edition drops it.
    pub withdrawn: Option<NaiveDate>,
    /// In order of code.
    pub(super) lacking: Vec<Lacking>,
}

/// A point that lacks the service.
#[derive(Clone, Debug)]
pub struct GapMember<'a> {
    pub point: &'a PointOnDate,
    pub class: Option<ListClass>,
    pub need: Need,
    /// Other counted points of the hromada that give the service.
    pub elsewhere: Vec<&'a str>,
}

/// The pooled gaps of a territory under a filter.
#[derive(Clone, Debug)]
pub struct PooledGaps<'a> {
    pub gaps: Vec<PooledGap<'a>>,
    /// Judged points the filter lets through.
    pub judged: usize,
    /// Points that have not declared their services: what they lack is not known.
    pub unknown: usize,
    pub excluded: usize,
    /// Hromadas with any gap.
    pub hromadas: usize,
    /// Points with any gap.
    pub points: usize,
}

impl PooledGap<'_> {
    /// Places of the lacking points in the registry.
    pub(super) fn places(&self) -> impl Iterator<Item = u32> + '_ {
        self.lacking.iter().map(|(place, _)| *place)
    }

    /// Points that lack it.
    #[must_use]
    pub fn points(&self) -> usize {
        self.lacking.len()
    }
}

impl<'a> PooledGaps<'a> {
    /// Every lacking point of the services wanted, in order of point and service.
    pub fn by_point(&self, wanted: impl Fn(&PooledGap<'a>) -> bool) -> Vec<(&PooledGap<'a>, Lacking)> {
        let gaps = self.gaps.iter().filter(|gap| wanted(gap));
        let mut all: Vec<_> = gaps.flat_map(|gap| gap.lacking.iter().map(move |lacking| (gap, *lacking))).collect();
        all.sort_by(|a, b| (a.1.0, a.0.service).cmp(&(b.1.0, b.0.service)));
        all
    }

    /// Missing services of points, one for each service of each point.
    #[must_use]
    pub fn total(&self) -> usize {
        self.gaps.iter().map(PooledGap::points).sum()
    }

    /// Sorts with the worst first; what is equal by points, then by code of the service.
    pub fn sort(&mut self, by: GapSort) {
        let count = |gap: &PooledGap<'_>| match by {
            GapSort::Points | GapSort::Service | GapSort::Group => 0,
            GapSort::Hromadas => gap.hromadas,
            GapSort::Nothing => gap.needs.count_of(Need::Nothing),
            GapSort::Neighbour => gap.needs.count_of(Need::Neighbour),
            GapSort::Training => gap.needs.count_of(Need::Training),
            GapSort::Unknown => gap.needs.count_of(Need::Unknown),
            GapSort::Equipment => gap.needs.count_of(Need::Equipment),
        };
        self.gaps.sort_by(|a, b| {
            let worst = || count(b).cmp(&count(a)).then_with(|| b.points().cmp(&a.points()));
            let first = match by {
                GapSort::Service => std::cmp::Ordering::Equal,
                GapSort::Group => a.group.cmp(b.group).then_with(worst),
                _ => worst(),
            };
            first.then_with(|| a.service.cmp(b.service))
        });
    }
}

impl Judgement {
    /// Gaps of the judged points of a territory pooled by service, most points first.
    #[must_use]
    pub fn pooled_gaps(&self, scope: Scope, filter: &GapFilter) -> PooledGaps<'_> {
        self.pooled_gaps_among(0..self.registry().points.len(), scope, filter)
    }

    /// The same of the points of a range of the registry.
    #[must_use]
    pub fn pooled_gaps_among(&self, range: Range<usize>, scope: Scope, filter: &GapFilter) -> PooledGaps<'_> {
        let mut pool = GapPool::new(self, filter);
        let points = (0u32..).zip(&self.registry().points).skip(range.start).take(range.len());
        for (place, point) in points.filter(|(_, point)| scope.contains_point(self.registry(), point)) {
            pool.add(point, place);
        }
        pool.pooled()
    }

    /// A point that lacks the service, in full.
    #[must_use]
    pub fn gap_member<'a>(&'a self, gap: &PooledGap<'a>, lacking: Lacking) -> Option<GapMember<'a>> {
        let point = self.registry().point_at(lacking.0)?;
        // Where training is needed nobody there gives it.
        let gives = |other: &&PointOnDate| lacking.1 != Need::Training && other.offered.contains(gap.id);
        let elsewhere = self.neighbours(point).filter(gives).map(code).collect();
        Some(GapMember { point, class: self.class(point), need: lacking.1, elsewhere })
    }

    /// Other counted points of the point's hromada.
    fn neighbours<'a>(&'a self, point: &'a PointOnDate) -> impl Iterator<Item = &'a PointOnDate> {
        let registry = self.registry();
        let places = registry.hromada_of(point).map(|hromada| hromada.points.as_slice()).unwrap_or_default();
        let others = places.iter().filter_map(|place| registry.point_at(*place));
        others.filter(|other| other.id() != point.id() && self.exclusion(other).is_none())
    }
}

fn code(point: &PointOnDate) -> &str {
    point.code()
}

/// Gaps in the making.
struct GapPool<'a, 'f> {
    audit: &'a Judgement,
    filter: &'f GapFilter,
    /// By number of the service.
    by_service: BTreeMap<u32, PooledGap<'a>>,
    /// What the counted points of a hromada give, by its place in the registry.
    given_in: BTreeMap<u32, Bits>,
    /// How many of the judged points that owe a service give it, by its number.
    given: Vec<usize>,
    told: PooledGaps<'a>,
}

impl<'a, 'f> GapPool<'a, 'f> {
    fn new(audit: &'a Judgement, filter: &'f GapFilter) -> Self {
        let told = PooledGaps { gaps: Vec::new(), judged: 0, unknown: 0, excluded: 0, hromadas: 0, points: 0 };
        let given = vec![0; audit.registry().records.catalogue.capacity()];
        Self { audit, filter, by_service: BTreeMap::new(), given_in: BTreeMap::new(), given, told }
    }

    fn add(&mut self, point: &'a PointOnDate, place: u32) {
        if point.row().kind == PointKind::Mobile || !self.wants(point) {
            return;
        }
        let verdict = self.audit.verdict(point);
        match verdict.state {
            State::Excluded => self.told.excluded += 1,
            State::Unknown => self.told.unknown += 1,
            State::Judged => {
                self.told.judged += 1;
                let required = &verdict.owed.required;
                for id in required.and(&point.offered).iter() {
                    self.given.get_mut(id as usize).into_iter().for_each(|count| *count += 1);
                }
                self.add_missing(point, place, &required.difference(&point.offered));
            }
        }
    }

    fn wants(&self, point: &PointOnDate) -> bool {
        let class = || passes_filter(self.filter.classes.as_deref(), self.audit.class(point).as_ref());
        passes_filter(self.filter.raions.as_deref(), point.raion.as_ref()) && class()
    }

    fn add_missing(&mut self, point: &'a PointOnDate, place: u32, missing: &Bits) {
        let hromada = point.hromada;
        let nothing = Bits::default();
        let given_here = match hromada {
            Some(place) => self.given_in.entry(place).or_insert_with(|| given_in(self.audit, point)),
            None => &nothing,
        };
        let mut has: Vec<(&str, Option<bool>)> = Vec::new();
        let mut found = false;
        for id in missing.iter() {
            let Some(gap) = entry(self.audit, &mut self.by_service, id) else { continue };
            if self.filter.groups.as_ref().is_some_and(|groups| !groups.iter().any(|group| group == gap.group)) {
                continue;
            }
            let need = need(self.audit, point, gap, given_here, &mut has);
            if passes_filter(self.filter.purchases.as_deref(), Some(&need.purchase()))
                && passes_filter(self.filter.needs.as_deref(), Some(&need))
            {
                gap.needs.add(need);
                gap.lacking.push((place, need));
                found = true;
            }
        }
        self.told.points += usize::from(found);
    }

    fn pooled(mut self) -> PooledGaps<'a> {
        let mut everywhere = Vec::new();
        let gaps = self.by_service.into_values().filter(|gap| !gap.lacking.is_empty());
        for mut gap in gaps {
            let mut hromadas: Vec<TerritoryCode> = gap
                .lacking
                .iter()
                .filter_map(|lacking| self.audit.registry().point_at(lacking.0)?.row().hromada)
                .collect();
            hromadas.sort_unstable();
            hromadas.dedup();
            gap.hromadas = hromadas.len();
            gap.given = self.given.get(gap.id as usize).copied().unwrap_or(0);
            everywhere.extend(hromadas);
            self.told.gaps.push(gap);
        }
        everywhere.sort_unstable();
        everywhere.dedup();
        self.told.hromadas = everywhere.len();
        self.told.sort(GapSort::Points);
        self.told
    }
}

fn passes_filter<T: PartialEq>(wanted: Option<&[T]>, value: Option<&T>) -> bool {
    wanted.is_none_or(|wanted| value.is_some_and(|value| wanted.contains(value)))
}

/// The gap of a service; `None` where the service or its position is not known.
fn entry<'p, 'a>(
    audit: &'a Judgement,
    gaps: &'p mut BTreeMap<u32, PooledGap<'a>>,
    id: u32,
) -> Option<&'p mut PooledGap<'a>> {
    use std::collections::btree_map::Entry;
    match gaps.entry(id) {
        Entry::Occupied(known) => Some(known.into_mut()),
        Entry::Vacant(new) => {
            let service = audit.service(id)?;
            let row = service.description_on(audit.date())?;
            audit.compiled()?.position(id)?;
            Some(new.insert(PooledGap {
                id,
                service: &service.code,
                name: &row.name,
                group: &row.group,
                needs_equipment: audit.rules().equipment_for(&row.group).map(|kind| kind.id.as_str()),
                needs: NeedCounts::default(),
                given: 0,
                hromadas: 0,
                withdrawn: service.withdrawn_since(audit.date()),
                lacking: Vec::new(),
            }))
        }
    }
}

/// Everything the counted points of the point's hromada give.
fn given_in(audit: &Judgement, point: &PointOnDate) -> Bits {
    let mut all = Bits::with_capacity(audit.registry().records.catalogue.capacity());
    audit.neighbours(point).for_each(|other| all.add_all(&other.offered));
    all.add_all(&point.offered);
    all
}

fn need<'a>(
    audit: &Judgement,
    point: &PointOnDate,
    gap: &PooledGap<'a>,
    given_here: &Bits,
    has: &mut Vec<(&'a str, Option<bool>)>,
) -> Need {
    let equipment = gap.needs_equipment.map(|kind| (kind, held_equipment(audit, point, kind, has)));
    match Purchase::for_equipment(equipment.map(|(kind, _)| kind), equipment.and_then(|(_, has)| has)) {
        Purchase::Equipment => Need::Equipment,
        Purchase::Unknown => Need::Unknown,
        Purchase::Nothing if point.offered.intersects(audit.group(gap.group)) => Need::Nothing,
        Purchase::Nothing if given_here.contains(gap.id) => Need::Neighbour,
        Purchase::Nothing => Need::Training,
    }
}

/// Whether the point has the equipment, looked up once for each type.
fn held_equipment<'a>(
    audit: &Judgement,
    point: &PointOnDate,
    kind: &'a str,
    known: &mut Vec<(&'a str, Option<bool>)>,
) -> Option<bool> {
    if let Some((_, has)) = known.iter().find(|(one, _)| *one == kind) {
        return *has;
    }
    let has = audit.has_equipment(point, kind);
    known.push((kind, has));
    has
}
