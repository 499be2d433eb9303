//! `cnap match`: which services of the catalogue the rows of a hromada's own list mean; nothing is written.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::args::{Args, date};
use super::{Failed, host, input, open, print_refusal, texts};
use crate::actions::Refusal;
use crate::actions::service_sheets::{MatchedRow, matched};
use crate::formats::InputLimits;
use crate::live::Clock;
use crate::registry::service_names::{Candidate, MatchedBy};
use crate::rulebook::Rulebook;

/// What a list is matched with.
#[derive(Clone, Debug, clap::Args)]
pub struct MatchOptions {
    /// The list: CSV, XLSX or a pasted table; «-» is the standard input
    pub file: PathBuf,

    /// Day of the catalogue, today without it
    #[arg(long, value_parser = date)]
    pub date: Option<NaiveDate>,
}

const COLUMNS: [&str; 9] = ["row", "identifier", "code", "name", "service", "confidence", "by", "sure", "candidates"];

pub async fn run(args: &Args, options: MatchOptions, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let bytes = input::read(&options.file, InputLimits::FILE.bytes)?;
    let (_, records) = open(args, rules).await?;
    let day = options.date.unwrap_or_else(|| Clock::Machine.today());
    let found = matched(InputLimits::FILE, &bytes, &records, day);
    let found = found.map_err(|fault| print_refusal(Refusal::Invalid(vec![fault].into())))?;
    write(&found.rows).map_err(|error| Failed(error.to_string()))?;
    let sure = found.rows.iter().filter(|row| row.sure().is_some()).count();
    let counts = [found.rows.len(), sure, found.sheet.passed.len()];
    let args = ["rows", "sure", "passed"].into_iter().zip(counts.map(Into::into));
    texts::note(&texts::text_with("cli-match-counts", args));
    Ok(())
}

fn write(rows: &[MatchedRow]) -> csv::Result<()> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS)?;
    for row in rows {
        out.write_record(cells(row))?;
    }
    let table = out.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(host::write_out(&table)?)
}

fn cells(row: &MatchedRow) -> [String; 9] {
    let best = row.candidates.first();
    [
        row.row.row.to_string(),
        row.row.identifier.clone(),
        row.row.code.clone(),
        row.row.name.clone(),
        best.map(|best| best.code.clone()).unwrap_or_default(),
        best.map(|best| format!("{:.2}", best.confidence)).unwrap_or_default(),
        best.map_or("", |best| word(best.by)).to_owned(),
        if row.sure().is_some() { "yes" } else { "no" }.to_owned(),
        row.candidates.iter().map(candidate_line).collect::<Vec<_>>().join(" "),
    ]
}

fn candidate_line(candidate: &Candidate) -> String {
    format!("{}:{:.2}", candidate.code, candidate.confidence)
}

const fn word(by: MatchedBy) -> &'static str {
    match by {
        MatchedBy::Identifier => "identifier",
        MatchedBy::Code => "code",
        MatchedBy::Name => "name",
    }
}
