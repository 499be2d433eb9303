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
    pub fn has_role(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Where a role of theirs holds.
    pub fn territories(&self, role: Role) -> impl Iterator<Item = TerritoryCode> {
        self.grants.iter().filter(move |grant| grant.role == role).filter_map(|grant| grant.territory)
    }
}

/// What everybody may read of who changed something: of a person the role and where it holds, not who it is.
#[must_use]
pub fn public_actor(actor: &str) -> &str {
    let Some(person) = actor.strip_prefix("person ") else { return actor };
    person.split_once(' ').map_or("person", |(_, role)| role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_person_only_the_role_is_public() {
        for (actor, told) in [
            ("person 2", "person"),
            ("person 2 auditor UA53000000000028050", "auditor UA53000000000028050"),
            ("person 12 administrator", "administrator"),
            ("command line", "command line"),
        ] {
            assert_eq!(public_actor(actor), told);
        }
    }
}
