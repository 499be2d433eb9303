//! A light stemmer for folded Ukrainian words: cuts endings by a table, nothing more.

/// Endings of nouns and adjectives in folded letters, the longest first.
const ENDINGS: &[&str] = &[
    "иями", //
    "ами", "еви", "евом", "ева", "еву", "ею", "иам", "иах", "иею", "ими", "иям", "иях", "ова", "ови", "овом", "ого",
    "ому", "ову", "ями", //
    "ам", "ах", "ев", "ей", "ем", "ив", "ие", "ии", "ий", "им", "их", "ию", "ия", "ов", "ои", "ой", "ом", "ою", "ям",
    "ях", //
    "а", "е", "и", "о", "у", "ю", "я",
];
/// Suffixes which make an adjective of the name of a place.
const PLACE_SUFFIXES: &[&str] = &["ск", "зк", "цк"];
/// Fewest characters a stem may have.
const MIN_STEM: usize = 3;

/// The stem of a folded word: «паспорта» and «паспорт» have one stem.
pub fn stem(word: &str) -> String {
    if word.chars().any(|c| c.is_ascii_digit()) {
        return word.to_owned();
    }
    let without = cut_longest(word, ENDINGS);
    let fleeting = Some(word).filter(|word| word.len() == without.len()).and_then(fleeting);
    fleeting.unwrap_or_else(|| levelled(without))
}

/// What is left of a stem without the suffix of an adjective: «Полтавська» and «Полтава» have one root.
pub fn root(word: &str) -> String {
    let stem = stem(word);
    match cut_longest(&stem, PLACE_SUFFIXES) {
        place if place.len() < stem.len() => levelled(cut_longest(place, &["ив", "ев", "ов"])),
        _ => stem,
    }
}

/// The word without its ending, its vowels as they were written.
pub fn root_as_written(word: &str) -> String {
    if word.chars().any(|c| c.is_ascii_digit()) { word.to_owned() } else { cut_longest(word, ENDINGS).to_owned() }
}

/// Vowels that change in the last closed syllable are one: «Бориспіль» and «Борисполя», «Київ» and «Києва».
fn levelled(stem: &str) -> String {
    let mut back = stem.char_indices().rev();
    let last = back.next().map(|(_, letter)| letter);
    match back.next() {
        Some((at, 'о' | 'е')) if last.is_some_and(|letter| !is_vowel(letter)) && stem.chars().count() > MIN_STEM => {
            let (head, tail) = stem.split_at_checked(at).unwrap_or((stem, ""));
            let tail: String = tail.chars().skip(1).collect();
            format!("{head}и{tail}")
        }
        _ => stem.to_owned(),
    }
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'и' | 'о' | 'у' | 'ю' | 'я')
}

fn cut_longest<'a>(word: &'a str, endings: &[&str]) -> &'a str {
    let longest = endings.iter().filter_map(|ending| strip_ending(word, ending)).min_by_key(|stem| stem.len());
    longest.unwrap_or(word)
}

fn strip_ending<'a>(word: &'a str, ending: &str) -> Option<&'a str> {
    word.strip_suffix(ending).filter(|stem| stem.chars().count() >= MIN_STEM)
}

/// «довідок» belongs with «довідка», «будинок» with «будинку».
fn fleeting(word: &str) -> Option<String> {
    let root = ["ок", "ек"].iter().find_map(|ending| strip_ending(word, ending))?;
    (root.chars().count() > MIN_STEM).then(|| format!("{root}к"))
}

#[cfg(test)]
mod tests {
    use super::super::normalize::folded;
    use super::*;

    fn same(words: &[&str]) {
        let roots: std::collections::BTreeSet<String> = words.iter().map(|word| root(&folded(word))).collect();
        assert_eq!(roots.len(), 1, "{words:?} have roots {roots:?}");
    }

    #[test]
    fn forms_of_one_word_have_one_stem() {
        same(&["паспорт", "паспорта", "паспорту", "паспортом", "паспорти", "паспортів"]);
        same(&["реєстрація", "реєстрації", "реєстрацію", "реєстрацією", "реєстрацій"]);
        same(&["закордонний", "закордонного", "закордонному", "закордонні", "закордонних"]);
        same(&["свідоцтво", "свідоцтва", "свідоцтвом", "свідоцтв"]);
        same(&["довідка", "довідки", "довідку", "довідок"]);
        same(&["громада", "громади", "громаді", "громад", "громадам"]);
        same(&["народження", "народженню", "народженням"]);
    }

    #[test]
    fn a_place_and_its_adjective_have_one_root() {
        same(&["Полтава", "Полтави", "Полтавська", "Полтавської"]);
        same(&["Харків", "Харкова", "Харківська"]);
        same(&["Донецьк", "Донецька", "Донецького"]);
        same(&["Подільський", "подільский", "Подільськ"]);
        same(&["Львів", "Львова", "Львівський"]);
        same(&["Київ", "Києва", "Київський"]);
        same(&["Бориспіль", "Борисполя", "Бориспільська", "Борисполь"]);
        same(&["Тернопіль", "Тернополя", "Тернопільської"]);
    }

    #[test]
    fn short_words_and_numbers_stay_whole() {
        assert_eq!(stem("дия"), "дия");
        assert_eq!(stem("588"), "588");
        assert_eq!(stem(""), "");
    }
}
