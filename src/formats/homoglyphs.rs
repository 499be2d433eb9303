//! Latin letters that look like Cyrillic ones, put right inside Cyrillic words.

/// The Cyrillic letter a Latin one looks like.
#[must_use]
pub const fn twin(letter: char) -> Option<char> {
    Some(match letter {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'I' => 'І',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'i' => 'і',
        'k' => 'к',
        'n' => 'п',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        'ï' => 'ї',
        _ => return None,
    })
}

/// Puts look-alike letters right in every word that has a Cyrillic letter; other words stay.
#[must_use]
pub fn fix_homoglyphs(text: &str) -> String {
    let cyrillic = |c: char| matches!(c, '\u{400}'..='\u{4ff}');
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        if part.chars().any(cyrillic) {
            out.extend(part.chars().map(|c| twin(c).unwrap_or(c)));
        } else {
            out.push_str(part);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_with_cyrillic_letters_are_mended() {
        assert_eq!(fix_homoglyphs("Вiйтовецька gromada.ua (c. Kиїв)"), "Війтовецька gromada.ua (c. Київ)");
    }
}
