//! Which voided row a stated one replaces, held small: an entry may void very many.

use std::collections::HashMap;

use chrono::NaiveDate;
use xxhash_rust::xxh3::xxh3_64;

use crate::actions::merge::Merge;
use crate::store::{Error, IdMap, Read};

/// Voided rows read at a time.
const PORTION: u64 = 2_000;

/// A voided row: its start and its number.
type Voided = (Option<NaiveDate>, i32);

/// The rows an entry voided in a table that no stated row has taken yet.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// By a hash of the key: rows of one key stand in order of number.
    by_key: HashMap<u64, Vec<Voided>>,
    /// Those that are left, once all stated rows were taken.
    left: Option<Vec<i32>>,
}

impl Pairs {
    pub async fn read<R: Merge>(read: &Read, refs: &IdMap, entry: i32) -> Result<Self, Error> {
        let mut by_key: HashMap<u64, Vec<Voided>> = HashMap::new();
        let mut after = i32::MIN;
        loop {
            let rows = read.rows_voided::<R>(entry, after, PORTION, refs).await?;
            let Some((last, _)) = rows.last() else { return Ok(Self { by_key, left: None }) };
            after = *last;
            for (number, row) in &rows {
                by_key.entry(hash(row)).or_default().push((start(row), *number));
            }
        }
    }

    /// The voided row that a stated one replaces: of its key, if possible with the same start.
    pub fn take_pair<R: Merge>(&mut self, row: &R) -> Option<i32> {
        let rows = self.by_key.get_mut(&hash(row)).filter(|rows| !rows.is_empty())?;
        let at = rows.iter().position(|(from, _)| *from == start(row)).unwrap_or(0);
        Some(rows.remove(at).1)
    }

    /// Some of the rows that nothing replaces, in order of number.
    pub fn unpaired(&mut self, begin: usize, count: usize) -> &[i32] {
        let all = self.left.get_or_insert_with(|| {
            let mut numbers: Vec<i32> = self.by_key.values().flatten().map(|(_, number)| *number).collect();
            numbers.sort_unstable();
            numbers
        });
        let end = all.len().min(begin + count);
        all.get(begin..end).unwrap_or_default()
    }
}

fn hash<R: Merge>(row: &R) -> u64 {
    xxh3_64(Merge::key(row).as_bytes())
}

fn start<R: Merge>(row: &R) -> Option<NaiveDate> {
    Merge::span(row).and_then(|span| span.from)
}
