//! Why an account or a token is not changed, in words: one place for those of this room.

use super::{Actor, Refusal};

fn conflict(reason: &str) -> Refusal {
    Refusal::Conflict(reason.to_owned())
}

/// Nobody takes roles or access from themselves by mistake, which only the command line could mend.
///
/// # Errors
/// The account is the actor's own.
pub fn of_own(actor: &Actor, account: i32) -> Result<(), Refusal> {
    match actor.person() {
        Some(person) if person.id == account => {
            Err(conflict("Власний обліковий запис змінює інший адміністратор або командний рядок."))
        }
        _ => Ok(()),
    }
}

/// An account without a role could do nothing.
#[must_use]
pub fn no_role() -> Refusal {
    conflict("Обліковому запису потрібна хоча б одна роль; щоб забрати доступ, вимкніть його.")
}

/// A token is known to its person by its name.
#[must_use]
pub fn no_token_name() -> Refusal {
    conflict("Назвіть токен, щоб потім упізнати його.")
}

/// Nobody gives a program a role they have not.
#[must_use]
pub fn not_own_role() -> Refusal {
    Refusal::Forbidden("Токен може мати лише одну з ваших ролей редактора або аудитора.".to_owned())
}

/// The days a token may last.
#[must_use]
pub fn wrong_days() -> Refusal {
    conflict("Строк дії токена: від 1 до 366 днів.")
}

/// So many tokens nobody keeps in view.
#[must_use]
pub fn too_many_tokens() -> Refusal {
    conflict("Чинних токенів уже забагато: завершіть зайві.")
}

/// The token is not there, or has ended.
#[must_use]
pub fn no_such_token() -> Refusal {
    conflict("Такого чинного токена немає.")
}
