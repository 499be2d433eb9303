//! The name of a service as weighed words: what is in brackets or after a comma says less.

use std::collections::{HashMap, HashSet};

use crate::registry::words::normalize;
use crate::registry::words::stem;
use crate::rulebook::ServiceNames;

/// What a word in brackets counts.
const IN_BRACKETS: f64 = 0.35;
/// What a word counts after the part that names the service.
const AFTER: f64 = 0.6;
/// Where the part that names the service ends, if not in its first letters.
const ENDS: &[&str] = &[",", " з видачею", " у тому числі", " в тому числі", " - "];
/// Fewest letters of the part that names the service.
const SHORTEST: usize = 15;
/// What ends a word that is cut.
pub const CUT: char = '.';
/// Letters a word may be cut to.
const CUT_LETTERS: std::ops::RangeInclusive<usize> = 2..=6;
/// Words that say nothing.
const SILENT: &[&str] = &[
    "а",
    "або",
    "в",
    "для",
    "до",
    "з",
    "за",
    "зи",
    "и",
    "из",
    "або",
    "на",
    "не",
    "о",
    "по",
    "при",
    "про",
    "та",
    "то",
    "у",
    "тому",
    "числи",
    "що",
    "як",
    "яка",
    "який",
    "яки",
    "яке",
    "чи",
    "його",
    "ии",
    "иий",
    "их",
    "ним",
    "нею",
    "цих",
];
/// What is done, by the words that begin a name: a name that begins otherwise means another service.
const DEEDS: &[(Deed, &[&str])] = &[
    (Deed::Remove, &["зняття", "скасування", "закриття", "припинення", "анулювання", "заборона", "виключення"]),
    (
        Deed::Give,
        &[
            "витяг",
            "довідка",
            "дозвіл",
            "ордер",
            "сертифікат",
            "висновок",
            "ліцензія",
            "посвідчення",
            "картка",
            "направлення",
            "путівка",
            "видача",
            "надання",
            "оформлення",
            "призначення",
            "отримання",
            "виплата",
            "одержання",
            "виготовлення",
            "встановлення",
        ],
    ),
    (Deed::Register, &["реєстрація", "перереєстрація"]),
    (Deed::Change, &["зміна", "внесення", "коригування"]),
    (Deed::Renew, &["поновлення", "продовження", "подовження"]),
    (Deed::Mend, &["виправлення"]),
    (Deed::Tell, &["повідомлення"]),
    (Deed::Swap, &["обмін"]),
];
/// Words that tell that something is changed.
const CHANGES: &[&str] = &["змін", "зміни"];

/// What is done in a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Remove,
    Give,
    Register,
    Change,
    Renew,
    Mend,
    Tell,
    Swap,
}

/// A name as stems with their weights, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phrase {
    pub words: Vec<(String, f64)>,
    pub permission: Option<Deed>,
    pub tells_change: bool,
}

/// Reads names; knows abbreviations.
#[derive(Debug)]
pub struct Reader {
    abbreviations: HashMap<String, Vec<String>>,
    /// The stem that stands for others.
    same: HashMap<String, String>,
    silent: HashSet<&'static str>,
    deeds: HashMap<String, Deed>,
    changes: HashSet<String>,
}

impl Reader {
    pub fn new(names: &ServiceNames) -> Self {
        let stemmed = |word: &String| stem(&normalize::folded(word));
        let full = names.abbreviation.iter().map(|(short, full)| (stemmed(short), normalize::words(full).collect()));
        let same = names.same.iter().filter_map(|group| Some((stemmed(group.first()?), group)));
        let same = same.flat_map(|(first, group)| group.iter().map(move |word| (stemmed(word), first.clone())));
        let deeds = DEEDS
            .iter()
            .flat_map(|(permission, words)| words.iter().map(|word| (stem(&normalize::folded(word)), *permission)));
        Self {
            abbreviations: full.collect(),
            same: same.collect(),
            silent: SILENT.iter().copied().collect(),
            deeds: deeds.collect(),
            changes: CHANGES.iter().map(|word| stem(&normalize::folded(word))).collect(),
        }
    }

    /// Reads a name.
    pub fn read(&self, name: &str) -> Phrase {
        let stems: Vec<String> = normalize::words(name).map(|word| stem(&word)).collect();
        let mut phrase = Phrase {
            permission: stems.iter().take(2).find_map(|stem| self.deeds.get(stem).copied()),
            tells_change: stems.iter().any(|stem| self.changes.contains(stem)),
            words: Vec::new(),
        };
        for (part, weight) in weighted_parts(name) {
            for (word, is_cut) in pieces(part) {
                self.push_word(&mut phrase, &word, is_cut, weight);
            }
        }
        phrase
    }

    fn push_word(&self, phrase: &mut Phrase, word: &str, is_cut: bool, weight: f64) {
        let own = [word.to_owned()];
        let full = self.abbreviations.get(&stem(word));
        let is_cut = is_cut && full.is_none();
        let full = full.map_or(own.as_slice(), Vec::as_slice);
        for word in full.iter().filter(|word| !self.silent.contains(word.as_str())) {
            let stem = if is_cut { format!("{word}{CUT}") } else { self.standard(stem(word)) };
            match phrase.words.iter_mut().find(|(known, _)| *known == stem) {
                Some((_, known)) => *known = known.max(weight),
                None => phrase.words.push((stem, weight)),
            }
        }
    }

    /// The stem that stands for this one and others.
    fn standard(&self, stem: String) -> String {
        self.same.get(&stem).cloned().unwrap_or(stem)
    }
}

/// The folded words of a part; true for a short one with a full stop, which may be cut: «буд.», «зем.».
fn pieces(part: &str) -> impl Iterator<Item = (String, bool)> + '_ {
    let ends = |c: char| !c.is_alphanumeric() && !normalize::is_silent(c);
    part.split_inclusive(ends).filter_map(move |piece| {
        let word = normalize::folded(piece.trim_end_matches(ends));
        let is_cut = piece.ends_with(CUT)
            && CUT_LETTERS.contains(&word.chars().count())
            && !word.contains(|c: char| c.is_ascii_digit());
        (!word.is_empty()).then_some((word, is_cut))
    })
}

/// The parts of a name with what their words count.
fn weighted_parts(name: &str) -> Vec<(&str, f64)> {
    let ends = ENDS.iter().filter_map(|end| name.find(end));
    let main = ends.filter(|at| name.get(..*at).is_some_and(|main| main.chars().count() > SHORTEST)).min();
    let main = main.unwrap_or(name.len());
    let mut found = Vec::new();
    let (mut begun, mut depth) = (0, 0_u32);
    let mut cut = |from: usize, to: usize, depth: u32| {
        let weigh = |weight: f64| if depth > 0 { IN_BRACKETS } else { weight };
        let middle = main.clamp(from, to);
        found.extend(name.get(from..middle).map(|part| (part, weigh(1.0))));
        found.extend(name.get(middle..to).map(|part| (part, weigh(AFTER))));
    };
    for (at, sign) in name.char_indices().filter(|(_, sign)| matches!(sign, '(' | ')')) {
        cut(begun, at, depth);
        begun = at + 1;
        depth = if sign == '(' { depth + 1 } else { depth.saturating_sub(1) };
    }
    cut(begun, name.len(), depth);
    found
}
