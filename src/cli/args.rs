//! Commands and options; every option can also be given as a `CNAP_…` variable.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::RangedU64ValueParser;
use clap::{Parser, Subcommand, ValueEnum};

use super::history::HistoryOptions;
use super::map_options::MapOptions;
use super::matching::MatchOptions;
use super::report::ReportOptions;
use super::secret_key::SecretKeyOptions;
use super::texts;
use super::usage::is_answer;
use crate::compliance::LeaveOut;
use crate::domain::person::Role;
use crate::domain::{KnownAt, TerritoryCode, parse_day};
use crate::formats::Format;
use crate::http::{PublicUrl, limits};
use crate::store::{AuditKey, DatabaseUrl, HeadFile};

/// Registry of Ukraine's administrative service centres (ЦНАП).
#[derive(Clone, Debug, Parser)]
#[command(name = "cnap", version)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Database: `sqlite://FILE?mode=rwc` or `postgres://USER:PASSWORD@HOST/NAME`
    #[arg(
        long,
        global = true,
        env = "CNAP_DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite://cnap.db?mode=rwc"
    )]
    pub database_url: DatabaseUrl,

    /// File that keeps the head of the journal after every entry, so that a removal of the last ones shows; put it where
    /// who can write the database cannot reach. By default `NAME.head` beside a SQLite file, or here for PostgreSQL
    #[arg(long, global = true, env = "CNAP_HEAD_FILE")]
    pub head_file: Option<PathBuf>,

    /// Key that signs the kept heads of the journal (HMAC-SHA-256)
    #[arg(long, global = true, env = "CNAP_AUDIT_KEY", hide_env_values = true, value_parser = audit_key)]
    pub audit_key: Option<AuditKey>,

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
    /// Take an entry of the journal back: as a new entry, unless later ones rest on it
    Undo(UndoOptions),
    /// Write an own table, or the points or hromadas of a day as GeoJSON, to a file
    Export(ExportOptions),
    /// Indicators, shares of hromadas and the list of gaps of a territory on a day
    Audit(AuditOptions),
    /// A report to print and sign: a form of data/reports filled in for a territory and a quarter
    Report(ReportOptions),
    /// Write everything, the journal included, to one file that either kind of database can restore
    Backup {
        /// The file; it appears only when it is whole
        file: PathBuf,
    },
    /// Restore a backup into an empty database
    Restore {
        /// The file
        file: PathBuf,
    },
    /// Bring the tables of the database up to date
    Migrate,
    /// What was learned of a point, a service or a hromada, when and from which file
    History(HistoryOptions),
    /// Tell which services of the catalogue the rows of a hromada's own list mean; writes nothing to the database
    Match(MatchOptions),
    /// Check the journal's chain and heads, every row against the journal, references and periods
    Verify,
    /// Print the number and the hash of the last entry of the journal, signed where there is a key
    Head,
    /// Accounts of people: who signs in, and with which role
    #[command(subcommand)]
    User(UserCommand),
}

#[derive(Clone, Debug, Subcommand)]
pub enum UserCommand {
    /// Add an account; prints the path of a link by which its person chooses a password
    Add(NewUser),
    /// List the accounts
    List,
    /// End an account for good
    Disable { email: String },
    /// A new link for a password; earlier links and, once it is used, sessions end
    Invite { email: String },
    /// Take the second factor, the password, all sessions and tokens of an account away; prints a new link
    Reset { email: String },
}

#[derive(Clone, Debug, clap::Args)]
pub struct NewUser {
    pub email: String,
    /// Name as colleagues see it
    #[arg(long)]
    pub name: String,
    /// administrator, auditor or editor
    #[arg(long, value_parser = role)]
    pub role: Role,
    /// Where the role holds: the oblast of an auditor, the hromada of an editor (KATOTTG codes); may be repeated
    #[arg(long, value_parser = territory)]
    pub territory: Vec<TerritoryCode>,
}

fn role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| texts::text("cli-value-role"))
}

#[expect(clippy::unnecessary_wraps, reason = "the form clap asks of a parser")]
fn audit_key(text: &str) -> Result<AuditKey, String> {
    Ok(AuditKey::new(text.to_owned()))
}

impl Args {
    /// Where the heads of the journal are kept.
    pub fn heads(&self) -> Option<HeadFile> {
        let path = self.head_file.clone().or_else(|| HeadFile::default_path(&self.database_url))?;
        Some(HeadFile { path, key: self.audit_key.clone() })
    }

    /// Reads the words of a command line; where no command is named, `serve` is meant and its options may follow at
    /// once.
    ///
    /// # Errors
    /// The words are not understood, or ask for help or for the version.
    pub fn read(words: Vec<OsString>) -> Result<Self, clap::Error> {
        match Self::try_parse_from(&words) {
            Ok(args) if args.command.is_some() => Ok(args),
            Err(error) if is_answer(&error) || !starts_with_option(&words) => Err(error),
            _ => Self::try_parse_from(with_serve(words)),
        }
    }
}

fn starts_with_option(words: &[OsString]) -> bool {
    words.get(1).is_some_and(|word| word.to_string_lossy().starts_with('-'))
}

fn with_serve(mut words: Vec<OsString>) -> Vec<OsString> {
    let place = words.len().min(1);
    words.insert(place, OsString::from("serve"));
    words
}

#[derive(Clone, Debug, clap::Args)]
pub struct ServeOptions {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, env = "CNAP_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Address others find the service at, such as `https://cnap.example.org`: canonical addresses, identifiers of open
    /// data and the site map begin with it; without it the address listened on
    #[arg(long, env = "CNAP_PUBLIC_URL", value_parser = PublicUrl::parse)]
    pub public_url: Option<PublicUrl>,

    /// Do not load the demonstration region into an empty database
    #[arg(long, env = "CNAP_NO_DEMO")]
    pub no_demo: bool,

    #[command(flatten)]
    pub secret_key: SecretKeyOptions,

    /// Territory in view when an address names none (KATOTTG code)
    #[arg(long, env = "CNAP_TERRITORY", value_parser = territory)]
    pub territory: Option<TerritoryCode>,

    /// Address of /metrics, or off; without it 127.0.0.1:9464 where that is free
    #[arg(long, env = "CNAP_METRICS_LISTEN", value_parser = metrics_listen)]
    pub metrics_listen: Option<MetricsListen>,

    /// Connections open at a time; keep it below the file handles the system allows
    #[arg(long, env = "CNAP_MAX_CONNECTIONS", value_parser = connections(1),
        default_value_t = limits::MAX_CONNECTIONS as u64)]
    pub max_connections: u64,

    /// Connections open at a time from one address; 0: no limit of its own, as behind a proxy
    #[arg(long, env = "CNAP_MAX_CONNECTIONS_PER_ADDRESS", value_parser = connections(0),
        default_value_t = limits::MAX_CONNECTIONS_PER_ADDRESS as u64)]
    pub max_connections_per_address: u64,

    #[command(flatten)]
    pub map: MapOptions,
}

/// Where `/metrics` answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricsListen {
    Off,
    At(SocketAddr),
}

#[derive(Clone, Debug, clap::Args)]
pub struct ImportOptions {
    #[arg(value_parser = format, help = format!("Format of the file: {}", formats()))]
    pub format: Format,

    /// The file; «-» is the standard input
    pub file: PathBuf,

    /// Day from which rows without dates of their own hold; without it they hold always
    #[arg(long, value_parser = date)]
    pub date: Option<NaiveDate>,

    /// Day the file speaks for, shown as «last confirmed»; without it the day of --date, or today
    #[arg(long, value_parser = date)]
    pub confirmed: Option<NaiveDate>,

    /// Territory in which names of hromadas and settlements are looked up (KATOTTG code); without it everything loaded
    #[arg(long, env = "CNAP_TERRITORY", value_parser = territory)]
    pub territory: Option<TerritoryCode>,

    /// Do everything except writing, and list what would change
    #[arg(long)]
    pub dry_run: bool,

    /// With guide-registry: end points an earlier import of the registry of centres stated first and this file lacks
    #[arg(long)]
    pub end_missing: bool,

    /// With mandatory or mandatory-amendment: let positions leave an edition that is stored already
    #[arg(long)]
    pub replace: bool,

    /// Write faults, warnings and every change, cell by cell, to this CSV file
    #[arg(long)]
    pub report: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::Args)]
pub struct UndoOptions {
    /// Number of the entry
    pub entry: u64,

    /// Do everything except writing, and list what would change
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub struct ExportOptions {
    #[arg(value_parser = subject, help = format!("What to write: {}", subjects()))]
    pub subject: Subject,

    /// The file: CSV, or XLSX where it ends in .xlsx
    #[arg(long)]
    pub out: PathBuf,

    /// Only what holds on this day; GeoJSON is always of a day, today's without it
    #[arg(long, value_parser = date)]
    pub date: Option<NaiveDate>,

    /// Only what speaks of this territory: a KATOTTG code; without it of the whole country
    #[arg(long, value_parser = area)]
    pub territory: Option<Area>,
    /// As it was known after an entry (its number), at a moment (2026-11-20T10:00:00Z), or at the end of a day
    #[arg(long, value_name = "ENTRY|MOMENT", value_parser = parse_known)]
    pub known: Option<KnownAt>,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Table(Format),
    Points,
    Hromadas,
}

#[derive(Clone, Debug, clap::Args)]
pub struct AuditOptions {
    /// Territory: a KATOTTG code, or UA for the whole country; without it the oblast that is loaded, if it is the only
    /// one, else the whole country
    #[arg(long, env = "CNAP_TERRITORY", value_parser = area)]
    pub territory: Option<Area>,

    /// Day of the audit, today without it
    #[arg(long, value_parser = date)]
    pub date: Option<NaiveDate>,

    /// As it was known after an entry (its number), at a moment (2026-11-20T10:00:00Z), or at the end of a day
    #[arg(long, value_name = "ENTRY|MOMENT", value_parser = parse_known)]
    pub known: Option<KnownAt>,

    /// Territories left out of denominators: a comma list of occupied, hostilities; or none
    #[arg(long, default_value = "occupied", value_parser = leave_out)]
    pub leave_out: LeaveOut,

    /// table: figures for the terminal; json: everything; csv: the list of gaps; xlsx: a report to send
    #[arg(long, value_enum, default_value_t = AuditFormat::Table)]
    pub format: AuditFormat,

    /// The file; without it standard output. An XLSX needs one
    #[arg(long, required_if_eq("format", "xlsx"))]
    pub out: Option<PathBuf>,
}

/// What is audited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Country,
    Place(TerritoryCode),
}

/// How an audit is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AuditFormat {
    Table,
    Json,
    Csv,
    Xlsx,
}

fn metrics_listen(text: &str) -> Result<MetricsListen, String> {
    if text == "off" {
        return Ok(MetricsListen::Off);
    }
    let address = text.parse().map(MetricsListen::At);
    address.map_err(|_| texts::text("cli-value-metrics"))
}

fn connections(least: u64) -> RangedU64ValueParser<u64> {
    RangedU64ValueParser::new().range(least..=1_000_000)
}

pub(super) fn leave_out(text: &str) -> Result<LeaveOut, String> {
    LeaveOut::parse(text).ok_or_else(|| texts::text("cli-value-leave-out"))
}

fn subject(text: &str) -> Result<Subject, String> {
    match text {
        "points.geojson" => return Ok(Subject::Points),
        "hromadas.geojson" => return Ok(Subject::Hromadas),
        _ => {}
    }
    let table = own_tables().find(|format| format.word() == text);
    table.map(Subject::Table).ok_or_else(|| texts::text_with("cli-value-subject", [("known", subjects().into())]))
}

fn own_tables() -> impl Iterator<Item = Format> {
    Format::ALL.iter().copied().filter(|format| format.is_own_table())
}

fn subjects() -> String {
    own_tables().map(Format::word).chain(["points.geojson", "hromadas.geojson"]).collect::<Vec<_>>().join(", ")
}

fn formats() -> String {
    Format::ALL.iter().map(|format| format.word()).collect::<Vec<_>>().join(", ")
}

pub fn date(text: &str) -> Result<NaiveDate, String> {
    parse_day(text).ok_or_else(|| texts::text("cli-value-date"))
}

pub(super) fn parse_known(text: &str) -> Result<KnownAt, String> {
    KnownAt::parse(text).ok_or_else(|| texts::text("cli-value-known"))
}

pub fn territory(text: &str) -> Result<TerritoryCode, String> {
    TerritoryCode::parse(text).map_err(|_| texts::text("cli-value-territory"))
}

pub(super) fn area(text: &str) -> Result<Area, String> {
    if text.trim() == "UA" { Ok(Area::Country) } else { territory(text).map(Area::Place) }
}

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).ok_or_else(|| texts::text_with("cli-value-format", [("known", formats().into())]))
}
