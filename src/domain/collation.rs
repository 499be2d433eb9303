//! Ukrainian alphabetical order, which code points do not follow: the one order of names in every list.

use std::cmp::Ordering;

const ALPHABET: &str = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя";
/// Where Ukrainian letters begin: after signs, digits and Latin letters, before all other letters.
const UKRAINIAN: u32 = 0x4000;
const OTHERS: u32 = 0x5000;

/// What a name is sorted by: its letters without case and apostrophes; the name itself parts what is alike in them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CollationKey(Vec<u32>, String);

/// A key that sorts names as a Ukrainian reader expects.
#[must_use]
pub fn collation_key(name: &str) -> CollationKey {
    CollationKey(ranks(name).collect(), name.to_owned())
}

/// Compares two names as a Ukrainian reader expects.
#[must_use]
pub fn compare_names(a: &str, b: &str) -> Ordering {
    ranks(a).cmp(ranks(b)).then_with(|| a.cmp(b))
}

fn ranks(name: &str) -> impl Iterator<Item = u32> {
    let letters = name.trim().chars().flat_map(char::to_lowercase);
    letters.filter(|letter| !is_apostrophe(*letter)).map(rank)
}

const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '`' | '′' | '‘')
}

fn rank(letter: char) -> u32 {
    let place = ALPHABET.chars().zip(UKRAINIAN..).find(|(one, _)| *one == letter);
    match (place, u32::from(letter)) {
        (Some((_, place)), _) => place,
        // Before the Greek and Cyrillic blocks: signs, digits, Latin letters.
        (None, code) if code < 0x0370 => code,
        (None, code) => OTHERS.saturating_add(code),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_letter_stands_in_its_place() {
        let mut names = [
            "Яготин",
            "Ізюм",
            "Зіньків",
            "Їжаківка",
            "Кобеляки",
            "Євпаторія",
            "Диканька",
            "Ґалаґан",
            "Гадяч",
            "Щербані",
            "Йосипівка",
            "Ь",
            "Юріївка",
        ];
        names.sort_by_key(|name| collation_key(name));
        let expected = [
            "Гадяч",
            "Ґалаґан",
            "Диканька",
            "Євпаторія",
            "Зіньків",
            "Ізюм",
            "Їжаківка",
            "Йосипівка",
            "Кобеляки",
            "Щербані",
            "Ь",
            "Юріївка",
            "Яготин",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn apostrophes_and_capitals_do_not_part_names() {
        let mut names = ["Кам’янська", "Камянська-2", "кам'янець", "Камяниця", "Кам'янка"];
        names.sort_by(|a, b| compare_names(a, b));
        assert_eq!(names, ["кам'янець", "Камяниця", "Кам'янка", "Кам’янська", "Камянська-2"]);
    }

    #[test]
    fn a_gap_between_words_and_digits_come_before_letters() {
        let mut names = ["Великаново", "Велика Багачка", "ЦНАП 2", "ЦНАП А", "Київ", "Kyiv"];
        names.sort_by_key(|name| collation_key(name));
        assert_eq!(names, ["Kyiv", "Велика Багачка", "Великаново", "Київ", "ЦНАП 2", "ЦНАП А"]);
    }

    proptest! {
        #![proptest_config(crate::domain::testing::with_kept_seeds())]
        #[test]
        fn keys_and_comparison_agree(a in "[А-ЯҐЄІЇа-яґєії' A-z0-9]{0,8}", b in "[А-ЯҐЄІЇа-яґєії' A-z0-9]{0,8}") {
            prop_assert_eq!(collation_key(&a).cmp(&collation_key(&b)), compare_names(&a, &b));
        }
    }
}
