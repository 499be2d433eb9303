//! The three accounts of the demonstration, with random passwords that are told once.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::accounts::{hashed, record};
use super::actor::Permission;
use super::secret_key::random;
use super::{Actor, Refusal};
use crate::domain::person::{Grant, Role};
use crate::domain::{Category, TerritoryCode, totp};
use crate::registry::Records;
use crate::registry::network::PointRecord;
use crate::store::{self, Account, NewAccount, Store};

/// An account with the password that is told once.
#[derive(Clone)]
pub struct SampleAccount {
    pub email: String,
    pub grant: Grant,
    pub password: String,
}

impl std::fmt::Debug for SampleAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SampleAccount").field("email", &self.email).finish_non_exhaustive()
    }
}

/// The accounts of the demonstration that may sign in.
///
/// # Errors
/// The database does not answer.
pub async fn served(store: &Store) -> Result<Vec<Account>, store::Error> {
    let accounts = store.accounts().await?;
    Ok(accounts.into_iter().filter(|account| account.is_sample && !account.is_disabled).collect())
}

/// Adds an administrator, an auditor and an editor of the demonstration region.
///
/// # Errors
/// The actor may not, or the database refuses.
pub async fn add(
    store: &Store,
    actor: &Actor,
    records: &Records,
    now: DateTime<Utc>,
) -> Result<Vec<SampleAccount>, Refusal> {
    actor.authorize(Permission::AddSampleAccounts)?;
    let mut made = Vec::new();
    for grant in grants(records) {
        let word = grant.role.word();
        let password = password()?;
        let hash = hashed(password.clone()).await?;
        let (email, name) = (format!("{word}@demo.example"), name(grant.role).to_owned());
        let new = NewAccount { email: email.clone(), name, grants: vec![grant], is_sample: true };
        let mut write = store.begin().await?;
        let id = write.add_account(&new, now).await?;
        write.set_password(id, hash).await?;
        record(&mut write, actor, "account-add", id, now).await?;
        write.commit().await?;
        made.push(SampleAccount { email, grant, password });
    }
    Ok(made)
}

/// The roles, where the region has a place for them: its oblast, and the hromada with most points.
fn grants(records: &Records) -> Vec<Grant> {
    let tree = &records.territories;
    let hromadas = tree.all().iter().filter(|place| place.category == Category::Hromada);
    let largest = hromadas.map(|place| place.code).max_by_key(|code| (points_of(records, *code), Reverse(*code)));
    let oblast = largest.and_then(|code| tree.first_level(code)).map(|place| place.code);
    let grant = |role, territory| Grant { role, territory };
    let placed = |role, code: Option<_>| code.map(|code| grant(role, Some(code)));
    [Some(grant(Role::Administrator, None)), placed(Role::Auditor, oblast), placed(Role::Editor, largest)]
        .into_iter()
        .flatten()
        .collect()
}

fn points_of(records: &Records, hromada: TerritoryCode) -> usize {
    let has = |point: &PointRecord| point.rows.iter().any(|row| row.hromada == Some(hromada));
    records.network.all().iter().filter(|point| has(point)).count()
}

const fn name(role: Role) -> &'static str {
    match role {
        Role::Administrator => "Адміністратор (зразок)",
        Role::Auditor => "Аудитор (зразок)",
        Role::Editor => "Редактор (зразок)",
    }
}

/// Sixteen letters and digits.
fn password() -> Result<String, store::Error> {
    random::<10>().map(|bytes| totp::base32(&bytes).to_lowercase())
}
