//! From a centre's name and address to its place in the territory tree and its kind.

mod address;
mod bordering;
mod candidates;
mod desk;
mod founder;
mod gazetteer;
mod kind;
mod mention;
mod normalize;
mod resolution;
mod resolve;
mod settlement;
mod spelling;
mod stem;
#[cfg(test)]
mod testing;
mod title;
mod words;

pub use gazetteer::{Gazetteer, OldName, PlaceRow};
pub use resolution::{Method, Resolution, StatedPlace};
