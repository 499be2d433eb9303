//! Documents of linked data, written part by part.

use std::ops::Range;

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use oxttl::TurtleSerializer;
use oxttl::turtle::LowLevelTurtleSerializer;

use super::graph::Graph;
use super::json_ld;
use super::names::PREFIXES;
use crate::http::{Failure, streaming};

/// Things written at a time.
const STEP: usize = 50;

/// How linked data are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    Turtle,
    JsonLd,
}

impl Document {
    pub const ALL: [Self; 2] = [Self::JsonLd, Self::Turtle];

    /// The ending of its file.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::JsonLd => "jsonld",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::JsonLd => "application/ld+json",
        }
    }
}

enum Writer {
    Turtle(Box<LowLevelTurtleSerializer>),
    JsonLd { any: bool },
}

impl Writer {
    fn new(document: Document) -> Result<Self, Failure> {
        if document == Document::JsonLd {
            return Ok(Self::JsonLd { any: false });
        }
        let named =
            |serializer: TurtleSerializer, (prefix, start): &(&str, &str)| serializer.with_prefix(*prefix, *start);
        let serializer = PREFIXES.iter().try_fold(TurtleSerializer::new(), named);
        Ok(Self::Turtle(Box::new(serializer.map_err(|error| Failure::internal(&error))?.low_level())))
    }

    fn add(&mut self, graph: &Graph, text: &mut Vec<u8>) -> Result<(), Failure> {
        match self {
            Self::Turtle(serializer) => {
                let mut triples = graph.triples.iter();
                let written = triples.try_for_each(|triple| serializer.serialize_triple(triple, &mut *text));
                written.map_err(|error| Failure::internal(&error))
            }
            Self::JsonLd { any } => json_ld::objects(&graph.triples).iter().try_for_each(|object| {
                text.extend_from_slice(if std::mem::replace(any, true) { b"," } else { b"" });
                serde_json::to_writer(&mut *text, object).map_err(|error| Failure::internal(&error))
            }),
        }
    }

    fn open(&self, text: &mut Vec<u8>) {
        if let Self::JsonLd { .. } = self {
            text.extend_from_slice(json_ld::opening().as_bytes());
        }
    }

    fn close(&mut self, text: &mut Vec<u8>) -> Result<(), Failure> {
        match self {
            Self::Turtle(serializer) => serializer.finish(text).map_err(|error| Failure::internal(&error)),
            Self::JsonLd { .. } => {
                text.extend_from_slice(json_ld::CLOSING.as_bytes());
                Ok(())
            }
        }
    }
}

/// Answers what is said of `count` things; `each` tells of those of a range, all of one thing together.
///
/// # Errors
/// A triple cannot be written.
pub fn answer<W>(document: Document, name: &str, count: usize, each: W) -> Result<Response, Failure>
where
    W: Fn(Range<usize>, &mut Graph) + Send + 'static,
{
    let mut writer = Writer::new(document)?;
    let body = streaming::stream_response(count, STEP, move |range, text| {
        if range.start == 0 {
            writer.open(text);
        }
        let (mut graph, is_last) = (Graph::default(), range.end == count);
        each(range, &mut graph);
        writer.add(&graph, text)?;
        if is_last { writer.close(text) } else { Ok(()) }
    })?;
    let file = format!("inline; filename=\"{}.{}\"", name, document.ending());
    Ok(([(CONTENT_TYPE, document.media_type().to_owned()), (CONTENT_DISPOSITION, file)], body).into_response())
}
