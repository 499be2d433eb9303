//! Tests from outside: the real program over real databases, through its command line, its pages and its API.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod alterations;
mod api;
mod browser;
mod citizen;
mod commands;
mod country;
mod edges;
mod fixtures;
mod house;
mod imports;
mod known;
mod live;
mod migrations;
mod pages;
mod registry_sample;
mod support;
