//! Who changed what, the newest entries first: every changed row with the person, filtered for whoever looks into it.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::changes::{Cells, Change, Changes, Cursor};
use crate::domain::{TerritoryCode, kyiv};
use crate::formats::Format;
use crate::registry::{Records, Scope};
use crate::store::{Error, Store, StoredAuditEntry};

/// The word of what is no own table: accounts and tokens.
pub const ACCOUNTS: &str = "accounts";
/// Entries read at a time.
const ENTRIES: u64 = 200;
/// Rows looked through for one page; whoever wants more goes on from there.
const LOOKED_THROUGH: usize = 50_000;

/// What is looked for; nothing named is everything.
#[derive(Clone, Debug)]
pub struct ChangeFilter {
    /// Who submitted or decided.
    pub person: Option<i32>,
    pub scope: Scope,
    /// The word of a table, or [`ACCOUNTS`].
    pub table: Option<String>,
    /// First and last day of learning, as in Kyiv.
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// What an entry says of who and when.
#[derive(Clone, Debug)]
pub struct EntryFacts {
    pub number: i32,
    pub at: DateTime<Utc>,
    pub name: String,
    /// As the journal keeps it.
    pub actor: String,
    /// Who decided, or changed an account: the number of the account.
    pub person: Option<i32>,
    pub submission: Option<i32>,
    /// Who submitted.
    pub author: Option<i32>,
    /// The account that was changed.
    pub account: Option<i32>,
}

/// A changed row, or an entry about an account.
#[derive(Clone, Debug)]
pub struct Found {
    pub entry: Arc<EntryFacts>,
    pub change: Option<Change>,
}

/// What was found, and where to go on.
#[derive(Clone, Debug)]
pub struct FoundChanges {
    pub items: Vec<Found>,
    pub next: Option<Cursor>,
}

impl EntryFacts {
    fn new(entry: &StoredAuditEntry) -> Self {
        let said: serde_json::Value = serde_json::from_str(&entry.changes).unwrap_or_default();
        let number = |key: &str| said.get(key)?.as_i64().and_then(|id| i32::try_from(id).ok());
        let person = entry.actor.strip_prefix("person ").and_then(|rest| rest.split(' ').next());
        Self {
            number: entry.id,
            at: entry.at,
            name: entry.name.clone(),
            actor: entry.actor.clone(),
            person: person.and_then(|id| id.parse().ok()),
            submission: number("submission"),
            author: None,
            account: number("account"),
        }
    }

    fn cursor_before(&self) -> Cursor {
        Cursor::after_entry(self.number.unsigned_abs().saturating_sub(1))
    }
}

impl ChangeFilter {
    fn has_entry(&self, entry: &EntryFacts) -> bool {
        let day = kyiv::date(entry.at);
        let by = |person: i32| [entry.person, entry.author].contains(&Some(person));
        self.since.is_none_or(|since| day >= since)
            && self.until.is_none_or(|until| day <= until)
            && self.person.is_none_or(by)
    }

    fn has_account_entry(&self, entry: &EntryFacts) -> bool {
        let is_table = self.table.as_deref().is_none_or(|table| table == ACCOUNTS);
        entry.account.is_some() && is_table && self.scope == Scope::Country
    }

    fn has_change(&self, records: &Records, change: &Change) -> bool {
        let is_table = self.table.as_deref().is_none_or(|table| table == change.table.word());
        is_table && self.has_place(records, change)
    }

    fn has_place(&self, records: &Records, change: &Change) -> bool {
        let Scope::Within(inside, _) = self.scope else { return true };
        let tree = &records.territories;
        let lies_in = |code: TerritoryCode| code == inside || tree.lies_in(code, inside);
        let both = [change.before.as_ref(), change.after.as_ref()];
        both.into_iter().flatten().any(|cells| places(records, change.table, cells).into_iter().any(lies_in))
    }

    /// False where the counts of an entry say that it touched nothing of the table.
    fn may_touch(&self, entry: &StoredAuditEntry) -> bool {
        let Some(table) = &self.table else { return true };
        let counts: serde_json::Value = serde_json::from_str(&entry.summary).unwrap_or_default();
        counts.get(table).is_some() || entry.undoes.is_some()
    }
}

/// The places a row speaks of: its own code, its hromada, or the hromada of its point.
fn places(records: &Records, table: Format, cells: &Cells) -> Vec<TerritoryCode> {
    let cell = |name: &str| cells.iter().find(|(column, _)| *column == name).map(|(_, text)| text.as_str());
    let own = ["hromada", "territory"].into_iter().filter_map(cell);
    let own = own.chain((table == Format::Territories).then(|| cell("code")).flatten());
    let mut codes: Vec<TerritoryCode> = own.filter_map(|text| TerritoryCode::parse(text).ok()).collect();
    let point = cell("point").or_else(|| (table == Format::Points).then(|| cell("code")).flatten());
    let record = point.and_then(|code| records.network.by_code(code));
    codes.extend(record.into_iter().flat_map(|record| record.rows.iter().filter_map(|row| row.hromada)));
    codes
}

/// At most so many changes, the newest entries first, after a cursor of an earlier page.
///
/// # Errors
/// The database does not answer, or a stored value does not fit.
pub async fn find(
    store: &Store,
    records: &Records,
    filter: &ChangeFilter,
    from: Option<Cursor>,
    most: usize,
) -> Result<FoundChanges, Error> {
    let mut search = Search { store, records, filter, most, looked: 0, items: Vec::new() };
    let mut resumed = from.filter(|cursor| cursor.table.is_some());
    let mut before = from.map(|cursor| i32::try_from(cursor.entry).unwrap_or(i32::MAX).saturating_add(1));
    loop {
        let entries = store.journal(before, ENTRIES).await?;
        let Some(last) = entries.last() else { return Ok(FoundChanges { items: search.items, next: None }) };
        before = Some(last.id);
        for (entry, facts) in with_facts(store, &entries).await? {
            if filter.since.is_some_and(|since| kyiv::date(facts.at) < since) {
                return Ok(FoundChanges { items: search.items, next: None });
            }
            let resumed = resumed.take().filter(|cursor| i64::from(cursor.entry) == i64::from(entry.id));
            if let Some(next) = search.entry(entry, facts, resumed).await? {
                return Ok(FoundChanges { items: search.items, next: Some(next) });
            }
        }
    }
}

/// The entries with who submitted what they accept.
async fn with_facts<'e>(
    store: &Store,
    entries: &'e [StoredAuditEntry],
) -> Result<Vec<(&'e StoredAuditEntry, EntryFacts)>, Error> {
    let mut facts: Vec<(&StoredAuditEntry, EntryFacts)> =
        entries.iter().map(|entry| (entry, EntryFacts::new(entry))).collect();
    let numbers: Vec<i32> = facts.iter().filter_map(|(_, facts)| facts.submission).collect();
    let authors: HashMap<i32, i32> = store.submission_authors(&numbers).await?;
    for (_, facts) in &mut facts {
        facts.author = facts.submission.and_then(|number| authors.get(&number).copied());
    }
    Ok(facts)
}

/// A search on its way.
struct Search<'s> {
    store: &'s Store,
    records: &'s Records,
    filter: &'s ChangeFilter,
    most: usize,
    looked: usize,
    items: Vec<Found>,
}

impl Search<'_> {
    /// Looks through one entry; a cursor where the page is full, or enough was looked through.
    async fn entry(
        &mut self,
        entry: &StoredAuditEntry,
        facts: EntryFacts,
        resumed: Option<Cursor>,
    ) -> Result<Option<Cursor>, Error> {
        if !self.filter.has_entry(&facts) {
            return Ok(None);
        }
        let facts = Arc::new(facts);
        if resumed.is_none() && (self.items.len() >= self.most || self.looked >= LOOKED_THROUGH) {
            return Ok(Some(Cursor::after_entry(facts.number.unsigned_abs())));
        }
        if self.filter.has_account_entry(&facts) {
            self.items.push(Found { entry: facts, change: None });
            return Ok(None);
        }
        if facts.account.is_some() || !self.filter.may_touch(entry) {
            return Ok(None);
        }
        self.rows(&facts, resumed.unwrap_or_else(|| facts.cursor_before())).await
    }

    async fn rows(&mut self, facts: &Arc<EntryFacts>, from: Cursor) -> Result<Option<Cursor>, Error> {
        let mut changes = Changes::begin(self.store, from, u64::from(facts.number.unsigned_abs())).await?;
        let mut last = from;
        loop {
            let some = changes.next().await?;
            if some.is_empty() {
                return Ok(None);
            }
            for change in some {
                if self.items.len() >= self.most || self.looked >= LOOKED_THROUGH {
                    let is_within = last.table.is_some();
                    return Ok(Some(if is_within { last } else { Cursor::after_entry(facts.number.unsigned_abs()) }));
                }
                (self.looked, last) = (self.looked + 1, change.cursor);
                if self.filter.has_change(self.records, &change) {
                    self.items.push(Found { entry: Arc::clone(facts), change: Some(change) });
                }
            }
        }
    }
}

/// Entries about one account, the newest first.
///
/// # Errors
/// The database does not answer.
pub async fn of_account(store: &Store, account: i32) -> Result<Vec<EntryFacts>, Error> {
    let entries = store.account_entries().await?;
    Ok(entries.iter().map(EntryFacts::new).filter(|entry| entry.account == Some(account)).collect())
}
