//! The catalogue of data: a dataset for each own table and for the map, their files, and the services that answer.

use chrono::{DateTime, Utc};

use crate::api::cpsv_ap::{registry_as_agent, told_of};
use crate::api::rdf::names::{GOVERNMENT, UKRAINIAN};
use crate::api::rdf::{Graph, Ids};
use crate::formats::tables::dictionary::tables;
use crate::http::Lang;
use crate::registry::Records;

/// A file format: ending, name in the European table of file types, media type.
struct FileKind(&'static str, &'static str, &'static str);

const TABLE_FILES: [FileKind; 2] = [
    FileKind("csv", "file-type:CSV", "text/csv"),
    FileKind("xlsx", "file-type:XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];
/// Files of the map, whole: their addresses and kinds.
const MAP_FILES: [(&str, FileKind); 4] = [
    ("/api/v1/points.geojson", FileKind("geojson", "file-type:GEOJSON", "application/geo+json")),
    ("/api/v1/hromadas.geojson", FileKind("geojson", "file-type:GEOJSON", "application/geo+json")),
    ("/api/v1/bulk/registry.gpkg", FileKind("gpkg", "file-type:GPKG", "application/geopackage+sqlite3")),
    ("/api/v1/bulk/points.parquet", FileKind("parquet", "file-type:PARQUET", "application/vnd.apache.parquet")),
];
/// Services that answer: id, address, description of the interface, the standard it keeps.
const SERVICES: [(&str, &str, &str, Option<&str>); 3] = [
    ("api", "/api/v1", "/api/openapi.json", None),
    ("ogc", "/ogc", "/ogc", Some("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core")),
    ("hsds", "/hsds", "/api/openapi.json", Some("https://docs.openreferral.org/en/3.0/hsds/")),
];
/// Where the licences of what was loaded stand.
const LICENCES: &str = "/api/v1/licences";
/// The dataset of the map.
const MAP: &str = "map";

/// The catalogue of data with when it last changed.
#[derive(Debug)]
pub struct Catalogue {
    ids: Ids,
    modified: Option<DateTime<Utc>>,
    has_samples: bool,
}

impl Catalogue {
    #[must_use]
    pub fn new(ids: Ids, records: &Records) -> Self {
        let modified = records.sources.iter().map(|source| source.at).max();
        Self { ids, modified, has_samples: records.has_samples() }
    }

    fn own(&self) -> String {
        self.ids.absolute("/id/data")
    }

    fn dataset_id(&self, id: &str) -> String {
        self.ids.thing("datasets", id)
    }

    /// Tells of everything.
    pub fn describe(&self, graph: &mut Graph) {
        self.catalogue(graph);
        registry_as_agent(&self.ids, graph);
        self.shared(graph);
        for table in tables() {
            let word = table.format.word();
            let files = TABLE_FILES.map(|kind| (format!("/api/v1/tables/{word}.{}", kind.0), kind));
            let title = |lang: Lang| lang.text(&format!("api-table-{word}"));
            self.dataset(graph, word, title, &files);
        }
        let files = MAP_FILES.map(|(path, kind)| (path.to_owned(), kind));
        self.dataset(graph, MAP, |lang| lang.text("linked-map"), &files);
        for service in &SERVICES {
            self.service(graph, service);
        }
    }

    fn catalogue(&self, graph: &mut Graph) {
        let datasets = tables().into_iter().map(|table| table.format.word()).chain([MAP]);
        let node = graph.about(&self.own()).a("dcat:Catalog").both("dct:title", |lang| lang.text("linked-data"));
        let node = node.both("dct:description", |lang| told_of(lang, "linked-data-about", self.has_samples));
        let node = node.link("dct:publisher", &self.ids.registry()).link("dct:language", UKRAINIAN);
        let node = node.link("foaf:homepage", &self.ids.absolute("/")).link("dct:license", &self.licences());
        let node = node.known(self.modified(), |node, at| node.typed("dct:modified", &at, "xsd:dateTime"));
        let node = node.links("dcat:dataset", datasets.map(|id| self.dataset_id(id)));
        node.links("dcat:service", SERVICES.iter().map(|(id, ..)| self.service_id(id))).end();
    }

    /// What many of the others name.
    fn shared(&self, graph: &mut Graph) {
        graph.about(UKRAINIAN).a("dct:LinguisticSystem").end();
        graph.about(&self.ids.absolute("/")).a("foaf:Document").end();
        let node = graph.about(GOVERNMENT).a("skos:Concept");
        node.text("skos:prefLabel", Lang::En, "Government and public sector").end();
        graph
            .about(&self.licences())
            .a("dct:LicenseDocument")
            .both("dct:title", |lang| lang.text("linked-licences"))
            .end();
        for standard in SERVICES.iter().filter_map(|(.., standard)| *standard) {
            graph.about(standard).a("dct:Standard").end();
        }
        for FileKind(_, name, media) in TABLE_FILES.iter().chain(MAP_FILES.iter().map(|(_, kind)| kind)) {
            graph.about(&crate::api::rdf::names::expanded(name)).a("dct:MediaTypeOrExtent").end();
            graph.about(&media_type(media)).a("dct:MediaType").end();
        }
    }

    fn dataset(&self, graph: &mut Graph, id: &str, title: impl Fn(Lang) -> String, files: &[(String, FileKind)]) {
        let own = self.dataset_id(id);
        let about = |lang: Lang| lang.with("linked-dataset-about", [("title", title(lang).into())]);
        let node = graph.about(&own).a("dcat:Dataset").plain("dct:identifier", &own).both("dct:title", &title);
        let node = node.both("dct:description", about).link("dct:publisher", &self.ids.registry());
        let node = node.link("dcat:theme", GOVERNMENT).link("dct:language", UKRAINIAN);
        let node = node.known(self.modified(), |node, at| node.typed("dct:modified", &at, "xsd:dateTime"));
        node.links("dcat:distribution", (1..=files.len()).map(|number| format!("{own}#{number}"))).end();
        for ((path, kind), number) in files.iter().zip(1..) {
            let node = graph.about(&format!("{own}#{number}")).a("dcat:Distribution");
            let node = node.both("dct:title", |lang| format!("{} ({})", title(lang), kind.0));
            let (file, api) = (self.ids.absolute(path), self.service_id("api"));
            let node =
                node.link("dcat:accessURL", &file).link("dcat:downloadURL", &file).link("dcat:accessService", &api);
            let node = node.link("dct:format", kind.1).link("dcat:mediaType", &media_type(kind.2));
            node.link("dct:license", &self.licences()).end();
        }
    }

    fn service(&self, graph: &mut Graph, (id, path, about, standard): &(&str, &str, &str, Option<&str>)) {
        let node = graph.about(&self.service_id(id)).a("dcat:DataService");
        let node = node.both("dct:title", |lang| lang.text(&format!("linked-service-{id}")));
        let node = node.link("dcat:endpointURL", &self.ids.absolute(path));
        let node = node.link("dcat:endpointDescription", &self.ids.absolute(about));
        let node = node.known(*standard, |node, standard| node.link("dct:conformsTo", standard));
        let node = node.link("dct:publisher", &self.ids.registry()).link("dct:license", &self.licences());
        node.link("dcat:theme", GOVERNMENT).link("dcat:servesDataset", &self.dataset_id(MAP)).end();
    }

    fn service_id(&self, id: &str) -> String {
        self.ids.thing("data-services", id)
    }

    fn licences(&self) -> String {
        self.ids.absolute(LICENCES)
    }

    fn modified(&self) -> Option<String> {
        self.modified.map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
    }
}

fn media_type(name: &str) -> String {
    format!("https://www.iana.org/assignments/media-types/{name}")
}
