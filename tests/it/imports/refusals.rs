//! Each kind of refusal: exit code 1, the row, the column, the value and what is expected; the database as it was.

use std::fmt::Write as _;

use rstest::rstest;

use crate::support::{Base, Db, region};

/// What is wrong, the format, the table, and words the refusal must have.
type Case = (&'static str, &'static str, &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "a parent of the wrong kind in the tree",
        "territories",
        "code,category,name,parent\nUA53080230030012345,C,Нове,UA53080000000068029\n",
        &["рядок 2", "parent", "UA53080000000068029", "очікується"],
    ),
    (
        "a parent that does not exist in the tree",
        "territories",
        "code,category,name,parent\nUA53080230030012345,C,Нове,UA53089990000012345\n",
        &["рядок 2", "parent", "UA53089990000012345"],
    ),
    (
        "a hromada that is not in the codifier",
        "points",
        "code,kind,hromada,name\nN,cnap,UA53080999000012345,ЦНАП\n",
        &["рядок 2", "hromada", "UA53080999000012345", "КАТОТТГ"],
    ),
    (
        "a raion in place of a hromada",
        "hromada-facts",
        "hromada,fact,value\nUA53080000000068029,population,5\n",
        &["рядок 2", "hromada", "UA53080000000068029", "громад"],
    ),
    (
        "a code that is no code",
        "points",
        "code,kind,hromada,name\nN,cnap,UA53,ЦНАП\n",
        &["рядок 2", "hromada", "UA53", "очікується"],
    ),
    (
        "a settlement of another hromada",
        "points",
        "code,kind,hromada,settlement,name\nN,cnap,UA53080230000047239,UA53080090010093569,ЦНАП\n",
        &["рядок 2", "settlement", "UA53080090010093569"],
    ),
    (
        "a parent point that does not exist",
        "points",
        "code,kind,parent,hromada,name\nN,tp,nobody,UA53080230000047239,ТП\n",
        &["рядок 2", "parent", "nobody", "код ЦНАП"],
    ),
    (
        "a parent point that is no centre",
        "points",
        "code,kind,parent,hromada,name\nN,tp,W,UA53080230000047239,ТП\n",
        &["рядок 2", "parent", "«W»", "код ЦНАП"],
    ),
    (
        "a point that is its own parent",
        "points",
        "code,kind,parent,hromada,name\nN,tp,N,UA53080230000047239,ТП\n",
        &["рядок 2", "parent"],
    ),
    (
        "coordinates outside Ukraine",
        "points",
        "code,kind,hromada,name,lat,lon\nN,cnap,UA53080230000047239,ЦНАП,94,34.4\n",
        &["рядок 2", "lat", "«94»", "поза межами України", "очікується"],
    ),
    (
        "half a pair of coordinates",
        "points",
        "code,kind,hromada,name,lat,lon\nN,cnap,UA53080230000047239,ЦНАП,49.5,\n",
        &["рядок 2", "lon"],
    ),
    (
        "an unknown kind of point",
        "points",
        "code,kind,hromada,name\nN,office,UA53080230000047239,ЦНАП\n",
        &["рядок 2", "kind", "office", "cnap"],
    ),
    (
        "overlapping periods of a point",
        "points",
        "code,kind,hromada,name,from,until\nN,cnap,UA53080230000047239,ЦНАП,2020-01-01,2022-01-01\n\
         N,cnap,UA53080230000047239,ЦНАП,2021-12-31,\n",
        &["рядок 3", "code", "перетинається", "рядком 2"],
    ),
    (
        "overlapping periods of a fact",
        "hromada-facts",
        "hromada,fact,value,from,until\nUA53080090000014431,dms_unit,yes,2022-01-01,2023-01-01\n\
         UA53080090000014431,dms_unit,no,2022-06-01,\n",
        &["рядок 3", "hromada", "перетинається", "рядком 2"],
    ),
    (
        "a period that ends before it begins",
        "points",
        "code,kind,hromada,name,from,until\nN,cnap,UA53080230000047239,ЦНАП,2022-01-01,2021-01-01\n",
        &["рядок 2", "until", "2021-01-01"],
    ),
    (
        "a day that does not exist",
        "points",
        "code,kind,hromada,name,from\nN,cnap,UA53080230000047239,ЦНАП,2023-02-30\n",
        &["рядок 2", "from", "2023-02-30", "очікується"],
    ),
    (
        "an unknown fact",
        "hromada-facts",
        "hromada,fact,value\nUA53080230000047239,weather,fine\n",
        &["рядок 2", "fact", "weather", "population"],
    ),
    (
        "a value that does not fit its fact",
        "hromada-facts",
        "hromada,fact,value\nUA53080230000047239,population,many\n",
        &["рядок 2", "value", "many"],
    ),
    (
        "a district with a settlement of another hromada",
        "starosta-districts",
        "hromada,code,name,settlements\nUA53080230000047239,d-2,Округ,UA53080090010093569\n",
        &["рядок 2", "settlements", "UA53080090010093569"],
    ),
    (
        "a settlement in two districts",
        "starosta-districts",
        "hromada,code,name,settlements\nUA53080230000047239,d-2,Округ,UA53080230020081599\n",
        &["рядок 2", "settlements", "UA53080230020081599", "d-1"],
    ),
    (
        "a service of an unknown group",
        "services",
        "code,name,group\nS9,Послуга,magic\n",
        &["рядок 2", "group", "magic", "residence"],
    ),
    (
        "a condition that cannot be read",
        "mandatory",
        "list,in_force,service,classes,condition\n523-р,2025-01-01,S1,cnap,population >> 5\n",
        &["рядок 2", "condition", "population >> 5", "очікується"],
    ),
    (
        "a condition over an unknown fact",
        "mandatory",
        "list,in_force,service,classes,condition\n523-р,2025-01-01,S1,cnap,no weather\n",
        &["рядок 2", "condition", "weather"],
    ),
    (
        "an unknown class",
        "mandatory",
        "list,in_force,service,classes,condition\n523-р,2025-01-01,S1,village,\n",
        &["рядок 2", "classes", "village", "cnap"],
    ),
    (
        "one service twice in one edition",
        "mandatory",
        "list,in_force,service,classes,condition\n523-р,2025-01-01,S1,cnap,\n523-р,2025-01-01,S2,cnap,\n\
         523-р,2025-01-01,S1,tp,\n",
        &["рядок 4", "service", "рядок 2"],
    ),
    (
        "a position of a service that is not in the catalogue",
        "mandatory",
        "list,in_force,service,classes,condition\n523-р,2025-01-01,S7,cnap,\n",
        &["рядок 2", "service", "S7"],
    ),
    (
        "an offering of an unknown service at an unknown point",
        "offerings",
        "point,service,from\nnobody,S1,2022-01-01\nA,S7,2022-01-01\n",
        &["рядок 2, point = «nobody»", "рядок 3, service = «S7»", "2 помил"],
    ),
    (
        "an offering before its point opens",
        "offerings",
        "point,service,from\nA,S1,2019-12-31\n",
        &["рядок 2", "from", "2019-12-31", "точки"],
    ),
    (
        "an offering without a beginning at a point that has one",
        "offerings",
        "point,service\nA,S1\n",
        &["рядок 2", "from", "точки"],
    ),
    (
        "an offering after its point has closed",
        "offerings",
        "point,service,from,until\nB,S1,2023-06-01,2024-01-02\n",
        &["рядок 2", "2024-01-02", "точки"],
    ),
    (
        "an offering longer than the life of its service",
        "offerings",
        "point,service,from,until\nA,S2,2023-01-01,2023-06-02\n",
        &["рядок 2", "2023-06-02", "послуги"],
    ),
    (
        "an answer to an unknown criterion",
        "answers",
        "point,checklist,date,criterion,answer\nA,588,2023-01-01,beauty,yes\n",
        &["рядок 2", "criterion", "beauty", "sign"],
    ),
    (
        "an answer to an unknown checklist",
        "answers",
        "point,checklist,date,criterion,answer\nA,999,2023-01-01,sign,yes\n",
        &["рядок 2", "checklist", "999", "588"],
    ),
    (
        "an answer that is none of the four",
        "answers",
        "point,checklist,date,criterion,answer\nA,588,2023-01-01,sign,maybe\n",
        &["рядок 2", "answer", "maybe", "unknown"],
    ),
    (
        "a measure against its ticked answer",
        "answers",
        "point,checklist,date,criterion,answer,measure\nA,588,2023-01-01,area,yes,12\n",
        &["рядок 2", "measure", "12", "суперечить"],
    ),
    (
        "equipment of an unknown type",
        "equipment",
        "point,type,quantity\nA,samovar,1\n",
        &["рядок 2", "type", "samovar", "id_reader"],
    ),
    ("a negative quantity", "equipment", "point,type,quantity\nA,id_reader,-1\n", &["рядок 2", "quantity", "-1"]),
    (
        "a figure of an unknown measure",
        "figures",
        "point,period,measure,value\nA,2023Q3,smiles,5\n",
        &["рядок 2", "measure", "smiles", "services"],
    ),
    (
        "a figure of a period that does not exist",
        "figures",
        "point,period,measure,value\nA,2023Q5,services,5\n",
        &["рядок 2", "period", "2023Q5", "очікується"],
    ),
    (
        "one figure twice",
        "figures",
        "point,period,measure,value\nA,2023Q4,services,5\nA,2023Q4,services,6\n",
        &["рядок 3", "рядок 2"],
    ),
    ("wrong columns", "points", "колонка 1,колонка 2\n1,2\n", &["рядок 1", "code", "колонка 1", "«Код»"]),
    ("a column twice", "points", "code,code,kind,name\nN,N,cnap,ЦНАП\n", &["рядок 1", "code", "двічі"]),
    ("an empty file", "points", "", &["файл", "порожній"]),
    ("a quote that is never closed", "points", "code,kind,name\nN,cnap,\"ЦНАП\n", &["лапки"]),
    (
        "coordinates of an unknown settlement",
        "settlements",
        "code,lat,lon\nUA53080230099912345,49.5,34.5\n",
        &["рядок 2", "code", "UA53080230099912345", "КАТОТТГ"],
    ),
];

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_faulty_row_is_told_with_its_place_and_the_database_stays_as_it_was(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let before = base.contents().await;
    let mut wrong = Vec::new();
    for (what, format, table, words) in CASES {
        let told = base.import(format, table).await;
        let silent: Vec<&&str> = words.iter().filter(|word| !told.err.contains(**word)).collect();
        if told.code != 1 || !silent.is_empty() || !told.err.contains("нічого не змінено") {
            wrong.push(format!("{what}: code {}, not told {silent:?}\n{}{}", told.code, told.out, told.err));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(before, base.contents().await);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn one_faulty_row_among_good_ones_refuses_all_of_them(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "services").await;
    let before = base.contents().await;
    let mut table = String::from("point,service,from,until\n");
    for day in 1..=27 {
        writeln!(table, "A,S1,2022-02-{day:02},2022-02-{:02}", day + 1).unwrap();
    }
    table.push_str("A,S9,2022-03-01,\n");
    base.import("offerings", table).await.refused().says(&["рядок 29", "S9"]);
    assert_eq!(before, base.contents().await);
}
