//! `/coverage`: how far people have to a point that gives what is asked for, and which settlements lie too far.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, html};

use super::overview::scope_name;
use crate::compliance::Judgement;
use crate::coverage::gaps::{districts_without, hromadas_without};
use crate::coverage::{Coverage, Reach, Reaches};
use crate::domain::{TerritoryCode, collation_key};
use crate::http::coverage::{CoverageQuery, travel};
use crate::http::{AppState, Failure, Paging, RequestContext};
use crate::registry::Scope;
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::as_of;
use crate::site::parts::choropleth::{Shading, figure};
use crate::site::parts::facts::or_unknown;
use crate::site::parts::pager::pager;
use crate::site::parts::{Column, Table, compliance_controls, format, links, unplaced};

mod existing;
mod form;
mod new_points;

/// Names told in a list before the rest is only counted.
const NAMED: usize = 100;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/coverage", get(answer))
        .route("/coverage/new-points", get(new_points::answer))
        .route("/coverage/existing", get(existing::answer))
}

async fn answer(State(state): State<AppState>, view: RequestContext) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let paging = Paging::read(&view, 50, 1000)?;
    let asked = form::read(&view, &audit)?;
    let lang = view.lang;
    let title = lang.text("nav-coverage");
    let body = html! {
        h1 { (title) ": " (scope_name(&view)) }
        p.lead { (lang.text("coverage-lead")) " " (as_of(&view)) "." }
        (form::sections(&view, "/coverage"))
        (form::form(&view, &audit, &asked, &html! {}, &[]))
        @if let Some(query) = &asked.query { (found(&view, &audit, query, paging)) }
    };
    Ok(layout::render(&view, &Page::new(title, body)))
}

fn found(view: &RequestContext, audit: &Judgement, query: &CoverageQuery, paging: Paging) -> Markup {
    let lang = view.lang;
    let reaches = query.reaches(audit, view.scope);
    let mut open: Vec<&Reach> =
        reaches.all.iter().filter(|reach| reach.is_within(query.within()) != Some(true)).collect();
    open.sort_by(|a, b| distance(b).total_cmp(&distance(a)).then(a.settlement.code.cmp(&b.settlement.code)));
    html! {
        (figures(view, audit, query, &reaches))
        (rules(view, audit, query))
        (unplaced::notice(view))
        (map(view, query, &reaches))
        (parts(view, query, &reaches))
        h2 { (lang.text("coverage-far")) }
        p { (format::plural(lang, "coverage-far-count", open.len())) " "
            a href=(form::data_url(view, query, "settlements.csv")) { (lang.text("coverage-settlements-csv")) } }
        @if !open.is_empty() { (settlements(view, audit, paging.slice(&open))) }
        (pager(view, paging, open.len()))
        (without(view, audit, query))
    }
}

/// Settlements whose place is not known come first: nobody can say how far they have.
fn distance(reach: &Reach) -> f64 {
    match (reach.settlement.at, reach.nearest) {
        (_, Some(nearest)) => nearest.metres,
        (None, None) => -1.0,
        (Some(_), None) => f64::INFINITY,
    }
}

fn figures(view: &RequestContext, audit: &Judgement, query: &CoverageQuery, reaches: &Reaches) -> Markup {
    let lang = view.lang;
    let rule = travel(audit);
    let by_distance = reaches.coverage(query.within());
    let by_time = reaches.coverage(rule.metres_within());
    let km = format::short_number(lang, query.within_km);
    let minutes = format::short_number(lang, rule.within_minutes);
    html! {
        ul.counts {
            (tile(view, &by_distance, &lang.with("coverage-within-km", [("km", km.clone().into())])))
            (people_tile(view, &by_distance, &lang.with("coverage-people-within-km", [("km", km.into())])))
            (tile(view, &by_time, &lang.with("coverage-within-minutes", [("minutes", minutes.clone().into())])))
            (people_tile(view, &by_time, &lang.with("coverage-people-within-minutes", [("minutes", minutes.into())])))
        }
        ul.small {
            @for (key, count) in [
                ("coverage-settlements-unknown", by_distance.settlements_unknown),
                ("coverage-hromadas-unknown", by_distance.hromadas_unknown),
                ("coverage-points-unknown", reaches.points_unknown),
            ] {
                @if count > 0 { li { (format::plural(lang, key, count as usize)) } }
            }
        }
    }
}

fn tile(view: &RequestContext, counts: &Coverage, words: &str) -> Markup {
    let lang = view.lang;
    let of = format::part_of_whole(lang, counts.settlements_covered as usize, counts.settlements as usize);
    html! { li { b { (compliance_controls::share(lang, counts.settlement_share())) } span { (words) ": " (of) } } }
}

/// The people's share, which is an estimate wherever a hromada has more than one settlement.
fn people_tile(view: &RequestContext, counts: &Coverage, words: &str) -> Markup {
    let lang = view.lang;
    let of = format::part_of_whole(lang, counts.population_covered as usize, counts.population as usize);
    html! {
        li {
            b { (compliance_controls::share(lang, counts.population_share())) }
            span { (words) @if counts.population > 0 { ": " (of) } @if counts.estimated { " (" (lang.text("estimate")) ")" } }
        }
    }
}

/// By what rule it is counted.
fn rules(view: &RequestContext, audit: &Judgement, query: &CoverageQuery) -> Markup {
    let lang = view.lang;
    let rule = travel(audit);
    let left_out = lang.text(&format!("leave-out-{}", audit.leave_out().to_string().replace(',', "-")));
    html! {
        p.rule { (lang.text("leave-out")) ": " (left_out) ". " (lang.text("api-coverage-rule")) }
        p.rule {
            (lang.with("coverage-time-rule", [
                ("detour", format::short_number(lang, rule.detour).into()),
                ("speed", format::short_number(lang, rule.speed_kmh).into()),
                ("minutes", format::short_number(lang, rule.within_minutes).into()),
                ("km", format::decimal(lang, rule.metres_within() / 1_000.0, 1).into()),
            ])) " " (lang.text("coverage-criteria"))
            @if query.full_list { " " (lang.text("coverage-full-list-rule")) }
        }
    }
}

fn map(view: &RequestContext, query: &CoverageQuery, reaches: &Reaches) -> Markup {
    let by_hromada = reaches.coverage_by(query.within(), |settlement| settlement.hromada);
    let known =
        |counts: &Coverage| counts.settlement_share().filter(|_| counts.settlements_unknown < counts.settlements);
    let mut values: Vec<(TerritoryCode, Option<f64>)> =
        by_hromada.iter().map(|(code, counts)| (*code, known(counts))).collect();
    // Hromadas left out of the count stay on the map, hatched.
    let left = view.registry.hromadas_in(view.scope).filter(|hromada| !by_hromada.contains_key(&hromada.code));
    values.extend(left.map(|hromada| (hromada.code, None)));
    let km = format::short_number(view.lang, query.within_km);
    let title = view.lang.with("coverage-map", [("km", km.into())]);
    figure(view, &Shading { id: "coverage", title, values, words: format::percent, below: "" }, Vec::new())
}

/// Oblasts of the country, raions of an oblast, or hromadas of a raion.
fn parts(view: &RequestContext, query: &CoverageQuery, reaches: &Reaches) -> Markup {
    let lang = view.lang;
    let found = reaches.coverage_by(query.within(), |settlement| match view.scope {
        Scope::Country => settlement.oblast,
        Scope::Within(_, category) if category.is_first_level() => settlement.raion,
        Scope::Within(..) => settlement.hromada,
    });
    let mut found: Vec<(TerritoryCode, Coverage)> = found.into_iter().collect();
    found.sort_by_cached_key(|(code, _)| collation_key(&links::territory_name(view, *code)));
    let columns = vec![
        Column::text(lang.text("territory")),
        Column::number(lang.text("settlements")),
        Column::number(lang.text("coverage-covered")),
        Column::number(lang.text("coverage-share-settlements")),
        Column::number(lang.text("coverage-share-people")),
    ];
    let rows = found.iter().map(|(code, counts)| {
        let url = compliance_controls::url(view, "/coverage", &form::kept(view, ("territory", code.as_str())));
        vec![
            html! { a href=(url) { (links::territory_name(view, *code)) } },
            html! { (format::count(lang, counts.settlements as usize)) },
            html! { (format::count(lang, counts.settlements_covered as usize)) },
            compliance_controls::share(lang, counts.settlement_share()),
            compliance_controls::share(lang, counts.population_share()),
        ]
    });
    html! {
        @if found.len() > 1 {
            h2 { (lang.text("coverage-parts")) }
            (Table::new(lang.text("coverage-parts-caption"), columns).stacked().rows(rows))
        }
    }
}

/// Settlements with their nearest point.
fn settlements(view: &RequestContext, audit: &Judgement, shown: &[&Reach]) -> Markup {
    let lang = view.lang;
    let rule = travel(audit);
    let columns = vec![
        Column::text(lang.text("settlement")),
        Column::text(lang.text("hromada")),
        Column::number(lang.text("coverage-people")),
        Column::number(lang.text("distance-km")),
        Column::number(lang.text("coverage-minutes")),
        Column::text(lang.text("coverage-nearest")),
    ];
    let rows = shown.iter().map(|reach| {
        let (settlement, nearest) = (&reach.settlement, reach.nearest);
        let point = nearest.and_then(|nearest| view.registry.point_at(nearest.point));
        vec![
            html! { (links::ukrainian(view, &links::territory_name(view, settlement.code))) },
            html! { @if let Some(code) = settlement.hromada { (links::hromada(view, code)) } },
            or_unknown(lang, settlement.people.map(|people| format::decimal(lang, people, 0))),
            or_unknown(lang, nearest.map(|nearest| format::decimal(lang, nearest.metres / 1_000.0, 1))),
            or_unknown(lang, nearest.map(|nearest| format::decimal(lang, rule.minutes(nearest.metres), 0))),
            or_unknown(lang, point.map(|point| links::point(view, point))),
        ]
    });
    html! { (Table::new(lang.text("coverage-far-caption"), columns).stacked().rows(rows)) }
}

/// Hromadas and starosta districts in which no point counts.
fn without(view: &RequestContext, audit: &Judgement, query: &CoverageQuery) -> Markup {
    let lang = view.lang;
    let registry = audit.registry();
    let hromadas = query.ask(audit, view.scope, |question| hromadas_without(registry, question));
    let districts = query.ask(audit, view.scope, |question| districts_without(registry, question));
    let rows = districts.iter().filter_map(|position| registry.records.districts.all.get(*position as usize));
    html! {
        h2 #hromadas-without { (lang.text("coverage-hromadas-without")) }
        p { (format::plural(lang, "hromadas-count", hromadas.len())) }
        ul.columns {
            @for code in hromadas.iter().take(NAMED) { li { (links::hromada(view, *code)) } }
            @if hromadas.len() > NAMED { li { (format::plural(lang, "and-more", hromadas.len() - NAMED)) } }
        }
        h2 #districts-without { (lang.text("coverage-districts-without")) }
        p { (format::plural(lang, "coverage-districts-count", districts.len())) }
        ul.columns {
            @for row in rows.take(NAMED) {
                li { (links::ukrainian(view, &row.name)) " (" (links::hromada(view, row.hromada)) ")" }
            }
            @if districts.len() > NAMED { li { (format::plural(lang, "and-more", districts.len() - NAMED)) } }
        }
    }
}
