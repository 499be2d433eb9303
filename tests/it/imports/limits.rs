//! What an import takes and no more: regular files and the standard input, as many bytes as are read, as many faults
//! as are of use.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;

use crate::support::{Base, CommandOutput, region};

/// A command that waits for what never comes is as wrong as one that fails.
const PATIENCE: Duration = Duration::from_mins(1);

async fn import(base: &Base, path: &Path) -> CommandOutput {
    tokio::time::timeout(PATIENCE, base.import_file("points", path, &[])).await.expect("the import waits for ever")
}

#[tokio::test]
async fn what_is_no_regular_file_is_refused_at_once() {
    let base = Base::sqlite().await;
    let pipe = base.folder.path().join("pipe.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in [pipe.as_path(), Path::new("/dev/zero"), base.folder.path()] {
        import(&base, path).await.refused().says(&["не звичайний файл", "«-»"]);
    }
    let restore = base.command(&["restore", pipe.to_str().unwrap()]).output();
    let told = tokio::time::timeout(PATIENCE, restore).await.expect("the command waits for ever").unwrap();
    assert!(told.status.code() == Some(1) && String::from_utf8(told.stderr).unwrap().contains("не звичайний файл"));
    import(&base, &base.folder.path().join("none.csv")).await.refused().says(&["none.csv"]);
}

#[tokio::test]
async fn the_standard_input_is_read_no_further_than_the_limit() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let mut command = base.command(&["import", "offerings", "-", "--dry-run"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"point,service,from,until\nA,S2,2023-02-01,2023-04-01\n").await.unwrap();
    drop(input);
    let output = child.wait_with_output().await.unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && told.contains("додано 1"), "{told}");
    let endless = base.command(&["import", "points", "-"]).stdin(std::fs::File::open("/dev/zero").unwrap()).output();
    let output = tokio::time::timeout(PATIENCE, endless).await.expect("the import reads for ever").unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && told.contains("понад 200 МБ"), "{told}");
}

/// The last line of a report and how many it has below the titles.
fn last_line(path: &Path) -> (String, usize) {
    let report = std::fs::read_to_string(path).unwrap();
    (report.lines().last().unwrap().to_owned(), report.lines().count() - 1)
}

#[tokio::test]
async fn faults_beyond_the_first_ten_thousand_are_counted_and_so_are_warnings() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let report = base.folder.path().join("report.csv");
    let options = ["--dry-run", "--report", report.to_str().unwrap()];

    let wrong = format!("code,kind,name,workers\n{}", "N,cnap,ЦНАП,багато\n".repeat(12_500));
    let told = base.import_with("points", &wrong, &options).await.refused();
    told.says(&["12500 помилок", "із 12500", "перші 10000", "report.csv"]);
    let (last, lines) = last_line(&report);
    assert_eq!((lines, last.contains("наведено перші 10000 із 12500")), (10_001, true), "{last}");

    // Faults that are found among rows: each repeats the first one.
    let twice = format!("code,kind,name\n{}", "N,cnap,ЦНАП\n".repeat(12_500));
    base.import_with("points", &twice, &options).await.refused().says(&["12499 помилок"]);

    // Three areas that are hardly right, of which the first is less than the others, and an address that is none.
    let doubtful = |at: u32| format!("N{at},cnap,ЦНАП,{},1,1,1,дуже\n", region::MACHUKHY);
    let doubtful: String = (0..2_200).map(doubtful).collect();
    let doubtful = format!("code,kind,name,hromada,area_total,area_waiting,area_service,web\n{doubtful}");
    let told = base.import_with("points", &doubtful, &options).await.done();
    let told = told.says(&["показано 20 із 11", "перші 10000"]);
    assert!(!told.err.contains("усі"), "{}", told.err);
    let report = std::fs::read_to_string(&report).unwrap();
    assert_eq!((report.matches(",warning,").count(), report.matches(",added,").count()), (10_001, 2_200));
}

#[tokio::test]
async fn rows_of_more_points_than_are_held_at_a_time_meet_what_is_kept_of_them() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let points: String = (0..1_050).map(|at| format!("M{at:04},cnap,ЦНАП {at},2020-01-01\n")).collect();
    base.import("points", format!("code,kind,name,from\n{points}")).await.done();
    // In an order in which the groups of points are mixed.
    let row = |at: u32, until: &str| format!("M{:04},S1,2022-02-01,{until}\n", at * 11 % 1_050);
    let table = |until: &dyn Fn(u32) -> &'static str| {
        let rows: String = (0..1_050).map(|at| row(at, until(at))).collect();
        format!("point,service,from,until\n{rows}")
    };
    base.import("offerings", table(&|_| "")).await.done().says(&["додано 1050"]);
    base.import("offerings", table(&|_| "")).await.done().says(&["без змін 1050"]);
    let ended = table(&|at| if at.is_multiple_of(350) { "2024-01-01" } else { "" });
    base.import("offerings", ended).await.done().says(&["додано 0", "завершено 3", "без змін 1047"]);
    base.cnap(&["verify"]).await.done();
}
