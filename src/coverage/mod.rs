//! Where people and points are to each other: distances, catchments, shares, approximate outlines. Pure functions over
//! the registry.

pub mod approximate;
pub mod distance;
#[cfg(test)]
mod fixture;
pub mod gaps;
pub mod near;
pub mod outlines;
pub mod share;
mod voronoi;

pub use approximate::approximate;
pub use distance::metres;
pub use share::{Coverage, Question, share};
