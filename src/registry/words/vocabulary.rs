//! The words of an index, in order, with their stems; finds the words similar to one that was asked.

use std::collections::{BTreeMap, HashMap};

use super::stem::{root, root_as_written, stem};
use super::typo::{Letters, errors, forgiven};

/// A position as the index keeps it; no index has four thousand million words.
pub fn number(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// Many short texts in one string.
#[derive(Clone, Debug, Default)]
struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(number(self.all.len()));
    }

    fn get(&self, index: usize) -> &str {
        let end = self.ends.get(index).map_or(0, |end| *end as usize);
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |start| *start as usize);
        self.all.get(start..end).unwrap_or_default()
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    /// The first text not less than `text`, in sorted texts.
    fn lower_bound(&self, text: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.get(middle) < text { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn find(&self, text: &str) -> Option<usize> {
        Some(self.lower_bound(text)).filter(|index| *index < self.len() && self.get(*index) == text)
    }
}

/// Sorted words, their sorted roots, and the words of each root.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    terms: Texts,
    roots: Texts,
    letters: Vec<Letters>,
    /// Where the words of each root begin in `of_root`, and one more for the end.
    starts: Vec<u32>,
    of_root: Vec<u32>,
}

impl Vocabulary {
    /// Takes words with provisional numbers; also returns the final number of each.
    pub fn new(numbers: HashMap<String, u32>) -> (Self, Vec<u32>) {
        let mut sorted: Vec<(String, u32)> = numbers.into_iter().collect();
        sorted.sort_unstable();
        let mut places = vec![0; sorted.len()];
        let mut vocabulary = Self::default();
        let mut by_root: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for ((word, number), term) in sorted.iter().zip(0u32..) {
            vocabulary.terms.push(word);
            by_root.entry(root(word)).or_default().push(term);
            if let Some(place) = places.get_mut(*number as usize) {
                *place = term;
            }
        }
        for (root, terms) in by_root {
            vocabulary.roots.push(&root);
            vocabulary.letters.push(Letters::of_word(&root));
            vocabulary.starts.push(number(vocabulary.of_root.len()));
            vocabulary.of_root.extend(terms);
        }
        vocabulary.starts.push(number(vocabulary.of_root.len()));
        (vocabulary, places)
    }

    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// The word at a place.
    pub fn term(&self, place: usize) -> &str {
        self.terms.get(place)
    }

    pub fn bytes(&self) -> usize {
        let texts = |texts: &Texts| texts.all.len() + texts.ends.len() * 4;
        texts(&self.terms) + texts(&self.roots) + self.letters.len() * 8 + (self.starts.len() + self.of_root.len()) * 4
    }

    /// Words similar to any of the folded `ways` of writing one word, with their likeness (1: the same), each once; those
    /// typing errors away only where there are no others.
    pub fn similar_words(&self, ways: &[String], is_last: bool) -> Vec<(u32, f32)> {
        let mut found: Vec<(u32, f32)> = ways.iter().flat_map(|word| self.related(word, is_last)).collect();
        if found.is_empty() {
            found = ways.iter().flat_map(|word| self.mistyped(word)).collect();
        }
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        found.dedup_by_key(|(term, _)| *term);
        found
    }

    /// The word itself, its other forms, its adjective or noun, and longer words that begin with it.
    fn related(&self, word: &str, is_last: bool) -> Vec<(u32, f32)> {
        let same = self.terms.find(word).map(|term| (number(term), 1.0));
        let own = stem(word);
        let likeness = |term: u32| if stem(self.terms.get(term as usize)) == own { 0.9 } else { 0.75 };
        let forms = self.roots.find(&root(word)).into_iter().flat_map(|i| self.of_root(i));
        let forms = forms.map(|term| (term, likeness(term)));
        same.into_iter().chain(forms).chain(self.beginning(word, if is_last { 2 } else { 3 })).collect()
    }

    /// The word itself and its other forms.
    pub fn forms(&self, word: &str) -> impl Iterator<Item = u32> + '_ {
        let same = self.terms.find(word).map(number);
        same.into_iter().chain(self.roots.find(&root(word)).into_iter().flat_map(|i| self.of_root(i)))
    }

    /// The words of the root at a place.
    pub fn of_root(&self, root: usize) -> impl Iterator<Item = u32> + '_ {
        let at = |index: usize| self.starts.get(index).map_or(0, |start| *start as usize);
        self.of_root.get(at(root)..at(root + 1)).unwrap_or_default().iter().copied()
    }

    /// Longer words that begin with this one, so that results appear while a person types.
    pub fn beginning<'a>(&'a self, word: &'a str, shortest: usize) -> impl Iterator<Item = (u32, f32)> + 'a {
        let start = if word.chars().count() < shortest { self.len() } else { self.terms.lower_bound(word) };
        (start..self.len()).map_while(move |term| {
            let longer = self.terms.get(term);
            longer.starts_with(word).then(|| (number(term), 0.5 + 0.3 * word.len() as f32 / longer.len() as f32))
        })
    }

    /// Words whose root is the fewest typing errors away.
    fn mistyped(&self, word: &str) -> Vec<(u32, f32)> {
        let near = self.mistyped_roots(word);
        let fewest = near.iter().map(|root| root.errors).min().unwrap_or_default();
        let nearest = near.into_iter().filter(|root| root.errors == fewest);
        nearest
            .flat_map(|root| self.of_root(root.place).map(move |term| (term, 0.7 - 0.15 * root.errors as f32)))
            .collect()
    }

    /// Roots a few typing errors away from a word, counted both with the vowels that change levelled and as written: a
    /// slip may make a last syllable look like one whose vowel changes («паспрот»).
    pub fn mistyped_roots(&self, word: &str) -> Vec<NearRoot> {
        let ways = [root(word), root_as_written(word)];
        let ways = if ways[0] == ways[1] { &ways[..1] } else { &ways[..] };
        let mut near: Vec<NearRoot> = ways.iter().flat_map(|root| self.roots_near(root)).collect();
        near.sort_unstable_by_key(|root| (root.place, root.errors));
        near.dedup_by_key(|root| root.place);
        near
    }

    fn roots_near<'a>(&'a self, root: &'a str) -> impl Iterator<Item = NearRoot> + 'a {
        let most = if root.chars().any(|c| c.is_ascii_digit()) { 0 } else { forgiven(root.chars().count()) };
        let letters = Letters::of_word(root);
        (self.letters.iter().enumerate())
            .filter(move |(_, other)| most > 0 && letters.may_be_within(**other, most))
            .filter_map(move |(place, _)| {
                errors(root, self.roots.get(place), most).map(|errors| NearRoot { place, errors })
            })
    }
}

/// A root some typing errors away.
#[derive(Clone, Copy, Debug)]
pub struct NearRoot {
    pub place: usize,
    pub errors: u32,
}
