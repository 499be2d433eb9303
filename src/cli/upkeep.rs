//! `cnap migrate` and `cnap verify`.

use std::sync::Arc;

use super::args::Args;
use super::{Failed, connect, connect_existing, texts};
use crate::actions::verify;
use crate::domain::Message;
use crate::rulebook::Rulebook;

pub async fn migrate(args: &Args) -> Result<(), Failed> {
    connect(args).await?;
    texts::line(&texts::text("cli-migrated"));
    Ok(())
}

pub async fn verify(args: &Args, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let store = connect_existing(args).await?;
    let found = verify::journal(&store).await?;
    print_faults(&found.faults);
    if found.unvouched > 0 {
        texts::line(&texts::count("cli-unvouched", usize::try_from(found.unvouched).unwrap_or(usize::MAX)));
    }
    // Rows altered by hand may not be readable at all: the journal is checked before they are read.
    let records = store.load(rules).await?;
    let among = verify::records(&records);
    print_faults(&among);
    let faults = found.faults.len() + among.len();
    if faults > 0 {
        return Err(Failed(texts::count("cli-not-verified", faults)));
    }
    texts::line(&texts::count("cli-verified", records.sources.len()));
    if store.heads().is_none() {
        texts::line(&texts::text("cli-no-heads"));
    }
    Ok(())
}

fn print_faults(faults: &[Message]) {
    for fault in faults {
        texts::line(&texts::message(fault));
    }
}

/// Prints the head of the journal, for keeping where a rewrite of the database does not reach.
pub async fn head(args: &Args) -> Result<(), Failed> {
    let store = connect_existing(args).await?;
    match store.head().await? {
        Some(head) => texts::line(&head.line(args.audit_key.as_ref())),
        None => texts::line(&texts::text("cli-no-entries")),
    }
    Ok(())
}
