//! What the list of points may be narrowed by, and the form that asks for it.

use std::collections::HashSet;

use maud::{Markup, html};

use crate::coverage;
use crate::domain::{Category, PointKind, PointStatus, TerritoryCode};
use crate::http::{Failure, View};
use crate::registry::{Bits, PointOnDate};
use crate::site::parts::{collate, filters, links, names};

/// The word that asks for points whose hromada could not be told.
const UNPLACED: &str = "unknown";
/// Points farther than this are not near, in metres.
const REACH: f64 = 100_000.0;

/// What is asked of the points.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    raion: Option<TerritoryCode>,
    hromada: Option<TerritoryCode>,
    unplaced: bool,
    kind: Option<PointKind>,
    status: Option<PointStatus>,
    /// Services of which a point gives at least one.
    services: Option<Bits>,
    words: Option<String>,
    pub(super) near: Option<(f64, f64)>,
}

/// A point of the list, and how far it is where nearness was asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub(super) point: &'a PointOnDate,
    pub(super) metres: Option<f64>,
}

impl Wanted {
    pub(super) fn read(view: &View) -> Result<Self, Failure> {
        let code = |text: &str| TerritoryCode::parse(text).ok();
        let unplaced = view.param("hromada") == Some(UNPLACED);
        Ok(Self {
            raion: view.parsed("raion", "UA…", code)?,
            hromada: if unplaced { None } else { view.parsed("hromada", "UA… | unknown", code)? },
            unplaced,
            kind: view.parsed("kind", "cnap | tp | vrm | mobile", PointKind::parse)?,
            status: view.parsed("status", "active | suspended", PointStatus::parse)?,
            services: services(view)?,
            words: view.param("q").map(str::to_owned),
            near: view.parsed("near", "lat,lon", place)?,
        })
    }

    /// The points, best or nearest first where asked so, else in order of code.
    pub(super) fn find<'a>(&self, view: &'a View) -> Vec<Found<'a>> {
        let registry = &view.registry;
        if let Some(at) = self.near {
            let near = coverage::near::near(registry, at, REACH);
            let found = near.iter().filter_map(|near| Some((registry.point_at(near.point)?, Some(near.metres))));
            return self.narrowed(view, found);
        }
        let Some(words) = &self.words else {
            return self.narrowed(view, registry.points.iter().map(|point| (point, None)));
        };
        let matches = registry.records.network.words().matches(words);
        let records = registry.records.network.all();
        let found = matches.hits.iter().filter_map(|hit| registry.point(&records.get(hit.doc as usize)?.code));
        self.narrowed(view, found.map(|point| (point, None)))
    }

    fn narrowed<'a>(
        &self,
        view: &'a View,
        points: impl Iterator<Item = (&'a PointOnDate, Option<f64>)>,
    ) -> Vec<Found<'a>> {
        let named = self.near.and(self.words.as_deref()).map(|words| worded(view, words));
        let fits = |point: &PointOnDate| {
            view.scope.has(&view.registry, point)
                && self.place(view, point)
                && self.kind.is_none_or(|kind| point.row().kind == kind)
                && self.status.is_none_or(|status| point.row().status == status)
                && self.services.as_ref().is_none_or(|services| point.offered.intersects(services))
                && named.as_ref().is_none_or(|named| named.contains(&point.id()))
        };
        points.filter(|(point, _)| fits(point)).map(|(point, metres)| Found { point, metres }).collect()
    }

    fn place(&self, view: &View, point: &PointOnDate) -> bool {
        let row = point.row();
        self.raion.is_none_or(|code| point.raion == Some(code))
            && self.hromada.is_none_or(|code| row.hromada == Some(code))
            && (!self.unplaced || links::is_unplaced(view, point))
    }
}

/// Numbers of the points the words find.
fn worded(view: &View, words: &str) -> HashSet<u32> {
    let network = &view.registry.records.network;
    let hits = network.words().matches(words).hits;
    hits.iter().filter_map(|hit| network.all().get(hit.doc as usize)).map(|record| record.id).collect()
}

/// Services of the group or the one service asked for.
fn services(view: &View) -> Result<Option<Bits>, Failure> {
    if let Some(code) = view.param("service") {
        let catalogue = &view.registry.records.catalogue;
        let service = catalogue.by_code(code).ok_or_else(|| Failure::not_found(code))?;
        let mut one = Bits::with_capacity(catalogue.capacity());
        one.insert(service.id);
        return Ok(Some(one));
    }
    let Some(group) = view.param("group") else { return Ok(None) };
    let known = view.registry.records.rules.group(group).is_some();
    match view.registry.services.by_group.get(group) {
        Some(services) => Ok(Some(services.clone())),
        None if known => Ok(Some(Bits::default())),
        None => Err(Failure::bad_parameter("group", group, "residence, civil-acts, social, …")),
    }
}

fn place(text: &str) -> Option<(f64, f64)> {
    let (lat, lon) = text.split_once(',')?;
    let (lat, lon): (f64, f64) = (lat.trim().parse().ok()?, lon.trim().parse().ok()?);
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some((lat, lon))
}

/// The form over the list.
pub(super) fn form(view: &View) -> Markup {
    let lang = view.lang;
    let kinds: Vec<filters::Choice> =
        PointKind::ALL.iter().map(|kind| (kind.word().to_owned(), names::kind(lang, *kind))).collect();
    let statuses: Vec<filters::Choice> = [PointStatus::Active, PointStatus::Suspended]
        .iter()
        .map(|status| (status.word().to_owned(), names::status(lang, *status)))
        .collect();
    let groups = groups(view);
    let fields = html! {
        (filters::words(view, "q", "filter-words"))
        (filters::select(view, "kind", "kind", &kinds))
        (places(view))
        (filters::select(view, "status", "status", &statuses))
        (filters::select(view, "group", "filter-group", &groups))
        label {
            span { (lang.text("filter-near")) }
            input type="text" name="near" value=(view.param("near").unwrap_or_default()) placeholder="49.59,34.55" inputmode="decimal";
        }
        button type="button" data-locate hidden { (lang.text("filter-locate")) }
    };
    filters::form(view, &["q", "kind", "raion", "hromada", "status", "group", "near"], &fields)
}

/// Service groups in the order of the rules.
fn groups(view: &View) -> Vec<filters::Choice> {
    let groups = view.registry.records.rules.groups.iter();
    groups.map(|group| (group.id.clone(), names::ruled(view.lang, &group.title).to_owned())).collect()
}

/// Raions and hromadas of the territory in view; for the whole country the lists would be too long.
fn places(view: &View) -> Markup {
    let Some(code) = view.scope.code() else { return html! {} };
    let tree = &view.registry.records.territories;
    let raions = tree.children(code).filter(|place| place.category == Category::Raion);
    let raions = choices(raions.map(|place| (place.code, links::short_name(view, place).into_owned())).collect());
    let hromadas = view.registry.hromadas_in(view.scope).filter_map(|hromada| tree.get(hromada.code));
    let hromadas = choices(hromadas.map(|place| (place.code, links::short_name(view, place).into_owned())).collect());
    html! {
        @if !raions.is_empty() { (filters::select(view, "raion", "raion", &raions)) }
        @if hromadas.len() > 1 { (filters::select(view, "hromada", "hromada", &hromadas)) }
    }
}

fn choices(mut places: Vec<(TerritoryCode, String)>) -> Vec<filters::Choice> {
    places.sort_by_cached_key(|(_, name)| collate::key(name));
    places.into_iter().map(|(code, name)| (code.to_string(), name)).collect()
}
