//! The open API: its document, its lists and filters, its refusals.

mod answers;
pub mod document;
mod lists;
mod long;
mod past;
mod places;
mod refusals;
mod rules;
mod standards;
