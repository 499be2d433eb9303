//! How much of an input is read before it is refused: files of an operator, and what anybody may send.

use std::time::{Duration, Instant};

use super::Fault;

/// The most that is read of one input. A reader takes the limits as a value, so that every form and upload has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputLimits {
    /// Bytes of the input as it arrives.
    pub bytes: usize,
    /// Rows of a sheet, counted from the top as a person counts them.
    pub rows: u32,
    /// Columns of a sheet.
    pub columns: usize,
    /// Characters of a cell.
    pub cell: usize,
    /// Bytes the parts of a workbook unpack to together, counted while they are unpacked.
    pub unpacked: u64,
    /// Parts of a workbook.
    pub parts: usize,
    /// Sheets of a workbook.
    pub sheets: usize,
    /// XML tags of all parts of a workbook.
    pub tags: u64,
    /// XML tags of the parts that are no sheets: these are held in memory while a workbook is read.
    pub tags_outside_sheets: u64,
    /// Distinct texts of a workbook.
    pub strings: u64,
    /// How long the reading may take; `None`: as long as it needs.
    pub time: Option<Duration>,
}

impl InputLimits {
    /// Files that an operator imports from the command line.
    pub const FILE: Self = Self {
        bytes: 200 * 1024 * 1024,
        rows: 2_000_000,
        columns: 512,
        cell: 32_767,
        unpacked: 400 * 1024 * 1024,
        parts: 10_000,
        sheets: 1_000,
        tags: 200_000_000,
        tags_outside_sheets: 20_000_000,
        strings: 5_000_000,
        time: None,
    };

    /// What anybody may send without an account.
    pub const ANONYMOUS: Self = Self {
        bytes: 2 * 1024 * 1024,
        rows: 5_000,
        columns: 64,
        cell: 4_000,
        unpacked: 20 * 1024 * 1024,
        parts: 200,
        sheets: 50,
        tags: 600_000,
        tags_outside_sheets: 100_000,
        strings: 20_000,
        time: Some(Duration::from_secs(5)),
    };
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

fn too_slow(limits: &InputLimits) -> Fault {
    let seconds = limits.time.map_or(0, |time| time.as_secs());
    Fault::of_file("читання триває надто довго", format!("файл, який читається за {seconds} с"))
}
