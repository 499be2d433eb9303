//! The address of a point as it is told to people: with the settlement, which sources often leave out.

use std::collections::HashSet;

use super::point::PointOnDate;
use super::snapshot::Registry;
use super::words::{normalize, stem};
use crate::domain::Category;

impl Registry {
    /// The address with the settlement after it where the text does not name it, or with the hromada where the
    /// settlement is unknown: «Молодіжна, 78, с-ще Котельва».
    #[must_use]
    pub fn full_address(&self, point: &PointOnDate) -> Option<String> {
        let row = point.row();
        let address = row.address.as_deref()?;
        let tree = &self.records.territories;
        let code = row.settlement.or(point.located_in).or(row.hromada);
        let Some(place) = code.and_then(|code| tree.get(code)) else { return Some(address.to_owned()) };
        // By stems, not roots: «вул. Миргородська» names no Миргород.
        let written: HashSet<String> = normalize::words(address).map(|word| stem(&word)).collect();
        // A street may be called as the hromada is.
        let full = tree.full_name(place);
        let name = if place.category == Category::Hromada { &full } else { &place.name };
        let is_named = normalize::words(name).all(|word| written.contains(&stem(&word)));
        let whole = || format!("{}, {}", address.trim_end_matches([',', ' ', ';']), full);
        Some(if is_named { address.to_owned() } else { whole() })
    }
}
