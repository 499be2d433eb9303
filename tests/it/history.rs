//! What was learned of a thing, when and from which file: on the command line, on pages and in the API.

use rstest::rstest;
use serde_json::json;

use crate::support::region::{self, MACHUKHY};
use crate::support::{Base, Db};

/// A point that was corrected, ended, and whose offering was confirmed: entries 1 to 14.
async fn lived(base: &Base) {
    region::load(base).await;
    let head = "code,kind,hromada,settlement,name,address,lat,lon,status,from,until\n";
    let row = "A,cnap,UA53080230000047239,UA53080230010079895";
    let corrected = format!("{head}{row},ЦНАП Виправлений,вул. Зразкова 1,49.52,34.43,active,2020-01-01,\n");
    base.import("points", corrected).await.done();
    let moved = format!("{head}{row},ЦНАП Виправлений,вул. Нова 7,49.52,34.43,active,2023-01-01,\n");
    base.import("points", moved).await.done();
    let ended =
        "point,service,from,until,ground\nA,S1,2022-02-01,2023-06-01,зразок\nA,S2,2022-02-01,2023-01-01,зразок\n";
    base.import("offerings", ended).await.done();
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn the_history_of_a_point_tells_in_words_what_was_learned_in_order(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    lived(&base).await;
    let told = base.cnap(&["history", "points", "A"]).await.done().out;
    let mut rest = told.as_str();
    for sentence in [
        "Запис 4, ",
        "командний рядок: Таблиця точок доступу (",
        "з 01.01.2020: внесено — ",
        "Вид: «ЦНАП»",
        "Назва: «ЦНАП А»",
        "Запис 8, ",
        "S1 Навчальна послуга 1, з 01.02.2022: внесено",
        "Відповідь: «не застосовується»",
        "Запис 12, ",
        "з 01.01.2020: виправлено — Назва: «ЦНАП А» → «ЦНАП Виправлений».",
        "Запис 13, ",
        "з 01.01.2023: змінено з початку цього періоду — Адреса: «вул. Зразкова 1» → «вул. Нова 7».",
        "Запис 14, ",
        "S1 Навчальна послуга 1, з 01.02.2022 до 01.06.2023: завершено",
        "підтверджено без змін",
    ] {
        let (_, after) = rest.split_once(sentence).unwrap_or_else(|| panic!("no «{sentence}» in order: {told}"));
        rest = after;
    }
    let early = base.cnap(&["history", "points", "A", "--known", "12"]).await.done().out;
    assert!(early.contains("виправлено") && !early.contains("Запис 13") && !early.contains("вул. Нова"), "{early}");
    base.cnap(&["history", "points", "NONE"]).await.refused().says(&["NONE"]);
}

#[tokio::test]
async fn services_and_hromadas_have_their_histories_too() {
    let base = Base::sqlite().await;
    lived(&base).await;
    base.import("hromada-facts", format!("hromada,fact,value,from\n{MACHUKHY},population,8000,2023-01-01\n"))
        .await
        .done();
    base.import("services", "code,name,group\nS1,Інша назва,residence\n").await.done();
    let service = base.cnap(&["history", "services", "S1"]).await.done();
    service.says(&[
        "внесено",
        "виправлено — Назва послуги: «Навчальна послуга 1» → «Інша назва».",
        "Обов’язковий перелік",
    ]);
    let hromada = base.cnap(&["history", "hromadas", MACHUKHY]).await.done();
    hromada.says(&[
        "Таблиця територій",
        "Байрацький округ",
        "з 01.01.2023: змінено з початку цього періоду — Значення: «7\u{a0}882» → «8\u{a0}000».",
    ]);
    let app = base.serve().await;
    for (path, words) in [
        ("/points/A/history".to_owned(), "виправлено — Назва: «ЦНАП А» → «ЦНАП Виправлений»."),
        ("/services/S1/history".to_owned(), "Назва послуги: «Навчальна послуга 1» → «Інша назва»"),
        (format!("/hromadas/{MACHUKHY}/history"), "з 01.01.2023: змінено з початку цього періоду"),
        ("/en/points/A/history".to_owned(), "corrected — name: «ЦНАП А» → «ЦНАП Виправлений»."),
    ] {
        let page = app.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains(words), "{path}: {}", page.body);
        let thing = path.trim_start_matches("/en").trim_end_matches("/history");
        assert!(app.get(thing).await.body.contains(&format!("href=\"{thing}/history\"")), "{thing} leads to it");
    }
    assert!(!app.get("/points/A/history?known=12").await.body.contains("вул. Нова"));
    for path in ["/points/NONE/history", "/services/NONE/history", "/hromadas/NONE/history"] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
        assert_eq!(app.get(&format!("/api/v1{path}")).await.status, 404, "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_history_speaks_in_words_and_not_in_keys() {
    let base = Base::sqlite().await;
    lived(&base).await;
    let head = "code,kind,parent,hromada,name,hours,features,resolution_method,resolution_confidence,located_in,from\n";
    let row = "T,tp,A,UA53080230000047239,ТП,Mo-Fr 08:00-17:00,free_wifi=yes bus_100=no,\"founder, name\",0.93";
    base.import("points", format!("{head}{row},UA53080230000047239,2023-05-01\n")).await.done();
    let head = "code,name,group,audience,channels\n";
    base.import("services", format!("{head}S1,Навчальна послуга 1,residence,people,centre online\n")).await.done();
    let edition = "list,in_force,service,classes,condition\n523-р,2024-01-01,S1,cnap,no dms_unit\n";
    base.import("mandatory", edition).await.done();
    base.import("services", format!("{head}S1,Навчальна послуга 1,residence,people,centre\n")).await.done();
    base.cnap(&["undo", "18"]).await.done();
    base.import("boundaries", region::OUTLINE).await.done();
    let expected: [(&str, &str, &[&str]); 4] = [
        (
            "points",
            "T",
            &[
                "Код ЦНАП: «A ЦНАП Виправлений»",
                "«Пн–Пт 08:00–17:00",
                "Безоплатний Wi-Fi: так, Зупинка транспорту до 100 м: ні",
                "за радою, названою в назві; вид за назвою",
                "«93,0\u{a0}%»",
            ],
        ),
        ("points", "A", &["S1 Навчальна послуга 1, з 01.02.2022", "«Пандус", "квартал 2023 року"]),
        (
            "services",
            "S1",
            &[
                "«фізичні особи»",
                "«у центрі, онлайн»",
                "523-р, 01.01.2024: внесено",
                "«немає підрозділу ДМС»",
                "Скасування запису",
            ],
        ),
        (
            "hromadas",
            MACHUKHY,
            &["Категорія: «територіальна громада»", "«Полтавський район»", "Контрольна сума обрисів"],
        ),
    ];
    for (kind, code, words) in expected {
        let told = base.cnap(&["history", kind, code]).await.done().says(words);
        let keyed: Vec<&str> = told.out.lines().filter(|line| line.contains('_') || line.contains('=')).collect();
        assert!(keyed.is_empty(), "{keyed:#?}");
    }
}

#[tokio::test]
async fn the_api_tells_each_cell_before_and_after() {
    let base = Base::sqlite().await;
    lived(&base).await;
    let app = base.serve().await;
    let told = app.json("/api/v1/points/A/history").await;
    let items = told["items"].as_array().unwrap();
    let entries: Vec<u64> = items.iter().map(|item| item["entry"].as_u64().unwrap()).collect();
    assert_eq!(entries, [4, 8, 9, 10, 11, 12, 13, 14]);
    let corrected = &items[5];
    assert_eq!((&corrected["action"], &corrected["actor"]), (&json!("points"), &json!("command line")));
    let cells = json!([{"column": "name", "before": "ЦНАП А", "after": "ЦНАП Виправлений"}]);
    let event = json!({"table": "points", "change": "corrected", "key": "", "from": "2020-01-01", "until": null,
        "cells": cells});
    assert_eq!(corrected["events"], json!([event]));
    let changes: Vec<&str> =
        items[7]["events"].as_array().unwrap().iter().map(|event| event["change"].as_str().unwrap()).collect();
    assert_eq!(changes, ["ended", "confirmed"]);
    assert_eq!(app.json("/api/v1/points/A/history?known=12").await["total"], 6);
    app.stop().await;
}

#[tokio::test]
async fn the_sources_tell_what_is_loaded_and_lead_to_each_entry() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    let again = region::POINTS.replace("ЦНАП А", "ЦНАП Новий");
    base.import_with("points", again, &["--date", "2023-06-16"]).await.done();
    let app = base.serve().await;
    let page = app.get("/sources").await.body;
    for words in ["Таблиця точок доступу", "4-points.csv", "16.06.2023", "командний рядок", "змінено 1", "без змін 2"]
    {
        assert!(page.contains(words), "no «{words}»: {page}");
    }
    assert!(page.contains("href=\"/sources/5\"") && page.contains("href=\"/sources/1\""), "{page}");
    let entry = app.get("/sources/5").await.body;
    for words in ["Запис 5", "4-points.csv", "16.06.2023", "href=\"/network?known=5\"", "href=\"/network?known=4\""]
    {
        assert!(entry.contains(words), "no «{words}»: {entry}");
    }
    assert!(app.get("/points/A").await.body.contains("href=\"/sources/5\""), "a fact leads to its entry");
    assert_eq!(app.get("/sources/99").await.status, 404);

    let told = app.json("/api/v1/sources").await;
    assert_eq!(told["total"], 5);
    let last = &told["items"][0];
    assert_eq!(
        (&last["entry"], &last["action"], &last["actor"]),
        (&json!(5), &json!("points"), &json!("command line"))
    );
    assert_eq!(
        (&last["as_of"], &last["sample"], &last["file"]),
        (&json!("2023-06-16"), &json!(false), &json!("4-points.csv"))
    );
    assert_eq!((&last["counts"]["points"]["changed"], &last["counts"]["points"]["unchanged"]), (&json!(1), &json!(2)));
    assert_eq!(app.json("/api/v1/sources/5").await, *last);
    assert_eq!(app.json("/api/v1/sources?known=4").await["total"], 4);
    assert_eq!(app.get("/api/v1/sources/99").await.status, 404);
    app.stop().await;
}

#[tokio::test]
async fn sources_state_the_licence_and_what_is_sample_data() {
    let base = Base::sqlite().await;
    let app = crate::support::App::start(&base, &[]).await;
    let told = app.json("/api/v1/sources?lang=en&per_page=100").await;
    for item in told["items"].as_array().unwrap().iter().filter(|item| item["action"] != "account-add") {
        assert_eq!((&item["sample"], &item["licence"]), (&json!(true), &json!("The licence of the product")), "{item}");
    }
    app.stop().await;
    let base = Base::sqlite().await;
    base.import("territories", region::TERRITORIES).await.done();
    let app = base.serve().await;
    assert_eq!(app.json("/api/v1/sources/1").await["licence"], json!(null), "an own file states no licence");
    app.stop().await;
}
