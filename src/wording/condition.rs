//! Conditions of mandatory positions in words.

use crate::domain::FactName;
use crate::domain::condition::{Comparison, Condition, Term};
use crate::texts::Lang;

/// «немає підрозділу ДМС і населення > 20 000» for `no dms_unit and population > 20000`.
#[must_use]
pub fn words(lang: Lang, condition: &Condition) -> String {
    let told: Vec<String> = condition.terms().into_iter().map(|term| word(lang, term)).collect();
    told.join(" ").replace("( ", "(").replace(" )", ")")
}

/// The words of a text that is a condition; a text that is none stands as it is.
#[must_use]
pub fn words_of_text(lang: Lang, text: &str) -> String {
    Condition::parse(text).map_or_else(|_| text.to_owned(), |condition| words(lang, &condition))
}

fn word(lang: Lang, term: Term) -> String {
    match term {
        Term::Open => "(".to_owned(),
        Term::Close => ")".to_owned(),
        Term::Not => lang.text("condition-not"),
        Term::And => lang.text("condition-and"),
        Term::Or => lang.text("condition-or"),
        Term::Fact(name) => lang.text(&format!("condition-{}", key(name))),
        Term::NoFact(name) => lang.text(&format!("condition-no-{}", key(name))),
        Term::Population(sign, limit) => population(lang, sign, limit),
    }
}

fn population(lang: Lang, sign: Comparison, limit: u32) -> String {
    let number = super::format::number(lang, u64::from(limit));
    format!("{} {} {number}", lang.text("condition-population"), sign.sign())
}

fn key(name: FactName) -> String {
    name.word().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::facts::HromadaFacts;

    fn told(lang: Lang, text: &str) -> String {
        words(lang, &Condition::parse(text).unwrap())
    }

    #[test]
    fn a_condition_reads_as_a_sentence() {
        assert_eq!(told(Lang::Uk, "no dms_unit"), "немає підрозділу ДМС");
        assert_eq!(
            told(Lang::Uk, "population > 20000 and no mvs_centre"),
            "населення > 20\u{a0}000 і немає сервісного центру МВС"
        );
        assert_eq!(told(Lang::Uk, "no population > 5"), "не населення > 5");
        assert_eq!(told(Lang::En, "not (dms_unit or mvs_centre)"), "not (a ДМС unit works or an МВС centre works)");
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
            let told = told(Lang::Uk, &text);
            prop_assert_eq!(holds(&told), holds(&text), "{}", told);
        }
    }
}
