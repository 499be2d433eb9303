//! `cnap report`: a form of `data/reports/` filled in and written as a workbook, a text document or a page.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use super::args::{Area, Args, area, date, leave_out, parse_known};
use super::{Failed, open_known, output, texts};
use crate::compliance::figures::Span;
use crate::compliance::{Judgement, LeaveOut};
use crate::data;
use crate::domain::KnownAt;
use crate::live::Clock;
use crate::registry::{Records, Registry, Scope};
use crate::reports::html::{ReportFile, write};
use crate::reports::{Basis, compose, quarter_and_day};
use crate::rulebook::ReportForm;
use crate::rulebook::Rulebook;
use crate::wording::names;

#[derive(Clone, Debug, clap::Args)]
pub struct ReportOptions {
    #[arg(help = format!("Name of the form: {}, or another one of the folder --data", *FORMS))]
    pub name: String,

    /// Territory: a KATOTTG code, or UA for the whole country
    #[arg(long, env = "CNAP_TERRITORY", value_parser = area)]
    pub territory: Area,

    /// Quarter such as 2023Q4; without it that of --date, or the last one that has ended
    #[arg(long, value_parser = quarter)]
    pub quarter: Option<Span>,

    /// Day of the quarter the report is as of; without it the last one
    #[arg(long, value_parser = date)]
    pub date: Option<NaiveDate>,

    /// As it was known after an entry (its number), at a moment (2026-11-20T10:00:00Z), or at the end of a day
    #[arg(long, value_name = "ENTRY|MOMENT", value_parser = parse_known)]
    pub known: Option<KnownAt>,

    /// Territories left out of denominators: a comma list of occupied, hostilities; or none
    #[arg(long, default_value = "occupied", value_parser = leave_out)]
    pub leave_out: LeaveOut,

    /// The file; its ending decides: .xlsx, .docx or .html
    #[arg(long, value_parser = file)]
    pub out: (PathBuf, ReportFile),
}

/// Forms shipped with the product.
static FORMS: LazyLock<String> = LazyLock::new(|| {
    let ids = |rules: Rulebook| rules.reports.iter().map(|form| form.id.clone()).collect::<Vec<_>>();
    data::rulebook(None).map(ids).unwrap_or_default().join(", ")
});

fn quarter(text: &str) -> Result<Span, String> {
    let span = Span::parse(text).filter(|span| matches!(span, Span::Quarter(..)));
    span.ok_or_else(|| texts::text("cli-value-quarter"))
}

fn file(text: &str) -> Result<(PathBuf, ReportFile), String> {
    let path = PathBuf::from(text);
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    let kind = ending.and_then(|ending| ReportFile::parse(&ending));
    kind.map(|kind| (path, kind)).ok_or_else(|| texts::text("cli-value-report-file"))
}

pub async fn run(args: &Args, options: &ReportOptions, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let form = form(&rules, &options.name)?.clone();
    let today = Clock::Machine.today();
    let (quarter, day) =
        quarter_and_day(options.quarter, options.date, today).ok_or_else(|| Failed(texts::text("cli-report-day")))?;
    let records = open_known(args, rules, options.known).await?;
    let scope = scope(&records, options.territory)?;
    if !form.is_of(scope) {
        let levels = names::report_levels(texts::LANG, &form).into();
        return Err(Failed(texts::text_with("cli-report-level", [("name", form.id.into()), ("levels", levels)])));
    }
    let audit = |day| Judgement::new(Arc::new(Registry::at(&records, day)), options.leave_out);
    let (audit, before) = (audit(day), audit(quarter.previous().last_day().unwrap_or(day)));
    let basis = Basis { words: &texts::LANG, audit: &audit, before: &before, scope, quarter, today };
    let document = compose(&form, &basis);
    let (place, kind) = &options.out;
    output::write(place, &write(&document, &texts::LANG, *kind)?)?;
    let rows = document.sections.iter().flat_map(|section| &section.tables).map(|table| table.rows.len()).sum();
    let (file, rows) = (place.display().to_string().into(), texts::count("cli-rows", rows).into());
    texts::line(&texts::text_with("cli-written", [("file", file), ("rows", rows)]));
    Ok(())
}

fn form<'r>(rules: &'r Rulebook, name: &str) -> Result<&'r ReportForm, Failed> {
    rules.report(name).ok_or_else(|| {
        let known: Vec<&str> = rules.reports.iter().map(|form| form.id.as_str()).collect();
        let args = [("name", name.to_owned().into()), ("known", known.join(", ").into())];
        Failed(texts::text_with("cli-no-report", args))
    })
}

fn scope(records: &Records, stated: Area) -> Result<Scope, Failed> {
    let Area::Place(code) = stated else { return Ok(Scope::Country) };
    let unknown = || Failed(texts::text_with("cli-unknown-territory", [("code", code.to_string().into())]));
    records.territories.get(code).map(|place| Scope::Within(code, place.category)).ok_or_else(unknown)
}
