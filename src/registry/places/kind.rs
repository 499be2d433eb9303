//! The kind of a point from its name and its form.

use crate::domain::PointKind;
use crate::registry::places::fold::fold;
use crate::registry::places::words::{Word, words};

/// How a kind was told where nothing told it.
pub const NO_KIND_NAMED: &str = "no other kind named";

/// The kind and the words it was told by; what says nothing else is a centre.
pub(super) fn tell(name: &str, formation: &str) -> (PointKind, &'static str) {
    told(name).or_else(|| told(formation)).unwrap_or((PointKind::Cnap, NO_KIND_NAMED))
}

fn told(text: &str) -> Option<(PointKind, &'static str)> {
    let folded = fold(text);
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
    let pair = |a: &str, b: &str| (close(a, "віддалене") && (work(b) || place(b))) || (work(a) && place(b));
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
    let territorial = |word: &str| word.starts_with("територіальн") || close(word, "територіальний");
    let unit = |word: &str| word.starts_with("підрозділ") || close(word, "підрозділ");
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
fn close(word: &str, expected: &str) -> bool {
    strsim::osa_distance(word, expected) <= 2
}

#[cfg(test)]
mod tests {
    use super::tell;
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
            assert_eq!(tell(name, "").0, Vrm, "{name}");
        }
    }

    #[test]
    fn a_unit_is_told_by_the_name_or_the_form() {
        assert_eq!(tell("Бритівський теріторіальний підрозділ Центру", "").0, Tp);
        assert_eq!(tell("Регіональний центр послуг", "територіальний підрозділ Центру").0, Tp);
        assert_eq!(tell("Філія №1 Департаменту", "").0, Tp);
        assert_eq!(tell("Прозорий офіс (відділення \"Замостя\")", "структурний підрозділ").0, Tp);
        assert_eq!(tell("ТП с.Руденківка", "").0, Tp);
    }

    #[test]
    fn what_travels_is_mobile_even_when_it_is_called_a_workplace() {
        assert_eq!(tell("Мобільний офіс", "").0, Mobile);
        assert_eq!(tell("Віддалене робоче місце (пересувне)", "").0, Mobile);
    }

    #[test]
    fn everything_else_is_a_centre() {
        assert_eq!(tell("Відділ \"Центр надання адміністративних послуг\"", "структурний підрозділ").0, Cnap);
        assert_eq!(tell("Прозорий офіс (Центральне відділення)", "постійно діючий робочий орган").0, Cnap);
        assert_eq!(tell("Відділ ЦНАП. Віддалені робочі місця: с. Піски, с. Марківці", "").0, Cnap);
        assert_eq!(tell("", "").0, Cnap);
    }
}
