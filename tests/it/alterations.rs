//! Rows and entries altered by SQL past the product: `cnap verify` finds and names each of them.

use rstest::rstest;

use crate::support::{Base, Db, region};

/// What is done to the database, and what `verify` must name.
const ALTERATIONS: &[(&str, &[&str])] = &[
    // The journal.
    ("UPDATE action SET summary = '{}' WHERE id = 2", &["запис журналу 2 "]),
    ("UPDATE action SET actor = 'інший' WHERE id = 3", &["запис журналу 3 "]),
    ("UPDATE action SET at = '2020-01-01 00:00:00' WHERE id = 2", &["запис журналу 2 "]),
    ("UPDATE action SET file = 'інший.csv' WHERE id = 4", &["запис журналу 4 "]),
    ("UPDATE action SET changes = '{\"undoes\":1}' WHERE id = 4", &["запис журналу 4 "]),
    ("UPDATE action SET sample = NOT sample WHERE id = 2", &["запис журналу 2 "]),
    ("UPDATE action SET digests = NULL WHERE id = 5", &["запис журналу 5 "]),
    ("UPDATE action SET digests = '{}' WHERE id = 5", &["запис журналу 5 "]),
    ("UPDATE action SET hash = previous WHERE id = 5", &["запис журналу 5 "]),
    ("DELETE FROM action WHERE id = 3", &["запису журналу 3 більше немає"]),
    ("DELETE FROM action WHERE id = (SELECT max(id) FROM action)", &["більше немає"]),
    ("DELETE FROM action", &["запису журналу 1 більше немає"]),
    ("UPDATE action SET id = id + 1000 WHERE id = (SELECT max(id) FROM action)", &["більше немає"]),
    // Offerings.
    ("UPDATE offering SET valid_from = '2001-01-01' WHERE id = 2", &["таблиця offering", "змінено", "2 ("]),
    ("UPDATE offering SET valid_until = '2001-01-01' WHERE id = 1", &["таблиця offering", "змінено", "1 ("]),
    ("UPDATE offering SET service_id = 1 WHERE service_id = 2", &["таблиця offering", "змінено"]),
    ("UPDATE offering SET source = 1 WHERE id = 1", &["таблиця offering", "змінено", "1 ("]),
    ("DELETE FROM offering WHERE id = 1", &["таблиця offering", "вилучено", ": 1"]),
    ("UPDATE offering SET id = 9999 WHERE id = 1", &["вилучено поза журналом: 1", "додано поза журналом: 9999"]),
    (
        "INSERT INTO offering (id, point_id, service_id, source, confirmed) VALUES (9998, 1, 1, 1, '2024-01-01')",
        &["таблиця offering", "додано поза журналом: 9998"],
    ),
    ("UPDATE offering SET voided_by = 1 WHERE id = 1", &["таблиця offering", "анульовано поза журналом: 1"]),
    // Answers, points, facts, figures, equipment, lists, places.
    ("UPDATE answer SET answer = 'yes' WHERE answer = 'no'", &["таблиця answer", "змінено"]),
    ("UPDATE answer SET measure = 1 WHERE id = 1", &["таблиця answer", "змінено", "1 ("]),
    ("UPDATE point_period SET name = 'Інша назва' WHERE id = 1", &["таблиця point_period", "змінено", "Інша назва"]),
    ("UPDATE point_period SET lat = 50.5, lon = 30.5 WHERE id = 1", &["таблиця point_period", "змінено", "1 ("]),
    ("UPDATE point_period SET status = 'suspended' WHERE id = 1", &["таблиця point_period", "змінено", "1 ("]),
    ("UPDATE point SET code = 'ІНШИЙ' WHERE id = 1", &["таблиця point ", "змінено", "ІНШИЙ"]),
    ("UPDATE service SET code = 'ІНШИЙ' WHERE id = 1", &["таблиця service ", "змінено", "ІНШИЙ"]),
    ("UPDATE service_period SET name = 'Інша послуга' WHERE id = 1", &["таблиця service_period", "Інша послуга"]),
    ("UPDATE hromada_fact SET value = '1' WHERE fact = 'population'", &["таблиця hromada_fact", "змінено"]),
    ("DELETE FROM hromada_fact WHERE id = 1", &["таблиця hromada_fact", "вилучено поза журналом: 1"]),
    ("UPDATE figure SET value = value + 1 WHERE id = 1", &["таблиця figure", "змінено", "1 ("]),
    ("UPDATE equipment SET quantity = 99 WHERE id = 1", &["таблиця equipment", "змінено", "quantity=99"]),
    ("DELETE FROM mandatory_position WHERE id = 1", &["таблиця mandatory_position", "вилучено поза журналом: 1"]),
    ("UPDATE mandatory_position SET classes = 'vrm' WHERE id = 1", &["таблиця mandatory_position", "змінено"]),
    ("UPDATE mandatory_declared SET count = 999 WHERE id = 1", &["таблиця mandatory_declared", "count=999"]),
    ("UPDATE district SET settlements = '' WHERE id = 1", &["таблиця district", "змінено", "1 ("]),
    ("UPDATE territory SET parent = code WHERE id = 5", &["таблиця territory", "змінено", "лежить сама в собі"]),
    ("UPDATE territory SET name = 'Інше місце' WHERE id = 5", &["таблиця territory", "Інше місце"]),
];

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn every_alteration_past_the_journal_is_found_and_named(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
    let mut unseen = Vec::new();
    for (statement, named) in ALTERATIONS {
        let altered = base.altered_copy(statement).await;
        let output = altered.cnap(&["verify"]).await;
        let all = format!("{}{}", output.out, output.err);
        if output.code != 1 || !named.iter().all(|words| all.contains(words)) {
            unseen.push(format!("{statement}: code {}, {all}", output.code));
        }
    }
    assert!(unseen.is_empty(), "{} of {}:\n{}", unseen.len(), ALTERATIONS.len(), unseen.join("\n"));
}

/// The archive with one text of one of its files replaced, as a zip made again.
fn repacked(archive: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut old = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let (own, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        if own == name {
            assert!(text.contains(from), "{text}");
            text = text.replacen(from, to, 1);
        }
        new.start_file(own, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_backup_with_a_row_changed_inside_is_refused_and_nothing_is_kept() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let file = base.folder.path().join("whole.zip");
    base.cnap(&["backup", file.to_str().unwrap()]).await.done();
    let changed = repacked(&std::fs::read(&file).unwrap(), "equipment.csv", ",3,", ",33,");
    let other = Base::sqlite().await;
    let place = other.file("changed.zip", changed);
    other.cnap(&["restore", place.to_str().unwrap()]).await.refused().says(&["equipment", "поза журналом"]);
    other.cnap(&["restore", file.to_str().unwrap()]).await.done();
    other.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}

#[tokio::test]
async fn a_journal_computed_anew_shows_against_the_signed_heads() {
    let base = Base::sqlite().await;
    let key = ["--audit-key", "навчальний ключ"];
    let places = base.file("territories.csv", region::TABLES[0].1);
    base.cnap(&[&["import", "territories", places.to_str().unwrap()], &key[..]].concat()).await.done();
    let printed = base.cnap(&[&["head"], &key[..]].concat()).await.done().out;
    assert_eq!(printed.split_whitespace().count(), 3, "{printed}");
    let heads = base.folder.path().join("cnap.db.head");
    assert_eq!(std::fs::read_to_string(&heads).unwrap(), printed);
    base.cnap(&[&["verify"], &key[..]].concat()).await.done();
    base.cnap(&["verify", "--audit-key", "інший ключ"]).await.refused().says(&["немає дійсного підпису"]);
    std::fs::write(&heads, printed.replacen(char::is_numeric, "7", 1)).unwrap();
    base.cnap(&["verify"]).await.refused().says(&["запису журналу 7 більше немає"]);
}
