//! Shared web kit: state, what a request asks for, language, caching, assets, failures.

mod asked;
pub mod assets;
pub mod cache;
pub mod failure;
pub mod headers;
pub mod health;
mod known;
pub mod lang;
pub mod paging;
pub mod parts;
pub mod points;
pub mod read;
pub mod state;
pub mod telemetry;
pub mod urls;
pub mod view;

pub use failure::Failure;
pub use known::Known;
pub use lang::Lang;
pub use paging::Paging;
pub use state::AppState;
pub use view::View;
