//! Every thing the catalogue tells of, and which of them there are.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::api::rdf::ids::provider_code;
use crate::api::rdf::{Graph, Ids};
use crate::domain::{PointKind, TerritoryCode};
use crate::registry::{Registry, Scope};

/// A thing with a stable address, by its place in the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    Registry,
    Catalogue,
    Kind(PointKind),
    Audience(String),
    Group(usize),
    LifeEvent(usize),
    Provider(Option<String>),
    Hromada(TerritoryCode),
    /// An edition of a mandatory list.
    Rule(usize),
    /// A service by its number.
    Service(u32),
    /// A point by its position.
    Point(u32),
}

/// What there is on a day, with the addresses of it.
#[derive(Debug)]
pub struct Sets {
    pub registry: Arc<Registry>,
    pub ids: Ids,
    /// Points of this territory are the channels.
    pub scope: Scope,
    providers: HashMap<String, String>,
}

impl Sets {
    #[must_use]
    pub fn new(registry: Arc<Registry>, ids: Ids, scope: Scope) -> Self {
        let services = registry.records.catalogue.all().iter().filter_map(|service| service.row_on(registry.date));
        let names = services.filter_map(|row| row.provider.clone());
        let providers = names.map(|name| (provider_code(&name), name)).collect();
        Self { registry, ids, scope, providers }
    }

    /// Everything, in the order in which it is told.
    #[must_use]
    pub fn all(&self) -> Vec<Thing> {
        let registry = &self.registry;
        let (rules, catalogue) = (&registry.records.rules, &registry.records.catalogue);
        let mut all = vec![Thing::Registry, Thing::Catalogue];
        all.extend(PointKind::ALL.iter().copied().map(Thing::Kind));
        all.extend(self.audiences().into_iter().map(Thing::Audience));
        all.extend((0..rules.groups.len()).map(Thing::Group));
        all.extend((0..rules.life_events.len()).map(Thing::LifeEvent));
        let providers: BTreeSet<&String> = self.providers.values().collect();
        all.extend(providers.into_iter().cloned().map(Some).map(Thing::Provider));
        all.push(Thing::Provider(None));
        all.extend(self.hromadas().into_iter().map(Thing::Hromada));
        all.extend(self.edition().map(Thing::Rule));
        let on_day = catalogue.all().iter().filter(|service| service.row_on(registry.date).is_some());
        all.extend(on_day.map(|service| Thing::Service(service.id)));
        all.extend(self.points().map(Thing::Point));
        all
    }

    /// The thing of a set with this code, as addresses name it; things of other days are none.
    #[must_use]
    pub fn find(&self, set: &str, code: &str) -> Option<Thing> {
        let (registry, rules) = (&self.registry, &self.registry.records.rules);
        match set {
            "kinds" => PointKind::parse(code).map(Thing::Kind),
            "audiences" => self.audiences().into_iter().find(|one| one == code).map(Thing::Audience),
            "groups" => rules.groups.iter().position(|group| group.id == code).map(Thing::Group),
            "life-events" => rules.life_events.iter().position(|event| event.id == code).map(Thing::LifeEvent),
            "providers" if code == UNKNOWN => Some(Thing::Provider(None)),
            "providers" => self.providers.get(code).map(|name| Thing::Provider(Some(name.clone()))),
            "hromadas" => {
                let code = TerritoryCode::parse(code).ok()?;
                registry.hromada(code).map(|hromada| Thing::Hromada(hromada.code))
            }
            "rules" => {
                let named = |edition: &crate::registry::Edition| rule_code(edition) == code;
                registry.records.lists.editions.iter().position(named).map(Thing::Rule)
            }
            "services" => {
                let service = registry.records.catalogue.by_code(code)?;
                service.row_on(registry.date).map(|_| Thing::Service(service.id))
            }
            "points" => {
                let id = registry.point(code)?.id();
                let position = registry.points.iter().position(|point| point.id() == id)?;
                u32::try_from(position).ok().map(Thing::Point)
            }
            _ => None,
        }
    }

    /// Positions of the points in view.
    pub fn points(&self) -> impl Iterator<Item = u32> {
        let all = self.registry.points.iter().zip(0u32..);
        all.filter(|(point, _)| self.scope.contains_point(&self.registry, point)).map(|(_, position)| position)
    }

    /// The place of the edition in force among all editions.
    #[must_use]
    pub fn edition(&self) -> Option<usize> {
        let lists = &self.registry.records.lists;
        let current = lists.edition_on(self.registry.date)?;
        lists.editions.iter().position(|edition| std::ptr::eq(edition, current))
    }

    /// Hromadas whose points are in view.
    fn hromadas(&self) -> BTreeSet<TerritoryCode> {
        let points = self.points().filter_map(|position| self.registry.point_at(position));
        points.filter_map(|point| point.row().hromada).collect()
    }

    fn audiences(&self) -> BTreeSet<String> {
        let catalogue = &self.registry.records.catalogue;
        let rows = catalogue.all().iter().filter_map(|service| service.row_on(self.registry.date));
        rows.flat_map(|row| row.audience.iter().cloned()).collect()
    }

    /// Tells of a thing.
    pub fn describe(&self, thing: &Thing, graph: &mut Graph) {
        match thing {
            Thing::Registry => super::registry_as_agent(&self.ids, graph),
            Thing::Catalogue => self.catalogue(graph),
            Thing::Kind(kind) => self.kind(*kind, graph),
            Thing::Audience(id) => self.audience(id, graph),
            Thing::Group(place) => self.group(*place, graph),
            Thing::LifeEvent(place) => self.life_event(*place, graph),
            Thing::Provider(name) => self.provider(name.as_deref(), graph),
            Thing::Hromada(code) => self.hromada(*code, graph),
            Thing::Rule(place) => self.rule(*place, graph),
            Thing::Service(id) => self.service(*id, graph),
            Thing::Point(position) => self.point(*position, graph),
        }
    }
}

/// The code of the provider nobody stated.
pub const UNKNOWN: &str = "unknown";

/// The code of an edition: its list and the day in force.
#[must_use]
pub fn rule_code(edition: &crate::registry::Edition) -> String {
    format!("{}:{}", edition.list, edition.in_force)
}
