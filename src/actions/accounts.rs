//! Accounts: who may sign in, with which roles, and how they come by a password.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::actor::Permission;
use super::secret_key::random;
use super::{Actor, Refusal, account_refusals};
use crate::domain::Message;
use crate::domain::hex;
use crate::domain::person::{Grant, Person, Role};
use crate::registry::Territories;
use crate::store::{self, Account, NewAccount, NewAuditEntry, Store, Write};

/// How long an invitation may be used.
pub const INVITATION_LASTS: TimeDelta = TimeDelta::days(7);
/// Fewest and most signs of a password.
pub const PASSWORD_SIGNS: std::ops::RangeInclusive<usize> = 12..=200;
/// Failed sign-ins of one account, of one address, within [`FAILURES_COUNT`], after which nobody is let in.
pub(super) const MOST_FAILURES: (u64, u64) = (5, 30);
/// How long a failed sign-in counts.
pub(super) const FAILURES_COUNT: TimeDelta = TimeDelta::minutes(15);
/// Passwords that are tried first by whoever guesses.
const GUESSED: &[&str] = &[
    "123456789012",
    "1234567890123",
    "qwertyuiop12",
    "qwerty123456",
    "password1234",
    "passwordpassword",
    "administrator",
    "йцукенгшщзхї",
    "пароль123456",
    "парольпароль",
    "адміністратор",
    "111111111111",
    "000000000000",
];

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    Length,
    Guessed,
}

/// Why somebody was not let in.
#[derive(Debug, thiserror::Error)]
pub enum SignInRefusal {
    /// The e-mail and the password do not belong together.
    #[error("wrong e-mail or password")]
    Wrong,
    /// Too many tries failed lately.
    #[error("too many failed tries")]
    TooMany,
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A token for an invitation's link: it is shown once, only its digest is kept.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// # Errors
    /// The system gives no random numbers.
    pub(super) fn new(prefix: &str) -> Result<Self, store::Error> {
        Ok(Self(format!("{prefix}{}", hex(&random::<32>()?))))
    }

    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Digest under which a secret or a key is kept.
pub(super) fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// An e-mail as accounts keep it; `None` for a text that is none.
#[must_use]
pub fn email(text: &str) -> Option<String> {
    let email = text.trim().to_lowercase();
    let (name, host) = email.split_once('@')?;
    let is_plain = email.len() <= 200 && email.chars().all(|sign| sign.is_ascii_graphic());
    (is_plain && !name.is_empty() && host.contains('.') && !host.contains('@')).then_some(email)
}

/// A name as it is kept: without signs that no screen shows and some databases refuse.
#[must_use]
pub fn plain_name(text: &str, most: usize) -> String {
    let shown: String = text.chars().filter(|sign| !sign.is_control()).take(most).collect();
    shown.trim().to_owned()
}

/// Adds an account and invites its person.
///
/// # Errors
/// The actor may not, the e-mail is taken, or a role does not fit its territory.
pub async fn add(
    store: &Store,
    actor: &Actor,
    new: &NewAccount,
    tree: &Territories,
    now: DateTime<Utc>,
) -> Result<Token, Refusal> {
    actor.authorize(Permission::KeepAccounts)?;
    for grant in &new.grants {
        check_grant(grant, tree)?;
    }
    if new.name.trim().is_empty() {
        return Err(Refusal::conflict("refused-no-name"));
    }
    let mut write = store.begin().await?;
    if store.account_by_email(&new.email).await?.is_some() {
        return Err(of_account("refused-account-exists", &new.email));
    }
    let id = write.add_account(new, now).await?;
    let token = invite_in(&write, id, now).await?;
    record(&mut write, actor, "account-add", id, now).await?;
    write.commit().await?;
    Ok(token)
}

/// A new invitation for an account: its person chooses another password, and what was signed in ends then.
///
/// # Errors
/// The actor may not, or there is no such account.
pub async fn invite(store: &Store, actor: &Actor, email: &str, now: DateTime<Utc>) -> Result<Token, Refusal> {
    actor.authorize(Permission::KeepAccounts)?;
    let account = known_person(store, email).await?;
    if store.account(account.id).await?.is_some_and(|account| account.is_disabled) {
        return Err(of_account("refused-account-disabled", email));
    }
    let mut write = store.begin().await?;
    let token = invite_in(&write, account.id, now).await?;
    record(&mut write, actor, "account-invite", account.id, now).await?;
    write.commit().await?;
    Ok(token)
}

/// Takes the second factor, the password, the sessions and the tokens of an account away; its person begins anew with
/// the invitation that is given back.
///
/// # Errors
/// The actor may not, there is no such account, or it is the actor's own.
pub async fn reset(store: &Store, actor: &Actor, email: &str, now: DateTime<Utc>) -> Result<Token, Refusal> {
    actor.authorize(Permission::KeepAccounts)?;
    let account = known_person(store, email).await?;
    account_refusals::of_own(actor, account.id)?;
    if store.account(account.id).await?.is_some_and(|account| account.is_disabled) {
        return Err(Refusal::conflict(Message::new("refused-disabled").with("email", email)));
    }
    let mut write = store.begin().await?;
    write.remove_second_factor(account.id).await?;
    write.remove_password(account.id).await?;
    write.end_api_tokens(account.id, now).await?;
    write.end_sessions(account.id).await?;
    let token = invite_in(&write, account.id, now).await?;
    record(&mut write, actor, "account-reset", account.id, now).await?;
    write.commit().await?;
    Ok(token)
}

/// Gives an account other roles in place of those it had.
///
/// # Errors
/// The actor may not, there is no such account, it is the actor's own, or a role does not fit its territory.
pub async fn set_roles(
    store: &Store,
    actor: &Actor,
    (account, grants): (i32, &[Grant]),
    tree: &Territories,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    actor.authorize(Permission::KeepAccounts)?;
    account_refusals::of_own(actor, account)?;
    if grants.is_empty() {
        return Err(account_refusals::no_role());
    }
    for grant in grants {
        check_grant(grant, tree)?;
    }
    let mut write = store.begin().await?;
    write.set_roles(account, grants).await?;
    record(&mut write, actor, "account-roles", account, now).await?;
    Ok(write.commit().await?)
}

/// Ends an account for good.
///
/// # Errors
/// The actor may not, or there is no such account.
pub async fn disable(store: &Store, actor: &Actor, email: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
    actor.authorize(Permission::KeepAccounts)?;
    let account = known_person(store, email).await?;
    account_refusals::of_own(actor, account.id)?;
    let mut write = store.begin().await?;
    write.end_api_tokens(account.id, now).await?;
    write.disable_account(account.id, now).await?;
    record(&mut write, actor, "account-disable", account.id, now).await?;
    Ok(write.commit().await?)
}

/// Sets the password of an invited person; `None` where the invitation may not be used any more.
///
/// # Errors
/// The database does not answer.
pub async fn accept_invitation(
    store: &Store,
    token: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<Option<i32>, Refusal> {
    let hash = hashed(password.to_owned()).await?;
    let write = store.begin().await?;
    let account = write.take_invitation(&digest(token), hash, now).await?;
    write.commit().await?;
    Ok(account)
}

/// The e-mail an invitation is for, as long as it may be used.
///
/// # Errors
/// The database does not answer.
pub async fn invited(store: &Store, token: &str, now: DateTime<Utc>) -> Result<Option<String>, Refusal> {
    Ok(store.invited(&digest(token), now).await?.filter(|account| !account.is_disabled).map(|account| account.email))
}

/// What is wrong with a new password.
#[must_use]
pub fn password_fault(password: &str, email: &str) -> Option<PasswordFault> {
    let typed = password.to_lowercase();
    let name = email.split('@').next().unwrap_or_default();
    if !PASSWORD_SIGNS.contains(&password.chars().count()) {
        return Some(PasswordFault::Length);
    }
    let same = typed.chars().next().is_some_and(|first| typed.chars().all(|sign| sign == first));
    let guessed =
        same || GUESSED.contains(&typed.as_str()) || typed == email || typed.trim_matches(char::is_numeric) == name;
    guessed.then_some(PasswordFault::Guessed)
}

/// Lets a person in by e-mail and password. Failed tries of an account and of an address are counted, and kept.
///
/// # Errors
/// The two do not belong together, or too many tries failed lately.
pub async fn sign_in(
    store: &Store,
    (email, password): (&str, &str),
    address: &str,
    now: DateTime<Utc>,
) -> Result<Account, SignInRefusal> {
    let email = self::email(email).unwrap_or_default();
    let keys = [digest(&format!("account {email}")), digest(&format!("address {address}"))];
    let since = now - FAILURES_COUNT;
    for (key, most) in keys.iter().zip([MOST_FAILURES.0, MOST_FAILURES.1]) {
        if store.sign_in_failures(key, since).await? >= most {
            return Err(SignInRefusal::TooMany);
        }
    }
    let account = store.account_by_email(&email).await?.filter(|account| !account.is_disabled);
    let hash = account.as_ref().and_then(|account| account.password.clone());
    // Somebody unknown costs the same time as somebody known.
    let fits = password_matches(password.to_owned(), hash).await?;
    let write = store.begin().await?;
    if let Some(account) = account.filter(|_| fits) {
        if !account.has_second_factor {
            write.note_sign_in(account.person.id, now).await?;
            write.commit().await?;
        }
        return Ok(account);
    }
    write.note_sign_in_failure(&keys, now, since).await?;
    write.commit().await?;
    Err(SignInRefusal::Wrong)
}

fn of_account(code: &'static str, email: &str) -> Refusal {
    Refusal::conflict(Message::new(code).with("email", email))
}

async fn known_person(store: &Store, email: &str) -> Result<Person, Refusal> {
    let account = store.account_by_email(&email.trim().to_lowercase()).await?;
    account.map(|account| account.person).ok_or_else(|| of_account("refused-no-account", email))
}

/// An auditor's role holds in an oblast, an editor's in a hromada, an administrator's everywhere.
pub(super) fn check_grant(grant: &Grant, tree: &Territories) -> Result<(), Refusal> {
    let category = grant.territory.and_then(|code| tree.get(code)).map(|place| place.category);
    let fits = match grant.role {
        Role::Administrator => grant.territory.is_none(),
        Role::Auditor => category.is_some_and(crate::domain::Category::is_first_level),
        Role::Editor => category == Some(crate::domain::Category::Hromada),
    };
    if fits {
        return Ok(());
    }
    Err(Refusal::conflict(match grant.role {
        Role::Administrator => "refused-administrator-territory",
        Role::Auditor => "refused-auditor-territory",
        Role::Editor => "refused-editor-territory",
    }))
}

async fn invite_in(write: &Write, account: i32, now: DateTime<Utc>) -> Result<Token, Refusal> {
    let token = Token::new("")?;
    write.invite(account, digest(token.secret()), now, now + INVITATION_LASTS).await?;
    Ok(token)
}

/// The trail of accounts: whose, by number; nothing personal.
pub(super) async fn record(
    write: &mut Write,
    actor: &Actor,
    name: &str,
    account: i32,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let details = json!({ "account": account });
    let entry = NewAuditEntry::without_rows(now, actor.name(), name, &details);
    write.record(entry).await.map(|_| ())
}

/// Hashing takes a while on purpose: it is done beside the workers that answer requests.
pub(super) async fn hashed(password: String) -> Result<String, Refusal> {
    let hash = move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string());
    let done = tokio::task::spawn_blocking(hash).await.map_err(store::Error::stopped)?;
    Ok(done.map_err(store::Error::stopped)?)
}

async fn password_matches(password: String, hash: Option<String>) -> Result<bool, store::Error> {
    let check = move || {
        if let Some(Ok(hash)) = hash.as_deref().map(PasswordHash::new) {
            return Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
        }
        let _ = Argon2::default().hash_password(password.as_bytes());
        false
    };
    tokio::task::spawn_blocking(check).await.map_err(store::Error::stopped)
}

/// Ends every session of a person, as they ask themselves.
///
/// # Errors
/// The database does not answer.
pub async fn end_sessions(store: &Store, person: &Person) -> Result<(), store::Error> {
    let write = store.begin().await?;
    write.end_sessions(person.id).await?;
    write.commit().await
}
