//! Everyday words as an index: which services and life events a question in one's own words leads to.

use std::collections::{HashMap, HashSet};

use crate::registry::catalogue::Catalogue;
use crate::registry::words::{CoveredDoc, MAX_WEIGHT, Rarities, WordIndex, is_stop_word, normalize, root};
use crate::rulebook::EverydayWords;

/// What a service after the first of a phrase loses, of one.
const LOST_PER_PLACE: f32 = 0.04;
/// Ways of asking that fit less than this part of the best one are passed over.
const CLOSE_TO_BEST: f32 = 0.3;
/// Ways of asking of which less was written are passed over.
const LEAST_SHARE: f32 = 0.4;
/// What the most asked-for phrase gains over the least, of one.
const GAIN_OF_ASKED: f32 = 0.02;

/// What a question leads to by its everyday words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EverydayMatch {
    /// Official names of services, folded, with their scores from 0 to 1.
    pub services: HashMap<String, f32>,
    /// Ids of life events with their scores.
    pub life_events: HashMap<String, f32>,
    /// How many words of the question are spoken for, filler words among them.
    pub matched: usize,
    /// How much of the best way of asking was written, of one.
    pub share: f32,
}

/// The index over all ways of asking.
#[derive(Clone, Debug, Default)]
pub struct EverydayIndex {
    ways: WordIndex,
    rarities: Rarities,
    /// For each way of asking, the position of its phrase.
    phrase_of_way: Vec<u32>,
    phrases: Vec<IndexedPhrase>,
    /// Roots of words that say nothing.
    filler: HashSet<String>,
    same: Synonyms,
}

/// One standard word for all words that stand for one another.
#[derive(Clone, Debug, Default)]
struct Synonyms(HashMap<String, String>);

impl Synonyms {
    fn new(words: &EverydayWords) -> Self {
        let pairs = words.same.iter().filter_map(|group| group.words.first().map(|first| (first, group)));
        let pairs = pairs.flat_map(|(first, group)| group.words.iter().map(move |word| (word, first)));
        Self(pairs.map(|(word, first)| (root(&normalize::folded(word)), first.clone())).collect())
    }

    /// The text with standard words, without words that say nothing in a text that has others.
    fn standard(&self, text: &str) -> String {
        let all: Vec<&str> = normalize::search_words(text).filter(|word| !word.is_empty()).collect();
        let says: Vec<&str> = all.iter().copied().filter(|word| !is_stop_word(&normalize::folded(word))).collect();
        let kept = if says.is_empty() { all } else { says };
        let standard =
            kept.into_iter().map(|word| self.0.get(&root(&normalize::folded(word))).map_or(word, String::as_str));
        standard.collect::<Vec<_>>().join(" ")
    }
}

#[derive(Clone, Debug)]
struct IndexedPhrase {
    /// Folded official names, the likeliest first.
    services: Vec<String>,
    life_event: Option<String>,
    /// 0 to 1.
    asked: f32,
}

impl EverydayIndex {
    #[must_use]
    pub fn new(words: &EverydayWords) -> Self {
        let same = Synonyms::new(words);
        let ways: Vec<(u32, String)> = (words.phrases.iter().zip(0u32..))
            .flat_map(|(phrase, at)| phrase.ask.iter().map(move |way| (at, way)))
            .map(|(at, way)| (at, same.standard(way)))
            .collect();
        let texts = ways.iter().zip(0u32..).map(|((_, way), doc)| (doc, way.as_str(), MAX_WEIGHT));
        let phrases = words.phrases.iter().map(|phrase| IndexedPhrase {
            services: phrase
                .services
                .iter()
                .filter_map(|code| words.names.get(code))
                .map(|n| normalize::folded(n))
                .collect(),
            life_event: phrase.life_event.clone(),
            asked: f32::from(phrase.asked.saturating_sub(1)) / 4.0,
        });
        let index = WordIndex::new(texts);
        let filler: HashSet<String> = words.filler.iter().map(|word| root(&normalize::folded(word))).collect();
        Self {
            rarities: index.rarities(|word| filler.contains(&root(word))),
            ways: index,
            phrases: phrases.collect(),
            phrase_of_way: ways.iter().map(|(at, _)| *at).collect(),
            filler,
            same,
        }
    }

    /// What the question leads to; empty where no way of asking fits.
    #[must_use]
    pub fn find(&self, query: &str) -> EverydayMatch {
        let (mut covered, words) = self.ways.covered(&self.same.standard(query), &self.rarities);
        covered.retain(|way| way.share >= LEAST_SHARE);
        let fits: Vec<(CoveredDoc, f32)> = covered.into_iter().map(|way| (way, self.fit(&way))).collect();
        let Some((best, most)) = fits.iter().max_by(|a, b| a.1.total_cmp(&b.1)).copied() else {
            return EverydayMatch::default();
        };
        let filler = words.iter().filter(|word| self.filler.contains(&root(word))).count();
        // A filler word may be a word of the phrase too, so the sum may exceed the number of words.
        let matched = (best.words + filler).min(words.len());
        let known = matched as f32 / words.len().max(1) as f32;
        let share = best.share.min(1.0);
        EverydayMatch { share, ..self.lead(&fits, most, known * share, matched) }
    }

    /// How well a way of asking fits: rare words tell more, and words of the way that were not written count against it.
    fn fit(&self, way: &CoveredDoc) -> f32 {
        let asked = self.phrase_of(way.doc).map_or(0.0, |phrase| phrase.asked);
        way.mass * way.share * way.share * (1.0 - GAIN_OF_ASKED * (1.0 - asked))
    }

    /// True where no word of the text says which service is wanted.
    #[must_use]
    pub fn is_filler(&self, text: &str) -> bool {
        normalize::words(text).all(|word| is_stop_word(&word) || self.filler.contains(&root(&word)))
    }

    fn lead(&self, fits: &[(CoveredDoc, f32)], most: f32, known: f32, matched: usize) -> EverydayMatch {
        let mut found = EverydayMatch { matched, ..EverydayMatch::default() };
        for (way, fit) in fits.iter().filter(|(_, fit)| *fit >= most * CLOSE_TO_BEST) {
            let Some(phrase) = self.phrase_of(way.doc) else { continue };
            let score = known * fit / most;
            for (name, place) in phrase.services.iter().zip(0u8..) {
                raise(&mut found.services, name, score * (1.0 - LOST_PER_PLACE * f32::from(place)));
            }
            if let Some(event) = &phrase.life_event {
                raise(&mut found.life_events, event, score * (1.0 - LOST_PER_PLACE / 2.0));
            }
        }
        found
    }

    fn phrase_of(&self, way: u32) -> Option<&IndexedPhrase> {
        self.phrase_of_way.get(way as usize).and_then(|at| self.phrases.get(*at as usize))
    }
}

impl EverydayMatch {
    /// Positions in the catalogue of the services led to, with their scores.
    pub(super) fn positions(&self, catalogue: &Catalogue) -> HashMap<u32, f32> {
        if self.services.is_empty() {
            return HashMap::new();
        }
        let score_of = |name: &str| self.services.get(&normalize::folded(name)).copied();
        let names = catalogue.all().iter().zip(0u32..).filter_map(|(service, doc)| {
            let score = service.rows.iter().rev().find_map(|row| score_of(&row.name))?;
            Some((doc, score))
        });
        names.collect()
    }
}

fn raise(scores: &mut HashMap<String, f32>, name: &str, score: f32) {
    let kept = scores.entry(name.to_owned()).or_insert(score);
    *kept = kept.max(score);
}
