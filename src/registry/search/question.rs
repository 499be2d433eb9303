//! A question in one's own words: the service or life event it is about, and the place it names in the same line.

use super::spelling::ReadAs;
use super::whereabouts::{NamedPlace, named_place};
use super::{Ask, HitKind, Search, SearchHit, Topics};
use crate::registry::scope::Scope;
use crate::registry::snapshot::Registry;
use crate::registry::words::{count_words, is_type_word, normalize};

/// Services and life events named at most.
const LIMIT: usize = 12;
/// Most words a name of a place has with its type.
const PLACE_WORDS: usize = 4;
/// An English way of asking of which less was written only suggests its service.
const SURE_SHARE: f32 = 0.6;
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
    /// Slips that were put right.
    pub read_as: Vec<ReadAs>,
    /// Words nobody knows, as they were written.
    pub unknown: Vec<String>,
    /// True where the hits are only suggestions: every word they rest on is far from sure.
    pub is_guess: bool,
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
    let meant = topics.meant(&registry.records, text);
    let asked = count_words(text);
    if meant.is_empty {
        return Subject { asked, unknown: meant.unknown, ..Subject::default() };
    }
    let kinds = &[HitKind::Service, HitKind::LifeEvent];
    let ask = Ask { query: &meant.text, kinds, scope: Scope::Country, limit: LIMIT };
    let search = Search::meant(registry, topics, &ask, &meant);
    let (found, matched) = search.best_matching(vec![search.services(), search.life_events()]);
    let hits = found.iter().take(LIMIT).filter_map(|found| search.hit(*found)).collect();
    // A loose English word is no reason: «medical certificate» is no certificate of residence.
    let is_loose = meant.is_english && search.everyday.share < SURE_SHARE;
    let is_guess = !meant.is_sure || is_loose;
    Subject { hits, matched, asked, is_guess, read_as: meant.read_as, unknown: meant.unknown }
}

/// Takes a line apart into a subject and, where its other words name a place, that place: «закордонний паспорт
/// Миргород».
#[must_use]
pub fn read_question(registry: &Registry, topics: &Topics, text: &str, scope: Scope) -> Question {
    let subject = read_subject(registry, topics, text);
    let whole = Question { subject, what: text.to_owned(), place: String::new() };
    if whole.subject.is_complete() && whole.subject.read_as.is_empty() {
        return whole;
    }
    let words: Vec<&str> = text.split([' ', ',', ';', '\t', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let splits = runs(words.len()).filter_map(|(start, end)| {
        let place = words.get(start..end)?.join(" ");
        let what = [words.get(..start)?, words.get(end..)?].concat().join(" ");
        question_without_place(registry, topics, &what, &place, scope)
    });
    let is_better = |split: &Question| whole.subject.is_guess || split.subject.matched >= whole.subject.matched;
    let is_enough = |split: &Question| split.subject.is_complete() || is_better(split);
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
    if !place.split(' ').any(is_name) || topics.is_filler(place) || !names_all(registry, place) {
        return None;
    }
    if matches!(named_place(registry, place, scope), NamedPlace::Alike(_)) {
        return None;
    }
    let subject = read_subject(registry, topics, what);
    let is_left = subject.matched > 0 || topics.is_filler(what);
    is_left.then(|| Question { subject, what: what.to_owned(), place: place.to_owned() })
}

/// True where every word of the text stands in the names of one place and of those around it.
fn names_all(registry: &Registry, place: &str) -> bool {
    registry.records.territories.words().matches(place).complete()
}

fn without_preposition(place: &str) -> &str {
    let rest = place
        .split_once(' ')
        .filter(|(first, _)| ["у", "в", "м.", "місто", "in", "near"].contains(&first.to_lowercase().as_str()));
    rest.map_or(place, |(_, rest)| rest)
}
