//! A database and what was done to it, in this very process: faster than a command for each step.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use cnap::actions::import::{Purpose, Request, run as import};
use cnap::actions::{Actor, Mode, Refusal, undo};
use cnap::formats::Format;
use cnap::registry::Records;
use cnap::rulebook::Rulebook;
use cnap::store::Store;

use super::{Base, Db, region};

/// A store over a database of its own, with the small region.
pub struct History {
    pub base: Base,
    pub store: Store,
    rules: Arc<Rulebook>,
}

impl History {
    /// The small region loaded into a new database; `None` where there is no PostgreSQL to test on.
    pub async fn begin(db: Db) -> Option<Self> {
        let base = Base::fresh(db).await?;
        let store = Store::open(&base.url).await.unwrap();
        let rules = Arc::new(cnap::data::rulebook(None).unwrap());
        let history = Self { base, store, rules };
        for (format, table) in region::TABLES {
            history.import(format, table).await.unwrap().expect(format);
        }
        Some(history)
    }

    /// Imports a table; the entry of the journal, `None` where nothing changed.
    pub async fn import(&self, format: &str, table: &str) -> Result<Option<u64>, Refusal> {
        let now = self.clock().await;
        let request = Request {
            format: Format::parse(format).unwrap(),
            bytes: table.into(),
            file: Some(format!("{format}.csv")),
            day: None,
            territory: None,
            confirmed: Some(now.date_naive()),
            mode: Mode::default(),
            end_missing: false,
            replace: false,
            sample: false,
            actor: Actor::CommandLine,
            purpose: Purpose::Operation,
            now,
        };
        let outcome = import(&self.store, &self.rules, request).await?;
        Ok(outcome.action.map(|entry| u64::from(entry.unsigned_abs())))
    }

    /// Takes an entry back; the entry of the journal that does it.
    pub async fn undo(&self, entry: u64) -> Result<u64, Refusal> {
        let (now, actor) = (self.clock().await, Actor::CommandLine);
        let request = undo::Request { entry, mode: Mode::default(), actor, now };
        let outcome = undo::run(&self.store, request).await?;
        Ok(u64::from(outcome.action.unwrap().unsigned_abs()))
    }

    /// A clock that goes a day with every entry, so that a history is the same whenever it is made.
    async fn clock(&self) -> DateTime<Utc> {
        let days = i64::try_from(self.last_entry().await).unwrap();
        DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(days + 20_000)
    }

    pub async fn last_entry(&self) -> u64 {
        self.store.last_entry().await.unwrap()
    }

    /// What is known now.
    pub async fn records(&self) -> Records {
        self.store.load(Arc::clone(&self.rules)).await.unwrap()
    }

    /// What was known after an entry.
    pub async fn known(&self, entry: u64) -> Records {
        self.store.load_known(Arc::clone(&self.rules), entry).await.unwrap().unwrap()
    }
}
