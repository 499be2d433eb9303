//! Tests from outside: the real program over real databases, through its command line, its pages and its API.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod alterations;
mod api;
mod browser;
mod citizen;
mod commands;
mod correct;
mod country;
mod door;
mod edges;
mod fields;
mod fixtures;
mod flags;
mod full_disk;
mod fuzz;
mod histories;
mod history;
mod house;
mod imports;
mod killed;
mod known;
mod known_http;
mod live;
mod migrations;
mod occupied;
mod one_visitor;
mod orders;
mod pages;
mod people;
mod people_in_browser;
mod pooled_gaps;
mod programme;
mod registry_sample;
mod secrets;
mod support;
mod undo;
