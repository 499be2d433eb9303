//! A running server shows what another process writes, without a restart.

use rstest::rstest;

use crate::support::{App, Base, Db, region};

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_running_server_shows_an_import_of_the_command_line(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "hromada-facts").await;
    let app = base.serve().await;
    assert_eq!(app.json("/api/v1/points?per_page=1").await["total"], 0);
    base.import("starosta-districts", region::DISTRICTS).await.done();
    base.import("points", region::POINTS).await.done();
    app.until("/api/v1/points?date=2023-01-01&per_page=1", |answer| answer["total"] == 3).await;
    let renamed = region::POINTS.replace("ЦНАП А", "ЦНАП Оновлений");
    base.import("points", renamed).await.done();
    app.until("/api/v1/points/A", |point| point["name"] == "ЦНАП Оновлений").await;
    assert!(app.get("/points/A").await.body.contains("ЦНАП Оновлений"));
    app.stop().await;
}

#[tokio::test]
async fn two_copies_on_one_postgres_show_the_same() {
    let Some(base) = Base::fresh(Db::Postgres).await else { return };
    region::load_until(&base, "starosta-districts").await;
    let copy = || App::start_program(&base, &["--no-demo"]);
    let (one, two) = (copy().await, copy().await);
    base.import("points", region::POINTS).await.done();
    for app in [one, two] {
        app.until("/api/v1/points?date=2023-01-01&per_page=1", |answer| answer["total"] == 3).await;
        app.stop().await;
    }
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn imports_at_the_same_time_wait_for_one_another(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "services").await;
    let table = |point: &str| format!("code,kind,hromada,name\n{point},cnap,{},ЦНАП {point}\n", region::MACHUKHY);
    let (one, two, three) = tokio::join!(
        base.import("points", table("X1")),
        base.import("points", table("X2")),
        base.import("offerings", region::OFFERINGS)
    );
    for told in [one, two, three] {
        told.done();
    }
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
    let app = base.serve().await;
    for point in ["X1", "X2"] {
        assert_eq!(app.get(&format!("/api/v1/points/{point}")).await.status, 200);
    }
    app.stop().await;
}

/// Small writes of every kind, each touching one point, hromada or service of those that are there.
const WRITES: &[(&str, &str)] = &[
    ("offerings", "point,service,from,until,ground\nW,S1,2023-02-01,,рішення 7\nA,S1,2022-02-01,2023-12-01,зразок\n"),
    ("offerings", "point,service,from,until,ground\nW,S1,2023-02-01,,рішення 7\n"),
    ("points", "code,kind,hromada,name,from\nA,cnap,UA53080090000014431,ЦНАП переїхав,2023-05-01\n"),
    ("points", "code,kind,hromada,name,from\nN,cnap,UA53080230000047239,Новий ЦНАП,2023-05-01\n"),
    ("offerings", "point,service,from,until,ground\nN,S1,2023-06-01,,рішення 8\n"),
    ("services", "code,name,group\nS3,Навчальна послуга 3,other\n"),
    ("offerings", "point,service,from,until,ground\nN,S3,2023-06-01,,рішення 9\n"),
    ("hromada-facts", "hromada,fact,value,from,until\nUA53080230000047239,population,9000,2023-04-01,\n"),
    ("answers", "point,checklist,date,criterion,answer,measure,note\nN,588,2023-09-01,sign,no,,\n"),
    ("equipment", "point,type,quantity,from,until,funder\nN,id_reader,2,2023-06-01,,\n"),
    ("figures", "point,period,measure,value\nN,2023Q3,services,12\n"),
    (
        "points",
        "code,kind,hromada,name,status,from,until\nA,cnap,UA53080090000014431,ЦНАП переїхав,closed,2023-05-01,2023-11-01\n",
    ),
];

/// What is asked of both servers.
const QUESTIONS: &[&str] = &[
    "/api/v1/points?per_page=1000&date=2023-10-01",
    "/api/v1/points?per_page=1000&date=2024-01-01",
    "/api/v1/hromadas?per_page=1000&date=2023-10-01",
    "/api/v1/services?per_page=1000",
    "/api/v1/offerings?per_page=1000&date=2023-10-01",
    "/api/v1/compliance/points/N?date=2023-10-01",
    "/api/v1/indicators?date=2023-10-01",
    "/api/v1/figures?date=2023-10-01",
    "/api/v1/search?q=навчальна",
    "/points/N",
    "/points/A",
    "/points/W",
];

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_server_that_followed_small_writes_shows_what_a_new_one_shows(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let old = base.serve().await;
    for (format, table) in WRITES {
        base.import(format, table).await.done();
        let last = base.contents().await.0["action"].len();
        old.until_shown(last).await;
    }
    let new = base.serve().await;
    for question in QUESTIONS {
        let (then, now) = (old.get(question).await, new.get(question).await);
        let now_there = now.body.replace(&new.address, &old.address);
        assert_eq!((then.status, &then.body), (now.status, &now_there), "{question}");
    }
    old.stop().await;
    new.stop().await;
}

/// A way to a database that can be cut: what connects then waits for an answer that never comes.
async fn way_to(address: String) -> (u16, tokio::sync::watch::Sender<bool>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (port, (cut, is_cut)) = (listener.local_addr().unwrap().port(), tokio::sync::watch::channel(false));
    tokio::spawn(async move {
        while let Ok((mut here, _)) = listener.accept().await {
            let (address, mut is_cut) = (address.clone(), is_cut.clone());
            tokio::spawn(async move {
                let _ = is_cut.wait_for(|cut| !cut).await;
                let mut there = tokio::net::TcpStream::connect(address).await.unwrap();
                tokio::select! {
                    _ = tokio::io::copy_bidirectional(&mut here, &mut there) => {}
                    _ = is_cut.wait_for(|cut| *cut) => {}
                }
            });
        }
    });
    (port, cut)
}

#[tokio::test]
async fn a_service_whose_database_goes_away_keeps_answering_and_catches_up() {
    let Some(mut base) = Base::fresh(Db::Postgres).await else { return };
    region::load_until(&base, "starosta-districts").await;
    let direct = base.url.clone();
    let (start, rest) = direct.split_once('@').unwrap();
    let (address, name) = rest.split_once('/').unwrap();
    let (port, cut) = way_to(address.to_owned()).await;
    base.url = format!("{start}@127.0.0.1:{port}/{name}");
    let app = base.serve().await;
    assert_eq!(app.get("/readyz").await.status, 200);
    cut.send(true).unwrap();
    let asked = std::time::Instant::now();
    assert_eq!((app.get("/hromadas").await.status, app.get("/readyz").await.status), (200, 503));
    assert!(asked.elapsed() < std::time::Duration::from_secs(5), "{:?}", asked.elapsed());
    base.url = direct;
    base.import("points", region::POINTS).await.done();
    cut.send(false).unwrap();
    app.until("/api/v1/points?date=2023-01-01&per_page=1", |answer| answer["total"] == 3).await;
    assert_eq!(app.get("/readyz").await.status, 200);
}
