//! Which settlement of a hromada an address or a name states.

use std::sync::Arc;

use crate::domain::TerritoryCode;
use crate::geocoding::address::Address;
use crate::geocoding::gazetteer::Hromada;
use crate::geocoding::mention::{PlaceMention, StatedCategory};
use crate::geocoding::spelling::{self, Closeness, Fit, Place};
use crate::geocoding::title::Title;

/// The settlement, or those that fit equally well, or none.
#[derive(Debug, Default)]
pub(super) struct SettlementMatch {
    pub code: Option<TerritoryCode>,
    pub candidates: Vec<TerritoryCode>,
    /// True when the name was only similar.
    pub similar: bool,
    pub note: &'static str,
}

/// Asks the address first, then the name.
pub(super) fn find(hromada: &Hromada, address: &Address, title: &Title) -> SettlementMatch {
    let stated = address.settlement.as_ref().and_then(|mention| spelling::fit(&hromada.settlements, mention));
    if let Some(fit) = stated.or_else(|| match_without_type(hromada, address)) {
        return settlement_match(&fit);
    }
    let mut answer = match_by_name(hromada, &title.settlements);
    if address.settlement.is_some() && answer.code.is_none() {
        answer.note = "the stated settlement is not in the hromada";
    }
    answer
}

/// A part of the address that is exactly a settlement's name.
fn match_without_type(hromada: &Hromada, address: &Address) -> Option<Fit> {
    let fits =
        address.bare.iter().filter_map(|part| spelling::strict_fit(&hromada.settlements, &PlaceMention::untyped(part)));
    fits.into_iter().find(|fit| fit.closeness != Closeness::Declined)
}

/// The name's settlements have to agree; the council's own town does not count beside another one.
fn match_by_name(hromada: &Hromada, mentions: &[PlaceMention]) -> SettlementMatch {
    if mentions.iter().any(|mention| mention.said == StatedCategory::Villages) {
        return SettlementMatch { note: "several settlements are named", ..SettlementMatch::default() };
    }
    let fits: Vec<Option<Fit>> = mentions.iter().map(|mention| spelling::fit(&hromada.settlements, mention)).collect();
    let is_seat = |fit: &Option<Fit>| fit.as_ref().and_then(Fit::only).is_some_and(|place| place.seat);
    let mut kept: Vec<&Option<Fit>> = fits.iter().collect();
    spelling::keep_if_any(&mut kept, |fit| !is_seat(fit));
    let mut places: Vec<Arc<Place>> = kept.iter().copied().flatten().flat_map(|fit| fit.places.clone()).collect();
    places.sort_by_key(|place| place.code);
    places.dedup_by_key(|place| place.code);
    let closeness = kept.iter().copied().flatten().map(|fit| fit.closeness).max().unwrap_or(Closeness::Exact);
    let known = kept.iter().all(|fit| fit.is_some());
    let mut answer = settlement_match(&Fit { places, closeness });
    if !known {
        answer.candidates.extend(answer.code.take());
    }
    answer
}

fn settlement_match(fit: &Fit) -> SettlementMatch {
    let candidates =
        if fit.places.len() > 1 { fit.places.iter().map(|place| place.code).collect() } else { Vec::new() };
    let note = if candidates.is_empty() { "" } else { "several settlements fit" };
    SettlementMatch {
        code: fit.only().map(|place| place.code),
        candidates,
        similar: fit.closeness == Closeness::Similar,
        note,
    }
}

#[cfg(test)]
mod tests {
    use crate::geocoding::testing::{code, resolve};

    #[test]
    fn the_village_counts_beside_the_town_of_the_council() {
        let found = resolve("ВРМ ЦНАП м. Марганець (с. Вільне)", "Миру, 2");
        assert_eq!(found.settlement, Some(code("UA12080010030030305")));
    }

    #[test]
    fn a_list_of_villages_states_no_settlement() {
        let found = resolve("ВРМ ЦНАП м. Марганець (сіл Вільне, Іллінка)", "Миру, 2");
        assert_eq!((found.hromada, found.settlement), (Some(code("UA12080010000029838")), None));
    }

    #[test]
    fn a_council_alone_states_no_settlement() {
        assert_eq!(resolve("ЦНАП Марганецької міської ради", "Єдності, 78").settlement, None);
    }

    #[test]
    fn a_settlement_without_its_type_is_read_before_its_hromada() {
        let found = resolve("ЦНАП", "Миру, 2, Марганець, Марганецька міська територіальна громада");
        assert_eq!(found.settlement, Some(code("UA12080010010085669")));
    }

    #[test]
    fn a_settlement_of_another_hromada_is_not_taken() {
        let found = resolve("ЦНАП", "Миру, 2, с. Луб'янка, Марганецька територіальна громада");
        assert_eq!((found.hromada, found.settlement), (Some(code("UA12080010000029838")), None));
        assert_eq!(found.note, "the stated settlement is not in the hromada");
    }
}
