//! A light stemmer for folded Ukrainian words: cuts endings by a table, nothing more.

/// Endings of nouns and adjectives in folded letters, the longest first.
const ENDINGS: &[&str] = &[
    "иями", "ього", "ьому", //
    "ами", "еви", "евом", "ева", "еву", "ею", "иам", "иах", "иею", "ими", "иям", "иях", "ова", "ови", "овом", "ого",
    "ому", "ову", "ьои", "ьою", "ями", //
    "ам", "ах", "ев", "ей", "ем", "ив", "ие", "ии", "ий", "им", "их", "ию", "ия", "ов", "ои", "ой", "ом", "ою", "ям",
    "ях", //
    "а", "е", "и", "о", "у", "ь", "ю", "я",
];
/// Suffixes which make an adjective of the name of a place.
/// Without the soft sign they are a common misspelling.
const PLACE_SUFFIXES: &[&str] = &["ськ", "зьк", "цьк", "ск", "зк", "цк"];
/// Fewest characters a stem may have.
const MIN_STEM: usize = 3;

/// The stem of a folded word: «паспорта» and «паспорт», «Полтавська» and «Полтава» have one stem.
pub fn stem(word: &str) -> String {
    if word.chars().any(|c| c.is_ascii_digit()) {
        return word.to_owned();
    }
    let without = cut_longest(word, ENDINGS);
    if let Some(root) = Some(word).filter(|word| word.len() == without.len()).and_then(fleeting) {
        return root;
    }
    match cut_longest(without, PLACE_SUFFIXES) {
        place if place.len() < without.len() => cut_longest(place, &["ив", "ев", "ов"]).to_owned(),
        _ => without.to_owned(),
    }
}

fn cut_longest<'a>(word: &'a str, endings: &[&str]) -> &'a str {
    let longest = endings.iter().filter_map(|ending| cut(word, ending)).min_by_key(|stem| stem.len());
    longest.unwrap_or(word)
}

fn cut<'a>(word: &'a str, ending: &str) -> Option<&'a str> {
    word.strip_suffix(ending).filter(|stem| stem.chars().count() >= MIN_STEM)
}

/// «довідок» belongs with «довідка», «будинок» with «будинку».
fn fleeting(word: &str) -> Option<String> {
    let root = ["ок", "ек"].iter().find_map(|ending| cut(word, ending))?;
    (root.chars().count() > MIN_STEM).then(|| format!("{root}к"))
}

#[cfg(test)]
mod tests {
    use super::super::fold::folded;
    use super::*;

    fn same(words: &[&str]) {
        let stems: std::collections::BTreeSet<String> = words.iter().map(|word| stem(&folded(word))).collect();
        assert_eq!(stems.len(), 1, "{words:?} have stems {stems:?}");
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
    fn a_place_and_its_adjective_have_one_stem() {
        same(&["Полтава", "Полтави", "Полтавська", "Полтавської"]);
        same(&["Харків", "Харкова", "Харківська"]);
        same(&["Донецьк", "Донецька", "Донецького"]);
        same(&["Подільський", "подільский", "Подільськ"]);
        same(&["Львів", "Львова", "Львівський"]);
    }

    #[test]
    fn short_words_and_numbers_stay_whole() {
        assert_eq!(stem("дия"), "дия");
        assert_eq!(stem("588"), "588");
        assert_eq!(stem(""), "");
    }
}
