//! Every change a person or an import can make: permission, validation, one transaction, an audit entry, publishing.

pub mod accounts;
pub mod actor;
pub mod backup;
pub mod changes;
pub mod citizen_reports;
pub mod commit;
pub mod demo;
pub mod draft;
pub mod export;
pub mod history;
pub mod import;
pub mod list_drafts;
pub mod merge;
pub mod quarters;
pub mod references;
pub mod refusal;
pub mod review;
pub mod service_sheets;
pub mod submissions;
pub mod undo;
pub mod verify;

pub use actor::Actor;
pub use commit::{Detail, Mode, Outcome};
pub use refusal::Refusal;
