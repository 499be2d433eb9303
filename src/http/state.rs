//! What every handler is given: the live registry and the settings.

use std::sync::Arc;

use chrono::NaiveDate;
use tokio::sync::Semaphore;

use super::cache::Responses;
use super::ready::ReadyPoints;
use super::{PublicUrl, SiteSettings, Uploads};
use crate::actions::secret_key::SecretKey;
use crate::domain::TerritoryCode;
use crate::live::Live;
use crate::registry::{Registry, Scope};

/// Whole tables made at a time.
const BULK: usize = 2;

/// Shared by all requests; cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    live: Arc<Live>,
    territory: Option<TerritoryCode>,
    public: PublicUrl,
    responses: Responses,
    ready_points: ReadyPoints,
    uploads: Uploads,
    bulk: Semaphore,
    settings: SiteSettings,
    secret_key: Option<SecretKey>,
}

impl AppState {
    /// `territory`: the one in view when a request names none; without it what is loaded decides. `public`: where
    /// others find this service.
    #[must_use]
    pub fn new(
        live: Arc<Live>,
        territory: Option<TerritoryCode>,
        public: PublicUrl,
        settings: SiteSettings,
        secret_key: Option<SecretKey>,
    ) -> Self {
        Self(Arc::new(Inner {
            live,
            territory,
            public,
            responses: Responses::default(),
            ready_points: ReadyPoints::default(),
            uploads: Uploads::default(),
            bulk: Semaphore::new(BULK),
            settings,
            secret_key,
        }))
    }

    /// Who may embed the map, and its base map.
    #[must_use]
    pub fn settings(&self) -> &SiteSettings {
        &self.0.settings
    }

    /// The key of the settings that seals the secrets of second factors, where there is one.
    #[must_use]
    pub fn secret_key(&self) -> Option<&SecretKey> {
        self.0.secret_key.as_ref()
    }

    #[must_use]
    pub fn live(&self) -> &Arc<Live> {
        &self.0.live
    }

    /// Today's registry.
    #[must_use]
    pub fn today(&self) -> Arc<Registry> {
        self.0.live.today()
    }

    /// The registry of any day.
    #[must_use]
    pub fn registry_on(&self, day: NaiveDate) -> Arc<Registry> {
        self.0.live.registry_on(day)
    }

    /// The registry of another day that rests on the same knowledge.
    #[must_use]
    pub fn same_knowledge_on(&self, registry: &Registry, day: NaiveDate) -> Arc<Registry> {
        self.0.live.same_knowledge_on(registry, day)
    }

    /// The address others find this service at.
    #[must_use]
    pub fn public(&self) -> &PublicUrl {
        &self.0.public
    }

    #[must_use]
    pub fn responses(&self) -> &Responses {
        &self.0.responses
    }

    /// The points of today's registry as the API writes them.
    #[must_use]
    pub fn ready_points(&self) -> &ReadyPoints {
        &self.0.ready_points
    }

    /// Turns of whole tables, which are made in memory.
    #[must_use]
    pub fn bulk(&self) -> &Semaphore {
        &self.0.bulk
    }

    /// The uploads in hand.
    #[must_use]
    pub fn uploads(&self) -> &Uploads {
        &self.0.uploads
    }

    /// The territory in view by default: the setting, or the only oblast that has points, or the country.
    #[must_use]
    pub fn default_scope(&self, registry: &Registry) -> Scope {
        let set = self.0.territory.and_then(|code| registry.scope(code));
        set.unwrap_or_else(|| only_oblast(registry))
    }
}

fn only_oblast(registry: &Registry) -> Scope {
    let mut oblasts = registry.points.iter().filter_map(|point| point.oblast);
    let Some(first) = oblasts.next() else { return only_tree(registry) };
    let only = oblasts.all(|oblast| oblast == first);
    if only { registry.scope(first).unwrap_or(Scope::Country) } else { Scope::Country }
}

fn only_tree(registry: &Registry) -> Scope {
    let mut first = registry.records.territories.first_levels();
    match (first.next(), first.next()) {
        (Some(only), None) => Scope::Within(only.code, only.category),
        _ => Scope::Country,
    }
}
