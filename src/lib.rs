//! `cnap`: a registry of Ukraine's administrative service centres (ЦНАП).
//!
//! The map of the house is `docs/architecture.md`.

pub mod coverage;
pub mod domain;
pub mod formats;
pub mod registry;
