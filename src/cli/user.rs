//! `cnap user`: accounts of people.

use std::sync::Arc;

use super::args::{Args, NewUser, UserCommand};
use super::{Failed, connect_existing, print_refusal, texts};
use crate::actions::Actor;
use crate::actions::accounts::{self, Token};
use crate::domain::person::Grant;
use crate::live::Clock;
use crate::rulebook::Rulebook;
use crate::store::{Account, NewAccount, Store};
use crate::wording::names;

pub async fn run(args: &Args, command: UserCommand, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let store = connect_existing(args).await?;
    let now = Clock::Machine.now();
    match command {
        UserCommand::Add(new) => add(&store, new, rules).await,
        UserCommand::List => list(&store).await,
        UserCommand::Disable { email } => {
            accounts::disable(&store, &Actor::CommandLine, &email, now).await.map_err(print_refusal)?;
            texts::line(&texts::text_with("cli-user-disabled", [("email", email.into())]));
            Ok(())
        }
        UserCommand::Invite { email } => {
            let token = accounts::invite(&store, &Actor::CommandLine, &email, now).await.map_err(print_refusal)?;
            tell_link(&token);
            Ok(())
        }
        UserCommand::Reset { email } => {
            let token = accounts::reset(&store, &Actor::CommandLine, &email, now).await.map_err(print_refusal)?;
            tell_link(&token);
            Ok(())
        }
    }
}

async fn add(store: &Store, new: NewUser, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let email = accounts::email(&new.email);
    let email = email.ok_or_else(|| Failed(texts::text_with("cli-user-email", [("email", new.email.into())])))?;
    let records = store.load(rules).await?;
    let territories = if new.territory.is_empty() { vec![None] } else { new.territory.into_iter().map(Some).collect() };
    let grants = territories.into_iter().map(|territory| Grant { role: new.role, territory }).collect();
    let account = NewAccount { email, name: new.name, grants, is_sample: false };
    let now = Clock::Machine.now();
    let added = accounts::add(store, &Actor::CommandLine, &account, &records.territories, now).await;
    tell_link(&added.map_err(print_refusal)?);
    Ok(())
}

/// The link is shown once: only the digest of its token is kept.
fn tell_link(token: &Token) {
    let link = format!("/invitation?code={}", token.secret());
    let days = accounts::INVITATION_LASTS.num_days();
    texts::line(&texts::text_with("cli-user-invited", [("link", link.into()), ("days", days.into())]));
}

async fn list(store: &Store) -> Result<(), Failed> {
    for account in store.accounts().await? {
        texts::line(&account_line(&account));
    }
    Ok(())
}

/// «e-mail, name: editor UA53…; not invited yet».
fn account_line(account: &Account) -> String {
    let role = |grant: &Grant| {
        let territory = grant.territory.map(|code| format!(" {code}")).unwrap_or_default();
        format!("{}{territory}", names::role(texts::LANG, grant.role))
    };
    let roles: Vec<String> = account.person.grants.iter().map(role).collect();
    let state = match (account.is_disabled, &account.password) {
        (true, _) => "cli-user-is-disabled",
        (false, None) => "cli-user-is-invited",
        (false, Some(_)) => "cli-user-is-active",
    };
    format!("{}, {}: {}; {}", account.email, account.person.name, roles.join(", "), texts::text(state))
}
