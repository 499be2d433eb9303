//! `/compliance/gaps/{service}`: every point of the territory that lacks a service, and what it needs.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use maud::{Markup, html};

use super::{data, need_name};
use crate::compliance::Judgement;
use crate::compliance::gap_needs::Need;
use crate::compliance::pooled_gaps::{GapFilter, GapMember, Lacking, PooledGap};
use crate::http::urls::encode;
use crate::http::{AppState, Failure, Paging, RequestContext};
use crate::site::layout::{self, Page};
use crate::site::pages::overview::scope_name;
use crate::site::parts::chooser::as_of;
use crate::site::parts::pager::pager;
use crate::site::parts::{Column, Table, badge, compliance_controls, filters, format, links, names, unplaced};

/// Points on a page.
const SHOWN: usize = 200;

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/compliance/gaps/{service}", get(show_gap_members))
}

async fn show_gap_members(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let service = view.registry.records.catalogue.by_code(&code).ok_or_else(|| Failure::not_found(&code))?;
    let pooled = audit.pooled_gaps(view.scope, &GapFilter::read(&view)?);
    let paging = Paging::read(&view, SHOWN, 1000)?;
    let lacking = pooled.by_point(|gap| gap.service == &*service.code);
    let name = links::service_name(&view, service);
    Ok(page(&view, &audit, (&service.code, name), (&lacking, paging)))
}

fn page(
    view: &RequestContext,
    audit: &Judgement,
    (code, name): (&str, &str),
    (lacking, paging): (&[(&PooledGap<'_>, Lacking)], Paging),
) -> Markup {
    let lang = view.lang;
    let title = lang.text("gap-members");
    let needs = Need::ALL.iter().map(|need| (need.word().to_owned(), need_name(view, *need)));
    let needs: Vec<filters::Choice> = needs.collect();
    let fields = filters::select(view, "need", "need", &needs);
    let csv = data(view, "/api/v1/gap-members.csv", &[("service", code), ("need", view.param("need").unwrap_or(""))]);
    let body = html! {
        h1 { (title) ": " (scope_name(view)) }
        p.lead {
            a href=(links::service_url(view, code)) lang=[links::foreign(view)] { (name) } " (" (code) "), "
            (as_of(view)) "."
        }
        (compliance_controls::form(view, audit, &["need"], &fields))
        (compliance_controls::basis(view, audit))
        (unplaced::notice(view))
        p { b { (format::plural(lang, "points-count", lacking.len())) } }
        @if lacking.is_empty() { p { (lang.text("pooled-gaps-none")) } } @else {
            p.actions { a href=(csv) { (lang.text("pooled-csv")) } }
            p.rule { (lang.text("api-needs-rule")) }
            (table(view, audit, paging.slice(lacking)))
            (pager(view, paging, lacking.len()))
        }
    };
    let back = compliance_controls::url(view, "/compliance/gaps", &[]);
    layout::render(view, &Page::new(title, body).crumb(lang.text("pooled-gaps"), back))
}

fn table(view: &RequestContext, audit: &Judgement, lacking: &[(&PooledGap<'_>, Lacking)]) -> Markup {
    let lang = view.lang;
    let columns = ["point", "hromada", "owed-set", "need", "gap-elsewhere"].map(|key| Column::text(lang.text(key)));
    let rows = lacking.iter().filter_map(|(gap, member)| Some(row(view, &audit.gap_member(gap, *member)?)));
    html! { (Table::new(lang.text("gap-members"), columns.to_vec()).stacked().rows(rows)) }
}

fn row(view: &RequestContext, member: &GapMember<'_>) -> Vec<Markup> {
    let lang = view.lang;
    let url = compliance_controls::url(view, &format!("/points/{}/compliance", encode(member.point.code())), &[]);
    let row = member.point.row();
    let class = member.class.map(|class| names::list_class(lang, class)).unwrap_or_default();
    vec![
        html! { a href=(url) lang=[links::foreign(view)] { (row.name) } " " (badge::kind(lang, row.kind)) },
        links::hromada_of(view, member.point),
        html! { (class) },
        html! { (need_name(view, member.need)) },
        crate::site::pages::hromada_compliance::point_list(view, &member.elsewhere),
    ]
}
