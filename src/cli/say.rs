//! What the command line says: Ukrainian texts with their plural forms.

use std::io::Write as _;
use std::path::Path;

use fluent_templates::fluent_bundle::FluentValue;

use super::Failed;
use crate::http::Lang;

/// The language of every message of a run; faults of files are told in it too.
pub const LANG: Lang = Lang::Uk;

/// A text as it stands.
pub fn text(key: &str) -> String {
    LANG.text(key)
}

/// A text with its arguments.
pub fn with<'a>(key: &str, args: impl IntoIterator<Item = (&'static str, FluentValue<'a>)>) -> String {
    LANG.with(key, args)
}

/// A text with `$count` in the right plural form.
pub fn count(key: &str, count: usize) -> String {
    LANG.count(key, count)
}

/// Prints a line for the person; one who reads no further (`| head`) is no fault.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// A refusal that names a file.
pub fn of_file(key: &str, file: &Path) -> Failed {
    Failed(with(key, [("file", file.display().to_string().into())]))
}
