//! Words of a command line that are not understood, or that ask for help.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::host::{self, Host};
use super::texts;
use crate::store::without_credentials;

/// Prints what was asked for, or why words are not understood, and gives the exit code; an address given in a wrong
/// place keeps its password to itself.
pub fn explain(error: &clap::Error) -> u8 {
    if Host::current().is_none() && is_answer(error) {
        // With the colours of the terminal.
        let _ = error.print();
    } else if is_answer(error) {
        let _ = host::write_out(error.render().to_string().as_bytes());
    } else {
        let told = in_words(error).unwrap_or_else(|| error.render().to_string());
        let _ = host::write_err(without_credentials(&told).as_bytes());
    }
    u8::try_from(error.exit_code()).unwrap_or(2)
}

/// True for help and the version, which are no fault.
pub fn is_answer(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

/// Why the words are not understood, how they are written, and where to read more; `None` for what is seldom met.
fn in_words(error: &clap::Error) -> Option<String> {
    let [arg, value, command] = [ContextKind::InvalidArg, ContextKind::InvalidValue, ContextKind::InvalidSubcommand]
        .map(|kind| of(error, kind));
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "cli-usage-unknown",
        ErrorKind::MissingRequiredArgument => "cli-usage-missing",
        ErrorKind::InvalidValue if value.is_empty() => "cli-usage-no-value",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-usage-value",
        ErrorKind::InvalidSubcommand => "cli-usage-command",
        ErrorKind::ArgumentConflict => "cli-usage-conflict",
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => "cli-usage-count",
        _ => return None,
    };
    let args = [("arg", arg.into()), ("value", value.into()), ("command", command.into())];
    let mut told = format!("cnap: {}", texts::text_with(key, args));
    for why in [error.source().map(ToString::to_string).unwrap_or_default(), expected(error)] {
        if !why.is_empty() {
            told = format!("{told}; {why}");
        }
    }
    let usage = of(error, ContextKind::Usage);
    let usage =
        usage.trim().trim_start_matches("Usage:").trim().replace("[OPTIONS]", &texts::text("cli-usage-options"));
    if !usage.is_empty() {
        told = format!("{told}\n{}", texts::text_with("cli-usage-form", [("form", usage.into())]));
    }
    Some(format!("{told}\n{}\n", texts::text("cli-usage-help")))
}

/// What may stand there, or what was perhaps meant.
fn expected(error: &clap::Error) -> String {
    let valid = of(error, ContextKind::ValidValue);
    if !valid.is_empty() {
        return texts::text_with("cli-usage-valid", [("known", valid.into())]);
    }
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = kinds.map(|kind| of(error, kind)).into_iter().find(|meant| !meant.is_empty());
    meant.map_or_else(String::new, |meant| texts::text_with("cli-usage-meant", [("meant", meant.into())]))
}

/// A part of what clap found, several between commas.
fn of(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}
