//! The database: sea-orm entities and queries; rows in, domain out; loads the records of a `Registry`.

use sea_orm::{DatabaseConnection, DbErr};

use crate::registry::Records;

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("database: {0}")]
    Database(#[from] DbErr),
    /// A stored value does not fit the domain; the text says where.
    #[error("stored data: {0}")]
    Data(String),
    #[error("a background task stopped: {0}")]
    Stopped(String),
}

impl Error {
    pub fn stopped(error: impl std::fmt::Display) -> Self {
        Self::Stopped(error.to_string())
    }
}

/// A part of the records that can be read on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Territories,
    Boundaries,
    Facts,
    Districts,
    Network,
    Catalogue,
    Lists,
    Offerings,
    Answers,
    Equipment,
    Figures,
}

/// A connection to SQLite or PostgreSQL.
#[derive(Clone, Debug)]
pub struct Store {
    db: DatabaseConnection,
}

impl Store {
    /// Asks the database whether it is there.
    pub async fn ping(&self) -> Result<(), Error> {
        Ok(self.db.ping().await?)
    }

    /// Reads parts again.
    pub async fn reload(&self, _records: &mut Records, _parts: &[Part]) -> Result<(), Error> {
        Ok(())
    }
}
