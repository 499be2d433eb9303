//! Pieces pages are made of; each is a pure function to markup.

pub mod badge;
pub mod chooser;
pub mod choropleth;
pub mod compliance_controls;
pub mod facts;
pub mod fault_table;
pub mod filters;
pub mod folds;
pub mod format;
pub mod grouped_table;
pub mod kind_counts;
pub mod links;
pub mod names;
pub mod pager;
pub mod shares;
pub mod sorting;
pub mod source;
pub mod table;
pub mod unplaced;

pub use facts::{Facts, unknown};
pub use kind_counts::KindCounts;
pub use sorting::sortable;
pub use table::{Column, Table};
