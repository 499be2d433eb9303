//! Where the key that seals secrets comes from: the settings, or, of a demonstration, a file beside its database.

use std::io::Write as _;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use super::args::Args;
use super::{Failed, texts};
use crate::actions::demo_accounts;
use crate::actions::secret_key::{KEY_SIGNS, SecretKey};
use crate::store::{HeadFile, Store};

/// The key of the settings.
#[derive(Clone, Debug, clap::Args)]
pub struct SecretKeyOptions {
    /// Key that seals the secrets of second factors: 32 signs or more, as `openssl rand -hex 32` prints them
    #[arg(long, env = "CNAP_SECRET_KEY", hide_env_values = true, value_parser = setting)]
    secret_key: Option<Setting>,

    /// File that holds that key
    #[arg(long, env = "CNAP_SECRET_KEY_FILE")]
    secret_key_file: Option<PathBuf>,
}

/// A setting nobody should see.
#[derive(Clone)]
struct Setting(String);

impl std::fmt::Debug for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Setting(…)")
    }
}

/// Takes any text: what is wrong with it is told later, without repeating it.
#[expect(clippy::unnecessary_wraps, reason = "the form clap asks of a parser")]
fn setting(text: &str) -> Result<Setting, String> {
    Ok(Setting(text.to_owned()))
}

/// The key of the settings; of a demonstration that only this machine reaches, one that is made and kept.
pub async fn of_settings(
    args: &Args,
    options: &SecretKeyOptions,
    store: &Store,
    address: IpAddr,
) -> Result<Option<SecretKey>, Failed> {
    // An empty setting is none.
    if let Some(setting) = options.secret_key.as_ref().filter(|setting| !setting.0.trim().is_empty()) {
        return key(&setting.0).map(Some);
    }
    if let Some(file) = &options.secret_key_file {
        return read(file).map(Some);
    }
    let is_demonstration = address.is_loopback() && !demo_accounts::served(store).await?.is_empty();
    match beside(args).filter(|_| is_demonstration && !store.is_postgres()) {
        Some(file) if file.exists() => read(&file).map(Some),
        Some(file) => make(&file).map(Some),
        None => Ok(None),
    }
}

fn key(text: &str) -> Result<SecretKey, Failed> {
    let short = || Failed(texts::text_with("cli-secret-key-short", [("least", KEY_SIGNS.into())]));
    SecretKey::of_setting(text).ok_or_else(short)
}

fn read(file: &Path) -> Result<SecretKey, Failed> {
    let text = std::fs::read_to_string(file).map_err(|error| unusable(file, &error))?;
    key(&text)
}

fn unusable(file: &Path, error: &std::io::Error) -> Failed {
    let (file, error) = (file.display().to_string().into(), error.to_string().into());
    Failed(texts::text_with("cli-secret-key-file", [("file", file), ("error", error)]))
}

/// `NAME.key` beside the file of the database.
fn beside(args: &Args) -> Option<PathBuf> {
    HeadFile::default_path(&args.database_url).map(|heads| heads.with_extension("key"))
}

/// Makes a key that only the owner of the file reads.
fn make(file: &Path) -> Result<SecretKey, Failed> {
    let text = SecretKey::new_setting()?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).and_then(|mut out| writeln!(out, "{text}"));
    written.map_err(|error| unusable(file, &error))?;
    key(&text)
}
