//! Shared web kit: state, what a request asks for, language, caching, assets, failures.

mod asked;
pub mod assets;
pub mod cache;
pub mod connections;
pub mod coverage;
pub mod failure;
pub mod gaps;
pub mod headers;
pub mod health;
mod known;
pub mod limits;
pub mod paging;
pub mod parts;
pub mod points;
pub mod public_url;
pub mod read;
pub mod ready;
pub mod request_checks;
pub mod session;
pub mod site_settings;
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
pub use paging::Paging;
pub use public_url::PublicUrl;
pub use session::{Administrator, Auditor, Editor, PasswordGiven, Sent, SignedIn};
pub use site_settings::SiteSettings;
pub use state::AppState;
pub use uploads::{UploadPlace, Uploads};
pub use view::View;

pub use crate::texts::Lang;
