//! Triples as JSON-LD: one object for each thing, short names by an inline context.

use oxrdf::{NamedOrBlankNode, Term, Triple};
use serde_json::{Map, Value, json};

use super::names::{PREFIXES, compacted};

/// How a document begins.
#[must_use]
pub fn opening() -> String {
    let context: Map<String, Value> =
        PREFIXES.iter().map(|(prefix, start)| ((*prefix).to_owned(), json!(start))).collect();
    format!("{{\"@context\":{},\"@graph\":[", Value::Object(context))
}

/// How it ends.
pub const CLOSING: &str = "]}";

/// Objects of the things, all triples of one thing standing together.
#[must_use]
pub fn objects(triples: &[Triple]) -> Vec<Value> {
    triples.chunk_by(|a, b| a.subject == b.subject).map(object).collect()
}

fn object(triples: &[Triple]) -> Value {
    let mut fields = Map::new();
    if let Some(NamedOrBlankNode::NamedNode(subject)) = triples.first().map(|triple| &triple.subject) {
        fields.insert("@id".to_owned(), json!(subject.as_str()));
    }
    for triple in triples {
        let property = compacted(triple.predicate.as_str());
        let (name, value) = match (&*property, &triple.object) {
            ("rdf:type", Term::NamedNode(class)) => ("@type".to_owned(), json!(compacted(class.as_str()))),
            _ => (property, value(&triple.object)),
        };
        if let Value::Array(values) = fields.entry(name).or_insert_with(|| json!([])) {
            values.push(value);
        }
    }
    Value::Object(fields)
}

fn value(term: &Term) -> Value {
    match term {
        Term::NamedNode(iri) => json!({ "@id": iri.as_str() }),
        Term::BlankNode(node) => json!({ "@id": format!("_:{}", node.as_str()) }),
        Term::Literal(literal) => match (literal.language(), compacted(literal.datatype().as_str())) {
            (Some(language), _) => json!({ "@value": literal.value(), "@language": language }),
            (None, kind) if kind == "xsd:string" => json!({ "@value": literal.value() }),
            (None, kind) => json!({ "@value": literal.value(), "@type": kind }),
        },
    }
}
