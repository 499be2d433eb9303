//! Ukrainian words of conditions, as pages show them and officials write them, turned into keywords.

use super::condition::Token;

/// Words in a row and the keywords they stand for; longer ones before those they begin with.
const PHRASES: &[(&[&str], &[&str])] = &[
    (&["не", "працює", "підрозділ", "дмс"], &["no", "dms_unit"]),
    (&["немає", "підрозділу", "дмс"], &["no", "dms_unit"]),
    (&["без", "підрозділу", "дмс"], &["no", "dms_unit"]),
    (&["відсутній", "підрозділ", "дмс"], &["no", "dms_unit"]),
    (&["працює", "підрозділ", "дмс"], &["dms_unit"]),
    (&["є", "підрозділ", "дмс"], &["dms_unit"]),
    (&["наявний", "підрозділ", "дмс"], &["dms_unit"]),
    (&["підрозділ", "дмс"], &["dms_unit"]),
    (&["не", "працює", "сервісний", "центр", "мвс"], &["no", "mvs_centre"]),
    (&["немає", "сервісного", "центру", "мвс"], &["no", "mvs_centre"]),
    (&["без", "сервісного", "центру", "мвс"], &["no", "mvs_centre"]),
    (&["відсутній", "сервісний", "центр", "мвс"], &["no", "mvs_centre"]),
    (&["працює", "сервісний", "центр", "мвс"], &["mvs_centre"]),
    (&["є", "сервісний", "центр", "мвс"], &["mvs_centre"]),
    (&["наявний", "сервісний", "центр", "мвс"], &["mvs_centre"]),
    (&["сервісний", "центр", "мвс"], &["mvs_centre"]),
    (&["чисельність", "населення"], &["population"]),
    (&["кількість", "населення"], &["population"]),
    (&["кількість", "жителів"], &["population"]),
    (&["населення"], &["population"]),
    (&["не", "менше", "ніж"], &[">="]),
    (&["не", "менше"], &[">="]),
    (&["щонайменше"], &[">="]),
    (&["не", "більше", "ніж"], &["<="]),
    (&["не", "більше"], &["<="]),
    (&["щонайбільше"], &["<="]),
    (&["понад"], &[">"]),
    (&["більше", "ніж"], &[">"]),
    (&["більше"], &[">"]),
    (&["менше", "ніж"], &["<"]),
    (&["менше"], &["<"]),
    (&["жителів"], &[]),
    (&["мешканців"], &[]),
    (&["осіб"], &[]),
    (&["людей"], &[]),
    (&["і"], &["and"]),
    (&["i"], &["and"]),
    (&["й"], &["and"]),
    (&["та"], &["and"]),
    (&["або"], &["or"]),
    (&["чи"], &["or"]),
    (&["не"], &["not"]),
    (&["немає"], &["no"]),
];

/// Puts keywords in place of Ukrainian words and joins numbers written with spaces; tells whether
/// anything was put.
pub(super) fn to_keywords(tokens: &[Token]) -> (Vec<Token>, bool) {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let (mut rest, mut changed) = (tokens, false);
    while let Some((token, after)) = rest.split_first() {
        if let Some((words, keywords)) = phrase(rest) {
            push_tokens(&mut out, token.at, keywords);
            (rest, changed) = (rest.get(words..).unwrap_or_default(), true);
        } else if let Some(last) = out.last_mut().filter(|last| continues(last, token)) {
            last.text.push_str(&token.text);
            (rest, changed) = (after, true);
        } else {
            out.push(token.clone());
            rest = after;
        }
    }
    (out, changed)
}

/// The phrase the tokens begin with: its length in words, and its keywords.
fn phrase(tokens: &[Token]) -> Option<(usize, &'static [&'static str])> {
    let starts = |words: &[&str]| {
        words.len() <= tokens.len() && words.iter().zip(tokens).all(|(word, token)| token.text == *word)
    };
    PHRASES.iter().find(|(words, _)| starts(words)).map(|(words, keywords)| (words.len(), *keywords))
}

/// «понад 20 000 жителів» names no population: a comparison without a left side is of it.
fn push_tokens(out: &mut Vec<Token>, at: usize, keywords: &[&str]) {
    let compares = keywords.first().is_some_and(|word| word.starts_with(['<', '>']));
    if compares && out.last().is_none_or(|last| last.text != "population") {
        out.push(Token { at, text: "population".to_owned() });
    }
    out.extend(keywords.iter().map(|word| Token { at, text: (*word).to_owned() }));
}

/// True for the next three digits of a number written as «20 000».
fn continues(last: &Token, token: &Token) -> bool {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    is_number(&last.text) && token.text.len() == 3 && is_number(&token.text)
}

#[cfg(test)]
mod tests {
    use crate::domain::Condition;

    #[test]
    fn a_condition_in_ukrainian_is_kept_in_keywords() {
        let written = [
            ("немає підрозділу ДМС", "no dms_unit"),
            ("понад 20 000 жителів", "population > 20000"),
            ("населення понад 20\u{a0}000 осіб і немає сервісного центру МВС", "population > 20000 and no mvs_centre"),
            ("Населення ≥ 5000 або (не працює підрозділ ДМС)", "population ≥ 5000 or (no dms_unit)"),
            ("не (працює підрозділ ДМС або є сервісний центр МВС)", "not (dms_unit or mvs_centre)"),
            ("не менше 100 жителів", "population >= 100"),
        ];
        for (text, keywords) in written {
            let condition = Condition::parse(text).unwrap();
            assert_eq!(condition.text(), keywords, "{text}");
            assert_eq!(Condition::parse(keywords).unwrap(), condition, "{text}");
        }
        assert_eq!(Condition::parse("population>20000").unwrap().text(), "population>20000");
    }

    #[test]
    fn the_place_of_an_error_is_that_of_the_text_as_written() {
        let error = Condition::parse("немає підрозділу ДМС і погода").unwrap_err();
        assert_eq!(error.at, 24);
    }
}
