//! The `cnap` command.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    cnap::cli::main().await
}
