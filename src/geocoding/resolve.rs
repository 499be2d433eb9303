//! The order of evidence: the founder, the address, the council of the name, a city, the only place of a name.

use crate::domain::TerritoryCode;
use crate::geocoding::address::Address;
use crate::geocoding::candidates::{self, Candidates, HromadaCandidate};
use crate::geocoding::desk;
use crate::geocoding::founder;
use crate::geocoding::gazetteer::{Gazetteer, Oblast};
use crate::geocoding::kind;
use crate::geocoding::resolution::{Method, Resolution, StatedPlace};
use crate::geocoding::settlement;
use crate::geocoding::spelling::{self, Closeness};
use crate::geocoding::title::Title;

/// How sure a founder is that lies in the raion of the place.
const NEAR_FOUNDER: f32 = 0.93;
/// How sure a founder is that lies in another raion, or beside a place whose raion is not known.
const FAR_FOUNDER: f32 = 0.75;

/// A hromada told by something, or the hromadas to choose from.
struct Decision<'a> {
    home: Result<HromadaCandidate<'a>, Vec<HromadaCandidate<'a>>>,
    /// The hromada it stands in, where the address names one.
    stands: Option<HromadaCandidate<'a>>,
    method: Method,
    confidence: f32,
    note: &'static str,
}

/// What the address and the name state, and the oblasts to look in.
struct Evidence<'a> {
    address: Address,
    title: Title,
    /// The oblasts it may stand in.
    scope: Vec<&'a Oblast>,
    founder: Option<HromadaCandidate<'a>>,
}

impl Gazetteer {
    /// Finds the place and the kind of a centre. What stays ambiguous stays empty, with candidates.
    pub fn resolve(&self, stated: &StatedPlace<'_>) -> Resolution {
        let kind = kind::kind_clue(stated.name, stated.formation);
        let (address, title) = (Address::read(stated.address), Title::read(stated.name));
        let mut resolution = Resolution {
            oblast: None,
            raion: None,
            hromada: None,
            located_in: None,
            settlement: None,
            kind: kind.kind,
            kind_method: kind.method,
            kind_confidence: kind.confidence,
            method: Method::Unresolved,
            confidence: 0.0,
            candidates: Vec::new(),
            note: "",
        };
        if !self.fill_special_city(&mut resolution, &address, &title) {
            self.fill(&mut resolution, address, title);
        }
        resolution
    }

    /// A city with special status stands for its own oblast and has no hromada; a council of the
    /// oblast around it that the name names may have founded a centre there.
    fn fill_special_city(&self, resolution: &mut Resolution, address: &Address, title: &Title) -> bool {
        let mention = address.settlement.as_ref().filter(|_| address.oblast.is_none());
        let fit = mention.and_then(|mention| spelling::strict_fit(&self.special_cities, mention));
        let Some(city) = fit.as_ref().and_then(|fit| fit.only()) else { return false };
        resolution.oblast = Some(city.code);
        resolution.settlement = Some(city.code);
        resolution.method = Method::SpecialCity;
        resolution.confidence = 1.0;
        let scope = founder::scope(self, &[city.code], title);
        if let Some(home) = founder::find(&scope, title) {
            fill_hromada(resolution, home);
            resolution.method = Method::Founder;
            resolution.confidence = NEAR_FOUNDER;
        }
        true
    }

    fn fill(&self, resolution: &mut Resolution, address: Address, title: Title) {
        let scope = self.scope(&address, &title);
        let sole = scope.first().filter(|_| scope.len() == 1);
        resolution.oblast = sole.map(|oblast| oblast.code);
        let codes: Vec<_> = scope.iter().map(|oblast| oblast.code).collect();
        let founder = founder::find(&founder::scope(self, &codes, &title), &title);
        let evidence = Evidence { address, title, scope, founder };
        let Some(decision) = decide(&evidence) else {
            let nowhere = evidence.scope.is_empty();
            resolution.note = if nowhere { "the oblast is not stated or not loaded" } else { "no place found" };
            resolution.raion = stated_raion(&evidence);
            return;
        };
        resolution.note = decision.note;
        match &decision.home {
            Ok(home) => {
                resolution.method = decision.method;
                resolution.confidence = decision.confidence;
                fill_hromada(resolution, *home);
                fill_place(resolution, *home, decision.stands, &evidence);
                desk::doubt_village_desk(resolution, *home, &evidence.title);
            }
            Err(homes) => {
                resolution.candidates = homes.iter().map(|home| home.hromada.code).collect();
                resolution.raion = common_raion(homes).or_else(|| stated_raion(&evidence));
            }
        }
    }

    /// The oblasts to look in: the stated one; without any, the country, if all of it is loaded.
    fn scope(&self, address: &Address, title: &Title) -> Vec<&Oblast> {
        match address.oblast.as_ref().or(title.oblast.as_ref()) {
            Some(stem) => self.oblasts.iter().filter(|oblast| oblast.stem == *stem).collect(),
            None if self.is_whole_country() => self.oblasts.iter().collect(),
            None => Vec::new(),
        }
    }
}

fn fill_hromada(resolution: &mut Resolution, home: HromadaCandidate<'_>) {
    resolution.oblast = Some(home.oblast.code);
    resolution.raion = home.hromada.raion;
    resolution.hromada = Some(home.hromada.code);
}

/// Where it stands: in the hromada the address names, in the founder's own, or in the only one that
/// has the stated settlement.
fn fill_place(
    resolution: &mut Resolution,
    home: HromadaCandidate<'_>,
    stands: Option<HromadaCandidate<'_>>,
    evidence: &Evidence<'_>,
) {
    let Evidence { address, title, .. } = evidence;
    let mut place = stands.unwrap_or(home);
    let mut answer = settlement::find(place.hromada, address, title);
    if let Some(other) = elsewhere(&answer, stands, evidence) {
        place = other;
        answer = settlement::find(place.hromada, address, title);
        resolution.method = Method::Founder;
        resolution.confidence = founder_confidence(home, Some(other));
    }
    resolution.settlement = answer.code;
    let located = answer.code.map(|_| place).or(stands);
    resolution.located_in = located.map(|home| home.hromada.code);
    resolution.candidates = answer.candidates;
    if answer.similar {
        resolution.confidence = resolution.confidence.min(0.85);
    }
    if !answer.note.is_empty() {
        resolution.note = answer.note;
    }
}

/// The only hromada of the oblast with the settlement of the address, where the founder's has none.
fn elsewhere<'a>(
    answer: &settlement::SettlementMatch,
    stands: Option<HromadaCandidate<'a>>,
    evidence: &Evidence<'a>,
) -> Option<HromadaCandidate<'a>> {
    let mention = evidence.address.settlement.as_ref()?;
    if answer.code.is_some() || !answer.candidates.is_empty() || stands.is_some() {
        return None;
    }
    let claim = candidates::of_settlement(&evidence.scope, mention)?;
    claim.only().filter(|_| claim.closeness == Closeness::Exact)
}

/// The raion of all candidates, when it is one.
fn common_raion(homes: &[HromadaCandidate<'_>]) -> Option<TerritoryCode> {
    let first = homes.first()?.hromada.raion;
    first.filter(|_| homes.iter().all(|home| home.hromada.raion == first))
}

/// The raion that the address names, when the one oblast has it today.
fn stated_raion(evidence: &Evidence<'_>) -> Option<TerritoryCode> {
    let stem = evidence.address.raion.as_ref()?;
    let oblast = evidence.scope.first().filter(|_| evidence.scope.len() == 1)?;
    oblast.hromadas.iter().find(|hromada| hromada.raion_stem == *stem)?.raion
}

fn decide<'a>(evidence: &Evidence<'a>) -> Option<Decision<'a>> {
    let Evidence { address, title, scope, founder } = evidence;
    let named = narrow_candidates(candidates::of_councils(scope, &title.councils), address, title);
    if let Some(stated) = narrow_candidates(candidates::of_address(scope, address), address, title) {
        let other = founder.filter(|home| !stated.contains_hromada(*home));
        return Some(match other {
            Some(home) => by_founder(home, stated.only()),
            None => by_address(stated, named.as_ref()),
        });
    }
    if let Some(home) = founder.filter(|home| !scope.iter().any(|own| own.code == home.oblast.code)) {
        return Some(by_founder(home, None));
    }
    let by_name = || named.as_ref().map(|named| by_council(named, title));
    let by_city = || {
        narrow_candidates(candidates::of_city(scope, address, title), address, title)
            .map(|claim| weigh(&claim, Method::Name, 0.92))
    };
    by_name().or_else(by_city).or_else(|| by_settlement(scope, address, title))
}

/// The founder decides.
fn by_founder<'a>(home: HromadaCandidate<'a>, stands: Option<HromadaCandidate<'a>>) -> Decision<'a> {
    Decision {
        home: Ok(home),
        stands,
        method: Method::Founder,
        confidence: founder_confidence(home, stands),
        note: "the address speaks of another hromada than the founder's",
    }
}

/// Less sure when the founder lies in another raion than the place.
fn founder_confidence(home: HromadaCandidate<'_>, stands: Option<HromadaCandidate<'_>>) -> f32 {
    let near = stands.is_some_and(|stands| stands.hromada.raion == home.hromada.raion);
    if near { NEAR_FOUNDER } else { FAR_FOUNDER }
}

fn narrow_candidates<'a>(claim: Option<Candidates<'a>>, address: &Address, title: &Title) -> Option<Candidates<'a>> {
    claim.map(|mut claim| {
        candidates::narrow(&mut claim, address, title);
        claim
    })
}

/// The address decides; the name may confirm it or choose between namesakes.
fn by_address<'a>(mut stated: Candidates<'a>, named: Option<&Candidates<'a>>) -> Decision<'a> {
    let in_name = |home: &HromadaCandidate<'_>| {
        named.is_some_and(|named| named.homes.iter().any(|other| other.hromada.code == home.hromada.code))
    };
    spelling::keep_if_any(&mut stated.homes, in_name);
    let agree = stated.only().is_some_and(|home| in_name(&home));
    let mut decision = weigh(&stated, Method::Address, 0.97);
    decision.stands = stated.only();
    if agree {
        decision.method = Method::Both;
        decision.confidence = 1.0;
    } else if named.is_some_and(|named| named.only().is_some()) {
        decision.note = "the name speaks of another hromada";
        decision.confidence = decision.confidence.min(0.9);
    }
    decision
}

/// The council decides; less surely when its type is not that of the hromada's centre.
fn by_council<'a>(named: &Candidates<'a>, title: &Title) -> Decision<'a> {
    let seat = named.only().and_then(|home| home.hromada.seat);
    let stated: Vec<_> = title.councils.iter().filter_map(|council| council.seat).collect();
    let mut decision = weigh(named, Method::Name, 0.95);
    if !stated.is_empty() && !seat.is_some_and(|seat| stated.contains(&seat)) && decision.note.is_empty() {
        decision.note = "the council's type is not that of the hromada's centre";
        decision.confidence = decision.confidence.min(0.75);
    }
    decision
}

/// A settlement without a hromada: only when one of its name is in the oblast.
fn by_settlement<'a>(scope: &[&'a Oblast], address: &Address, title: &Title) -> Option<Decision<'a>> {
    let mentions = address.settlement.iter().chain(&title.settlements);
    let claims = mentions.filter_map(|mention| candidates::of_settlement(scope, mention));
    let claim = claims.min_by_key(|claim| claim.homes.len())?;
    Some(weigh(&claim, Method::TreeUnique, 0.8))
}

fn weigh<'a>(claim: &Candidates<'a>, method: Method, confidence: f32) -> Decision<'a> {
    let home = claim.only().ok_or_else(|| claim.homes.clone());
    let note = if home.is_err() { "several hromadas fit" } else { "" };
    let (method, confidence) = match claim.closeness {
        Closeness::Exact | Closeness::Declined => (method, confidence),
        Closeness::Old => (Method::OldName, confidence.min(0.9)),
        Closeness::Similar => (Method::Similar, confidence.min(0.8)),
    };
    Decision { home, stands: None, method, confidence, note }
}

#[cfg(test)]
mod tests {
    use crate::geocoding::testing::{code, gazetteer, resolve};
    use crate::geocoding::{Method, StatedPlace};

    #[test]
    fn the_address_and_the_name_together_are_certain() {
        let found = resolve("ВРМ Марганецької міської ради", "Миру, 1, с. Вільне, Марганецька територіальна громада");
        assert_eq!((found.method, found.confidence), (Method::Both, 1.0));
        assert_eq!(found.hromada, Some(code("UA12080010000029838")));
        assert_eq!(found.settlement, Some(code("UA12080010030030305")));
        assert_eq!(found.raion, Some(code("UA12080000000023578")));
    }

    #[test]
    fn the_address_goes_before_a_misspelled_name() {
        let found = resolve("ЦНАП Раївськї сільської ради", "Миру, 1, м. Марганець, Марганецька територіальна громада");
        assert_eq!(found.hromada, Some(code("UA12080010000029838")));
        assert_eq!(found.note, "the name speaks of another hromada");
    }

    #[test]
    fn namesakes_are_told_apart_by_settlement_council_type_or_raion() {
        let city = Some(code("UA12080090000039979"));
        assert_eq!(resolve("", "1, м. Покров, Покровська територіальна громада").hromada, city);
        assert_eq!(resolve("ЦНАП Покровської міської ради", "Центральна, 48").hromada, city);
        assert_eq!(resolve("ЦНАП Покровської ради Нікопольського району", "Миру, 5").hromada, city);
    }

    #[test]
    fn namesakes_that_nothing_tells_apart_stay_open_with_candidates() {
        let found = resolve("ЦНАП Покровської ради", "Миру, 5");
        assert_eq!((found.hromada, found.method), (None, Method::Unresolved));
        assert_eq!(found.candidates, [code("UA12080090000039979"), code("UA12140250000015858")]);
    }

    #[test]
    fn a_settlement_alone_is_enough_only_when_it_is_the_only_one() {
        let found = resolve("Віддалене робоче місце адміністратора в с. Луб'янка", "Центральна, 5");
        assert_eq!((found.hromada, found.method), (Some(code("UA12140270000072109")), Method::TreeUnique));
        let open = resolve("Віддалене робоче місце адміністратора в с. Вільне", "Центральна, 5");
        assert_eq!((open.hromada, open.settlement, open.candidates.len()), (None, None, 2));
    }

    #[test]
    fn a_city_stands_for_its_hromada() {
        let found = resolve("ЦНАП у м. Марганці", "Єдності, 78");
        assert_eq!((found.hromada, found.method), (Some(code("UA12080010000029838")), Method::Name));
        assert_eq!(found.settlement, Some(code("UA12080010010085669")));
    }

    #[test]
    fn a_former_name_leads_to_the_place_of_today() {
        let found = resolve("ЦНАП м. Першотравенськ", "Кобзаря, 15а");
        assert_eq!((found.hromada, found.method), (Some(code("UA12140210000089021")), Method::OldName));
        assert_eq!(found.settlement, Some(code("UA12140210010011011")));
    }

    #[test]
    fn a_typing_error_is_forgiven_with_less_confidence() {
        let found = resolve("ЦНАП Марганецькї міської ради", "Єдності, 78");
        assert_eq!((found.hromada, found.method), (Some(code("UA12080010000029838")), Method::Similar));
        assert!(found.confidence < 0.9);
    }

    #[test]
    fn kyiv_is_an_oblast_and_a_settlement_without_a_hromada() {
        let stated = StatedPlace {
            name: "ЦНАП Подільської районної адміністрації",
            address: "Ярославська, 9, м. Київ",
            formation: "",
        };
        let found = gazetteer().resolve(&stated);
        let kyiv = Some(code("UA80000000000093317"));
        assert_eq!((found.oblast, found.hromada, found.settlement), (kyiv, None, kyiv));
        assert_eq!(found.method, Method::SpecialCity);
    }

    #[test]
    fn an_oblast_that_is_not_loaded_or_not_stated_gives_nothing() {
        for address in ["Миру, 1, м. Марганець, Марганецька територіальна громада, Одеська область", "Миру, 1, None"]
        {
            let found =
                gazetteer().resolve(&StatedPlace {
                    name: "ЦНАП Марганецької міської ради", address, formation: ""
                });
            assert_eq!((found.oblast, found.hromada), (None, None));
        }
    }

    #[test]
    fn a_point_without_hromada_keeps_the_raion_of_its_address_or_of_all_candidates() {
        let raion = Some(code("UA12080000000023578"));
        let stated = resolve("", "Миру, 1, Нікопольський район");
        assert_eq!((stated.hromada, stated.raion), (None, raion));
        assert_eq!(resolve("", "Миру, 1").raion, None);
    }

    #[test]
    fn a_centre_in_a_village_that_is_not_the_seat_is_doubted() {
        let doubted = |name: &str, address: &str| resolve(name, address).kind_confidence < 0.6;
        let desk = "ЦНАП Марганецької міської ради у с. Вільне";
        assert!(doubted(desk, "Миру, 2"));
        assert!(!doubted("ЦНАП Марганецької міської ради", "Миру, 2"));
        let lists = "ЦНАП Марганецької міської ради, віддалене робоче місце: с. Вільне";
        assert!(!doubted(lists, "Миру, 2, м. Марганець, Марганецька територіальна громада"));
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in
            ["", ",", " , , ", "с.", "м", "-", "\u{301}", "ради", "с. с. с.", "громада, область", "\"'\"", "місце"]
        {
            let found = gazetteer().resolve(&StatedPlace { name: text, address: text, formation: text });
            assert!(found.hromada.is_none());
        }
    }
}
