//! `cnap audit`: the same report as a table for the terminal, JSON in the API's words, CSV of the gaps, or a workbook.

mod gaps;
mod report;
mod table;
mod words;
mod xlsx;

use std::io::Write as _;
use std::sync::Arc;

use self::report::Report;
use super::args::{Args, AuditFormat, AuditOptions};
use super::{Failed, open, output};
use crate::actions::live::today_in_kyiv;
use crate::compliance::Audit;
use crate::domain::TerritoryCode;
use crate::registry::{Registry, Rulebook, Scope, Territories};

pub async fn run(args: &Args, options: &AuditOptions, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let (_, records) = open(args, rules).await?;
    let scope = scope(&records.territories, options.territory)?;
    let date = options.date.unwrap_or_else(today_in_kyiv);
    let audit = Audit::new(Arc::new(Registry::at(&records, date)), options.leave_out);
    let report = Report::new(&audit, scope);
    let bytes = match options.format {
        AuditFormat::Table => table::text(&report).into_bytes(),
        AuditFormat::Json => {
            let mut text = serde_json::to_vec(&report)?;
            text.push(b'\n');
            text
        }
        AuditFormat::Csv => gaps::csv(&report.gaps)?,
        AuditFormat::Xlsx => xlsx::book(&report)?,
    };
    match &options.out {
        Some(file) => output::write(file, &bytes),
        None => Ok(std::io::stdout().lock().write_all(&bytes)?),
    }
}

/// The stated territory, or the only first-level one that is loaded.
fn scope(tree: &Territories, stated: Option<TerritoryCode>) -> Result<Scope, Failed> {
    if let Some(code) = stated {
        let place = tree.get(code).ok_or_else(|| Failed(format!("{code}: такої території немає в кодифікаторі")))?;
        return Ok(Scope::Within(code, place.category));
    }
    let mut loaded = tree.first_levels();
    match (loaded.next(), loaded.next()) {
        (Some(only), None) => Ok(Scope::Within(only.code, only.category)),
        (None, _) => Err(Failed("жодної території не завантажено".to_owned())),
        _ => Err(Failed("завантажено кілька областей: назвіть одну, --territory КОД".to_owned())),
    }
}
