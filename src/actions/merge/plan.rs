//! What merging decided for one table, its counts, its journal, and writing it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Merge;
use super::fields::{self, Confirmed};
use crate::formats::ChangeList;
use crate::formats::report::{Change, Told};
use crate::registry::Sourced;
use crate::store::{ChangeSet, Error, IdMap, Origin, Owner, Stored, Write};

/// What merging decided for one table.
#[derive(Clone, Debug)]
pub struct Plan<R> {
    pub insert: Vec<R>,
    pub replace: Vec<(Stored<R>, R)>,
    pub remove: Vec<Stored<R>>,
    /// Voided rows that are stated again as they were.
    pub restate: Vec<Stored<R>>,
    pub unchanged: Vec<i32>,
    /// Unchanged rows of which the file had only some fields.
    pub partly: BTreeMap<i32, Confirmed>,
    /// Columns the file lacked.
    pub absent: Vec<&'static str>,
    /// Codes of the owners of the unchanged rows.
    pub unchanged_owners: HashSet<String>,
    /// For an inserted row, by its place, the earlier row it succeeds.
    pub succeeded: HashMap<usize, Sourced<R>>,
}

impl<R> Default for Plan<R> {
    fn default() -> Self {
        Self {
            insert: Vec::new(),
            replace: Vec::new(),
            remove: Vec::new(),
            restate: Vec::new(),
            unchanged: Vec::new(),
            partly: BTreeMap::new(),
            absent: Vec::new(),
            unchanged_owners: HashSet::new(),
            succeeded: HashMap::new(),
        }
    }
}

/// How many rows of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    pub added: usize,
    pub changed: usize,
    pub ended: usize,
    pub removed: usize,
    pub unchanged: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.changed += other.changed;
        self.ended += other.ended;
        self.removed += other.removed;
        self.unchanged += other.unchanged;
    }
}

impl Counts {
    /// True when nothing would be written.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.added + self.changed + self.ended + self.removed == 0
    }
}

impl<R: Merge> Plan<R> {
    pub(super) fn keep_row(&mut self, id: i32, row: &R) {
        match fields::confirmed(row, &self.absent).filter(|_| !self.absent.is_empty()) {
            Some(confirmed) => _ = self.partly.insert(id, confirmed),
            None => self.unchanged.push(id),
        }
        if let Some(owner) = row.owner().filter(|owner| !self.unchanged_owners.contains(*owner)) {
            self.unchanged_owners.insert(owner.to_owned());
        }
    }

    pub(super) fn add(&mut self, row: R, earlier: Option<&Sourced<R>>) {
        if let Some(earlier) = earlier {
            self.succeeded.insert(self.insert.len(), earlier.clone());
        }
        self.insert.push(row);
    }

    #[must_use]
    pub fn counts(&self) -> Counts {
        let ended = self.replace.iter().filter(|(old, new)| only_ended(&old.kept.row, new)).count();
        Counts {
            added: self.insert.len() + self.restate.len(),
            changed: self.replace.len() - ended,
            ended,
            removed: self.remove.len(),
            unchanged: self.unchanged.len() + self.partly.len(),
        }
    }

    /// What of the records must be read again.
    #[must_use]
    pub fn touched(&self, refs: &IdMap) -> ChangeSet {
        let codes = self.rows().map(Merge::owner).chain(self.unchanged_owners.iter().map(|code| Some(code.as_str())));
        let owners: Option<Vec<Owner>> = codes.map(|code| code.and_then(|code| R::owner_of(code, refs))).collect();
        let owners = owners.filter(|owners| !owners.is_empty());
        owners.map_or(ChangeSet::whole_partition(R::PART), |owners| ChangeSet::of_owners(R::PART, owners))
    }

    /// Lists what is added, changed, ended and removed, cell by cell.
    pub fn list_changes(&self, table: &'static str, whole: bool, found: &mut ChangeList) {
        for (at, row) in self.insert.iter().enumerate() {
            let before = self.succeeded.get(&at).map(|kept| kept.told()).or_else(|| whole.then(Vec::new));
            found.extend(cell_changes(Told::Added, table, row, before));
        }
        found.extend(self.restate.iter().flat_map(|row| cell_changes(Told::Added, table, &row.kept.row, None)));
        for (old, new) in &self.replace {
            let told = if only_ended(&old.kept.row, new) { Told::Ended } else { Told::Changed };
            found.extend(cell_changes(told, table, new, Some(old.kept.told())));
        }
        found.extend(self.remove.iter().flat_map(|old| cell_changes(Told::Removed, table, &old.kept.row, None)));
    }

    /// Writes what was decided: what is changed or removed is voided, what is new is added.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn apply(&self, write: &mut Write, origin: Origin, refs: &mut IdMap) -> Result<(), Error> {
        let replaced = self.replace.iter().map(|(old, _)| old.id);
        let voided: Vec<i32> = self.remove.iter().map(|old| old.id).chain(replaced).collect();
        write.void::<R>(&voided, origin.source).await?;
        let new: Vec<&R> = self.replace.iter().map(|(_, new)| new).chain(&self.insert).collect();
        let first = write.insert(&new, origin, refs).await?;
        fields::carry(write, self.carrying(first), &self.absent, origin.source).await?;
        let restated: Vec<i32> = self.restate.iter().map(|old| old.id).collect();
        write.restate::<R>(&restated, origin.source).await?;
        write.confirm::<R>(&self.unchanged, origin).await?;
        fields::confirm::<R>(write, &self.partly, origin).await
    }

    /// New rows by their numbers, with the rows whose fields they may keep.
    fn carrying(&self, first: i32) -> impl Iterator<Item = (i32, &Sourced<R>, &R)> {
        let replaced = self.replace.iter().map(|(old, new)| (Some(&old.kept), new));
        let added = self.insert.iter().enumerate().map(|(at, row)| (self.succeeded.get(&at), row));
        let numbered = (first..).zip(replaced.chain(added));
        numbered.filter_map(|(id, (old, new))| Some((id, old?, new)))
    }
}

/// The cells of a row that differ from what was told before; the row alone where there was nothing.
fn cell_changes<R: Merge>(
    told: Told,
    table: &'static str,
    row: &R,
    before: Option<Vec<(&'static str, String)>>,
) -> Vec<Change> {
    let from = row.span().and_then(|span| span.from).map(|from| format!(" {from}")).unwrap_or_default();
    let key = format!("{}{from}", row.key().replace('\t', " ").trim_end());
    let change = |column, before: &str, after: &str| {
        let (before, after) = (before.to_owned(), after.to_owned());
        Change { told, table, key: key.clone(), column, before, after }
    };
    let Some(before) = before else { return vec![change("", "", "")] };
    let after = row.told();
    let of = |cells: &[(&'static str, String)], column: &str| {
        cells.iter().find(|cell| cell.0 == column).map(|cell| cell.1.clone()).unwrap_or_default()
    };
    let gone = before.iter().filter(|cell| after.iter().all(|other| other.0 != cell.0));
    let columns = after.iter().chain(gone).map(|cell| cell.0);
    let cells = columns.map(|column| (column, of(&before, column), of(&after, column)));
    cells.filter(|(_, before, after)| before != after).map(|(column, b, a)| change(column, &b, &a)).collect()
}

/// Whether nothing but the end differs; how it ended, such as «closed», belongs to the end.
fn only_ended<R: Merge>(old: &R, new: &R) -> bool {
    let (Some(before), Some(after)) = (old.span(), new.span()) else { return false };
    let of_end = |cell: &(&str, String)| cell.0 == "until" || (cell.0 == "status" && cell.1 != "suspended");
    let rest = |row: &R| row.told().into_iter().filter(|cell| !of_end(cell)).collect::<Vec<_>>();
    after.until.is_some() && before.until != after.until && rest(old) == rest(new)
}
