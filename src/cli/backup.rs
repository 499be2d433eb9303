//! `cnap backup` and `cnap restore`.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use chrono::Utc;

use super::args::Args;
use super::output::{Output, named};
use super::{Failed, refused};
use crate::actions::{Actor, backup};
use crate::store::Store;

pub async fn make(args: &Args, place: &Path) -> Result<(), Failed> {
    let store = Store::open(&args.database_url).await?;
    eprintln!("backup …");
    if place.exists() {
        return Err(Failed(format!("{}: такий файл уже є; назвіть інший", place.display())));
    }
    let (output, file) = Output::create(place)?;
    let made = backup::make(&store, &Actor::CommandLine, BufWriter::new(file), Utc::now()).await;
    let (manifest, out) = made.map_err(refused)?;
    let file = out.into_inner().map_err(|error| named(place)(error.into_error()))?;
    output.keep(&file)?;
    println!("{}: {} tables, {} rows", place.display(), manifest.tables.len(), manifest.rows());
    let broken = store.broken_links().await?;
    if !broken.is_empty() {
        eprintln!("увага: {} записів журналу не сходяться в ланцюг; таку копію не буде відновлено", broken.len());
    }
    Ok(())
}

pub async fn restore(args: &Args, place: &Path) -> Result<(), Failed> {
    let file = File::open(place).map_err(named(place))?;
    let store = Store::open(&args.database_url).await?;
    eprintln!("restore …");
    let manifest = backup::restore(&store, &Actor::CommandLine, BufReader::new(file)).await.map_err(refused)?;
    println!(
        "restored: {} tables, {} rows, made {} by version {}; the journal's chain is whole",
        manifest.tables.len(),
        manifest.rows(),
        manifest.made.format("%Y-%m-%d %H:%M UTC"),
        manifest.product
    );
    Ok(())
}
