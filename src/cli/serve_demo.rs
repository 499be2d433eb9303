//! The accounts of the demonstration: made once, told once, served on this machine alone.

use std::net::IpAddr;

use super::args::ServeOptions;
use super::{Failed, print_refusal, texts};
use crate::actions::demo_accounts::{self, SampleAccount};
use crate::actions::{Actor, demo};
use crate::live::Clock;
use crate::registry::Records;
use crate::store::Store;
use crate::wording::names;

/// Makes the accounts where the region alone is loaded and nobody has an account; refuses an address that others reach
/// while there are any.
pub async fn accounts(
    store: &Store,
    records: &Records,
    options: &ServeOptions,
    address: IpAddr,
) -> Result<Vec<SampleAccount>, Failed> {
    let served = demo_accounts::served(store).await?;
    if !address.is_loopback() {
        let emails: Vec<&str> = served.iter().map(|account| account.email.as_str()).collect();
        let told = [("address", address.to_string().into()), ("emails", emails.join(", ").into())];
        return if served.is_empty() {
            Ok(Vec::new())
        } else {
            Err(Failed(texts::text_with("cli-demo-accounts", told)))
        };
    }
    let is_new = !options.no_demo && store.accounts().await?.is_empty() && demo::is_alone(store).await?;
    if !is_new {
        return Ok(Vec::new());
    }
    demo_accounts::add(store, &Actor::Product, records, Clock::Machine.now()).await.map_err(print_refusal)
}

/// Tells the passwords, which nothing keeps.
pub fn tell(made: &[SampleAccount]) {
    if made.is_empty() {
        return;
    }
    texts::line(&texts::text("cli-demo-accounts-made"));
    for account in made {
        let role = names::role(texts::LANG, account.grant.role);
        let place = account.grant.territory.map(|code| format!(" {code}")).unwrap_or_default();
        texts::line(&format!("  {}  {}  ({role}{place})", account.email, account.password));
    }
}
