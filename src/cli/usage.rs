//! Words of a command line that are not understood, or that ask for help.

use clap::error::ErrorKind;

use super::host::{self, Host};
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
        let _ = host::write_err(without_credentials(&error.render().to_string()).as_bytes());
    }
    u8::try_from(error.exit_code()).unwrap_or(2)
}

/// True for help and the version, which are no fault.
pub fn is_answer(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}
