//! How much of an input is read before it is refused: files of an operator, and what anybody may send.

use std::time::{Duration, Instant};

use super::{Fault, Numbered};
use crate::domain::Message;

/// Faults, and warnings, of one input that are kept to be told; the others are counted.
pub const MAX_FAULTS: usize = 10_000;
/// Changes of one import that are listed cell by cell; the others are counted.
pub const MAX_CHANGES: usize = 100_000;
/// Memory a row takes beside its cells, bytes.
const ROW_OVERHEAD: usize = 16;
/// Memory a filled cell takes beside its text, bytes.
const CELL_OVERHEAD: usize = 16;

/// The most that is read of one input. A reader takes the limits as a value, so that every form and upload has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputLimits {
    /// Bytes of the input as it arrives.
    pub bytes: usize,
    /// Kept rows that may change at once: of each the old and the new one are held until they are written.
    pub changed: usize,
    /// Rows of a sheet, counted from the top as a person counts them.
    pub rows: u32,
    /// Columns of a sheet.
    pub columns: usize,
    /// Characters of a cell.
    pub cell: usize,
    /// Bytes of a row of a CSV.
    pub csv_row: usize,
    /// Bytes the parts of a workbook unpack to together, counted while they are unpacked.
    pub unpacked: u64,
    /// Parts of a workbook.
    pub parts: usize,
    /// Sheets of a workbook.
    pub sheets: usize,
    /// XML tags of all parts of a workbook.
    pub tags: u64,
    /// XML tags of the parts that hold neither sheets nor texts: these are held in memory while a workbook is read.
    pub tags_outside_sheets: u64,
    /// Bytes between two tags of a part of a workbook, a tag with its attributes included.
    pub between_tags: u64,
    /// Distinct texts of a workbook.
    pub strings: u64,
    /// Bytes of the part that holds them.
    pub strings_unpacked: u64,
    /// Bytes of a text in another encoding than UTF-8, of which a copy is made.
    pub other_encoding: usize,
    /// Bytes of one entry of a JSON input, such as an outline with what is said of it.
    pub entry: usize,
    /// Points of all outlines of an input.
    pub outline_points: usize,
    /// Bytes of memory that the rows of an input may take, as `RowMemory` counts them.
    pub memory: usize,
    /// How long the reading may take; `None`: as long as it needs.
    pub time: Option<Duration>,
}

impl InputLimits {
    /// Files that an operator imports from the command line.
    pub const FILE: Self = Self {
        bytes: 200 * 1024 * 1024,
        changed: 1_000_000,
        rows: 2_000_000,
        columns: 512,
        cell: 32_767,
        csv_row: 4 * 1024 * 1024,
        unpacked: 400 * 1024 * 1024,
        parts: 10_000,
        sheets: 1_000,
        tags: 200_000_000,
        tags_outside_sheets: 500_000,
        between_tags: 1024 * 1024,
        strings: 2_000_000,
        strings_unpacked: 128 * 1024 * 1024,
        other_encoding: 64 * 1024 * 1024,
        entry: 24 * 1024 * 1024,
        outline_points: 5_000_000,
        memory: 384 * 1024 * 1024,
        time: None,
    };

    /// Files of formats of others: of a row of them several rows of own tables are made.
    pub const OUTSIDE: Self = Self::FILE.wide();

    /// What anybody may send without an account.
    pub const ANONYMOUS: Self = Self {
        bytes: 2 * 1024 * 1024,
        changed: 5_000,
        rows: 5_000,
        columns: 64,
        cell: 4_000,
        csv_row: 1024 * 1024,
        unpacked: 20 * 1024 * 1024,
        parts: 200,
        sheets: 50,
        tags: 600_000,
        tags_outside_sheets: 100_000,
        between_tags: 1024 * 1024,
        strings: 20_000,
        strings_unpacked: 20 * 1024 * 1024,
        other_encoding: 2 * 1024 * 1024,
        entry: 1024 * 1024,
        outline_points: 100_000,
        memory: 40 * 1024 * 1024,
        time: Some(Duration::from_secs(5)),
    };

    /// What somebody with an account may submit: what a hromada's own tables hold, however many points she has.
    pub const SUBMITTED: Self = Self {
        rows: 20_000,
        changed: 20_000,
        tags: 2_400_000,
        unpacked: 60 * 1024 * 1024,
        memory: 80 * 1024 * 1024,
        time: Some(Duration::from_secs(10)),
        ..Self::ANONYMOUS
    };

    /// The same for rows of many cells, all of which are held with what is kept of them until they are written.
    #[must_use]
    pub const fn wide(self) -> Self {
        const MOST: usize = 96 * 1024 * 1024;
        Self { memory: if self.memory < MOST { self.memory } else { MOST }, ..self }
    }
}

/// The limits of one reading that has begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    pub limits: InputLimits,
    until: Option<Instant>,
}

impl Budget {
    /// Begins a reading: its time runs from now.
    pub(crate) fn start(limits: InputLimits) -> Self {
        Self { limits, until: limits.time.and_then(|time| Instant::now().checked_add(time)) }
    }

    /// True when the time of the reading is over.
    pub(crate) fn is_over(&self) -> bool {
        self.until.is_some_and(|until| Instant::now() >= until)
    }

    /// Refuses to read on when the time is over.
    pub(crate) fn check_time(&self) -> Result<(), Fault> {
        if self.is_over() { Err(too_slow(&self.limits)) } else { Ok(()) }
    }
}

/// Counts the memory that the rows of one input take. What is done with rows later takes a few times as much, so that
/// this bounds the memory of an import, whatever its rows are.
#[derive(Debug)]
pub(crate) struct RowMemory {
    most: usize,
    taken: usize,
}

impl RowMemory {
    pub(crate) fn new(limits: &InputLimits) -> Self {
        Self { most: limits.memory, taken: 0 }
    }

    /// Counts a row by its own size and its filled cells; refuses the input when its rows take too much.
    pub(crate) fn add<'c, T>(&mut self, row: u32, cells: impl Iterator<Item = &'c str>) -> Result<(), Fault> {
        let texts: usize = cells.filter(|cell| !cell.is_empty()).map(|cell| cell.len() + CELL_OVERHEAD).sum();
        self.add_bytes::<T>(row, texts)
    }

    /// Counts a row by its own size and the bytes it holds beside.
    pub(crate) fn add_bytes<T>(&mut self, row: u32, bytes: usize) -> Result<(), Fault> {
        self.taken += size_of::<Numbered<T>>() + ROW_OVERHEAD + bytes;
        if self.taken <= self.most { Ok(()) } else { Err(too_much_at_once(row)) }
    }
}

fn too_much_at_once(row: u32) -> Fault {
    let before = row.saturating_sub(1);
    Fault { row, ..Fault::of_file("fault-too-much-data", split_after(before)) }
}

/// The advice to import a file in parts.
pub(crate) fn split_after(rows: u32) -> Message {
    Message::new("expected-split").with("rows", rows)
}

fn too_slow(limits: &InputLimits) -> Fault {
    let seconds = limits.time.map_or(0, |time| time.as_secs());
    Fault::of_file("fault-too-slow", Message::new("expected-fast-file").with("seconds", seconds))
}
