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
    use super::*;

    #[test]
    fn a_condition_reads_as_a_sentence() {
        assert_eq!(words(Lang::Uk, "no dms_unit"), "немає підрозділу ДМС");
        assert_eq!(
            words(Lang::Uk, "population > 20000 and no mvs_centre"),
            "населення > 20\u{a0}000 і немає сервісного центру МВС"
        );
        assert_eq!(words(Lang::En, "not (dms_unit or mvs_centre)"), "not (a ДМС unit works or an МВС centre works)");
    }
}
