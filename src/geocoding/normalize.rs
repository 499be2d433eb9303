//! One spelling for many: letter case, Latin look-alikes, apostrophes, dashes and invisible characters.

/// Lower case, Cyrillic, without apostrophes and invisible characters; punctuation stays for the readers.
pub(super) fn normalize_place_name(text: &str) -> String {
    let letters: Vec<char> = text.chars().filter(|c| !is_invisible(*c)).map(fold_letter).collect();
    let mut folded = String::with_capacity(text.len());
    let mut run = String::new();
    for (at, letter) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        if is_apostrophe(letter, before, letters.get(at + 1).copied()) {
            continue;
        }
        if letter.is_alphanumeric() || letter == '-' {
            run.push(letter);
        } else {
            flush(&mut run, &mut folded);
            folded.push(letter);
        }
    }
    flush(&mut run, &mut folded);
    folded
}

/// The same text as a name to compare: hyphens and repeated spaces are one space.
pub(super) fn key(text: &str) -> String {
    let folded = normalize_place_name(text).replace('-', " ");
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{301}')
}

fn fold_letter(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2d7}' => '-',
        '’' | 'ʼ' | '`' | '´' | '‘' | '\u{1fbd}' | '′' | 'ʹ' | '᾿' => '\'',
        '«' | '»' | '“' | '”' | '„' => '"',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// A quotation mark is an apostrophe only before я, ю, є, ї of the same letter case: «Кам"янка», not «послуг"Яворівської».
fn is_apostrophe(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    if !before.is_alphabetic() || !after.is_alphabetic() {
        return false;
    }
    let iotated = matches!(after, 'я' | 'ю' | 'є' | 'ї' | 'Я' | 'Ю' | 'Є' | 'Ї');
    mark == '\'' || (mark == '"' && iotated && before.is_uppercase() == after.is_uppercase())
}

/// Latin letters turn Cyrillic in a word that has Cyrillic ones, and in a lone «c.» or «m.».
fn flush(run: &mut String, folded: &mut String) {
    let cyrillic =
        run.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c)) || matches!(run.as_str(), "c" | "C" | "m" | "M");
    for letter in run.drain(..) {
        let letter = if cyrillic { cyrillic_twin(letter) } else { letter };
        folded.extend(letter.to_lowercase().map(|c| if c == 'ґ' { 'г' } else { c }));
    }
}

fn cyrillic_twin(letter: char) -> char {
    match letter {
        'a' | 'A' => 'а',
        'B' => 'в',
        'c' | 'C' => 'с',
        'e' | 'E' | 'ё' | 'Ё' => 'е',
        'H' => 'н',
        'i' | 'I' | 'ı' => 'і',
        'ï' | 'Ï' => 'ї',
        'k' | 'K' => 'к',
        'm' | 'M' => 'м',
        'o' | 'O' => 'о',
        'p' | 'P' => 'р',
        't' | 'T' => 'т',
        'x' | 'X' => 'х',
        'y' => 'у',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{key, normalize_place_name};

    #[test]
    fn latin_look_alikes_inside_a_cyrillic_word_turn_cyrillic() {
        assert_eq!(normalize_place_name("Вiйтовецькa"), "війтовецька");
        assert_eq!(normalize_place_name("c. Зоря, cмт Аули"), "с. зоря, смт аули");
        assert_eq!(normalize_place_name("Smart Office"), "smart office");
    }

    #[test]
    fn every_apostrophe_is_left_out_and_a_quotation_mark_only_where_it_stands_for_one() {
        for name in ["Кам'янка", "Кам’янка", "Кам᾽янка", "Кам`янка", "Кам\"янка"]
        {
            assert_eq!(key(name), "камянка");
        }
        assert_eq!(normalize_place_name("послуг\"Яворівської"), "послуг\"яворівської");
    }

    #[test]
    fn hyphens_and_spaces_compare_alike() {
        assert_eq!(key("Гута-Боровенська "), key("Гута  Боровенська"));
        assert_eq!(key("Ґу\u{ad}дзівка"), "гудзівка");
    }
}
