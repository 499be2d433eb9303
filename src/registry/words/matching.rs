//! Scores of documents while the words of a query are matched one after another.

use super::{CONTEXT, Hit, MAX_WEIGHT, Matches, PRIMARY, Posting};

/// What is known of each document so far.
#[derive(Clone, Copy, Default)]
struct WordScores {
    score: f32,
    /// Words matched.
    words: u8,
    /// Words matched by a primary word of the document.
    primary: u8,
}

pub struct Scores<'a> {
    lengths: &'a [u8],
    tallies: Vec<WordScores>,
    /// Best value of the word at hand (0: not matched), and whether a primary word is like it.
    current: Vec<(f32, bool)>,
    /// Sum of the rarities of all words: the score of a document that matches everything exactly.
    highest: f32,
}

impl<'a> Scores<'a> {
    pub fn new(lengths: &'a [u8]) -> Self {
        let documents = lengths.len();
        Self {
            lengths,
            tallies: vec![WordScores::default(); documents],
            current: vec![(0.0, false); documents],
            highest: 0.0,
        }
    }

    /// Counts one word of the query; a document counts by the best of its words that are like it.
    /// A word that is not needed only adds to the score.
    pub fn add_word(&mut self, found: impl Iterator<Item = (Posting, f32)>, needed: bool) {
        let mut touched: Vec<u32> = Vec::new();
        for (posting, likeness) in found {
            let is_own = posting.weight() >= PRIMARY;
            let value = likeness * if is_own { f32::from(posting.weight()) / f32::from(MAX_WEIGHT) } else { CONTEXT };
            let Some((best, is_primary)) = self.current.get_mut(posting.doc() as usize) else { continue };
            if *best == 0.0 {
                touched.push(posting.doc());
            }
            *best = best.max(value);
            *is_primary |= is_own;
        }
        let rarity = (1.0 + self.lengths.len() as f32 / touched.len().max(1) as f32).ln();
        self.highest += rarity;
        for doc in touched {
            let doc = doc as usize;
            let (Some(current), Some(tally)) = (self.current.get_mut(doc), self.tallies.get_mut(doc)) else { continue };
            let (best, is_primary) = std::mem::take(current);
            tally.score += rarity * best;
            tally.words = tally.words.saturating_add(u8::from(needed));
            tally.primary = tally.primary.saturating_add(u8::from(is_primary));
        }
    }

    /// Documents that match the most words, best first.
    pub fn finish(self, asked: usize) -> Matches {
        let reachable = |tally: &WordScores| if tally.primary > 0 { tally.words } else { 0 };
        let most = self.tallies.iter().map(reachable).max().unwrap_or(0);
        let mut hits: Vec<Hit> = Vec::new();
        if most > 0 {
            for ((tally, length), doc) in self.tallies.iter().zip(self.lengths).zip(0u32..) {
                if reachable(tally) == most {
                    let covered = f32::from(tally.primary.min(*length)) / f32::from((*length).max(1));
                    hits.push(Hit { doc, score: tally.score / self.highest * (0.8 + 0.2 * covered) });
                }
            }
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.doc.cmp(&b.doc)));
        Matches { hits, matched: usize::from(most), asked }
    }
}
