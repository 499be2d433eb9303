//! Search by words over services, points, places and life events of one day.

pub mod everyday;
mod places;
mod question;
mod spelling;
mod told_places;
pub mod topics;
mod vocabularies;
pub mod whereabouts;

use std::collections::HashMap;

use serde::Serialize;

use self::everyday::EverydayMatch;
use self::spelling::MeantText;
use super::point::PointOnDate;
use super::scope::Scope;
use super::snapshot::Registry;
use super::tree::Place;
use super::words::{Matches, WordIndex, count_words, normalize};
use crate::domain::facts::word_enum;
use crate::domain::latin::cyrillic;
use crate::domain::{PointKind, TerritoryCode};
pub use question::{Question, Subject, read_question, read_subject};
pub use spelling::ReadAs;
pub use topics::{Topic, TopicIndexes, TopicKind, Topics};

word_enum! {
    /// What a hit is.
    HitKind {
        Service = "service",
        Point = "point",
        Territory = "territory",
        LifeEvent = "life_event",
    }
}

/// What a service found by its own name counts beside those that everyday words lead to.
const BESIDE_EVERYDAY: f32 = 0.85;

/// A thing found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchHit {
    #[serde(rename = "type")]
    pub kind: HitKind,
    pub code: String,
    pub name: String,
    pub score: f32,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    pub query: &'a str,
    /// Kinds wanted; empty: all.
    pub kinds: &'a [HitKind],
    /// Where points and places must lie; services and life events are found everywhere.
    pub scope: Scope,
    pub limit: usize,
}

/// The best hits, and how many there are in all. Only things that exist on the registry's day are found.
#[must_use]
pub fn find(registry: &Registry, topics: &Topics, ask: &Ask<'_>) -> (Vec<SearchHit>, usize) {
    let wanted = |kind| ask.kinds.is_empty() || ask.kinds.contains(&kind);
    let meant = topics.meant(&registry.records, ask.query);
    let meant_ask = Ask { query: &meant.text, ..*ask };
    let about = Search::meant(registry, topics, &meant_ask, &meant);
    let search = Search { ask, wholes: wholes(ask.query), names: ask.query, ..about.clone() };
    let mut parts = Vec::new();
    if wanted(HitKind::Service) && !meant.is_empty {
        parts.push(about.services());
    }
    if wanted(HitKind::Point) {
        parts.extend(search.unless_led(search.points()));
    }
    if wanted(HitKind::Territory) {
        parts.extend(search.unless_led(search.places()));
    }
    if wanted(HitKind::LifeEvent) && !meant.is_empty {
        parts.push(about.life_events());
    }
    let (mut found, _) = search.best_matching(parts);
    let total = found.len();
    found.truncate(ask.limit);
    (found.iter().filter_map(|found| search.hit(*found)).collect(), total)
}

/// The places a text finds, best first.
#[must_use]
pub fn find_places<'a>(registry: &'a Registry, text: &str, scope: Scope, limit: usize) -> Vec<&'a Place> {
    let topics = Topics::default();
    let ask = Ask { query: text, kinds: &[HitKind::Territory], scope, limit };
    let everyday = EverydayMatch::default();
    let search = Search { registry, topics: &topics, ask: &ask, wholes: wholes(text), names: text, everyday };
    let (found, _) = search.best_matching(vec![search.places()]);
    let all = registry.records.territories.all();
    found.iter().take(limit).filter_map(|found| all.get(found.thing.1 as usize)).collect()
}

/// A thing found, by its position in its part.
#[derive(Clone, Copy, Debug)]
struct RankedMatch {
    score: f32,
    thing: (HitKind, u32),
}

/// What one part of the registry gave.
struct IndexPart {
    matched: usize,
    found: Vec<RankedMatch>,
}

#[derive(Clone)]
struct Search<'a> {
    registry: &'a Registry,
    topics: &'a Topics,
    ask: &'a Ask<'a>,
    /// The folded query, as it stands and read back from Latin letters, to know a name that is asked for as a whole.
    wholes: [String; 2],
    /// The words by which names of services are found.
    names: &'a str,
    everyday: EverydayMatch,
}

impl<'a> Search<'a> {
    /// The search for what a question was meant to ask.
    fn meant(registry: &'a Registry, topics: &'a Topics, ask: &'a Ask<'a>, meant: &'a MeantText) -> Self {
        let everyday = topics.led_by(meant);
        Self { registry, topics, ask, wholes: wholes(&meant.text), names: &meant.for_names, everyday }
    }

    /// What matches the most words, best first, and how many words those are: a thing that matches fewer is worth
    /// showing only where nothing matches more.
    fn best_matching(&self, parts: Vec<IndexPart>) -> (Vec<RankedMatch>, usize) {
        let most = parts.iter().filter(|part| !part.found.is_empty()).map(|part| part.matched).max();
        let most = most.unwrap_or(0);
        let kept = parts.into_iter().filter(|part| part.matched == most);
        let mut found: Vec<RankedMatch> = kept.flat_map(|part| part.found).collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| self.place(a.thing).cmp(&self.place(b.thing))));
        (found, most)
    }

    /// Points and places that have only some of the words are no answer where everyday words lead to a service.
    fn unless_led(&self, part: IndexPart) -> Option<IndexPart> {
        let has_all = part.matched >= count_words(self.ask.query);
        (has_all || self.everyday.services.is_empty()).then_some(part)
    }

    /// Where a thing stands among those of the same score: by kind, then alphabetically, then by code.
    fn place(&self, (kind, doc): (HitKind, u32)) -> (HitKind, u32, u32) {
        let records = &self.registry.records;
        let place = match kind {
            HitKind::Service => records.catalogue.words().place(doc),
            HitKind::Point => records.network.words().place(doc),
            HitKind::Territory => records.territories.words().place(doc),
            HitKind::LifeEvent => 0,
        };
        (kind, place, doc)
    }

    fn part(index: &WordIndex, query: &str, kind: HitKind, score: impl Fn(u32, f32) -> Option<f32>) -> IndexPart {
        let Matches { hits, matched, .. } = index.matches(query);
        let found = hits.iter().filter_map(|hit| {
            score(hit.doc, hit.score).map(|score| RankedMatch { score: score.min(1.0), thing: (kind, hit.doc) })
        });
        IndexPart { matched, found: found.collect() }
    }

    /// Services by everyday words first, then by their own names; a name that no everyday word led to is a weaker reason.
    fn services(&self) -> IndexPart {
        let IndexPart { matched: by_name, found } = self.named_services();
        let everyday = &self.everyday;
        let mut leads = everyday.positions(&self.registry.records.catalogue);
        leads.retain(|doc, _| self.service_exists(*doc));
        if leads.is_empty() {
            return IndexPart { matched: by_name, found };
        }
        let matched = everyday.matched.max(by_name);
        let names_all = by_name > everyday.matched && by_name >= count_words(self.ask.query);
        let first = leads.values().copied().fold(0.0, f32::max);
        let weight = if names_all { 1.0 } else { BESIDE_EVERYDAY * first };
        let kept = found.into_iter().filter(|_| by_name + 1 >= everyday.matched);
        let mut all: HashMap<(HitKind, u32), f32> = kept.map(|hit| (hit.thing, hit.score * weight)).collect();
        for (doc, score) in leads {
            let own = all.entry((HitKind::Service, doc)).or_insert(score);
            *own = own.max(score);
        }
        IndexPart { matched, found: all.into_iter().map(|(thing, score)| RankedMatch { score, thing }).collect() }
    }

    fn service_exists(&self, doc: u32) -> bool {
        let service = self.registry.records.catalogue.all().get(doc as usize);
        service.is_some_and(|service| self.registry.services.all.contains(service.id))
    }

    fn named_services(&self) -> IndexPart {
        let catalogue = &self.registry.records.catalogue;
        let exists = |doc, score| self.service_exists(doc).then_some(score);
        let own = Self::part(catalogue.words(), self.names, HitKind::Service, exists);
        let (groups, matched) = self.topics.groups(self.ask.query);
        if groups.is_empty() || matched < own.matched {
            return own;
        }
        // The title of a group is a weaker reason than the service's own name.
        let mut found = if matched > own.matched { Vec::new() } else { own.found };
        let known: std::collections::HashSet<u32> = found.iter().map(|found| found.thing.1).collect();
        for (service, doc) in catalogue.all().iter().zip(0u32..).filter(|(_, doc)| !known.contains(doc)) {
            let group = service.row_on(self.registry.date).and_then(|row| groups.get(row.group.as_str()));
            found.extend(group.map(|score| RankedMatch { score: score * 0.5, thing: (HitKind::Service, doc) }));
        }
        IndexPart { matched, found }
    }

    fn points(&self) -> IndexPart {
        let network = &self.registry.records.network;
        Self::part(network.words(), self.ask.query, HitKind::Point, |doc, score| {
            let point = network.all().get(doc as usize).and_then(|record| self.registry.point(&record.code))?;
            self.ask.scope.contains_point(self.registry, point).then(|| score * kind_factor(point))
        })
    }

    fn places(&self) -> IndexPart {
        let tree = &self.registry.records.territories;
        if let Some(position) = TerritoryCode::parse(self.ask.query).ok().and_then(|code| tree.position(code)) {
            let thing = (HitKind::Territory, u32::try_from(position).unwrap_or(u32::MAX));
            return IndexPart { matched: 1, found: vec![RankedMatch { score: 1.0, thing }] };
        }
        Self::part(tree.words(), self.ask.query, HitKind::Territory, |doc, score| {
            let place = tree.all().get(doc as usize)?;
            let inside = self.ask.scope.code().is_none_or(|code| tree.lies_in(place.code, code));
            let score = if places::is_called(place, &self.wholes) { 1.0 } else { score };
            inside.then(|| score * places::factor(self.registry, place))
        })
    }

    fn life_events(&self) -> IndexPart {
        let (named, by_title) = self.topics.life_events(self.ask.query);
        let led = self.everyday.life_events.iter();
        let led: Vec<(u32, f32)> = led.filter_map(|(id, score)| Some((self.topics.life_event(id)?, *score))).collect();
        let matched = if led.is_empty() { by_title } else { by_title.max(self.everyday.matched) };
        let mut all: HashMap<u32, f32> = named.into_iter().collect();
        for (doc, score) in led {
            let own = all.entry(doc).or_insert(score);
            *own = own.max(score);
        }
        let found = all.into_iter().map(|(doc, score)| RankedMatch { score, thing: (HitKind::LifeEvent, doc) });
        IndexPart { matched, found: found.collect() }
    }

    fn hit(&self, found: RankedMatch) -> Option<SearchHit> {
        let (kind, doc) = found.thing;
        let at = doc as usize;
        let records = &self.registry.records;
        let (code, name) = match kind {
            HitKind::Service => {
                let service = records.catalogue.all().get(at)?;
                (service.code.to_string(), service.description_on(self.registry.date)?.name.clone())
            }
            HitKind::Point => {
                let point = self.registry.point(&records.network.all().get(at)?.code)?;
                (point.code().to_owned(), point.row().name.clone())
            }
            HitKind::Territory => {
                let place = records.territories.all().get(at)?;
                (place.code.to_string(), records.territories.full_name(place))
            }
            HitKind::LifeEvent => self.topics.get(doc).map(|topic| (topic.code.clone(), topic.title.clone()))?,
        };
        let score = if self.wholes.contains(&normalize::folded(&name)) { 1.0 } else { found.score };
        Some(SearchHit { kind, code, name, score })
    }
}

fn wholes(query: &str) -> [String; 2] {
    let back = normalize::search_words(query).map(|word| cyrillic(word).unwrap_or_else(|| word.to_owned()));
    [normalize::folded(query), normalize::folded(&back.collect::<Vec<_>>().join(" "))]
}

/// Centres before their units, workplaces and vehicles; all a little after places and services of the same name.
fn kind_factor(point: &PointOnDate) -> f32 {
    match point.row().kind {
        PointKind::Cnap => 0.9,
        PointKind::Tp => 0.87,
        PointKind::Vrm => 0.85,
        PointKind::Mobile => 0.83,
    }
}

#[cfg(test)]
mod tests;
