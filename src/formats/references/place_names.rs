//! Hromadas and settlements by code and by name, where a table asks for a KATOTTG code.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Unmatched;
use super::vocabulary::likeness;
use crate::domain::words::normalize_words;
use crate::domain::{Category, HromadaKind, TerritoryCode};
use crate::formats::homoglyphs::fix_homoglyphs;

/// Words that say what a place is and are no part of its name.
const TYPES: &[&str] = &[
    "громада",
    "громади",
    "тг",
    "отг",
    "територіальна",
    "територіальної",
    "об'єднана",
    "об'єднаної",
    "сільська",
    "сільської",
    "селищна",
    "селищної",
    "міська",
    "міської",
    "рада",
    "ради",
    "с",
    "село",
    "сел",
    "смт",
    "селище",
    "с-ще",
    "м",
    "місто",
    "р-н",
    "район",
    "району",
    "область",
    "області",
    "обл",
    "міського",
    "типу",
];
/// Those of them that name a hromada.
const HROMADA: &[&str] = &["громада", "громади", "тг", "отг"];
/// How like a known name a candidate must be, from 0 to 1.
const LEAST_ALIKE: f64 = 0.6;
/// Candidates that are kept.
const MAX_CANDIDATES: usize = 3;

/// What a column asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Hromada,
    Settlement,
    /// A hromada, a raion or an oblast.
    Area,
}

impl Level {
    fn includes(self, category: Category) -> bool {
        match self {
            Self::Hromada => matches!(category, Category::Hromada | Category::SpecialCity),
            Self::Area => {
                matches!(category, Category::Hromada | Category::SpecialCity | Category::Raion | Category::Oblast)
            }
            Self::Settlement => {
                category.is_settlement() || matches!(category, Category::SpecialCity | Category::CityDistrict)
            }
        }
    }
}

/// A place of the codifier as it is kept.
#[derive(Clone, Debug)]
pub struct NamedPlace {
    pub code: TerritoryCode,
    pub category: Category,
    pub name: String,
    pub parent: Option<TerritoryCode>,
    pub kind: Option<HromadaKind>,
}

/// Every known place; names are looked up within a scope.
#[derive(Debug, Default)]
pub struct PlaceNames {
    places: Vec<NamedPlace>,
    by_code: HashMap<TerritoryCode, usize>,
    /// Names mean places of this territory alone; `None`: of all that is known.
    scope: Option<TerritoryCode>,
    by_name: OnceLock<HashMap<String, Vec<usize>>>,
}

impl PlaceNames {
    #[must_use]
    pub fn new(places: Vec<NamedPlace>, scope: Option<TerritoryCode>) -> Self {
        let by_code = places.iter().enumerate().map(|(at, place)| (place.code, at)).collect();
        Self { places, by_code, scope, by_name: OnceLock::new() }
    }

    /// True where no territory is known at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// What a known place is.
    #[must_use]
    pub fn category(&self, code: TerritoryCode) -> Option<Category> {
        self.get(code).map(|place| place.category)
    }

    fn get(&self, code: TerritoryCode) -> Option<&NamedPlace> {
        self.by_code.get(&code).and_then(|at| self.places.get(*at))
    }

    /// The one place of this name at the level, within a hromada where it is known.
    pub fn find(&self, text: &str, level: Level, within: Option<TerritoryCode>) -> Result<TerritoryCode, Unmatched> {
        let typed = text.replace(['(', ';'], ",").replace(')', "");
        let parts: Vec<&str> = typed.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let mut found: Vec<&NamedPlace> = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let others: Vec<String> =
                parts.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, p)| without_type(p)).collect();
            let named =
                self.places_named(part).filter(|place| level.includes(place.category) && self.is_in(place, within));
            let fitting: Vec<&NamedPlace> = named.filter(|place| self.lies_in_all(place, &others)).collect();
            found.extend(of_stated_type(fitting, part));
        }
        found.sort_by_key(|place| place.code);
        found.dedup_by_key(|place| place.code);
        match found.as_slice() {
            [only] => Ok(only.code),
            [] => Err(Unmatched::default()),
            several => {
                let candidates = several.iter().map(|place| self.display_name(place)).collect();
                Err(Unmatched { is_ambiguous: true, is_date: false, candidates })
            }
        }
    }

    fn places_named(&self, part: &str) -> impl Iterator<Item = &NamedPlace> {
        let places = self.by_name.get_or_init(|| {
            let mut names: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, place) in self.places.iter().enumerate() {
                names.entry(without_type(&place.name)).or_default().push(at);
            }
            names
        });
        places.get(&without_type(part)).into_iter().flatten().filter_map(|at| self.places.get(*at))
    }

    fn lineage(&self, place: &NamedPlace) -> impl Iterator<Item = &NamedPlace> {
        let parent = |place: &&NamedPlace| place.parent.and_then(|code| self.get(code));
        std::iter::successors(self.get(place.code), parent).take(8)
    }

    fn is_in(&self, place: &NamedPlace, within: Option<TerritoryCode>) -> bool {
        let lies_in = |code: TerritoryCode| self.lineage(place).any(|above| above.code == code);
        within.or(self.scope).is_none_or(lies_in)
    }

    fn lies_in_all(&self, place: &NamedPlace, names: &[String]) -> bool {
        names.iter().all(|name| self.lineage(place).skip(1).any(|above| without_type(&above.name) == *name))
    }

    /// «UA53080230000047239 Мачухівська (Полтавський)»
    fn display_name(&self, place: &NamedPlace) -> String {
        let above = place.parent.and_then(|code| self.get(code));
        let above = above.map(|above| format!(" ({})", above.name)).unwrap_or_default();
        format!("{} {}{above}", place.code, place.name)
    }

    /// The places at the level whose name is most like the text.
    #[must_use]
    pub fn nearest_names(&self, text: &str, level: Level, within: Option<TerritoryCode>) -> Vec<String> {
        let sought = without_type(text.split(',').next().unwrap_or(text));
        self.nearest(level, within, |place| likeness(&sought, &without_type(&place.name)))
    }

    /// The places at the level whose code is most like this one.
    #[must_use]
    pub fn nearest_codes(&self, code: TerritoryCode, level: Level) -> Vec<String> {
        let differ = |other: TerritoryCode| {
            code.as_str().bytes().zip(other.as_str().bytes()).filter(|(one, two)| one != two).count()
        };
        self.nearest(level, None, |place| if differ(place.code) <= 2 { 1.0 } else { 0.0 })
    }

    fn nearest(&self, level: Level, within: Option<TerritoryCode>, alike: impl Fn(&NamedPlace) -> f64) -> Vec<String> {
        let fitting = self.places.iter().filter(|place| level.includes(place.category) && self.is_in(place, within));
        let mut scored: Vec<(f64, &NamedPlace)> = fitting.map(|place| (alike(place), place)).collect();
        scored.retain(|(score, _)| *score >= LEAST_ALIKE);
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.into_iter().take(MAX_CANDIDATES).map(|(_, place)| self.display_name(place)).collect()
    }
}

/// Of places with one name those of the type that is named with it, where that decides.
fn of_stated_type<'a>(places: Vec<&'a NamedPlace>, part: &str) -> Vec<&'a NamedPlace> {
    let words = words(part);
    let has = |stems: &[&str]| words.iter().any(|word| stems.iter().any(|stem| word == stem));
    let kinds = [
        (HromadaKind::Rural, ["сільська", "сільської"]),
        (HromadaKind::Settlement, ["селищна", "селищної"]),
        (HromadaKind::Urban, ["міська", "міської"]),
    ];
    let stated_kind = kinds.into_iter().find(|(_, stems)| has(stems)).map(|(kind, _)| kind);
    let is_stated = |place: &&NamedPlace| match place.category {
        Category::Hromada => stated_kind.map_or_else(|| has(HROMADA), |kind| place.kind == Some(kind)),
        Category::Oblast => has(&["область", "області", "обл"]),
        Category::Raion => has(&["район", "району", "р-н"]),
        Category::City => has(&["м", "місто"]),
        Category::SettlementType => has(&["смт", "селище", "с-ще"]),
        Category::Village => has(&["с", "село"]),
        Category::SpecialCity | Category::CityDistrict => false,
    };
    let stated: Vec<&NamedPlace> = places.iter().copied().filter(is_stated).collect();
    if stated.len() == 1 { stated } else { places }
}

fn words(text: &str) -> Vec<String> {
    let typed = normalize_words(&fix_homoglyphs(text).replace('.', ". ")).replace(['–', '—', '−', '‑'], "-");
    typed.split(' ').map(|word| word.trim_matches(['.', '«', '»', '"']).to_owned()).filter(|w| !w.is_empty()).collect()
}

/// A name without the words that say what the place is; «ської» as in «Мачухівської громади» is read as «ська».
fn without_type(text: &str) -> String {
    let words = words(text);
    let named: Vec<&String> = words.iter().filter(|word| !TYPES.contains(&word.as_str())).collect();
    let kept = if named.is_empty() { words.iter().collect() } else { named };
    let ending = |word: &String| match word.strip_suffix("ької") {
        Some(stem) => format!("{stem}ька"),
        None => word.clone(),
    };
    kept.into_iter().map(ending).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str, category: Category, name: &str, parent: &str, kind: Option<HromadaKind>) -> NamedPlace {
        let parent = TerritoryCode::parse(parent).ok();
        NamedPlace { code: TerritoryCode::parse(code).unwrap(), category, name: name.to_owned(), parent, kind }
    }

    const OBLAST: &str = "UA53000000000028050";
    const RAION: &str = "UA53080000000068029";
    const SECOND: &str = "UA53020000000000001";
    const MACHUKHY: &str = "UA53080230000047239";
    const ZINKIV: &str = "UA53080090000014431";

    fn known() -> PlaceNames {
        let places = vec![
            place(OBLAST, Category::Oblast, "Полтавська", "", None),
            place(RAION, Category::Raion, "Полтавський", OBLAST, None),
            place(SECOND, Category::Raion, "Кременчуцький", OBLAST, None),
            place(MACHUKHY, Category::Hromada, "Мачухівська", RAION, Some(HromadaKind::Rural)),
            place(ZINKIV, Category::Hromada, "Зіньківська", RAION, Some(HromadaKind::Urban)),
            place("UA53020010000000001", Category::Hromada, "Піщанська", SECOND, Some(HromadaKind::Rural)),
            place("UA53080010000000001", Category::Hromada, "Піщанська", RAION, Some(HromadaKind::Settlement)),
            place("UA53080230010079895", Category::Village, "Мачухи", MACHUKHY, None),
            place("UA53080230020081599", Category::Village, "Байрак", MACHUKHY, None),
            place("UA53080090020081599", Category::Village, "Байрак", ZINKIV, None),
        ];
        PlaceNames::new(places, None)
    }

    fn code(text: &str) -> TerritoryCode {
        TerritoryCode::parse(text).unwrap()
    }

    #[test]
    fn a_hromada_is_found_by_its_name_in_many_forms() {
        let known = known();
        for text in [
            "Мачухівська",
            "мачухівська сільська громада",
            "Мачухівська ТГ",
            "Мачухiвська сільська рада",
            "Мачухівської сільської територіальної громади",
            "Полтавський район, Мачухівська громада",
        ] {
            assert_eq!(known.find(text, Level::Hromada, None), Ok(code(MACHUKHY)), "{text}");
        }
        assert_eq!(known.find("Піщанська селищна", Level::Hromada, None), Ok(code("UA53080010000000001")));
        assert_eq!(known.find("Піщанська (Кременчуцький р-н)", Level::Hromada, None), Ok(code("UA53020010000000001")));
        let several = known.find("Піщанська", Level::Hromada, None).unwrap_err();
        assert!(several.is_ambiguous && several.candidates.len() == 2, "{several:?}");
        assert!(!known.find("Мачухівскька", Level::Hromada, None).unwrap_err().is_ambiguous);
        assert!(known.nearest_names("Мачухівскька", Level::Hromada, None)[0].contains(MACHUKHY));
    }

    #[test]
    fn a_settlement_is_found_within_its_hromada() {
        let known = known();
        assert!(known.find("Байрак", Level::Settlement, None).unwrap_err().is_ambiguous);
        let within = TerritoryCode::parse(ZINKIV).ok();
        assert_eq!(known.find("с. Байрак", Level::Settlement, within), Ok(code("UA53080090020081599")));
        assert_eq!(
            known.find("с.Байрак, Мачухівська громада", Level::Settlement, None),
            Ok(code("UA53080230020081599"))
        );
        let scope = TerritoryCode::parse(SECOND).ok();
        let scoped = PlaceNames::new(known.places.clone(), scope);
        assert_eq!(scoped.find("Піщанська", Level::Hromada, None), Ok(code("UA53020010000000001")));
        assert!(scoped.find("Мачухівська", Level::Hromada, None).is_err());
    }

    #[test]
    fn a_code_with_a_wrong_digit_has_its_neighbours() {
        let wrong = TerritoryCode::parse("UA53080230000047238").unwrap();
        assert!(known().nearest_codes(wrong, Level::Hromada)[0].contains("Мачухівська"));
    }
}
