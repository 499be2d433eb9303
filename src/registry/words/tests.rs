//! Words folded for search.

use super::*;

fn services() -> WordIndex {
    let names = [
        "Оформлення та видача паспорта громадянина України для виїзду за кордон",
        "Оформлення та видача паспорта громадянина України",
        "Реєстрація місця проживання особи",
        "Видача свідоцтва про народження",
        "Закордонний паспорт: обмін у зв’язку із закінченням строку дії",
        "Державна реєстрація земельної ділянки",
        "Видача довідки про склад сім'ї",
    ];
    WordIndex::new(names.iter().zip(0u32..).map(|(name, doc)| (doc, *name, 15)))
}

fn found(query: &str) -> Vec<Doc> {
    services().search(query, 10).into_iter().map(|hit| hit.doc).collect()
}

#[test]
fn every_form_of_a_word_finds_the_same_documents() {
    for query in ["паспорт", "паспорта", "ПАСПОРТОМ", "паcпорт", "паспрот", "пасп"]
    {
        let mut docs = found(query);
        docs.sort_unstable();
        assert_eq!(docs, [0, 1, 4], "{query}");
    }
}

#[test]
fn all_words_of_a_query_must_match() {
    assert_eq!(found("закордонний паспорт"), [4]);
    assert_eq!(found("закордонного паспорту"), [4]);
    assert_eq!(found("реестрація місця"), [2]);
    assert_eq!(found("заява про свідотство народженя"), [3]);
}

#[test]
fn what_is_mistyped_is_found() {
    assert_eq!(found("свідотство"), [3]);
    assert_eq!(found("реестрація"), [2, 5]);
    assert_eq!(found("довідок сімї"), [6]);
    assert_eq!(found("земелна"), [5]);
}

#[test]
fn without_a_full_match_the_best_partial_ones_are_given() {
    let index = services();
    let matches = index.matches("паспорт громадянина космонавта");
    assert!(!matches.complete());
    assert_eq!(matches.matched, 2);
    assert_eq!(matches.hits.len(), 2);
}

#[test]
fn nothing_is_found_for_nothing() {
    for query in ["", "   ", "«»", "xqzw", &"ы ".repeat(5000), &"щ".repeat(100_000)] {
        assert!(found(query).is_empty(), "{query:.20}");
    }
    assert!(WordIndex::default().search("паспорт", 5).is_empty());
}

#[test]
fn a_context_word_helps_to_choose_but_is_no_reason_to_be_found() {
    let texts = [(0, "Іванівка", 15), (0, "Одеська", 1), (1, "Іванівка", 15), (1, "Полтавська", 1)];
    let index = WordIndex::new(texts.into_iter());
    assert_eq!(index.search("іванівка полтавська", 5).iter().map(|hit| hit.doc).collect::<Vec<_>>(), [1]);
    assert!(index.search("одеська", 5).is_empty());
}

#[test]
fn the_exact_and_shorter_name_comes_first() {
    let texts = [(0, "Полтавська", 15), (1, "Полтава Нова", 15), (2, "Полтава", 15)];
    let index = WordIndex::new(texts.into_iter());
    assert_eq!(index.search("полтава", 5).iter().map(|hit| hit.doc).collect::<Vec<_>>(), [2, 1, 0]);
}

#[test]
fn any_query_is_answered() {
    let index = services();
    proptest::proptest!(crate::domain::testing::with_kept_seeds(), |(query in "\\PC{0,40}")| {
        let matches = index.matches(&query);
        assert!(matches.hits.iter().all(|hit| hit.score > 0.0 && hit.score <= 1.001 && hit.doc < 7));
    });
}
