//! `cnap migrate` and `cnap verify`.

use std::sync::Arc;

use super::args::Args;
use super::{Failed, open, say};
use crate::actions::verify;
use crate::registry::Rulebook;
use crate::store::Store;

pub async fn migrate(args: &Args) -> Result<(), Failed> {
    Store::open(&args.database_url).await?;
    say::line(&say::text("cli-migrated"));
    Ok(())
}

pub async fn verify(args: &Args, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let (store, records) = open(args, rules).await?;
    let found = verify::run(&store, &records).await?;
    for line in &found {
        say::line(line);
    }
    if found.is_empty() {
        say::line(&say::count("cli-verified", records.sources.len()));
        return Ok(());
    }
    Err(Failed(say::count("cli-not-verified", found.len())))
}
