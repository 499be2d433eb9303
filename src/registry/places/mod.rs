//! From a centre's name and address to its place in the territory tree and its kind.

mod address;
mod bordering;
mod claim;
mod fold;
mod founder;
mod gazetteer;
mod kind;
mod mention;
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
pub use kind::{DEPARTMENT, NO_KIND_NAMED, VILLAGE_DESK};
pub use resolution::{Method, Resolution, Stated};
