//! Tokens of the API: a program acts by one as its person does, in one role and one place, until a day.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::accounts::{Token, digest, plain_name, record};
use super::{Actor, Refusal, account_refusals};
use crate::domain::person::{Grant, Person, Role};
use crate::store::{self, ApiToken, Store};

/// What every token begins with, so that it is recognised where it should not be.
const PREFIX: &str = "cnap_";
/// Days a token may last.
pub const TOKEN_DAYS: std::ops::RangeInclusive<i64> = 1..=366;
/// Most signs of its name.
pub const NAME_SIGNS: usize = 100;
/// Most tokens of an account that may be used at a time.
const MOST_OPEN: usize = 20;
/// Signs of a token at most; nothing longer is looked up.
const TOKEN_SIGNS: usize = 100;

/// What a new token begins with.
#[derive(Clone, Debug)]
pub struct NewToken {
    pub name: String,
    pub grant: Grant,
    pub days: i64,
}

/// The roles a token of a person may have.
pub fn grants_of(person: &Person) -> impl Iterator<Item = Grant> {
    person.grants.iter().copied().filter(|grant| grant.role != Role::Administrator)
}

/// Makes a token of a person; it is shown once.
///
/// # Errors
/// The role is not the person's, the name is empty, or the days do not fit.
pub async fn add(store: &Store, person: &Arc<Person>, new: NewToken, now: DateTime<Utc>) -> Result<Token, Refusal> {
    let name = plain_name(&new.name, NAME_SIGNS);
    if name.is_empty() {
        return Err(account_refusals::no_token_name());
    }
    if !TOKEN_DAYS.contains(&new.days) {
        return Err(account_refusals::wrong_days());
    }
    if !grants_of(person).any(|grant| grant == new.grant) {
        return Err(account_refusals::not_own_role());
    }
    let open = store.api_tokens_of(person.id).await?;
    if open.iter().filter(|token| token.is_open(now)).count() >= MOST_OPEN {
        return Err(account_refusals::too_many_tokens());
    }
    let token = Token::new(PREFIX)?;
    let stored = ApiToken {
        id: 0,
        account_id: person.id,
        name,
        token_sha256: digest(token.secret()),
        role: new.grant.role.word().to_owned(),
        territory: new.grant.territory.map(|code| code.to_string()),
        created_at: now,
        expires_at: now + TimeDelta::days(new.days),
        ended_at: None,
        used_at: None,
    };
    let mut write = store.begin().await?;
    write.add_api_token(stored).await?;
    record(&mut write, &Actor::Person(Arc::clone(person)), "token-add", person.id, now).await?;
    write.commit().await?;
    Ok(token)
}

/// Ends a token of a person.
///
/// # Errors
/// The person has no such token that has not ended.
pub async fn end(store: &Store, person: &Arc<Person>, id: i32, now: DateTime<Utc>) -> Result<(), Refusal> {
    let mut write = store.begin().await?;
    if !write.end_api_token(person.id, id, now).await? {
        return Err(account_refusals::no_such_token());
    }
    record(&mut write, &Actor::Person(Arc::clone(person)), "token-end", person.id, now).await?;
    Ok(write.commit().await?)
}

/// Who acts by a token; `None` where it may not be used: unknown, ended, expired, its person disabled, or without the
/// role by now.
///
/// # Errors
/// The database does not answer.
pub async fn actor_of(store: &Store, secret: &str, now: DateTime<Utc>) -> Result<Option<Actor>, store::Error> {
    if secret.len() > TOKEN_SIGNS || !secret.starts_with(PREFIX) {
        return Ok(None);
    }
    let found = store.api_token(&digest(secret)).await?.filter(|token| token.is_open(now));
    let Some((token, grant)) = found.and_then(|token| token.grant().map(|grant| (token, grant))) else {
        return Ok(None);
    };
    let account = store.account(token.account_id).await?.filter(|account| !account.is_disabled);
    let Some(person) = account.map(|account| account.person).filter(|person| person.grants.contains(&grant)) else {
        return Ok(None);
    };
    store.note_token_use(&token, now).await?;
    Ok(Some(Actor::Token(Arc::new(Person { grants: vec![grant], ..person }), token.id)))
}
