//! The page of a form: what is known, what was typed, what is wrong, what is going to be submitted.

use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::fields::{Sheet, id};
use super::{Asked, Told, bodies, labels, point};
use crate::actions::forms::{FormKind, Values};
use crate::http::urls::in_lang;
use crate::http::{AppState, RequestContext, SignedIn};
use crate::site::pages::people::{alert, page, person_bar, token};
use crate::site::parts::fault_table::{fault_table, warning_table};
use crate::site::parts::{Column, Table, format, links};

/// Differences told at once.
const DIFFERENCES: usize = 200;

/// The form as it is known and was last typed.
pub fn known(state: &AppState, view: &RequestContext, signed_in: &SignedIn, asked: &Asked) -> Response {
    let values = asked.typed();
    form(state, view, signed_in, (asked, &values), &Told::default()).into_response()
}

pub fn form(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    (asked, values): (&Asked, &Values),
    told: &Told,
) -> Markup {
    let lang = view.lang;
    let title = labels::form(view, &asked.kind);
    let sheet = Sheet { view, asked, values, told };
    let fields = bodies::of(state, &sheet);
    let body = html! {
        (person_bar(view, signed_in))
        (way_back(view, asked))
        h1 { (title) }
        (alert(told.alert.as_deref()))
        (fault_links(&sheet))
        (conflict(&sheet))
        (fault_table(lang, &told.rest))
        (warning_table(lang, &told.warnings))
        @if asked.is_read_only { p.notice { (lang.text("form-read-only")) } }
        (state_of_draft(view, asked, values))
        @if !asked.is_read_only && told.theirs.is_none() { (confirm(view, signed_in, asked)) }
        (checked(&sheet))
        @if asked.kind == FormKind::Services && !asked.is_read_only { (upload(view, signed_in, asked)) }
        form.workspace-form method="post" action=(action(view, asked)) data-draft[!asked.is_read_only] {
            (token(signed_in))
            input type="hidden" name="version" value=(asked.version());
            fieldset.plain disabled[asked.is_read_only] {
                legend.visually-hidden { (title) }
                (fields)
                @if !asked.is_read_only { (last_fields(&sheet)) (buttons(&sheet)) }
            }
        }
    };
    page(view, title, body)
}

/// What is wrong, each leading to its field.
fn fault_links(sheet: &Sheet<'_>) -> Markup {
    let faults = &sheet.told.faults;
    html! {
        @if !faults.is_empty() {
            ul.fault-links {
                @for fault in faults.iter().take(DIFFERENCES) {
                    li { a href=(format!("#{}", id(&fault.field).replace('%', "%25"))) { (sheet.label(&fault.field)) }
                        ": " (sheet.view.lang.message(&fault.reason)) }
                }
            }
        }
    }
}

fn way_back(view: &RequestContext, asked: &Asked) -> Markup {
    let lang = view.lang;
    html! {
        p { a href=(in_lang(lang, "/workspace")) { "‹ " (lang.text("workspace")) }
            @if let Some(point) = asked.point() {
                " · " a href=(in_lang(lang, &point::path(point.code()))) { (point.row().name) }
            } @else { " · " (links::territory_name(view, asked.place.hromada)) }
        }
    }
}

/// The address a form is sent to keeps what is shown of it.
fn action(view: &RequestContext, asked: &Asked) -> String {
    let kept = ["filter", "group"].map(|name| (name, view.param(name).unwrap_or_default()));
    crate::http::urls::with_query(&in_lang(view.lang, &asked.path()), &kept)
}

/// What became of what was typed last.
fn state_of_draft(view: &RequestContext, asked: &Asked, values: &Values) -> Markup {
    let lang = view.lang;
    let Some(draft) = &asked.stored else { return html! {} };
    let at = format::moment(lang, draft.updated_at);
    html! {
        @match draft.submission {
            Some(submission) => {
                p { (lang.with("form-submitted", [("at", at.into())])) " "
                    a href=(in_lang(lang, &format!("/submissions/{submission}"))) { (lang.with("submission-title", [("number", submission.into())])) } }
            }
            None if !values.is_empty() => { p.hint role="status" { (lang.with("form-draft", [("at", at.into())])) } }
            None => {}
        }
    }
}

/// One click says that nothing has changed. Figures of a quarter are reported, not confirmed.
fn confirm(view: &RequestContext, signed_in: &SignedIn, asked: &Asked) -> Markup {
    let lang = view.lang;
    let Some(oldest) = asked.base.oldest() else { return html! {} };
    if matches!(asked.kind, FormKind::Figures(_)) {
        return html! {};
    }
    html! {
        form.confirm method="post" action=(in_lang(lang, &asked.path())) {
            (token(signed_in))
            input type="hidden" name="version" value=(asked.version());
            p { (lang.with("form-confirmed-since", [("day", format::date(lang, oldest).into())])) " "
                button.plain type="submit" name="confirm" value="1" { (lang.text("form-confirm")) } }
        }
    }
}

/// The list of services as a workbook, and the way back.
fn upload(view: &RequestContext, signed_in: &SignedIn, asked: &Asked) -> Markup {
    let lang = view.lang;
    let path = asked.path();
    html! {
        details.list-file {
            summary { (lang.text("form-services-upload")) }
            p { a href=(in_lang(lang, &format!("{path}.xlsx"))) { (lang.text("form-services-xlsx")) } }
            form.upload method="post" action=(in_lang(lang, &format!("{path}/file"))) enctype="multipart/form-data" {
                (token(signed_in))
                input type="hidden" name="version" value=(asked.version());
                p { label for="list-file" { (lang.text("workspace-file")) }
                    input #list-file type="file" name="file" accept=".xlsx,.csv"; }
                button type="submit" { (lang.text("form-services-upload-send")) }
            }
        }
    }
}

/// What differs from what is known, once it was found to be good.
fn checked(sheet: &Sheet<'_>) -> Markup {
    let lang = sheet.view.lang;
    if !sheet.told.is_checked {
        return html! {};
    }
    let rows: Vec<[String; 3]> = sheet
        .asked
        .base
        .fields()
        .filter(|(name, _)| sheet.values.differs(&sheet.asked.base, name))
        .map(|(name, known)| [name.to_owned(), known.value.clone(), sheet.value(name).to_owned()])
        .collect();
    html! {
        section.checked {
            h2 #checked tabindex="-1" { (lang.text("form-checked")) }
            @if rows.is_empty() { p { (lang.text("form-checked-nothing")) } }
            @else { (differences(sheet, &rows, ["form-known", "form-typed"])) }
        }
    }
}

/// Both versions of what two people typed.
fn conflict(sheet: &Sheet<'_>) -> Markup {
    let Some((theirs, who)) = &sheet.told.theirs else { return html! {} };
    let (view, base) = (sheet.view, &sheet.asked.base);
    let lang = view.lang;
    let mut names: Vec<&str> = base.fields().map(|(name, _)| name).collect();
    names.extend(["day", "note"]);
    let rows: Vec<[String; 3]> = names
        .into_iter()
        .filter(|name| sheet.values.over(base, name) != theirs.over(base, name))
        .map(|name| [name.to_owned(), theirs.over(base, name).to_owned(), sheet.value(name).to_owned()])
        .collect();
    let who = who.clone().unwrap_or_else(|| lang.text("form-conflict-registry"));
    html! {
        section.conflict {
            p { (lang.with("form-conflict-who", [("who", who.into())])) " " (lang.text("form-conflict-advice")) }
            @if rows.is_empty() { p { (lang.text("form-conflict-same")) } }
            @else { (differences(sheet, &rows, ["form-theirs", "form-mine"])) }
            p { a href=(action(view, sheet.asked)) { (lang.text("form-take-theirs")) } }
        }
    }
}

fn differences(sheet: &Sheet<'_>, rows: &[[String; 3]], titles: [&str; 2]) -> Markup {
    let (view, kind) = (sheet.view, &sheet.asked.kind);
    let lang = view.lang;
    let [before, after] = titles;
    let columns =
        vec![Column::text(lang.text("form-field")), Column::text(lang.text(before)), Column::text(lang.text(after))];
    let cells = rows.iter().take(DIFFERENCES).map(|[name, before, after]| {
        let told = |value: &str| html! { (labels::value(view, kind, name, value)) };
        vec![html! { (labels::field(view, kind, name)) }, told(before), told(after)]
    });
    let more = rows.len().saturating_sub(DIFFERENCES);
    html! {
        (Table::new(lang.text("form-differences"), columns).stacked().rows(cells))
        @if more > 0 { p { (lang.with("submission-more", [("count", more.into())])) } }
    }
}

/// The day and the note that belong to every form.
fn last_fields(sheet: &Sheet<'_>) -> Markup {
    let lang = sheet.view.lang;
    let today = sheet.view.today().to_string();
    let has_day = !matches!(sheet.asked.kind, FormKind::Figures(_) | FormKind::Districts);
    let day = sheet.values.get("day").unwrap_or(&today);
    html! {
        @if has_day {
            div.field {
                label for="f-day" { (lang.text("form-day")) }
                input type="date" #f-day name="day" value=(day) aria-describedby="day-help";
                (sheet.faults("day"))
                p.hint #day-help { (lang.text("form-day-help")) }
            }
        }
        div.field {
            label for="note" { (lang.text("workspace-note")) }
            textarea #note name="note" rows="3" maxlength="2000" { (sheet.values.get("note").unwrap_or_default()) }
        }
    }
}

fn buttons(sheet: &Sheet<'_>) -> Markup {
    let lang = sheet.view.lang;
    html! {
        p.buttons {
            @if sheet.told.is_checked {
                input type="hidden" name="seen" value=(sheet.asked.digest(sheet.values));
                button type="submit" name="send" value="1" { (lang.text("workspace-send")) }
                " "
                button.plain type="submit" name="check" value="1" { (lang.text("form-check-again")) }
            } @else {
                button type="submit" name="check" value="1" { (lang.text("form-check")) }
            }
            " " span.hint role="status" data-draft-state data-kept=(lang.text("form-draft-kept"))
                data-lost=(lang.text("form-draft-lost")) {}
        }
        p.hint { (lang.text("form-check-help")) }
    }
}
