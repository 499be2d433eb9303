//! `cnap`: a registry of Ukraine's administrative service centres (ЦНАП).
//!
//! The map of the house is `docs/architecture.md`.

pub mod actions;
pub mod api;
pub mod cli;
pub mod compliance;
pub mod coverage;
pub mod data;
pub mod domain;
pub mod formats;
pub mod geocoding;
pub mod http;
pub mod live;
pub mod registry;
pub mod reports;
pub mod rulebook;
pub mod server;
pub mod site;
pub mod store;
pub mod telemetry;
pub mod texts;
pub mod wording;

#[path = "../migrations/mod.rs"]
pub mod migrations;
