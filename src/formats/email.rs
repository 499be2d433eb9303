//! Cyrillic letters inside e-mail addresses: put right where they look like Latin ones, else named.

/// What the letters of an address say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Nothing is wrong, or the whole domain is Ukrainian, which is allowed.
    Fine,
    /// The address with Latin letters in place of Cyrillic look-alikes.
    Mended(String),
    /// Letters of another alphabet that look like no Latin ones.
    Foreign(String),
}

/// Looks through the letters of one address or several.
#[must_use]
pub fn letters(text: &str) -> Letters {
    let is_foreign = |letter: &char| letter.is_alphabetic() && !letter.is_ascii();
    if !text.contains('@') || !text.chars().any(|c| is_foreign(&c)) || has_ukrainian_domain(text) {
        return Letters::Fine;
    }
    let strange: String = text.chars().filter(|c| is_foreign(c) && latin_twin(*c).is_none()).collect();
    if !strange.is_empty() {
        return Letters::Foreign(strange);
    }
    Letters::Mended(text.chars().map(|letter| latin_twin(letter).unwrap_or(letter)).collect())
}

/// True where the last part of the domain is written in Cyrillic throughout, as `.укр` is.
fn has_ukrainian_domain(text: &str) -> bool {
    let ends = text.rsplit('.').next().unwrap_or_default().trim();
    ends.chars().count() > 1
        && ends.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
        && !ends.chars().all(|c| latin_twin(c).is_some())
}

/// The Latin letter a Cyrillic one looks like on a screen.
const fn latin_twin(letter: char) -> Option<char> {
    Some(match letter {
        'а' => 'a',
        'е' => 'e',
        'і' => 'i',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'ј' => 'j',
        'ѕ' => 's',
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'І' => 'I',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_put_right_and_others_are_named() {
        assert_eq!(letters("cnap@example.gov.ua"), Letters::Fine);
        assert_eq!(letters("сnар@example.gov.ua"), Letters::Mended("cnap@example.gov.ua".into()));
        assert_eq!(letters("цnap@example.gov.ua"), Letters::Foreign("ц".into()));
        assert_eq!(letters("пошта@громада.укр"), Letters::Fine);
        assert_eq!(letters("немає пошти"), Letters::Fine);
    }
}
