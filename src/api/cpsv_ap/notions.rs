//! The registry and its catalogue, and the notions services are sorted by.

use super::things::Sets;
use crate::api::rdf::names::{UKRAINE, UKRAINIAN};
use crate::api::rdf::{Graph, Ids};
use crate::domain::PointKind;
use crate::http::Lang;
use crate::rulebook::Text;

/// The registry as the publisher of what it holds: who runs it is not known to it.
pub fn registry_as_agent(ids: &Ids, graph: &mut Graph) {
    let node = graph.about(&ids.registry()).a("foaf:Agent").plain("dct:identifier", &ids.absolute("/"));
    let named = node.both("dct:title", |lang| lang.text("site-name"));
    named.both("foaf:name", |lang| lang.text("site-name")).end();
}

/// The country, as the place that public bodies serve.
fn spatial_ukraine(graph: &mut Graph) {
    graph.about(UKRAINE).a("dct:Location").text("rdfs:label", Lang::En, "Ukraine").end();
}

/// A description, which says so where the data are a sample.
#[must_use]
pub fn told_of(lang: Lang, key: &str, has_samples: bool) -> String {
    let about = lang.text(key);
    let sample = || format!("{about} {}: {}", lang.text("sample-data"), lang.text("sample-explained"));
    if has_samples { sample() } else { about }
}

/// A text of the rules in a language.
fn ruled(text: &Text) -> impl Fn(Lang) -> String + '_ {
    |lang| text.get(lang == Lang::En).to_owned()
}

impl Sets {
    /// The catalogue with its services; with the country and the language they name.
    pub(super) fn catalogue(&self, graph: &mut Graph) {
        let registry = &self.registry;
        let services = registry.records.catalogue.all().iter();
        let on_day = services.filter(|service| service.row_on(registry.date).is_some());
        let node = graph.about(&self.ids.catalogue()).a("dcat:Dataset").plain("dct:identifier", &self.ids.catalogue());
        let node = node.both("dct:title", |lang| lang.text("linked-catalogue"));
        let node = node
            .both("dct:description", |lang| told_of(lang, "linked-catalogue-about", registry.records.has_samples()));
        let node =
            node.link("dct:publisher", &self.ids.registry()).link("dcat:landingPage", &self.ids.absolute("/services"));
        node.links("dct:hasPart", on_day.map(|service| self.ids.thing("services", &service.code))).end();
        graph.about(&self.ids.absolute("/services")).a("foaf:Document").end();
        graph.about(UKRAINIAN).a("dct:LinguisticSystem").end();
        spatial_ukraine(graph);
    }

    pub(super) fn kind(&self, kind: PointKind, graph: &mut Graph) {
        let name = |lang: Lang| lang.text(&format!("kind-{}", kind.word()));
        graph.about(&self.ids.thing("kinds", kind.word())).a("skos:Concept").both("skos:prefLabel", name).end();
    }

    pub(super) fn audience(&self, id: &str, graph: &mut Graph) {
        let key = format!("audience-{}", id.replace('_', "-"));
        let name = |lang: Lang| Some(lang.text(&key)).filter(|text| *text != key).unwrap_or_else(|| id.to_owned());
        graph.about(&self.ids.thing("audiences", id)).a("skos:Concept").both("skos:prefLabel", name).end();
    }

    pub(super) fn group(&self, place: usize, graph: &mut Graph) {
        let Some(group) = self.registry.records.rules.groups.get(place) else { return };
        let node = graph.about(&self.ids.thing("groups", &group.id)).a("skos:Concept");
        node.both("skos:prefLabel", ruled(&group.title)).end();
    }

    pub(super) fn life_event(&self, place: usize, graph: &mut Graph) {
        let Some(event) = self.registry.records.rules.life_events.get(place) else { return };
        let node = graph.about(&self.ids.thing("life-events", &event.id)).a("cv:Event").a("cv:LifeEvent");
        let node = node.plain("dct:identifier", &event.id).both("dct:title", ruled(&event.title));
        node.known(event.text.as_ref(), |node, text| node.both("dct:description", ruled(text))).end();
    }
}
