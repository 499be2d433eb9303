//! `cnap migrate` and `cnap verify`.

use std::sync::Arc;

use super::args::Args;
use super::{Failed, open};
use crate::actions::verify;
use crate::registry::Rulebook;
use crate::store::Store;

pub async fn migrate(args: &Args) -> Result<(), Failed> {
    Store::open(&args.database_url).await?;
    println!("the tables are up to date");
    Ok(())
}

pub async fn verify(args: &Args, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let (store, records) = open(args, rules).await?;
    let found = verify::run(&store, &records).await?;
    for line in &found {
        println!("{line}");
    }
    if found.is_empty() {
        println!("all is well: {} journal entries", records.sources.len());
        return Ok(());
    }
    Err(Failed(format!("{} faults", found.len())))
}
