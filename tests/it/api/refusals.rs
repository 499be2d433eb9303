//! Wrong questions are answered as problems that name the parameter, its value and what may stand there.

use reqwest::Method;

use crate::support::{App, Base, region};

async fn region() -> (Base, App) {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    (base, app)
}

#[tokio::test]
async fn a_wrong_parameter_is_named_with_what_is_expected() {
    let (_base, app) = region().await;
    let wrong = [
        ("/api/v1/points?kynd=cnap", "kynd"),
        ("/api/v1/points?kind=kiosk", "kind"),
        ("/api/v1/points?kind=cnap&kind=tp", "kind"),
        ("/api/v1/points?status=closed", "status"),
        ("/api/v1/points?bbox=1,2,3", "bbox"),
        ("/api/v1/points?bbox=35,49,34,50", "bbox"),
        ("/api/v1/points?near=200,30", "near"),
        ("/api/v1/points?within_m=100", "within_m"),
        ("/api/v1/points?near=50,30&bbox=1,2,3,4", "bbox"),
        ("/api/v1/points?service=none", "service"),
        ("/api/v1/points?group=none", "group"),
        ("/api/v1/points?hromada=Полтава", "hromada"),
        ("/api/v1/points?date=2023-13-01", "date"),
        ("/api/v1/points?page=0", "page"),
        ("/api/v1/points?per_page=1001", "per_page"),
        ("/api/v1/points?territory=Полтава", "territory"),
        ("/api/v1/points.csv?page=2", "page"),
        ("/api/v1/territories?category=Z", "category"),
        ("/api/v1/search", "q"),
        ("/api/v1/search?q=x&type=thing", "type"),
        ("/api/v1/indicators?leave_out=some", "leave_out"),
        ("/api/v1/indicators/residence?by=street", "by"),
        ("/api/v1/barrier-free?checklist=none", "checklist"),
        ("/api/v1/equipment?type=none", "type"),
        ("/api/v1/figures?measure=none", "measure"),
        ("/api/v1/figures?period=2023Q5", "period"),
        ("/api/v1/coverage?within_km=-1", "within_km"),
        ("/api/v1/lists/compare?list=523-%D1%80&from=2023-05-01", "to"),
    ];
    for (path, parameter) in wrong {
        let answer = app.get(path).await;
        assert_eq!(answer.status, 400, "{path}: {}", answer.body);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        let problem = answer.value();
        assert_eq!((&problem["status"], &problem["parameter"]), (&400.into(), &parameter.into()), "{path}");
        assert!(problem["expected"].as_str().is_some_and(|text| !text.is_empty()), "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn what_does_not_exist_is_a_problem_too() {
    let (_base, app) = region().await;
    let absent = [
        "/api/nothing",
        "/api/v1",
        "/api/v1/points/none",
        "/api/v1/points/B?date=2024-05-15",
        "/api/v1/points/B/compliance?date=2024-05-15",
        "/api/v1/points/none/cards",
        "/api/v1/hromadas/UA53080000000068029",
        "/api/v1/territories/x",
        "/api/v1/services/S2?date=2020-12-31",
        "/api/v1/indicators/none",
        "/api/v1/checklists/none",
        "/api/v1/lists/523-%D1%80/editions/2020-01-01",
        "/api/v1/points?territory=UA99000000000000000",
    ];
    for path in absent {
        let answer = app.get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (404, "application/problem+json"), "{path}");
        assert!(answer.value()["detail"].is_string(), "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn methods_that_are_not_taken_are_refused() {
    let (_base, app) = region().await;
    for (method, path) in
        [(Method::POST, "/api/v1/points"), (Method::DELETE, "/api/v1/points/A"), (Method::GET, "/api/v1/lists/preview")]
    {
        let answer = app.ask(method, path, &[], "").await;
        assert_eq!((answer.status, answer.header("content-type")), (405, "application/problem+json"), "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn any_site_may_read() {
    let (_base, app) = region().await;
    let origin = [("origin", "https://example.org")];
    for path in ["/api/v1/points", "/api/v1/points/none", "/api/openapi.json"] {
        let answer = app.ask(Method::GET, path, &origin, "").await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
    }
    app.stop().await;
}
