//! Numbers of points, services and grounds by their texts; new ones are given the next free number.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Numbers and texts, both ways.
#[derive(Clone, Debug, Default)]
pub struct TableIds {
    by_text: HashMap<Arc<str>, i32>,
    by_id: HashMap<i32, Arc<str>>,
    next: i32,
    /// Numbers of those that have a row which is not voided.
    in_use: HashSet<i32>,
    /// Given since the store was read, not yet written.
    pub(super) new: Vec<(i32, Arc<str>)>,
}

impl TableIds {
    pub(super) fn new(rows: Vec<(i32, String)>) -> Self {
        let mut ids = Self { next: 1, ..Self::default() };
        for (id, text) in rows {
            ids.next = ids.next.max(id + 1);
            ids.insert_id(id, Arc::from(text));
        }
        ids
    }

    /// The same, knowing which numbers have a row that is not voided.
    pub(super) fn with_use(self, in_use: impl IntoIterator<Item = i32>) -> Self {
        Self { in_use: in_use.into_iter().collect(), ..self }
    }

    /// True when the text has a row that is not voided: a number alone is only a name once given.
    #[must_use]
    pub fn is_in_use(&self, text: &str) -> bool {
        self.find(text).is_some_and(|id| self.in_use.contains(&id))
    }

    fn insert_id(&mut self, id: i32, text: Arc<str>) {
        self.by_text.insert(Arc::clone(&text), id);
        self.by_id.insert(id, text);
    }

    /// The text's number, if it has one.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<i32> {
        self.by_text.get(text).copied()
    }

    #[must_use]
    pub fn text(&self, id: i32) -> Option<&Arc<str>> {
        self.by_id.get(&id)
    }

    /// The text's number; a new text is given the next one.
    pub(super) fn number(&mut self, text: &str) -> i32 {
        if let Some(id) = self.find(text) {
            return id;
        }
        let id = self.next.max(1);
        self.next = id + 1;
        let text: Arc<str> = Arc::from(text);
        self.insert_id(id, Arc::clone(&text));
        self.new.push((id, text));
        id
    }
}

/// What rows refer to.
#[derive(Clone, Debug, Default)]
pub struct IdMap {
    pub points: TableIds,
    pub services: TableIds,
    pub grounds: TableIds,
}
