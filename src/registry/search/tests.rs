//! Search over a small catalogue and network.

use std::sync::Arc;

use chrono::NaiveDate;

use super::*;
use crate::domain::rows::{PointRow, ServiceRow, TerritoryRow};
use crate::domain::{Category, Period};
use crate::registry::{Catalogue, Network, PointRecord, Records, ServiceRecord, Sourced, Territories};
use crate::rulebook::{EverydayPhrase, EverydayWords};

fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap()
}

fn kept<T>(row: T) -> Sourced<T> {
    Sourced::from_one_source(row, 1, day(2024))
}

fn code(number: u64) -> TerritoryCode {
    TerritoryCode::parse(&format!("UA{number:017}")).unwrap()
}

fn place(
    number: u64,
    category: Category,
    parent: Option<u64>,
    name: &str,
    centre: Option<u64>,
) -> Sourced<TerritoryRow> {
    kept(TerritoryRow {
        code: code(number),
        category,
        name: name.to_owned(),
        parent: parent.map(code),
        location: None,
        kind: None,
        area_km2: None,
        centre: centre.map(code),
    })
}

fn tree() -> Territories {
    use Category::{City, Hromada, Oblast, Raion, Village};
    Territories::new(vec![
        place(1, Oblast, None, "Полтавська", None),
        place(2, Raion, Some(1), "Полтавський", None),
        place(3, Hromada, Some(2), "Полтавська", Some(4)),
        place(4, City, Some(3), "Полтава", None),
        place(5, Village, Some(3), "Іванівка", None),
        place(6, Oblast, None, "Одеська", None),
        place(7, Raion, Some(6), "Одеський", None),
        place(8, Hromada, Some(7), "Іванівська", Some(9)),
        place(9, Village, Some(8), "Іванівка", None),
        place(10, Village, Some(8), "Полтава", None),
        place(11, City, Some(7), "Бориспіль", None),
        place(12, City, Some(7), "Львів", None),
        place(13, Oblast, None, "Автономна Республіка Крим", None),
        place(14, City, Some(13), "Старий Крим", None),
    ])
}

fn point(id: u32, name: &str, hromada: u64, until: Option<NaiveDate>) -> PointRecord {
    let row = PointRow {
        hromada: Some(code(hromada)),
        address: Some("м. Полтава, вул. Соборна, 36".to_owned()),
        period: Period::new(None, until),
        ..PointRow::new(format!("{id:04}"), PointKind::Cnap, name)
    };
    PointRecord { id, code: Arc::from(row.code.as_str()), rows: vec![kept(row)] }
}

fn service(id: u32, name: &str, group: &str) -> ServiceRecord {
    let code = format!("01-{id:02}");
    let row =
        ServiceRow { code: code.clone(), name: name.to_owned(), group: group.to_owned(), ..ServiceRow::default() };
    ServiceRecord { id, code: Arc::from(code), rows: vec![kept(row)], steps: Vec::new() }
}

fn registry() -> Registry {
    let services = vec![
        service(1, "Оформлення та видача паспорта громадянина України для виїзду за кордон", "passport"),
        service(2, "Реєстрація місця проживання особи", "residence"),
        service(3, "Призначення допомоги при народженні дитини", "social"),
    ];
    let points = vec![point(1, "ЦНАП м. Полтави", 3, None), point(2, "ЦНАП зачинений", 3, Some(day(2023)))];
    let records = Records {
        territories: Arc::new(tree()),
        network: Arc::new(Network::new(points)),
        catalogue: Arc::new(Catalogue::new(services)),
        ..Records::default()
    };
    Registry::at(&records, day(2024))
}

fn everyday_words() -> EverydayWords {
    let phrase = |ask: &str, code: &str| EverydayPhrase {
        ask: vec![ask.to_owned()],
        services: vec![code.to_owned()],
        life_event: None,
        asked: 3,
    };
    EverydayWords {
        filler: vec!["де".to_owned(), "оформити".to_owned()],
        same: Vec::new(),
        phrases: vec![phrase("загранпаспорт", "04-06"), phrase("прописка", "9"), phrase("диво", "немає")],
        names: [
            ("04-06", "Оформлення та видача паспорта громадянина України для виїзду за кордон"),
            ("9", "Реєстрація місця проживання особи"),
        ]
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .into(),
    }
}

fn topics() -> Topics {
    let topic = |kind, code: &str, title: &str| Topic {
        kind,
        code: code.to_owned(),
        title: title.to_owned(),
        other_words: String::new(),
    };
    let titles = vec![
        topic(TopicKind::LifeEvent, "emaliatko", "єМалятко"),
        topic(TopicKind::Group, "social", "Соціальні послуги"),
    ];
    Topics::new(titles).with_everyday(&everyday_words(), &EverydayWords::default())
}

fn codes(query: &str, kinds: &[HitKind], scope: Scope) -> Vec<String> {
    let (hits, total) = find(&registry(), &topics(), &Ask { query, kinds, scope, limit: 10 });
    assert_eq!(hits.len(), total);
    hits.into_iter().map(|hit| hit.code).collect()
}

fn everywhere(query: &str) -> Vec<String> {
    codes(query, &[], Scope::Country)
}

#[test]
fn people_find_a_service_by_the_words_they_use_for_it() {
    assert_eq!(everywhere("загранпаспорт"), ["01-01"]);
    assert_eq!(everywhere("реестрація"), ["01-02"]);
    assert_eq!(everywhere("де оформити прописку"), ["01-02"]);
    assert_eq!(everywhere("01-03"), ["01-03"]);
}

#[test]
fn of_places_with_one_name_the_city_comes_first_and_the_oblast_chooses() {
    assert_eq!(codes("полтава", &[HitKind::Territory], Scope::Country)[0], code(4).to_string());
    let first = |query| codes(query, &[HitKind::Territory], Scope::Country)[0].clone();
    assert_eq!(first("іванівка"), code(9).to_string());
    assert_eq!(first("с. Іванівка Полтавська область"), code(5).to_string());
    assert_eq!(first("полтавська громада"), code(3).to_string());
}

#[test]
fn a_place_is_found_in_latin_letters_by_a_common_misspelling_and_by_its_short_name() {
    for (query, expected) in [
        ("Poltava", 4),
        ("Lviv", 12),
        ("львова", 12),
        ("Борисполь", 11),
        ("Boryspil", 11),
        ("Крим", 13),
        ("АРК", 13),
        ("Krym", 13),
        ("Poltavska oblast", 1),
    ] {
        assert_eq!(everywhere(query)[0], code(expected).to_string(), "{query}");
    }
    assert_eq!(codes("TsNAP Poltava", &[], Scope::Country)[0], "0001");
}

#[test]
fn the_scope_bounds_places_and_points() {
    let registry = registry();
    let scope = registry.scope(code(6)).unwrap();
    assert_eq!(codes("полтава", &[HitKind::Territory, HitKind::Point], scope), [code(10).to_string()]);
}

#[test]
fn a_point_that_no_longer_exists_is_not_found() {
    assert!(everywhere("цнап зачинений").iter().all(|code| code != "0002"));
    assert_eq!(codes("цнап полтава", &[HitKind::Point], Scope::Country), ["0001"]);
}

#[test]
fn a_group_title_finds_its_services_and_a_life_event_is_a_hit() {
    assert_eq!(everywhere("соціальні послуги"), ["01-03"]);
    assert_eq!(everywhere("ємалятко"), ["emaliatko"]);
}

#[test]
fn a_code_finds_its_territory_and_nothing_finds_nothing() {
    assert_eq!(everywhere(code(4).as_str()), [code(4).to_string()]);
    for query in ["", "  ", "%%%", "щщщщщщщ"] {
        assert!(everywhere(query).is_empty(), "{query}");
    }
}
