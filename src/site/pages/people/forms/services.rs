//! Fields of the service list of a point: ticks by group, days, grounds.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::Asked;
use super::fields::{Sheet, id};
use crate::actions::forms::GIVEN;
use crate::compliance::{Judgement, LeaveOut};
use crate::domain::{Period, parse_day};
use crate::http::urls::{in_lang, with_query};
use crate::http::{AppState, RequestContext};
use crate::registry::ServiceRecord;
use crate::site::parts::{Column, Table, format, links, names};

/// Which services are shown.
const FILTERS: [(&str, &str); 4] = [
    ("", "form-filter-all"),
    ("missing", "form-filter-missing"),
    ("given", "form-filter-given"),
    ("not-given", "form-filter-not-given"),
];

/// Services that are shown without folding their groups.
const FEW: usize = 20;

/// Codes of the services the point must give, and of those of them it does not.
fn required(state: &AppState, view: &RequestContext, asked: &Asked) -> (BTreeSet<String>, BTreeSet<String>) {
    let audit: std::sync::Arc<Judgement> = state.live().audit(&view.registry, LeaveOut::NONE);
    let Some(point) = view.registry.point(asked.code.as_deref().unwrap_or_default()) else { return Default::default() };
    let owed = &audit.owed(point).required;
    let catalogue = &view.registry.records.catalogue;
    let code = |service: &u32| catalogue.by_id(*service).map(|service| service.code.to_string());
    let missing = owed.iter().filter(|service| !point.offered.contains(*service));
    let missing = missing.filter_map(|service| code(&service)).collect();
    (owed.iter().filter_map(|service| code(&service)).collect(), missing)
}

pub fn body(state: &AppState, sheet: &Sheet<'_>) -> Markup {
    let (view, lang) = (sheet.view, sheet.view.lang);
    let (required, missing) = required(state, view, sheet.asked);
    let mut groups: BTreeMap<usize, Vec<&ServiceRecord>> = BTreeMap::new();
    let all = &view.registry.records.rules.groups;
    for service in view.registry.records.catalogue.all() {
        let Some(row) = service.description_on(view.date()) else { continue };
        if is_shown(sheet, &service.code, &missing) && view.param("group").is_none_or(|group| group == row.group) {
            let place = all.iter().position(|group| group.id == row.group).unwrap_or(all.len());
            groups.entry(place).or_default().push(service);
        }
    }
    let shown: usize = groups.values().map(Vec::len).sum();
    html! {
        (filters(view, sheet.asked))
        @if sheet.asked.is_read_only {
            p { a href=(in_lang(lang, &format!("{}.xlsx", sheet.asked.path()))) { (lang.text("form-services-xlsx")) } }
        }
        p { (lang.text("form-services-lead")) }
        @if groups.is_empty() { p.notice { (lang.text("form-services-none")) } }
        @for (place, services) in &groups {
            @let title = all.get(*place).map_or_else(|| lang.text("form-other-group"), |group| names::ruled(lang, &group.title).to_owned());
            (group(sheet, &title, services, &required, shown <= FEW))
        }
        div.field {
            label for="f-ground" { (lang.text("form-common-ground")) }
            input #f-ground name="ground" value=(sheet.values.get("ground").unwrap_or_default());
            p.hint { (lang.text("form-common-ground-help")) }
        }
    }
}

fn is_shown(sheet: &Sheet<'_>, code: &str, missing: &BTreeSet<String>) -> bool {
    let given = format!("{code}.{GIVEN}");
    if !sheet.asked.base.has(&given) {
        return false;
    }
    // What is wrong is shown whatever is chosen.
    let part = format!("{code}.");
    if sheet.told.faults.iter().any(|fault| fault.field.starts_with(&part)) {
        return true;
    }
    match sheet.view.param("filter") {
        Some("missing") => missing.contains(code),
        Some("given") => !sheet.asked.base.get(&given).is_empty(),
        Some("not-given") => sheet.asked.base.get(&given).is_empty(),
        _ => true,
    }
}

fn filters(view: &RequestContext, asked: &Asked) -> Markup {
    let lang = view.lang;
    let group = view.param("group").unwrap_or_default();
    let address = |filter: &str| with_query(&in_lang(lang, &asked.path()), &[("filter", filter), ("group", group)]);
    let chosen = view.param("filter").unwrap_or_default();
    html! {
        nav.chips aria-label=(lang.text("form-filter")) {
            ul {
                @for (filter, key) in FILTERS {
                    li { a href=(address(filter)) aria-current=[(filter == chosen).then_some("true")] { (lang.text(key)) } }
                }
            }
        }
    }
}

/// A group, folded under how many of its services are given; open where something in it is wrong.
fn group(
    sheet: &Sheet<'_>,
    title: &str,
    services: &[&ServiceRecord],
    required: &BTreeSet<String>,
    is_open: bool,
) -> Markup {
    let lang = sheet.view.lang;
    let columns = ["form-service", "form-days-and-ground", "source"];
    let columns = columns.map(|key| Column::text(lang.text(key))).to_vec();
    let rows = services.iter().map(|service| row(sheet, service, required.contains(&*service.code)));
    let is_given = |service: &&&ServiceRecord| !sheet.value(&format!("{}.{GIVEN}", service.code)).is_empty();
    let given = format::part_of_whole(lang, services.iter().filter(is_given).count(), services.len());
    let is_wrong = services.iter().any(|service| has_fault(sheet, &service.code, ""));
    html! {
        details.service-group open[is_open || is_wrong] {
            summary { (title) ": " (format::small(&lang.text("form-given"))) " " (given) }
            (Table::new(title, columns).stacked().rows(rows))
        }
    }
}

/// True where something is wrong with a field of the service whose name ends so.
fn has_fault(sheet: &Sheet<'_>, code: &str, end: &str) -> bool {
    let beginning = format!("{code}.");
    let is_of = |field: &str| field.starts_with(&beginning) && field.ends_with(end);
    sheet.told.faults.iter().any(|fault| is_of(&fault.field))
}

fn row(sheet: &Sheet<'_>, service: &ServiceRecord, is_required: bool) -> Vec<Markup> {
    let (view, lang) = (sheet.view, sheet.view.lang);
    let code = &*service.code;
    let [given, from, until, ground] = [GIVEN, "from", "until", "ground"].map(|column| format!("{code}.{column}"));
    let label = |name: &str| sheet.label(name);
    let tick = html! {
        input type="hidden" name=(format!("{code}.shown")) value="1";
        label { input type="checkbox" id=(id(&given)) name=(given) value="yes" checked[!sheet.value(&given).is_empty()];
            " " span lang=[links::foreign(view)] { (code) " " (links::service_name(view, service)) } }
        @if is_required { " " span.badge { (lang.text("form-required")) } }
        (sheet.faults(&given)) (sheet.faults(&format!("{code}.service"))) (sheet.faults(&format!("{code}.correct")))
    };
    let is_wrong = ["from", "until", "ground"].iter().any(|end| has_fault(sheet, code, &format!(".{end}")));
    let period = Period::new(parse_day(sheet.value(&from)), parse_day(sheet.value(&until)));
    let more = html! {
        details open[is_wrong] {
            summary { @if period == Period::new(None, None) { (lang.text("form-set-days")) } @else { (format::period(lang, &period)) } }
            p { label for=(id(&from)) { (lang.text("form-since")) } " " (sheet.day(&from, Some(&label(&from)))) (sheet.faults(&from)) }
            p { label for=(id(&until)) { (lang.text("form-until")) } " " (sheet.day(&until, Some(&label(&until)))) (sheet.faults(&until)) }
            p { label for=(id(&ground)) { (lang.text("form-ground")) } " " (sheet.lines(&ground, Some(&label(&ground)))) (sheet.faults(&ground)) }
        }
    };
    vec![tick, more, sheet.origin(&given)]
}
