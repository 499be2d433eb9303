//! Outside formats: bytes to rows and back, with the row and column of every fault.

use serde::Serialize;

/// One thing wrong with an input, said so that its owner can mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Row of the sheet as a person counts it (the header is row 1); 0 for the whole file.
    pub row: u32,
    /// Column title as it stands in the file, or a field's name.
    pub column: String,
    pub value: String,
    pub reason: String,
    pub expected: String,
}

/// A value with the row of the sheet it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbered<T> {
    pub row: u32,
    pub value: T,
}

/// What a reader found: rows, things that forbid the import, things worth saying.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    pub rows: Vec<Numbered<T>>,
    pub faults: Vec<Fault>,
    pub warnings: Vec<Fault>,
}
