//! How much a word tells, and which words of other names are like it.

use std::collections::{HashMap, HashSet};

use super::phrase::{CUT, Phrase};

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

/// All words of all names.
#[derive(Debug, Default)]
pub struct Likeness {
    /// How much each stem tells.
    tells: HashMap<String, f64>,
    unknown: f64,
}

/// A word of a sheet: how much it tells, and the known words it is like (1: the same).
#[derive(Clone, Debug)]
pub struct Weighed {
    pub weight: f64,
    pub like: HashMap<String, f64>,
}

/// A name of a sheet, ready to be compared.
#[derive(Clone, Debug)]
pub struct WeighedPhrase {
    pub words: Vec<Weighed>,
    pub phrase: Phrase,
}

impl Likeness {
    /// Counts in how many services, each with its names, every stem stands.
    pub fn of<'a>(services: impl Iterator<Item = impl Iterator<Item = &'a Phrase>>) -> Self {
        let (mut counts, mut all): (HashMap<String, u32>, u32) = (HashMap::new(), 0);
        for names in services {
            all += 1;
            let stems: HashSet<&String> = names.flat_map(|name| name.words.iter().map(|(stem, _)| stem)).collect();
            stems.into_iter().for_each(|stem| *counts.entry(stem.clone()).or_default() += 1);
        }
        let tells = |count: f64| (1.0 + f64::from(all.max(1)) / count).ln();
        let unknown = tells(UNKNOWN_AS);
        Self { tells: counts.into_iter().map(|(stem, count)| (stem, tells(f64::from(count)))).collect(), unknown }
    }

    /// How much a stem tells.
    pub fn tells(&self, stem: &str) -> f64 {
        self.tells.get(stem).copied().unwrap_or(self.unknown)
    }

    /// The words of a name with the known words they are like.
    pub fn weighed(&self, phrase: &Phrase) -> WeighedPhrase {
        let words = phrase
            .words
            .iter()
            .map(|(stem, weight)| Weighed { weight: weight * self.tells(stem), like: self.like(stem) });
        let words = words.collect();
        WeighedPhrase { words, phrase: phrase.clone() }
    }

    fn like(&self, stem: &str) -> HashMap<String, f64> {
        let cut = stem.strip_suffix(CUT).map(crate::registry::words::stem);
        let stem = cut.as_deref().filter(|whole| self.tells.contains_key(*whole)).unwrap_or(stem);
        let is_known = self.tells.contains_key(stem);
        let found = self.tells.keys().filter_map(|known| Some((known.clone(), alike(stem, known, is_known)?)));
        found.collect()
    }
}

/// How like a stem is to a known one; `None` where it is not.
fn alike(stem: &str, known: &str, is_known: bool) -> Option<f64> {
    if stem == known {
        return Some(1.0);
    }
    if let Some(beginning) = stem.strip_suffix(CUT) {
        return known.starts_with(beginning).then_some(OF_CUT);
    }
    if [stem, known].iter().any(|word| word.chars().any(|c| c.is_ascii_digit())) {
        return None;
    }
    let lengths = [stem.chars().count(), known.chars().count()];
    let (shorter, longer) = (lengths[0].min(lengths[1]), lengths[0].max(lengths[1]) as f64);
    let shared = stem.chars().zip(known.chars()).take_while(|(a, b)| a == b).count();
    let share = shared as f64 / longer;
    if shared >= SHORTEST_BEGINNING && share >= NEARLY_ALL.0 {
        return Some(NEARLY_ALL.1);
    }
    if shared > SHORTEST_BEGINNING && share >= MOST.0 {
        return Some(MOST.1);
    }
    if is_known || shorter < SHORTEST_MISTYPED || lengths[0].abs_diff(lengths[1]) > 2 {
        return None;
    }
    let forgiven = if shorter <= 6 { 1 } else { 2 };
    let errors = strsim::osa_distance(stem, known);
    (errors <= forgiven).then(|| 0.8 - 0.1 * errors as f64)
}
