//! Known codes with their names, and what a text of a cell means among them.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use super::{Unmatched, dates};
use crate::domain::words::normalize_words;
use crate::formats::homoglyphs::fix_homoglyphs;

/// How like a known text a candidate must be, from 0 to 1.
const LEAST_ALIKE: f64 = 0.5;
/// Candidates that are kept.
const MAX_CANDIDATES: usize = 3;
/// Fewest letters of a word that tells a name from others.
const SHORTEST_WORD: usize = 4;
/// Most letters of an ending.
const LONGEST_ENDING: usize = 3;
/// How much of what the words of a text tell a candidate must have.
const MOST_WORDS: f64 = 0.6;
/// The most of a name that a message shows.
const SHOWN_NAME: usize = 60;

/// What a text was found to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// The code as it is known, whatever dashes and letter case were typed.
    Code(String),
    /// The code of the one thing of this name.
    Name(String),
    /// The code that is the same but for leading zeros.
    Zeros(String),
    /// The one known code of which a spreadsheet may have made this date.
    Date(String),
    Nothing(Unmatched),
}

#[derive(Debug)]
struct Entry {
    code: String,
    names: Vec<String>,
}

/// Codes of one kind of thing with their names.
#[derive(Debug, Default)]
pub struct Vocabulary {
    entries: Vec<Entry>,
    by_code: HashMap<String, usize>,
    forms: OnceLock<Forms>,
}

/// Entries by what is left of codes and names when their spelling is forgiven; made when first needed.
#[derive(Debug, Default)]
struct Forms {
    bare: HashMap<String, Vec<usize>>,
    names: HashMap<String, Vec<usize>>,
    /// Entries by the words of their names.
    words: HashMap<String, Vec<usize>>,
}

impl<S: Into<String>> FromIterator<(S, S)> for Vocabulary {
    /// From codes and names; one code may come with several names.
    fn from_iter<I: IntoIterator<Item = (S, S)>>(pairs: I) -> Self {
        let mut known = Self::default();
        for (code, name) in pairs {
            known.add(code.into(), name.into());
        }
        known
    }
}

impl Vocabulary {
    fn add(&mut self, code: String, name: String) {
        let next = self.entries.len();
        let at = *self.by_code.entry(code.clone()).or_insert(next);
        if at == next {
            self.entries.push(Entry { code, names: Vec::new() });
        }
        if let Some(entry) = self.entries.get_mut(at).filter(|entry| !entry.names.contains(&name)) {
            entry.names.push(name);
        }
    }

    /// True where nothing is known at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every code with its first name, in the order they came.
    #[must_use]
    pub fn display_entries(&self) -> Vec<String> {
        let shown = |entry: &Entry| match entry.names.first() {
            Some(name) => format!("{} ({name})", entry.code),
            None => entry.code.clone(),
        };
        self.entries.iter().map(shown).collect()
    }

    /// What a text means: a code, a name, or a code that a spreadsheet spoiled.
    #[must_use]
    pub fn find(&self, text: &str) -> Match {
        if self.by_code.contains_key(text) {
            return Match::Code(text.to_owned());
        }
        let typed = plain_dashes(text);
        if self.by_code.contains_key(&typed) {
            return Match::Code(typed);
        }
        if let Some(found) = self.by_spelling(&typed) {
            return found;
        }
        let behind: Vec<usize> =
            dates::codes_behind(text).iter().flat_map(|code| self.entries_with_code(code)).copied().collect();
        match behind.as_slice() {
            [only] => self.code(*only).map_or_else(|| Match::Nothing(Unmatched::default()), Match::Date),
            [] => Match::Nothing(Unmatched { is_date: dates::is_date(text), ..Unmatched::default() }),
            several => Match::Nothing(Unmatched { is_date: true, ..self.ambiguous(several) }),
        }
    }

    fn by_spelling(&self, text: &str) -> Option<Match> {
        let same = |at: &&usize| self.code(**at).is_some_and(|code| hyphens(&code) == hyphens(text));
        let bare = self.entries_with_code(text);
        match (bare.iter().filter(same).collect::<Vec<_>>().as_slice(), bare) {
            ([only], _) => return self.code(**only).map(Match::Code),
            (_, [only]) => return self.code(*only).map(Match::Zeros),
            (_, []) => {}
            (_, several) => return Some(Match::Nothing(self.ambiguous(several))),
        }
        match self.forms().names.get(&bare_name(text)).map(Vec::as_slice) {
            Some([only]) => self.code(*only).map(Match::Name),
            Some(several) => Some(Match::Nothing(self.ambiguous(several))),
            None => None,
        }
    }

    fn entries_with_code(&self, code: &str) -> &[usize] {
        self.forms().bare.get(&bare_code(code)).map_or(&[], Vec::as_slice)
    }

    fn code(&self, at: usize) -> Option<String> {
        self.entries.get(at).map(|entry| entry.code.clone())
    }

    fn ambiguous(&self, entries: &[usize]) -> Unmatched {
        let candidates = entries.iter().filter_map(|at| self.entries.get(*at)).map(display_entry).collect();
        Unmatched { is_ambiguous: true, is_date: false, candidates }
    }

    fn forms(&self) -> &Forms {
        self.forms.get_or_init(|| {
            let mut forms = Forms::default();
            for (at, entry) in self.entries.iter().enumerate() {
                forms.bare.entry(bare_code(&entry.code)).or_default().push(at);
                for name in &entry.names {
                    let same = forms.names.entry(bare_name(name)).or_default();
                    if !same.contains(&at) {
                        same.push(at);
                    }
                    for word in words(name) {
                        let of_word = forms.words.entry(word).or_default();
                        if of_word.last() != Some(&at) {
                            of_word.push(at);
                        }
                    }
                }
            }
            forms
        })
    }

    /// The known codes or names a text may mean: those that share its telling words, then those spelled most like it.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Vec<String> {
        let mut found = self.by_words(text);
        found.extend(self.by_letters(text).into_iter().filter(|at| !found.contains(at)).collect::<Vec<_>>());
        found.truncate(MAX_CANDIDATES);
        found.iter().filter_map(|at| self.entries.get(*at)).map(display_entry).collect()
    }

    /// Entries spelled like a text; codes count for a text without spaces.
    fn by_letters(&self, text: &str) -> Vec<usize> {
        let is_code = !text.trim().contains(char::is_whitespace) && text.chars().count() <= 16;
        let sought = if is_code { bare_code(text) } else { bare_name(text) };
        let alike = |entry: &Entry| -> f64 {
            let code = is_code.then(|| likeness(&sought, &bare_code(&entry.code)));
            let names = entry.names.iter().map(|name| likeness(&sought, &bare_name(name)));
            code.into_iter().chain(names).fold(0.0, f64::max)
        };
        let scored = self.entries.iter().enumerate().map(|(at, entry)| (alike(entry), at));
        best(scored.filter(|(score, _)| *score >= LEAST_ALIKE).collect())
    }

    /// Entries whose names have most of the words of a text, the rarer a word the more it tells: «Миргородський ЦНАП»
    /// for the centre of «Миргородської міської ради».
    fn by_words(&self, text: &str) -> Vec<usize> {
        let mut scores: HashMap<usize, f64> = HashMap::new();
        let mut all = 0.0;
        for word in words(text) {
            let alike = self.forms().words.iter().filter(|(known, _)| is_alike(known, &word));
            let having: BTreeSet<usize> = alike.flat_map(|(_, entries)| entries).copied().collect();
            let weight = (self.entries.len() as f64 / having.len().max(1) as f64).ln();
            if having.is_empty() || weight <= 0.0 {
                continue;
            }
            all += weight;
            for at in having {
                *scores.entry(at).or_default() += weight;
            }
        }
        best(
            scores.into_iter().filter(|(_, score)| *score >= MOST_WORDS * all).map(|(at, score)| (score, at)).collect(),
        )
    }
}

/// Positions with the greatest scores, of equal ones the earlier.
fn best(mut scored: Vec<(f64, usize)>) -> Vec<usize> {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.into_iter().take(MAX_CANDIDATES).map(|(_, at)| at).collect()
}

/// The words of a name that may tell it from others.
fn words(name: &str) -> Vec<String> {
    let bare = bare_name(name);
    let words = bare.split(|c: char| !c.is_alphanumeric() && !"'’-".contains(c));
    words.filter(|word| word.chars().count() >= SHORTEST_WORD).map(str::to_owned).collect()
}

/// True for two forms of one word: they differ in their endings alone.
fn is_alike(one: &str, two: &str) -> bool {
    let common = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
    let short = one.chars().count().min(two.chars().count());
    common >= SHORTEST_WORD && common + LONGEST_ENDING >= short
}

/// «01-02 Зняття з реєстрації…»
fn display_entry(entry: &Entry) -> String {
    let Some(name) = entry.names.first() else { return entry.code.clone() };
    let short: String = name.chars().take(SHOWN_NAME).collect();
    let more = if short.len() < name.len() { "…" } else { "" };
    format!("{} {short}{more}", entry.code)
}

/// How alike two texts are; those of very different length are not compared at all.
pub(super) fn likeness(one: &str, two: &str) -> f64 {
    let (short, long) = (one.chars().count(), two.chars().count());
    let (short, long) = (short.min(long), short.max(long));
    if short * 2 < long { 0.0 } else { strsim::normalized_damerau_levenshtein(one, two) }
}

/// A code with hyphens in place of other dashes, where it is numbers between dashes.
pub(super) fn plain_dashes(text: &str) -> String {
    let typed: String = text.trim().chars().map(|c| if is_dash(c) { '-' } else { c }).collect();
    let numbers = typed.split('-').map(str::trim);
    let is_code = numbers.clone().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    if is_code { numbers.collect::<Vec<_>>().join("-") } else { text.trim().to_owned() }
}

/// A code in small letters with hyphens in place of other dashes.
fn hyphens(text: &str) -> String {
    text.trim().chars().map(|c| if is_dash(c) { '-' } else { c }).collect::<String>().to_lowercase()
}

const fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// A code without leading zeros, letter case and kinds of dash.
fn bare_code(text: &str) -> String {
    let part = |part: &str| {
        let part = part.trim();
        let digits = !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        if digits { part.trim_start_matches('0').to_owned() } else { part.to_owned() }
    };
    hyphens(text).split('-').map(part).collect::<Vec<_>>().join("-")
}

/// A name without letter case, quotes, kinds of dash and apostrophe, a full stop at its end.
fn bare_name(text: &str) -> String {
    let typed: String = fix_homoglyphs(text).chars().map(|c| if is_dash(c) { '-' } else { c }).collect();
    let unquoted = typed.replace(['«', '»', '"', '“', '”', '„'], "");
    normalize_words(&unquoted).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn services() -> Vocabulary {
        let known = [
            ("01-01", "Реєстрація місця проживання"),
            ("01-02", "Зняття з реєстрації місця проживання"),
            ("02-01", "Державна реєстрація народження"),
            ("04-09", "Видача довідки"),
            ("04-10", "Видача довідки"),
            ("S1", "Навчальна послуга"),
        ];
        known.into_iter().collect()
    }

    #[test]
    fn a_code_is_found_as_people_type_it() {
        let known = services();
        for typed in ["04-09", "04–09", "04—09", "04−09", "04‑09", "04 - 09"] {
            assert_eq!(known.find(typed), Match::Code("04-09".into()), "{typed}");
        }
        assert_eq!(known.find("s1"), Match::Code("S1".into()));
        for typed in ["4-09", "4-9", "4–9"] {
            assert_eq!(known.find(typed), Match::Zeros("04-09".into()), "{typed}");
        }
        assert_eq!(known.find("реєстрація місця  проживання."), Match::Name("01-01".into()));
    }

    #[test]
    fn a_name_of_two_things_and_a_date_of_two_codes_are_ambiguous() {
        let known = services();
        let Match::Nothing(name) = known.find("Видача довідки") else { panic!("ambiguous") };
        assert!(name.is_ambiguous && name.candidates.len() == 2, "{name:?}");
        let Match::Nothing(date) = known.find("2026-02-01") else { panic!("ambiguous") };
        assert!(date.is_ambiguous && date.is_date && date.candidates.len() == 2, "{date:?}");
        assert_eq!(known.find("1 лют"), Match::Date("01-02".into()));
        assert_eq!(known.find("2026-09-04"), Match::Date("04-09".into()));
        let Match::Nothing(date) = known.find("2026-12-12") else { panic!("nothing") };
        assert!(date.is_date && !date.is_ambiguous);
    }

    #[test]
    fn codes_that_differ_in_zeros_alone_are_not_mixed_up() {
        let known: Vocabulary = [("1", "А"), ("01", "Б")].into_iter().collect();
        assert_eq!(known.find("01"), Match::Code("01".into()));
        let Match::Nothing(found) = known.find("001") else { panic!("ambiguous") };
        assert!(found.is_ambiguous);
    }

    #[test]
    fn a_loose_name_offers_those_with_its_telling_words() {
        let known: Vocabulary = [
            ("7", "Центр надання адміністративних послуг виконавчого комітету Миргородської міської ради"),
            ("8", "Центр надання адміністративних послуг Полтавської міської ради"),
            ("9", "Віддалене робоче місце адміністратора ЦНАП у с. Микільське"),
            ("10", "Віддалене робоче місце адміністратора ЦНАП у с. Байрак"),
        ]
        .into_iter()
        .collect();
        let first =
            |text: &str| known.nearest(text).first().map(|told| told.split(' ').next().unwrap_or("").to_owned());
        assert_eq!(first("Миргородський ЦНАП").as_deref(), Some("7"));
        assert_eq!(first("ВРМ у с. Микільське").as_deref(), Some("9"));
        assert_eq!(first("ЦНАП м. Полтава").as_deref(), Some("8"));
        assert_eq!(first("Сумська філія"), None);
    }

    #[test]
    fn the_nearest_codes_and_names_are_offered() {
        let known = services();
        assert!(known.nearest("01-03")[0].starts_with("01-0"));
        assert_eq!(known.nearest("Державна реєстрація народженя"), ["02-01 Державна реєстрація народження"]);
        assert!(known.nearest("погода").is_empty());
    }
}
