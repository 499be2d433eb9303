//! `cnap import`.

use std::fs::File;
use std::io::IsTerminal as _;
use std::path::Path;
use std::time::Duration;

use chrono::Utc;
use indicatif::ProgressBar;

use super::args::{Args, ImportOptions};
use super::{Failed, refused};
use crate::actions::import::{Outcome, Request, run as import};
use crate::actions::{Actor, Refusal};
use crate::formats::{Fault, faults};
use crate::registry::Rulebook;
use crate::store::Store;

/// Largest file that is read, in bytes.
const LARGEST: u64 = 1 << 30;
/// Warnings printed one by one; all of them go to the report.
const MAX_WARNINGS: usize = 20;

pub async fn run(args: &Args, options: ImportOptions, rules: &Rulebook) -> Result<(), Failed> {
    let bytes = read(&options.file)?;
    let store = Store::open(&args.database_url).await?;
    let file = options.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let request = Request {
        format: options.format,
        bytes,
        file,
        day: options.date,
        dry_run: options.dry_run,
        end_missing: options.end_missing,
        sample: false,
        confirmed: options.confirmed,
        actor: Actor::CommandLine,
        now: Utc::now(),
    };
    let bar = progress(options.format.word());
    let result = import(&store, rules, request).await;
    bar.finish_and_clear();
    match result {
        Ok(outcome) => {
            report(options.report.as_deref(), &outcome.warnings)?;
            tell(&outcome);
            Ok(())
        }
        Err(refusal) => {
            if let Refusal::Invalid(found) = &refusal {
                report(options.report.as_deref(), found)?;
            }
            Err(refused(refusal))
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failed> {
    let named = |error: std::io::Error| Failed(format!("{}: {error}", path.display()));
    let length = std::fs::metadata(path).map_err(named)?.len();
    if length > LARGEST {
        return Err(Failed(format!("{}: {length} байтів; найбільше {LARGEST}", path.display())));
    }
    std::fs::read(path).map_err(named)
}

fn progress(format: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        eprintln!("import {format} …");
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message(format!("import {format}"));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

fn report(path: Option<&Path>, found: &[Fault]) -> Result<(), Failed> {
    let Some(path) = path else { return Ok(()) };
    let named = |error: std::io::Error| Failed(format!("{}: {error}", path.display()));
    faults::write_csv(found, File::create(path).map_err(named)?).map_err(named)
}

fn tell(outcome: &Outcome) {
    for warning in outcome.warnings.iter().take(MAX_WARNINGS) {
        eprintln!("увага: {}", faults::line(warning));
    }
    if outcome.warnings.len() > MAX_WARNINGS {
        let more = outcome.warnings.len() - MAX_WARNINGS;
        eprintln!("увага: ще {more} зауважень; усі — з --report FILE.csv");
    }
    for (table, c) in &outcome.by_table {
        println!(
            "{table}: added {}, changed {}, ended {}, removed {}, unchanged {}",
            c.added, c.changed, c.ended, c.removed, c.unchanged
        );
    }
    match (outcome.dry_run, outcome.counts.is_nothing()) {
        (true, _) => println!("dry run: nothing was written"),
        (false, true) => println!("nothing changed"),
        (false, false) => {}
    }
}
