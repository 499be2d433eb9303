//! `cnap export`.

use std::sync::Arc;

use super::args::{Args, ExportOptions, Subject};
use super::{Failed, connect_existing, entry_known, open_known, output, say};
use crate::actions::export::{Sheet, table};
use crate::api;
use crate::live::Clock;
use crate::registry::{Registry, Rulebook};

pub async fn run(args: &Args, options: ExportOptions, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let (bytes, rows) = match options.subject {
        Subject::Table(format) => {
            let xlsx = options.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
            let sheet = if xlsx { Sheet::Xlsx } else { Sheet::Csv };
            let store = connect_existing(args).await?;
            let known = match options.known {
                Some(known) => Some(entry_known(&store, known).await?),
                None => None,
            };
            let made = table(&store, format, options.date, sheet, known).await?;
            made.ok_or_else(|| Failed(say::with("cli-not-own-table", [("format", format.word().into())])))?
        }
        Subject::Points => {
            let registry = registry(args, &options, rules).await?;
            (api::points::all_geojson(&registry)?, registry.points.len())
        }
        Subject::Hromadas => {
            let registry = registry(args, &options, rules).await?;
            (api::hromadas::all_geojson(&registry)?, registry.hromadas.len())
        }
    };
    output::write(&options.out, &bytes)?;
    let (file, rows) = (options.out.display().to_string().into(), say::count("cli-rows", rows).into());
    say::line(&say::with("cli-written", [("file", file), ("rows", rows)]));
    Ok(())
}

async fn registry(args: &Args, options: &ExportOptions, rules: Arc<Rulebook>) -> Result<Registry, Failed> {
    let records = open_known(args, rules, options.known).await?;
    Ok(Registry::at(&records, options.date.unwrap_or_else(|| Clock::Machine.today())))
}
