//! Shared web kit: state, what a request asks for, language, caching, assets, failures.

pub mod assets;
pub mod between;
pub mod cache;
pub mod connections;
mod content_negotiation;
pub mod coverage;
pub mod failure;
pub mod gaps;
pub mod headers;
pub mod health;
mod known;
pub mod limits;
pub mod paging;
pub mod points;
pub mod public_url;
pub mod read_parameters;
pub mod ready;
pub mod request_checks;
pub mod request_context;
pub mod session;
pub mod site_settings;
pub mod sorting;
pub mod stall_guard;
pub mod state;
pub mod streaming;
pub mod telemetry;
pub mod trend;
pub mod uploads;
pub mod urls;
pub mod visitor;

pub use connections::ConnectionLimits;
pub use failure::Failure;
pub use known::Known;
pub use paging::Paging;
pub use public_url::PublicUrl;
pub use request_context::RequestContext;
pub use session::{Administrator, Auditor, Editor, PasswordGiven, Sent, SignedIn};
pub use site_settings::SiteSettings;
pub use state::AppState;
pub use uploads::{UploadPlace, Uploads};

pub use crate::texts::Lang;
