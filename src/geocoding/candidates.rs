//! Which hromadas an address or a name claims, before anything is decided.

use crate::geocoding::address::{Address, hromada_stem};
use crate::geocoding::gazetteer::{Hromada, Oblast};
use crate::geocoding::mention::{PlaceMention, StatedCategory};
use crate::geocoding::spelling::{self, Closeness, keep_if_any};
use crate::geocoding::title::{Council, Title};
use crate::geocoding::words::words;

/// A hromada in its oblast.
#[derive(Clone, Copy, Debug)]
pub(super) struct HromadaCandidate<'a> {
    pub oblast: &'a Oblast,
    pub hromada: &'a Hromada,
}

/// The hromadas that fit what was stated, and how closely.
#[derive(Debug)]
pub(super) struct Candidates<'a> {
    pub homes: Vec<HromadaCandidate<'a>>,
    pub closeness: Closeness,
}

impl<'a> Candidates<'a> {
    /// The hromada, when only one fits.
    pub(super) fn only(&self) -> Option<HromadaCandidate<'a>> {
        self.homes.first().copied().filter(|_| self.homes.len() == 1)
    }

    /// True when the hromada is one of those that fit.
    pub(super) fn contains_hromada(&self, home: HromadaCandidate<'_>) -> bool {
        self.homes.iter().any(|own| own.hromada.code == home.hromada.code)
    }

    fn nearest_of(mut homes: Vec<HromadaCandidate<'a>>, closeness: Closeness) -> Option<Self> {
        homes.sort_by_key(|home| home.hromada.code);
        homes.dedup_by_key(|home| home.hromada.code);
        (!homes.is_empty()).then_some(Self { homes, closeness })
    }
}

/// What the address says: the part that calls itself a hromada, else a part that is called like one.
pub(super) fn of_address<'a>(scope: &[&'a Oblast], address: &Address) -> Option<Candidates<'a>> {
    if let Some(stem) = &address.hromada {
        return exact(scope, stem)
            .or_else(|| candidates_by_old_name(scope, stem))
            .or_else(|| similar_candidates(scope, stem));
    }
    let stems = address.bare.iter().map(|part| bare_stem(part));
    stems.into_iter().find_map(|stem| exact(scope, &stem))
}

/// «Кілійська міська» -> «кілійськ».
fn bare_stem(part: &str) -> String {
    hromada_stem(&words(part)).unwrap_or_default()
}

/// What the councils of the name say, all of them together.
pub(super) fn of_councils<'a>(scope: &[&'a Oblast], councils: &[Council]) -> Option<Candidates<'a>> {
    let by = |find| pooled(scope, councils, find);
    by(exact).or_else(|| by(candidates_by_old_name)).or_else(|| by(similar_candidates))
}

/// What the councils say by their very names, of today or of old: typing errors found no hromada.
pub(super) fn of_councils_by_name<'a>(scope: &[&'a Oblast], councils: &[Council]) -> Option<Candidates<'a>> {
    let by = |find| pooled(scope, councils, find);
    by(exact).or_else(|| by(candidates_by_old_name))
}

type FindByStem<'a> = fn(&[&'a Oblast], &str) -> Option<Candidates<'a>>;

fn pooled<'a>(scope: &[&'a Oblast], councils: &[Council], find: FindByStem<'a>) -> Option<Candidates<'a>> {
    let first = |council: &Council| council.stems.iter().find_map(|stem| find(scope, stem));
    let claims: Vec<_> = councils.iter().filter_map(first).collect();
    let closeness = claims.iter().map(|claim| claim.closeness).max()?;
    Candidates::nearest_of(claims.into_iter().flat_map(|claim| claim.homes).collect(), closeness)
}

fn exact<'a>(scope: &[&'a Oblast], stem: &str) -> Option<Candidates<'a>> {
    select(scope, Closeness::Exact, |hromada| hromada.stem == stem)
}

fn candidates_by_old_name<'a>(scope: &[&'a Oblast], stem: &str) -> Option<Candidates<'a>> {
    select(scope, Closeness::Old, |hromada| hromada.old_stems.iter().any(|old| old == stem))
}

fn similar_candidates<'a>(scope: &[&'a Oblast], stem: &str) -> Option<Candidates<'a>> {
    let all = scope.iter().flat_map(|oblast| &oblast.hromadas);
    let nearest = all.filter_map(|hromada| spelling::distance(stem, &hromada.stem)).min()?;
    select(scope, Closeness::Similar, |hromada| spelling::distance(stem, &hromada.stem) == Some(nearest))
}

fn select<'a>(scope: &[&'a Oblast], closeness: Closeness, fits: impl Fn(&Hromada) -> bool) -> Option<Candidates<'a>> {
    let homes =
        scope.iter().flat_map(|oblast| oblast.hromadas.iter().map(|hromada| HromadaCandidate { oblast, hromada }));
    Candidates::nearest_of(homes.filter(|home| fits(home.hromada)).collect(), closeness)
}

/// The hromada of the city that the address or the name mentions.
pub(super) fn of_city<'a>(scope: &[&'a Oblast], address: &Address, title: &Title) -> Option<Candidates<'a>> {
    let mentions = address.settlement.iter().chain(&title.settlements);
    mentions.filter(|mention| mention.said == StatedCategory::City).find_map(|mention| of_settlement(scope, mention))
}

/// The hromadas that have a settlement of the mentioned name.
pub(super) fn of_settlement<'a>(scope: &[&'a Oblast], mention: &PlaceMention) -> Option<Candidates<'a>> {
    let list: Vec<_> = scope.iter().flat_map(|oblast| nearby(oblast, mention)).collect();
    let fit = spelling::strict_fit(&list, mention)?;
    let codes: Vec<_> = fit.places.iter().filter_map(|place| place.hromada).collect();
    select(scope, fit.closeness, |hromada| codes.contains(&hromada.code))
}

fn nearby(oblast: &Oblast, mention: &PlaceMention) -> Vec<spelling::Spelling> {
    mention.keys().flat_map(|key| oblast.spellings(&key).to_vec()).collect()
}

/// Of several hromadas, those that also agree with the rest of what is stated.
pub(super) fn narrow(claim: &mut Candidates<'_>, address: &Address, title: &Title) {
    let has = |home: &HromadaCandidate<'_>, mention: &PlaceMention| {
        spelling::strict_fit(&home.hromada.settlements, mention).is_some()
    };
    for mention in address.settlement.iter().chain(&title.settlements) {
        keep_if_any(&mut claim.homes, |home| has(home, mention));
    }
    keep_if_any(&mut claim.homes, |home| address.bare.iter().any(|part| has(home, &PlaceMention::untyped(part))));
    narrow_by_title(claim, title);
}

/// Of several hromadas, those of the raion and of the council type that the name states.
pub(super) fn narrow_by_title(claim: &mut Candidates<'_>, title: &Title) {
    keep_if_any(&mut claim.homes, |home| title.raions.contains(&home.hromada.raion_stem));
    for council in &title.councils {
        keep_if_any(&mut claim.homes, |home| council.seat.is_some() && home.hromada.seat == council.seat);
    }
}
