//! A service of the catalogue as a public service: what it is, who decides, what it takes, where it is given.

use super::things::{Sets, UNKNOWN, rule_code};
use crate::api::rdf::names::{UKRAINE, UKRAINIAN};
use crate::api::rdf::{Graph, Node};
use crate::domain::rows::ServiceRow;
use crate::http::Lang;

impl Sets {
    pub(super) fn service(&self, id: u32, graph: &mut Graph) {
        let registry = &self.registry;
        let Some(service) = registry.records.catalogue.by_id(id) else { return };
        let Some(row) = service.row_on(registry.date) else { return };
        let own = self.ids.thing("services", &row.code);
        let giving = self.points().filter_map(|position| registry.point_at(position));
        let giving = giving.filter(|point| point.offered.contains(id));
        let node = self.named(graph.about(&own), row);
        let node = self.sorted(node, row);
        let node = node.links("cv:hasChannel", giving.map(|point| self.ids.thing("points", point.code())));
        carded(node, &own, row).end();
        parts(&own, row, graph);
    }

    /// What every service says of itself.
    fn named<'g>(&self, node: Node<'g>, row: &ServiceRow) -> Node<'g> {
        let provider = row.provider.as_deref();
        let provider = provider.map_or_else(|| self.ids.thing("providers", UNKNOWN), |name| self.ids.provider(name));
        let node =
            node.a("cpsv:PublicService").plain("dct:identifier", &row.code).text("dct:title", Lang::Uk, &row.name);
        let node = node.both("dct:description", |lang| self.described(row, lang));
        let node = node.link("cv:hasCompetentAuthority", &provider).link("dct:isPartOf", &self.ids.catalogue());
        let node = node.link("dct:language", UKRAINIAN).link("dct:spatial", UKRAINE);
        // The national Register of Services numbers some of them.
        node.known(row.identifier.as_deref(), |node, number| node.plain("skos:notation", number))
    }

    /// A description made of nothing but the name and the group: nobody stated another.
    fn described(&self, row: &ServiceRow, lang: Lang) -> String {
        let group = self.registry.records.rules.group(&row.group);
        let group = group.map_or(row.group.as_str(), |group| group.title.get(lang == Lang::En));
        lang.with("linked-service-about", [("name", row.name.as_str().into()), ("group", group.into())])
    }

    fn sorted<'g>(&self, node: Node<'g>, row: &ServiceRow) -> Node<'g> {
        let node = node.link("cv:thematicArea", &self.ids.thing("groups", &row.group));
        let known = row.life_events.iter().filter(|id| self.registry.records.rules.life_event(id).is_some());
        let node = node.links("cv:isGroupedBy", known.map(|id| self.ids.thing("life-events", id)));
        let node = node.links("dct:audience", row.audience.iter().map(|id| self.ids.thing("audiences", id)));
        let lists = &self.registry.records.lists;
        let edition = self.edition().and_then(|place| lists.editions.get(place));
        let named = edition.filter(|edition| edition.positions.iter().any(|position| position.service == row.code));
        node.known(named, |node, edition| node.link("cpsv:follows", &self.ids.thing("rules", &rule_code(edition))))
    }
}

/// What the information card says, where it is filled in.
fn carded<'g>(node: Node<'g>, own: &str, row: &ServiceRow) -> Node<'g> {
    let part = |name: &str| format!("{own}#{name}");
    let node = node.known(row.basis.as_ref(), |node, _| node.link("cv:hasLegalResource", &part("basis")));
    let term = row.term_days.map(|days| format!("P{days}D"));
    let node = node.known(term, |node, term| node.typed("cv:processingTime", &term, "xsd:duration"));
    let node = node.known(row.fee.as_ref(), |node, _| node.link("cv:hasCost", &part("fee")));
    let node = node.known(row.result.as_ref(), |node, _| node.link("cpsv:produces", &part("result")));
    node.links("cpsv:hasInput", (1..=row.documents.len()).map(|number| part(&format!("document-{number}"))))
}

/// The things the card speaks of.
fn parts(own: &str, row: &ServiceRow, graph: &mut Graph) {
    let part = |name: &str| format!("{own}#{name}");
    let code = |name: &str| format!("{}-{name}", row.code);
    if let Some(basis) = &row.basis {
        graph.about(&part("basis")).a("eli:LegalResource").text("dct:title", Lang::Uk, basis).end();
    }
    if let Some(fee) = &row.fee {
        let node = graph.about(&part("fee")).a("cv:Cost").plain("dct:identifier", &code("fee"));
        node.text("dct:description", Lang::Uk, fee).end();
    }
    if let Some(result) = &row.result {
        let node = graph.about(&part("result")).a("cv:Output").plain("dct:identifier", &code("result"));
        node.text("dct:title", Lang::Uk, result).end();
    }
    for (document, number) in row.documents.iter().zip(1..) {
        let name = format!("document-{number}");
        let node = graph.about(&part(&name)).a("cv:Evidence").plain("dct:identifier", &code(&name));
        node.text("dct:title", Lang::Uk, document).end();
    }
}
