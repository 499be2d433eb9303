//! Whose centre it is: the one hromada whose council the name names.

use crate::domain::TerritoryCode;
use crate::geocoding::bordering::border;
use crate::geocoding::candidates::{self, HromadaCandidate};
use crate::geocoding::gazetteer::{Gazetteer, Oblast};
use crate::geocoding::spelling;
use crate::geocoding::title::Title;

/// The hromada whose council the name names, when the councils of the name mean exactly one.
///
/// The name has to be spelled rightly, the council's type has to be that of the hromada's seat, and a
/// body of a raion founds nothing: a namesake somewhere in the oblast is no founder.
pub(super) fn find<'a>(scope: &[&'a Oblast], title: &Title) -> Option<HromadaCandidate<'a>> {
    if title.councils.iter().any(|council| council.of_raion) {
        return None;
    }
    let mut claim = candidates::of_councils_by_name(scope, &title.councils)?;
    candidates::narrow_by_title(&mut claim, title);
    let home = claim.only()?;
    let seats: Vec<_> = title.councils.iter().filter_map(|council| council.seat).collect();
    let agrees = seats.is_empty() || home.hromada.seat.is_some_and(|seat| seats.contains(&seat));
    agrees.then_some(home)
}

/// The oblasts a founder may be of: those it may stand in, or a bordering one that the name names.
pub(super) fn scope<'a>(gazetteer: &'a Gazetteer, stands_in: &[TerritoryCode], title: &Title) -> Vec<&'a Oblast> {
    let (own, others): (Vec<_>, Vec<_>) = gazetteer.oblasts.iter().partition(|oblast| stands_in.contains(&oblast.code));
    let Some(named) = title.oblast.as_deref() else { return own };
    if own.iter().any(|oblast| is_same(&oblast.stem, named)) {
        return own;
    }
    let borders = |oblast: &Oblast| stands_in.iter().any(|home| border(*home, oblast.code));
    others.into_iter().filter(|oblast| oblast.stem == named && borders(oblast)).collect()
}

/// The same oblast, typing errors forgiven.
fn is_same(stem: &str, named: &str) -> bool {
    stem == named || spelling::distance(stem, named).is_some()
}

#[cfg(test)]
mod tests {
    use crate::geocoding::Method;
    use crate::geocoding::StatedPlace;
    use crate::geocoding::testing::{code, gazetteer, resolve};

    const MARHANETS: &str = "Миру, 1, м. Марганець, Марганецька територіальна громада";

    #[test]
    fn a_founder_goes_before_the_hromada_of_the_address() {
        let found = resolve("ЦНАП Раївської сільської ради", MARHANETS);
        assert_eq!(found.hromada, Some(code("UA12140270000072109")));
        assert_eq!(found.located_in, Some(code("UA12080010000029838")));
        assert_eq!(found.settlement, Some(code("UA12080010010085669")));
        assert_eq!(found.method, Method::Founder);
    }

    #[test]
    fn a_founder_in_a_city_without_its_hromada_in_the_address_stands_there() {
        let found = resolve("ЦНАП Раївської сільської ради", "Миру, 1, м. Марганець");
        assert_eq!(found.hromada, Some(code("UA12140270000072109")));
        assert_eq!(found.located_in, Some(code("UA12080010000029838")));
        assert_eq!(found.settlement, Some(code("UA12080010010085669")));
    }

    #[test]
    fn a_namesake_of_another_type_a_raion_or_a_misspelled_council_founds_nothing() {
        for name in [
            "ЦНАП Раївської міської ради",
            "ЦНАП Раївської районної державної адміністрації",
            "ЦНАП Раївськї сільської ради",
            "ЦНАП Покровської ради",
        ] {
            let found = resolve(name, MARHANETS);
            assert_eq!(found.hromada, Some(code("UA12080010000029838")), "{name}");
        }
    }

    #[test]
    fn a_founder_of_another_oblast_has_to_name_it_and_to_border() {
        let resolve = |name: &str, oblast: &str| {
            let address = format!("Миру, 1, {oblast}");
            gazetteer().resolve(&StatedPlace { name, address: &address, formation: "" }).hromada
        };
        let founder = Some(code("UA12140270000072109"));
        let named = "ЦНАП Раївської сільської ради Дніпропетровської області";
        assert_eq!(resolve(named, "м. Полтава, Полтавська область"), founder);
        assert_eq!(resolve(named, "м. Львів, Львівська область"), None);
        assert_eq!(resolve("ЦНАП Раївської сільської ради", "м. Полтава, Полтавська область"), None);
    }
}
