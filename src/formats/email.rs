//! Cyrillic letters inside e-mail addresses: put right where they look like Latin ones, else named.

/// Signs between addresses.
const SEPARATORS: [char; 4] = [',', ';', ' ', '\n'];

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

/// Looks through the letters of one address or several; words that are no addresses are left alone.
#[must_use]
pub fn letters(text: &str) -> Letters {
    let (mut mended, mut strange, mut is_mended) = (String::new(), String::new(), false);
    for part in text.split_inclusive(SEPARATORS) {
        let address = part.trim_end_matches(SEPARATORS);
        if !is_spoiled(address) {
            mended.push_str(part);
            continue;
        }
        is_mended = true;
        strange.extend(address.chars().filter(|letter| is_foreign(*letter) && latin_twin(*letter).is_none()));
        mended.extend(part.chars().map(|letter| latin_twin(letter).unwrap_or(letter)));
    }
    match (strange.is_empty(), is_mended) {
        (false, _) => Letters::Foreign(strange),
        (true, true) => Letters::Mended(mended),
        (true, false) => Letters::Fine,
    }
}

/// True for an address with a letter of another alphabet whose domain is not Ukrainian throughout.
fn is_spoiled(address: &str) -> bool {
    let is_dotted = address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    is_dotted && address.chars().any(is_foreign) && !has_ukrainian_domain(address)
}

fn is_foreign(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_ascii()
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
        assert_eq!(letters("пошта: сnap@example.ua"), Letters::Mended("пошта: cnap@example.ua".into()));
    }
}
