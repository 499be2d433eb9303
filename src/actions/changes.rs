//! Every change of every row in the order of learning, made from the rows an entry stated and voided: a follower who takes
//! `before` away and puts `after` in has the same rows.

mod cursor;
mod pairs;

use std::collections::{HashMap, VecDeque};

pub use self::cursor::Cursor;
use self::pairs::Pairs;
use super::merge::Merge;
use crate::domain::rows::{
    AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow, PositionRow,
    ServiceRow, StepRow, TargetRow, TerritoryRow,
};
use crate::formats::Format;
use crate::formats::tables::{OwnRow, cells};
use crate::store::{EntryChange, Error, IdMap, Read, Store, TableChange, name_of};

/// Rows read at a time.
const PORTION: usize = 1_000;
/// Entries read at a time.
const ENTRIES: u64 = 200;

/// Cells by the columns of the table; empty ones are left out.
pub type Cells = Vec<(&'static str, String)>;

/// The own tables in the order they refer to one another.
pub const TABLES: [Format; 13] = [
    Format::Territories,
    Format::HromadaFacts,
    Format::StarostaDistricts,
    Format::Services,
    Format::ServiceSteps,
    Format::Points,
    Format::Mandatory,
    Format::MandatoryDeclared,
    Format::Offerings,
    Format::Answers,
    Format::Equipment,
    Format::Figures,
    Format::Targets,
];

/// One row that was stated, stated otherwise, or voided.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where to go on after this change.
    pub cursor: Cursor,
    /// Number of the entry by which it was learned.
    pub entry: u32,
    pub table: Format,
    /// Columns that name the thing, in their order.
    pub key: &'static [&'static str],
    /// `None`: nothing was known of it before.
    pub before: Option<Cells>,
    /// `None`: the row was voided, and nothing stands in its place.
    pub after: Option<Cells>,
}

/// Calls a function for the row type of a table.
macro_rules! of_table {
    ($format:expr, $call:ident($($arg:expr),*) $(. $await:ident)?, $otherwise:expr) => {
        match $format {
            Format::Territories => $call::<TerritoryRow>($($arg),*)$(.$await)?,
            Format::HromadaFacts => $call::<FactRow>($($arg),*)$(.$await)?,
            Format::StarostaDistricts => $call::<DistrictRow>($($arg),*)$(.$await)?,
            Format::Services => $call::<ServiceRow>($($arg),*)$(.$await)?,
            Format::ServiceSteps => $call::<StepRow>($($arg),*)$(.$await)?,
            Format::Points => $call::<PointRow>($($arg),*)$(.$await)?,
            Format::Mandatory => $call::<PositionRow>($($arg),*)$(.$await)?,
            Format::MandatoryDeclared => $call::<DeclaredRow>($($arg),*)$(.$await)?,
            Format::Offerings => $call::<OfferingRow>($($arg),*)$(.$await)?,
            Format::Answers => $call::<AnswerRow>($($arg),*)$(.$await)?,
            Format::Equipment => $call::<EquipmentRow>($($arg),*)$(.$await)?,
            Format::Figures => $call::<FigureRow>($($arg),*)$(.$await)?,
            Format::Targets => $call::<TargetRow>($($arg),*)$(.$await)?,
            _ => $otherwise,
        }
    };
}

/// Changes as they are read, portion by portion; no more than a portion is held.
#[derive(Debug)]
pub struct Changes {
    store: Store,
    refs: IdMap,
    /// The last entry that is told.
    last: i32,
    /// The last entry that was taken up.
    after: i32,
    entries: VecDeque<EntryChange>,
    tables: VecDeque<TableWalk>,
    from: Cursor,
}

/// The way through what one entry did to one table.
#[derive(Debug)]
struct TableWalk {
    entry: i32,
    format: Format,
    change: TableChange,
    /// Changes made so far.
    done: usize,
    /// How many of the first are not wanted.
    skipped: usize,
    pairs: Option<Pairs>,
}

impl Changes {
    /// Changes after a cursor, up to an entry and with it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn begin(store: &Store, from: Cursor, last: u64) -> Result<Self, Error> {
        let refs = store.read().await?.refs().await?;
        let entry = i32::try_from(from.entry).unwrap_or(i32::MAX);
        // Of an entry that was told in part the rest is wanted.
        let after = if from.table.is_some() { entry - 1 } else { entry };
        let last = i32::try_from(last).unwrap_or(i32::MAX);
        let (entries, tables) = (VecDeque::new(), VecDeque::new());
        Ok(Self { store: store.clone(), refs, last, after, entries, tables, from })
    }

    /// Some further changes; none at the end.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit.
    pub async fn next(&mut self) -> Result<Vec<Change>, Error> {
        loop {
            if let Some(walk) = self.tables.front_mut() {
                let read = self.store.read().await?;
                let found = of_table!(walk.format, portion(&read, &self.refs, walk).await, Ok(None))?;
                match found {
                    Some(changes) if changes.is_empty() => {}
                    Some(changes) => return Ok(changes),
                    None => drop(self.tables.pop_front()),
                }
            } else if let Some(entry) = self.entries.pop_front() {
                self.after = entry.entry;
                self.take_up(entry);
            } else {
                let read = self.store.read().await?;
                self.entries = read.changes_after(self.after, self.last, ENTRIES).await?.into();
                if self.entries.is_empty() {
                    return Ok(Vec::new());
                }
            }
        }
    }

    /// Lays out the tables of an entry in their order.
    fn take_up(&mut self, mut entry: EntryChange) {
        let resumed = self.from.table.filter(|_| i64::from(entry.entry) == i64::from(self.from.entry));
        let begin = resumed.and_then(|table| TABLES.iter().position(|one| *one == table)).unwrap_or(0);
        for (place, format) in TABLES.into_iter().enumerate().skip(begin) {
            let name = of_table!(format, name_of(), String::new());
            let Some(at) = entry.tables.iter().position(|one| one.table == name) else { continue };
            let change = entry.tables.swap_remove(at);
            let skipped = if place == begin && resumed.is_some() { self.from.done } else { 0 };
            // Where nothing was voided a change is a row, and rows are passed over by number.
            let done = if change.voided == 0 { skipped.min(change.stated) } else { 0 };
            self.tables.push_back(TableWalk { entry: entry.entry, format, change, done, skipped, pairs: None });
        }
    }
}

/// The next changes of a table; `None` at its end, an empty list where they are all to be skipped.
async fn portion<R: Merge + OwnRow>(
    read: &Read,
    refs: &IdMap,
    walk: &mut TableWalk,
) -> Result<Option<Vec<Change>>, Error> {
    if walk.pairs.is_none() {
        let voided = walk.change.voided > 0;
        walk.pairs = Some(if voided { Pairs::read::<R>(read, refs, walk.entry).await? } else { Pairs::default() });
    }
    let Some(pairs) = &mut walk.pairs else { return Ok(None) };
    let begin = walk.done;
    let made = if begin < walk.change.stated {
        stated_changes::<R>(read, refs, &walk.change, begin, pairs).await?
    } else {
        voided::<R>(read, refs, pairs.unpaired(begin - walk.change.stated, PORTION)).await?
    };
    if made.is_empty() {
        return Ok(None);
    }
    walk.done += made.len();
    let entry = walk.entry.unsigned_abs();
    let change = |(done, (before, after)): (usize, RowPair<R>)| Change {
        cursor: Cursor { entry, table: Some(walk.format), done },
        entry,
        table: walk.format,
        key: R::KEY,
        before: before.as_ref().map(cells),
        after: after.as_ref().map(cells),
    };
    Ok(Some((begin + 1..).zip(made).filter(|(done, _)| *done > walk.skipped).map(change).collect()))
}

/// A row before and after.
type RowPair<R> = (Option<R>, Option<R>);

/// Stated rows with those they replace.
async fn stated_changes<R: Merge + OwnRow>(
    read: &Read,
    refs: &IdMap,
    change: &TableChange,
    begin: usize,
    pairs: &mut Pairs,
) -> Result<Vec<RowPair<R>>, Error> {
    let first = change.first + i32::try_from(begin).unwrap_or(i32::MAX);
    let count = i32::try_from(PORTION.min(change.stated - begin)).unwrap_or(0);
    let numbers: Vec<i32> = (first..first + count).collect();
    let rows = read.rows_numbered::<R>(&numbers, refs).await?;
    let replaced: Vec<Option<i32>> = rows.iter().map(|(_, row)| pairs.take_pair(row)).collect();
    let wanted: Vec<i32> = replaced.iter().flatten().copied().collect();
    let mut before: HashMap<i32, R> = read.rows_numbered::<R>(&wanted, refs).await?.into_iter().collect();
    let both = |((_, row), old): ((i32, R), Option<i32>)| (old.and_then(|old| before.remove(&old)), Some(row));
    Ok(rows.into_iter().zip(replaced).map(both).collect())
}

/// Voided rows in whose place nothing was stated.
async fn voided<R: Merge + OwnRow>(read: &Read, refs: &IdMap, numbers: &[i32]) -> Result<Vec<RowPair<R>>, Error> {
    let rows = read.rows_numbered::<R>(numbers, refs).await?;
    Ok(rows.into_iter().map(|(_, row)| (Some(row), None)).collect())
}
