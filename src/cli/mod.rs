//! The command line: arguments, exit codes (0 done, 1 refused or invalid input, 2 usage), what is printed.

mod alike;
mod args;
mod audit;
mod backup;
mod drafts;
mod export;
mod history;
mod host;
mod import;
mod input;
mod map_options;
mod matching;
mod output;
mod report;
mod secret_key;
mod serve;
mod serve_demo;
mod texts;
mod undo;
mod upkeep;
mod usage;
mod user;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

pub use self::args::LogFormat;
use self::args::{Args, Command};
pub use self::host::Host;
pub use self::serve::install_metrics;
use crate::actions::Refusal;
use crate::domain::KnownAt;
use crate::registry::Records;
use crate::rulebook::Rulebook;
use crate::store::{self, AddressFault, Store};
use crate::{data, telemetry};

/// Lines of faults printed; the others go to the report.
const MAX_FAULTS: usize = 50;

/// A sentence for the person at the terminal; nothing was changed.
#[derive(Debug)]
struct Failed(String);

impl<E: std::error::Error + 'static> From<E> for Failed {
    fn from(error: E) -> Self {
        let any: &(dyn std::error::Error + 'static) = &error;
        any.downcast_ref().map_or_else(|| Self(error.to_string()), of_store)
    }
}

/// What the database did not do, with its own words for whoever looks after it.
fn of_store(error: &store::Error) -> Failed {
    let reason = |text: String| [("reason", text.into())];
    Failed(match error {
        store::Error::Database(error) => texts::text_with("cli-database", reason(error.to_string())),
        store::Error::Address(url, fault) => wrong_address(url, *fault),
        store::Error::Missing(file) => texts::text_with("cli-database-missing", [("file", file.clone().into())]),
        store::Error::Unreachable(server) => {
            texts::text_with("cli-database-unreachable", [("server", server.clone().into())])
        }
        store::Error::Data(text) => texts::text_with("cli-stored-data", reason(text.clone())),
        store::Error::Backup(fault) => texts::text_with("cli-backup-fault", reason(texts::message(fault))),
        store::Error::Stopped(text) => texts::text_with("cli-stopped", reason(text.clone())),
    })
}

fn wrong_address(url: &str, fault: AddressFault) -> String {
    let reason = texts::text(match fault {
        AddressFault::Scheme => "cli-address-scheme",
        AddressFault::Unreadable => "cli-address-unreadable",
        AddressFault::Unencoded => "cli-address-unencoded",
        AddressFault::Parameter => "cli-address-parameter",
    });
    texts::text_with("cli-database-address", [("url", url.to_owned().into()), ("reason", reason.into())])
}

/// Runs the command line of the program.
pub async fn main() -> ExitCode {
    let code = match Args::read(std::env::args_os().collect()) {
        Ok(args) => {
            telemetry::start(args.log_format);
            carry_out(args).await
        }
        Err(error) => usage::explain(&error),
    };
    ExitCode::from(code)
}

/// Runs a command line, its first word the name of the program, within this process; gives back the exit code. The log
/// is that of the process.
pub async fn run_within(host: Host, words: Vec<OsString>) -> u8 {
    let run = async {
        match Args::read(words) {
            Ok(args) => carry_out(args).await,
            Err(error) => usage::explain(&error),
        }
    };
    host.around(run).await
}

/// Does what is asked, tells why where it is refused, and gives the exit code.
async fn carry_out(args: Args) -> u8 {
    let Err(Failed(reason)) = run(args).await else { return 0 };
    if !reason.is_empty() {
        texts::note(&format!("cnap: {}", store::without_credentials(&reason)));
    }
    1
}

async fn run(args: Args) -> Result<(), Failed> {
    let rules = rules(&args)?;
    let Some(command) = args.command.clone() else { return Err(Failed("no command".to_owned())) };
    match command {
        Command::Serve(options) => serve::run(&args, options, rules).await,
        Command::Import(options) => import::run(&args, options, &rules).await,
        Command::Undo(options) => undo::run(&args, options).await,
        Command::Export(options) => export::run(&args, options, rules).await,
        Command::Audit(options) => audit::run(&args, &options, rules).await,
        Command::Report(options) => report::run(&args, &options, rules).await,
        Command::History(options) => history::run(&args, options, rules).await,
        Command::Backup { file } => backup::make(&args, &file).await,
        Command::Restore { file } => backup::restore(&args, &file).await,
        Command::Migrate => upkeep::migrate(&args).await,
        Command::Match(options) => matching::run(&args, options, rules).await,
        Command::Verify => upkeep::verify(&args, rules).await,
        Command::Head => upkeep::head(&args).await,
        Command::User(command) => user::run(&args, command, rules).await,
    }
}

fn rules(args: &Args) -> Result<Arc<Rulebook>, Failed> {
    if let (None, Some(host)) = (&args.data, Host::current()) {
        return Ok(host.rules);
    }
    data::rulebook(args.data.as_deref()).map(Arc::new).map_err(|faults| Failed(faults.join("\n")))
}

/// Opens the database, which keeps the heads of its journal where the command line says.
async fn connect(args: &Args) -> Result<Store, Failed> {
    Ok(swept_store(Store::open(&args.database_url).await?.with_heads(args.heads())))
}

/// The same of a database that must be there already.
async fn connect_existing(args: &Args) -> Result<Store, Failed> {
    Ok(swept_store(Store::open_existing(&args.database_url).await?.with_heads(args.heads())))
}

/// The folder of the heads is where backups lie most often.
fn swept_store(store: Store) -> Store {
    if let Some(heads) = store.heads() {
        drafts::sweep_beside(heads);
    }
    store
}

/// Opens a database that is there and reads everything from it.
async fn open(args: &Args, rules: Arc<Rulebook>) -> Result<(Store, Records), Failed> {
    let store = connect_existing(args).await?;
    let records = store.load(rules).await?;
    Ok((store, records))
}

/// Opens the database and reads everything as it was known; without a state of knowledge as it is known now.
async fn open_known(args: &Args, rules: Arc<Rulebook>, known: Option<KnownAt>) -> Result<Records, Failed> {
    let Some(known) = known else { return open(args, rules).await.map(|(_, records)| records) };
    let store = connect_existing(args).await?;
    let entry = entry_known(&store, known).await?;
    store.load_known(rules, entry).await?.ok_or_else(|| no_entry(entry))
}

/// The number of the entry a state of knowledge is of.
async fn entry_known(store: &Store, known: KnownAt) -> Result<u64, Failed> {
    let earliest = store.earliest_known().await?;
    match (store.resolve_known(known).await?, known) {
        (Some(entry), _) if entry < earliest => {
            let numbers = [("entry", entry.into()), ("earliest", earliest.into())];
            Err(Failed(texts::text_with("cli-not-kept", numbers)))
        }
        (Some(entry), _) => Ok(entry),
        (None, KnownAt::Entry(entry)) => Err(no_entry(entry)),
        (None, KnownAt::Moment(_)) => Err(no_entry(0)),
    }
}

fn no_entry(entry: u64) -> Failed {
    Failed(texts::text_with("cli-no-entry", [("entry", entry.into())]))
}

/// Prints why an action was refused that keeps no report.
fn print_refusal(refusal: Refusal) -> Failed {
    refused_with(refusal, None)
}

/// Prints why an action was refused: one line a fault, the first of them; faults of one sort are counted after a few.
/// `report` is the file that holds more of them, where one was asked for.
fn refused_with(refusal: Refusal, report: Option<&Path>) -> Failed {
    let faults = match refusal {
        Refusal::Invalid(faults) => faults,
        Refusal::Forbidden(reason) => {
            return Failed(texts::text_with("cli-forbidden", [("reason", texts::message(&reason).into())]));
        }
        Refusal::Conflict(reason) => return Failed(texts::message(&reason)),
        Refusal::Store(error) => return of_store(&error),
    };
    let lines = alike::lines(&faults);
    for line in lines.iter().take(MAX_FAULTS) {
        texts::note(&line.text);
    }
    let left: usize = lines.iter().skip(MAX_FAULTS).map(|line| line.faults).sum();
    let kept = faults.iter().count();
    if left + faults.beyond() > 0 {
        texts::note(&texts::more("cli-more-faults", [kept - left, kept, faults.len()], report));
    }
    Failed(texts::count("cli-refused", faults.len()))
}
