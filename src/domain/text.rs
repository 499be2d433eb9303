//! What a text of the registry may hold: one rule of length and signs for each sort of field, whatever
//! format it comes in.

use super::words::normalize_words;

/// How long a text may be and which signs it may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRule {
    /// Most characters.
    pub longest: usize,
    is_code: bool,
}

/// Why a text is refused; the words for it are chosen where it is told to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    TooLong {
        longest: usize,
    },
    /// UTF-8 or Windows-1251 was read in another encoding and saved again: «РџРѕР»С‚Р°РІР°».
    Misread,
    /// A control sign, a sign that is not seen, or one that turns the direction of writing.
    Unseen(char),
    /// What a spreadsheet shows in place of a value.
    FailedFormula,
    /// A code that an address of a page cannot hold, such as `..`, or that heads a row of totals.
    NotACode,
}

/// What a spreadsheet shows in place of a value, in English and in Ukrainian.
const FAILED_FORMULAS: [&str; 13] = [
    "#N/A",
    "#Н/Д",
    "#REF!",
    "#ПОСИЛАННЯ!",
    "#VALUE!",
    "#ЗНАЧ!",
    "#DIV/0!",
    "#ДІЛ/0!",
    "#NAME?",
    "#ІМ'Я?",
    "#NULL!",
    "#NUM!",
    "#ЧИСЛО!",
];
/// How a row of totals begins.
const TOTALS: [&str; 5] = ["разом", "усього", "всього", "підсумок", "total"];

impl TextRule {
    /// A free code of a point, service, district or list: one line of visible signs.
    pub const CODE: Self = Self { longest: 64, is_code: true };
    /// Name of a place of the codifier.
    pub const PLACE: Self = Self { longest: 200, is_code: false };
    /// A name, an address, contacts.
    pub const NAME: Self = Self { longest: 1_000, is_code: false };
    /// A free text of several lines.
    pub const TEXT: Self = Self { longest: 10_000, is_code: false };

    /// Checks a text that was [`tidy_spaces`]; an empty one states nothing and is right.
    ///
    /// # Errors
    /// The first thing wrong with it.
    pub fn check(self, text: &str) -> Result<(), TextFault> {
        let longest = self.longest;
        if text.len() > longest && text.chars().count() > longest {
            return Err(TextFault::TooLong { longest });
        }
        if is_misread(text) {
            return Err(TextFault::Misread);
        }
        let hidden = |sign: &char| is_unseen(*sign) || (self.is_code && is_doubtful_in_code(*sign));
        if let Some(sign) = text.chars().find(hidden) {
            return Err(TextFault::Unseen(sign));
        }
        if is_failed_formula(text) {
            return Err(TextFault::FailedFormula);
        }
        if self.is_code && !text.is_empty() && !is_code(text) {
            return Err(TextFault::NotACode);
        }
        Ok(())
    }
}

/// True for `#N/A` and the like: neither empty nor what its text says.
#[must_use]
pub fn is_failed_formula(text: &str) -> bool {
    text.starts_with('#') && FAILED_FORMULAS.contains(&text)
}

/// True for a word that heads a row of totals; the text is in its plain form.
#[must_use]
pub fn is_total_word(text: &str) -> bool {
    TOTALS.contains(&text.trim_end_matches(':'))
}

/// A code has a letter or a digit and is no word of totals: `..` would be lost in the address of a page.
fn is_code(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric) && !is_total_word(&normalize_words(text))
}

/// A sign that a person does not see, that spoils what stands beside it, or that stands for a lost one.
/// Line ends and tabs are seen; a soft hyphen, of which real names have some, only marks where a word may break.
#[must_use]
pub fn is_unseen(sign: char) -> bool {
    /// Zero width, direction of writing, separators of lines, interlinear marks, the sign of a lost letter, tags.
    const HIDDEN: [(char, char); 12] = [
        ('\u{34f}', '\u{34f}'),
        ('\u{61c}', '\u{61c}'),
        ('\u{115f}', '\u{1160}'),
        ('\u{180e}', '\u{180e}'),
        ('\u{200b}', '\u{200f}'),
        ('\u{2028}', '\u{202e}'),
        ('\u{2060}', '\u{206f}'),
        ('\u{3164}', '\u{3164}'),
        ('\u{fdd0}', '\u{fdef}'),
        ('\u{feff}', '\u{feff}'),
        ('\u{fff9}', '\u{fffd}'),
        ('\u{e0000}', '\u{e0fff}'),
    ];
    let no_character = u32::from(sign) & 0xfffe == 0xfffe;
    let control = sign.is_control() && !matches!(sign, '\n' | '\t');
    let listed = !sign.is_ascii() && HIDDEN.iter().any(|(first, last)| (*first..=*last).contains(&sign));
    control || no_character || listed || sign == '\u{ffa0}'
}

/// In a code a space may only be the plain one, and nothing may hang on the sign before it.
fn is_doubtful_in_code(sign: char) -> bool {
    let space = sign.is_whitespace() && sign != ' ';
    space || matches!(sign, '\u{ad}' | '\u{fe00}'..='\u{fe0f}' | '\u{e000}'..='\u{f8ff}')
}

/// The text without spaces around it, with one kind of line end.
#[must_use]
pub fn tidy_spaces(text: &str) -> String {
    let text = text.trim();
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// What a person typed, ready to be kept: tidied, without signs that are not seen, at most so many of the others.
#[must_use]
pub fn typed(text: &str, most: usize) -> String {
    let seen: String = tidy_spaces(text).chars().filter(|sign| !is_unseen(*sign)).take(most).collect();
    seen.trim().to_owned()
}

/// A value for a message: at most 200 characters; line ends, tabs and signs that are not seen are shown.
#[must_use]
pub fn printable(text: &str) -> String {
    const LONGEST: usize = 200;
    let mut shown = String::with_capacity(text.len().min(4 * LONGEST));
    for (at, sign) in text.chars().enumerate() {
        if at == LONGEST {
            shown.push('…');
            break;
        }
        match sign {
            '\n' => shown.push('⏎'),
            '\t' => shown.push('⇥'),
            _ if is_unseen(sign) || sign == '\u{ad}' => shown.push_str(&sign_name(sign)),
            _ => shown.push(sign),
        }
    }
    shown
}

/// `‹U+202E›`.
#[must_use]
pub fn sign_name(sign: char) -> String {
    format!("‹U+{:04X}›", u32::from(sign))
}

/// True for a text read in a wrong encoding and saved again: UTF-8 as Windows-1251 («РџРѕР»С‚Р°РІР°»), UTF-8 as
/// Windows-1252 («ÐŸÐ¾Ð»Ñ‚Ð°Ð²Ð°»), or Windows-1251 as Windows-1252 («Ïîëòàâà»).
#[must_use]
pub fn is_misread(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let (mut foreign, mut pairs, mut letters, mut latin) = (0, 0, 0, 0);
    let mut before = ' ';
    for sign in text.chars() {
        foreign += usize::from(!sign.is_ascii());
        pairs += usize::from(is_pair(before, sign));
        letters += usize::from(matches!(sign, '\u{c0}'..='\u{ff}'));
        latin += usize::from(matches!(sign, '\u{a1}'..='\u{ff}'));
        before = sign;
    }
    let latin_alone = letters >= 4 && latin * 10 >= foreign * 8 && !text.contains(|c: char| c.is_ascii_alphabetic());
    (pairs >= 3 && pairs * 20 >= foreign * 8) || latin_alone
}

/// The two bytes of a Cyrillic letter in UTF-8, each read as a letter of its own.
fn is_pair(first: char, second: char) -> bool {
    /// Windows-1251 from 0x80 to 0xBF.
    const AFTER_CYRILLIC: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї";
    /// Windows-1252 from 0x80 to 0x9F; what follows it is as in Unicode.
    const AFTER_LATIN: &str = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
    match first {
        'Р' | 'С' => AFTER_CYRILLIC.contains(second),
        'Ð' | 'Ñ' => matches!(second, '\u{80}'..='\u{bf}') || AFTER_LATIN.contains(second),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_line_of_visible_signs_with_a_letter_or_a_digit() {
        for code in ["20017", "03-12", "523-р", "101-02", "а б", "№7", "Разом 1", "x/../y", "й"] {
            assert_eq!(TextRule::CODE.check(code), Ok(()), "{code}");
        }
        let hidden = ["1\n2", "1\t2", "1\u{200b}", "1\u{202e}2", "1\u{a0}2", "\u{feff}1", "1\u{ad}2", "1\u{fe0f}"];
        for code in hidden {
            assert!(matches!(TextRule::CODE.check(code), Err(TextFault::Unseen(_))), "{code:?}");
        }
        for code in [".", "..", "-", "…", "Разом", "УСЬОГО:"] {
            assert_eq!(TextRule::CODE.check(code), Err(TextFault::NotACode), "{code}");
        }
        assert_eq!(TextRule::CODE.check("#N/A"), Err(TextFault::FailedFormula));
        assert_eq!(TextRule::CODE.check(&"ж".repeat(64)), Ok(()));
        assert_eq!(TextRule::CODE.check(&"1".repeat(65)), Err(TextFault::TooLong { longest: 64 }));
    }

    #[test]
    fn a_text_may_have_lines_and_soft_hyphens_but_nothing_hidden() {
        for text in ["вул. Миру, 1\nдругий поверх", "слово\u{ad}слово", "a\tb", "☎\u{fe0f} 103", "№ 5 — «Дія»", ""]
        {
            assert_eq!(TextRule::TEXT.check(text), Ok(()), "{text:?}");
        }
        for sign in ['\0', '\u{7}', '\u{85}', '\u{200d}', '\u{202a}', '\u{2066}', '\u{2028}', '\u{fffd}', '\u{ffff}'] {
            let text = format!("а{sign}б");
            assert_eq!(TextRule::TEXT.check(&text), Err(TextFault::Unseen(sign)), "{text:?}");
        }
        assert_eq!(TextRule::NAME.check(&"ї".repeat(1_001)), Err(TextFault::TooLong { longest: 1_000 }));
    }

    #[test]
    fn a_text_read_in_a_wrong_encoding_is_known_and_true_names_are_not_taken_for_it() {
        let utf8_as_1251 =
            |text: &str| encoding_rs::WINDOWS_1251.decode_without_bom_handling(text.as_bytes()).0.into_owned();
        let utf8_as_1252 =
            |text: &str| encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned();
        let as_1252 = |text: &str| {
            let bytes = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned()
        };
        let names = ["Полтавська", "ЦНАП «Їжак», вул. Миру, 1-А", "Рівне", "СИНІЙ", "Кам’янка", "Російські СІЗО"];
        for name in names {
            for spoiled in [utf8_as_1251(name), utf8_as_1252(name), as_1252(name)] {
                assert!(is_misread(&spoiled), "{spoiled}");
            }
            assert!(!is_misread(name), "{name}");
        }
        for name in [
            "РІСТ",
            "Сєвєродонецьк",
            "СІЄСТА",
            "РЄМІКС",
            "café Zürich",
            "Ñandú",
            "É",
            "±5°, «—»",
            "Раїса Рєпіна",
            "С. Її",
        ] {
            assert!(!is_misread(name), "{name}");
        }
    }

    #[test]
    fn what_is_not_seen_is_shown_in_a_message() {
        assert_eq!(printable("а\u{202e}б\nв"), "а‹U+202E›б⏎в");
        assert_eq!(printable(&"я".repeat(300)).chars().count(), 201);
        assert_eq!(tidy_spaces(" а\r\nб\rв "), "а\nб\nв");
    }
}
