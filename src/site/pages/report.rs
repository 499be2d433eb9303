//! `/report`: «тут помилка» of a point or a service, without an account; `/report/answer`: what became of it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::map_response;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use maud::{Markup, html};

use super::quarters::oblast;
use crate::actions::Actor;
use crate::actions::citizen_reports::{self, MOST_SIGNS, NewReport, ReportKind, ReportRefusal, ReportSubject};
use crate::domain::text::typed;
use crate::domain::{Category, Message, TerritoryCode};
use crate::http::session::Peer;
use crate::http::urls::{encode, in_lang, with_query};
use crate::http::{AppState, Failure, Lang, RequestContext, Sent, UploadPlace, cache};
use crate::registry::Scope;
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;
use crate::site::parts::{Facts, format, links};
use crate::store::CitizenReport;

/// A field that people do not see and programs fill.
const HONEYPOT: &str = "website";
/// Signs of a secret in an address.
const SECRET_SIGNS: usize = 100;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/report", get(async |view: RequestContext| form_page(&view)).post(take))
        .route("/report/answer", get(answer))
        .layer(map_response(async |response: Response| cache::private(response)))
}

/// What a report is about, as it stands in the address.
#[expect(clippy::struct_field_names, reason = "a report tells its subject by this word")]
struct Subject {
    subject: ReportSubject,
    code: String,
    name: String,
    url: String,
    hromada: Option<TerritoryCode>,
}

fn subject(view: &RequestContext) -> Result<Subject, Failure> {
    let records = &view.registry.records;
    if let Some(code) = view.param("point") {
        let record = records.network.by_code(code).ok_or_else(|| Failure::not_found(code))?;
        let row = record.latest_row().ok_or_else(|| Failure::not_found(code))?;
        let (name, url) = (row.name.clone(), links::point_url(view, code));
        return Ok(Subject { subject: ReportSubject::Point, code: code.to_owned(), name, url, hromada: row.hromada });
    }
    let code = view
        .param("service")
        .ok_or_else(|| Failure::bad_parameter("point", "", Message::new("expected-param-point-or-service")))?;
    let service = records.catalogue.by_code(code).ok_or_else(|| Failure::not_found(code))?;
    let (name, url) = (links::service_name(view, service).to_owned(), links::service_url(view, code));
    Ok(Subject { subject: ReportSubject::Service, code: code.to_owned(), name, url, hromada: None })
}

fn form_page(view: &RequestContext) -> Result<Markup, Failure> {
    Ok(form(view, &subject(view)?, &Sent::default(), None))
}

fn form(view: &RequestContext, subject: &Subject, sent: &Sent, fault: Option<&str>) -> Markup {
    let lang = view.lang;
    let title = lang.text("report-title");
    let chosen = sent.get("kind").unwrap_or_default();
    let body = html! {
        h1 { (title) }
        p.lead { a href=(subject.url) { (subject.name) } }
        p { (lang.text("report-lead")) }
        (super::people::alert(fault))
        form.people method="post" action=(view.same_page(&[])) {
            fieldset {
                legend { (lang.text("citizen-report-kind")) }
                @for kind in ReportKind::of(subject.subject) {
                    p { label.choice {
                        input type="radio" name="kind" value=(kind.word()) required checked[kind.word() == chosen];
                        " " (kind_words(lang, kind.word()))
                    } }
                }
            }
            @if subject.subject == ReportSubject::Service { (hromadas(view, sent)) }
            p { label for="text" { (lang.text("report-text")) }
                textarea #text name="text" rows="5" required maxlength=(MOST_SIGNS) aria-describedby="text-help" { (sent.typed("text")) } }
            p.small #text-help { (lang.with("report-text-help", [("most", MOST_SIGNS.into())])) }
            div hidden { label for="website" { (lang.text("report-trap")) }
                input #website type="text" name=(HONEYPOT) tabindex="-1" autocomplete="off"; }
            button type="submit" { (lang.text("report-send")) }
        }
        p.small { (lang.text("report-privacy")) }
    };
    framed(view, title, body)
}

/// Where the service is given otherwise than told: hromadas of the oblast in view.
fn hromadas(view: &RequestContext, sent: &Sent) -> Markup {
    let Some(oblast) = oblast(view) else { return html! {} };
    let scope = view.registry.scope(oblast).unwrap_or(Scope::Within(oblast, Category::Oblast));
    let of = sent.get("hromada").unwrap_or_default();
    html! {
        p { label for="hromada" { (view.lang.text("citizen-report-hromada")) }
            select #hromada name="hromada" {
                option value="" { (view.lang.text("report-hromada-any")) }
                @for hromada in view.registry.hromadas_in(scope) {
                    option value=(hromada.code) selected[hromada.code.as_str() == of] { (links::territory_name(view, hromada.code)) }
                }
            } }
    }
}

fn framed(view: &RequestContext, title: String, body: Markup) -> Markup {
    layout::render(view, &Page::new(title, body).choose(Choose::Nothing).not_indexed())
}

async fn take(
    State(state): State<AppState>,
    view: RequestContext,
    peer: Option<Extension<Peer>>,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    let subject = subject(&view)?;
    if !sent.typed(HONEYPOT).is_empty() {
        // A program filled it: it is told what people are told, and nothing is kept.
        return Ok(framed(&view, view.lang.text("report-title"), html! { p { (view.lang.text("report-thanks")) } })
            .into_response());
    }
    let new = match read(&view, &subject, &sent) {
        Ok(new) => new,
        Err(key) => {
            let page = form(&view, &subject, &sent, Some(&view.lang.text(key)));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let address = peer.map(|Extension(peer)| peer.0.to_string()).unwrap_or_default();
    let (store, actor, records) = (state.live().store(), Actor::Visitor, &view.registry.records);
    match citizen_reports::report(store, &actor, (new, records), &address, view.now).await {
        Ok(token) => {
            let path = in_lang(view.lang, "/report/answer");
            Ok(Redirect::to(&format!("{path}?code={}", encode(token.secret()))).into_response())
        }
        Err(ReportRefusal::TooMany) => {
            let page = form(&view, &subject, &sent, Some(&view.lang.text("report-too-many")));
            Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response())
        }
        Err(ReportRefusal::Refused(refusal)) => Err(refusal.into()),
    }
}

/// The form as a report, or the key of what is wrong with it.
fn read(view: &RequestContext, subject: &Subject, sent: &Sent) -> Result<NewReport, &'static str> {
    let kind = sent.get("kind").and_then(ReportKind::parse).ok_or("report-no-kind")?;
    if !ReportKind::of(subject.subject).contains(&kind) {
        return Err("report-no-kind");
    }
    let text = sent.get("text").map(|text| typed(text, usize::MAX)).filter(|text| !text.is_empty());
    let text = text.ok_or("report-no-text")?;
    if text.chars().count() > MOST_SIGNS {
        return Err("report-too-long");
    }
    let named = sent.get("hromada").and_then(|code| TerritoryCode::parse(code).ok());
    let named = named.filter(|code| view.registry.hromada(*code).is_some());
    Ok(NewReport {
        subject: subject.subject,
        code: subject.code.clone(),
        hromada: subject.hromada.or(named),
        oblast: oblast(view),
        kind,
        text,
    })
}

async fn answer(State(state): State<AppState>, view: RequestContext) -> Result<Markup, Failure> {
    let lang = view.lang;
    let missing = || Failure::not_found("/report/answer");
    let secret = view.param("code").filter(|code| code.len() <= SECRET_SIGNS).ok_or_else(missing)?;
    let report = citizen_reports::by_secret(state.live().store(), secret).await?.ok_or_else(missing)?;
    let title = lang.text("report-yours");
    let body = html! {
        h1 { (title) }
        div.notice.good { p { (lang.text("report-keep-address")) } }
        (facts(&view, &report))
    };
    Ok(framed(&view, title.clone(), body))
}

/// A report with its answer.
pub fn facts(view: &RequestContext, report: &CitizenReport) -> Facts {
    let lang = view.lang;
    let hromada = report.hromada.as_deref().and_then(|code| TerritoryCode::parse(code).ok());
    Facts::new()
        .add(lang, "report-about", html! { a href=(subject_url(view, report)) { (subject_name(view, report)) } })
        .some(lang, "workspace-hromada", hromada.map(|code| links::hromada(view, code)))
        .add(lang, "citizen-report-kind", kind_words(lang, &report.kind))
        .add(lang, "report-text", html! { span.typed { (report.text) } })
        .add(lang, "submission-at", format::moment(lang, report.created_at))
        .add(lang, "submission-state", html! { strong { (state_words(lang, report)) } })
        .some(lang, "citizen-report-answer", report.answer.as_deref().map(|text| html! { span.typed { (text) } }))
        .some(lang, "report-answered-at", report.answered_at.map(|at| format::moment(lang, at)))
}

/// What a report is about, by its name now.
pub fn subject_name(view: &RequestContext, report: &CitizenReport) -> String {
    let records = &view.registry.records;
    let name = if report.subject == ReportSubject::Point.word() {
        records.network.by_code(&report.code).and_then(|record| record.latest_row()).map(|row| row.name.clone())
    } else {
        records.catalogue.by_code(&report.code).map(|service| links::service_name(view, service).to_owned())
    };
    name.unwrap_or_else(|| report.code.clone())
}

fn subject_url(view: &RequestContext, report: &CitizenReport) -> String {
    if report.subject == ReportSubject::Point.word() {
        links::point_url(view, &report.code)
    } else {
        links::service_url(view, &report.code)
    }
}

/// What is wrong, in words.
pub fn kind_words(lang: Lang, kind: &str) -> String {
    lang.text(&format!("report-kind-{kind}"))
}

/// Whether it was answered, in words.
pub fn state_words(lang: Lang, report: &CitizenReport) -> String {
    lang.text(&format!("report-is-{}", report.state))
}

/// The way to the form from the page of a point or a service.
pub fn link(view: &RequestContext, subject: ReportSubject, code: &str) -> Markup {
    let path = in_lang(view.lang, "/report");
    let territory = view.param("territory").unwrap_or_default();
    let url = with_query(&path, &[(subject.word(), code), ("territory", territory)]);
    html! { a href=(url) rel="nofollow" { (view.lang.text("report-link")) } }
}
