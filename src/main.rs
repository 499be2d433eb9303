//! The `cnap` command.

use std::process::ExitCode;

/// Gives memory back after large answers and imports, which the system's allocator keeps in its arenas.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    cnap::cli::main().await
}
