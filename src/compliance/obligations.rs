//! Which set each point owes, and what of it: worked out once for every distinct outcome of the conditions.

use std::collections::HashMap;

use super::edition::{Compiled, ObligedPositions};
use crate::domain::facts::HromadaFacts;
use crate::domain::rows::ListClass;
use crate::domain::{HromadaClass, PointKind, Truth};
use crate::registry::{PointOnDate, Registry};

/// What a centre, a unit and a workplace of one hromada owe, as places in `Obligations::all`.
type ByKind = [u32; 3];

/// What every point of a day owes.
#[derive(Debug, Default)]
pub(super) struct Obligations {
    all: Vec<ObligedPositions>,
    by_hromada: Vec<ByKind>,
    /// Points whose hromada the tree does not hold, by point number.
    strays: HashMap<u32, ByKind>,
}

impl Obligations {
    pub(super) fn new(registry: &Registry, compiled: &Compiled) -> Self {
        let mut sorter = Sorter { compiled, known: HashMap::new(), all: Vec::new() };
        let by_hromada = registry.hromadas.iter().map(|hromada| sorter.trio(&hromada.facts)).collect();
        let lost = registry.points.iter().filter(|point| point.hromada.is_none());
        let strays = lost.map(|point| (point.id(), sorter.trio(&facts(registry, point)))).collect();
        Self { all: sorter.all, by_hromada, strays }
    }

    pub(super) fn obliged_at(&self, point: &PointOnDate) -> Option<&ObligedPositions> {
        let trio = match point.hromada {
            Some(place) => self.by_hromada.get(place as usize),
            None => self.strays.get(&point.id()),
        };
        let [centre, unit, workplace] = trio?;
        let place = match point.row().kind {
            PointKind::Cnap => centre,
            PointKind::Tp => unit,
            PointKind::Vrm => workplace,
            PointKind::Mobile => return None,
        };
        self.all.get(*place as usize)
    }
}

struct Sorter<'a> {
    compiled: &'a Compiled,
    known: HashMap<(ListClass, bool, Vec<Truth>), u32>,
    all: Vec<ObligedPositions>,
}

impl Sorter<'_> {
    fn trio(&mut self, facts: &HromadaFacts) -> ByKind {
        let truths = self.compiled.truths(facts);
        [PointKind::Cnap, PointKind::Tp, PointKind::Vrm].map(|kind| self.place(kind, facts, &truths))
    }

    fn place(&mut self, kind: PointKind, facts: &HromadaFacts, truths: &[Truth]) -> u32 {
        let Some((class, known)) = class(kind, facts) else { return u32::MAX };
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let place = *self.known.entry((class, known, truths.to_vec())).or_insert(next);
        if place == next {
            self.all.push(self.compiled.owed(class, known, truths));
        }
        place
    }
}

/// The set a point of the kind owes in such a hromada, and whether that is certain; `None` for mobile points.
pub(super) fn class(kind: PointKind, facts: &HromadaFacts) -> Option<(ListClass, bool)> {
    match kind {
        PointKind::Mobile => None,
        PointKind::Tp => Some((ListClass::Tp, true)),
        PointKind::Vrm => Some((ListClass::Vrm, true)),
        PointKind::Cnap => Some(match facts.class {
            None => (ListClass::Cnap, false),
            Some(HromadaClass::Rural | HromadaClass::Settlement | HromadaClass::Urban) => (ListClass::Cnap, true),
            Some(HromadaClass::RaionCentre) => (ListClass::RaionCentre, true),
            Some(HromadaClass::OblastCity) => (ListClass::OblastCity, true),
        }),
    }
}

/// What is known of a point's hromada; facts may be stated of a place the tree does not call a hromada, as Kyiv.
pub(super) fn facts(registry: &Registry, point: &PointOnDate) -> HromadaFacts {
    match (registry.hromada_of(point), point.row().hromada) {
        (Some(hromada), _) => hromada.facts,
        (None, Some(code)) => registry.records.facts.facts_on(code, registry.date),
        (None, None) => HromadaFacts::default(),
    }
}
