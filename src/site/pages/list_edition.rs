//! `/lists/{list}/{date}`: the positions of one edition of a mandatory list.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use maud::{Markup, Render as _, html};

use crate::domain::Condition;
use crate::domain::parse_day;
use crate::domain::rows::{ListClass, PositionRow};
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::Edition;
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;
use crate::site::parts::folds::folded_groups;
use crate::site::parts::{Column, Table, compliance_controls, filters, format, links, names};
use crate::wording::condition;

pub fn routes() -> Router<AppState> {
    Router::new().route("/lists/{list}/{date}", get(show_list_edition))
}

async fn show_list_edition(
    Path((list, date)): Path<(String, String)>,
    view: RequestContext,
) -> Result<Markup, Failure> {
    let edition = find(&view, &list, &date)?;
    let class = view.parsed("class", "cnap | raion_centre | oblast_city | tp | vrm", ListClass::parse)?;
    Ok(page(&view, edition, class))
}

/// The edition of exactly this date.
pub(super) fn find<'a>(view: &'a RequestContext, list: &str, date: &str) -> Result<&'a Edition, Failure> {
    let found = parse_day(date).and_then(|day| view.registry.records.lists.get(list, day));
    found.ok_or_else(|| Failure::not_found(format!("{list} {date}")))
}

fn page(view: &RequestContext, edition: &Edition, class: Option<ListClass>) -> Markup {
    let lang = view.lang;
    let date = format::date(lang, edition.in_force);
    let title = lang.with("edition-of", [("list", edition.list.as_str().into()), ("date", date.into())]);
    let records = &view.registry.records;
    let (sample, note) = (records.edition_is_sample(edition), records.remark(edition));
    let note = note.and_then(|remark| remark.note.as_ref());
    let shown: Vec<&PositionRow> =
        edition.positions.iter().filter(|position| class.is_none_or(|class| position.is_in(class))).collect();
    let body = html! {
        h1 { (title) }
        (names::catalogue_note(lang))
        @if sample || note.is_some() {
            div.notice { p {
                @if sample { strong { (lang.text("sample-data")) ". " } }
                @if let Some(note) = note { (names::ruled(lang, note)) }
            } }
        }
        (compliance_controls::loaded_warning(view, Some(edition)))
        (class_form(view))
        p { (format::plural(lang, "positions-count", shown.len())) }
        (table(view, &shown))
    };
    let page = Page::new(title, body).choose(Choose::Nothing);
    layout::render(view, &page.crumb(lang.text("nav-lists"), view.url("/lists", &[])))
}

fn class_form(view: &RequestContext) -> Markup {
    let classes = ListClass::ALL.map(|class| (class.word().to_owned(), names::list_class(view.lang, class)));
    filters::form(view, &["class"], &filters::select(view, "class", "owed-set", &classes))
}

/// The positions folded by group of services.
fn table(view: &RequestContext, positions: &[&PositionRow]) -> Markup {
    let lang = view.lang;
    let columns = ["service-code", "service", "list-classes", "condition"].map(|key| Column::text(lang.text(key)));
    let group = |position: &&PositionRow| {
        let service = view.registry.records.catalogue.by_code(&position.service);
        service.and_then(|service| service.rows.last()).map(|row| row.group.clone()).unwrap_or_default()
    };
    let row = |position: &&PositionRow| {
        vec![
            html! { span.nowrap { (position.service) } },
            service_cell(view, &position.service),
            html! { (classes(view, &position.classes)) },
            html! { (condition_words(view, position.condition.as_ref())) },
        ]
    };
    let table = |name: &str, rows: &[&&PositionRow]| {
        let caption = format!("{}: {name}", lang.text("positions-caption"));
        Table::new(caption, columns.to_vec()).stacked().rows(rows.iter().copied().map(row)).render()
    };
    folded_groups(view, positions, group, table)
}

/// The service by name, or a plain word that the catalogue does not hold it.
pub(super) fn service_cell(view: &RequestContext, code: &str) -> Markup {
    let service = view.registry.records.catalogue.by_code(code);
    html! {
        @if let Some(service) = service { (links::service(view, service)) }
        @else { code { (code) } " " span.unknown { (view.lang.text("not-in-catalogue")) } }
    }
}

/// Names of classes, joined.
pub(super) fn classes(view: &RequestContext, classes: &[ListClass]) -> String {
    let named: Vec<String> = classes.iter().map(|class| names::list_class(view.lang, *class)).collect();
    named.join(", ")
}

/// The condition in words.
pub(super) fn condition_words(view: &RequestContext, stated: Option<&Condition>) -> String {
    stated.map_or_else(|| view.lang.text("condition-none"), |stated| condition::words(view.lang, stated))
}
