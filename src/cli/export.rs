//! `cnap export`.

use std::sync::Arc;

use super::args::{Area, Args, ExportOptions, Subject};
use super::{Failed, connect_existing, entry_known, open_known, output, texts};
use crate::actions::export::{Selection, Sheet, table};
use crate::api;
use crate::live::Clock;
use crate::registry::{Registry, Scope, Territories};
use crate::rulebook::Rulebook;

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
            let territory = match options.territory {
                Some(_) => scope(&open_known(args, rules, options.known).await?.territories, options.territory)?.code(),
                None => None,
            };
            let selection = Selection { day: options.date, known, territory };
            let made = table(&store, format, sheet, selection).await?;
            made.ok_or_else(|| Failed(texts::text_with("cli-not-own-table", [("format", format.word().into())])))?
        }
        Subject::Points => {
            let registry = registry(args, &options, rules).await?;
            let scope = scope(&registry.records.territories, options.territory)?;
            api::points::all_geojson(&registry, scope)?
        }
        Subject::Hromadas => {
            let registry = registry(args, &options, rules).await?;
            let scope = scope(&registry.records.territories, options.territory)?;
            api::hromadas::all_geojson(&registry, scope)?
        }
    };
    output::write(&options.out, &bytes)?;
    let (file, rows) = (options.out.display().to_string().into(), texts::count("cli-rows", rows).into());
    texts::line(&texts::text_with("cli-written", [("file", file), ("rows", rows)]));
    Ok(())
}

async fn registry(args: &Args, options: &ExportOptions, rules: Arc<Rulebook>) -> Result<Registry, Failed> {
    let records = open_known(args, rules, options.known).await?;
    Ok(Registry::at(&records, options.date.unwrap_or_else(|| Clock::Machine.today())))
}

/// The territory stated, which must be known; the country where none is.
fn scope(tree: &Territories, stated: Option<Area>) -> Result<Scope, Failed> {
    let Some(Area::Place(code)) = stated else { return Ok(Scope::Country) };
    let unknown = || Failed(texts::text_with("cli-unknown-territory", [("code", code.to_string().into())]));
    tree.get(code).map(|place| Scope::Within(code, place.category)).ok_or_else(unknown)
}
