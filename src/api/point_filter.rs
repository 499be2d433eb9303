//! Which points a list asks for.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::params::{Asked, word_list};
use super::place::{Area, Found};
use super::points::status;
use super::service_filter;
use crate::domain::{PointKind, PointStatus, TerritoryCode};
use crate::http::Failure;
use crate::registry::{Bits, PointOnDate, Registry, Scope};

/// What a point must be; an absent condition holds for all.
struct Filter {
    scope: Scope,
    kinds: Option<Vec<PointKind>>,
    statuses: Option<Vec<PointStatus>>,
    oblasts: Option<Vec<TerritoryCode>>,
    raions: Option<Vec<TerritoryCode>>,
    hromadas: Option<Vec<TerritoryCode>>,
    settlements: Option<Vec<TerritoryCode>>,
    parents: Option<Vec<String>>,
    diia: Option<bool>,
    since: Option<NaiveDate>,
    before: Option<NaiveDate>,
    services: Option<Bits>,
    /// Numbers of the points the words find.
    worded: Option<HashSet<u32>>,
}

/// The points asked for, in their order.
pub fn find<P>(asked: &Asked<P>) -> Result<Vec<Found>, Failure> {
    let area = Area::read(asked)?;
    let filter = Filter::read(asked)?;
    let registry = &asked.registry;
    Ok(area.find(registry, |i| registry.point_at(i).is_some_and(|point| filter.keeps(registry, point))))
}

impl Filter {
    fn read<P>(asked: &Asked<P>) -> Result<Self, Failure> {
        Ok(Self {
            scope: asked.territory(),
            kinds: word_list!(asked, "kind", PointKind)?,
            statuses: asked.list("status", "active | suspended", status_word)?,
            oblasts: asked.codes("oblast")?,
            raions: asked.codes("raion")?,
            hromadas: asked.codes("hromada")?,
            settlements: asked.codes("settlement")?,
            parents: asked.words("parent")?,
            diia: asked.yes_no("diia_centre")?,
            since: asked.day("confirmed_since")?,
            before: asked.day("confirmed_before")?,
            services: service_filter::read(asked)?,
            worded: asked.param("q").map(|words| worded(&asked.registry, words)),
        })
    }

    fn keeps(&self, registry: &Registry, point: &PointOnDate) -> bool {
        let row = point.row();
        self.scope.has(registry, point)
            && among(self.kinds.as_deref(), Some(&row.kind))
            && among(self.statuses.as_deref(), Some(&status(point)))
            && among(self.oblasts.as_deref(), point.oblast.as_ref())
            && among(self.raions.as_deref(), point.raion.as_ref())
            && among(self.hromadas.as_deref(), row.hromada.as_ref())
            && among(self.settlements.as_deref(), row.settlement.as_ref())
            && among(self.parents.as_deref(), row.parent.as_ref())
            && self.diia.is_none_or(|wanted| row.diia_centre == Some(wanted))
            && self.since.is_none_or(|day| row.confirmed >= day)
            && self.before.is_none_or(|day| row.confirmed < day)
            && self.services.as_ref().is_none_or(|wanted| point.offered.intersects(wanted))
            && self.worded.as_ref().is_none_or(|worded| worded.contains(&point.id()))
    }
}

/// Closed points do not exist, so only two statuses can be asked for.
fn status_word(text: &str) -> Option<PointStatus> {
    PointStatus::parse(text).filter(|status| *status != PointStatus::Closed)
}

/// True when nothing is asked, or the value is one of those asked for.
pub fn among<T: PartialEq>(wanted: Option<&[T]>, value: Option<&T>) -> bool {
    wanted.is_none_or(|wanted| value.is_some_and(|value| wanted.contains(value)))
}

fn worded(registry: &Registry, words: &str) -> HashSet<u32> {
    let network = &registry.records.network;
    let hits = network.words().matches(words).hits;
    hits.iter().filter_map(|hit| network.all().get(hit.doc as usize)).map(|record| record.id).collect()
}
