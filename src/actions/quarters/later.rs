//! What was learned after a quarter was closed: the reasons why its figures are others today.

use std::collections::BTreeMap;

use crate::actions::changes::{Cells, Change, Changes, Cursor};
use crate::formats::Format;
use crate::store::{Error, Store};

/// Changes that are read; a reader is told where there are more.
const MOST: usize = 20_000;

/// One row that was learned later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaterChange {
    /// Number of the entry of the audit log.
    pub entry: u32,
    pub table: Format,
    /// What the row speaks of, as its table names it, with its start.
    pub key: String,
    /// Cells that differ: column, before, after; none where a row is new or voided as a whole.
    pub cells: Vec<(&'static str, String, String)>,
    pub is_new: bool,
    pub is_voided: bool,
    after: Option<Cells>,
    before: Option<Cells>,
}

/// Later changes by what they belong to.
#[derive(Clone, Debug, Default)]
pub struct LaterChanges {
    /// By the code of a point or of a hromada.
    by_owner: BTreeMap<String, Vec<LaterChange>>,
    /// Of tables that all share: services, lists, territories.
    common: Vec<LaterChange>,
    /// True when there are more than are told.
    pub is_cut: bool,
}

impl LaterChanges {
    /// Changes of a point or of a hromada itself.
    #[must_use]
    pub fn of(&self, owner: &str) -> &[LaterChange] {
        self.by_owner.get(owner).map_or(&[], Vec::as_slice)
    }

    /// Changes of what all share, as far as figures rest on it.
    #[must_use]
    pub fn common(&self) -> &[LaterChange] {
        &self.common
    }
}

impl LaterChange {
    /// A cell as it is now, or was before the row was voided.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<&str> {
        let cells = self.after.as_ref().or(self.before.as_ref())?;
        cells.iter().find(|cell| cell.0 == column).map(|cell| cell.1.as_str())
    }

    fn of(change: Change) -> Self {
        let Change { entry, table, key, before, after, .. } = change;
        let named = after.as_ref().or(before.as_ref());
        let columns = key.iter().chain(&["from", "date"]);
        let cell = |column: &&str| named?.iter().find(|cell| cell.0 == *column).map(|cell| cell.1.clone());
        let mut parts: Vec<String> = columns.filter_map(cell).collect();
        parts.dedup();
        Self {
            entry,
            table,
            key: parts.join(" "),
            cells: before.as_ref().zip(after.as_ref()).map(|(old, new)| differing(old, new)).unwrap_or_default(),
            is_new: before.is_none(),
            is_voided: after.is_none(),
            before,
            after,
        }
    }

    /// Code of the point or hromada the row belongs to.
    fn owner(&self) -> Option<&str> {
        self.cell(match self.table {
            Format::Points => "code",
            Format::Offerings | Format::Answers | Format::Equipment | Format::Figures => "point",
            Format::HromadaFacts | Format::StarostaDistricts => "hromada",
            _ => return None,
        })
    }
}

fn differing(before: &Cells, after: &Cells) -> Vec<(&'static str, String, String)> {
    let text = |cells: &Cells, column: &str| {
        cells.iter().find(|cell| cell.0 == column).map(|cell| cell.1.clone()).unwrap_or_default()
    };
    let gone = before.iter().filter(|cell| after.iter().all(|other| other.0 != cell.0));
    let columns = after.iter().chain(gone).map(|cell| cell.0);
    let cells = columns.map(|column| (column, text(before, column), text(after, column)));
    cells.filter(|(_, before, after)| before != after).collect()
}

/// Everything learned after an entry and up to another one.
///
/// # Errors
/// The database does not answer, or a stored value does not fit.
pub async fn later_changes(store: &Store, after: u32, last: u64) -> Result<LaterChanges, Error> {
    let mut found = LaterChanges::default();
    let mut changes = Changes::begin(store, Cursor::after_entry(after), last).await?;
    let mut read = 0;
    loop {
        let portion = changes.next().await?;
        if portion.is_empty() {
            return Ok(found);
        }
        for change in portion {
            if read == MOST {
                found.is_cut = true;
                return Ok(found);
            }
            read += 1;
            let change = LaterChange::of(change);
            match change.owner().map(str::to_owned) {
                Some(owner) => found.by_owner.entry(owner).or_default().push(change),
                None if matters(change.table) => found.common.push(change),
                None => {}
            }
        }
    }
}

/// Tables of all that figures rest on; targets are shown beside figures and change none.
const fn matters(table: Format) -> bool {
    matches!(table, Format::Services | Format::Mandatory | Format::Territories)
}
