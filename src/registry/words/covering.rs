//! How much of a document stands in a query: words that few documents have count for more.

use super::{Doc, WordIndex};

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

impl WordIndex {
    /// Documents with words of the query, and the folded words of the query. `masses` come from [`WordIndex::masses`].
    #[must_use]
    pub fn covered(&self, query: &str, masses: &[f32]) -> (Vec<CoveredDoc>, Vec<String>) {
        let words = super::query_words(query);
        let mut pairs: Vec<Pair> = Vec::new();
        for (word, ways) in (0..).zip(&words) {
            for (term, likeness) in self.vocabulary.similar(ways, word as usize + 1 == words.len()) {
                let rarity = self.rarity(term);
                let pair = |doc| Pair { doc, term, word, likeness, rarity };
                pairs.extend(self.postings_of(term).map(|posting| pair(posting.doc())));
            }
        }
        pairs.sort_unstable_by(|a, b| (a.doc, a.term).cmp(&(b.doc, b.term)).then(b.likeness.total_cmp(&a.likeness)));
        pairs.dedup_by_key(|pair| (pair.doc, pair.term));
        let found = pairs.chunk_by_mut(|a, b| a.doc == b.doc).filter_map(|pairs| cover(pairs, masses));
        let folded = words.into_iter().filter_map(|ways| ways.into_iter().next()).collect();
        (found.collect(), folded)
    }

    /// Sum of the rarities of the words of each document.
    #[must_use]
    pub fn masses(&self) -> Vec<f32> {
        let mut masses = vec![0.0; self.lengths.len()];
        for term in 0..super::number(self.vocabulary.len()) {
            let rarity = self.rarity(term);
            for posting in self.postings_of(term) {
                if let Some(mass) = masses.get_mut(posting.doc() as usize) {
                    *mass += rarity;
                }
            }
        }
        masses
    }

    /// The fewer documents have a word, the more it tells.
    fn rarity(&self, term: u32) -> f32 {
        let having = self.postings_of(term).len().max(1);
        (1.0 + self.lengths.len() as f32 / having as f32).ln()
    }
}

/// Sums up one document. A word of the query speaks for one word of the document only.
fn cover(pairs: &mut [Pair], masses: &[f32]) -> Option<CoveredDoc> {
    pairs.sort_unstable_by(|a, b| a.word.cmp(&b.word).then(b.likeness.total_cmp(&a.likeness)));
    let own = pairs.chunk_by(|a, b| a.word == b.word).filter_map(<[Pair]>::first);
    let (words, mass) = own.fold((0, 0.0), |(words, mass), pair| (words + 1, mass + pair.rarity * pair.likeness));
    let doc = pairs.first()?.doc;
    let whole = masses.get(doc as usize)?;
    Some(CoveredDoc { doc, words, mass, share: mass / whole.max(f32::EPSILON) })
}
