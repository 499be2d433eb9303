//! What the command line says: Ukrainian texts with their plural forms.

use std::path::Path;

use fluent_templates::fluent_bundle::FluentValue;

use super::{Failed, host};
use crate::domain::Message;
use crate::texts::Lang;

/// The language of every message of a run; faults of files are told in it too.
pub const LANG: Lang = Lang::Uk;

/// A text as it stands.
pub fn text(key: &str) -> String {
    LANG.text(key)
}

/// A message in one line.
pub fn message(message: &Message) -> String {
    LANG.line(message)
}

/// A text with its arguments.
pub fn text_with<'a>(key: &str, args: impl IntoIterator<Item = (&'static str, FluentValue<'a>)>) -> String {
    LANG.with(key, args)
}

/// A text with `$count` in the right plural form.
pub fn count(key: &str, count: usize) -> String {
    LANG.count(key, count)
}

/// A text with `$count` in the right plural form and other arguments.
pub fn text_with_count(key: &str, count: usize, args: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let args = args.into_iter().map(|(name, text)| (name, text.into()));
    text_with(key, args.chain([("count", FluentValue::from(count))]))
}

/// How many lines were not printed, and where they are: in the report that was asked for, or in one to ask for. Given
/// is how many were shown, how many are kept for the report and how many there are in all.
pub fn more(key: &str, [shown, kept, all]: [usize; 3], report: Option<&Path>) -> String {
    let place = match report {
        Some(file) => text_with("cli-in-report", [("file", file.display().to_string().into())]),
        None => text("cli-ask-report"),
    };
    if kept == all {
        return text_with_count(key, all - shown, [("place", place)]);
    }
    let numbers = [("shown", shown), ("kept", kept), ("all", all)].map(|(name, number)| (name, number.into()));
    text_with("cli-more-counted", numbers.into_iter().chain([("place", place.into())]))
}

/// Prints a line for the person; one who reads no further (`| head`) is no fault.
pub fn line(text: &str) {
    let _ = host::write_out(format!("{text}\n").as_bytes());
}

/// Tells the person how the work goes, or what is wrong: not a part of the answer.
pub fn note(text: &str) {
    let _ = host::write_err(format!("{text}\n").as_bytes());
}

/// A refusal that names a file.
pub fn of_file(key: &str, file: &Path) -> Failed {
    Failed(text_with(key, [("file", file.display().to_string().into())]))
}
