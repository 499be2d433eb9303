//! How much a word tells, and which words of other names are like it.

use std::collections::{HashMap, HashSet};

use super::phrase::{CUT, Phrase};
use crate::registry::words::stem;

/// A word no name has tells as much as one that this many names have.
const UNKNOWN_AS: f64 = 6.0;
/// Shortest beginning two words must share to be like one another.
const SHORTEST_BEGINNING: usize = 4;
/// Likeness of words that share nearly all of their letters from the beginning, and of those that share most.
const NEARLY_ALL: (f64, f64) = (0.75, 0.85);
const MOST: (f64, f64) = (0.6, 0.7);
/// Likeness of a cut word to one that begins with it.
const OF_CUT: f64 = 0.85;
/// Fewest letters of a word in which a typing error is forgiven.
const SHORTEST_MISTYPED: usize = 5;

/// A stem that stands in some name.
#[derive(Debug)]
struct Known {
    stem: String,
    letters: usize,
    /// How much it tells.
    tells: f64,
}

/// All stems of all names, by their numbers.
#[derive(Debug, Default)]
pub struct Likeness {
    known: Vec<Known>,
    numbers: HashMap<String, usize>,
    unknown: f64,
}

/// A name of the catalogue: numbers of its stems with their weights.
#[derive(Clone, Debug)]
pub struct NumberedPhrase {
    pub words: Vec<(usize, f64)>,
    pub phrase: Phrase,
}

/// A word of a sheet: how much it tells, and how like every known stem is to it (1: the same, 0: not at all).
#[derive(Clone, Debug)]
pub struct Weighed {
    pub weight: f64,
    pub like: Vec<f64>,
}

/// A name of a sheet, ready to be compared.
#[derive(Clone, Debug)]
pub struct WeighedPhrase {
    pub words: Vec<Weighed>,
    pub phrase: Phrase,
}

impl WeighedPhrase {
    /// How much all its words tell.
    pub fn tells(&self) -> f64 {
        self.words.iter().map(|word| word.weight).sum()
    }
}

impl Likeness {
    /// Counts in how many services, each with its names, every stem stands.
    pub fn of_services<'a>(services: impl Iterator<Item = impl Iterator<Item = &'a Phrase>>) -> Self {
        let (mut counts, mut all): (HashMap<&str, u32>, u32) = (HashMap::new(), 0);
        for names in services {
            all += 1;
            let stems: HashSet<&str> = names.flat_map(|name| &name.words).map(|(stem, _)| stem.as_str()).collect();
            for stem in stems {
                *counts.entry(stem).or_default() += 1;
            }
        }
        let tells = |count: f64| (1.0 + f64::from(all.max(1)) / count).ln();
        let known = |(stem, count): (&str, u32)| Known {
            letters: stem.chars().count(),
            tells: tells(f64::from(count)),
            stem: stem.to_owned(),
        };
        let known: Vec<Known> = counts.into_iter().map(known).collect();
        let numbers = known.iter().enumerate().map(|(number, known)| (known.stem.clone(), number)).collect();
        Self { known, numbers, unknown: tells(UNKNOWN_AS) }
    }

    /// A name of the catalogue by the numbers of its stems.
    pub fn numbered(&self, phrase: Phrase) -> NumberedPhrase {
        let numbered = |(stem, weight): &(String, f64)| {
            let number = *self.numbers.get(stem)?;
            Some((number, weight * self.known.get(number)?.tells))
        };
        NumberedPhrase { words: phrase.words.iter().filter_map(numbered).collect(), phrase }
    }

    /// The words of a name of a sheet with the stems they are like.
    pub fn weighed(&self, phrase: Phrase) -> WeighedPhrase {
        let words = phrase.words.iter().map(|(stem, weight)| self.word(stem, *weight)).collect();
        WeighedPhrase { words, phrase }
    }

    fn word(&self, word: &str, weight: f64) -> Weighed {
        let whole = word.strip_suffix(CUT).map(stem).filter(|whole| self.numbers.contains_key(whole));
        let word = whole.as_deref().unwrap_or(word);
        let number = self.numbers.get(word).copied();
        let tells = number.and_then(|number| self.known.get(number)).map_or(self.unknown, |known| known.tells);
        let asked = QueryPhrase { stem: word, letters: word.chars().count(), is_known: number.is_some() };
        Weighed { weight: weight * tells, like: self.known.iter().map(|known| asked.likeness_to(known)).collect() }
    }
}

/// A stem that is looked for.
struct QueryPhrase<'a> {
    stem: &'a str,
    letters: usize,
    is_known: bool,
}

impl QueryPhrase<'_> {
    /// How like a known stem is; 0 where it is not.
    fn likeness_to(&self, known: &Known) -> f64 {
        if self.stem == known.stem {
            return 1.0;
        }
        if let Some(beginning) = self.stem.strip_suffix(CUT) {
            return if known.stem.starts_with(beginning) { OF_CUT } else { 0.0 };
        }
        let has_digits = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
        let shared = self.stem.chars().zip(known.stem.chars()).take_while(|(a, b)| a == b).count();
        if has_digits(self.stem) || has_digits(&known.stem) {
            return 0.0;
        }
        let share = shared as f64 / self.letters.max(known.letters) as f64;
        if shared >= SHORTEST_BEGINNING && share >= NEARLY_ALL.0 {
            NEARLY_ALL.1
        } else if shared > SHORTEST_BEGINNING && share >= MOST.0 {
            MOST.1
        } else {
            self.mistyped(known, shared)
        }
    }

    /// Only a word nobody knows is taken for a mistyped one; the first or the last letter is right.
    fn mistyped(&self, known: &Known, shared: usize) -> f64 {
        let shorter = self.letters.min(known.letters);
        if self.is_known || shorter < SHORTEST_MISTYPED || self.letters.abs_diff(known.letters) > 2 {
            return 0.0;
        }
        if shared == 0 && self.stem.chars().next_back() != known.stem.chars().next_back() {
            return 0.0;
        }
        let forgiven = if shorter <= 6 { 1 } else { 2 };
        let errors = strsim::osa_distance(self.stem, &known.stem);
        if errors <= forgiven { 0.8 - 0.1 * errors as f64 } else { 0.0 }
    }
}
