//! `/compliance/gaps`: what is missing in the territory, pooled by service, and the services that lift it most.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, html};

use super::overview::scope_name;
use crate::compliance::Judgement;
use crate::compliance::gap_needs::{GapSort, Need};
use crate::compliance::gap_order::Purchase;
use crate::compliance::indicator::{Lift, is_lifted, lift};
use crate::compliance::pooled_gaps::{GapFilter, PooledGap, PooledGaps};
use crate::domain::rows::ListClass;
use crate::domain::{Category, collation_key};
use crate::http::urls::{encode, scope_word};
use crate::http::{AppState, Failure, Paging, RequestContext, gaps};
use crate::registry::Scope;
use crate::rulebook::Indicator;
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::as_of;
use crate::site::parts::pager::pager;
use crate::site::parts::{Column, Table, compliance_controls, filters, format, links, names, unplaced};

mod members;
mod order;

/// Services on a page.
const SHOWN: usize = 25;
/// Parameters of the form.
const OWN: [&str; 6] = ["group", "class", "purchase", "raion", "lift", "steps"];

pub fn routes() -> Router<AppState> {
    Router::new().route("/compliance/gaps", get(show_gaps)).merge(members::routes())
}

async fn show_gaps(State(state): State<AppState>, view: RequestContext) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let mut pooled = audit.pooled_gaps(view.scope, &GapFilter::read(&view)?);
    let indicator = gaps::lifted(&view, &audit)?;
    let found = lift(&audit, indicator, view.scope, &pooled, gaps::steps(&view)?);
    let sort = gaps::sort(&view)?;
    pooled.sort(sort);
    let paging = Paging::read(&view, SHOWN, 1000)?;
    Ok(page(&view, &audit, &Shown { pooled, indicator, found, sort, paging }))
}

/// What the page shows.
struct Shown<'a> {
    pooled: PooledGaps<'a>,
    indicator: &'a Indicator,
    found: Lift<'a>,
    sort: GapSort,
    paging: Paging,
}

fn page(view: &RequestContext, audit: &Judgement, shown: &Shown<'_>) -> Markup {
    let lang = view.lang;
    let title = lang.text("pooled-gaps");
    let body = html! {
        h1 { (title) ": " (scope_name(view)) }
        p.lead { (lang.text("pooled-gaps-lead")) " " (as_of(view)) "." }
        (compliance_controls::form(view, audit, &OWN, &fields(view, audit)))
        (compliance_controls::basis(view, audit))
        (compliance_controls::loaded_warning(view, audit.edition()))
        (unplaced::notice(view))
        (gap_counts(view, &shown.pooled))
        @if shown.pooled.gaps.is_empty() { p { (lang.text("pooled-gaps-none")) } } @else {
            (downloads(view))
            (order::section(view, shown))
            h2 #services { (lang.text("pooled-gaps-services")) }
            (names::catalogue_note(lang))
            p.rule { (lang.text("api-needs-rule")) }
            (table(view, shown))
            (pager(view, shown.paging, shown.pooled.gaps.len()))
        }
    };
    let back = compliance_controls::url(view, "/compliance", &[]);
    layout::render(view, &Page::new(title, body).crumb(lang.text("nav-compliance"), back))
}

fn fields(view: &RequestContext, audit: &Judgement) -> Markup {
    let lang = view.lang;
    let rules = audit.rules();
    let group = |id: &str| (id.to_owned(), names::group(view, id).to_owned());
    let groups: Vec<filters::Choice> = rules.groups.iter().map(|one| group(&one.id)).collect();
    let class = |class: &ListClass| (class.word().to_owned(), names::list_class(lang, *class));
    let purchase = |one: &Purchase| (one.word().to_owned(), lang.text(&format!("purchase-{}", one.word())));
    let lifted = rules.indicators.iter().filter(|indicator| is_lifted(indicator));
    let lifted = lifted.map(|one| (one.id.clone(), names::ruled(lang, &one.title).to_owned()));
    html! {
        (filters::select(view, "group", "service-group", &groups))
        (filters::select(view, "class", "owed-set", &ListClass::ALL.map(|one| class(&one))))
        (filters::select(view, "purchase", "gap-purchase", &Purchase::ALL.iter().map(purchase).collect::<Vec<_>>()))
        (filters::select(view, "raion", "raion", &raions(view)))
        label {
            span { (lang.text("gap-lift")) }
            select name="lift" {
                @for (id, title) in lifted {
                    option value=(id) selected[view.param("lift").unwrap_or("overall-compliance") == id] { (title) }
                }
            }
        }
    }
}

/// Raions of an oblast in view.
fn raions(view: &RequestContext) -> Vec<filters::Choice> {
    let Scope::Within(code, Category::Oblast) = view.scope else { return Vec::new() };
    let tree = &view.registry.records.territories;
    let mut found: Vec<_> = tree.children(code).filter(|place| place.category == Category::Raion).collect();
    found.sort_by_cached_key(|place| collation_key(&place.name));
    found.iter().map(|place| (place.code.to_string(), links::full_name(view, place))).collect()
}

fn gap_counts(view: &RequestContext, pooled: &PooledGaps<'_>) -> Markup {
    let lang = view.lang;
    let told = [
        ("pooled-missing", pooled.total()),
        ("pooled-services", pooled.gaps.len()),
        ("pooled-points", pooled.points),
        ("pooled-hromadas", pooled.hromadas),
        ("points-undeclared", pooled.unknown),
        ("points-excluded", pooled.excluded),
    ];
    html! {
        ul.counts { @for (key, count) in told { li { b { (format::count(lang, count)) } span { (lang.text(key)) } } } }
    }
}

/// The same data as files.
fn downloads(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let asked = |name| view.param(name).unwrap_or_default();
    let book = [("lift", asked("lift")), ("steps", asked("steps")), ("lang", lang.tag())];
    html! {
        p.actions {
            a href=(data(view, "/api/v1/gaps.xlsx", &book)) { (lang.text("pooled-xlsx")) } " · "
            a href=(data(view, "/api/v1/gaps.csv", &[])) { (lang.text("pooled-csv")) } " · "
            a href=(data(view, "/api/v1/gap-members.csv", &[])) { (lang.text("pooled-members-csv")) } " "
            button type="button" data-print hidden { (lang.text("print")) }
        }
    }
}

/// An address of the API about the same gaps.
fn data(view: &RequestContext, path: &str, more: &[(&str, &str)]) -> String {
    let scope = scope_word(view.scope);
    let mut pairs = vec![("territory", scope.as_str())];
    let names = ["group", "class", "purchase", "raion", "leave_out"];
    pairs.extend(names.map(|name| (name, view.param(name).unwrap_or_default())));
    pairs.extend_from_slice(more);
    view.data_url(path, &pairs)
}

fn table(view: &RequestContext, shown: &Shown<'_>) -> Markup {
    let lang = view.lang;
    let header = |sort: GapSort, column: Column| header(view, shown.sort, sort, column);
    let mut columns = vec![header(GapSort::Service, Column::text(lang.text("service")))];
    columns.push(header(GapSort::Points, Column::number(lang.text("pooled-lack"))));
    columns.push(header(GapSort::Hromadas, Column::number(lang.text("nav-hromadas"))));
    columns.push(Column::number(lang.text("pooled-given")));
    columns.extend(Need::ALL.iter().map(|need| header(sort_of(*need), Column::number(need_name(view, *need)))));
    let rows = shown.paging.slice(&shown.pooled.gaps).iter().map(|gap| row(view, gap));
    html! { (Table::new(lang.text("pooled-gaps-services"), columns).stacked().rows(rows)) }
}

const fn sort_of(need: Need) -> GapSort {
    match need {
        Need::Nothing => GapSort::Nothing,
        Need::Neighbour => GapSort::Neighbour,
        Need::Training => GapSort::Training,
        Need::Unknown => GapSort::Unknown,
        Need::Equipment => GapSort::Equipment,
    }
}

fn header(view: &RequestContext, now: GapSort, sort: GapSort, column: Column) -> Column {
    let order = if sort == GapSort::Service { "ascending" } else { "descending" };
    let url = format!("{}#services", view.same_page(&[("sort", sort.word()), ("page", "")]));
    column.sorted(url, (now == sort).then_some(order))
}

pub(super) fn need_name(view: &RequestContext, need: Need) -> String {
    view.lang.text(&format!("need-{}", need.word()))
}

fn row(view: &RequestContext, gap: &PooledGap<'_>) -> Vec<Markup> {
    let lang = view.lang;
    let counted = |need: Option<Need>, count: usize| {
        let url = members_url(view, gap.service, need);
        html! { @if count > 0 { a href=(url) { (format::count(lang, count)) } } @else { "0" } }
    };
    let mut cells = vec![
        html! {
            a href=(members_url(view, gap.service, None)) lang=[links::foreign(view)] { (gap.name) }
            (links::withdrawn_code(view, gap.service))
            br; span.small {
                (gap.service) " · " (names::group(view, gap.group))
                @if let Some(kind) = gap.needs_equipment { " · " (names::equipment(view, kind)) }
            }
        },
        counted(None, gap.points()),
        html! { (format::count(lang, gap.hromadas)) },
        html! { (format::count(lang, gap.given)) },
    ];
    cells.extend(Need::ALL.iter().map(|need| counted(Some(*need), gap.needs.count_of(*need))));
    cells
}

/// The points that lack a service, under the same filter.
fn members_url(view: &RequestContext, service: &str, need: Option<Need>) -> String {
    let mut pairs: Vec<(&str, &str)> =
        ["class", "purchase", "raion"].map(|name| (name, view.param(name).unwrap_or_default())).to_vec();
    pairs.push(("need", need.map_or("", Need::word)));
    compliance_controls::url(view, &format!("/compliance/gaps/{}", encode(service)), &pairs)
}
