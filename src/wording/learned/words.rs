//! Keys and cells of a history as a person says them.

use crate::actions::history::Event;
use crate::compliance::figures::Span;
use crate::domain::rows::ListClass;
use crate::domain::{
    Answer, Category, FactName, HromadaClass, HromadaKind, PointKind, PointStatus, Precision, TerritoryCode,
    TerritoryStatus, parse_date,
};
use crate::registry::Records;
use crate::rulebook::Text;
use crate::texts::Lang;
use crate::wording::{condition, format, names};

/// What of the thing an event speaks of: a service, a criterion, a type of equipment.
pub(super) fn key(lang: Lang, records: &Records, event: &Event) -> String {
    let key = event.key.as_str();
    let (first, rest) = key.split_once(' ').unwrap_or((key, ""));
    let told = match event.table {
        "hromada-facts" => FactName::parse(key).map(|fact| names::fact(lang, fact)),
        "offerings" => service(records, key),
        "answers" => criterion(lang, records, first, rest),
        "equipment" => records.rules.equipment_type(first).map(|kind| with_detail(ruled(lang, &kind.title), rest)),
        "figures" => {
            records.rules.measure(rest).map(|measure| with_detail(ruled(lang, &measure.title), &span_text(lang, first)))
        }
        "mandatory" => parse_date(rest).map(|day| with_detail(first.to_owned(), &format::date(lang, day))),
        "service-steps" => Some(lang.with("learned-step", [("step", key.into())])),
        _ => None,
    };
    told.unwrap_or_else(|| key.to_owned())
}

/// What a row speaks of, from the parts its table names it by: «A ЦНАП Зразковий, 01-01 Реєстрація…, 01.02.2022».
#[must_use]
pub fn row(lang: Lang, records: &Records, table: &str, key: &str) -> String {
    let mut checklist = None;
    let parts = key.split(' ').filter(|part| !part.is_empty()).enumerate().map(|(at, part)| {
        let told = match table {
            "offerings" | "answers" | "equipment" | "figures" | "points" if at == 0 => point(records, part),
            "offerings" => service(records, part),
            "answers" if at == 1 => {
                checklist = records.rules.checklist(part);
                checklist.map(|checklist| ruled(lang, &checklist.title))
            }
            "answers" => checklist.and_then(|list| list.criterion(part)).map(|one| ruled(lang, &one.title)),
            "equipment" => records.rules.equipment_type(part).map(|kind| ruled(lang, &kind.title)),
            "figures" => {
                let measure = records.rules.measure(part).map(|measure| ruled(lang, &measure.title));
                measure.or_else(|| Span::parse(part).map(|span| format::span_text(lang, span)))
            }
            "hromada-facts" => {
                FactName::parse(part).map(|fact| names::fact(lang, fact)).or_else(|| place(records, part))
            }
            _ => None,
        };
        told.or_else(|| parse_date(part).map(|day| format::date(lang, day))).unwrap_or_else(|| part.to_owned())
    });
    parts.collect::<Vec<_>>().join(", ")
}

pub(super) fn point(records: &Records, code: &str) -> Option<String> {
    records.network.by_code(code)?.latest_row().map(|row| format!("{code} {}", row.name))
}

fn with_detail(name: String, more: &str) -> String {
    if more.is_empty() { name } else { format!("{name}, {more}") }
}

pub(super) fn service(records: &Records, code: &str) -> Option<String> {
    let row = records.catalogue.by_code(code)?.rows.last()?;
    Some(format!("{code} {}", row.name))
}

fn criterion(lang: Lang, records: &Records, checklist: &str, criterion: &str) -> Option<String> {
    let checklist = records.rules.checklist(checklist)?;
    let criterion = checklist.criterion(criterion)?;
    Some(format!("«{}» ({})", ruled(lang, &criterion.title), ruled(lang, &checklist.title)))
}

pub(super) fn span_text(lang: Lang, text: &str) -> String {
    Span::parse(text).map_or_else(|| text.to_owned(), |span| format::span_text(lang, span))
}

/// A cell as a person says it.
#[must_use]
pub fn value(lang: Lang, records: &Records, table: &str, column: &str, text: &str) -> String {
    let word = match (table, column) {
        ("points", _) => of_point(lang, records, column, text),
        ("territories", "kind") => HromadaKind::parse(text).map(|kind| names::hromada_kind(lang, kind)),
        ("territories", "category") => Category::parse(text).map(|category| names::category(lang, category)),
        ("hromada-facts", "value") => fact_value(lang, text),
        ("answers", "answer") => Answer::parse(text).map(|answer| lang.text(&format!("answer-{}", answer.word()))),
        ("mandatory", "classes") => Some(classes(lang, text)),
        ("mandatory", "condition") if !text.is_empty() => Some(condition::words_of_text(lang, text)),
        ("services", "audience") => Some(list(text, |id| names::audience(lang, id))),
        ("services", "channels") => Some(list(text, |id| names::channel(lang, id))),
        ("services", "life_events") => Some(list(text, |id| {
            records.rules.life_event(id).map_or_else(|| id.to_owned(), |event| ruled(lang, &event.title))
        })),
        ("boundaries", "shape_sha256") => Some(text.chars().take(SHOWN_OF_DIGEST).collect()),
        (_, "group") => records.rules.group(text).map(|group| ruled(lang, &group.title)),
        _ => None,
    };
    let word = word.or_else(|| of_any(lang, records, column, text));
    word.or_else(|| measured(lang, column, text)).unwrap_or_else(|| text.to_owned())
}

/// Columns that hold numbers; codes of digits alone stay as they are.
const NUMBERS: [&str; 12] = [
    "lat",
    "lon",
    "area_km2",
    "area_total",
    "area_waiting",
    "area_service",
    "workers",
    "quantity",
    "value",
    "term_days",
    "count",
    "days",
];

/// A number as the language writes it, with the digits it was stated with.
fn measured(lang: Lang, column: &str, text: &str) -> Option<String> {
    let number: f64 = text.parse().ok().filter(|_| NUMBERS.contains(&column))?;
    let digits = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    number.is_finite().then(|| format::decimal(lang, number, digits))
}

/// Letters of a digest that tell it apart for a reader.
const SHOWN_OF_DIGEST: usize = 12;

fn of_point(lang: Lang, records: &Records, column: &str, text: &str) -> Option<String> {
    match column {
        "kind" => PointKind::parse(text).map(|kind| names::kind(lang, kind)),
        "status" => PointStatus::parse(text).map(|status| names::status(lang, status)),
        "precision" => Precision::parse(text).map(|precision| names::precision(lang, precision)),
        "parent" => point(records, text),
        "hours" => format::hours(lang, text),
        "features" => Some(list(text, |pair| feature(lang, pair))),
        "resolution_method" if !text.is_empty() => Some(names::resolution(lang, text)),
        "resolution_confidence" => text.parse().ok().map(|share| format::percent(lang, share)),
        _ => None,
    }
}

/// What means the same in every table.
fn of_any(lang: Lang, records: &Records, column: &str, text: &str) -> Option<String> {
    match column {
        "hromada" | "settlement" | "located_in" | "parent" | "centre" => place(records, text),
        "settlements" => Some(list(text, |code| place(records, code).unwrap_or_else(|| code.to_owned()))),
        "from" | "until" | "date" | "in_force" => parse_date(text).map(|day| format::date(lang, day)),
        _ => yes_no(lang, text),
    }
}

/// A place by its code with the words of its category, or the code where there is no such place.
pub(super) fn place_or_code(records: &Records, text: &str) -> String {
    place(records, text).unwrap_or_else(|| text.to_owned())
}

fn place(records: &Records, text: &str) -> Option<String> {
    let place = records.territories.get(TerritoryCode::parse(text).ok()?)?;
    Some(records.territories.full_name(place))
}

/// Words of a list, each as a person says it.
fn list(text: &str, word: impl Fn(&str) -> String) -> String {
    text.split([' ', ';', ',']).filter(|part| !part.is_empty()).map(word).collect::<Vec<_>>().join(", ")
}

/// «Безоплатний Wi-Fi: так» for `free_wifi=yes`.
fn feature(lang: Lang, pair: &str) -> String {
    let Some((name, has)) = pair.split_once('=') else { return pair.to_owned() };
    format!("{}: {}", names::feature(lang, name).unwrap_or_else(|| name.to_owned()), lang.text(has))
}

fn classes(lang: Lang, text: &str) -> String {
    let named = text.split(' ').filter_map(ListClass::parse).map(|class| names::list_class(lang, class));
    named.collect::<Vec<_>>().join(", ")
}

fn fact_value(lang: Lang, text: &str) -> Option<String> {
    let class = HromadaClass::parse(text).map(|class| names::hromada_class(lang, class));
    class.or_else(|| TerritoryStatus::parse(text).map(|status| names::territory_status(lang, status)))
}

fn ruled(lang: Lang, text: &Text) -> String {
    names::ruled(lang, text).to_owned()
}

fn yes_no(lang: Lang, text: &str) -> Option<String> {
    ["yes", "no"].contains(&text).then(|| lang.text(text))
}
