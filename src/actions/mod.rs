//! Every change a person or an import can make: permission, validation, one transaction, an audit entry, publishing.

pub mod account_refusals;
pub mod accounts;
pub mod actor;
pub mod backup;
pub mod change_log;
pub mod changes;
pub mod citizen_reports;
pub mod commit;
pub mod demo;
pub mod demo_accounts;
pub mod draft;
pub mod export;
pub mod forms;
pub mod history;
pub mod import;
pub mod list_drafts;
pub mod merge;
pub mod point_rows;
pub mod point_table;
pub mod quarters;
pub mod references;
pub mod refusal;
pub mod review;
pub mod second_factor;
pub mod secret_key;
pub mod service_sheets;
pub mod submissions;
pub mod tokens;
pub mod undo;
pub mod verify;
pub mod visits;

pub use actor::Actor;
pub use commit::{Detail, Mode, Outcome};
pub use refusal::Refusal;
