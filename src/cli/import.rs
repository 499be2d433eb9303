//! `cnap import`.

use std::fs::File;
use std::io::{BufWriter, IsTerminal as _};
use std::path::Path;
use std::time::Duration;

use indicatif::ProgressBar;

use super::args::{Args, ImportOptions};
use super::host::Host;
use super::output::Output;
use super::{Failed, connect, input, refused_with, texts};
use crate::actions::import::{Purpose, Request, run as import};
use crate::actions::merge::Counts;
use crate::actions::{Actor, Detail, Mode, Outcome, Refusal};
use crate::domain::Message;
use crate::formats::{Capped, ChangeList, FaultList, Format, InputLimits, report};
use crate::live::Clock;
use crate::rulebook::Rulebook;

/// Warnings and changes printed one by one; the others go to the report.
const MAX_LINES: usize = 20;

pub async fn run(args: &Args, options: ImportOptions, rules: &Rulebook) -> Result<(), Failed> {
    if options.end_missing && options.format != Format::GuideRegistry {
        return Err(Failed(texts::text_with("cli-end-missing", [("format", options.format.word().into())])));
    }
    let edition = [Format::Mandatory, Format::MandatoryAmendment].contains(&options.format);
    if options.replace && !edition {
        return Err(Failed(texts::text_with("cli-replace", [("format", options.format.word().into())])));
    }
    let bytes = input::read(&options.file, InputLimits::FILE.bytes)?;
    // Begun before anything is written: a report that cannot be kept refuses the import.
    let report = options.report.as_deref().map(Report::begin).transpose()?;
    let store = connect(args).await?;
    let file = options.file.file_name().filter(|_| !input::is_standard(&options.file));
    let file = file.map(|name| name.to_string_lossy().into_owned());
    let request = Request {
        format: options.format,
        bytes,
        file,
        day: options.date,
        territory: options.territory,
        mode: Mode {
            dry_run: options.dry_run,
            detail: if options.dry_run || options.report.is_some() { Detail::Cells } else { Detail::Counts },
        },
        end_missing: options.end_missing,
        replace: options.replace,
        sample: false,
        confirmed: options.confirmed,
        actor: Actor::CommandLine,
        purpose: Purpose::Operation,
        now: Clock::Machine.now(),
    };
    let bar = progress(options.format.word());
    let result = import(&store, rules, request).await;
    bar.finish_and_clear();
    match result {
        Ok(outcome) => {
            print_outcome(&outcome, options.report.as_deref());
            report.map_or(Ok(()), |report| {
                report.write_report(&FaultList::default(), &outcome.warnings, &outcome.changes)
            })
        }
        Err(refusal) => {
            if let (Refusal::Invalid(found), Some(report)) = (&refusal, report) {
                report.write_report(found, &FaultList::default(), &ChangeList::default())?;
            }
            Err(refused_with(refusal, options.report.as_deref()))
        }
    }
}

fn progress(format: &str) -> ProgressBar {
    if Host::current().is_some() || !std::io::stderr().is_terminal() {
        texts::note(&texts::text_with("cli-importing", [("format", format.into())]));
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message(texts::text_with("cli-importing", [("format", format.into())]));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// The file of the report in the making.
struct Report {
    output: Output,
    file: File,
}

impl Report {
    fn begin(path: &Path) -> Result<Self, Failed> {
        let (output, file) = Output::create(path)?;
        Ok(Self { output, file })
    }

    fn write_report(self, faults: &FaultList, warnings: &FaultList, changes: &ChangeList) -> Result<(), Failed> {
        let words = |message: &Message| texts::LANG.message(message);
        let out = BufWriter::new(&self.file);
        report::write_csv(&words, faults, warnings, changes, out).map_err(self.output.failure_naming_file())?;
        self.output.keep_file(&self.file)
    }
}

/// Prints what was done; `report` is the file that holds all of it, where one was asked for.
pub fn print_outcome(outcome: &Outcome, report: Option<&Path>) {
    for warning in outcome.warnings.iter().take(MAX_LINES) {
        texts::note(&texts::text_with("cli-warning", [("text", texts::message(&report::line(warning)).into())]));
    }
    if let Some(more) = more("cli-more-warnings", &outcome.warnings, report) {
        texts::note(&more);
    }
    for change in outcome.changes.iter().take(MAX_LINES) {
        texts::line(&texts::message(&report::change_line(change)));
    }
    if let Some(more) = more("cli-more-changes", &outcome.changes, report) {
        texts::line(&more);
    }
    for (table, counts) in &outcome.by_table {
        texts::line(&counts_line(table, *counts));
    }
    match (outcome.dry_run, outcome.counts.is_nothing()) {
        (true, _) => texts::line(&texts::text("cli-dry-run")),
        (false, true) => texts::line(&texts::text("cli-nothing-changed")),
        (false, false) => {}
    }
}

/// How many lines were not printed.
fn more<T, const MOST: usize>(key: &str, list: &Capped<T, MOST>, report: Option<&Path>) -> Option<String> {
    let kept = list.iter().count();
    (kept > MAX_LINES).then(|| texts::more(key, [MAX_LINES, kept, list.len()], report))
}

fn counts_line(table: &'static str, counts: Counts) -> String {
    let numbers = [
        ("added", counts.added.into()),
        ("changed", counts.changed.into()),
        ("ended", counts.ended.into()),
        ("removed", counts.removed.into()),
        ("unchanged", counts.unchanged.into()),
    ];
    texts::text_with("cli-counts", numbers.into_iter().chain([("table", table.into())]))
}
