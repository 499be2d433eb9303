//! Map layers: what hromadas may be shaded by. One entry a layer; its title is the text `layer-<id>`.

use crate::domain::PointKind;
use crate::domain::PointStatus;
use crate::registry::{Bits, HromadaOnDate, PointOnDate, Registry};

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A whole number.
    Count,
    /// A fraction of one, shown in per cent.
    Share,
    /// A number with one decimal.
    Rate,
}

/// What a layer needs to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Nothing,
    /// The id of a service group.
    Group,
    /// The id of an equipment type.
    Equipment,
}

/// One layer.
#[derive(Clone, Copy, Debug)]
pub struct Layer {
    pub id: &'static str,
    pub unit: Unit,
    pub about: About,
    /// The value of a hromada; `None`: not known.
    pub value: fn(&Registry, &HromadaOnDate, &str) -> Option<f64>,
}

/// Every layer, the default first.
pub const LAYERS: &[Layer] = &[
    Layer { id: "points", unit: Unit::Count, about: About::Nothing, value: |r, h, _| Some(count(working(r, h))) },
    Layer {
        id: "centres",
        unit: Unit::Count,
        about: About::Nothing,
        value: |r, h, _| Some(of_kind(r, h, PointKind::Cnap)),
    },
    Layer {
        id: "workplaces",
        unit: Unit::Count,
        about: About::Nothing,
        value: |r, h, _| Some(of_kind(r, h, PointKind::Vrm)),
    },
    Layer { id: "points-per-10000", unit: Unit::Rate, about: About::Nothing, value: |r, h, _| per_people(r, h) },
    Layer { id: "services", unit: Unit::Count, about: About::Nothing, value: |r, h, _| services(r, h) },
    Layer { id: "group", unit: Unit::Share, about: About::Group, value: group },
    Layer { id: "equipment", unit: Unit::Count, about: About::Equipment, value: equipment },
    Layer { id: "districts-served", unit: Unit::Share, about: About::Nothing, value: |r, h, _| districts(r, h) },
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
fn equipment(registry: &Registry, hromada: &HromadaOnDate, kind: &str) -> Option<f64> {
    let known: Vec<Option<bool>> =
        working(registry, hromada).map(|point| registry.equipment_at(point, kind).has()).collect();
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
