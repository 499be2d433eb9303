//! Mandatory lists and their editions by date in force.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::rows::{ListClass, PositionRow};

/// One edition of a list, imported whole.
#[derive(Clone, Debug)]
pub struct Edition {
    pub list: String,
    pub in_force: NaiveDate,
    /// In order of service code.
    pub positions: Vec<PositionRow>,
    /// How many positions the edition says each class has.
    pub declared: BTreeMap<ListClass, u32>,
    pub source: u32,
    /// Every entry its positions come from.
    pub sources: BTreeSet<u32>,
}

impl Edition {
    /// Positions of a class's set, before conditions; the sets of centres are cumulative.
    #[must_use]
    pub fn loaded(&self, class: ListClass) -> usize {
        self.positions.iter().filter(|position| position.is_in(class)).count()
    }
}

impl PositionRow {
    /// True when the position belongs to the set of the class.
    #[must_use]
    pub fn is_in(&self, class: ListClass) -> bool {
        self.classes.iter().any(|named| class.includes(*named))
    }
}

/// All editions, by list and date.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// In order of list and date in force.
    pub editions: Vec<Edition>,
}

impl Lists {
    #[must_use]
    pub fn new(mut editions: Vec<Edition>) -> Self {
        for edition in &mut editions {
            edition.positions.sort_by(|a, b| a.service.cmp(&b.service));
        }
        editions.sort_by(|a, b| (&a.list, a.in_force).cmp(&(&b.list, b.in_force)));
        Self { editions }
    }

    /// The last edition in force on the day; among several lists the one whose edition is newest.
    #[must_use]
    pub fn edition_on(&self, day: NaiveDate) -> Option<&Edition> {
        self.editions.iter().filter(|edition| edition.in_force <= day).max_by_key(|edition| edition.in_force)
    }

    #[must_use]
    pub fn get(&self, list: &str, in_force: NaiveDate) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.list == list && edition.in_force == in_force)
    }

    /// The edition of the list in force the day before.
    #[must_use]
    pub fn edition_before(&self, list: &str, day: NaiveDate) -> Option<&Edition> {
        let earlier = self.editions.iter().filter(|edition| edition.list == list && edition.in_force < day);
        earlier.max_by_key(|edition| edition.in_force)
    }

    /// Names of the lists, each once.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.editions.iter().map(|edition| edition.list.as_str()).collect();
        names.dedup();
        names
    }
}
