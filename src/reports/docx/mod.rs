//! A report as a text document (`WordprocessingML`) an office can go on with: named styles, titles of
//! tables on every page, rows that are not torn apart, page numbers.
//!
//! The package is written here and not by `docx-rs`: that knows no repeated table titles, and it
//! numbers paragraphs from a counter of the process, so that no two writings are the same bytes
//! (decision 0141).

mod body;
mod package;
mod xml;

pub use package::write;
