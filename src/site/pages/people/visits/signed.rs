//! A signed sheet: what was answered, what was found, and how far each finding has come.

use maud::{Markup, html};

use super::{Found, finding, sheet, told};
use crate::actions::forms::Values;
use crate::actions::visits::{EQUIPMENT, criterion_part, followed};
use crate::domain::Answer;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, SignedIn};
use crate::site::pages::people::{alert, page as private_page, person_bar};
use crate::site::parts::{Column, Table, badge, format, links, names};

pub async fn page(
    state: &AppState,
    view: &RequestContext,
    (signed_in, fault): (&SignedIn, Option<&str>),
    found: &Found,
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let store = state.live().store();
    let rows = store.findings_of_visit(found.visit.id).await.map_err(|error| told(&error))?;
    let findings = followed(store, rows).await.map_err(|error| told(&error))?;
    let title = lang.with("visit-title", [("number", found.visit.id.into())]);
    let values = found.values();
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(in_lang(lang, "/workspace")) { "‹ " (lang.text("workspace")) } }
        h1 { (title) ": " (found.point_name(view)) }
        (alert(fault))
        @if let Some(signature) = &found.signature {
            p.notice.good { (lang.with("visit-signed", [("day", format::date(lang, signature.signed_on).into())])) }
        }
        (sheet::head(view, found))
        h2 #findings { (lang.text("findings")) }
        @if findings.is_empty() { p { (lang.text("visit-no-findings")) } }
        @else { (finding::table(view, &findings.iter().collect::<Vec<_>>())) }
        h2 { (lang.text("visit-gaps")) }
        (gaps(view, &values))
        (criteria(view, &values))
        (others(view, &values))
    };
    Ok(private_page(view, title.clone(), body))
}

/// The gaps as they were when the sheet was signed.
fn gaps(view: &RequestContext, values: &Values) -> Markup {
    let lang = view.lang;
    let codes: Vec<&str> = values.get("gaps").unwrap_or_default().lines().collect();
    html! {
        @if codes.is_empty() { p { (lang.text("visit-no-gaps-then")) } }
        @else {
            details { summary { (lang.count("visit-gaps-count", codes.len())) }
                ul { @for code in codes {
                    li { (code) " " @if let Some(service) = view.registry.records.catalogue.by_code(code) {
                        (links::service_name(view, service)) } }
                } } }
        }
    }
}

/// Answered criteria of each checklist.
fn criteria(view: &RequestContext, values: &Values) -> Markup {
    let lang = view.lang;
    let columns = ["visit-criterion", "visit-answer", "form-measure", "form-note", "visit-photo"];
    let columns = columns.map(|key| Column::text(lang.text(key))).to_vec();
    html! {
        @for list in &view.registry.records.rules.checklists {
            @let rows: Vec<Vec<Markup>> = list.criteria.iter().filter_map(|criterion| {
                let part = criterion_part(&list.id, &criterion.id);
                let value = |column: &str| values.get(&format!("{part}.{column}")).unwrap_or_default().to_owned();
                let answer = Answer::parse(&value("answer"));
                let cells = ["measure", "note", "photo"].map(|column| html! { (value(column)) });
                let is_looked_at = answer.is_some() || values.get(&format!("{part}.measure")).is_some();
                let answer = html! { @match answer {
                    Some(answer) => (badge::answer_badge(lang, answer)),
                    None => (lang.text("visit-by-measure")),
                } };
                let first = [html! { (names::ruled(lang, &criterion.title)) }, answer];
                is_looked_at.then(|| first.into_iter().chain(cells).collect())
            }).collect();
            @if !rows.is_empty() {
                h2 { (names::ruled(lang, &list.title)) }
                (Table::new(lang.text("visit-answers"), columns.clone()).stacked().rows(rows))
            }
        }
    }
}

/// Equipment that was looked at, the sign with the hours, measured areas.
fn others(view: &RequestContext, values: &Values) -> Markup {
    let lang = view.lang;
    let mut lines: Vec<(String, String)> = Vec::new();
    for kind in &view.registry.records.rules.equipment {
        let value = |column: &str| values.get(&format!("{EQUIPMENT}.{}.{column}", kind.id));
        let seen = value("seen").map(|seen| lang.text(if seen == "yes" { "visit-seen" } else { "visit-not-seen" }));
        let both: Vec<String> = seen.into_iter().chain(value("note").map(str::to_owned)).collect();
        if !both.is_empty() {
            lines.push((names::ruled(lang, &kind.title).to_owned(), both.join("; ")));
        }
    }
    let sign = values.get("hours.sign").map(|word| {
        lang.text(match word {
            "same" => "visit-sign-same",
            "other" => "visit-sign-other",
            _ => "visit-sign-none",
        })
    });
    let sign: Vec<String> = sign.into_iter().chain(values.get("hours.note").map(str::to_owned)).collect();
    if !sign.is_empty() {
        lines.push((lang.text("visit-hours-sign"), sign.join("; ")));
    }
    for zone in ["total", "waiting", "service"] {
        let area = values.get(&format!("area.{zone}")).map(str::to_owned);
        lines.extend(area.map(|area| (names::column(lang, "points", &format!("area_{zone}")), area)));
    }
    html! {
        @if !lines.is_empty() {
            h2 { (lang.text("visit-others")) }
            dl.facts { @for (what, seen) in lines { div { dt { (what) } dd.typed { (seen) } } } }
        }
    }
}
