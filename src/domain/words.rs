//! Words a table may hold in a column of fixed values: the English key and what a Ukrainian writes instead.

/// A value that stands in tables as one of fixed words.
pub trait Word: Copy + 'static {
    /// Every value in its order.
    const EVERY: &'static [Self];

    /// The key: the word tables are written with.
    fn key(self) -> &'static str;

    /// Ukrainian words that are read as well; the first is the one to show.
    fn names(self) -> &'static [&'static str];

    /// Reads the key or a Ukrainian word; letter case, spaces and the kind of apostrophe are forgiven.
    fn read(text: &str) -> Option<Self> {
        let text = normalize_words(text);
        let said = |value: &Self| value.key() == text || value.names().iter().any(|name| normalize_words(name) == text);
        Self::EVERY.iter().copied().find(said)
    }

    /// What may stand in the column: `cnap (ЦНАП), tp (територіальний підрозділ), …`.
    fn expected() -> String {
        let told = |value: &Self| match value.names().first() {
            Some(name) => format!("{} ({name})", value.key()),
            None => value.key().to_owned(),
        };
        Self::EVERY.iter().map(told).collect::<Vec<_>>().join(", ")
    }
}

/// A text for comparing: small letters, single spaces, one kind of apostrophe, no byte order mark.
#[must_use]
pub fn normalize_words(text: &str) -> String {
    let small = text.trim_start_matches('\u{feff}').to_lowercase().replace(['’', 'ʼ', '`', '′', '‘'], "'");
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Debug;

    use super::*;
    use crate::domain::rows::ListClass;
    use crate::domain::{
        Answer, Category, FactName, HromadaClass, HromadaKind, PointKind, PointStatus, Precision, TerritoryStatus,
    };

    fn reads_back<T: Word + Debug + PartialEq>() {
        let mut seen: BTreeMap<String, T> = BTreeMap::new();
        for value in T::EVERY {
            assert!(!value.names().is_empty(), "{value:?} has no Ukrainian word");
            assert_eq!(T::read(value.key()), Some(*value));
            for name in value.names() {
                assert_eq!(T::read(&format!(" {} ", name.to_uppercase())), Some(*value), "{name}");
                assert_eq!(seen.insert(normalize_words(name), *value), None, "«{name}» stands twice");
            }
        }
        assert_eq!(T::read("щось інше"), None);
    }

    #[test]
    fn every_word_reads_back_in_either_language_and_means_one_thing() {
        reads_back::<PointKind>();
        reads_back::<PointStatus>();
        reads_back::<Precision>();
        reads_back::<Answer>();
        reads_back::<FactName>();
        reads_back::<HromadaClass>();
        reads_back::<HromadaKind>();
        reads_back::<TerritoryStatus>();
        reads_back::<ListClass>();
        reads_back::<Category>();
    }

    #[test]
    fn any_apostrophe_will_do() {
        assert_eq!(FactName::read("Клас для обов’язкового  переліку"), Some(FactName::Class));
        assert_eq!(FactName::read("клас для обов'язкового переліку"), Some(FactName::Class));
    }

    #[test]
    fn what_is_expected_is_said_in_both_languages() {
        assert!(PointKind::expected().starts_with("cnap (ЦНАП), tp (територіальний підрозділ)"));
    }
}
