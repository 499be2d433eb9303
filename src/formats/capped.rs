//! Lists of faults, warnings and changes: the first ones are kept, the others only counted.

use std::ops::Deref;

use super::Fault;
use super::limits::{MAX_CHANGES, MAX_FAULTS};
use super::report::Change;
use crate::domain::Message;

/// The first `MOST` things and how many there were in all, so that an input made of faults takes no memory for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capped<T, const MOST: usize> {
    kept: Vec<T>,
    counted: usize,
}

/// Faults or warnings of one input.
pub type FaultList = Capped<Fault, MAX_FAULTS>;
/// What an import changes, cell by cell.
pub type ChangeList = Capped<Change, MAX_CHANGES>;

impl<T, const MOST: usize> Default for Capped<T, MOST> {
    fn default() -> Self {
        Self { kept: Vec::new(), counted: 0 }
    }
}

impl<T, const MOST: usize> Capped<T, MOST> {
    /// Adds one; beyond the most that are kept it is only counted.
    pub fn push(&mut self, one: T) {
        self.counted += 1;
        if self.kept.len() < MOST {
            self.kept.push(one);
        }
    }

    /// Adds those of another list, with those it only counted.
    pub fn append(&mut self, other: Self) {
        let beyond = other.beyond();
        self.extend(other.kept);
        self.counted += beyond;
    }

    /// Puts one before all others.
    pub fn push_first(&mut self, one: T) {
        self.counted += 1;
        self.kept.truncate(MOST - 1);
        self.kept.insert(0, one);
    }

    /// Those that are kept.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.kept
    }

    /// How many there were, kept or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counted
    }

    /// True when there was none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counted == 0
    }

    /// How many were counted and not kept.
    #[must_use]
    pub fn beyond(&self) -> usize {
        self.counted - self.kept.len()
    }

    /// What to say of those that were not kept; nothing where all are.
    #[must_use]
    pub fn rest_message(&self) -> Option<Message> {
        let (kept, all) = (self.kept.len(), self.counted);
        (all > kept).then(|| Message::new("report-rest").with("kept", kept).with("all", all))
    }
}

impl FaultList {
    /// The same without those of some rows.
    #[must_use]
    pub fn without_rows(mut self, rows: &std::collections::BTreeSet<u32>) -> Self {
        let before = self.kept.len();
        self.kept.retain(|fault| !rows.contains(&fault.row));
        self.counted -= before - self.kept.len();
        self
    }

    /// Orders those that are kept by their rows.
    pub fn sort_by_row(&mut self) {
        self.kept.sort_by_key(|fault| fault.row);
    }
}

impl<T, const MOST: usize> Deref for Capped<T, MOST> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.kept
    }
}

impl<T, const MOST: usize> Extend<T> for Capped<T, MOST> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, all: I) {
        all.into_iter().for_each(|one| self.push(one));
    }
}

impl<T, const MOST: usize> FromIterator<T> for Capped<T, MOST> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut list = Self::default();
        list.extend(all);
        list
    }
}

impl<T, const MOST: usize> From<Vec<T>> for Capped<T, MOST> {
    fn from(all: Vec<T>) -> Self {
        all.into_iter().collect()
    }
}

impl<T, const MOST: usize> IntoIterator for Capped<T, MOST> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    /// Those that are kept.
    fn into_iter(self) -> Self::IntoIter {
        self.kept.into_iter()
    }
}

impl<'a, T, const MOST: usize> IntoIterator for &'a Capped<T, MOST> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(count: usize) -> FaultList {
        FaultList::from(vec![Fault::of_file("a", ""); count])
    }

    #[test]
    fn the_first_are_kept_and_the_others_counted() {
        let mut list = faults(MAX_FAULTS);
        assert_eq!((list.len(), list.beyond(), list.rest_message()), (MAX_FAULTS, 0, None));
        list.append(faults(MAX_FAULTS + 5));
        assert_eq!((list.len(), list.iter().count()), (2 * MAX_FAULTS + 5, MAX_FAULTS));
        let rest = Message::new("report-rest").with("kept", MAX_FAULTS).with("all", 2 * MAX_FAULTS + 5);
        assert_eq!(list.rest_message(), Some(rest));
    }

    #[test]
    fn one_put_first_takes_the_place_of_the_last() {
        let mut list = faults(MAX_FAULTS);
        list.push_first(Fault::of_file("b", ""));
        assert_eq!((list.len(), list.iter().count(), list[0].reason.code()), (MAX_FAULTS + 1, MAX_FAULTS, "b"));
    }
}
