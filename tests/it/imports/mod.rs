//! Imports as an operator meets them: files in, lines out, exit codes, and the database behind.

mod broken_files;
mod editions;
mod founders;
mod killed;
mod limits;
mod office;
mod periods;
mod refusals;
mod registry_of_centres;
mod tables;
mod texts;
mod withdrawals;
