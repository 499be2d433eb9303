//! Ukrainian names in Latin letters and back, by the official table (постанова КМУ № 55 of 27.01.2010).

/// «Згурівка» is `Zghurivka`, «Єлізаветівка» `Yelizavetivka`.
#[must_use]
pub fn latin(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut begins = true;
    let mut before = ' ';
    for letter in name.chars() {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        match romanized_letter(lower, begins, before) {
            Some(told) if letter == lower => out.push_str(told),
            Some(told) => {
                let mut letters = told.chars();
                out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(letters.as_str());
            }
            None => out.push(letter),
        }
        begins = !lower.is_alphabetic() && !is_apostrophe(lower);
        before = lower;
    }
    out
}

/// A word in Latin letters read back: `Zghurivka` is «Згурівка». What the table does not write is lost (the soft sign, the
/// apostrophe, й beside ї); `None` for a word that is not all Latin letters.
#[must_use]
pub fn cyrillic(word: &str) -> Option<String> {
    let word = word.to_ascii_lowercase();
    if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut out = String::with_capacity(word.len() * 2);
    let mut rest = word.as_str();
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let (taken, letters) = read_back(rest, before).unwrap_or((1, ""));
        out.push_str(letters);
        before = first;
        rest = rest.get(taken..).unwrap_or_default();
    }
    Some(out)
}

/// The Cyrillic letters the rest of a word begins with, and how many Latin ones they take.
fn read_back(rest: &str, before: char) -> Option<(usize, &'static str)> {
    /// The longer before their own beginnings.
    const LATER: [(&str, &str); 34] = [
        ("shch", "щ"),
        ("zgh", "зг"),
        ("zh", "ж"),
        ("kh", "х"),
        ("ts", "ц"),
        ("ch", "ч"),
        ("sh", "ш"),
        ("ie", "є"),
        ("iu", "ю"),
        ("ia", "я"),
        ("a", "а"),
        ("b", "б"),
        ("c", "к"),
        ("d", "д"),
        ("e", "е"),
        ("f", "ф"),
        ("g", "ґ"),
        ("h", "г"),
        ("i", "і"),
        ("j", "й"),
        ("k", "к"),
        ("l", "л"),
        ("m", "м"),
        ("n", "н"),
        ("o", "о"),
        ("p", "п"),
        ("q", "к"),
        ("r", "р"),
        ("s", "с"),
        ("t", "т"),
        ("u", "у"),
        ("v", "в"),
        ("w", "в"),
        ("x", "кс"),
    ];
    const FIRST: [(&str, &str); 5] = [("ye", "є"), ("yi", "ї"), ("yu", "ю"), ("ya", "я"), ("y", "й")];
    let begins = |(latin, _): &&(&str, &str)| rest.starts_with(latin);
    let is_first = before == ' ';
    let found = FIRST.iter().filter(|_| is_first).chain(&LATER).find(begins).map(|(latin, own)| (latin.len(), *own));
    match found {
        // After a vowel a single i is й before another vowel or at the end («район», «новий»), else ї («Київ», «Україна»).
        Some((1, "і")) if is_vowel(before) => {
            Some((1, if rest.chars().nth(1).is_none_or(is_vowel) { "й" } else { "ї" }))
        }
        None if rest.starts_with('y') => Some((1, "и")),
        None if rest.starts_with('z') => Some((1, "з")),
        found => found,
    }
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '`')
}

/// The letters for one; `None` for what is not a Ukrainian letter.
fn romanized_letter(letter: char, begins: bool, before: char) -> Option<&'static str> {
    const PLAIN: [(char, &str); 28] = [
        ('а', "a"),
        ('б', "b"),
        ('в', "v"),
        ('ґ', "g"),
        ('д', "d"),
        ('е', "e"),
        ('ж', "zh"),
        ('з', "z"),
        ('и', "y"),
        ('і', "i"),
        ('к', "k"),
        ('л', "l"),
        ('м', "m"),
        ('н', "n"),
        ('о', "o"),
        ('п', "p"),
        ('р', "r"),
        ('с', "s"),
        ('т', "t"),
        ('у', "u"),
        ('ф', "f"),
        ('х', "kh"),
        ('ц', "ts"),
        ('ч', "ch"),
        ('ш', "sh"),
        ('щ', "shch"),
        ('ь', ""),
        ('’', ""),
    ];
    let of_place = |first: &'static str, later: &'static str| Some(if begins { first } else { later });
    match letter {
        'г' => Some(if before == 'з' { "gh" } else { "h" }),
        'є' => of_place("ye", "ie"),
        'ї' => of_place("yi", "i"),
        'й' => of_place("y", "i"),
        'ю' => of_place("yu", "iu"),
        'я' => of_place("ya", "ia"),
        _ if is_apostrophe(letter) => Some(""),
        _ => PLAIN.iter().find(|(own, _)| *own == letter).map(|(_, told)| *told),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_official_table() {
        let names = [
            ("Полтавська", "Poltavska"),
            ("Згурівка", "Zghurivka"),
            ("Єнакієве", "Yenakiieve"),
            ("Кам’янопотоківська", "Kamianopotokivska"),
            ("Щербанівська", "Shcherbanivska"),
            ("Новий Санжар", "Novyi Sanzhar"),
            ("Їжакевич", "Yizhakevych"),
        ];
        for (name, expected) in names {
            assert_eq!(latin(name), expected);
        }
    }

    #[test]
    fn what_the_table_wrote_is_read_back() {
        for name in [
            "полтавська",
            "згурівка",
            "єнакієве",
            "щербанівська",
            "новий",
            "їжакевич",
            "київ",
            "одеса",
            "жмеринка",
            "ямпіль",
            "харків",
            "вінниця",
            "запоріжжя",
            "район",
            "миколаїв",
            "україна",
        ] {
            let silent = |text: &str| text.replace(['ь', '’'], "");
            assert_eq!(cyrillic(&latin(name)), Some(silent(name)), "{name}");
        }
        assert_eq!([cyrillic("Wi-Fi"), cyrillic("Київ"), cyrillic("")], [None, None, None]);
    }
}
