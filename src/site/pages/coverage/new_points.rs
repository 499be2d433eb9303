//! `/coverage/new-points`: the settlements in which new points bring the most people within reach.

use axum::extract::State;
use maud::{Markup, html};

use super::form;
use crate::compliance::Judgement;
use crate::coverage::new_points::{NewPoint, NewPoints};
use crate::domain::PointKind;
use crate::http::coverage::{CoverageQuery, FARTHEST_NEW_KM, NewPointsQuery, plan_new_points};
use crate::http::{AppState, Failure, Lang, RequestContext};
use crate::site::layout::{self, Page};
use crate::site::map::Mark;
use crate::site::pages::overview::scope_name;
use crate::site::parts::chooser::as_of;
use crate::site::parts::choropleth::{Shading, figure};
use crate::site::parts::{Column, Table, compliance_controls, filters, format, links};

/// Parameters of this page alone.
const OWN: [&str; 5] = ["count", "starosta_below", "premises", "hostilities", "per_hromada"];

pub(super) async fn answer(State(state): State<AppState>, view: RequestContext) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let asked = form::read(&view, &audit)?;
    let found = match &asked.query {
        Some(query) => {
            let wanted = NewPointsQuery::read(&view, &audit, query)?;
            Some((query, plan_new_points(&state, &audit, view.scope, (query.clone(), wanted)).await?))
        }
        None => None,
    };
    let lang = view.lang;
    let title = lang.text("new-points-section");
    let body = html! {
        h1 { (title) ": " (scope_name(&view)) }
        p.lead { (lang.text("new-points-lead")) " " (as_of(&view)) "." }
        (form::sections(&view, "/coverage/new-points"))
        (form::form(&view, &audit, &asked, &fields(&view, &audit), &OWN))
        @if let Some((query, found)) = &found { (told(&view, query, found)) }
    };
    let page =
        Page::new(title, body).crumb(lang.text("nav-coverage"), compliance_controls::url(&view, "/coverage", &[]));
    Ok(layout::render(&view, &page))
}

fn fields(view: &RequestContext, audit: &Judgement) -> Markup {
    let lang = view.lang;
    let number = |name: &str, key: &str, usual: &str| {
        let value = view.param(name).unwrap_or(usual).to_owned();
        html! { label { span { (lang.text(key)) } input type="number" name=(name) value=(value) min="1" max="200"; } }
    };
    html! {
        (number("count", "new-points-count", "10"))
        (number("per_hromada", "new-points-per-hromada", ""))
        (filters::select(view, "premises", "new-points-premises", &form::checklists(view, audit)))
        (filters::tick(view, "starosta_below", "new-points-starosta"))
        (filters::tick(view, "hostilities", "new-points-hostilities"))
    }
}

/// «317 653 людини»; the form follows the number as it is shown.
fn people_more(lang: Lang, people: f64) -> String {
    let shown = format::decimal(lang, people, 0);
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    format::plural(lang, "people-more", digits.parse().unwrap_or_default())
}

fn told(view: &RequestContext, query: &CoverageQuery, found: &NewPoints) -> Markup {
    let lang = view.lang;
    let links = [("new-points.csv", "CSV"), ("new-points.xlsx", "XLSX")];
    let people = found.points.last().map_or(0.0, |point| point.people_so_far);
    let number = |value: f64| format::decimal(lang, value, 0);
    html! {
        p { (lang.with("new-points-found", [
            ("points", format::count(lang, found.points.len()).into()),
            ("people", people_more(lang, people).into()),
            ("uncovered", format::count(lang, found.uncovered).into()),
            ("candidates", format::count(lang, found.candidates).into()),
            ("km", format::short_number(lang, query.within_km).into()),
        ])) }
        @if let Some(share) = found.share_of_best {
            p { (lang.with("new-points-proved", [("percent", number((share * 100.0).floor()).into())])) " "
                (lang.with("new-points-bound", [("people", number(found.upper_bound).into())])) }
        }
        p.rule { (lang.text("new-points-rule")) " " (lang.text("api-coverage-rule")) " "
            (lang.with("new-points-farthest", [("km", format::short_number(lang, FARTHEST_NEW_KM).into())])) }
        p.small { (lang.text("also-as")) " "
            @for (index, (file, name)) in links.iter().enumerate() {
                @if index > 0 { ", " } a href=(form::data_url(view, query, file)) { (name) }
            } "." }
        @if found.points.is_empty() { p.notice { (lang.text("new-points-none")) } }
        @else { (map(view, found)) (table(view, found)) }
    }
}

/// New points as signs of workplaces over hromadas without shade; each leads to its row.
fn map(view: &RequestContext, found: &NewPoints) -> Markup {
    let tree = &view.registry.records.territories;
    let mark = |(step, point): (usize, &'_ NewPoint)| {
        let place = tree.get(point.settlement.code)?;
        let link = Some((format!("#step-{step}"), place.name.as_str()));
        Some(Mark { kind: PointKind::Vrm, at: point.settlement.at?, link })
    };
    let marks: Vec<Mark<'_>> = (1..).zip(&found.points).filter_map(mark).collect();
    let in_hromada = |code| found.points.iter().filter(|point| point.settlement.hromada == Some(code)).count();
    let hromadas = view.registry.hromadas_in(view.scope);
    let values = hromadas.map(|hromada| (hromada.code, Some(in_hromada(hromada.code) as f64))).collect();
    let words = |lang, value| format::decimal(lang, value, 0);
    let title = view.lang.text("new-points-map");
    figure(view, &Shading { id: "new-points", title, values, words, below: "" }, marks)
}

fn table(view: &RequestContext, found: &NewPoints) -> Markup {
    let lang = view.lang;
    let columns = vec![
        Column::number(lang.text("new-points-step")),
        Column::text(lang.text("settlement")),
        Column::text(lang.text("hromada")),
        Column::number(lang.text("new-points-people")),
        Column::number(lang.text("new-points-settlements")),
        Column::number(lang.text("new-points-so-far")),
    ];
    let rows = (1..).zip(&found.points).map(|(step, point): (usize, &NewPoint)| {
        let settlement = &point.settlement;
        vec![
            html! { span id=(format!("step-{step}")) { (step) } },
            links::ukrainian(view, &links::territory_name(view, settlement.code)),
            html! { @if let Some(code) = settlement.hromada { (links::hromada(view, code)) } },
            html! { (format::decimal(lang, point.people, 0)) },
            html! { (format::count(lang, point.settlements as usize)) },
            html! { (format::decimal(lang, point.people_so_far, 0)) },
        ]
    });
    html! { (Table::new(lang.text("new-points-caption"), columns).stacked().rows(rows)) }
}
