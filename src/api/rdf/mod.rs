//! Linked data: triples of things with stable addresses, written as Turtle or as JSON-LD.

mod graph;
pub mod ids;
mod json_ld;
pub mod names;
mod writer;

pub use graph::{Graph, Node};
pub use ids::Ids;
pub use writer::{Document, answer};
