//! Every change a person or an import can make: permission, validation, one transaction, an audit entry, publishing.

pub mod live;

pub use live::Live;
