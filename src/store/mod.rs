//! The database: sea-orm entities and queries; rows in, domain out; loads the records of a `Registry`.

mod accounts;
mod address;
mod alterations;
mod api_tokens;
mod audit_log;
mod backup;
mod change_set;
mod changes;
mod citizen_reports;
mod commit_listener;
mod confirmations;
mod connect;
mod digests;
mod entity;
mod form_drafts;
mod head;
mod history;
mod id_map;
mod load;
mod packed;
mod quarters;
mod restore;
mod review;
mod rows;
mod second_factors;
mod service_sheets;
mod sessions;
mod submissions;
mod table;
mod table_check;
mod undo;
mod visits;

pub use accounts::{Account, NewAccount};
pub use address::{AddressFault, DatabaseUrl, without_credentials};
pub use alterations::{Alteration, AlterationKind, TableFindings};
pub use api_tokens::ApiToken;
pub use audit_log::{Link, NewAuditEntry, PendingChanges, StoredAuditEntry};
pub use backup::Manifest;
pub use change_set::{ChangeSet, Owner, Partition};
pub use changes::{EntryChange, TableChange, name_of};
pub use citizen_reports::{CitizenReport, REPORT_OPEN, ReportAnswer};
pub use commit_listener::CommitListener;
pub use connect::{Read, Store, Write};
pub use form_drafts::FormDraft;
pub use head::{AuditKey, Head, HeadFile, HeadFinding};
pub use history::{RowsOf, StatedRow};
pub use id_map::IdMap;
pub use quarters::{StoredQuarter, SubmittedAt};
pub use review::{Comment, EditorOf, ReturnedLine};
pub use rows::boundary::BoundaryRow;
pub use rows::point::PointName;
pub use second_factors::SecondFactor;
pub use service_sheets::{Choice, StoredSheet};
pub use sessions::{ACCOUNT, OpenSession, Sessions};
pub use submissions::{Decision, PUBLISHED, SUBMITTED, Submission};
pub use table::{Origin, Stored, Table};
pub use undo::{TableUndo, UndoneEntries};
pub use visits::{Finding, FindingStep, Visit, VisitSignature, Within};

use sea_orm::DbErr;

use crate::domain::Message;

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("database: {0}")]
    Database(#[from] DbErr),
    /// An address that names no database; what is shown of it holds nothing secret.
    #[error("address of the database: {0}: {1:?}")]
    Address(String, AddressFault),
    /// There is no such SQLite file.
    #[error("there is no database file {0}")]
    Missing(String),
    /// The server does not answer; the text is its host and port.
    #[error("the database server does not answer: {0}")]
    Unreachable(String),
    /// A stored value does not fit the domain; the text says where.
    #[error("stored data: {0}")]
    Data(String),
    /// A backup cannot be written or read.
    #[error("backup: {0}")]
    Backup(Message),
    #[error("a background task stopped: {0}")]
    Stopped(String),
}

impl Error {
    pub fn stopped(error: impl std::fmt::Display) -> Self {
        Self::Stopped(error.to_string())
    }

    pub(crate) fn backup(error: impl std::fmt::Display) -> Self {
        Self::Backup(Message::new("refused-backup-error").with("error", error.to_string()))
    }

    pub(crate) fn data(table: &str, id: i32, what: &str) -> Self {
        Self::Data(format!("table {table}, row {id}: {what}"))
    }
}
