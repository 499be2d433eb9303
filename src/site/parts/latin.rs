//! Ukrainian place names in Latin letters, by the official table (постанова КМУ № 55 of 27.01.2010).

/// «Згурівка» is `Zghurivka`, «Єлізаветівка» `Yelizavetivka`.
#[must_use]
pub fn latin(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut begins = true;
    let mut before = ' ';
    for letter in name.chars() {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        match told(lower, begins, before) {
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

const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '`')
}

/// The letters for one; `None` for what is not a Ukrainian letter.
fn told(letter: char, begins: bool, before: char) -> Option<&'static str> {
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
}
