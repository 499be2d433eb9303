//! The word index: finds documents by words, forgiving endings and typing errors.

mod covering;
mod matching;
pub mod normalize;
mod spelling;
mod stem;
mod typo;
mod vocabulary;

use std::collections::HashMap;

pub use covering::{CoveredDoc, Rarities};
use matching::Scores;
pub use spelling::{Correction, slips};
pub use stem::{root, stem};
use vocabulary::{Vocabulary, number};

use crate::domain::collation::{CollationKey, collation_key};
use crate::domain::latin::cyrillic;

/// Number of a document, dense from 0: the position of a place, point or service in its part.
pub type Doc = u32;
/// Largest weight of a word in a document.
pub const MAX_WEIGHT: u8 = 15;
/// Words of less weight (the oblast of a village, the word «село») help to choose but are no reason to be found.
pub const PRIMARY: u8 = 4;
/// What a context word counts beside a primary word of the greatest weight.
const CONTEXT: f32 = 0.75;
/// Most words of a query that are read.
const MAX_WORDS: usize = 12;
/// Words which say nothing in a query that has others.
const STOP_WORDS: &[&str] =
    &["а", "в", "для", "до", "з", "за", "зи", "и", "из", "на", "не", "о", "по", "при", "про", "та", "у", "що", "як"];

/// Words for the type of a place, folded: they choose among what is found but need not be matched.
const TYPE_WORDS: &[&str] = &[
    "вул",
    "вулиця",
    "громада",
    "громади",
    "м",
    "мисто",
    "обл",
    "област",
    "области",
    "отг",
    "р",
    "район",
    "району",
    "с",
    "село",
    "селище",
    "смт",
    "тг",
];

/// A document found, best first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub doc: Doc,
    /// 0 to 1; 1 is a document whose every word was asked for exactly.
    pub score: f32,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matches {
    /// Best first; equal scores in order of document.
    pub hits: Vec<Hit>,
    /// How many words of the query the hits match.
    pub matched: usize,
    /// How many words the query has.
    pub asked: usize,
}

impl Matches {
    /// True when every word of the query is matched.
    #[must_use]
    pub const fn complete(&self) -> bool {
        self.asked > 0 && self.matched == self.asked
    }
}

/// Words of documents. About 20 bytes for each word of a document.
#[derive(Clone, Debug, Default)]
pub struct WordIndex {
    vocabulary: Vocabulary,
    /// Where the postings of each term begin, and one more for the end.
    starts: Vec<u32>,
    /// Document and weight in one number, in order of term and document.
    postings: Vec<Posting>,
    /// How many primary words each document has.
    lengths: Vec<u8>,
    /// The place of each document in alphabetical order.
    places: Vec<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Posting(u32);

impl Posting {
    const fn new(doc: Doc, weight: u8) -> Self {
        Self(doc << 4 | weight as u32)
    }

    const fn doc(self) -> Doc {
        self.0 >> 4
    }

    const fn weight(self) -> u8 {
        (self.0 & 15) as u8
    }
}

impl WordIndex {
    /// Keeps the alphabetical order of the documents, given their names in order of document.
    #[must_use]
    pub fn ordered_by<'a>(mut self, names: impl Iterator<Item = &'a str>) -> Self {
        let mut docs: Vec<(CollationKey, Doc)> = names.map(collation_key).zip(0..).collect();
        docs.sort_unstable();
        self.places = vec![0; docs.len()];
        for ((_, doc), place) in docs.into_iter().zip(0..) {
            self.places[doc as usize] = place;
        }
        self
    }

    /// The place of a document in alphabetical order; the same for all where the order is not kept.
    #[must_use]
    pub fn place(&self, doc: Doc) -> u32 {
        self.places.get(doc as usize).copied().unwrap_or_default()
    }

    /// Indexes texts; a document may have several, each with its weight (1 to 15).
    pub fn new<T: AsRef<str>>(texts: impl Iterator<Item = (Doc, T, u8)>) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        // The same text comes many times: the name of an oblast stands around each of its villages.
        let mut known: HashMap<String, Vec<u32>> = HashMap::new();
        let mut rows: Vec<(u32, Posting)> = Vec::new();
        for (doc, text, weight) in texts {
            let posting = Posting::new(doc, weight.clamp(1, MAX_WEIGHT));
            if let Some(words) = known.get(text.as_ref()) {
                rows.extend(words.iter().map(|word| (*word, posting)));
                continue;
            }
            let folded = normalize::words(text.as_ref()).map(|word| {
                let next = number(numbers.len());
                *numbers.entry(word).or_insert(next)
            });
            let words: Vec<u32> = folded.collect();
            rows.extend(words.iter().map(|word| (*word, posting)));
            known.insert(text.as_ref().to_owned(), words);
        }
        drop(known);
        let (vocabulary, places) = Vocabulary::new(numbers);
        for (term, _) in &mut rows {
            *term = places.get(*term as usize).copied().unwrap_or_default();
        }
        Self::from_rows(vocabulary, rows)
    }

    fn from_rows(vocabulary: Vocabulary, mut rows: Vec<(u32, Posting)>) -> Self {
        rows.sort_unstable_by(|a, b| b.cmp(a));
        // Descending order puts the greatest weight of a word in a document first: it stays.
        rows.dedup_by_key(|(term, posting)| (*term, posting.doc()));
        rows.reverse();
        let starts = (0..=vocabulary.len()).map(|term| number(rows.partition_point(|row| (row.0 as usize) < term)));
        let documents = rows.iter().map(|row| row.1.doc() as usize + 1).max().unwrap_or(0);
        let mut lengths = vec![0u8; documents];
        for (_, posting) in rows.iter().filter(|row| row.1.weight() >= PRIMARY) {
            if let Some(length) = lengths.get_mut(posting.doc() as usize) {
                *length = length.saturating_add(1);
            }
        }
        let starts = starts.collect();
        let postings = rows.into_iter().map(|row| row.1).collect();
        Self { starts, postings, vocabulary, lengths, places: Vec::new() }
    }

    /// The best documents for a query, at most `limit`.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let mut hits = self.matches(query).hits;
        hits.truncate(limit);
        hits
    }

    /// Every document that matches all words of the query, or, when there is none, those that match the most.
    #[must_use]
    pub fn matches(&self, query: &str) -> Matches {
        let words = query_words(query);
        let only_types = words.iter().all(is_type);
        let needed = |ways: &Ways| only_types || !is_type(ways);
        let mut scores = Scores::new(&self.lengths);
        for (index, word) in words.iter().enumerate() {
            let terms = self.vocabulary.similar_words(word, index + 1 == words.len());
            let found = terms.iter().flat_map(|(term, likeness)| self.postings_of(*term).map(move |p| (p, *likeness)));
            scores.add_word(found, needed(word));
        }
        scores.finish(words.iter().filter(|word| needed(word)).count())
    }

    fn postings_of(&self, term: u32) -> impl ExactSizeIterator<Item = Posting> + '_ {
        let at = |index: u32| self.starts.get(index as usize).map_or(0, |start| *start as usize);
        self.postings.get(at(term)..at(term + 1)).unwrap_or_default().iter().copied()
    }

    /// Bytes the index holds.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.vocabulary.bytes() + self.starts.len() * 4 + self.postings.len() * 4 + self.lengths.len()
    }
}

/// True for a folded word which says nothing in a query that has others.
#[must_use]
pub fn is_stop_word(folded: &str) -> bool {
    STOP_WORDS.contains(&folded)
}

/// How many words of a query say something: the length that `matched` of a complete answer reaches.
#[must_use]
pub fn count_words(query: &str) -> usize {
    query_words(query).iter().filter(|ways| !is_type(ways)).count()
}

fn is_type(ways: &Ways) -> bool {
    ways.iter().any(|way| is_type_word(way))
}

/// True for a folded word for the type of a place.
#[must_use]
pub fn is_type_word(folded: &str) -> bool {
    TYPE_WORDS.contains(&folded)
}

/// The ways one word of a query may be meant: as it stands, and, where it is in Latin letters, read back from them.
type Ways = Vec<String>;

/// Folded words of a query: without stop words if others remain, each once, at most a dozen.
fn query_words(query: &str) -> Vec<Ways> {
    let text: String = query.chars().take(normalize::MAX_QUERY).collect();
    let mut words: Vec<Ways> = Vec::new();
    for word in normalize::search_words(&text) {
        let back = cyrillic(word).map(|word| normalize::folded(&word));
        let ways: Ways = [normalize::folded(word)].into_iter().chain(back).filter(|way| !way.is_empty()).collect();
        if !ways.is_empty() && !words.contains(&ways) {
            words.push(ways);
        }
    }
    let says_nothing = |ways: &Ways| ways.iter().any(|way| is_stop_word(way));
    if !words.iter().all(says_nothing) {
        words.retain(|ways| !says_nothing(ways));
    }
    words.truncate(MAX_WORDS);
    words
}

#[cfg(test)]
mod tests;
