//! Which documents are covered by a query: every word of theirs is like a word of its own in the query.

use std::collections::HashMap;

use super::Doc;

/// A document all of whose words stand in the query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoveredDoc {
    pub doc: Doc,
    /// How many words it has.
    pub words: usize,
    /// Mean likeness of its words to those of the query; 1: the very same.
    pub likeness: f32,
}

/// The documents covered, given for each word of a document the word of the query that is most like it. A word of the
/// query speaks for one word of a document only.
pub fn covered(likeness: HashMap<(Doc, u32), (usize, f32)>, lengths: &[u8]) -> Vec<CoveredDoc> {
    let mut by_doc: HashMap<Doc, Vec<(usize, f32)>> = HashMap::new();
    for ((doc, _), matched) in likeness {
        by_doc.entry(doc).or_default().push(matched);
    }
    let mut found: Vec<CoveredDoc> = by_doc
        .into_iter()
        .filter_map(|(doc, matched)| whole(doc, matched, usize::from(*lengths.get(doc as usize)?)))
        .collect();
    found.sort_unstable_by_key(|one| one.doc);
    found
}

fn whole(doc: Doc, mut matched: Vec<(usize, f32)>, length: usize) -> Option<CoveredDoc> {
    matched.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    matched.dedup_by_key(|(word, _)| *word);
    let sum: f32 = matched.iter().map(|(_, like)| like).sum();
    (matched.len() == length && length > 0).then(|| CoveredDoc { doc, words: length, likeness: sum / length as f32 })
}
