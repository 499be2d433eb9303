//! People who may change things: their roles and where these hold.

use super::TerritoryCode;
use super::facts::word_enum;

word_enum! {
    /// What a person does here.
    Role {
        /// Keeps the accounts.
        Administrator = "administrator",
        /// Judges what hromadas of an oblast submit.
        Auditor = "auditor",
        /// Submits for a hromada.
        Editor = "editor",
    }
}

/// A role and where it holds: an auditor's oblast, an editor's hromada; an administrator's holds everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    pub territory: Option<TerritoryCode>,
}

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: i32,
    pub name: String,
    pub grants: Vec<Grant>,
}

impl Person {
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Where a role of theirs holds.
    pub fn territories(&self, role: Role) -> impl Iterator<Item = TerritoryCode> {
        self.grants.iter().filter(move |grant| grant.role == role).filter_map(|grant| grant.territory)
    }
}
