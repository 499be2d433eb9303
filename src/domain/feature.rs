//! Yes/no statements of a source by its own keys, written as `key=yes key=no`.

/// The statements in one line.
#[must_use]
pub fn text(features: &[(String, bool)]) -> String {
    let words: Vec<String> =
        features.iter().map(|(key, yes)| format!("{key}={}", if *yes { "yes" } else { "no" })).collect();
    words.join(" ")
}

/// Reads the line; `None` where a word is not `key=yes` or `key=no`.
#[must_use]
pub fn parse(text: &str) -> Option<Vec<(String, bool)>> {
    let pair = |word: &str| {
        let (key, value) = word.split_once('=').filter(|(key, _)| !key.is_empty())?;
        Some((key.to_owned(), super::facts::parse_bool(value)?))
    };
    text.split_whitespace().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_read_back_and_other_words_are_refused() {
        let features = vec![("free_wifi".to_owned(), true), ("bus_100".to_owned(), false)];
        assert_eq!(parse(&text(&features)), Some(features));
        assert_eq!(parse(""), Some(Vec::new()));
        for wrong in ["free_wifi", "=yes", "a=maybe", "a=yes b"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
