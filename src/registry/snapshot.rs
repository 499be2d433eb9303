//! `Registry`: everything that holds on one day.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use geo::Centroid;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::bits::Bits;
use super::catalogue::ServicesOnDate;
use super::hromada::HromadaOnDate;
use super::inventory::OfferingRecord;
use super::network::PointRecord;
use super::point::PointOnDate;
use super::records::Records;
use super::scope::Scope;
use super::tree::Territories;
use crate::domain::rows::PointRow;
use crate::domain::{Category, Precision, TerritoryCode, TerritoryStatus};

/// A point's place in the index: `[longitude, latitude]` with its position in `Registry::points`.
pub type IndexedPoint = GeomWithData<[f64; 2], u32>;

/// Everything that holds on one day. Immutable; made from [`Records`] without I/O.
#[derive(Debug)]
pub struct Registry {
    pub date: NaiveDate,
    pub records: Records,
    /// Points that exist on the day, in order of code.
    pub points: Vec<PointOnDate>,
    /// Hromadas, in order of code.
    pub hromadas: Arc<Vec<HromadaOnDate>>,
    pub services: ServicesOnDate,
    pub spots: Arc<RTree<IndexedPoint>>,
    by_id: Arc<HashMap<u32, u32>>,
}

impl Registry {
    /// What holds on `date`.
    #[must_use]
    pub fn at(records: &Records, date: NaiveDate) -> Self {
        Self::build(records, date, None)
    }

    /// What holds on the same day after a write: only what the write touched is made anew.
    #[must_use]
    pub fn after(&self, records: &Records) -> Self {
        if !records.shares_network(&self.records) {
            return Self::build(records, self.date, Some(self));
        }
        let services = records.catalogue.services_on(self.date);
        let offers = OfferingSets { records, date: self.date, services: &services, former: Some(self) };
        let point = |point: &PointOnDate| {
            let (offered, declared) = offers.offered_by(point.id());
            PointOnDate { offered, declared, ..point.clone() }
        };
        Self {
            date: self.date,
            points: self.points.iter().map(point).collect(),
            hromadas: Arc::clone(&self.hromadas),
            services,
            spots: Arc::clone(&self.spots),
            by_id: Arc::clone(&self.by_id),
            records: records.clone(),
        }
    }

    /// The same day if some points, by their places, gave other services.
    #[must_use]
    pub fn giving(&self, offered: impl IntoIterator<Item = (u32, Bits)>) -> Self {
        let mut points = self.points.clone();
        for (place, offered) in offered {
            points.get_mut(place as usize).into_iter().for_each(|point| point.offered.clone_from(&offered));
        }
        Self {
            date: self.date,
            points,
            hromadas: Arc::clone(&self.hromadas),
            services: self.services.clone(),
            spots: Arc::clone(&self.spots),
            by_id: Arc::clone(&self.by_id),
            records: self.records.clone(),
        }
    }

    fn build(records: &Records, date: NaiveDate, former: Option<&Self>) -> Self {
        let mut hromadas = hromadas(records, date);
        let services = records.catalogue.services_on(date);
        let offers = OfferingSets { records, date, services: &services, former };
        let points: Vec<PointOnDate> =
            records.network.all().iter().filter_map(|record| point(&offers, &hromadas, record)).collect();
        for (point, position) in points.iter().zip(0u32..) {
            if let Some(hromada) = point.hromada.and_then(|i| hromadas.get_mut(i as usize)) {
                hromada.points.push(position);
            }
        }
        let by_id = points.iter().zip(0u32..).map(|(point, i)| (point.id(), i)).collect();
        Self {
            date,
            spots: Arc::new(point_index(&points)),
            points,
            hromadas: Arc::new(hromadas),
            services,
            by_id: Arc::new(by_id),
            records: records.clone(),
        }
    }

    /// The point, if it exists on the day.
    #[must_use]
    pub fn point(&self, code: &str) -> Option<&PointOnDate> {
        self.records.network.by_code(code).and_then(|record| self.by_id(record.id))
    }

    fn by_id(&self, id: u32) -> Option<&PointOnDate> {
        self.by_id.get(&id).and_then(|i| self.point_at(*i))
    }

    /// The offerings of a point that hold on the day, one a service.
    pub fn offerings_of(&self, point: &PointOnDate) -> impl Iterator<Item = &OfferingRecord> {
        self.records.offerings.offered_on(point.id(), self.date, &self.services)
    }

    #[must_use]
    pub fn point_at(&self, position: u32) -> Option<&PointOnDate> {
        self.points.get(position as usize)
    }

    #[must_use]
    pub fn hromada(&self, code: TerritoryCode) -> Option<&HromadaOnDate> {
        self.hromadas.binary_search_by_key(&code, |hromada| hromada.code).ok().and_then(|i| self.hromadas.get(i))
    }

    /// The hromada a point lies in.
    #[must_use]
    pub fn hromada_of(&self, point: &PointOnDate) -> Option<&HromadaOnDate> {
        point.hromada.and_then(|i| self.hromadas.get(i as usize))
    }

    /// The city with special status a point lies in: such a city has no hromadas.
    #[must_use]
    pub fn special_city(&self, point: &PointOnDate) -> Option<TerritoryCode> {
        let first = self.records.territories.get(point.oblast?)?;
        (first.category == Category::SpecialCity).then_some(first.code)
    }

    /// True where the hromada of a point could not be told.
    #[must_use]
    pub fn is_unplaced(&self, point: &PointOnDate) -> bool {
        point.hromada.is_none() && self.special_city(point).is_none()
    }

    /// How many points of the territory have no hromada that is known.
    #[must_use]
    pub fn count_unplaced(&self, scope: Scope) -> usize {
        self.points_in(scope).filter(|point| self.is_unplaced(point)).count()
    }

    /// Points that stand in the hromada but belong to another one, in order of code.
    pub fn standing_in(&self, hromada: TerritoryCode) -> impl Iterator<Item = &PointOnDate> {
        let here = move |point: &&PointOnDate| point.located_in == Some(hromada);
        self.points.iter().filter(here).filter(|point| point.stands_elsewhere())
    }

    /// Points of the territory, in order of code.
    pub fn points_in(&self, scope: Scope) -> impl Iterator<Item = &PointOnDate> {
        self.points.iter().filter(move |point| scope.contains_point(self, point))
    }

    /// Hromadas of the territory, in order of code.
    pub fn hromadas_in(&self, scope: Scope) -> impl Iterator<Item = &HromadaOnDate> {
        self.hromadas.iter().filter(move |hromada| match scope {
            Scope::Country => true,
            Scope::Within(code, Category::Oblast | Category::SpecialCity) => hromada.oblast == Some(code),
            Scope::Within(code, Category::Raion) => hromada.raion == Some(code),
            Scope::Within(code, _) => hromada.code == code,
        })
    }

    /// The territory with this code as a scope; `None` when there is no such place.
    #[must_use]
    pub fn scope(&self, code: TerritoryCode) -> Option<Scope> {
        self.records.territories.get(code).map(|place| Scope::Within(code, place.category))
    }
}

fn hromadas(records: &Records, date: NaiveDate) -> Vec<HromadaOnDate> {
    let tree = &records.territories;
    let mut found: Vec<HromadaOnDate> = tree
        .all()
        .iter()
        .filter(|place| place.category == Category::Hromada)
        .map(|place| HromadaOnDate {
            code: place.code,
            raion: tree.raion_of(place.code).map(|raion| raion.code),
            oblast: tree.first_level(place.code).map(|oblast| oblast.code),
            facts: records.facts.facts_on(place.code, date),
            points: Vec::new(),
            districts: Vec::new(),
        })
        .collect();
    for (district, position) in records.districts.all.iter().zip(0u32..) {
        if let Some(hromada) = find(&found, district.hromada).and_then(|i| found.get_mut(i)) {
            hromada.districts.push(position);
        }
    }
    found
}

fn find(hromadas: &[HromadaOnDate], code: TerritoryCode) -> Option<usize> {
    hromadas.binary_search_by_key(&code, |hromada| hromada.code).ok()
}

/// What points offer on the day, taken from the registry of before where nothing of it changed.
struct OfferingSets<'a> {
    records: &'a Records,
    date: NaiveDate,
    services: &'a ServicesOnDate,
    former: Option<&'a Registry>,
}

impl OfferingSets<'_> {
    fn offered_by(&self, id: u32) -> (Bits, bool) {
        match self.former.filter(|former| self.is_unchanged(former, id)).and_then(|former| former.by_id(id)) {
            Some(point) => (point.offered.clone(), point.declared),
            None => self.build_sets(id),
        }
    }

    fn is_unchanged(&self, former: &Registry, id: u32) -> bool {
        let (new, old) = (self.records, &former.records);
        let capacities = new.catalogue.capacity() == old.catalogue.capacity();
        let services = self.services.keep_the_same(&former.services);
        capacities && services && new.offerings.rows.shares(&old.offerings.rows, id)
    }

    fn build_sets(&self, id: u32) -> (Bits, bool) {
        let offerings = &self.records.offerings;
        let set = offerings.set_on(id, self.date, self.services);
        (set, offerings.declared(id, self.date))
    }
}

fn point(offers: &OfferingSets<'_>, hromadas: &[HromadaOnDate], record: &Arc<PointRecord>) -> Option<PointOnDate> {
    let OfferingSets { records, date, .. } = *offers;
    let row = record.row_on(date)?;
    let (offered, declared) = offers.offered_by(record.id);
    let held = record.rows.iter().position(|candidate| std::ptr::eq(candidate, row))?;
    let tree = &records.territories;
    let place = row.hromada.or(row.settlement).or(row.located_in);
    let located_in = located_in(tree, row);
    let stated = row.starosta_district.as_deref().and_then(|code| records.districts.position(code));
    let serving = || serving_district(records, row);
    let index = row.hromada.and_then(|code| find(hromadas, code));
    let (location, precision) = place_of(records, row, located_in);
    Some(PointOnDate {
        held,
        located_in,
        location,
        precision,
        raion: place.and_then(|code| tree.raion_of(code)).map(|raion| raion.code),
        oblast: place.and_then(|code| tree.first_level(code)).map(|oblast| oblast.code),
        hromada: index.and_then(|i| u32::try_from(i).ok()),
        district: stated.or_else(serving),
        territory_status: territory_status(records, hromadas, date, row),
        offered,
        declared,
        record: Arc::clone(record),
    })
}

/// The hromada of the settlement it stands in, or the one its address names.
fn located_in(tree: &Territories, row: &PointRow) -> Option<TerritoryCode> {
    let stated = row.settlement.or(row.located_in)?;
    tree.hromada_of(stated).map(|hromada| hromada.code)
}

/// The district that lists the settlement, if it is of the point's own hromada.
fn serving_district(records: &Records, row: &PointRow) -> Option<u32> {
    let position = records.districts.serving(row.settlement?)?;
    let district = records.districts.get(position)?;
    row.hromada.is_none_or(|own| own == district.hromada).then_some(position)
}

/// The hromada of a place, or the city with special status it lies in; a raion or an oblast alone is no home.
fn home_of(tree: &Territories, code: TerritoryCode) -> Option<TerritoryCode> {
    let hromada = tree.hromada_of(code).map(|hromada| hromada.code);
    let city = || tree.first_level(code).filter(|place| place.category == Category::SpecialCity);
    hromada.or_else(|| city().map(|city| city.code))
}

/// The graver status of a point's hromada and of the hromada it stands in.
fn territory_status(
    records: &Records,
    hromadas: &[HromadaOnDate],
    date: NaiveDate,
    row: &PointRow,
) -> Option<TerritoryStatus> {
    let tree = &records.territories;
    let stands_in = row.settlement.or(row.located_in).and_then(|code| home_of(tree, code));
    let status = |code| {
        let hromada = find(hromadas, code).and_then(|i| hromadas.get(i));
        let facts = hromada.map_or_else(|| records.facts.facts_on(code, date), |hromada| hromada.facts);
        facts.territory_status.unwrap_or(TerritoryStatus::Ordinary)
    };
    [row.hromada, stands_in].into_iter().flatten().map(status).max()
}

/// Where a point stands, as exactly as is known: its own coordinates, its settlement's, or its hromada's centre's.
fn place_of(records: &Records, row: &PointRow, located_in: Option<TerritoryCode>) -> (Option<(f64, f64)>, Precision) {
    let tree = &records.territories;
    if row.location.is_some() {
        return (row.location, row.precision);
    }
    let at = |code: Option<TerritoryCode>| code.and_then(|code| tree.get(code)).and_then(|place| place.location);
    if let Some(settlement) = at(row.settlement) {
        return (Some(settlement), Precision::Settlement);
    }
    let home = located_in.or(row.hromada);
    let hromada = home.and_then(|code| tree.get(code));
    let centre = hromada.and_then(|hromada| at(hromada.centre).or(hromada.location));
    match centre.or_else(|| middle(records, home.or(row.settlement))) {
        Some(centre) => (Some(centre), Precision::Hromada),
        None => (None, Precision::Unknown),
    }
}

/// The middle of a place's outline: a city with special status is a point nowhere.
fn middle(records: &Records, code: Option<TerritoryCode>) -> Option<(f64, f64)> {
    let outline = records.boundaries.get(code?)?;
    outline.shape.centroid().map(|centre| (centre.y(), centre.x()))
}

fn point_index(points: &[PointOnDate]) -> RTree<IndexedPoint> {
    let located = points.iter().zip(0u32..).filter_map(|(point, i)| point.location.map(|at| (at, i)));
    RTree::bulk_load(located.map(|((lat, lon), i)| IndexedPoint::new([lon, lat], i)).collect())
}
