//! For random histories of imports, corrections and undos: what was known is known for ever, and the journal vouches for it.

use cnap::actions::{Refusal, verify};
use cnap::domain::Message;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::Db;
use crate::support::history::History;
use crate::support::records::fingerprint;

/// One thing somebody does.
#[derive(Clone, Debug)]
enum Step {
    Import(&'static str, String),
    /// Takes back the entry so many before the last.
    Undo(u64),
}

/// Cells of each table's rows to choose from; several words in one cell are choices.
const TABLES: &[(&str, &str, &[&[&str]])] = &[
    (
        "territories",
        "code,category,name,parent,area_km2,correct",
        &[
            &[
                "UA53080230000047239,H,Мачухівська,UA53080000000068029",
                "UA53080230020081599,C,Байрак,UA53080230000047239",
            ],
            &["", "250.5", "251"],
            VOID,
        ],
    ),
    (
        "hromada-facts",
        "hromada,fact,value,from,until,correct",
        &[
            &[
                "UA53080230000047239,population,7882",
                "UA53080230000047239,population,7900",
                "UA53080090000014431,dms_unit,no",
            ],
            FROM,
            UNTIL,
            VOID,
        ],
    ),
    (
        "starosta-districts",
        "hromada,code,name,settlements,correct",
        &[
            &["UA53080230000047239"],
            &["d-1", "d-2"],
            &["Байрацький округ", "Інший округ"],
            &["UA53080230020081599", "UA53080230010079895"],
            VOID,
        ],
    ),
    (
        "points",
        "code,kind,name,hromada,from,until,correct",
        &[
            &["A,cnap", "B,cnap", "X,tp", "W,vrm"],
            &["ЦНАП А", "ЦНАП Б", "Інша назва"],
            &["UA53080230000047239", "UA53080090000014431"],
            &["2020-01-01", "2022-01-01"],
            UNTIL,
            VOID,
        ],
    ),
    (
        "services",
        "code,name,group,from,until,correct",
        &[
            &["S1,Навчальна послуга 1,residence", "S2,Навчальна послуга 2,social", "S3,Третя,social"],
            &["", "2021-01-01"],
            UNTIL,
            VOID,
        ],
    ),
    (
        "mandatory",
        "list,in_force,service,classes,correct",
        &[&["523-р"], &["2023-05-01", "2024-05-01"], &["S1", "S2", "S3"], &["cnap", "cnap tp"], VOID],
    ),
    ("mandatory-declared", "list,in_force,class,count,correct", &[&["523-р,2023-05-01,cnap"], &["222", "221"], VOID]),
    (
        "offerings",
        "point,service,from,until,ground,correct",
        &[&["A", "B", "X"], &["S1", "S2"], FROM, UNTIL, &["", "зразок", "інше"], VOID],
    ),
    (
        "answers",
        "point,checklist,criterion,answer,date,correct",
        &[&["A", "B"], &["588,sign", "588,call_button", "six-flags,ramp"], &["yes", "no", "unknown"], FROM, VOID],
    ),
    (
        "equipment",
        "point,type,quantity,from,until,correct",
        &[&["A", "B"], &["id_reader", "card_terminal"], &["0", "1", "3"], FROM, UNTIL, VOID],
    ),
    (
        "figures",
        "point,period,measure,value,correct",
        &[&["A", "B"], &["2023Q3", "2023-07"], &["services,300", "services,301", "visitors,5"], VOID],
    ),
];
const FROM: &[&str] = &["2022-02-01", "2022-06-01", "2023-01-01"];
const UNTIL: &[&str] = &["", "", "2025-01-01"];
const VOID: &[&str] = &["", "", "void"];

fn row(cells: &'static [&'static [&'static str]]) -> impl Strategy<Value = String> {
    let cells: Vec<_> = cells.iter().map(|choices| proptest::sample::select(*choices)).collect();
    cells.prop_map(|cells| cells.join(","))
}

fn step() -> impl Strategy<Value = Step> {
    let table = proptest::sample::select(TABLES).prop_flat_map(|(format, header, cells)| {
        let rows = prop::collection::vec(row(cells), 1..3);
        rows.prop_map(move |rows| Step::Import(format, format!("{header}\n{}\n", rows.join("\n"))))
    });
    prop_oneof![4 => table, 2 => (0..4_u64).prop_map(Step::Undo)]
}

/// Does a step; false where it is refused or changes nothing.
async fn take(history: &History, step: &Step) -> bool {
    let done = match step {
        Step::Import(format, table) => history.import(format, table).await,
        Step::Undo(back) => {
            let entry = history.last_entry().await.saturating_sub(*back).max(1);
            history.undo(entry).await.map(Some)
        }
    };
    match done {
        Ok(entry) => entry.is_some(),
        Err(Refusal::Store(error)) => panic!("{step:?}: {error}"),
        Err(_) => false,
    }
}

async fn now(history: &History) -> String {
    fingerprint(&history.records().await)
}

/// Every state of a history is known later as it was, and a database that saw only its beginning says the same.
async fn check(db: Db, steps: &[Step]) {
    let Some(history) = History::begin(db).await else { return };
    let mut states = vec![(history.last_entry().await, now(&history).await)];
    let mut taken = Vec::new();
    let mut shown = history.records().await;
    for step in steps {
        if take(&history, step).await {
            taken.push(step);
            states.push((history.last_entry().await, now(&history).await));
            shown = history.store.catch_up(&shown).await.unwrap().unwrap();
            assert_eq!(fingerprint(&shown), now(&history).await, "what a server shows after {step:?}");
        }
    }
    for (entry, then) in &states {
        assert_eq!(&fingerprint(&history.known(*entry).await), then, "after entry {entry}");
    }
    assert_eq!(verify::journal(&history.store).await.unwrap().faults, Vec::<Message>::new());
    assert_eq!(verify::records(&history.records().await), Vec::<Message>::new());
    let half = taken.len() / 2;
    let Some(beginning) = History::begin(db).await else { return };
    for step in taken.into_iter().take(half) {
        assert!(take(&beginning, step).await, "{step:?}");
    }
    let (entry, _) = states[half];
    assert_eq!(now(&beginning).await, fingerprint(&history.known(entry).await), "a database that saw {entry} entries");
}

fn check_histories(db: Db, cases: u32) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&prop::collection::vec(step(), 4..14), |steps| {
        runtime.block_on(check(db, &steps));
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn what_was_known_is_what_a_database_knew_that_saw_no_more_sqlite() {
    check_histories(Db::Sqlite, 12);
}

#[test]
fn what_was_known_is_what_a_database_knew_that_saw_no_more_postgres() {
    check_histories(Db::Postgres, 4);
}
