//! Commands and options; every option can also be given as a `CNAP_…` variable.

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};

use crate::domain::{TerritoryCode, parse_date};
use crate::formats::Format;

/// Registry of Ukraine's administrative service centres (ЦНАП).
#[derive(Clone, Debug, Parser)]
#[command(name = "cnap", version)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Database: sqlite://FILE?mode=rwc or postgres://USER:PASSWORD@HOST/NAME
    #[arg(
        long,
        global = true,
        env = "CNAP_DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite://cnap.db?mode=rwc"
    )]
    pub database_url: String,

    /// Folder with rules (*.toml) that replace or add to those shipped with the product
    #[arg(long, global = true, env = "CNAP_DATA")]
    pub data: Option<PathBuf>,

    /// How the log is written to standard error
    #[arg(long, global = true, env = "CNAP_LOG_FORMAT", value_enum, default_value_t = LogFormat::Pretty)]
    pub log_format: LogFormat,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Pretty,
    Json,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Serve pages and the API (the default)
    Serve(ServeOptions),
    /// Import a file: all of it or nothing
    Import(ImportOptions),
    /// Bring the tables of the database up to date
    Migrate,
    /// Check the journal's chain, references and periods
    Verify,
}

impl Default for Command {
    fn default() -> Self {
        // The options' own defaults and variables apply as if `serve` had been written.
        let args = Args::try_parse_from(["cnap", "serve"]).ok().and_then(|args| args.command);
        args.unwrap_or(Self::Serve(ServeOptions::fallback()))
    }
}

#[derive(Clone, Debug, clap::Args)]
pub struct ServeOptions {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, env = "CNAP_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Do not load the demonstration region into an empty database
    #[arg(long, env = "CNAP_NO_DEMO")]
    pub no_demo: bool,

    /// Territory in view when an address names none (KATOTTG code)
    #[arg(long, env = "CNAP_TERRITORY", value_parser = territory)]
    pub territory: Option<TerritoryCode>,
}

impl ServeOptions {
    fn fallback() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 8080)), no_demo: false, territory: None }
    }
}

#[derive(Clone, Debug, clap::Args)]
pub struct ImportOptions {
    /// Format of the file
    #[arg(value_parser = format)]
    pub format: Format,

    /// The file
    pub file: PathBuf,

    /// Day from which rows without dates of their own hold; without it they hold always
    #[arg(long, value_parser = date)]
    pub date: Option<NaiveDate>,

    /// Do everything except writing
    #[arg(long)]
    pub dry_run: bool,

    /// End points of the registry of centres that are not in the file
    #[arg(long)]
    pub end_missing: bool,

    /// Write faults and warnings to this CSV file
    #[arg(long)]
    pub report: Option<PathBuf>,
}

pub fn date(text: &str) -> Result<NaiveDate, String> {
    parse_date(text).ok_or_else(|| "a date is YYYY-MM-DD".to_owned())
}

pub fn territory(text: &str) -> Result<TerritoryCode, String> {
    TerritoryCode::parse(text).map_err(|error| error.to_string())
}

fn format(text: &str) -> Result<Format, String> {
    let known: Vec<&str> = Format::ALL.iter().map(|format| format.word()).collect();
    Format::parse(text).ok_or_else(|| format!("formats are {}", known.join(", ")))
}
