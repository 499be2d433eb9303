//! Life events and groups of services as things to be found by their titles.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::everyday::{EverydayIndex, EverydayMatch};
use super::spelling::{KnownWords, MeantText, Spelling};
use crate::registry::Records;
use crate::registry::words::{MAX_WEIGHT, WordIndex};
use crate::rulebook::Rulebook;
use crate::rulebook::{EverydayWords, Text};

/// What a topic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicKind {
    /// Finding it finds its services.
    Group,
    /// A hit of its own.
    LifeEvent,
}

/// A life event or a group of services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    pub kind: TopicKind,
    pub code: String,
    /// Title to show.
    pub title: String,
    /// Other words it is found by: its title in other languages, common names.
    pub other_words: String,
}

/// All topics with their word index, and the everyday words of services.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    titled: Vec<Topic>,
    words: WordIndex,
    everyday: EverydayIndex,
    english: EverydayIndex,
    spelling: Spelling,
    english_spelling: Spelling,
}

/// The topics in each language, made when first asked for and shared by all records of one set of rules.
#[derive(Clone, Debug, Default)]
pub struct TopicIndexes {
    ukrainian: OnceLock<Topics>,
    english: OnceLock<Topics>,
}

impl Records {
    /// Groups, life events and everyday words, titled in one language and found by both.
    #[must_use]
    pub fn topics(&self, english: bool) -> &Topics {
        let kept = if english { &self.topics.english } else { &self.topics.ukrainian };
        kept.get_or_init(|| Topics::from_rulebook(&self.rules, english))
    }
}

impl Topics {
    /// Groups and life events of the rules, titled in English or in Ukrainian and found by both.
    #[must_use]
    pub fn from_rulebook(rules: &Rulebook, english: bool) -> Self {
        let topic = |kind, code: &str, title: &Text| Topic {
            kind,
            code: code.to_owned(),
            title: title.get(english).to_owned(),
            other_words: title.get(!english).to_owned(),
        };
        let groups = rules.groups.iter().map(|group| topic(TopicKind::Group, &group.id, &group.title));
        let events = rules.life_events.iter().map(|event| topic(TopicKind::LifeEvent, &event.id, &event.title));
        Self::new(groups.chain(events).collect()).with_everyday(&rules.everyday, &rules.english_words)
    }

    #[must_use]
    pub fn new(topics: Vec<Topic>) -> Self {
        let texts = topics.iter().zip(0u32..).flat_map(|(topic, doc)| {
            [(doc, &topic.title, MAX_WEIGHT), (doc, &topic.other_words, 12), (doc, &topic.code, MAX_WEIGHT)]
        });
        Self { words: WordIndex::new(texts), titled: topics, ..Self::default() }
    }

    /// The same with everyday words of services, in Ukrainian and in English.
    #[must_use]
    pub fn with_everyday(self, words: &EverydayWords, english: &EverydayWords) -> Self {
        Self {
            everyday: EverydayIndex::new(words),
            english: EverydayIndex::new(english),
            spelling: Spelling::new(words),
            english_spelling: Spelling::new(english),
            ..self
        }
    }

    /// True where no word of a question says which service is wanted.
    #[must_use]
    pub fn is_filler(&self, text: &str) -> bool {
        self.everyday.is_filler(text) || self.english.is_filler(text)
    }

    /// A question as it was meant: slips put right, words nobody knows told apart.
    pub(super) fn meant(&self, records: &Records, text: &str) -> MeantText {
        let known = KnownWords {
            ukrainian: &self.spelling,
            english: &self.english_spelling,
            names: records.catalogue.words(),
            places: records.territories.words(),
            titles: &self.words,
        };
        known.read(text)
    }

    /// What the everyday words of a question lead to.
    pub(super) fn led_by(&self, meant: &MeantText) -> EverydayMatch {
        let index = if meant.is_english { &self.english } else { &self.everyday };
        index.find(&meant.text)
    }

    #[must_use]
    pub fn get(&self, position: u32) -> Option<&Topic> {
        self.titled.get(position as usize)
    }

    /// Groups found by all words of the query with their scores, and how many words those are.
    pub(super) fn groups(&self, query: &str) -> (HashMap<&str, f32>, usize) {
        let (found, matched) = self.of_kind(TopicKind::Group, query);
        let codes =
            found.into_iter().filter_map(|(doc, score)| self.get(doc).map(|topic| (topic.code.as_str(), score)));
        (codes.collect(), matched)
    }

    /// Positions and scores of life events found by all words of the query, and how many words those are.
    pub(super) fn life_events(&self, query: &str) -> (Vec<(u32, f32)>, usize) {
        self.of_kind(TopicKind::LifeEvent, query)
    }

    /// The position of the life event with this id.
    pub(super) fn life_event(&self, id: &str) -> Option<u32> {
        let at = self.titled.iter().position(|topic| topic.kind == TopicKind::LifeEvent && topic.code == id)?;
        u32::try_from(at).ok()
    }

    fn of_kind(&self, kind: TopicKind, query: &str) -> (Vec<(u32, f32)>, usize) {
        let matches = self.words.matches(query);
        if !matches.complete() {
            return (Vec::new(), 0);
        }
        let is_kind = |doc| self.get(doc).is_some_and(|topic| topic.kind == kind);
        let found = matches.hits.iter().filter(|hit| is_kind(hit.doc)).map(|hit| (hit.doc, hit.score));
        (found.collect(), matches.matched)
    }
}
