//! Accounts, their roles and invitations, and failed sign-ins.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel as _, PaginatorTrait as _, QueryFilter,
    QueryOrder,
};

use super::Error;
use super::connect::{Store, Write};
use super::entity::{account, account_role, action, invitation, second_factor, session, sign_in_failure};
use crate::domain::TerritoryCode;
use crate::domain::person::{Grant, Person, Role};

/// A stored account.
#[derive(Clone)]
pub struct Account {
    pub person: Person,
    pub email: String,
    /// Argon2id; `None` until an invitation was taken.
    pub password: Option<String>,
    pub is_disabled: bool,
    /// Made by the demonstration.
    pub is_sample: bool,
    /// Signing in takes a second step.
    pub has_second_factor: bool,
    /// When its person last signed in.
    pub signed_in_at: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").field("person", &self.person).finish_non_exhaustive()
    }
}

/// What a new account begins with.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// In small letters.
    pub email: String,
    pub name: String,
    pub grants: Vec<Grant>,
    /// Made by the demonstration.
    pub is_sample: bool,
}

async fn with_roles<C: ConnectionTrait>(db: &C, model: account::Model) -> Result<Account, Error> {
    let query = account_role::Entity::find().filter(account_role::Column::AccountId.eq(model.id));
    let stored = query.order_by_asc(account_role::Column::Id).all(db).await?;
    let grant = |row: &account_role::Model| {
        let territory = row.territory.as_deref().map(TerritoryCode::parse).transpose().ok()?;
        Some(Grant { role: Role::parse(&row.role)?, territory })
    };
    let grants: Option<Vec<Grant>> = stored.iter().map(grant).collect();
    let grants = grants.ok_or_else(|| Error::data("account_role", model.id, "role or territory"))?;
    let factors = second_factor::Entity::find().filter(second_factor::Column::AccountId.eq(model.id));
    let has_second_factor = factors.count(db).await? > 0;
    let account::Model { id, email, name, password, disabled_at, is_sample, signed_in_at, .. } = model;
    let person = Person { id, name, grants };
    let is_disabled = disabled_at.is_some();
    Ok(Account { person, email, password, is_disabled, is_sample, has_second_factor, signed_in_at })
}

impl Store {
    /// The account with this e-mail, in small letters.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn account_by_email(&self, email: &str) -> Result<Option<Account>, Error> {
        let query = account::Entity::find().filter(account::Column::Email.eq(email));
        match query.one(self.db()).await? {
            Some(model) => with_roles(self.db(), model).await.map(Some),
            None => Ok(None),
        }
    }

    /// The account with this number.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn account(&self, id: i32) -> Result<Option<Account>, Error> {
        match account::Entity::find_by_id(id).one(self.db()).await? {
            Some(model) => with_roles(self.db(), model).await.map(Some),
            None => Ok(None),
        }
    }

    /// Every account, by e-mail.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn accounts(&self) -> Result<Vec<Account>, Error> {
        let mut found = Vec::new();
        for model in account::Entity::find().order_by_asc(account::Column::Email).all(self.db()).await? {
            found.push(with_roles(self.db(), model).await?);
        }
        Ok(found)
    }

    /// The account an invitation is for, as long as it may be used.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn invited(&self, token_sha256: &str, now: DateTime<Utc>) -> Result<Option<Account>, Error> {
        match open_invitation(self.db(), token_sha256, now).await? {
            Some(invitation) => self.account(invitation.account_id).await,
            None => Ok(None),
        }
    }

    /// Entries of the journal about accounts, the newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn account_entries(&self) -> Result<Vec<super::StoredAuditEntry>, Error> {
        use action::{Column, Entity};
        let named = Condition::any().add(Column::Name.starts_with("account-")).add(Column::Name.starts_with("token-"));
        Ok(Entity::find().filter(named).order_by_desc(Column::Id).all(self.db()).await?)
    }

    /// How often a sign-in failed under a key since a moment.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sign_in_failures(&self, key_sha256: &str, since: DateTime<Utc>) -> Result<u64, Error> {
        failures(self.db(), key_sha256, since).await
    }
}

async fn failures<C: ConnectionTrait>(db: &C, key_sha256: &str, since: DateTime<Utc>) -> Result<u64, Error> {
    use sign_in_failure::{Column, Entity};
    let query = Entity::find().filter(Column::KeySha256.eq(key_sha256)).filter(Column::At.gte(since));
    Ok(query.count(db).await?)
}

async fn open_invitation<C: ConnectionTrait>(
    db: &C,
    token_sha256: &str,
    now: DateTime<Utc>,
) -> Result<Option<invitation::Model>, Error> {
    use invitation::{Column, Entity};
    let query = Entity::find().filter(Column::TokenSha256.eq(token_sha256));
    Ok(query.filter(Column::UsedAt.is_null()).filter(Column::ExpiresAt.gt(now)).one(db).await?)
}

impl Write {
    /// Adds an account without a password; gives back its number.
    ///
    /// # Errors
    /// The database refuses, as where the e-mail is taken.
    pub async fn add_account(&self, new: &NewAccount, now: DateTime<Utc>) -> Result<i32, Error> {
        let id = self.next_id::<account::Entity>().await?;
        let (email, name) = (new.email.clone(), new.name.clone());
        let model = account::Model {
            id,
            email,
            name,
            password: None,
            created_at: now,
            disabled_at: None,
            is_sample: new.is_sample,
            signed_in_at: None,
        };
        account::Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        for grant in &new.grants {
            self.add_role(id, grant).await?;
        }
        Ok(id)
    }

    async fn add_role(&self, account_id: i32, grant: &Grant) -> Result<(), Error> {
        let id = self.next_id::<account_role::Entity>().await?;
        let (role, territory) = (grant.role.word().to_owned(), grant.territory.map(|code| code.to_string()));
        let model = account_role::Model { id, account_id, role, territory };
        account_role::Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        Ok(())
    }

    /// Gives an account other roles in place of those it had.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn set_roles(&self, account: i32, grants: &[Grant]) -> Result<(), Error> {
        use account_role::{Column, Entity};
        Entity::delete_many().filter(Column::AccountId.eq(account)).exec(&self.txn).await?;
        for grant in grants {
            self.add_role(account, grant).await?;
        }
        Ok(())
    }

    /// Gives an account a password.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn set_password(&self, account: i32, hash: String) -> Result<(), Error> {
        let set = account::Entity::update_many().col_expr(account::Column::Password, Expr::value(hash));
        set.filter(account::Column::Id.eq(account)).exec(&self.txn).await?;
        Ok(())
    }

    /// Takes the password of an account away: nobody signs in by it until an invitation is used.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn remove_password(&self, account: i32) -> Result<(), Error> {
        let none = Expr::value(None::<String>);
        let set = account::Entity::update_many().col_expr(account::Column::Password, none);
        set.filter(account::Column::Id.eq(account)).exec(&self.txn).await?;
        Ok(())
    }

    /// Keeps that the person of an account signed in.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn note_sign_in(&self, account: i32, now: DateTime<Utc>) -> Result<(), Error> {
        let set = account::Entity::update_many();
        let set = set.col_expr(account::Column::SignedInAt, Expr::value(now));
        set.filter(account::Column::Id.eq(account)).exec(&self.txn).await?;
        Ok(())
    }

    /// Keeps an invitation by the digest of its token; earlier ones of the account end.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn invite(
        &self,
        account_id: i32,
        token_sha256: String,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<(), Error> {
        use invitation::{Column, Entity, Model};
        let earlier = Entity::update_many().col_expr(Column::UsedAt, Expr::value(now));
        let earlier = earlier.filter(Column::AccountId.eq(account_id)).filter(Column::UsedAt.is_null());
        earlier.exec(&self.txn).await?;
        let id = self.next_id::<Entity>().await?;
        let model = Model { id, account_id, token_sha256, expires_at, used_at: None };
        Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        Ok(())
    }

    /// Uses an invitation up and sets the password of its account, whose sessions end; `None` where it may not be used.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn take_invitation(
        &self,
        token_sha256: &str,
        password: String,
        now: DateTime<Utc>,
    ) -> Result<Option<i32>, Error> {
        use invitation::{Column, Entity};
        let Some(found) = open_invitation(&self.txn, token_sha256, now).await? else { return Ok(None) };
        let used = Entity::update_many().col_expr(Column::UsedAt, Expr::value(now)).filter(Column::Id.eq(found.id));
        used.exec(&self.txn).await?;
        self.set_password(found.account_id, password).await?;
        self.end_sessions(found.account_id).await?;
        Ok(Some(found.account_id))
    }

    /// Ends an account for good: it signs in no more, and its sessions end.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn disable_account(&self, id: i32, now: DateTime<Utc>) -> Result<(), Error> {
        let update = account::Entity::update_many().col_expr(account::Column::DisabledAt, Expr::value(now));
        update.filter(account::Column::Id.eq(id)).exec(&self.txn).await?;
        self.end_sessions(id).await
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn end_sessions(&self, account_id: i32) -> Result<(), Error> {
        session::Entity::delete_many().filter(session::Column::AccountId.eq(account_id)).exec(&self.txn).await?;
        Ok(())
    }

    /// How often a sign-in failed under a key since a moment, as this write sees it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sign_in_failures(&self, key_sha256: &str, since: DateTime<Utc>) -> Result<u64, Error> {
        failures(&self.txn, key_sha256, since).await
    }

    /// Keeps a failed sign-in under some keys, and forgets those before a moment.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn note_sign_in_failure(
        &self,
        keys: &[String],
        now: DateTime<Utc>,
        forget_before: DateTime<Utc>,
    ) -> Result<(), Error> {
        use sign_in_failure::{Column, Entity, Model};
        Entity::delete_many().filter(Column::At.lt(forget_before)).exec(&self.txn).await?;
        for key_sha256 in keys {
            let id = self.next_id::<Entity>().await?;
            let model = Model { id, key_sha256: key_sha256.clone(), at: now };
            Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        }
        Ok(())
    }
}
