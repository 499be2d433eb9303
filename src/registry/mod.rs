//! The immutable snapshot all public reading is answered from, and its indexes.
//!
//! [`Records`] is everything known over all time, in parts that are shared when untouched; [`Registry`] is what holds
//! on one day, computed from the records without any I/O.

mod address;
pub mod bits;
pub mod catalogue;
pub mod equipment;
pub mod hromada;
pub mod inventory;
mod lists;
pub mod network;
pub mod point;
pub mod records;
pub mod scope;
pub mod search;
pub mod service_names;
pub mod snapshot;
pub mod sourced;
pub mod targets;
#[cfg(test)]
pub(crate) mod testing;
pub mod tree;
pub mod words;

pub use bits::Bits;
pub use catalogue::{Catalogue, ServiceRecord};
pub use equipment::{EquipmentFlag, EquipmentOnDate};
pub use hromada::HromadaOnDate;
pub use lists::{Edition, Lists};
pub use network::{Network, PointRecord};
pub use point::PointOnDate;
pub use records::{CountsByTable, Records, Source};
pub use scope::Scope;
pub use snapshot::Registry;
pub use sourced::{FieldOrigin, Sourced};
pub use tree::{Place, Territories};
