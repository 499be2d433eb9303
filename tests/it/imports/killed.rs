//! An import that is killed in the middle leaves no trace.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use rstest::rstest;

use crate::support::{Base, Db, region};

const POINTS: usize = 120;
const SERVICES: usize = 250;

fn points() -> String {
    let mut table = String::from("code,kind,hromada,name\n");
    for point in 0..POINTS {
        writeln!(table, "P{point},cnap,{},ЦНАП {point}", region::MACHUKHY).unwrap();
    }
    table
}

fn services() -> String {
    let mut table = String::from("code,name,group\n");
    for service in 0..SERVICES {
        writeln!(table, "T{service},Навчальна послуга {service},other").unwrap();
    }
    table
}

fn offerings() -> String {
    let mut table = String::from("point,service,from,ground\n");
    for (point, service) in (0..POINTS).flat_map(|point| (0..SERVICES).map(move |service| (point, service))) {
        writeln!(table, "P{point},T{service},2022-01-01,зразок").unwrap();
    }
    table
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_killed_import_leaves_no_trace_and_the_next_one_works(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "territories").await;
    base.import("points", points()).await.done();
    base.import("services", services()).await.done();
    let before = base.contents().await;
    let file = base.file("offerings.csv", offerings());
    let args = ["import", "offerings", file.to_str().unwrap()];
    let start = Instant::now();
    base.cnap(&[&args[..], &["--dry-run"]].concat()).await.done();
    let rehearsal = start.elapsed();
    let mut killed = 0;
    // From before the first row is written to where most of them are.
    for percent in [60, 90, 110, 130, 160, 200] {
        let mut child = base.command(&args).stderr(std::process::Stdio::null()).spawn().unwrap();
        tokio::time::sleep(rehearsal * percent / 100).await;
        if child.try_wait().unwrap().is_some() {
            break;
        }
        child.kill().await.unwrap();
        killed += 1;
        settled(&base, &before).await;
    }
    assert!(killed >= 2, "the import was too quick to be killed: {rehearsal:?}");
    base.cnap(&args).await.done();
    base.cnap(&["verify"]).await.done();
    let app = base.serve().await;
    assert_eq!(app.json("/api/v1/offerings?per_page=1").await["total"], POINTS * SERVICES);
    app.stop().await;
}

/// A kill may come after the commit; then the import has ended whole. Nothing in between is possible.
async fn settled(base: &Base, before: &crate::support::Contents) {
    let after = base.contents().await;
    let rows = after.0["offering"].len();
    assert!(after == *before || rows == POINTS * SERVICES, "{rows} rows of a killed import: {after:?}");
    if rows > 0 {
        base.sql("DELETE FROM offering").await;
    }
    tokio::time::sleep(Duration::from_millis(20)).await;
}
