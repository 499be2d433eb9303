//! What is known, in the words of a language: numbers and dates, names, conditions, changes; for pages, files and the command line.

pub mod condition;
pub mod figures;
pub mod format;
pub mod learned;
pub mod names;
mod report_words;
