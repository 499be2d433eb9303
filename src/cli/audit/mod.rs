//! `cnap audit`: the same report as a table for the terminal, JSON in the API's words, CSV of the gaps, or a workbook.

mod gaps;
mod report;
mod table;
mod words;
mod xlsx;

use std::io::ErrorKind;
use std::sync::Arc;

use self::report::Report;
use super::args::{Area, Args, AuditFormat, AuditOptions};
use super::{Failed, host, open_known, output, texts};
use crate::compliance::Judgement;
use crate::live::Clock;
use crate::registry::{Registry, Scope, Territories};
use crate::rulebook::Rulebook;

pub async fn run(args: &Args, options: &AuditOptions, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let records = open_known(args, rules, options.known).await?;
    let scope = scope(&records.territories, options.territory)?;
    let date = options.date.unwrap_or_else(|| Clock::Machine.today());
    let audit = Judgement::new(Arc::new(Registry::at(&records, date)), options.leave_out);
    let report = Report::new(&audit, scope);
    let bytes = match options.format {
        AuditFormat::Table => table::text(&report).into_bytes(),
        AuditFormat::Json => {
            let mut text = serde_json::to_vec(&report)?;
            text.push(b'\n');
            text
        }
        AuditFormat::Csv => gaps::csv(&report)?,
        AuditFormat::Xlsx => xlsx::book(&report)?,
    };
    match &options.out {
        Some(file) => output::write(file, &bytes),
        None => match host::write_out(&bytes) {
            // One who reads no further (`| head`) is no fault.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => Ok(written?),
        },
    }
}

/// The stated territory; or the only first-level one that is loaded, whose programme then stands beside the figures;
/// or the country.
fn scope(tree: &Territories, stated: Option<Area>) -> Result<Scope, Failed> {
    let mut loaded = tree.first_levels();
    match (stated, loaded.next(), loaded.next()) {
        (_, None, _) => Err(Failed(texts::text("cli-no-territory"))),
        (Some(Area::Place(code)), ..) => match tree.get(code) {
            Some(place) => Ok(Scope::Within(code, place.category)),
            None => Err(Failed(texts::text_with("cli-unknown-territory", [("code", code.to_string().into())]))),
        },
        (None, Some(only), None) => Ok(Scope::Within(only.code, only.category)),
        (Some(Area::Country) | None, ..) => Ok(Scope::Country),
    }
}
