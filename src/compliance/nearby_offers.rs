//! What the gaps of a point are looked up in: the counted points of its hromada, their equipment, their peers.

use super::edition::ObligedPositions;
use super::gap_order::{GapRank, Purchase};
use super::judgement::Judgement;
use super::peers::Peer;
use super::point::Missing;
use crate::registry::{Bits, PointOnDate};

/// What every gap of one point is looked up in.
pub(super) struct NearbyOffers<'a> {
    audit: &'a Judgement,
    /// The point itself, then the other counted points of its hromada.
    points: Vec<Counted<'a>>,
    /// For each group met, what its services need.
    needs: Vec<Need<'a>>,
}

/// A counted point of the hromada.
struct Counted<'a> {
    point: &'a PointOnDate,
    owed: &'a ObligedPositions,
    peer: Option<&'a Peer>,
}

/// The equipment the services of a group cannot be given without.
struct Need<'a> {
    group: &'a str,
    equipment: Option<&'a str>,
    /// Whether each of the points has it, in their order.
    has: Vec<Option<bool>>,
}

impl<'a> NearbyOffers<'a> {
    pub(super) fn of_point(audit: &'a Judgement, point: &'a PointOnDate) -> Self {
        let registry = audit.registry();
        let places = registry.hromada_of(point).map(|hromada| hromada.points.as_slice()).unwrap_or_default();
        let others = places.iter().filter_map(|place| registry.point_at(*place));
        let others = others.filter(|other| other.id() != point.id() && audit.exclusion(other).is_none());
        let points = std::iter::once(point).chain(others).map(|point| Counted::new(audit, point)).collect();
        Self { audit, points, needs: Vec::new() }
    }

    /// The position of the service as a gap of the point; `None` where the service or its position is not known.
    pub(super) fn gap(&mut self, id: u32) -> Option<Missing<'a>> {
        let audit = self.audit;
        let (service, position, edition) = (audit.service(id)?, audit.compiled()?.position(id)?, audit.edition()?);
        let row = service.description_on(audit.date())?;
        let at = self.need(&row.group);
        let need = self.needs.get(at)?;
        let others = self.points.iter().skip(1).map(|other| other.point);
        Some(Missing {
            service: &service.code,
            name: &row.name,
            group: &row.group,
            needs_equipment: need.equipment,
            has_equipment: need.has.first().copied().flatten(),
            elsewhere: others.filter(|other| other.offered.contains(id)).map(PointOnDate::code).collect(),
            offered_by_class_share: self.points.first().and_then(|own| own.class_share(id)),
            list: &edition.list,
            edition: edition.in_force,
            classes: &position.classes,
            condition: position.condition.as_ref(),
            withdrawn: service.withdrawn_since(audit.date()),
            rank: self.rank(id, &service.code, need),
        })
    }

    fn rank(&self, id: u32, service: &'a str, need: &Need<'a>) -> GapRank<'a> {
        let mut rank = GapRank::new(service);
        for (point, has) in self.points.iter().zip(&need.has).filter(|(point, _)| point.lacks(id)) {
            rank.add(Purchase::for_equipment(need.equipment, *has), point.class_share(id));
        }
        rank
    }

    /// Where the need of the group stands in `needs`.
    fn need(&mut self, group: &'a str) -> usize {
        if let Some(at) = self.needs.iter().position(|known| known.group == group) {
            return at;
        }
        let equipment = self.audit.rules().equipment_for(group).map(|kind| kind.id.as_str());
        let has = |own: &Counted<'_>| equipment.and_then(|kind| self.audit.has_equipment(own.point, kind));
        let has = self.points.iter().map(has).collect();
        self.needs.push(Need { group, equipment, has });
        self.needs.len() - 1
    }
}

impl<'a> Counted<'a> {
    fn new(audit: &'a Judgement, point: &'a PointOnDate) -> Self {
        let peer = audit.class(point).and_then(|class| audit.peers().get(point.oblast, class));
        Self { point, owed: audit.owed(point), peer }
    }

    /// Whether the point has declared its services and owes this one without giving it.
    fn lacks(&self, id: u32) -> bool {
        self.point.declared && self.required().contains(id) && !self.point.offered.contains(id)
    }

    const fn required(&self) -> &Bits {
        &self.owed.required
    }

    fn class_share(&self, id: u32) -> Option<f64> {
        self.peer.and_then(|peer| peer.share(id))
    }
}
