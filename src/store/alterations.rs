//! What in the tables does not agree with the journal: rows altered, added, removed, voided or restored by hand.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::confirmations::parse_ranges;
use super::digests::{self, StatedDigest, numbers_digest};
use super::entity::action;
use super::table_check::{Segment, TableCheck};
use super::{Error, Store, Write};

/// Rows of one table a finding speaks of at most; more are counted.
pub(super) const MAX_NAMED: usize = 20;

/// One thing that does not agree with the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration {
    /// Name of the table in the database.
    pub table: String,
    /// The entry that stated or voided the rows, where one is known.
    pub entry: Option<i32>,
    pub kind: AlterationKind,
    /// Number and cells of each row, at most a few; more are only counted.
    pub rows: Vec<String>,
    pub count: usize,
}

/// What was done by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlterationKind {
    /// Cells of a row are not those the entry stated.
    Altered,
    /// No entry stated the row.
    Added,
    /// The entry stated a row that is not there.
    Removed,
    /// The row counts for nothing though the entry voided no such row.
    Voided,
    /// The row counts again though the entry voided it.
    Unvoided,
}

/// What a check of the tables found.
#[derive(Clone, Debug, Default)]
pub struct TableFindings {
    pub alterations: Vec<Alteration>,
    /// Rows stated before entries had digests: nothing vouches for them.
    pub unvouched: u64,
}

/// What the entries of the journal say of every table.
#[derive(Debug, Default)]
pub(super) struct StatedRows {
    tables: BTreeMap<String, BTreeMap<i32, StatedDigest>>,
    /// Entries without digests.
    older: BTreeSet<i32>,
}

impl StatedRows {
    async fn read<C: ConnectionTrait>(db: &C) -> Result<Self, Error> {
        use action::{Column, Entity};
        let query = Entity::find().select_only().columns([Column::Id, Column::Digests]).order_by_asc(Column::Id);
        let entries: Vec<(i32, Option<String>)> = query.into_tuple().all(db).await?;
        let mut stated = Self::default();
        for (entry, digests) in entries {
            if digests.is_none() {
                stated.older.insert(entry);
            }
            for (table, digest) in digests::read(digests.as_deref()) {
                stated.tables.entry(table).or_default().insert(entry, digest);
            }
        }
        Ok(stated)
    }

    /// What each entry stated of a table, in order of the rows' numbers.
    fn segments(&self, table: &str) -> Vec<Segment> {
        let entries = self.tables.get(table).into_iter().flatten();
        let stating = entries.filter(|(_, digest)| digest.stated > 0);
        let mut segments: Vec<Segment> = stating.map(|(entry, digest)| Segment::new(*entry, digest.clone())).collect();
        segments.sort_by_key(|segment| segment.digest.first);
        segments
    }

    /// True for a row stated before entries had digests.
    pub fn is_older(&self, entry: Option<i32>) -> bool {
        entry.map_or(!self.older.is_empty(), |entry| self.older.contains(&entry))
    }
}

macro_rules! check_all {
    ($db:ident, $stated:ident, $found:ident; action, $($table:ident),+) => {
        $({
            type Entity = super::entity::$table::Entity;
            let id = super::entity::$table::Column::Id;
            let name = digests::table_name::<Entity>();
            let mut check = TableCheck::new($stated.segments(&name));
            check.rows::<Entity, C>($db, id, &$stated).await?;
            $found.unvouched += check.unvouched;
            let mut here = check.findings(&name);
            here.extend(voids(&name, &check, &$stated));
            name_rows::<Entity, C>($db, id, &mut here).await?;
            $found.alterations.extend(here.into_iter().map(|(alteration, _)| alteration));
        })+
    };
}

async fn findings<C: ConnectionTrait>(db: &C) -> Result<TableFindings, Error> {
    let stated = StatedRows::read(db).await?;
    let mut found = TableFindings::default();
    super::backup::every_table!(check_all!(db, stated, found;));
    Ok(found)
}

/// An alteration with the numbers of its rows.
pub(super) type Numbered = (Alteration, Vec<i32>);

/// Rows voided or restored by hand, told by the entries that say which rows they voided.
fn voids(table: &str, check: &TableCheck, stated: &StatedRows) -> Vec<Numbered> {
    let said = stated.tables.get(table);
    let entries = said.into_iter().flat_map(BTreeMap::keys).chain(check.voided.keys()).copied();
    let entries: BTreeSet<i32> = entries.collect();
    let mut found = Vec::new();
    for entry in entries {
        let digest = said.and_then(|entries| entries.get(&entry)).cloned().unwrap_or_default();
        let voided = check.voided.get(&entry).cloned().unwrap_or_default();
        let agrees =
            voided.len() == digest.voided && (voided.is_empty() || numbers_digest(&voided) == digest.voided_sha256);
        if agrees {
            continue;
        }
        let listed: BTreeSet<i32> = parse_ranges(&digest.voided_rows).flat_map(|(a, b)| a..=b).collect();
        let now: BTreeSet<i32> = voided.into_iter().collect();
        let more: Vec<i32> = now.difference(&listed).copied().collect();
        let fewer: Vec<i32> = listed.difference(&now).copied().collect();
        found.extend(alteration(table, Some(entry), AlterationKind::Voided, more));
        found.extend(alteration(table, Some(entry), AlterationKind::Unvoided, fewer));
    }
    found
}

/// One finding about some rows; none where there are none.
pub(super) fn alteration(table: &str, entry: Option<i32>, kind: AlterationKind, rows: Vec<i32>) -> Option<Numbered> {
    let count = rows.len();
    let alteration = Alteration { table: table.to_owned(), entry, kind, rows: Vec::new(), count };
    (count > 0).then_some((alteration, rows))
}

/// Reads the first of the rows again, to tell them by their cells.
async fn name_rows<E: EntityTrait, C: ConnectionTrait>(
    db: &C,
    id: E::Column,
    found: &mut [Numbered],
) -> Result<(), Error> {
    for (alteration, numbers) in found {
        let some: Vec<i32> = numbers.iter().copied().take(MAX_NAMED).collect();
        let rows = E::find().filter(id.is_in(some.iter().copied())).order_by_asc(id).all(db).await?;
        let cells: BTreeMap<i32, String> = rows.iter().map(|row| super::table_check::cells::<E>(row)).collect();
        let named = some.iter().map(|number| match cells.get(number) {
            Some(cells) => format!("{number} ({cells})"),
            None => number.to_string(),
        });
        alteration.rows = named.collect();
    }
    Ok(())
}

impl Store {
    /// Compares every row of every table with what the journal says of it, in one pass over each table.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn altered_rows(&self) -> Result<TableFindings, Error> {
        findings(&self.read().await?.txn).await
    }
}

impl Write {
    /// The same of the tables as this write sees them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn altered_rows(&self) -> Result<TableFindings, Error> {
        findings(&self.txn).await
    }
}
