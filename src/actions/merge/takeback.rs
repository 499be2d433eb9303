//! The plan that takes an entry of the journal back in one table.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Merge, Plan};
use crate::store::{Error, IdMap, Owner, Stored, TableUndo, Write};

/// Rows of no more owners than this are read owner by owner.
const FEW_OWNERS: usize = 1_000;

impl<R: Merge> Plan<R> {
    /// Voids what the entry stated and states again what it voided; with the sources of rows that stand now where a row
    /// to be stated again would stand.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit.
    pub async fn undoing(write: &Write, undo: &TableUndo, refs: &IdMap) -> Result<(Self, Vec<u32>), Error> {
        let remove = write.rows_by_number::<R>(&undo.void, refs).await?;
        let restate = write.rows_by_number::<R>(&undo.restate, refs).await?;
        let mut in_the_way = in_the_way(write, &remove, &restate, refs).await?;
        // Entries that voided rows of this one are told already.
        in_the_way.retain(|by| !undo.later.keys().any(|later| later.unsigned_abs() == *by));
        Ok((Self { remove, restate, ..Self::default() }, in_the_way))
    }

    /// True when rows are voided: what refers to them may lose it.
    #[must_use]
    pub fn takes_away(&self) -> bool {
        !self.remove.is_empty()
    }

    /// Every row the plan speaks of, but those it leaves as they are.
    pub fn rows(&self) -> impl Iterator<Item = &R> {
        let kept = self.remove.iter().chain(&self.restate).map(|row| &row.kept.row);
        let replaced = self.replace.iter().flat_map(|(old, new)| [&old.kept.row, new]);
        self.insert.iter().chain(kept).chain(replaced)
    }
}

/// What a row speaks of and since when: only one row that counts has them.
fn place<R: Merge>(row: &R) -> (String, Option<NaiveDate>) {
    (row.key(), row.span().and_then(|span| span.from))
}

async fn in_the_way<R: Merge>(
    write: &Write,
    remove: &[Stored<R>],
    restate: &[Stored<R>],
    refs: &IdMap,
) -> Result<Vec<u32>, Error> {
    if restate.is_empty() {
        return Ok(Vec::new());
    }
    let owners: Option<HashSet<&str>> = restate.iter().map(|row| row.kept.row.owner()).collect();
    let owners = owners.filter(|owners| owners.len() <= FEW_OWNERS);
    let standing = match owners {
        Some(owners) => {
            let owners: Vec<Owner> = owners.into_iter().filter_map(|code| R::owner_of(code, refs)).collect();
            write.all_of::<R>(&owners, refs).await?
        }
        None => write.all::<R>(refs).await?,
    };
    let voided: HashSet<i32> = remove.iter().map(|row| row.id).collect();
    let places: HashSet<_> = restate.iter().map(|row| place(&row.kept.row)).collect();
    let blocking = standing.iter().filter(|row| !voided.contains(&row.id) && places.contains(&place(&row.kept.row)));
    Ok(blocking.map(|row| row.kept.source).collect())
}
