//! What an index knows of one word: whether it has it, whether something begins with it, what it may be a slip for.

use super::WordIndex;
use super::typo::{errors, forgiven};

/// A known word that an unknown one may be a slip for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The folded word that is known.
    pub word: String,
    pub errors: u32,
    /// True where both begin with one letter: a slip there is rare.
    pub begins_alike: bool,
    /// How many documents have the word in any form.
    pub documents: usize,
}

impl Correction {
    /// Fewer slips first, then those that begin alike, then the commoner word.
    pub fn rank(&self) -> (u32, bool, std::cmp::Reverse<usize>) {
        (self.errors, !self.begins_alike, std::cmp::Reverse(self.documents))
    }
}

impl WordIndex {
    /// True where some document has the folded word in some form.
    #[must_use]
    pub fn has_word(&self, folded: &str) -> bool {
        !folded.is_empty() && self.vocabulary.forms(folded).next().is_some()
    }

    /// True where a longer word begins with the folded one.
    #[must_use]
    pub fn has_beginning(&self, folded: &str) -> bool {
        !folded.is_empty() && self.vocabulary.beginning(folded, 2).next().is_some()
    }

    /// The known words an unknown folded word may be a slip for, the likeliest first.
    #[must_use]
    pub fn corrections(&self, folded: &str) -> Vec<Correction> {
        let mut found: Vec<Correction> = Vec::new();
        for root in self.vocabulary.mistyped_roots(folded) {
            let terms: Vec<u32> = self.vocabulary.of_root(root.place).collect();
            let documents = terms.iter().map(|term| self.postings_of(*term).len()).sum();
            let commonest = terms.into_iter().max_by_key(|term| self.postings_of(*term).len());
            let Some(word) = commonest.map(|term| self.vocabulary.term(term as usize).to_owned()) else { continue };
            let begins_alike = word.chars().next() == folded.chars().next();
            found.push(Correction { word, errors: root.errors, begins_alike, documents });
        }
        found.sort_by_key(Correction::rank);
        found
    }
}

/// Slips between two folded names, at most `most` and no more than their length forgives.
#[must_use]
pub fn slips(a: &str, b: &str, most: u32) -> Option<u32> {
    errors(a, b, most.min(forgiven(a.chars().count())))
}
