//! Which points near a place serve a person, and why the nearer ones do not.

use chrono::NaiveDateTime;

use super::question::DoorQuestion;
use crate::compliance::cards::needs::{Access, access};
use crate::coverage::near::points_near;
use crate::domain::{PointKind, PointStatus, Truth};
use crate::http::RequestContext;
use crate::registry::{Bits, PointOnDate};
use crate::rulebook::{Criterion, EquipmentType};

/// Points farther than this are no answer, in metres.
pub(super) const REACH: f64 = 100_000.0;
/// Points shown of each kind of answer.
const SHOWN: usize = 5;
/// Centres named to ask.
const ASKED: usize = 3;
/// Distances that differ by less are the same: then a centre goes before its workplaces.
const SAME_PLACE: f64 = 50.0;

/// Why a point does not serve, or why that is not known.
#[derive(Clone, Debug)]
pub(super) enum Reason<'a> {
    Occupied,
    Suspended,
    NotGiven,
    NotDeclared,
    NoEquipment(&'a EquipmentType),
    Barrier(Vec<&'a Criterion>),
    AccessUnknown,
    Shut,
    HoursUnknown,
}

impl Reason<'_> {
    /// True where it is not known whether the point serves.
    pub(super) const fn is_unknown(&self) -> bool {
        matches!(self, Self::NotDeclared | Self::AccessUnknown | Self::HoursUnknown)
    }
}

/// A point and how far it is.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    pub(super) point: &'a PointOnDate,
    pub(super) metres: f64,
    /// None: it serves.
    pub(super) reasons: Vec<Reason<'a>>,
    /// What is known for the need that was asked about.
    pub(super) access: Option<Access<'a>>,
}

/// What was found around a place.
#[derive(Debug, Default)]
pub(super) struct Candidates<'a> {
    /// The nearest that serve.
    pub(super) serving: Vec<Candidate<'a>>,
    /// How many serve in all.
    pub(super) total: usize,
    /// The nearest of those before the first that serves.
    pub(super) nearer: Vec<Candidate<'a>>,
    /// How many stand before the first that serves.
    pub(super) count_nearer: usize,
    /// Of how many of them it is not known whether they serve.
    pub(super) count_unknown: usize,
    /// The nearest centres to ask where none serves.
    pub(super) to_ask: Vec<Candidate<'a>>,
}

/// Looks at the points around a place, the nearest first.
pub(super) fn find<'a>(
    view: &'a RequestContext,
    asked: &DoorQuestion<'a>,
    at: (f64, f64),
    now: NaiveDateTime,
) -> Candidates<'a> {
    let judge = Judge { view, asked, services: asked.services(view), kit: kit(view, asked), now };
    let registry = &view.registry;
    let around = points_near(registry, at, REACH).into_iter();
    let around = around.filter_map(|near| Some((registry.point_at(near.point)?, near.metres)));
    let kind = |point: &PointOnDate| asked.kind.is_none_or(|kind| kind == point.row().kind);
    let mut around: Vec<(&PointOnDate, f64)> = around.filter(|(point, _)| kind(point)).collect();
    around.sort_by(|a, b| band(a.1).total_cmp(&band(b.1)).then(a.0.row().kind.cmp(&b.0.row().kind)));
    let mut found = Candidates::default();
    for (point, metres) in around {
        found.add(judge.candidate(point, metres));
    }
    found
}

/// Distances of one band are the same.
fn band(metres: f64) -> f64 {
    (metres / SAME_PLACE).floor()
}

impl<'a> Candidates<'a> {
    fn add(&mut self, candidate: Candidate<'a>) {
        if candidate.reasons.is_empty() {
            self.total += 1;
            if self.serving.len() < SHOWN {
                self.serving.push(candidate);
            }
        } else if self.total == 0 {
            self.count_nearer += 1;
            self.count_unknown += usize::from(candidate.reasons.iter().all(Reason::is_unknown));
            if candidate.can_be_asked() && self.to_ask.len() < ASKED {
                self.to_ask.push(candidate.clone());
            }
            if self.nearer.len() < SHOWN {
                self.nearer.push(candidate);
            }
        }
    }
}

impl Candidate<'_> {
    /// A centre that serves people, whatever it gives.
    fn can_be_asked(&self) -> bool {
        let serves = !matches!(self.reasons.first(), Some(Reason::Occupied | Reason::Suspended));
        serves && matches!(self.point.row().kind, PointKind::Cnap | PointKind::Tp)
    }
}

/// The equipment without which the service cannot be given.
fn kit<'a>(view: &'a RequestContext, asked: &DoorQuestion<'a>) -> Option<&'a EquipmentType> {
    view.registry.records.rules.equipment_for(asked.group(view)?)
}

struct Judge<'a, 'b> {
    view: &'a RequestContext,
    asked: &'b DoorQuestion<'a>,
    services: Option<Bits>,
    kit: Option<&'a EquipmentType>,
    now: NaiveDateTime,
}

impl<'a> Judge<'a, '_> {
    fn candidate(&self, point: &'a PointOnDate, metres: f64) -> Candidate<'a> {
        let access = self.asked.need.map(|need| access(&self.view.registry, point, need));
        let mut reasons = standing(point);
        if reasons.is_empty() {
            reasons.extend(self.giving(point));
            reasons.extend(access.as_ref().and_then(barrier));
            reasons.extend(self.open(point).and_then(shut));
        }
        Candidate { point, metres, reasons, access }
    }

    /// Whether it is open when that is asked: at a moment, on some day.
    fn open(&self, point: &PointOnDate) -> Option<Truth> {
        let then = self.asked.when.map(|when| when.is_open(point, self.now));
        let at = self.asked.at.map(|at| point.open_at(at));
        then.into_iter().chain(at).reduce(Truth::and)
    }

    fn giving(&self, point: &PointOnDate) -> Option<Reason<'a>> {
        let services = self.services.as_ref()?;
        if !point.declared {
            return Some(Reason::NotDeclared);
        }
        if !point.offered.intersects(services) {
            return Some(Reason::NotGiven);
        }
        let kit = self.kit?;
        let lacks = self.view.registry.equipment_at(point, &kit.id).is_present() == Some(false);
        lacks.then_some(Reason::NoEquipment(kit))
    }
}

/// Why nobody is served there at all.
fn standing<'a>(point: &PointOnDate) -> Vec<Reason<'a>> {
    if point.is_occupied() {
        return vec![Reason::Occupied];
    }
    if point.row().status == PointStatus::Suspended { vec![Reason::Suspended] } else { Vec::new() }
}

fn barrier<'a>(access: &Access<'a>) -> Option<Reason<'a>> {
    match access.suits {
        Truth::Yes => None,
        Truth::No => Some(Reason::Barrier(access.missing.clone())),
        Truth::Unknown => Some(Reason::AccessUnknown),
    }
}

const fn shut<'a>(open: Truth) -> Option<Reason<'a>> {
    match open {
        Truth::Yes => None,
        Truth::No => Some(Reason::Shut),
        Truth::Unknown => Some(Reason::HoursUnknown),
    }
}
