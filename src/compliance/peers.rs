//! How common a service is among points of the same class in the same oblast.

use std::collections::HashMap;

use super::judgement::Judgement;
use crate::domain::TerritoryCode;
use crate::domain::rows::ListClass;

/// Counts by oblast and class, over points that are counted and have declared: others say nothing.
#[derive(Debug, Default)]
pub(super) struct Peers(HashMap<(Option<TerritoryCode>, ListClass), Peer>);

/// Points of one class in one oblast.
#[derive(Debug)]
pub(super) struct Peer {
    points: u32,
    /// For each service number how many of the points give it.
    giving: Vec<u32>,
}

impl Peers {
    pub(super) fn new(audit: &Judgement) -> Self {
        let capacity = audit.registry().records.catalogue.capacity();
        let mut all = HashMap::new();
        for point in audit.registry().points.iter().filter(|point| point.declared) {
            let Some(class) = audit.class(point).filter(|_| audit.exclusion(point).is_none()) else { continue };
            let new = || Peer { points: 0, giving: vec![0; capacity] };
            let peer: &mut Peer = all.entry((point.oblast, class)).or_insert_with(new);
            peer.points += 1;
            for service in point.offered.iter() {
                peer.giving.get_mut(service as usize).into_iter().for_each(|count| *count += 1);
            }
        }
        Self(all)
    }

    pub(super) fn get(&self, oblast: Option<TerritoryCode>, class: ListClass) -> Option<&Peer> {
        self.0.get(&(oblast, class))
    }
}

impl Peer {
    /// Share of the points that give the service.
    pub(super) fn share(&self, service: u32) -> Option<f64> {
        let giving = self.giving.get(service as usize).copied().unwrap_or(0);
        (self.points > 0).then(|| f64::from(giving) / f64::from(self.points))
    }
}
