//! Conditions of mandatory positions in words.

use crate::http::Lang;

/// «немає підрозділу ДМС і населення > 20 000» for `no dms_unit and population > 20000`.
#[must_use]
pub fn words(lang: Lang, condition: &str) -> String {
    let spaced = condition.replace('(', " ( ").replace(')', " ) ").to_lowercase();
    let mut told: Vec<String> = Vec::new();
    let mut negated = false;
    for word in spaced.split_whitespace() {
        if matches!(word, "no" | "not") {
            negated = !negated;
            continue;
        }
        told.push(word_in(lang, word, negated));
        negated = false;
    }
    told.join(" ").replace("( ", "(").replace(" )", ")")
}

fn word_in(lang: Lang, word: &str, negated: bool) -> String {
    let fact = match word {
        "dms_unit" => "dms-unit",
        "mvs_centre" => "mvs-centre",
        "population" if negated => {
            return format!("{} {}", lang.text("condition-not"), lang.text("condition-population"));
        }
        "population" => return lang.text("condition-population"),
        "and" => return lang.text("condition-and"),
        "or" => return lang.text("condition-or"),
        // `class` stands where only the hromada's class is not known.
        "class" => return lang.text("condition-class-unknown"),
        _ => {
            let number = word.parse().map(|number| super::format::number(lang, number));
            let plain = number.unwrap_or_else(|_| word.to_owned());
            return if negated { format!("{} {plain}", lang.text("condition-not")) } else { plain };
        }
    };
    lang.text(&format!("condition-{}{fact}", if negated { "no-" } else { "" }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Condition;
    use crate::domain::facts::HromadaFacts;

    #[test]
    fn a_condition_reads_as_a_sentence() {
        assert_eq!(words(Lang::Uk, "no dms_unit"), "немає підрозділу ДМС");
        assert_eq!(
            words(Lang::Uk, "population > 20000 and no mvs_centre"),
            "населення > 20\u{a0}000 і немає сервісного центру МВС"
        );
        assert_eq!(words(Lang::Uk, "no population > 5"), "не населення > 5");
        assert_eq!(words(Lang::En, "not (dms_unit or mvs_centre)"), "not (a ДМС unit works or an МВС centre works)");
    }

    /// Any condition, as a text of the language.
    fn condition() -> impl Strategy<Value = String> {
        let compared = (prop_oneof![Just(">"), Just(">="), Just("<"), Just("<="), Just("=")], 0..2_000_000_u32)
            .prop_map(|(sign, limit)| format!("population {sign} {limit}"));
        let atom = prop_oneof![Just("dms_unit".to_owned()), Just("mvs_centre".to_owned()), compared];
        atom.prop_recursive(3, 12, 2, |inner| {
            prop_oneof![
                inner.clone().prop_map(|one| format!("no {one}")),
                inner.clone().prop_map(|one| format!("not ({one})")),
                (inner.clone(), inner.clone()).prop_map(|(one, two)| format!("({one} and {two})")),
                (inner.clone(), inner).prop_map(|(one, two)| format!("{one} or {two}")),
            ]
        })
    }

    proptest! {
        #![proptest_config(crate::domain::testing::with_kept_seeds())]
        #[test]
        fn a_condition_shown_in_ukrainian_reads_back_as_the_same(
            text in condition(), population: Option<u32>, dms_unit: Option<bool>, mvs_centre: Option<bool>,
        ) {
            let facts = HromadaFacts { population, dms_unit, mvs_centre, ..HromadaFacts::default() };
            let holds = |text: &str| Condition::parse(text).map(|condition| condition.evaluate(&facts));
            prop_assert_eq!(holds(&words(Lang::Uk, &text)), holds(&text), "{}", words(Lang::Uk, &text));
        }
    }
}
