//! The kind of a point from its name and its form.

use crate::domain::PointKind;
use crate::domain::resolution::{DEPARTMENT, NO_KIND_NAMED};
use crate::geocoding::normalize::normalize_place_name;
use crate::geocoding::words::{Word, words};

/// How a kind was told by the words of a centre.
const CENTRE: &str = "centre";
/// How a kind was told by «адміністративні послуги» without a centre.
const SERVICES: &str = "administrative services";

/// A kind, the words it was told by, and how sure it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct KindClue {
    pub kind: PointKind,
    pub method: &'static str,
    pub confidence: f32,
}

/// The kind that the name, or else the form, tells; what names no other kind is taken for a centre.
pub(super) fn kind_clue(name: &str, formation: &str) -> KindClue {
    match kind_by_words(name).or_else(|| kind_by_words(formation)) {
        Some((kind, method)) => KindClue { kind, method, confidence: 1.0 },
        None => centre(name),
    }
}

/// How sure a name is that of a centre: by its own words, by those of its services, or by nothing.
fn centre(name: &str) -> KindClue {
    let folded = normalize_place_name(name);
    let words = words(&folded);
    let starts = |start: &str| words.iter().any(|word| word.text.starts_with(start));
    let is = |text: &str| words.iter().any(|word| word.text == text);
    let named = is("цнап") || is("центр") || words.iter().any(|word| word.text.ends_with("-центр"));
    let (method, confidence) = if named {
        (CENTRE, 1.0)
    } else if starts("послу") && starts("центр") {
        (CENTRE, 0.9)
    } else if starts("послу") {
        (SERVICES, 0.8)
    } else if starts("центру") || starts("центра") {
        (DEPARTMENT, 0.4)
    } else if starts("прозор") {
        (CENTRE, 0.9)
    } else {
        (NO_KIND_NAMED, 0.5)
    };
    KindClue { kind: PointKind::Cnap, method, confidence }
}

fn kind_by_words(text: &str) -> Option<(PointKind, &'static str)> {
    let folded = normalize_place_name(text);
    let words = words(&folded);
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let starts = |start: &str| texts.iter().any(|word| word.starts_with(start));
    if starts("мобільн") || starts("пересувн") {
        Some((PointKind::Mobile, "mobile"))
    } else if is_remote(&words) {
        Some((PointKind::Vrm, "remote workplace"))
    } else if is_unit(&texts) {
        Some((PointKind::Tp, "territorial unit"))
    } else if starts("старостинськ") || starts("старостат") {
        Some((PointKind::Vrm, "starosta district"))
    } else if starts("філія") || is_branch(&texts) {
        Some((PointKind::Tp, "branch"))
    } else {
        None
    }
}

/// «ВРМ», «віддалене робоче місце», or two of its three words: the registry misspells each of them.
/// A centre that lists its workplaces after a colon stays a centre.
fn is_remote(words: &[Word]) -> bool {
    let pair = |a: &str, b: &str| (is_misspelling_of(a, "віддалене") && (work(b) || place(b))) || (work(a) && place(b));
    let lists = words.windows(2).any(|two| matches!(two, [a, b] if place(&a.text) && b.gap.starts_with(':')));
    let short = words.iter().any(|word| matches!(word.text.as_str(), "врм" | "вмр"));
    !lists && (short || words.windows(2).any(|two| matches!(two, [a, b] if pair(&a.text, &b.text))))
}

fn work(word: &str) -> bool {
    word.starts_with("робоч")
}

fn place(word: &str) -> bool {
    word.starts_with("місц")
}

fn is_unit(words: &[&str]) -> bool {
    let territorial = |word: &str| word.starts_with("територіальн") || is_misspelling_of(word, "територіальний");
    let unit = |word: &str| word.starts_with("підрозділ") || is_misspelling_of(word, "підрозділ");
    let pair = |a: &str, b: &str| territorial(a) && unit(b);
    words.contains(&"тп") || words.windows(2).any(|two| matches!(two, [a, b] if pair(a, b)))
}

/// «Відділення» of a centre is its branch, the central one is the centre itself.
fn is_branch(words: &[&str]) -> bool {
    let branch = |word: &&str| word.starts_with("відділенн");
    words.iter().any(branch)
        && !words.windows(2).any(|two| matches!(two, [a, b] if a.starts_with("центральн") && branch(b)))
}

/// The same word with another ending or up to two typing errors.
fn is_misspelling_of(word: &str, expected: &str) -> bool {
    strsim::osa_distance(word, expected) <= 2
}

#[cfg(test)]
mod tests {
    use super::kind_clue;
    use crate::domain::PointKind::{Cnap, Mobile, Tp, Vrm};

    #[test]
    fn a_remote_workplace_is_known_through_typing_errors() {
        for name in [
            "Віддалене робоче місце адміністратора",
            "Відалене робоче місце с.Верхні Синівці",
            "Віддвлене робоче місце Центра",
            "Віддаление робоче місце",
            "Віддалене місце адміністратора",
            "Віддалене робоче центру",
            "Віддалені робочі місця адміністраторів",
            "ВМР відділу ЦНАП",
            "Салганське ВРМ Центру",
            "Адміністратор ЦНАП в Вирівському старостинському окрузі",
            "Кагарлицький старостинський округ",
        ] {
            assert_eq!(kind_clue(name, "").kind, Vrm, "{name}");
        }
    }

    #[test]
    fn a_unit_is_told_by_the_name_or_the_form() {
        assert_eq!(kind_clue("Бритівський теріторіальний підрозділ Центру", "").kind, Tp);
        assert_eq!(kind_clue("Регіональний центр послуг", "територіальний підрозділ Центру").kind, Tp);
        assert_eq!(kind_clue("Філія №1 Департаменту", "").kind, Tp);
        assert_eq!(kind_clue("Прозорий офіс (відділення \"Замостя\")", "структурний підрозділ").kind, Tp);
        assert_eq!(kind_clue("ТП с.Руденківка", "").kind, Tp);
    }

    #[test]
    fn what_travels_is_mobile_even_when_it_is_called_a_workplace() {
        assert_eq!(kind_clue("Мобільний офіс", "").kind, Mobile);
        assert_eq!(kind_clue("Віддалене робоче місце (пересувне)", "").kind, Mobile);
    }

    #[test]
    fn a_centre_is_as_sure_as_its_name_says_so() {
        let department = "Відділ реєстрації місця проживання центру обслуговування \"Прозорий офіс\"";
        let falling = [
            ("Відділ \"Центр надання адміністративних послуг\"", "centre"),
            ("Управління Центру надання адміністративних послуг", "centre"),
            ("Відділ надання адміністративних послуг", "administrative services"),
            ("Пункт", "no other kind named"),
            (department, "department of a centre"),
        ];
        let clues = falling.map(|(name, method)| (kind_clue(name, ""), method));
        assert!(clues.iter().all(|(clue, method)| clue.method == *method), "{clues:?}");
        assert!(clues.is_sorted_by(|(one, _), (next, _)| one.confidence > next.confidence));
    }

    #[test]
    fn everything_else_is_a_centre() {
        assert_eq!(kind_clue("Відділ \"Центр надання адміністративних послуг\"", "структурний підрозділ").kind, Cnap);
        assert_eq!(kind_clue("Прозорий офіс (Центральне відділення)", "постійно діючий робочий орган").kind, Cnap);
        assert_eq!(kind_clue("Відділ ЦНАП. Віддалені робочі місця: с. Піски, с. Марківці", "").kind, Cnap);
        assert_eq!(kind_clue("", "").kind, Cnap);
    }
}
