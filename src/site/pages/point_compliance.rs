//! `/points/{code}/compliance`: what a point owes, gives and lacks, each position with its reason.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use maud::{Markup, Render as _, html};

use super::hromada_compliance::{point_list, state};
use super::point::crumbs;
use crate::compliance::Judgement;
use crate::compliance::point::{Conditional, Decider, Missing, PointGaps};
use crate::http::urls::encode;
use crate::http::{AppState, Failure, Lang, RequestContext};
use crate::registry::PointOnDate;
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::{Choose, as_of};
use crate::site::parts::facts::{or_unknown, yes_no};
use crate::site::parts::{Column, Facts, Table, badge, compliance_controls, format, links, names};
use crate::wording::condition;

/// Gaps shown before the rest is folded; they stand in the one order of gaps.
const FIRST: usize = 12;

pub fn routes() -> Router<AppState> {
    Router::new().route("/points/{code}/compliance", get(show_point_compliance))
}

async fn show_point_compliance(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let point = view.registry.point(&code).ok_or_else(|| Failure::not_found(code))?;
    Ok(page(&view, &audit, point))
}

fn page(view: &RequestContext, audit: &Judgement, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let told = audit.compliance(point);
    let row = point.row();
    let class = told.class.map_or_else(|| lang.text("owes-nothing"), |class| names::list_class(lang, class));
    let excluded = told.exclusion.map(|reason| compliance_controls::exclusion(lang, reason));
    let facts = Facts::new().add(lang, "owed-set", class).add(lang, "state", state(view, told.state)).some(
        lang,
        "excluded-because",
        excluded,
    );
    let set = audit.edition().zip(told.class).map(|(edition, class)| {
        let path = format!("/lists/{}/{}", encode(&edition.list), edition.in_force);
        view.url(&path, &[("class", class.word())])
    });
    let body = html! {
        h1 { span lang=[links::foreign(view)] { (row.name) } ": " (lang.text("hromada-compliance")) }
        p { (badge::kind(lang, row.kind)) " " (badge::status(lang, row.status)) " " span.small { (as_of(view)) } }
        (compliance_controls::form(view, audit, &[], &html! {}))
        (compliance_controls::basis(view, audit))
        (facts)
        @if let Some(gaps) = &told.gaps { (gaps_of(view, point, set.as_deref(), gaps)) }
    };
    let page = crumbs(view, point, Page::new(lang.text("nav-compliance"), body).choose(Choose::Day));
    layout::render(view, &page.crumb(row.name.clone(), links::point_url(view, point.code())))
}

fn gaps_of(view: &RequestContext, point: &PointOnDate, set: Option<&str>, gaps: &PointGaps<'_>) -> Markup {
    let lang = view.lang;
    let loaded = gaps.declared_count.zip(gaps.loaded_count).map(|(declared, loaded)| (loaded, declared as usize));
    html! {
        @if let Some((loaded, declared)) = loaded.filter(|(loaded, declared)| loaded < declared) {
            p.notice { (compliance_controls::loaded_words(lang, loaded, declared)) }
        }
        (totals(view, point, set, gaps))
        p.actions { button type="button" data-print hidden { (lang.text("print")) } }
        h2 #missing { (lang.text("missing")) }
        (names::catalogue_note(lang))
        @if gaps.offered.is_none() { p.notice { (lang.text("services-undeclared")) } }
        @else if gaps.missing.is_empty() { p { (lang.text("missing-none")) } }
        @else { (missing(view, &gaps.missing)) }
        (conditional(view, "undecided", "undecided-explained", &gaps.undecided))
        (conditional(view, "not-required", "not-required-explained", &gaps.not_required))
        (extra(view, &gaps.extra))
    }
}

/// The counts, each with the way to what it counts.
fn totals(view: &RequestContext, point: &PointOnDate, set: Option<&str>, gaps: &PointGaps<'_>) -> Markup {
    let lang = view.lang;
    let given = format!("{}#services", links::point_url(view, point.code()));
    let tile = |count: Option<usize>, key: &str, url: Option<&str>| {
        let url = url.filter(|_| count.is_some_and(|count| count > 0));
        let words = lang.text(key);
        html! {
            li {
                b { (or_unknown(lang, count.map(|count| format::count(lang, count)))) }
                @match url { Some(url) => { a href=(url) { (words) } } None => { span { (words) } } }
            }
        }
    };
    html! {
        ul.counts {
            li { b { (compliance_controls::share(lang, gaps.share)) } span { (lang.text("share")) } }
            (tile(Some(gaps.required), "required", set))
            (tile(gaps.offered, "offered", Some(&given)))
            (tile(gaps.offered.map(|_| gaps.missing.len()), "missing-count", Some("#missing")))
            (tile(Some(gaps.undecided.len()), "undecided", Some("#undecided")))
            (tile(Some(gaps.not_required.len()), "not-required", Some("#not-required")))
        }
    }
}

fn missing(view: &RequestContext, missing: &[Missing<'_>]) -> Markup {
    let lang = view.lang;
    let columns = ["service", "gap-equipment", "gap-elsewhere", "gap-peers", "condition", "gap-ground"];
    let columns = columns.map(|key| Column::text(lang.text(key))).to_vec();
    let row = |one: &Missing<'_>| {
        let told = one.condition.map_or_else(|| lang.text("condition-none"), |text| condition::words(lang, text));
        vec![
            html! { a href=(links::service_url(view, one.service)) lang=[links::foreign(view)] { (one.name) } (links::withdrawn_code(view, one.service)) br; span.small { (names::group(view, one.group)) } },
            html! { @match one.needs_equipment {
                Some(kind) => { (names::equipment(view, kind)) "; " (lang.text("has-it")) " " (yes_no(lang, one.has_equipment)) }
                None => (lang.text("needs-nothing")),
            } },
            point_list(view, &one.elsewhere),
            compliance_controls::share(lang, one.offered_by_class_share),
            html! { (told) },
            html! { (one.list) ", " (format::date(lang, one.edition)) ", " span.nowrap { (one.service) } },
        ]
    };
    let table = |rows: &[Missing<'_>]| {
        Table::new(lang.text("missing-caption"), columns.clone()).stacked().rows(rows.iter().map(row)).render()
    };
    let (first, rest) = missing.split_at(missing.len().min(FIRST));
    html! {
        section.gaps {
            (table(first))
            @if !rest.is_empty() {
                details.print { summary { (format::plural(lang, "and-more", rest.len())) } (table(rest)) }
            }
        }
    }
}

/// What decides, in words.
fn decider(lang: Lang, decider: Decider<'_>) -> String {
    match decider {
        Decider::Condition(stated) => condition::words(lang, stated),
        Decider::Class => lang.text("condition-class-unknown"),
    }
}

fn conditional(view: &RequestContext, key: &str, explained: &str, positions: &[Conditional<'_>]) -> Markup {
    let lang = view.lang;
    let catalogue = &view.registry.records.catalogue;
    html! {
        @if !positions.is_empty() {
            details {
                summary { (lang.text(key)) " (" (format::count(lang, positions.len())) ")" }
                p.rule { (lang.text(explained)) }
                ul id=(key) {
                    @for one in positions {
                        li {
                            @match catalogue.by_code(one.service) { Some(service) => (links::service(view, service)), None => (one.service) }
                            " " span.small { (decider(lang, one.condition)) }
                        }
                    }
                }
            }
        }
    }
}

fn extra(view: &RequestContext, services: &[&str]) -> Markup {
    let lang = view.lang;
    let catalogue = &view.registry.records.catalogue;
    html! {
        @if !services.is_empty() {
            details {
                summary { (lang.text("extra")) " (" (format::count(lang, services.len())) ")" }
                ul.columns {
                    @for code in services {
                        li { @match catalogue.by_code(code) { Some(service) => (links::service(view, service)), None => (code) } }
                    }
                }
            }
        }
    }
}
