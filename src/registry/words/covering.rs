//! How much of a document stands in a query: words that few documents have count for more.

use std::collections::HashMap;

use super::{Doc, WordIndex, root};

/// What a word that says nothing by itself tells, of one.
const OF_FILLER: f32 = 0.1;

/// A document some words of which stand in the query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoveredDoc {
    pub doc: Doc,
    /// How many words of the query speak for it.
    pub words: usize,
    /// Sum of the rarities of its words that stand in the query, each by its likeness.
    pub mass: f32,
    /// The same as a share of the rarities of all its words; 1: all of them, the very same.
    pub share: f32,
}

/// A word of a document that is like a word of the query.
#[derive(Clone, Copy, Debug)]
struct Pair {
    doc: Doc,
    term: u32,
    /// Position of the word in the query.
    word: u32,
    likeness: f32,
    rarity: f32,
}

/// How much each word tells, and all words of each document together.
#[derive(Clone, Debug, Default)]
pub struct Rarities {
    of_term: Vec<f32>,
    of_doc: Vec<f32>,
}

impl WordIndex {
    /// Documents with words of the query, and the folded words of the query.
    #[must_use]
    pub fn covered(&self, query: &str, rarities: &Rarities) -> (Vec<CoveredDoc>, Vec<String>) {
        let words = super::query_words(query);
        let mut pairs: Vec<Pair> = Vec::new();
        for (word, ways) in (0..).zip(&words) {
            for (term, likeness) in self.vocabulary.similar_words(ways, word as usize + 1 == words.len()) {
                let rarity = rarities.of_term.get(term as usize).copied().unwrap_or_default();
                let pair = |doc| Pair { doc, term, word, likeness, rarity };
                pairs.extend(self.postings_of(term).map(|posting| pair(posting.doc())));
            }
        }
        pairs.sort_unstable_by(|a, b| (a.doc, a.term).cmp(&(b.doc, b.term)).then(b.likeness.total_cmp(&a.likeness)));
        pairs.dedup_by_key(|pair| (pair.doc, pair.term));
        let found = pairs.chunk_by_mut(|a, b| a.doc == b.doc).filter_map(|pairs| cover(pairs, &rarities.of_doc));
        let folded = words.into_iter().filter_map(|ways| ways.into_iter().next()).collect();
        (found.collect(), folded)
    }

    /// The fewer documents have a word in any form, the more it tells; one that says nothing by itself tells a tenth.
    #[must_use]
    pub fn rarities(&self, says_nothing: impl Fn(&str) -> bool) -> Rarities {
        let mut having: HashMap<String, usize> = HashMap::new();
        for term in 0..self.vocabulary.len() {
            let documents = self.postings_of(super::number(term)).len();
            *having.entry(root(self.vocabulary.term(term))).or_default() += documents;
        }
        let of_term = (0..self.vocabulary.len()).map(|term| {
            let having = having.get(&root(self.vocabulary.term(term))).map_or(1, |documents| (*documents).max(1));
            let rarity = (1.0 + self.lengths.len() as f32 / having as f32).ln();
            if says_nothing(self.vocabulary.term(term)) { rarity * OF_FILLER } else { rarity }
        });
        let of_term: Vec<f32> = of_term.collect();
        let mut of_doc = vec![0.0; self.lengths.len()];
        for (term, rarity) in (0..).zip(&of_term) {
            for posting in self.postings_of(term) {
                if let Some(whole) = of_doc.get_mut(posting.doc() as usize) {
                    *whole += rarity;
                }
            }
        }
        Rarities { of_term, of_doc }
    }
}

/// Sums up one document. A word of the query speaks for one word of the document only.
fn cover(pairs: &mut [Pair], wholes: &[f32]) -> Option<CoveredDoc> {
    pairs.sort_unstable_by(|a, b| a.word.cmp(&b.word).then(b.likeness.total_cmp(&a.likeness)));
    let own = pairs.chunk_by(|a, b| a.word == b.word).filter_map(<[Pair]>::first);
    let (words, mass) = own.fold((0, 0.0), |(words, mass), pair| (words + 1, mass + pair.rarity * pair.likeness));
    let doc = pairs.first()?.doc;
    let whole = wholes.get(doc as usize)?;
    Some(CoveredDoc { doc, words, mass, share: mass / whole.max(f32::EPSILON) })
}
