//! The places that a registry address states: «Шевченка, 134, с. Кальна, Витвицька територіальна громада, … область».

use crate::geocoding::mention::PlaceMention;
use crate::geocoding::normalize::normalize_place_name;
use crate::geocoding::stem;
use crate::geocoding::words::{Word, words};

/// Words around a hromada's name that are not its name.
const HROMADA_WORDS: [&str; 10] =
    ["територіальна", "обєднана", "громада", "тг", "отг", "сільська", "селищна", "міська", "територіальної", "громади"];

/// What an address states, part by part.
#[derive(Debug, Default)]
pub(super) struct Address {
    /// The stem of the oblast's adjective.
    pub oblast: Option<String>,
    /// The stem of the hromada's adjective, where the part says that it is a hromada.
    pub hromada: Option<String>,
    /// The stem of the raion's adjective; old raions outlive their reform in addresses.
    pub raion: Option<String>,
    pub settlement: Option<PlaceMention>,
    /// The other parts after the street, last first: a hromada or a settlement without its type word.
    pub bare: Vec<String>,
}

impl Address {
    /// Reads it from its comma-separated parts.
    pub(super) fn read(text: &str) -> Self {
        let mut address = Self::default();
        for (at, part) in text.split(',').enumerate() {
            address.read_part(at, &words(&normalize_place_name(part)));
        }
        address.bare.reverse();
        address
    }

    fn read_part(&mut self, at: usize, part: &[Word]) {
        let has = |wanted: &[&str]| part.iter().any(|word| wanted.contains(&word.text.as_str()));
        if has(&["область", "обл"]) {
            self.oblast = part.first().map(|word| stem::adjective(&word.text.replace('-', " ")));
        } else if has(&["громада", "громади", "тг", "отг"]) {
            self.hromada = hromada_stem(part);
        } else if has(&["район", "р-н"]) {
            // Proves no hromada; it is kept for a point whose hromada stays unknown.
            self.raion = part.first().map(|word| stem::adjective(&word.text.replace('-', " ")));
        } else if let Some(mention) = PlaceMention::starting(part) {
            self.settlement = Some(mention);
        } else if at > 0 {
            self.bare.extend(bare_key(part));
        }
    }
}

/// The stem of a hromada's name in a part that may hold its type and «територіальна громада» as well.
pub(super) fn hromada_stem(part: &[Word]) -> Option<String> {
    let own = part.iter().map(|word| word.text.as_str()).filter(|word| !HROMADA_WORDS.contains(word));
    let name = own.collect::<Vec<_>>().join(" ").replace('-', " ");
    (!name.is_empty()).then(|| stem::adjective(&name))
}

/// A part that may be a place: it has letters, and no digits as houses have.
fn bare_key(part: &[Word]) -> Option<String> {
    let name = part.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ").replace('-', " ");
    let place_like = name.chars().count() > 2 && !name.chars().any(char::is_numeric) && name != "none";
    place_like.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_states_settlement_hromada_and_oblast() {
        let text = "Шевченка, 134, с. Кальна, Витвицька територіальна громада, Івано-Франківська область";
        let address = Address::read(text);
        assert_eq!(address.oblast.as_deref(), Some("івано франківськ"));
        assert_eq!(address.hromada.as_deref(), Some("витвицьк"));
        assert_eq!(address.settlement.and_then(|mention| mention.keys().next()).as_deref(), Some("кальна"));
    }

    #[test]
    fn a_hromada_may_carry_its_type_and_a_settlement_none() {
        let address = Address::read("Миру, 57, Кілія, Кілійська міська територіальна громада, Одеська область");
        assert_eq!(address.hromada.as_deref(), Some("кілійськ"));
        assert_eq!(address.bare, ["кілія"]);
    }

    #[test]
    fn empty_cells_and_house_numbers_are_no_places() {
        let address = Address::read("Миру, 142, _, None");
        assert!(address.bare.is_empty() && address.oblast.is_none() && address.settlement.is_none());
    }
}
