//! Why an account or a token is not changed, in words: one place for those of this room.

use super::{Actor, Refusal};

/// Nobody takes roles or access from themselves by mistake, which only the command line could mend.
///
/// # Errors
/// The account is the actor's own.
pub fn of_own(actor: &Actor, account: i32) -> Result<(), Refusal> {
    match actor.person() {
        Some(person) if person.id == account => Err(Refusal::conflict("refused-own-account")),
        _ => Ok(()),
    }
}

/// An account without a role could do nothing.
#[must_use]
pub fn no_role() -> Refusal {
    Refusal::conflict("refused-no-role")
}

/// A token is known to its person by its name.
#[must_use]
pub fn no_token_name() -> Refusal {
    Refusal::conflict("refused-no-token-name")
}

/// Nobody gives a program a role they have not.
#[must_use]
pub fn not_own_role() -> Refusal {
    Refusal::forbidden("refused-not-own-role")
}

/// The days a token may last.
#[must_use]
pub fn wrong_days() -> Refusal {
    Refusal::conflict("refused-token-days")
}

/// So many tokens nobody keeps in view.
#[must_use]
pub fn too_many_tokens() -> Refusal {
    Refusal::conflict("refused-too-many-tokens")
}

/// The token is not there, or has ended.
#[must_use]
pub fn no_such_token() -> Refusal {
    Refusal::conflict("refused-no-such-token")
}
