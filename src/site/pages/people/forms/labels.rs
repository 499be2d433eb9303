//! What forms, their fields and their values are called.

use crate::actions::forms::{FormKind, GIVEN};
use crate::domain::{Answer, PointKind, PointStatus, TerritoryCode, parse_date};
use crate::http::{Lang, RequestContext};
use crate::site::pages::figures;
use crate::site::parts::{format, links, names};

/// The title of a form.
pub fn form(view: &RequestContext, kind: &FormKind) -> String {
    let lang = view.lang;
    match kind {
        FormKind::Card => lang.text("form-card"),
        FormKind::Contacts => lang.text("form-contacts"),
        FormKind::Hours => lang.text("hours"),
        FormKind::Services => lang.text("form-services"),
        FormKind::Access(id) => checklist(view, id),
        FormKind::Equipment => lang.text("nav-equipment"),
        FormKind::Figures(period) => lang.with("form-figures", [("period", self::period(view, period).into())]),
        FormKind::Districts => lang.text("form-districts"),
    }
}

/// A quarter in words.
pub fn period(view: &RequestContext, period: &str) -> String {
    let span = crate::compliance::figures::Span::parse(period);
    span.map_or_else(|| period.to_owned(), |span| figures::span_text(view, span))
}

fn checklist(view: &RequestContext, id: &str) -> String {
    let rules = &view.registry.records.rules;
    rules.checklist(id).map_or_else(|| id.to_owned(), |list| names::ruled(view.lang, &list.title).to_owned())
}

/// What a form's table is shown as where files are named.
pub fn file_name(view: &RequestContext, kind: &FormKind, code: Option<&str>) -> String {
    let of = code.map(|code| format!("{code}: ")).unwrap_or_default();
    let name: String = view.lang.with("form-file", [("form", format!("{of}{}", form(view, kind)).into())]);
    name.chars().take(200).collect()
}

/// The name of a field, with the part of the form it stands in.
pub fn field(view: &RequestContext, kind: &FormKind, name: &str) -> String {
    let lang = view.lang;
    if matches!(name, "day" | "note" | "ground") {
        return general(lang, name);
    }
    let (part, column) = name.rsplit_once('.').unwrap_or(("", name));
    let column = match (kind, column) {
        (_, GIVEN) => lang.text("form-given"),
        (FormKind::Districts, "district") => lang.text("form-district"),
        (FormKind::Card, "parent") => lang.text("form-parent"),
        _ => names::column(lang, table(kind), column),
    };
    match self::part(view, kind, part) {
        Some(part) => format!("{part}: {column}"),
        None => column,
    }
}

fn general(lang: Lang, name: &str) -> String {
    match name {
        "day" => lang.text("form-day"),
        "note" => lang.text("workspace-note"),
        _ => lang.text("form-common-ground"),
    }
}

/// The own table a form makes.
pub const fn table(kind: &FormKind) -> &'static str {
    match kind {
        FormKind::Card | FormKind::Contacts | FormKind::Hours => "points",
        FormKind::Services => "offerings",
        FormKind::Access(_) => "answers",
        FormKind::Equipment => "equipment",
        FormKind::Figures(_) => "figures",
        FormKind::Districts => "starosta-districts",
    }
}

fn part(view: &RequestContext, kind: &FormKind, part: &str) -> Option<String> {
    let registry = &view.registry;
    let rules = &registry.records.rules;
    let found = match kind {
        FormKind::Services => {
            let service = registry.records.catalogue.by_code(part)?;
            format!("{part} {}", links::service_name(view, service))
        }
        FormKind::Access(id) => {
            let criterion = rules.checklist(id)?.criterion(part)?;
            names::ruled(view.lang, &criterion.title).to_owned()
        }
        FormKind::Equipment => names::equipment(view, part.split('.').next()?).to_owned(),
        FormKind::Figures(_) => names::measure(view, part).to_owned(),
        FormKind::Districts => match TerritoryCode::parse(part) {
            Ok(code) => links::territory_name(view, code),
            Err(_) => district(view, part),
        },
        FormKind::Card | FormKind::Contacts | FormKind::Hours => return None,
    };
    (!part.is_empty()).then_some(found)
}

/// A starosta district by its code: its name, or what the code is where no district has it.
fn district(view: &RequestContext, code: &str) -> String {
    let found = view.registry.records.districts.all.iter().find(|district| district.code == code);
    match (found, code) {
        (Some(district), _) => district.name.clone(),
        (None, "new") => view.lang.text("form-new-district"),
        (None, _) => code.to_owned(),
    }
}

/// A value as it is told where values are compared.
pub fn value(view: &RequestContext, kind: &FormKind, name: &str, value: &str) -> String {
    let lang = view.lang;
    let column = name.rsplit_once('.').map_or(name, |(_, column)| column);
    if value.is_empty() {
        return if column == GIVEN { lang.text("no") } else { lang.text("form-empty") };
    }
    let word = match (kind, column) {
        (_, GIVEN) => Some(lang.text("yes")),
        (_, "diia_centre") => Some(if value == "yes" { lang.text("yes") } else { lang.text("no") }),
        (_, "answer") => Answer::parse(value).map(|answer| lang.text(&format!("answer-{}", answer.word()))),
        (_, "kind") => PointKind::parse(value).map(|kind| names::kind(lang, kind)),
        (_, "status") => PointStatus::parse(value).map(|status| names::status(lang, status)),
        (_, "settlement") => TerritoryCode::parse(value).ok().map(|code| links::territory_name(view, code)),
        (_, "from" | "until" | "day") => parse_date(value).map(|day| format::date(lang, day)),
        (_, "parent") => view.registry.point(value).map(|point| point.row().name.clone()),
        (_, "starosta_district" | "district") => Some(district(view, value)),
        _ => None,
    };
    word.unwrap_or_else(|| value.to_owned())
}
