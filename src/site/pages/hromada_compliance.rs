//! `/hromadas/{code}/compliance`: the points of a hromada and its gaps in the order in which to close them.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use maud::{Markup, html};

use super::hromada::find;
use crate::compliance::Judgement;
use crate::compliance::State as Judged;
use crate::compliance::hromada::{HromadaCompliance, PointLine};
use crate::http::urls::encode;
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::HromadaOnDate;
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::{Choose, as_of};
use crate::site::parts::{Column, Table, badge, compliance_controls, format, links, names};

mod gaps;

/// Points named in a cell before they are folded.
const NAMED: usize = 3;

pub fn routes() -> Router<AppState> {
    Router::new().route("/hromadas/{code}/compliance", get(show_hromada_compliance))
}

async fn show_hromada_compliance(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let hromada = find(&view, &code)?;
    Ok(page(&view, &audit, hromada))
}

fn page(view: &RequestContext, audit: &Judgement, hromada: &HromadaOnDate) -> Markup {
    let lang = view.lang;
    let told = audit.hromada(hromada);
    let title = lang.text("nav-compliance");
    let name = links::territory_name(view, hromada.code);
    let body = html! {
        h1 { (name) ": " (lang.text("hromada-compliance")) }
        p.lead { (lang.text("compliance-lead")) " " (as_of(view)) "." }
        (compliance_controls::form(view, audit, &[], &html! {}))
        (compliance_controls::basis(view, audit))
        (compliance_controls::loaded_warning(view, audit.edition()))
        (totals(view, &told))
        p.actions { button type="button" data-print hidden { (lang.text("print")) } }
        h2 #points { (lang.text("nav-points")) }
        (points(view, &told.points))
        h2 #gaps { (lang.text("gaps")) }
        (names::catalogue_note(lang))
        (gaps::section(view, &told))
    };
    let page = Page::new(title, body).choose(Choose::Day);
    layout::render(view, &page.crumb(name, links::hromada_url(view, hromada.code)))
}

fn totals(view: &RequestContext, told: &HromadaCompliance<'_>) -> Markup {
    let lang = view.lang;
    let totals = &told.totals;
    html! {
        ul.counts {
            li { b { (compliance_controls::share(lang, totals.share)) } span { (lang.text("share")) } }
            li { b { (format::part_of_whole(lang, totals.offered, totals.required)) } a href="#gaps" { (lang.text("offered-of-required")) } }
            li { b { (format::part_of_whole(lang, totals.full, totals.judged)) } a href="#points" { (lang.text("points-full")) } }
            li { b { (format::count(lang, totals.unknown)) } a href="#points" { (lang.text("points-undeclared")) } }
            li { b { (format::count(lang, totals.excluded)) } a href="#points" { (lang.text("points-excluded")) } }
        }
    }
}

fn points(view: &RequestContext, lines: &[PointLine<'_>]) -> Markup {
    let lang = view.lang;
    let columns = vec![
        Column::text(lang.text("point")),
        Column::text(lang.text("owed-set")),
        Column::text(lang.text("state")),
        Column::number(lang.text("share")),
        Column::number(lang.text("offered-of-required")),
        Column::number(lang.text("undecided")),
    ];
    let rows = (1..).zip(lines).map(|(number, line): (usize, _)| {
        let url = compliance_controls::url(view, &format!("/points/{}/compliance", encode(line.point)), &[]);
        let class = line.class.map_or_else(|| lang.text("owes-nothing"), |class| names::list_class(lang, class));
        vec![
            html! { (number) ". " a href=(url) lang=[links::foreign(view)] { (line.name) } " " (badge::kind(lang, line.kind)) },
            html! { (class) },
            html! { (state(view, line.state)) },
            compliance_controls::share(lang, line.share),
            html! { @match line.offered.zip(line.required) {
                Some((offered, required)) => (format::part_of_whole(lang, offered, required)),
                None => span.unknown { (lang.text("unknown")) }
            } },
            html! { (line.undecided.map_or_else(|| "–".to_owned(), |count| format::count(lang, count))) },
        ]
    });
    html! { (Table::new(lang.text("points-compliance-caption"), columns).stacked().rows(rows)) }
}

/// Whether a point is judged, in words.
pub(super) fn state(view: &RequestContext, state: Judged) -> String {
    view.lang.text(&format!("state-{}", state.word()))
}

/// Points by name, many of them behind their count; the words for none where the list is empty.
pub(super) fn point_list(view: &RequestContext, codes: &[&str]) -> Markup {
    let names = html! {
        @for (index, code) in codes.iter().enumerate() {
            @if index > 0 { ", " }
            @match view.registry.point(code) { Some(point) => (links::point(view, point)), None => (code) }
        }
    };
    html! {
        @if codes.is_empty() { (view.lang.text("nowhere")) }
        @else if codes.len() > NAMED { details { summary { (format::plural(view.lang, "points-count", codes.len())) } (names) } }
        @else { (names) }
    }
}
