//! The places that a centre's name states: whose council it belongs to, settlements, raion and oblast.

use crate::domain::Category;
use crate::geocoding::mention::PlaceMention;
use crate::geocoding::normalize::normalize_place_name;
use crate::geocoding::stem;
use crate::geocoding::words::{Word, words};

/// What a name states.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub councils: Vec<Council>,
    pub settlements: Vec<PlaceMention>,
    /// Stems of the raions named.
    pub raions: Vec<String>,
    pub oblast: Option<String>,
}

/// A council, administration or hromada named in a title.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Council {
    /// Stems of its adjective; the last one joins a word that was cut in two.
    pub stems: Vec<String>,
    /// What its seat is, when the council says so: міська, селищна or сільська.
    pub seat: Option<Category>,
    /// True for a body of a raion («районна державна адміністрація»), which founds nothing for a hromada.
    pub of_raion: bool,
}

impl Title {
    /// Reads a name.
    pub(super) fn read(text: &str) -> Self {
        let words = words(&normalize_place_name(text));
        let before = |at: usize| at.checked_sub(1).and_then(|at| words.get(at)).map(|word| stem_of(&word.text));
        let named = |start: &'static str| {
            let ends = words.iter().enumerate().filter(move |(_, word)| word.text.starts_with(start));
            ends.filter_map(|(at, _)| before(at)).collect::<Vec<_>>()
        };
        Self {
            councils: (0..words.len()).filter_map(|at| Council::ending(words.get(..=at)?)).collect(),
            settlements: PlaceMention::all(&words),
            raions: named("район"),
            oblast: named("област").pop(),
        }
    }
}

impl Council {
    /// The council whose last word («ради», «адміністрації», «громади») ends the slice.
    fn ending(words: &[Word]) -> Option<Self> {
        let (body, mut rest) = words.split_last()?;
        if !is_body(&body.text) {
            return None;
        }
        let mut seat = None;
        let mut of_raion = body.text.starts_with("райдерж");
        while let Some((last, before)) = rest.split_last() {
            let category = seat_of(&last.text).filter(|category| seat.is_none_or(|seat| seat == *category));
            if category.is_none() && !is_filler(&last.text) {
                break;
            }
            seat = seat.or(category);
            of_raion |= last.text.starts_with("районн");
            rest = before;
        }
        let (adjective, before) = rest.split_last()?;
        let alone = stem_of(&adjective.text);
        let cut = before.last().map(|head| stem_of(&format!("{}{}", head.text, adjective.text)));
        let hyphenated = before.last().filter(|_| adjective.gap == "-").map(|head| format!("{} {alone}", head.text));
        Some(Self { stems: hyphenated.into_iter().chain([alone]).chain(cut).collect(), seat, of_raion })
    }
}

fn stem_of(word: &str) -> String {
    stem::adjective(&word.replace('-', " "))
}

fn is_body(word: &str) -> bool {
    const BODIES: [&str; 12] =
        ["ради", "рада", "раді", "раду", "радою", "рди", "роади", "громади", "громада", "громаді", "вца", "отг"];
    BODIES.contains(&word) || word.starts_with("адміністраці") || word.starts_with("райдержадміністраці")
}

/// What the council's type says of its seat, typing errors forgiven.
fn seat_of(word: &str) -> Option<Category> {
    if word.starts_with("міськ") {
        Some(Category::City)
    } else if word.starts_with("сел") && strsim::osa_distance(word, "селищної") <= 2 {
        Some(Category::SettlementType)
    } else if word.starts_with("сільс") {
        Some(Category::Village)
    } else {
        None
    }
}

/// Words that stand between a council's adjective and its body.
fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 12] = [
        "військово-цивільної",
        "військової",
        "цивільної",
        "територіальної",
        "територіальній",
        "обєднаної",
        "обєднаній",
        "державної",
        "районної",
        "отг",
        "ї",
        "і",
    ];
    FILLERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::Title;
    use crate::domain::Category;

    #[test]
    fn a_title_names_its_council_and_its_seat() {
        let title = Title::read("ЦНАП Очеретинської селищної військово-цивільної адміністрації Покровського району");
        assert_eq!(title.councils[0].stems[0], "очеретинськ");
        assert_eq!(title.councils[0].seat, Some(Category::SettlementType));
        assert_eq!(title.raions, ["покровськ"]);
    }

    #[test]
    fn a_council_is_read_through_typing_errors_and_cuts() {
        let found = |text: &str| Title::read(text).councils.remove(0);
        assert_eq!(found("ЦНАП Зайцівської сільскої ради").seat, Some(Category::Village));
        assert_eq!(found("ЦНАП Новгородківської селтщної ради").seat, Some(Category::SettlementType));
        assert_eq!(found("Козельщи нської селищної ради").stems, ["нськ", "козельщинськ"]);
        assert_eq!(found("Більче - Золотецької сільської ради").stems[0], "більче золотецьк");
        assert_eq!(found("послуг\"Синівської сільської ради(с. Підставки)").stems[0], "синівськ");
    }

    #[test]
    fn a_body_of_a_raion_is_told_from_a_council() {
        let of_raion = |text: &str| Title::read(text).councils[0].of_raion;
        assert!(of_raion("ЦНАП Захарівської райдержадміністрації"));
        assert!(of_raion("ЦНАП Уманської районної військової адміністрації"));
        assert!(!of_raion("ЦНАП Очеретинської селищної військової адміністрації"));
    }

    #[test]
    fn a_title_without_places_is_empty() {
        let title = Title::read("Відділ \"Центр надання адміністративних послуг");
        assert!(title.councils.is_empty() && title.settlements.is_empty() && title.oblast.is_none());
    }
}
