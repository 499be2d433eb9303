//! Where people and points are to each other: distances, catchments, shares, approximate outlines. Pure functions over
//! the registry.

pub mod added_services;
pub mod approximate;
pub mod closing;
pub mod cover;
pub mod distance;
#[cfg(test)]
mod fixture;
pub mod gaps;
pub mod near;
pub mod new_points;
pub mod outlines;
pub mod point_index;
pub mod reach;
pub mod share;
mod voronoi;

pub use approximate::approximate;
pub use distance::metres;
pub use reach::{Nearest, Reach, Reaches, Settlement, reaches};
pub use share::{Coverage, Question, share};
