//! Vocabularies by their prefixes, and the shared names of the European Union's authority tables.

/// Prefixes of the vocabularies that are used.
pub const PREFIXES: [(&str, &str); 17] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("cpsv", "http://purl.org/vocab/cpsv#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.opengis.net/ont/geosparql#"),
    ("locn", "http://www.w3.org/ns/locn#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("file-type", "http://publications.europa.eu/resource/authority/file-type/"),
];

/// The Ukrainian language.
pub const UKRAINIAN: &str = "http://publications.europa.eu/resource/authority/language/UKR";
/// The country.
pub const UKRAINE: &str = "http://publications.europa.eu/resource/authority/country/UKR";
/// The theme «Government and public sector».
pub const GOVERNMENT: &str = "http://publications.europa.eu/resource/authority/data-theme/GOVE";

/// The whole name of `dct:title`; what has no known prefix stays as it is.
#[must_use]
pub fn expanded(name: &str) -> String {
    let named = name.split_once(':').and_then(|(prefix, rest)| {
        PREFIXES.iter().find(|(known, _)| *known == prefix).map(|(_, start)| format!("{start}{rest}"))
    });
    named.unwrap_or_else(|| name.to_owned())
}

/// The short name of a whole one, where a prefix fits.
#[must_use]
pub fn compacted(iri: &str) -> String {
    let short = PREFIXES.iter().find_map(|(prefix, start)| Some(format!("{prefix}:{}", iri.strip_prefix(start)?)));
    short.unwrap_or_else(|| iri.to_owned())
}
