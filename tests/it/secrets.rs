//! What is never printed: the password in the address of the database; and databases that are not there.

use std::net::TcpListener;

use rstest::rstest;

use crate::support::region;
use crate::support::{App, Base, CommandOutput, Db};

/// A password planted in an address.
const SECRET: &str = "S3cretWord";

/// Runs a command with another address of the database and the most talkative log.
async fn with_url(base: &Base, url: &str, args: &[&str]) -> CommandOutput {
    let mut command = base.command(args);
    let output = command.env("CNAP_DATABASE_URL", url).env("RUST_LOG", "trace").output().await.unwrap();
    CommandOutput {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[track_caller]
fn keeps_the_secret(told: &CommandOutput) {
    assert!(!told.out.contains(SECRET) && !told.err.contains(SECRET), "{told:#?}");
}

#[rstest]
#[case::unknown_scheme("mysql://cnap:S3cretWord@127.0.0.1/registry", "має починатися з sqlite:// або postgres://")]
#[case::no_scheme("cnap:S3cretWord@127.0.0.1/registry", "має починатися з sqlite:// або postgres://")]
#[case::wrong_port("postgres://cnap:S3cretWord@127.0.0.1:port/registry", "не вдалося прочитати")]
#[case::slash("postgres://cnap:12/S3cretWord@127.0.0.1/registry", "%2F")]
#[case::parameter("postgres://cnap@127.0.0.1/registry?pasword=S3cretWord", "невідомий параметр")]
#[tokio::test]
async fn a_wrong_address_is_refused_without_its_password(#[case] url: &str, #[case] reason: &str) {
    let base = Base::sqlite().await;
    for args in [&["verify"][..], &["migrate"], &["serve", "--listen", "127.0.0.1:0"]] {
        let told = with_url(&base, url, args).await;
        keeps_the_secret(&told);
        told.refused().says(&["адреса бази даних неправильна", reason]);
    }
}

#[tokio::test]
async fn an_address_in_a_wrong_place_keeps_its_password_to_itself() {
    let base = Base::sqlite().await;
    let url = "postgres://cnap:S3cretWord@127.0.0.1/registry";
    let sqlite = base.url.clone();
    for args in [&["verify", url][..], &["--databse-url", url], &[url], &["backup", url], &["import", "points", url]] {
        let told = with_url(&base, &sqlite, args).await;
        keeps_the_secret(&told);
        assert_ne!(told.code, 0, "{told:#?}");
    }
}

#[tokio::test]
async fn a_stopped_server_is_called_so_by_its_host_and_port() {
    let base = Base::sqlite().await;
    // A port that was free a moment ago: nobody answers there.
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("postgres://cnap:{SECRET}@{free}/registry");
    for args in [&["verify"][..], &["migrate"], &["serve", "--listen", "127.0.0.1:0"]] {
        let told = with_url(&base, &url, args).await;
        keeps_the_secret(&told);
        assert!(!told.err.contains("timed out"), "{told:#?}");
        told.refused().says(&[&format!("сервер бази даних не відповідає: {free}")]);
    }
}

#[tokio::test]
async fn a_working_service_never_logs_the_password_of_its_database() {
    let Some(mut base) = Base::fresh(Db::Postgres).await else { return };
    base.url = base.url.replacen('@', &format!(":{SECRET}@"), 1);
    region::load_until(&base, "points").await;
    let url = base.url.clone();
    let told = with_url(&base, &url, &["verify"]).await;
    keeps_the_secret(&told);
    told.done();
    let app = App::start_with(&base, &["--no-demo", "--log-format", "json"], &[("RUST_LOG", "trace")]).await;
    app.json("/api/v1/points").await;
    assert_eq!(app.get("/readyz").await.status, 200);
    let log = app.stop().await;
    assert!(log.len() > 1_000 && !log.contains(SECRET), "{log}");
}

#[tokio::test]
async fn only_commands_that_fill_a_database_make_one() {
    let base = Base::sqlite().await;
    let out = base.folder.path().join("out.csv");
    let out = out.to_str().unwrap();
    for args in [
        &["verify"][..],
        &["audit"],
        &["export", "points", "--out", out],
        &["export", "points.geojson", "--out", out],
        &["backup", out],
        &["undo", "1"],
        &["history", "points", "A"],
    ] {
        base.cnap(args).await.refused().says(&["бази даних немає", "cnap.db", "serve, import, migrate і restore"]);
    }
    assert_eq!(std::fs::read_dir(base.folder.path()).unwrap().count(), 0);
    base.cnap(&["migrate"]).await.done();
    base.cnap(&["verify"]).await.done();
}
