//! `cnap undo`.

use super::args::{Args, UndoOptions};
use super::import::print_outcome;
use super::{Failed, connect_existing, print_refusal, texts};
use crate::actions::undo::{Request, run as undo};
use crate::actions::{Actor, Detail, Mode};
use crate::live::Clock;

pub async fn run(args: &Args, options: UndoOptions) -> Result<(), Failed> {
    let store = connect_existing(args).await?;
    let request = Request {
        entry: options.entry,
        mode: Mode { dry_run: options.dry_run, detail: if options.dry_run { Detail::Cells } else { Detail::Counts } },
        actor: Actor::CommandLine,
        now: Clock::Machine.now(),
    };
    let outcome = undo(&store, request).await.map_err(print_refusal)?;
    print_outcome(&outcome, None);
    if let Some(action) = outcome.action {
        texts::line(&texts::text_with("cli-undone", [("entry", options.entry.into()), ("by", action.into())]));
    }
    Ok(())
}
