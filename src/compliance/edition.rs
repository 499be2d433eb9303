//! An edition of the mandatory list over the catalogue's bits: sets by class, distinct conditions with their positions.

use crate::domain::facts::HromadaFacts;
use crate::domain::rows::{ListClass, PositionRow};
use crate::domain::{Condition, Truth};
use crate::registry::{Bits, Catalogue, Edition};

/// An edition ready to judge with.
#[derive(Clone, Debug)]
pub struct Compiled {
    edition: Edition,
    sets: [Bits; 5],
    unconditional: Bits,
    conditions: Vec<(Condition, Bits)>,
    /// For each service number the place of its position; `u32::MAX`: none.
    slots: Vec<u32>,
}

/// What a point owes: every position of its set stands in exactly one of the three.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObligedPositions {
    pub required: Bits,
    pub undecided: Bits,
    pub not_required: Bits,
}

impl Compiled {
    /// Compiles an edition; a position whose service the catalogue does not hold is passed over.
    #[must_use]
    pub fn new(edition: &Edition, catalogue: &Catalogue) -> Self {
        let empty = || Bits::with_capacity(catalogue.capacity());
        let mut compiled = Self {
            edition: edition.clone(),
            sets: std::array::from_fn(|_| empty()),
            unconditional: empty(),
            conditions: Vec::new(),
            slots: vec![u32::MAX; catalogue.capacity()],
        };
        for (position, place) in edition.positions.iter().zip(0u32..) {
            if let Some(service) = catalogue.by_code(&position.service) {
                compiled.add(position, service.id, place, empty);
            }
        }
        compiled
    }

    fn add(&mut self, position: &PositionRow, service: u32, place: u32, empty: impl Fn() -> Bits) {
        for (class, set) in ListClass::ALL.into_iter().zip(&mut self.sets) {
            if position.is_in(class) {
                set.insert(service);
            }
        }
        if let Some(slot) = self.slots.get_mut(service as usize) {
            *slot = place;
        }
        let Some(condition) = &position.condition else { return self.unconditional.insert(service) };
        if let Some((_, set)) = self.conditions.iter_mut().find(|(known, _)| known == condition) {
            return set.insert(service);
        }
        let mut set = empty();
        set.insert(service);
        self.conditions.push((condition.clone(), set));
    }

    #[must_use]
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Services of the class's set, before conditions; the sets of centres are cumulative.
    #[must_use]
    pub fn positions_of(&self, class: ListClass) -> &Bits {
        let [cnap, raion_centre, oblast_city, tp, vrm] = &self.sets;
        match class {
            ListClass::Cnap => cnap,
            ListClass::RaionCentre => raion_centre,
            ListClass::OblastCity => oblast_city,
            ListClass::Tp => tp,
            ListClass::Vrm => vrm,
        }
    }

    /// The position of a service.
    #[must_use]
    pub fn position(&self, service: u32) -> Option<&PositionRow> {
        self.slots.get(service as usize).and_then(|place| self.edition.positions.get(*place as usize))
    }

    /// Each distinct condition, judged once for what is known of a hromada.
    #[must_use]
    pub fn truths(&self, facts: &HromadaFacts) -> Vec<Truth> {
        self.conditions.iter().map(|(condition, _)| condition.evaluate(facts)).collect()
    }

    /// What a point of the class owes where the conditions came out so. Where the class itself is not known, the
    /// `cnap` set is owed; a position of a larger set is undecided unless its own condition is false.
    #[must_use]
    pub fn owed(&self, class: ListClass, class_known: bool, truths: &[Truth]) -> ObligedPositions {
        let set = self.positions_of(class);
        let with = |wanted: Truth| self.services_of(truths, wanted);
        let no = with(Truth::No);
        let mut owed = ObligedPositions {
            required: set.and(&with(Truth::Yes)),
            undecided: set.and(&with(Truth::Unknown)),
            not_required: set.and(&no),
        };
        if !class_known {
            let larger = self.positions_of(ListClass::OblastCity).difference(set);
            owed.undecided.add_all(&larger.difference(&no));
            owed.not_required.add_all(&larger.and(&no));
        }
        owed
    }

    /// Services whose condition came out so; a position without a condition is as good as one that holds.
    fn services_of(&self, truths: &[Truth], wanted: Truth) -> Bits {
        let mut all = if wanted == Truth::Yes { self.unconditional.clone() } else { Bits::default() };
        for ((_, services), truth) in self.conditions.iter().zip(truths) {
            if *truth == wanted {
                all = union(&all, services);
            }
        }
        all
    }
}

fn union(some: &Bits, more: &Bits) -> Bits {
    let mut all = more.clone();
    all.add_all(some);
    all
}

impl ObligedPositions {
    /// Services that hold a position of the set, required or not.
    #[must_use]
    pub fn named_positions(&self) -> Bits {
        union(&union(&self.required, &self.undecided), &self.not_required)
    }

    /// Whether a declared point that offers these gives all it owes, within a group or in all; owing nothing is a no.
    #[must_use]
    pub fn all_given(&self, offered: &Bits, within: Option<&Bits>) -> Truth {
        if !self.required.is_covered(offered, within) {
            return Truth::No;
        }
        if !self.undecided.is_covered(offered, within) {
            return Truth::Unknown;
        }
        // Given in full, but whether any of it is owed may itself not be known.
        let some = |set: &Bits| within.map_or_else(|| !set.is_empty(), |group| set.intersects(group));
        match (some(&self.required), some(&self.undecided)) {
            (true, _) => Truth::Yes,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::No,
        }
    }
}
