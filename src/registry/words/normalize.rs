//! Words of a text in the one folded form in which they are indexed and asked for.
//!
//! Folding forgives what people mistype without knowing: letter case, Latin look-alikes, apostrophes, accents, the soft
//! sign, and the pairs е/є, и/і/ї, г/ґ.

/// Longest query that is read, in characters; the rest is ignored.
pub const MAX_QUERY: usize = 200;
/// Longest word that is indexed, in characters; the rest is ignored.
const MAX_WORD: usize = 40;

/// The folded words of a text in their order.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    search_words(text).filter_map(|word| {
        let folded: String =
            word.chars().filter(|c| !is_silent(*c)).take(MAX_WORD).flat_map(normalize_for_search).collect();
        (!folded.is_empty()).then_some(folded)
    })
}

/// The words of a text as they stand.
pub fn search_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !is_silent(c))
}

/// The whole text folded: words joined by single spaces, to compare names as wholes.
pub fn folded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for word in words(text) {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(&word);
    }
    all
}

/// Signs that may stand inside a word and are passed over: the soft sign, apostrophes, the stress accent, the soft hyphen.
pub const fn is_silent(c: char) -> bool {
    matches!(c, 'ь' | 'Ь' | '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | 'ʹ' | '′' | '\u{301}' | '\u{ad}' | '\u{200b}')
}

fn normalize_for_search(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().map(|c| match c {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' | 'є' | 'ё' | 'э' => 'е',
        'h' => 'н',
        'i' | 'і' | 'ї' | 'ы' => 'и',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        'ґ' => 'г',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alike_letters_apostrophes_and_similar_vowels_fold_together() {
        assert_eq!(folded("Кам’янець-Подільський"), folded("КАМЯНЕЦЬ подільський"));
        assert_eq!(folded("реєстрація"), folded("реестрація"));
        assert_eq!(folded("Polтaвa"), folded("Роlтава"));
        assert_eq!(folded("ґанок п'ять"), folded("ганок пʼять"));
    }

    #[test]
    fn a_text_without_letters_has_no_words() {
        assert_eq!(words(" — «» ' ’ … ").count(), 0);
    }
}
