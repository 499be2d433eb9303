//! The ground tests stand on: a database with the command line around it, a running server, small regions.

pub mod app;
mod base;
pub mod browser;
mod command_output;
pub mod history;
pub mod inside;
pub mod people;
pub mod real;
pub mod records;
pub mod region;
pub mod state;

pub use app::{App, HttpResponse};
pub use base::{Base, Contents, Db};
pub use command_output::CommandOutput;
