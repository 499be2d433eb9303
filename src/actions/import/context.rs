//! What an import stands on: the write it belongs to, what is known already, and what it found wrong.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::Request;
use super::corrections::take_voided;
use super::keep_absent_columns::{Unstated, fill};
use crate::actions::Refusal;
use crate::actions::merge::{Index, Merge, Plan, plan, plan_into, plan_of_columns};
use crate::domain::rows::TerritoryRow;
use crate::domain::text::printable;
use crate::domain::{Category, Message, TerritoryCode, kyiv};
use crate::formats::cells::range;
use crate::formats::email::{self, Letters};
use crate::formats::tables::OwnRow;
use crate::formats::timetable::{self, Unread};
use crate::formats::{Fault, FaultList, InputLimits, Numbered, Parsed, VoidRow, correct, messages, title_of};
use crate::registry::{Sourced, Territories};
use crate::rulebook::Rulebook;
use crate::store::{IdMap, Owner, Write};

/// Owners whose kept rows are held at a time.
const MAX_OWNERS: usize = 1_000;

/// Rows of an own table, and rows that void stored ones.
#[derive(Debug)]
pub struct OwnTable<T> {
    pub rows: Vec<Numbered<T>>,
    pub voids: Vec<VoidRow<T>>,
    /// Columns the file lacks.
    pub absent: Vec<&'static str>,
}

impl<T> OwnTable<T> {
    /// Every row, also those that void others, to be checked and completed alike.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Numbered<T>> {
        self.rows.iter_mut().chain(self.voids.iter_mut().map(|void| &mut void.named))
    }
}

/// An import in preparation.
pub struct ImportContext<'a> {
    pub write: &'a Write,
    pub rules: &'a Rulebook,
    pub refs: IdMap,
    pub day: Option<NaiveDate>,
    /// The day of the import in Kyiv.
    pub today: NaiveDate,
    pub end_missing: bool,
    /// Positions may leave a stored edition of a mandatory list.
    pub replace: bool,
    /// The rows are sample data.
    pub sample: bool,
    /// Numbers of earlier imports of the registry of centres, where points missing in a new one are to be ended.
    pub registry_imports: HashSet<u32>,
    pub faults: FaultList,
    pub warnings: FaultList,
    /// What the file calls its columns, by their keys.
    titles: Vec<(&'static str, String)>,
    /// Codes of rows that have faults.
    spoiled: HashSet<String>,
    /// The most that is read of the file.
    pub limits: InputLimits,
    /// Names of places mean those of this territory.
    pub territory: Option<TerritoryCode>,
    /// Rows of the sheet that are passed over, with what is wrong with them.
    pub without: BTreeSet<u32>,
    /// Schedules that say nothing.
    empty_hours: usize,
    tree: OnceLock<Arc<Territories>>,
}

impl<'a> ImportContext<'a> {
    pub async fn new(write: &'a Write, rules: &'a Rulebook, request: &Request) -> Result<Self, Refusal> {
        let (faults, warnings) = (FaultList::default(), FaultList::default());
        let (day, end_missing) = (request.day, request.end_missing);
        let (replace, sample) = (request.replace, request.sample);
        let registry_imports = HashSet::new();
        let refs = write.refs().await?;
        Ok(Self {
            write,
            rules,
            refs,
            day,
            today: kyiv::date(request.now),
            end_missing,
            replace,
            sample,
            registry_imports,
            faults,
            warnings,
            titles: Vec::new(),
            spoiled: HashSet::new(),
            territory: request.territory,
            limits: request.purpose.limits(),
            without: BTreeSet::new(),
            empty_hours: 0,
            tree: OnceLock::new(),
        })
    }

    /// The rows of an own table and those that void stored ones, if it could be read.
    pub fn own_table<T>(&mut self, mut parsed: Parsed<T>) -> Result<OwnTable<T>, Refusal> {
        let (mut voids, absent) = (std::mem::take(&mut parsed.voids), std::mem::take(&mut parsed.absent));
        voids.retain(|void| !self.without.contains(&void.named.row));
        Ok(OwnTable { rows: self.rows(parsed)?, voids, absent })
    }

    /// The rows of a file that could be read; its faults refuse the import when the other rows are checked too, at
    /// once where there are none. Its warnings are kept.
    pub fn rows<T>(&mut self, mut parsed: Parsed<T>) -> Result<Vec<Numbered<T>>, Refusal> {
        if !self.without.is_empty() {
            parsed.rows.retain(|row| !self.without.contains(&row.row));
            parsed.faults = parsed.faults.without_rows(&self.without);
        }
        parsed.faults.extend(parsed.voids.iter().map(|void| correct::of_own_tables(void.named.row)));
        if parsed.rows.is_empty() && parsed.damaged.is_empty() && !parsed.faults.is_empty() {
            return Err(Refusal::Invalid(parsed.faults));
        }
        self.faults.append(parsed.faults);
        self.warnings.append(parsed.warnings);
        self.titles = parsed.titles;
        self.spoiled = parsed.spoiled.into_iter().collect();
        Ok(parsed.rows)
    }

    /// The rows of an own table, whose cells may name what is known by code or by name.
    pub async fn read<T: OwnRow>(&mut self, bytes: &[u8]) -> Result<OwnTable<T>, Refusal> {
        let parsed = super::references::read(self, bytes).await?;
        self.own_table(parsed)
    }

    /// True for the code of a row that has faults of its own: whether it will be there nobody can say.
    pub fn is_spoiled(&self, code: &str) -> bool {
        self.spoiled.contains(code)
    }

    /// Tells a fault of a row.
    #[expect(clippy::needless_pass_by_value, reason = "numbers, codes and texts are given as they come")]
    pub fn fault(
        &mut self,
        row: u32,
        column: &str,
        value: impl ToString,
        reason: impl Into<Message>,
        expected: impl Into<Message>,
    ) {
        let fault = fault(row, self.column_title(column), &value, reason, expected);
        self.faults.push(fault);
    }

    /// Takes faults that others found, with the titles of the sheet.
    pub fn take_faults(&mut self, faults: FaultList) {
        self.faults.extend(faults.into_iter().map(|fault| fault.titled(&self.titles)));
    }

    /// Says something that is no reason to refuse.
    #[expect(clippy::needless_pass_by_value, reason = "numbers, codes and texts are given as they come")]
    pub fn warn(
        &mut self,
        row: u32,
        column: &str,
        value: impl ToString,
        reason: impl Into<Message>,
        expected: impl Into<Message>,
    ) {
        let warning = fault(row, self.column_title(column), &value, reason, expected);
        self.warnings.push(warning);
    }

    /// What the file calls a column, or its key.
    fn column_title<'k>(&'k self, key: &'k str) -> &'k str {
        title_of(&self.titles, key)
    }

    /// Says that letters of another alphabet stand in an e-mail address; the address to keep.
    pub fn email(&mut self, row: u32, column: &str, stated: Option<String>) -> Option<String> {
        let stated = stated?;
        let (address, (reason, expected)) = match email::letters(&stated) {
            Letters::Fine => return Some(stated),
            Letters::Mended(address) => (address.clone(), messages::email_mended(&address)),
            Letters::Foreign(letters) => (stated.clone(), messages::email_foreign(&letters)),
        };
        self.warn(row, column, stated, reason, expected);
        Some(address)
    }

    /// Hours in OSM syntax, if they can be read; schedules that say nothing are only counted.
    pub fn hours(&mut self, (row, column): (u32, &str), text: &str) -> Option<String> {
        match timetable::read(text) {
            Ok(hours) => return Some(hours),
            Err(Unread::Empty) => self.empty_hours += 1,
            Err(Unread::Part(part)) => {
                self.warn(row, column, text, Message::new("fault-timetable-unread").with("part", part), "");
            }
        }
        None
    }

    /// Says once how many schedules say nothing.
    pub fn tell_empty_hours(&mut self, column: &str) {
        if self.empty_hours > 0 {
            self.warn(0, column, self.empty_hours, "fault-timetables-empty", "");
        }
    }

    /// Says that a value is hardly right where it lies outside the likely range.
    pub fn warn_outside(&mut self, (row, column): (u32, &str), value: f64, likely: Option<[f64; 2]>) {
        if let Some([least, most]) = likely.filter(|[least, most]| !(*least..=*most).contains(&value)) {
            self.warn(row, column, value, "fault-unlikely-value", range("expected-range", &(least..=most)));
        }
    }

    /// Everything kept in a table.
    pub async fn index<R: Merge>(&self) -> Result<Index<R>, Refusal> {
        Ok(Index::new(self.write.all::<R>(&self.refs).await?))
    }

    /// Merges rows into a table.
    pub async fn plan<R: Merge>(&self, rows: Vec<Numbered<R>>) -> Result<Plan<R>, Refusal> {
        let index = self.index_of(rows.iter().map(|row| &row.value)).await?;
        Ok(plan(&index, rows.into_iter().map(|row| row.value), self.day))
    }

    /// Voids and merges rows of an own table.
    pub async fn plan_own<R: Unstated + OwnRow>(&mut self, mut table: OwnTable<R>) -> Result<Plan<R>, Refusal> {
        let groups = self.groups(&table.rows).filter(|groups| groups.len() > MAX_OWNERS && table.voids.is_empty());
        if let Some(groups) = groups {
            return self.plan_groups(table, &groups).await;
        }
        let stated = table.rows.iter().map(|row| &row.value);
        let index = self.index_of(stated.chain(table.voids.iter().map(|void| &void.named.value))).await?;
        fill(&mut table.rows, &table.absent, &index, self.day);
        // Who repeats such a row confirms it as a whole.
        table.absent.clear();
        Ok(self.plan_over(index, table))
    }

    /// Merges rows group by group: of a table of millions only what is kept of some owners is held at a time.
    async fn plan_groups<R: Unstated>(
        &self,
        table: OwnTable<R>,
        groups: &BTreeMap<Owner, usize>,
    ) -> Result<Plan<R>, Refusal> {
        let OwnTable { mut rows, absent, .. } = table;
        let group = |row: &Numbered<R>| groups.get(&self.owner(&row.value)?).copied();
        // The first group last, to be taken from the end.
        rows.sort_by_cached_key(|row| Reverse(group(row)));
        let mut plan = Plan::default();
        while let Some(number) = rows.last().map(group) {
            let mut some = rows.split_off(rows.partition_point(|row| group(row) > number));
            let index = self.index_of(some.iter().map(|row| &row.value)).await?;
            fill(&mut some, &absent, &index, self.day);
            plan_into(&mut plan, &index, some.into_iter().map(|row| row.value), self.day);
            if plan.replace.len() > self.limits.changed {
                return Err(Refusal::Invalid(vec![messages::too_much_changed(self.limits.changed)].into()));
            }
        }
        Ok(plan)
    }

    /// The group of every owner of the rows that is known, in their order; `None` where a row has no owner.
    fn groups<R: Merge>(&self, rows: &[Numbered<R>]) -> Option<BTreeMap<Owner, usize>> {
        let mut groups = BTreeMap::new();
        for row in rows {
            row.value.owner()?;
            let Some(owner) = self.owner(&row.value) else { continue };
            let group = groups.len() / MAX_OWNERS;
            groups.entry(owner).or_insert(group);
        }
        Some(groups)
    }

    fn owner<R: Merge>(&self, row: &R) -> Option<Owner> {
        R::owner_of(row.owner()?, &self.refs)
    }

    /// Voids and merges rows of an own table over what is kept of it; of a file that lacks some columns only the fields
    /// it has are confirmed.
    pub fn plan_over<R: Merge + OwnRow>(&mut self, mut index: Index<R>, table: OwnTable<R>) -> Plan<R> {
        let voided = take_voided(self, &mut index, table.voids);
        let rows = table.rows.into_iter().map(|row| row.value);
        let mut plan = plan_of_columns(&index, rows, self.day, table.absent);
        plan.remove.extend(voided);
        plan
    }

    /// The kept rows that stated ones may meet.
    pub async fn index_of<'r, R: Merge + 'r>(&self, rows: impl Iterator<Item = &'r R>) -> Result<Index<R>, Refusal> {
        match self.owners(rows) {
            Some(owners) => Ok(Index::new(self.write.all_of::<R>(&owners, &self.refs).await?)),
            None => self.index::<R>().await,
        }
    }

    /// The owners of the rows: the rest of the table, which may be many times the file, need not be read. An owner that
    /// is not known has no rows yet.
    fn owners<'r, R: Merge + 'r>(&self, mut rows: impl Iterator<Item = &'r R>) -> Option<Vec<Owner>> {
        let known = rows.try_fold(BTreeSet::new(), |mut known, row| {
            row.owner()?;
            known.extend(self.owner(row));
            Some(known)
        });
        known.map(|owners| owners.into_iter().collect())
    }

    /// The tree as it is kept, read once.
    pub async fn tree(&self) -> Result<Arc<Territories>, Refusal> {
        if let Some(tree) = self.tree.get() {
            return Ok(Arc::clone(tree));
        }
        let rows = self.write.all::<TerritoryRow>(&self.refs).await?;
        let tree = Arc::new(Territories::new(rows.into_iter().map(|row| row.kept).collect()));
        Ok(Arc::clone(self.tree.get_or_init(|| tree)))
    }

    /// The hromada with this code; a fault when there is none.
    pub fn hromada(&mut self, tree: &Territories, row: u32, column: &str, code: TerritoryCode) -> bool {
        match tree.get(code).map(|place| place.category) {
            Some(Category::Hromada) => true,
            Some(_) => {
                self.fault(row, column, code, "fault-not-a-hromada", "expected-hromada-code");
                false
            }
            None => {
                self.fault(row, column, code, "fault-not-in-codifier", "expected-hromada-of-codifier");
                false
            }
        }
    }

    /// True when there is such a service; a fault when there is none.
    pub fn service(&mut self, row: u32, code: &str) -> bool {
        let known = self.refs.services.is_in_use(code);
        if !known {
            self.fault(row, "service", code, "fault-no-service", "expected-service-code");
        }
        known
    }
}

/// A fault or a warning of one row.
pub fn fault(
    row: u32,
    column: &str,
    value: &impl ToString,
    reason: impl Into<Message>,
    expected: impl Into<Message>,
) -> Fault {
    Fault {
        row,
        column: column.to_owned(),
        value: printable(&value.to_string()),
        reason: reason.into(),
        expected: expected.into(),
    }
}

/// Kept and stated rows of one key together, as they would stand after the import.
pub fn together<R: Merge>(index: &Index<R>, stated: &[Numbered<R>]) -> HashMap<String, Vec<Sourced<R>>> {
    let mut all: HashMap<String, Vec<Sourced<R>>> = HashMap::new();
    for row in index.all() {
        all.entry(row.kept.key()).or_default().push(row.kept.clone());
    }
    for row in stated {
        let rows = all.entry(row.value.key()).or_default();
        let start = row.value.span().and_then(|span| span.from);
        rows.retain(|old| old.span().and_then(|span| span.from) != start);
        rows.push(Sourced::from_one_source(row.value.clone(), 0, NaiveDate::MIN));
    }
    for rows in all.values_mut() {
        rows.sort_by_key(|row| row.span().and_then(|span| span.from));
    }
    all
}
