//! The second step of signing in: who needs it, how it is set up, and the codes it takes, each good for once.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::accounts::{FAILURES_COUNT, MOST_FAILURES};
use super::secret_key::{SecretKey, random};
use crate::domain::person::Role;
use crate::domain::{hex, totp};
use crate::store::{self, Account, Store, Write};

/// Recovery codes that are given at a time.
pub const RECOVERY_CODES: usize = 10;
/// Random bytes of a recovery code.
const RECOVERY_BYTES: usize = 10;

/// Why a code was not taken.
#[derive(Debug, thiserror::Error)]
pub enum CodeRefusal {
    /// The code is not the one of now, or was used already.
    #[error("wrong code")]
    Wrong,
    /// Too many tries failed lately.
    #[error("too many failed tries")]
    TooMany,
    /// There is no key, or another one than the secret was sealed with.
    #[error("no key opens the second factor")]
    NoKey,
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Recovery codes as they are shown, once.
pub type RecoveryCodes = Vec<String>;

/// True for an account that may do nothing without a second factor. Accounts of the demonstration are served on the
/// machine itself alone and may do without.
#[must_use]
pub fn is_required(account: &Account) -> bool {
    let person = &account.person;
    !account.is_sample && (person.has_role(Role::Administrator) || person.has_role(Role::Auditor))
}

/// A new secret.
///
/// # Errors
/// The system gives no random numbers.
pub fn new_secret() -> Result<[u8; totp::SECRET_BYTES], store::Error> {
    random()
}

/// Whose a sealed secret is.
#[must_use]
pub fn owner(account: i32) -> String {
    format!("second factor of account {account}")
}

/// Gives an account a second factor when the first code made of its secret fits; gives back recovery codes.
///
/// # Errors
/// The code does not fit, or too many did not lately.
pub async fn enrol(
    store: &Store,
    key: &SecretKey,
    account: i32,
    (secret, typed): (&[u8], &str),
    now: DateTime<Utc>,
) -> Result<RecoveryCodes, CodeRefusal> {
    let attempt = Attempt::begin(store, account, now).await?;
    let Some(step) = totp::matching_step(secret, &without_spaces(typed), now) else {
        return Err(attempt.failed().await?);
    };
    let sealed = key.seal(secret, &owner(account))?;
    attempt.write.set_second_factor(account, sealed, step, now).await?;
    let codes = attempt.give_recovery_codes(key).await?;
    attempt.write.commit().await?;
    Ok(codes)
}

/// Takes a code of the second step, or a recovery code in its place; either is used up.
///
/// # Errors
/// It does not fit, or too many did not lately.
pub async fn check(
    store: &Store,
    key: Option<&SecretKey>,
    account: i32,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<(), CodeRefusal> {
    let key = key.ok_or(CodeRefusal::NoKey)?;
    let attempt = Attempt::with_code(store, key, account, typed, now).await?;
    attempt.write.note_sign_in(account, now).await?;
    Ok(attempt.write.commit().await?)
}

/// Other recovery codes in place of those before, for a code.
///
/// # Errors
/// As [`check`].
pub async fn renew_recovery_codes(
    store: &Store,
    key: Option<&SecretKey>,
    account: i32,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<RecoveryCodes, CodeRefusal> {
    let key = key.ok_or(CodeRefusal::NoKey)?;
    let attempt = Attempt::with_code(store, key, account, typed, now).await?;
    let codes = attempt.give_recovery_codes(key).await?;
    attempt.write.commit().await?;
    Ok(codes)
}

/// Takes the second factor of an account away, for a code. Who needs one has to set another up.
///
/// # Errors
/// As [`check`].
pub async fn turn_off(
    store: &Store,
    key: Option<&SecretKey>,
    account: i32,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<(), CodeRefusal> {
    let key = key.ok_or(CodeRefusal::NoKey)?;
    let attempt = Attempt::with_code(store, key, account, typed, now).await?;
    attempt.write.remove_second_factor(account).await?;
    Ok(attempt.write.commit().await?)
}

/// A try at a code. Tries of all accounts wait for one another, so that none can be made beside those counted.
struct Attempt {
    write: Write,
    account: i32,
    now: DateTime<Utc>,
}

impl Attempt {
    async fn begin(store: &Store, account: i32, now: DateTime<Utc>) -> Result<Self, CodeRefusal> {
        let write = store.begin().await?;
        let failures = write.sign_in_failures(&failure_key(account), now - FAILURES_COUNT).await?;
        if failures >= MOST_FAILURES.0 {
            return Err(CodeRefusal::TooMany);
        }
        Ok(Self { write, account, now })
    }

    /// Begins with a code that fits, which is used up.
    async fn with_code(
        store: &Store,
        key: &SecretKey,
        account: i32,
        typed: &str,
        now: DateTime<Utc>,
    ) -> Result<Self, CodeRefusal> {
        let attempt = Self::begin(store, account, now).await?;
        if attempt.takes(key, typed).await? { Ok(attempt) } else { Err(attempt.failed().await?) }
    }

    /// Counts the try; a restart forgives nothing.
    async fn failed(self) -> Result<CodeRefusal, store::Error> {
        let keys = [failure_key(self.account)];
        self.write.note_sign_in_failure(&keys, self.now, self.now - FAILURES_COUNT).await?;
        self.write.commit().await?;
        Ok(CodeRefusal::Wrong)
    }

    async fn takes(&self, key: &SecretKey, typed: &str) -> Result<bool, CodeRefusal> {
        let typed = without_spaces(typed);
        let Some(factor) = self.write.second_factor(self.account).await? else { return Ok(false) };
        let secret = key.open(&factor.secret, &owner(self.account)).ok_or(CodeRefusal::NoKey)?;
        if let Some(step) = totp::matching_step(&secret, &typed, self.now) {
            return Ok(self.write.take_step(self.account, step).await?);
        }
        let mac = recovery_mac(key, self.account, &typed);
        Ok(self.write.take_recovery_code(self.account, &mac, self.now).await?)
    }

    async fn give_recovery_codes(&self, key: &SecretKey) -> Result<RecoveryCodes, store::Error> {
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect::<Result<_, _>>()?;
        let macs = codes.iter().map(|code| recovery_mac(key, self.account, &without_spaces(code)));
        self.write.set_recovery_codes(self.account, macs.collect()).await?;
        Ok(codes)
    }
}

fn failure_key(account: i32) -> String {
    hex(&Sha256::digest(format!("second step {account}").as_bytes()))
}

/// «abcd-efgh-…»: sixteen letters and digits that are hard to take for one another.
fn recovery_code() -> Result<String, store::Error> {
    let text = totp::base32(&random::<RECOVERY_BYTES>()?).to_lowercase();
    let groups: Vec<&str> = (0..text.len()).step_by(4).filter_map(|at| text.get(at..at + 4)).collect();
    Ok(groups.join("-"))
}

fn recovery_mac(key: &SecretKey, account: i32, code: &str) -> String {
    key.mac(&format!("recovery code of account {account}: {code}"))
}

/// What was typed without what people put between groups, in small letters.
fn without_spaces(typed: &str) -> String {
    let signs = typed.chars().take(100).filter(|sign| !sign.is_whitespace() && *sign != '-');
    signs.flat_map(char::to_lowercase).collect()
}
