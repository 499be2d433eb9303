//! Equipment of a territory by type: which points have it, how many pieces, which hromadas have none.

use std::collections::BTreeMap;

use serde::Serialize;

use super::judgement::Judgement;
use super::share;
use crate::domain::{PointKind, TerritoryCode, Truth, collation_key};
use crate::registry::{EquipmentOnDate, PointOnDate, Scope};
use crate::rulebook::{EquipmentType, Text};

/// One type of equipment in a territory. Suspended points and left-out hromadas are not counted.
#[derive(Clone, Debug, Serialize)]
pub struct EquipmentLine<'a> {
    pub id: &'a str,
    pub title: &'a Text,
    /// Groups of services that cannot be given without it.
    pub needed_by: &'a [String],
    pub points: usize,
    pub having: usize,
    pub lacking: usize,
    /// Those of them whose lack only follows from what is said of other equipment.
    #[serde(skip)]
    pub inferred: usize,
    /// Points of which it is not known.
    pub unknown: usize,
    /// Counted points whose hromada is not known.
    pub unplaced: usize,
    /// Pieces that were counted.
    pub pieces: u64,
    /// Points that have it, but how many pieces is not stated.
    pub uncounted: usize,
    pub centres: usize,
    pub centres_having: usize,
    pub centres_unknown: usize,
    /// Share among centres, and what it would be if every unknown had it.
    pub centre_share: Option<f64>,
    pub centre_share_high: Option<f64>,
    pub holders: Vec<Holder<'a>>,
    /// Hromadas where no point has it: every point is known to lack it, or there is none.
    pub hromadas_without: Vec<TerritoryCode>,
    /// Hromadas where no point is known to have it but some may.
    pub hromadas_unknown: Vec<TerritoryCode>,
}

/// A point that has the equipment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holder<'a> {
    pub point: &'a str,
    pub name: &'a str,
    pub kind: PointKind,
    pub hromada: Option<TerritoryCode>,
    /// `None`: not counted.
    pub pieces: Option<u32>,
}

impl Judgement {
    /// Every type of equipment in the territory.
    #[must_use]
    pub fn equipment(&self, scope: Scope) -> Vec<EquipmentLine<'_>> {
        self.rules().equipment.iter().map(|kind| self.equipment_of(kind, scope)).collect()
    }

    /// One type of equipment in the territory.
    #[must_use]
    pub fn equipment_of<'a>(&'a self, kind: &'a EquipmentType, scope: Scope) -> EquipmentLine<'a> {
        let mut line = EquipmentLine::new(kind);
        let mut hromadas: BTreeMap<TerritoryCode, Truth> = self.counted_hromadas(scope);
        for point in self.registry().points_in(scope).filter(|point| self.exclusion(point).is_none()) {
            let known = self.registry().equipment_at(point, &kind.id);
            line.add(point, &known);
            line.unplaced += usize::from(self.registry().is_unplaced(point));
            if let Some(has) = point.row().hromada.and_then(|code| hromadas.get_mut(&code)) {
                *has = has.or(Truth::from_option(known.is_present()));
            }
        }
        let those =
            |wanted| self.sorted_by_name(hromadas.iter().filter(|(_, has)| **has == wanted).map(|(code, _)| *code));
        EquipmentLine {
            hromadas_without: those(Truth::No),
            hromadas_unknown: those(Truth::Unknown),
            centre_share: share(line.centres_having, line.centres),
            centre_share_high: share(line.centres_having + line.centres_unknown, line.centres),
            ..line
        }
    }

    /// Places in alphabetical order.
    fn sorted_by_name(&self, codes: impl Iterator<Item = TerritoryCode>) -> Vec<TerritoryCode> {
        let mut codes: Vec<TerritoryCode> = codes.collect();
        codes.sort_by_cached_key(|code| collation_key(self.place_name(*code)));
        codes
    }

    fn counted_hromadas(&self, scope: Scope) -> BTreeMap<TerritoryCode, Truth> {
        let counted = self.registry().hromadas_in(scope).filter(|one| self.leave_out().status(&one.facts).is_none());
        counted.map(|hromada| (hromada.code, Truth::No)).collect()
    }
}

impl<'a> EquipmentLine<'a> {
    fn new(kind: &'a EquipmentType) -> Self {
        Self {
            id: &kind.id,
            title: &kind.title,
            needed_by: &kind.needed_by_groups,
            points: 0,
            having: 0,
            lacking: 0,
            inferred: 0,
            unknown: 0,
            unplaced: 0,
            pieces: 0,
            uncounted: 0,
            centres: 0,
            centres_having: 0,
            centres_unknown: 0,
            centre_share: None,
            centre_share_high: None,
            holders: Vec::new(),
            hromadas_without: Vec::new(),
            hromadas_unknown: Vec::new(),
        }
    }

    fn add(&mut self, point: &'a PointOnDate, known: &EquipmentOnDate<'_>) {
        let centre = usize::from(point.row().kind == PointKind::Cnap);
        self.points += 1;
        self.centres += centre;
        match known.is_present() {
            None => {
                self.unknown += 1;
                self.centres_unknown += centre;
            }
            Some(false) => {
                self.lacking += 1;
                self.inferred += usize::from(known.is_inferred());
            }
            Some(true) => {
                self.having += 1;
                self.centres_having += centre;
                self.pieces += u64::from(known.pieces().unwrap_or(0));
                self.uncounted += usize::from(known.pieces().is_none());
                self.holders.push(Holder::new(point, known.pieces()));
            }
        }
    }
}

impl<'a> Holder<'a> {
    fn new(point: &'a PointOnDate, pieces: Option<u32>) -> Self {
        let row = point.row();
        Self { point: point.code(), name: &row.name, kind: row.kind, hromada: row.hromada, pieces }
    }
}
