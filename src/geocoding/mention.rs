//! A settlement as a text mentions it: what it is called and what kind of place it is said to be.

use crate::domain::Category;
use crate::geocoding::words::Word;

/// How many words a settlement's name may have.
const LONGEST_NAME: usize = 3;

/// A settlement mentioned with its type («у с. Гута Мала»); the name may be followed by words that are not its own.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PlaceMention {
    pub said: StatedCategory,
    words: Vec<String>,
}

/// The type a text gives to a settlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StatedCategory {
    City,
    /// «смт», which the codifier now calls a settlement or even a village.
    Town,
    Settlement,
    Village,
    /// «сіл»: a list of villages, of which none is meant alone.
    Villages,
    Nothing,
}

impl StatedCategory {
    /// Reads a type word in any case.
    pub(super) fn read(word: &str) -> Option<Self> {
        Some(match word {
            "м" | "місто" | "міста" | "місті" | "місту" | "містом" => Self::City,
            "смт" => Self::Town,
            "сел" | "селище" | "селища" | "селищі" | "с-ще" | "с-щі" | "с-ща" => {
                Self::Settlement
            }
            "с" | "село" | "села" | "селі" | "селу" => Self::Village,
            "сіл" | "селах" => Self::Villages,
            _ => return None,
        })
    }

    /// The category of the tree such a place most likely has.
    pub(super) fn category(self) -> Option<Category> {
        match self {
            Self::City => Some(Category::City),
            Self::Town | Self::Settlement => Some(Category::SettlementType),
            Self::Village | Self::Villages => Some(Category::Village),
            Self::Nothing => None,
        }
    }
}

impl PlaceMention {
    /// A name whose type is not stated.
    pub(super) fn untyped(key: &str) -> Self {
        Self { said: StatedCategory::Nothing, words: key.split(' ').map(str::to_owned).collect() }
    }

    /// Every settlement that the words mention, in their order.
    pub(super) fn all(words: &[Word]) -> Vec<Self> {
        (0..words.len()).filter_map(|at| Self::starting(words.get(at..)?)).collect()
    }

    /// The settlement that starts with the first word, which has to be a type.
    pub(super) fn starting(words: &[Word]) -> Option<Self> {
        let (first, rest) = words.split_first()?;
        let said = StatedCategory::read(&first.text)?;
        let next = rest.first().filter(|next| next.gap.chars().all(|c| ".\"".contains(c)))?;
        let more = rest.iter().skip(1).take_while(|word| word.follows()).map(|word| word.text.clone());
        let name = std::iter::once(next.text.clone()).chain(more).take(LONGEST_NAME).collect();
        Some(Self { said, words: name })
    }

    /// The possible names, longest first.
    pub(super) fn keys(&self) -> impl Iterator<Item = String> {
        (1..=self.words.len()).rev().filter_map(|n| Some(self.words.get(..n)?.join(" ").replace('-', " ")))
    }
}

#[cfg(test)]
mod tests {
    use super::{PlaceMention, StatedCategory};
    use crate::geocoding::normalize::normalize_place_name;
    use crate::geocoding::words::words;

    #[test]
    fn a_text_mentions_settlements_with_their_types() {
        let found = PlaceMention::all(&words(&normalize_place_name("ЦНАП у м.Ромни (с. Малі Бубни, селище Зоря)")));
        let said: Vec<_> = found.iter().map(|mention| mention.said).collect();
        assert_eq!(said, [StatedCategory::City, StatedCategory::Village, StatedCategory::Settlement]);
        assert_eq!(found[1].keys().next().as_deref(), Some("малі бубни"));
    }

    #[test]
    fn a_name_may_be_shorter_than_the_words_after_the_type() {
        let mentions = PlaceMention::all(&words("у с. кальна витвицької ради"));
        let keys: Vec<_> = mentions[0].keys().collect();
        assert_eq!(keys, ["кальна витвицької ради", "кальна витвицької", "кальна"]);
    }
}
