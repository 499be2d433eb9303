//! Ukrainian alphabetical order, which code points do not follow.

const ALPHABET: &str = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя";

/// A key that sorts names as a Ukrainian reader expects.
#[must_use]
pub fn key(name: &str) -> Vec<u16> {
    name.chars().flat_map(char::to_lowercase).filter(|c| !matches!(c, '\'' | '’' | 'ʼ' | '`')).map(rank).collect()
}

fn rank(letter: char) -> u16 {
    let cyrillic = ALPHABET.chars().zip(0u16..).find(|(c, _)| *c == letter).map(|(_, place)| place);
    match cyrillic {
        Some(place) => 0x4000 + place,
        None => u16::try_from(u32::from(letter))
            .map_or(u16::MAX, |code| if code < 0x4000 { code } else { code.saturating_add(0x100) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i_and_yi_stand_in_their_places() {
        let mut names =
            ["Яготин", "Ізюм", "Зіньків", "Їжаківка", "Кобеляки", "Євпаторія", "Диканька", "Ґалаґан", "Гадяч"];
        names.sort_by_key(|name| key(name));
        assert_eq!(
            names,
            ["Гадяч", "Ґалаґан", "Диканька", "Євпаторія", "Зіньків", "Ізюм", "Їжаківка", "Кобеляки", "Яготин"]
        );
    }
}
