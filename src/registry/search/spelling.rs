//! What the words of a question are: known, begun, a slip or unknown; and the question as it was meant.

use std::collections::{HashMap, HashSet};

use crate::domain::latin::cyrillic;
use crate::registry::words::{Correction, WordIndex, is_stop_word, normalize, root};
use crate::rulebook::EverydayWords;

/// Fewest letters of a word whose one slip is surely that.
const SHORTEST_SURE: usize = 5;
/// Fewest letters of a beginning that is taken for the word.
const SHORTEST_BEGINNING: usize = 4;
/// Fewest letters of a word in Latin letters that may be a slip for a Ukrainian one.
const SHORTEST_LATIN: usize = 6;
/// Another correction as near and this much as common leaves it open which was meant.
const RIVAL: f32 = 0.5;

/// All words of the ways of asking in one language.
#[derive(Clone, Debug, Default)]
pub struct Spelling {
    words: WordIndex,
    filler: HashSet<String>,
    /// Each folded word as it is written.
    written: HashMap<String, String>,
}

/// A word that was read as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAs {
    pub typed: String,
    pub meant: String,
}

/// A question as it was meant.
#[derive(Clone, Debug, Default)]
pub struct MeantText {
    /// The words as they are looked up.
    pub text: String,
    /// True where the words are English.
    pub is_english: bool,
    /// The words that are not English alone, for the names of services.
    pub for_names: String,
    /// Slips that were put right.
    pub read_as: Vec<ReadAs>,
    /// Words nobody knows, as they were written.
    pub unknown: Vec<String>,
    /// True where the words say enough to answer; false where they only suggest something.
    pub is_sure: bool,
    /// True where no word says anything.
    pub is_empty: bool,
}

/// What one word is.
enum WordReading {
    /// A word that says nothing by itself, or a number.
    Silent,
    Known,
    Begun {
        is_sure: bool,
    },
    Slip {
        meant: String,
        is_sure: bool,
    },
    Unknown,
}

/// The words known: everyday ones of both languages, and those of the catalogue and of topics.
pub struct KnownWords<'a> {
    pub ukrainian: &'a Spelling,
    pub english: &'a Spelling,
    pub names: &'a WordIndex,
    pub titles: &'a WordIndex,
    /// Names of places: a word of them is no slip for another.
    pub places: &'a WordIndex,
}

impl Spelling {
    #[must_use]
    pub fn new(words: &EverydayWords) -> Self {
        let ways = words.phrases.iter().flat_map(|phrase| &phrase.ask).chain(&words.filler);
        let all = ways.chain(words.same.iter().flat_map(|same| &same.words));
        let filler = words.filler.iter().flat_map(|words| normalize::words(words)).map(|word| root(&word));
        let written = all.clone().flat_map(|way| normalize::search_words(way));
        let written = written.map(|word| (normalize::folded(word), word.to_lowercase())).collect();
        let words = WordIndex::new((0..).zip(all).map(|(doc, way)| (doc, way, 1)));
        Self { words, filler: filler.collect(), written }
    }

    fn is_filler(&self, folded: &str) -> bool {
        is_stop_word(folded) || self.filler.contains(&root(folded))
    }
}

impl KnownWords<'_> {
    /// Reads a question word by word.
    #[must_use]
    pub fn read(&self, text: &str) -> MeantText {
        let text: String = text.chars().take(normalize::MAX_QUERY).collect();
        let words: Vec<&str> =
            normalize::search_words(&text).filter(|word| !normalize::folded(word).is_empty()).collect();
        if words.iter().all(|word| is_number(word)) {
            return MeantText { for_names: text.clone(), text, is_sure: true, ..MeantText::default() };
        }
        let is_english = self.is_english(&words);
        let readings: Vec<(&str, WordReading)> =
            words.iter().map(|word| (*word, self.read_word(word, is_english))).collect();
        self.put_together(&readings, is_english)
    }

    /// English where every word is in Latin letters and one of them is an English word that says something.
    fn is_english(&self, words: &[&str]) -> bool {
        let is_latin = |word: &&str| is_number(word) || cyrillic(word).is_some();
        let says = |word: &&str| {
            let folded = normalize::folded(word);
            let is_filler = self.english.is_filler(&folded);
            !is_filler && (self.has_english(&folded) || self.english_slip(word).is_some())
        };
        words.iter().all(is_latin) && words.iter().any(says)
    }

    fn read_word(&self, word: &str, is_english: bool) -> WordReading {
        let folded = normalize::folded(word);
        if is_number(word) || self.ukrainian.is_filler(&folded) || is_english && self.english.is_filler(&folded) {
            return WordReading::Silent;
        }
        if is_english && self.has_english(&folded) {
            return WordReading::Known;
        }
        if let Some(slip) = self.english_slip(word).filter(|_| is_english) {
            return WordReading::Slip { meant: slip.word, is_sure: true };
        }
        match cyrillic(word) {
            Some(back) => self.read_latin(&folded, &normalize::folded(&back)),
            None => self.read_ukrainian(&folded),
        }
    }

    /// An everyday word, or one of the titles of groups and life events, which stand in both languages.
    fn has_english(&self, folded: &str) -> bool {
        self.english.words.has_word(folded) || self.titles.has_word(folded)
    }

    fn english_slip(&self, word: &str) -> Option<Correction> {
        let back = normalize::folded(&cyrillic(word)?);
        if self.has_word(&back) || self.places.has_word(&back) {
            return None;
        }
        let folded = normalize::folded(word);
        let long = folded.chars().count() >= SHORTEST_SURE;
        self.english.words.corrections(&folded).into_iter().find(|one| long && one.errors == 1 && one.begins_alike)
    }

    fn read_latin(&self, folded: &str, back: &str) -> WordReading {
        if self.ukrainian.is_filler(back) {
            return WordReading::Silent;
        }
        if self.has_word(folded) || self.has_word(back) {
            return WordReading::Known;
        }
        match self.corrections(back).into_iter().next() {
            Some(one) if one.errors == 1 && back.chars().count() >= SHORTEST_LATIN => {
                WordReading::Slip { meant: one.word, is_sure: false }
            }
            _ => WordReading::Unknown,
        }
    }

    fn read_ukrainian(&self, folded: &str) -> WordReading {
        if self.has_word(folded) {
            return WordReading::Known;
        }
        let letters = folded.chars().count();
        let is_begun = self.indexes().any(|index| index.has_beginning(folded));
        if is_begun && letters >= SHORTEST_BEGINNING {
            return WordReading::Begun { is_sure: true };
        }
        let corrections = self.corrections(folded);
        match corrections.first() {
            Some(one) => WordReading::Slip {
                meant: one.word.clone(),
                is_sure: letters >= SHORTEST_SURE && is_only_slip(one, corrections.get(1)),
            },
            None if is_begun => WordReading::Begun { is_sure: false },
            None => WordReading::Unknown,
        }
    }

    fn indexes(&self) -> impl Iterator<Item = &WordIndex> {
        [&self.ukrainian.words, self.names, self.titles].into_iter()
    }

    fn has_word(&self, folded: &str) -> bool {
        self.indexes().any(|index| index.has_word(folded))
    }

    /// What a word may be a slip for: an everyday word before one that only stands in names.
    fn corrections(&self, folded: &str) -> Vec<Correction> {
        if self.places.has_word(folded) {
            return Vec::new();
        }
        let mut all: Vec<Correction> = self.indexes().flat_map(|index| index.corrections(folded)).collect();
        all.sort_by_key(Correction::rank);
        let mut roots = HashSet::new();
        all.retain(|one| roots.insert(root(&one.word)));
        all
    }

    fn put_together(&self, readings: &[(&str, WordReading)], is_english: bool) -> MeantText {
        let mut meant = MeantText { is_english, ..MeantText::default() };
        let (mut text, mut names) = (Vec::new(), Vec::new());
        for (word, reading) in readings {
            let told = match reading {
                WordReading::Slip { meant: other, .. } => {
                    meant.read_as.push(ReadAs { typed: (*word).to_owned(), meant: self.as_written(other) });
                    other.as_str()
                }
                WordReading::Unknown => {
                    meant.unknown.push((*word).to_owned());
                    word
                }
                _ => word,
            };
            // What no reading of Latin letters explains is not looked up once more, more loosely.
            if matches!(reading, WordReading::Unknown) && cyrillic(word).is_some() {
                continue;
            }
            text.push(told);
            if !is_english || self.is_ukrainian(word) {
                names.push(told);
            }
        }
        let says_nothing = |reading: &WordReading| matches!(reading, WordReading::Silent | WordReading::Unknown);
        meant.is_empty = !meant.unknown.is_empty() && readings.iter().all(|(_, reading)| says_nothing(reading));
        let is_read_back = !is_english && readings.iter().all(|(word, _)| is_number(word) || cyrillic(word).is_some());
        let is_explained = meant.unknown.is_empty() || !is_read_back;
        meant.is_sure = is_explained && readings.iter().any(|(_, reading)| reading.is_sure());
        (meant.text, meant.for_names) = (text.join(" "), names.join(" "));
        meant
    }

    fn as_written(&self, folded: &str) -> String {
        let written = self.english.written.get(folded).or_else(|| self.ukrainian.written.get(folded));
        written.map_or_else(|| folded.to_owned(), Clone::clone)
    }

    /// True for a word in Latin letters that is a Ukrainian one read back, and no English one.
    fn is_ukrainian(&self, word: &str) -> bool {
        let folded = normalize::folded(word);
        let back = cyrillic(word).map(|back| normalize::folded(&back));
        let is_english = self.has_english(&folded) || self.english.is_filler(&folded);
        !is_english && back.is_some_and(|back| self.has_word(&back))
    }
}

impl WordReading {
    /// Whether the word alone says enough to answer.
    const fn is_sure(&self) -> bool {
        match self {
            Self::Known => true,
            Self::Begun { is_sure } | Self::Slip { is_sure, .. } => *is_sure,
            Self::Silent | Self::Unknown => false,
        }
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit())
}

/// One slip, with the first letter right, and nothing as near and about as common.
fn is_only_slip(best: &Correction, next: Option<&Correction>) -> bool {
    let is_rival = |other: &Correction| {
        (other.errors, other.begins_alike) == (best.errors, best.begins_alike)
            && other.documents as f32 >= RIVAL * best.documents as f32
    };
    best.errors == 1 && best.begins_alike && !next.is_some_and(is_rival)
}
