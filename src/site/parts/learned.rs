//! A history in words: what was stated, corrected, ended, voided or confirmed, for pages and the command line alike.

use crate::actions::history::{CellChange, Event, EventKind};
use crate::domain::rows::ListClass;
use crate::domain::{
    Answer, FactName, HromadaClass, HromadaKind, Period, PointKind, PointStatus, Precision, TerritoryCode,
    TerritoryStatus, parse_date,
};
use crate::http::Lang;
use crate::registry::Records;
use crate::registry::rulebook::Text;

use super::{format, names};

/// Statements of one sort in one table that are told one by one; more are counted and named.
const ONE_BY_ONE: usize = 6;
/// Names told of those that are counted.
const NAMED: usize = 30;

/// What one entry changed, a sentence for each statement; many of one sort share a sentence.
#[must_use]
pub fn sentences(lang: Lang, records: &Records, events: &[Event]) -> Vec<String> {
    let mut told = Vec::new();
    let mut sorted: Vec<&Event> = events.iter().collect();
    sorted.sort_by_key(|event| event.table != "points");
    for same in sorted.chunk_by(|a, b| (a.table, a.kind) == (b.table, b.kind)) {
        let brief = same.len() > ONE_BY_ONE || same.iter().all(|event| event.kind == EventKind::Confirmed);
        match same.first() {
            Some(first) if brief => told.push(together(lang, first, same)),
            _ => told.extend(same.iter().map(|event| sentence(lang, records, event))),
        }
    }
    told
}

/// «Таблиця послуг у точках: внесено рядків 118: 01-01, 01-02, …».
fn together(lang: Lang, first: &Event, same: &[&Event]) -> String {
    let count = format::count(lang, same.len());
    let kind = format!("learned-{}-many", first.kind.word());
    let head = format!("{}: {}", names::action(lang, first.table), lang.with(&kind, [("count", count.into())]));
    let keys: Vec<&str> = same.iter().map(|event| event.key.as_str()).filter(|key| !key.is_empty()).collect();
    let named = keys.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match (keys.is_empty(), keys.len() > NAMED) {
        (true, _) => format!("{head}."),
        (false, false) => format!("{head}: {named}."),
        (false, true) => format!("{head}: {named}, …"),
    }
}

/// «Таблиця точок доступу, з 01.01.2020: виправлено — Назва: «ЦНАП А» → «ЦНАП Новий».»
fn sentence(lang: Lang, records: &Records, event: &Event) -> String {
    let mut subject = names::action(lang, event.table);
    if !event.key.is_empty() {
        subject = format!("{subject}, {}", key(lang, event));
    }
    if let Some(period) = event.period.filter(|period| *period != Period::default()) {
        subject = format!("{subject}, {}", format::period(lang, &period));
    }
    let kind = lang.text(&format!("learned-{}", event.kind.word()));
    let cells: Vec<String> = event.cells.iter().filter_map(|cell| changed(lang, records, event, cell)).collect();
    if cells.is_empty() {
        format!("{subject}: {kind}.")
    } else {
        format!("{subject}: {kind} — {}.", cells.join("; "))
    }
}

/// What of the thing is spoken of.
fn key(lang: Lang, event: &Event) -> String {
    let fact = FactName::parse(&event.key).filter(|_| event.table == "hromada-facts");
    fact.map_or_else(|| event.key.clone(), |fact| names::fact(lang, fact))
}

/// One cell; the period and the code are told already.
fn changed(lang: Lang, records: &Records, event: &Event, cell: &CellChange) -> Option<String> {
    let alone = matches!(event.kind, EventKind::Stated | EventKind::Voided);
    let told: &[&str] = match event.kind {
        EventKind::Succeeded => &["from", "date"],
        _ if alone => &["from", "until", "date", "code", "point"],
        _ => &[],
    };
    let in_subject = alone && event.key.split(' ').any(|part| part == cell.after);
    if told.contains(&cell.column) || in_subject {
        return None;
    }
    let value = |text: &str| quoted(lang, &value(lang, records, event.table, cell.column, text));
    let title = names::column(lang, event.table, cell.column);
    Some(if alone {
        format!("{title}: {}", value(&cell.after))
    } else {
        format!("{title}: {} → {}", value(&cell.before), value(&cell.after))
    })
}

fn quoted(lang: Lang, text: &str) -> String {
    if text.is_empty() { lang.text("learned-nothing") } else { format!("«{text}»") }
}

/// A cell as a person says it.
fn value(lang: Lang, records: &Records, table: &str, column: &str, text: &str) -> String {
    let place = || TerritoryCode::parse(text).ok().and_then(|code| records.territories.get(code));
    let word = match (table, column) {
        ("points", "kind") => PointKind::parse(text).map(|kind| names::kind(lang, kind)),
        ("points", "status") => PointStatus::parse(text).map(|status| names::status(lang, status)),
        ("points", "precision") => Precision::parse(text).map(|precision| names::precision(lang, precision)),
        ("territories", "kind") => HromadaKind::parse(text).map(|kind| names::hromada_kind(lang, kind)),
        ("hromada-facts", "fact") => FactName::parse(text).map(|fact| names::fact(lang, fact)),
        ("hromada-facts", "value") => fact_value(lang, text),
        ("answers", "answer") => Answer::parse(text).map(|answer| lang.text(&format!("answer-{}", answer.word()))),
        ("mandatory", "classes") => Some(classes(lang, text)),
        (_, "hromada" | "settlement" | "centre") => place().map(|place| records.territories.full_name(place)),
        (_, "group") => records.rules.group(text).map(|group| ruled(lang, &group.title)),
        (_, "type") => records.rules.equipment_type(text).map(|kind| ruled(lang, &kind.title)),
        (_, "measure") => records.rules.measure(text).map(|measure| ruled(lang, &measure.title)),
        (_, "from" | "until" | "date") => parse_date(text).map(|day| format::date(lang, day)),
        _ => None,
    };
    word.or_else(|| yes_no(lang, text)).unwrap_or_else(|| text.to_owned())
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
