//! Reports: a form of `data/reports/` filled in for a territory, a quarter and a day.
//!
//! [`compose`] makes a [`Document`] out of a form and a [`Basis`]; page, workbook, text document
//! and command line write the same document, so that none says what another does not.

mod basis;
mod compose;
mod condition;
pub mod document;
pub mod docx;
mod figures;
pub mod html;
mod members;
mod tables;
pub mod words;
pub mod xlsx;

pub use basis::{Basis, level, quarter_and_day};
pub use compose::compose;
pub use document::{Cell, Column, Document, Row, Section, Signature, Table};
pub use words::Words;
