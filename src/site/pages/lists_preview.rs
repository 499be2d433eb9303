//! `/lists/preview`: which points a draft edition would make non-compliant; nothing is stored.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use maud::{Markup, html};
use serde::Deserialize;

use super::list_edition::service_cell;
use crate::actions::list_drafts::drafted_positions;
use crate::compliance::LeaveOut;
use crate::compliance::preview::{Affected, Preview, draft, preview};
use crate::domain::{Message, TerritoryCode};
use crate::formats::{Fault, FaultList, InputLimits};
use crate::http::urls::COUNTRY;
use crate::http::{AppState, Failure, Lang, RequestContext, UploadPlace};
use crate::registry::{Edition, Scope};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::{Choose, territory};
use crate::site::parts::fault_table::fault_table;
use crate::site::parts::{Column, Table, badge, compliance_controls, format, links, names};

/// Bytes of a refused draft that are shown again to be mended; the largest draft that can be read is about half of it.
const MAX_DRAFT: usize = 512 * 1024;
/// Columns of a whole edition.
const WHOLE: [&str; 5] = ["list", "in_force", "service", "classes", "condition"];
/// Columns of an amendment.
const AMENDMENT: [&str; 6] = ["list", "in_force", "change", "service", "classes", "condition"];
/// Points told at once.
const SHOWN: usize = 500;

/// What is pasted.
#[derive(Debug, Deserialize)]
struct Pasted {
    draft: String,
    /// The territory whose points are judged; without it that of the address.
    territory: Option<String>,
}

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/lists/preview", get(async |view: RequestContext| page(&view, "", &html! {})).post(preview_list))
}

async fn preview_list(
    State(state): State<AppState>,
    mut view: RequestContext,
    _place: UploadPlace,
    Form(pasted): Form<Pasted>,
) -> Result<Response, Failure> {
    choose_territory(&mut view, pasted.territory.as_deref())?;
    let leave_out = view.leave_out()?;
    let uploads = state.uploads().clone();
    uploads.run(move || compare(&state, &view, &pasted.draft, leave_out)).await
}

/// The territory chosen beside the draft goes before that of the address, so that a change of it keeps the draft.
fn choose_territory(view: &mut RequestContext, chosen: Option<&str>) -> Result<(), Failure> {
    let Some(chosen) = chosen.filter(|text| !text.trim().is_empty()) else { return Ok(()) };
    let wrong = || Failure::bad_parameter("territory", chosen, "UA…");
    view.scope = match TerritoryCode::parse(chosen) {
        _ if chosen == COUNTRY => Scope::Country,
        Ok(code) => view.registry.scope(code).ok_or_else(wrong)?,
        Err(_) => return Err(wrong()),
    };
    view.scope_named = true;
    Ok(())
}

fn compare(state: &AppState, view: &RequestContext, draft: &str, leave_out: LeaveOut) -> Response {
    match read(view, draft) {
        Ok(edition) => {
            let registry = state.registry_on(edition.in_force);
            let told = preview(&registry, &edition, view.scope, leave_out);
            page(view, draft, &result(view, &told)).into_response()
        }
        Err(faults) => {
            // A draft too large to be read is not sent back either.
            let draft = if draft.len() > MAX_DRAFT { "" } else { draft };
            let body = page(view, draft, &refusal(view, &faults));
            (StatusCode::UNPROCESSABLE_ENTITY, body).into_response()
        }
    }
}

/// One edition from the pasted table: whole, or what an amendment makes of the one before.
fn read(view: &RequestContext, text: &str) -> Result<Edition, FaultList> {
    let rows = drafted_positions(InputLimits::ANONYMOUS, text.as_bytes(), &view.registry.records.lists)?;
    let mut faults = FaultList::default();
    let Some((list, in_force)) = rows.first().map(|row| (row.list.clone(), row.in_force)) else {
        return Err(faults);
    };
    if rows.iter().any(|row| row.list != list || row.in_force != in_force) {
        let expected = Message::new("expected-edition").with("list", &list).with("date", in_force.to_string());
        let fault = Fault::of_file("fault-draft-editions", expected);
        faults.push(Fault {
            column: WHOLE
                .iter()
                .take(2)
                .map(|one| names::column(view.lang, "mandatory", one))
                .collect::<Vec<_>>()
                .join(", "),
            ..fault
        });
    }
    if faults.is_empty() { Ok(draft(&list, in_force, rows)) } else { Err(faults) }
}

fn page(view: &RequestContext, text: &str, result: &Markup) -> Markup {
    let lang = view.lang;
    let title = lang.text("preview-title");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.text("preview-lead")) }
        form method="post" action=(view.same_page(&[("territory", "")])) {
            p { (territory(view)) }
            p {
                label for="draft" { (lang.text("preview-draft")) }
                textarea #draft name="draft" required spellcheck="false" { (text) }
            }
            (example(view, "preview-columns", ("mandatory", &WHOLE), "523-р,2027-01-01,01-01,cnap tp vrm,\n523-р,2027-01-01,04-01,cnap,no dms_unit"))
            (example(view, "preview-amendment-columns", ("mandatory-amendment", &AMENDMENT), "523-р,2027-01-01,add,01-01,cnap tp vrm,\n523-р,2027-01-01,remove,04-01,,"))
            button type="submit" { (lang.text("preview-run")) }
        }
        (result)
    };
    let page = Page::new(title, body).choose(Choose::Nothing).not_indexed();
    layout::render(view, &page.crumb(lang.text("nav-lists"), view.url("/lists", &[])))
}

/// The columns of a table as the language of the page titles them, and rows of it.
fn example(view: &RequestContext, key: &str, (table, columns): (&str, &[&str]), rows: &str) -> Markup {
    let title = |column: &&str| {
        if view.lang == Lang::Uk { names::column(view.lang, table, column) } else { (*column).to_owned() }
    };
    let head = columns.iter().map(title).collect::<Vec<_>>().join(",");
    html! {
        p.small { (view.lang.text(key)) " " code { (head) } }
        pre.example { (head) "\n" (rows) }
    }
}

fn refusal(view: &RequestContext, faults: &[Fault]) -> Markup {
    let lang = view.lang;
    html! {
        div.notice.bad role="alert" { p { strong { (lang.text("preview-refused")) } } }
        (fault_table(lang, faults))
    }
}

fn result(view: &RequestContext, told: &Preview) -> Markup {
    let lang = view.lang;
    let date = format::date(lang, told.edition);
    html! {
        h2 { (lang.text("preview-result")) }
        p { (lang.with("preview-from", [("list", told.list.as_str().into()), ("date", date.into())])) }
        ul.counts {
            @for (key, count) in [
                ("become-non-compliant", told.become_non_compliant), ("miss-more", told.affected.len()),
                ("points-judged", told.judged), ("points-undeclared", told.unknown), ("points-excluded", told.excluded),
                ("positions-added", told.positions_added), ("positions-removed", told.positions_removed),
                ("positions-changed", told.positions_changed),
            ] { li { b { (format::count(lang, count)) } span { (lang.text(key)) } } }
        }
        @if !told.unknown_services.is_empty() {
            p.notice { (lang.text("preview-unknown-services")) ": " (told.unknown_services.join(", ")) }
        }
        @if told.affected.is_empty() { p { (lang.text("preview-nobody")) } } @else { (affected(view, &told.affected)) }
    }
}

fn affected(view: &RequestContext, points: &[Affected]) -> Markup {
    let lang = view.lang;
    let columns =
        ["point", "from-day", "becomes", "share-before-after", "new-gaps"].map(|key| Column::text(lang.text(key)));
    let rows = points.iter().take(SHOWN).map(|one| {
        let becomes = if one.becomes_non_compliant { "becomes-non-compliant" } else { "misses-more" };
        vec![
            html! { a href=(links::point_url(view, &one.point)) lang=[links::foreign(view)] { (one.name) } " " (badge::kind(lang, one.kind)) },
            html! { (format::date(lang, one.from)) },
            html! { (lang.text(becomes)) },
            html! { (compliance_controls::share(lang, one.share_before)) " → " (compliance_controls::share(lang, one.share_after)) },
            html! { details {
                summary { (format::plural(lang, "services-count", one.services.len())) }
                ul { @for code in &one.services { li { (service_cell(view, code)) } } }
            } },
        ]
    });
    html! {
        (Table::new(lang.text("affected-caption"), columns.to_vec()).stacked().rows(rows))
        @if points.len() > SHOWN { p.small { (lang.with("members-first", [("n", format::count(lang, SHOWN).into())])) } }
    }
}
