//! `cnap backup` and `cnap restore`.

use std::io::{BufReader, BufWriter};
use std::path::Path;

use fluent_templates::fluent_bundle::FluentValue;

use super::args::Args;
use super::output::{Output, failure_naming};
use super::{Failed, connect, connect_existing, drafts, input, print_refusal, texts};
use crate::actions::{Actor, backup};
use crate::live::Clock;
use crate::store::Manifest;

pub async fn make(args: &Args, place: &Path) -> Result<(), Failed> {
    let store = connect_existing(args).await?;
    texts::note(&texts::text("cli-backing-up"));
    if place.exists() {
        return Err(texts::of_file("cli-already-there", place));
    }
    let (output, file) = Output::create(place)?;
    let made = backup::make(&store, &Actor::CommandLine, BufWriter::new(file), Clock::Machine.now()).await;
    let (manifest, out) = made.map_err(print_refusal)?;
    let file = out.into_inner().map_err(|error| failure_naming(place)(error.into_error()))?;
    output.keep_file(&file)?;
    let [tables, rows] = sizes(&manifest);
    texts::line(&texts::text_with("cli-backed-up", [("file", place.display().to_string().into()), tables, rows]));
    let broken = store.broken_links().await?;
    if !broken.is_empty() {
        texts::note(&texts::count("cli-broken-chain", broken.len()));
    }
    Ok(())
}

pub async fn restore(args: &Args, place: &Path) -> Result<(), Failed> {
    drafts::sweep_beside(place);
    let file = input::open(place)?;
    let store = connect(args).await?;
    texts::note(&texts::text("cli-restoring"));
    let manifest = backup::restore(&store, &Actor::CommandLine, BufReader::new(file)).await.map_err(print_refusal)?;
    let [tables, rows] = sizes(&manifest);
    let made = manifest.made.format("%d.%m.%Y %H:%M UTC").to_string().into();
    let version = manifest.product.clone().into();
    texts::line(&texts::text_with("cli-restored", [tables, rows, ("made", made), ("version", version)]));
    Ok(())
}

/// How much a backup holds, in words.
fn sizes(manifest: &Manifest) -> [(&'static str, FluentValue<'static>); 2] {
    let rows = usize::try_from(manifest.rows()).unwrap_or(usize::MAX);
    [
        ("tables", texts::count("cli-tables", manifest.tables.len()).into()),
        ("rows", texts::count("cli-rows", rows).into()),
    ]
}
