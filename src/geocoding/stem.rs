//! Ukrainian endings taken off, so that a name meets its oblique cases.

const ADJECTIVE: [&str; 17] =
    ["ого", "ому", "ими", "ої", "ій", "ою", "им", "ий", "ім", "їм", "их", "а", "у", "е", "ю", "і", "о"];

const NOUN: [&str; 28] = [
    "ому", "ого", "ими", "ами", "ями", "ах", "ях", "ої", "ою", "ею", "ем", "ом", "ам", "ям", "ий", "ій", "им", "их",
    "а", "я", "у", "ю", "і", "ї", "и", "е", "є", "о",
];

/// The stem of an adjective of several words: only the last one is declined («Рава-Руська» -> «рава руськ»).
pub(super) fn adjective(key: &str) -> String {
    strip(key, &ADJECTIVE).to_owned()
}

/// The stem of a settlement's name, each word on its own («Кривого Рогу» and «Кривий Ріг» meet).
pub(super) fn name(key: &str) -> String {
    key.split(' ').map(noun).collect::<Vec<_>>().join(" ")
}

/// ц becomes к (Михайлівка - в Михайлівці), and so do ець and ок (Марганець - Марганця, Городок - Городка).
fn noun(word: &str) -> String {
    let bare = strip(word, &NOUN).trim_end_matches(['ь', 'й']);
    let velar = ["ец", "ц", "ок"].iter().find_map(|end| bare.strip_suffix(end).filter(|rest| !rest.is_empty()));
    last_vowel_to_o(&velar.map_or_else(|| bare.to_owned(), |rest| format!("{rest}к")))
}

/// і, ї, е and є take turns with о in the last syllable: Харків - Харкова, Канів - Канева, Тернопіль - Тернополя.
fn last_vowel_to_o(word: &str) -> String {
    let last = word.char_indices().rfind(|(_, c)| "аеєиіїоуюя".contains(*c));
    match last {
        Some((at, vowel @ ('і' | 'ї' | 'е' | 'є'))) => {
            let (head, tail) = word.split_at(at);
            format!("{head}о{}", tail.strip_prefix(vowel).unwrap_or(tail))
        }
        _ => word.to_owned(),
    }
}

/// Takes off the first ending of the list that leaves at least three letters.
fn strip<'a>(word: &'a str, endings: &[&str]) -> &'a str {
    let long_enough = |rest: &&str| rest.chars().count() >= 3;
    endings.iter().find_map(|ending| word.strip_suffix(ending).filter(long_enough)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::{adjective, name};

    #[test]
    fn an_adjective_meets_its_cases() {
        for form in ["витвицька", "витвицької", "витвицькій", "витвицькому", "витвицький", "витвицьке"]
        {
            assert_eq!(adjective(form), "витвицьк");
        }
    }

    #[test]
    fn a_settlement_meets_its_cases() {
        let pairs = [
            ("рівне", "рівному"),
            ("вишневе", "вишневому"),
            ("чернігів", "чернігова"),
            ("чорноморськ", "чорноморську"),
            ("кривий ріг", "кривого рогу"),
            ("тернопіль", "тернополя"),
            ("канів", "канева"),
            ("михайлівка", "михайлівці"),
            ("київ", "києві"),
            ("марганець", "марганці"),
            ("городок", "городку"),
        ];
        for (nominative, oblique) in pairs {
            assert_eq!(name(nominative), name(oblique), "{nominative}");
        }
        assert_ne!(name("вишневе"), name("вишнівка"));
    }
}
