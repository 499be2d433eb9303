//! Shared web kit: state, what a request asks for, language, caching, assets, failures.

mod asked;
pub mod assets;
pub mod cache;
pub mod connections;
pub mod failure;
pub mod gaps;
pub mod headers;
pub mod health;
mod known;
pub mod lang;
pub mod limits;
pub mod paging;
pub mod parts;
pub mod points;
pub mod read;
pub mod request_checks;
pub mod session;
pub mod stall_guard;
pub mod state;
pub mod telemetry;
pub mod uploads;
pub mod urls;
pub mod view;
pub mod visitor;

pub use connections::ConnectionLimits;
pub use failure::Failure;
pub use known::Known;
pub use lang::Lang;
pub use paging::Paging;
pub use session::{Auditor, Editor, Sent, SignedIn};
pub use state::AppState;
pub use uploads::{UploadPlace, Uploads};
pub use view::View;
