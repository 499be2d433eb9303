//! Providers, hromadas as public organisations, points as channels, and editions of mandatory lists as rules.

use super::things::{Sets, UNKNOWN, rule_code};
use crate::api::rdf::Graph;
use crate::api::rdf::names::UKRAINE;
use crate::domain::degrees::rounded;
use crate::domain::hours::{self, HoursLanguage};
use crate::domain::rows::PointRow;
use crate::domain::{Precision, TerritoryCode};
use crate::http::Lang;
use crate::registry::PointOnDate;

impl Sets {
    /// A provider by its name; the one nobody stated is marked as such.
    pub(super) fn provider(&self, name: Option<&str>, graph: &mut Graph) {
        let iri = name.map_or_else(|| self.ids.thing("providers", UNKNOWN), |name| self.ids.provider(name));
        let node = graph.about(&iri).a("cv:PublicOrganisation").a("org:Organization").link("dct:spatial", UKRAINE);
        let node = match name {
            Some(name) => node.text("skos:prefLabel", Lang::Uk, name),
            None => node.both("skos:prefLabel", |lang| lang.text("linked-provider-unknown")),
        };
        node.end();
    }

    pub(super) fn hromada(&self, code: TerritoryCode, graph: &mut Graph) {
        let tree = &self.registry.records.territories;
        let Some(place) = tree.get(code) else { return };
        let (own, territory) = (self.hromada_id(code), self.ids.thing("territories", code.as_str()));
        let name = tree.full_name(place);
        let node = graph.about(&own).a("cv:PublicOrganisation").a("org:Organization");
        let node = node.plain("dct:identifier", code.as_str()).text("skos:prefLabel", Lang::Uk, &name);
        node.link("dct:spatial", &territory).end();
        let node = graph.about(&territory).a("dct:Location").plain("dct:identifier", code.as_str());
        node.text("rdfs:label", Lang::Uk, &name).end();
    }

    fn hromada_id(&self, code: TerritoryCode) -> String {
        self.ids.thing("hromadas", code.as_str())
    }

    /// A point as the channel through which its services are given.
    pub(super) fn point(&self, position: u32, graph: &mut Graph) {
        let Some(point) = self.registry.point_at(position) else { return };
        let (row, own) = (point.row(), self.ids.thing("points", point.code()));
        let part = |name: &str| format!("{own}#{name}");
        let place = point.location.filter(|_| point.precision != Precision::Unknown);
        let node = graph.about(&own).a("cv:Channel").plain("dct:identifier", point.code());
        let node = node.text("dct:description", Lang::Uk, &row.name).link("dct:type", &self.kind_of(row));
        let node = node.known(row.hromada, |node, code| node.link("cv:ownedBy", &self.hromada_id(code)));
        let node = node.known(hours_of(point), |node, _| node.link("cv:openingHours", &part("hours")));
        let node = node.known(row.address.as_deref(), |node, _| node.link("locn:address", &part("address")));
        let node = node.known(row.phone.as_deref(), |node, phone| node.plain("foaf:phone", phone));
        node.known(place, |node, _| node.link("dct:spatial", &part("place"))).end();
        if let Some(hours) = hours_of(point) {
            let node = graph.about(&part("hours")).a("time:TemporalEntity");
            node.both("dct:description", |lang| in_words(hours, lang)).end();
        }
        if let Some(address) = row.address.as_deref() {
            let node = graph.about(&part("address")).a("locn:Address");
            node.text("locn:fullAddress", Lang::Uk, address).end();
        }
        if let Some((lat, lon)) = place {
            let well_known = format!("POINT({} {})", rounded(lon), rounded(lat));
            let node = graph.about(&part("place")).a("dct:Location");
            node.typed("dcat:centroid", &well_known, "geo:wktLiteral").end();
        }
    }

    fn kind_of(&self, row: &PointRow) -> String {
        self.ids.thing("kinds", row.kind.word())
    }

    /// An edition of a mandatory list: the rule its services follow.
    pub(super) fn rule(&self, place: usize, graph: &mut Graph) {
        let records = &self.registry.records;
        let Some(edition) = records.lists.editions.get(place) else { return };
        let own = self.ids.thing("rules", &rule_code(edition));
        let list = records.rules.list(&edition.list);
        let title = |lang: Lang| {
            let title = list.map_or_else(|| edition.list.clone(), |list| list.title.get(lang == Lang::En).to_owned());
            lang.with("linked-rule", [("list", title.into()), ("date", edition.in_force.to_string().into())])
        };
        let sample = records.edition_is_sample(edition);
        let about = |lang: Lang| {
            let key = if sample { "linked-rule-about-sample" } else { "linked-rule-about" };
            lang.with(key, [("count", edition.positions.len().to_string().into())])
        };
        let node = graph.about(&own).a("cpsv:Rule").plain("dct:identifier", &rule_code(edition));
        let node = node.both("dct:title", title).both("dct:description", about);
        let act = list.map(|list| list.act.as_str()).filter(|act| !act.is_empty());
        node.known(act, |node, _| node.link("cpsv:implements", &format!("{own}#act"))).end();
        if let Some(act) = act {
            let node = graph.about(&format!("{own}#act")).a("eli:LegalResource");
            node.text("dct:title", Lang::Uk, act).end();
        }
    }
}

/// The hours of a point that are stated in a form that can be read.
fn hours_of(point: &PointOnDate) -> Option<&str> {
    point.row().hours.as_deref().filter(|hours| hours::describe(hours, HoursLanguage::English).is_some())
}

fn in_words(hours: &str, lang: Lang) -> String {
    let language = if lang == Lang::En { HoursLanguage::English } else { HoursLanguage::Ukrainian };
    hours::describe(hours, language).unwrap_or_else(|| hours.to_owned())
}
