//! A question in one's own words: the service or life event it is about, and the place it names in the same line.

use super::everyday::EverydayMatch;
use super::whereabouts::{NamedPlace, named_place};
use super::{Ask, HitKind, Search, SearchHit, Topics, wholes};
use crate::registry::scope::Scope;
use crate::registry::snapshot::Registry;
use crate::registry::words::{count_words, is_type_word, normalize};

/// Services and life events named at most.
const LIMIT: usize = 12;
/// Most words a name of a place has with its type.
const PLACE_WORDS: usize = 4;
/// Fewest letters of a place's name.
const SHORTEST_NAME: usize = 3;

/// What a text is about.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// Services and life events, best first.
    pub hits: Vec<SearchHit>,
    /// How many words of the text they speak for, and how many there are.
    pub matched: usize,
    pub asked: usize,
}

impl Subject {
    /// True when no word is left over.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.matched > 0 && self.matched >= self.asked
    }
}

/// A line taken apart.
#[derive(Clone, Debug, Default)]
pub struct Question {
    pub subject: Subject,
    /// The words of the subject as they were written.
    pub what: String,
    /// The words that name a place; empty where none do.
    pub place: String,
}

/// Services and life events a text leads to.
#[must_use]
pub fn read_subject(registry: &Registry, topics: &Topics, text: &str) -> Subject {
    let kinds = &[HitKind::Service, HitKind::LifeEvent];
    let ask = Ask { query: text, kinds, scope: Scope::Country, limit: LIMIT };
    let everyday: EverydayMatch = topics.everyday.find(text);
    let search = Search { registry, topics, ask: &ask, wholes: wholes(text), everyday };
    let (found, matched) = search.best_matching(vec![search.services(), search.life_events()]);
    let hits = found.iter().take(LIMIT).filter_map(|found| search.hit(*found)).collect();
    Subject { hits, matched, asked: count_words(text) }
}

/// Takes a line apart into a subject and, where its other words name a place, that place: «закордонний паспорт
/// Миргород».
#[must_use]
pub fn read_question(registry: &Registry, topics: &Topics, text: &str, scope: Scope) -> Question {
    let subject = read_subject(registry, topics, text);
    let whole = Question { subject, what: text.to_owned(), place: String::new() };
    if whole.subject.is_complete() {
        return whole;
    }
    let words: Vec<&str> = text.split([' ', ',', ';', '\t', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let splits = runs(words.len()).filter_map(|(start, end)| {
        let place = words.get(start..end)?.join(" ");
        let what = [words.get(..start)?, words.get(end..)?].concat().join(" ");
        question_without_place(registry, topics, &what, &place, scope)
    });
    let is_enough = |split: &Question| split.subject.is_complete() || split.subject.matched >= whole.subject.matched;
    let best = splits.filter(is_enough).max_by_key(|split| (split.subject.matched, split.place.len()));
    best.unwrap_or(whole)
}

/// Runs of words that may name a place, as ranges.
fn runs(words: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..words).flat_map(move |start| (start + 1..=words.min(start + PLACE_WORDS)).map(move |end| (start, end)))
}

/// The question without the words of a place; `None` where they are no place's name, or nothing is left of the rest.
/// Most words name no place: that is asked first, since one look-up tells it.
fn question_without_place(
    registry: &Registry,
    topics: &Topics,
    what: &str,
    place: &str,
    scope: Scope,
) -> Option<Question> {
    let place = without_preposition(place);
    let is_name = |word: &str| word.chars().count() >= SHORTEST_NAME && !is_type_word(&normalize::folded(word));
    if !place.split(' ').any(is_name) || topics.everyday.is_filler(place) || !names_all(registry, place) {
        return None;
    }
    if matches!(named_place(registry, place, scope), NamedPlace::Alike(_)) {
        return None;
    }
    let subject = read_subject(registry, topics, what);
    let is_left = subject.matched > 0 || topics.everyday.is_filler(what);
    is_left.then(|| Question { subject, what: what.to_owned(), place: place.to_owned() })
}

/// True where every word of the text stands in the names of one place and of those around it.
fn names_all(registry: &Registry, place: &str) -> bool {
    registry.records.territories.words().matches(place).complete()
}

fn without_preposition(place: &str) -> &str {
    let rest =
        place.split_once(' ').filter(|(first, _)| ["у", "в", "м.", "місто"].contains(&first.to_lowercase().as_str()));
    rest.map_or(place, |(_, rest)| rest)
}
