//! The spellings of the tree's settlements, and which of them a mention means.

use std::sync::Arc;

use crate::domain::{Category, TerritoryCode};
use crate::geocoding::mention::{PlaceMention, StatedCategory};
use crate::geocoding::{normalize, stem};

/// A settlement or a city with special status, with the places above it.
#[derive(Debug)]
pub(super) struct Place {
    pub code: TerritoryCode,
    pub category: Category,
    pub hromada: Option<TerritoryCode>,
    /// True for the settlement where the hromada's council sits.
    pub seat: bool,
}

/// One way to write a settlement's name.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    pub place: Arc<Place>,
    pub key: String,
    pub stem: String,
    pub old: bool,
}

/// How close a mention came to a spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closeness {
    Exact,
    Old,
    Declined,
    Similar,
}

/// The places that fit a mention equally well.
#[derive(Debug)]
pub(super) struct Fit {
    pub places: Vec<Arc<Place>>,
    pub closeness: Closeness,
}

impl Fit {
    /// The place, when only one fits.
    pub(super) fn only(&self) -> Option<&Arc<Place>> {
        self.places.first().filter(|_| self.places.len() == 1)
    }
}

impl Spelling {
    pub(super) fn new(place: Arc<Place>, name: &str, old: bool) -> Self {
        let key = normalize::key(name);
        Self { stem: stem::name(&key), place, key, old }
    }
}

/// The places a mention means: by the very name, else by a declined form, else by a similar spelling.
pub(super) fn fit(list: &[Spelling], mention: &PlaceMention) -> Option<Fit> {
    exact_or_declined(list, mention)
        .or_else(|| similar_spelling(list, mention))
        .map(|fit| narrow_fit(fit, mention.said))
}

/// As [`fit`], without similar spellings: for wide searches, where every name has a neighbour.
pub(super) fn strict_fit(list: &[Spelling], mention: &PlaceMention) -> Option<Fit> {
    exact_or_declined(list, mention).map(|fit| narrow_fit(fit, mention.said))
}

fn exact_or_declined(list: &[Spelling], mention: &PlaceMention) -> Option<Fit> {
    let exact = mention.keys().find_map(|key| collect(list, Closeness::Exact, |spelling| spelling.key == key));
    exact.or_else(|| {
        let stems = mention.keys().map(|key| stem::name(&key));
        stems.into_iter().find_map(|stem| collect(list, Closeness::Declined, |spelling| spelling.stem == stem))
    })
}

fn collect(list: &[Spelling], closeness: Closeness, fits: impl Fn(&Spelling) -> bool) -> Option<Fit> {
    let mut places: Vec<Arc<Place>> = Vec::new();
    let mut all_old = true;
    for spelling in list.iter().filter(|spelling| fits(spelling)) {
        all_old &= spelling.old;
        if !places.iter().any(|place| place.code == spelling.place.code) {
            places.push(Arc::clone(&spelling.place));
        }
    }
    let closeness = if all_old && closeness == Closeness::Exact { Closeness::Old } else { closeness };
    (!places.is_empty()).then_some(Fit { places, closeness })
}

/// Only the nearest spellings, and only near enough for the length of the name.
fn similar_spelling(list: &[Spelling], mention: &PlaceMention) -> Option<Fit> {
    mention.keys().find_map(|key| {
        let nearest = list.iter().filter_map(|spelling| distance(&key, &spelling.key)).min()?;
        collect(list, Closeness::Similar, |spelling| distance(&key, &spelling.key) == Some(nearest))
    })
}

/// One error in a name of five letters, two in a name of nine.
pub(super) fn distance(stated: &str, known: &str) -> Option<usize> {
    let length = stated.chars().count().min(known.chars().count());
    let allowed = if length >= 9 { 2 } else { usize::from(length >= 5) };
    if stated.chars().count().abs_diff(known.chars().count()) > allowed {
        return None;
    }
    let distance = strsim::osa_distance(stated, known);
    let same_start = stated.chars().next() == known.chars().next();
    (distance <= allowed && (distance < 2 || same_start)).then_some(distance)
}

/// Of places of one name, those of the stated type; of several towns or untyped ones, the one where the council sits.
fn narrow_fit(mut fit: Fit, said: StatedCategory) -> Fit {
    if let Some(category) = said.category() {
        keep_if_any(&mut fit.places, |place| place.category == category);
    }
    if matches!(said, StatedCategory::Town | StatedCategory::Nothing) {
        keep_if_any(&mut fit.places, |place| place.seat);
    }
    fit
}

/// Keeps what passes, unless nothing does.
pub(super) fn keep_if_any<T>(list: &mut Vec<T>, passes: impl Fn(&T) -> bool) {
    if list.len() > 1 && list.iter().any(&passes) {
        list.retain(passes);
    }
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_longer_name_forgives_more_errors() {
        assert_eq!(distance("химчин", "хімчин"), Some(1));
        assert_eq!(distance("верхівцевськ", "верхівцівськ"), Some(1));
        assert_eq!(distance("зоря", "гора"), None);
        assert_eq!(distance("іванівка", "янівка"), None);
    }
}
