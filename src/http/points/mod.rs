//! Which points a request asks for: one filter for the page and the API, which tells apart «no» and «not known».

mod area;
pub mod order;
pub mod services;

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::read_parameters::word_list;
use super::{Failure, RequestContext};
use crate::compliance::cards::needs::{self, access};
use crate::compliance::cards::wheelchair;
use crate::domain::{PointKind, PointStatus, TerritoryCode, TerritoryStatus, Truth};
use crate::registry::{Bits, PointOnDate, Registry, Scope};
pub use area::{Area, FARTHEST_M, MatchingPoint, bbox, parse_lat_lon};

/// The word that asks for points whose hromada could not be told.
pub const UNPLACED: &str = "unknown";

/// What a point must be; an absent condition holds for all.
#[derive(Debug)]
pub struct PointFilter {
    scope: Scope,
    area: Area,
    kinds: Option<Vec<PointKind>>,
    statuses: Option<Vec<PointStatus>>,
    territory_statuses: Option<Vec<TerritoryStatus>>,
    oblasts: Option<Vec<TerritoryCode>>,
    raions: Option<Vec<TerritoryCode>>,
    hromadas: Option<Vec<TerritoryCode>>,
    unplaced: bool,
    settlements: Option<Vec<TerritoryCode>>,
    /// Hromadas it must stand in, whomever it belongs to.
    located_in: Option<Vec<TerritoryCode>>,
    /// Whether a person should look at how it was read.
    review: Option<bool>,
    parents: Option<Vec<String>>,
    diia: Option<bool>,
    since: Option<NaiveDate>,
    before: Option<NaiveDate>,
    /// Services of which a point gives at least one.
    services: Option<Bits>,
    /// Numbers of the points the words find, with their place among them.
    worded: Option<HashMap<u32, usize>>,
    /// Whether it must be open or shut, and when.
    pub open: Option<(bool, NaiveDateTime)>,
    /// Whether a person in a wheelchair must be able to use it or not.
    pub wheelchair: Option<bool>,
    /// People it must suit, by their need.
    pub need: Option<String>,
    /// Those are wanted of which the registry does not know whether they fit.
    pub unsure: bool,
}

impl PointFilter {
    /// Reads the conditions; place and services are read by those who ask, for people may name them in words.
    ///
    /// # Errors
    /// A condition that cannot be read.
    pub fn read(view: &RequestContext, scope: Scope, area: Area, services: Option<Bits>) -> Result<Self, Failure> {
        let unplaced = view.param("hromada") == Some(UNPLACED);
        Ok(Self {
            scope,
            area,
            kinds: word_list!(view, "kind", PointKind)?,
            statuses: view.list("status", "active | suspended", status_word)?,
            territory_statuses: word_list!(view, "territory_status", TerritoryStatus)?,
            oblasts: view.codes("oblast")?,
            raions: view.codes("raion")?,
            hromadas: if unplaced { None } else { view.codes("hromada")? },
            unplaced,
            settlements: view.codes("settlement")?,
            located_in: view.codes("located_in")?,
            review: view.yes_no("review")?,
            parents: view.words("parent")?,
            diia: view.yes_no("diia_centre")?,
            since: view.read_date("confirmed_since")?,
            before: view.read_date("confirmed_before")?,
            services,
            worded: view.param("q").map(|words| points_by_words(&view.registry, words)),
            open: open(view)?,
            wheelchair: view.yes_no("wheelchair")?,
            need: need(view)?,
            unsure: view.yes_no("unsure")?.unwrap_or_default(),
        })
    }

    /// The points asked for: nearest first where nearness is asked, else in order of code.
    #[must_use]
    pub fn find(&self, registry: &Registry) -> Vec<MatchingPoint> {
        if self.unsure {
            return self.doubtful(registry).map(|position| MatchingPoint { position, distance_m: None }).collect();
        }
        let fits = |point: &PointOnDate| self.matches(registry, point) == Truth::Yes;
        self.area.find(registry, |i| registry.point_at(i).is_some_and(fits))
    }

    /// How many points there are of which it is not known whether they fit.
    #[must_use]
    pub fn count_doubtful(&self, registry: &Registry) -> usize {
        self.doubtful(registry).count()
    }

    fn doubtful(&self, registry: &Registry) -> impl Iterator<Item = u32> {
        let all = registry.points.iter().zip(0..);
        all.filter(|(point, _)| match self.area.contains(point) {
            Truth::No => false,
            held => held.and(self.matches(registry, point)) == Truth::Unknown,
        })
        .map(|(_, position)| position)
    }

    /// Puts first what the words fit best.
    pub fn best_first(&self, registry: &Registry, found: &mut [MatchingPoint]) {
        if let (Some(worded), Area::Everywhere) = (&self.worded, self.area) {
            found.sort_by_key(|hit| registry.point_at(hit.position).and_then(|point| worded.get(&point.id())));
        }
    }

    /// How many points would fit, or might, but are left out because their hromada is occupied.
    #[must_use]
    pub fn count_occupied(&self, registry: &Registry) -> usize {
        let left_out = registry.points.iter().filter(|point| self.leaves_out(point));
        left_out.filter(|point| self.area.contains(point).and(self.suits(registry, point)) != Truth::No).count()
    }

    /// Whether one asks where to go, and not what there is.
    fn asks_where_to_go(&self) -> bool {
        self.services.is_some()
            || self.wheelchair == Some(true)
            || self.need.is_some()
            || self.open.is_some_and(|(open, _)| open)
            || matches!(self.area, Area::Near(..))
    }

    /// Nobody is sent to an occupied hromada.
    fn leaves_out(&self, point: &PointOnDate) -> bool {
        point.is_occupied() && self.asks_where_to_go()
    }

    /// Whether the point is what is asked for, its place aside.
    fn matches(&self, registry: &Registry, point: &PointOnDate) -> Truth {
        if self.leaves_out(point) {
            return Truth::No;
        }
        match (self.suits(registry, point), self.open) {
            (Truth::No, _) => Truth::No,
            (suits, None) => suits,
            (suits, Some((open, at))) => suits.and(check_if_asked(Some(open), || point.open_at(at))),
        }
    }

    /// Whether the point is what is asked for, its place and its hours aside; costly questions come last.
    fn suits(&self, registry: &Registry, point: &PointOnDate) -> Truth {
        let questions: [&dyn Fn() -> Truth; 5] = [
            &|| Truth::from(self.certain(registry, point)),
            &|| check_if_asked(self.diia, || Truth::from_option(point.row().diia_centre)),
            &|| self.services.as_ref().map_or(Truth::Yes, |services| gives(point, services)),
            &|| check_if_asked(self.wheelchair, || wheelchair::enters(registry, point)),
            &|| self.need.as_ref().map_or(Truth::Yes, |need| access(registry, point, need).suits),
        ];
        let mut truth = Truth::Yes;
        for question in questions {
            truth = truth.and(question());
            if truth == Truth::No {
                break;
            }
        }
        truth
    }

    /// The conditions of which the registry always knows whether they hold.
    fn certain(&self, registry: &Registry, point: &PointOnDate) -> bool {
        let row = point.row();
        self.scope.contains_point(registry, point)
            && passes_filter(self.kinds.as_deref(), Some(&row.kind))
            && passes_filter(self.statuses.as_deref(), Some(&status(point)))
            && passes_filter(self.territory_statuses.as_deref(), point.territory_status.as_ref())
            && passes_filter(self.oblasts.as_deref(), point.oblast.as_ref())
            && passes_filter(self.raions.as_deref(), point.raion.as_ref())
            && passes_filter(self.hromadas.as_deref(), row.hromada.as_ref())
            && (!self.unplaced || registry.is_unplaced(point))
            && passes_filter(self.settlements.as_deref(), row.settlement.as_ref())
            && passes_filter(self.located_in.as_deref(), point.located_in.as_ref())
            && self.review.is_none_or(|wanted| wanted != row.review_reasons().is_empty())
            && passes_filter(self.parents.as_deref(), row.parent.as_ref())
            && self.since.is_none_or(|day| row.confirmed >= day)
            && self.before.is_none_or(|day| row.confirmed < day)
            && self.worded.as_ref().is_none_or(|worded| worded.contains_key(&point.id()))
    }
}

/// A question of which «no» may be wanted too.
fn check_if_asked(wanted: Option<bool>, answer: impl FnOnce() -> Truth) -> Truth {
    match wanted {
        None => Truth::Yes,
        Some(true) => answer(),
        Some(false) => !answer(),
    }
}

/// Whether the point gives one of the services; not known where it has not declared its list.
fn gives(point: &PointOnDate, services: &Bits) -> Truth {
    if point.declared { Truth::from(point.offered.intersects(services)) } else { Truth::Unknown }
}

/// Reads `need`, one of those the checklists know.
fn need(view: &RequestContext) -> Result<Option<String>, Failure> {
    let known = needs::all(&view.registry.records.rules);
    let read = |text: &str| known.contains(&text).then(|| text.to_owned());
    view.parsed("need", &known.join(" | "), read)
}

/// Reads `open_now` and `open_at`; on another day «now» is the present time of that day.
fn open(view: &RequestContext) -> Result<Option<(bool, NaiveDateTime)>, Failure> {
    let (wanted, at) = (view.yes_no("open_now")?, view.moment("open_at")?);
    let now = || {
        let now = view.kyiv_time();
        if view.date_named { view.date().and_time(now.time()) } else { now }
    };
    Ok(wanted.or(at.map(|_| true)).map(|wanted| (wanted, at.unwrap_or_else(now))))
}

/// The moment hours are asked about: that of `open_at`, else now; on another day there is none.
#[must_use]
pub fn moment(view: &RequestContext, filter: Option<&PointFilter>) -> Option<NaiveDateTime> {
    let asked = filter.and_then(|filter| filter.open).map(|(_, at)| at);
    asked.or_else(|| (!view.date_named).then(|| view.kyiv_time()))
}

/// Closed points do not exist, so only two statuses can be asked for.
fn status_word(text: &str) -> Option<PointStatus> {
    PointStatus::parse(text).filter(|status| *status != PointStatus::Closed)
}

/// A closed point counts as active until its end, and after it does not exist.
#[must_use]
pub fn status(point: &PointOnDate) -> PointStatus {
    match point.row().status {
        PointStatus::Closed => PointStatus::Active,
        other => other,
    }
}

/// True when nothing is asked, or the value is one of those asked for.
pub fn passes_filter<T: PartialEq>(wanted: Option<&[T]>, value: Option<&T>) -> bool {
    wanted.is_none_or(|wanted| value.is_some_and(|value| wanted.contains(value)))
}

fn points_by_words(registry: &Registry, words: &str) -> HashMap<u32, usize> {
    let network = &registry.records.network;
    let hits = network.words().matches(words).hits;
    let found = hits.iter().filter_map(|hit| network.all().get(hit.doc as usize)).zip(0..);
    found.map(|(record, place)| (record.id, place)).collect()
}
