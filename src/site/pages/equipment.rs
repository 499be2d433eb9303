//! `/equipment`: what the points of a territory have, by type, and where it is missing.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, html};

use super::overview::scope_name;
use crate::compliance::Judgement;
use crate::compliance::equipment::EquipmentLine;
use crate::domain::TerritoryCode;
use crate::http::{AppState, Failure, Lang, RequestContext};
use crate::site::layout::{self, Page};
use crate::site::map::layers;
use crate::site::parts::chooser::as_of;
use crate::site::parts::choropleth::{Shading, figure};
use crate::site::parts::facts::or_unknown;
use crate::site::parts::shares::{self, FourCounts};
use crate::site::parts::{Column, Table, badge, compliance_controls, filters, format, links, names, unknown, unplaced};

/// Hromadas named in a list before the rest is only counted.
const NAMED: usize = 100;

pub fn routes() -> Router<AppState> {
    Router::new().route("/equipment", get(show_equipment))
}

async fn show_equipment(State(state): State<AppState>, view: RequestContext) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let known: Vec<&str> = audit.rules().equipment.iter().map(|kind| kind.id.as_str()).collect();
    let asked = view.param("type").map(|id| {
        audit.rules().equipment_type(id).ok_or_else(|| Failure::bad_parameter("type", id, &known.join(" | ")))
    });
    let one = asked.transpose()?.map(|kind| audit.equipment_of(kind, view.scope));
    Ok(page(&view, &audit, one.as_ref()))
}

fn page(view: &RequestContext, audit: &Judgement, one: Option<&EquipmentLine<'_>>) -> Markup {
    let lang = view.lang;
    let title = lang.text("nav-equipment");
    let kinds: Vec<filters::Choice> = audit
        .rules()
        .equipment
        .iter()
        .map(|kind| (kind.id.clone(), names::ruled(lang, &kind.title).to_owned()))
        .collect();
    let body = html! {
        h1 { (title) ": " (scope_name(view)) }
        p.lead { (lang.text("equipment-lead")) " " (as_of(view)) "." }
        (compliance_controls::form(view, audit, &["type"], &filters::select(view, "type", "equipment-type", &kinds)))
        p.rule { (lang.text("leave-out")) ": " (lang.text(&format!("leave-out-{}", audit.leave_out().to_string().replace(',', "-")))) ". " (lang.text("equipment-rule")) }
        (unplaced::notice(view))
        @match one {
            Some(line) => (detail(view, line)),
            None if view.registry.points.is_empty() => {}
            None => (table(view, &audit.equipment(view.scope))),
        }
    };
    layout::render(view, &Page::new(title, body))
}

fn table(view: &RequestContext, lines: &[EquipmentLine<'_>]) -> Markup {
    let lang = view.lang;
    let columns = vec![
        Column::text(lang.text("equipment-type")),
        Column::text(lang.text("centres-having")),
        Column::text(lang.text("points-having")),
        Column::number(lang.text("pieces-total")),
        Column::number(lang.text("hromadas-without")),
        Column::text(lang.text("needed-by")),
    ];
    let rows = lines.iter().map(|line| {
        let url = compliance_controls::url(view, "/equipment", &[("type", line.id)]);
        let groups: Vec<&str> = line.needed_by.iter().map(|id| names::group(view, id)).collect();
        let needed = if groups.is_empty() { lang.text("needed-by-none") } else { groups.join(", ") };
        vec![
            html! { a href=(url) { (names::ruled(lang, line.title)) } },
            centres(view, line),
            points(lang, line),
            pieces(view, line, &url),
            without(lang, line, &url),
            html! { (needed) },
        ]
    });
    html! { (Table::new(lang.text("equipment-caption"), columns).stacked().rows(rows)) }
}

/// The bar of all points, and how many lack the type only because other equipment was listed.
fn points(lang: Lang, line: &EquipmentLine<'_>) -> Markup {
    html! {
        (shares::bar(lang, FourCounts { yes: line.having, no: line.lacking, unknown: line.unknown, na: 0 }))
        @if line.inferred > 0 { p.small { (format::plural(lang, "equipment-inferred", line.inferred)) } }
    }
}

/// How many hromadas have none; where nothing is known of any point, that is not known either.
fn without(lang: Lang, line: &EquipmentLine<'_>, url: &str) -> Markup {
    if is_unknown(line) {
        return unknown(lang);
    }
    format::linked(lang, line.hromadas_without.len(), &format!("{url}#hromadas-without"))
}

const fn is_unknown(line: &EquipmentLine<'_>) -> bool {
    line.having + line.lacking == 0 && line.unknown > 0
}

/// Pieces that were counted, and at how many points they were not.
fn pieces(view: &RequestContext, line: &EquipmentLine<'_>, url: &str) -> Markup {
    let lang = view.lang;
    let none_counted = line.having == line.uncounted && (line.having > 0 || line.lacking == 0);
    html! {
        @if none_counted { (unknown(lang)) }
        @else if line.pieces > 0 { a href={ (url) "#holders" } { (format::number(lang, line.pieces)) } }
        @else { "0" }
        @if line.uncounted > 0 { br; span.small { (format::plural(lang, "pieces-uncounted", line.uncounted)) } }
    }
}

fn centres(view: &RequestContext, line: &EquipmentLine<'_>) -> Markup {
    let lang = view.lang;
    let no = line.centres.saturating_sub(line.centres_having + line.centres_unknown);
    html! {
        b { (compliance_controls::share_range(lang, line.centre_share.filter(|_| line.centres_unknown < line.centres), line.centre_share_high)) } " " span.small { (format::part_of_whole(lang, line.centres_having, line.centres)) }
        (shares::bar(lang, FourCounts { yes: line.centres_having, no, unknown: line.centres_unknown, na: 0 }))
    }
}

fn detail(view: &RequestContext, line: &EquipmentLine<'_>) -> Markup {
    let lang = view.lang;
    html! {
        h2 { (names::ruled(lang, line.title)) }
        (table(view, std::slice::from_ref(line)))
        (map(view, line))
        h2 #holders { (lang.text("holders")) }
        @if line.holders.is_empty() { p { (lang.text("holders-none")) } } @else { (holders(view, line)) }
        @if !is_unknown(line) { (hromadas(view, "hromadas-without", &line.hromadas_without)) }
        (hromadas(view, "hromadas-maybe", &line.hromadas_unknown))
    }
}

fn map(view: &RequestContext, line: &EquipmentLine<'_>) -> Markup {
    let hromadas = view.registry.hromadas_in(view.scope);
    let values = hromadas.map(|hromada| (hromada.code, layers::equipment(&view.registry, hromada, line.id))).collect();
    let title = view.lang.with("map-equipment", [("type", names::ruled(view.lang, line.title).into())]);
    figure(view, &Shading { id: "equipment", title, values, words: format::short_number, below: "" }, Vec::new())
}

fn holders(view: &RequestContext, line: &EquipmentLine<'_>) -> Markup {
    let lang = view.lang;
    let columns = vec![
        Column::text(lang.text("point")),
        Column::text(lang.text("kind")),
        Column::text(lang.text("hromada")),
        Column::number(lang.text("pieces-total")),
    ];
    let rows = line.holders.iter().map(|holder| {
        vec![
            html! { a href=(links::point_url(view, holder.point)) lang=[links::foreign(view)] { (holder.name) } },
            badge::kind(lang, holder.kind),
            or_unknown(lang, holder.hromada.map(|code| links::hromada(view, code))),
            or_unknown(lang, holder.pieces.map(|pieces| format::number(lang, pieces.into()))),
        ]
    });
    html! { (Table::new(lang.text("holders-caption"), columns).stacked().rows(rows)) }
}

fn hromadas(view: &RequestContext, key: &str, codes: &[TerritoryCode]) -> Markup {
    let lang = view.lang;
    html! {
        @if !codes.is_empty() {
            details {
                summary { (lang.text(key)) " (" (format::count(lang, codes.len())) ")" }
                ul.columns id=(key) {
                    @for code in codes.iter().take(NAMED) { li { (links::hromada(view, *code)) } }
                    @if codes.len() > NAMED { li { (format::plural(lang, "and-more", codes.len() - NAMED)) } }
                }
            }
        }
    }
}
