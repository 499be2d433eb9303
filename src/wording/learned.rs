//! A history in words: what was stated, corrected, ended, voided or confirmed, for pages and the command line alike.

pub mod sent;
pub mod words;

use crate::actions::history::{CellChange, Event, EventKind};
use crate::domain::Period;
use crate::registry::Records;
use crate::texts::Lang;

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
            Some(first) if brief => told.push(together(lang, records, first, same)),
            _ => told.extend(same.iter().map(|event| sentence(lang, records, event))),
        }
    }
    told
}

/// «Таблиця послуг у точках: внесено рядків 118: 01-01 Реєстрація…; 01-02 …; …».
fn together(lang: Lang, records: &Records, first: &Event, same: &[&Event]) -> String {
    let count = format::count(lang, same.len());
    let kind = format!("learned-{}-many", first.kind.word());
    let head = format!("{}: {}", names::action(lang, first.table), lang.with(&kind, [("count", count.into())]));
    let keys: Vec<&Event> = same.iter().copied().filter(|event| !event.key.is_empty()).collect();
    let named = keys.iter().take(NAMED).map(|event| words::key(lang, records, event)).collect::<Vec<_>>().join("; ");
    match (keys.is_empty(), keys.len() > NAMED) {
        (true, _) => format!("{head}."),
        (false, false) => format!("{head}: {named}."),
        (false, true) => format!("{head}: {named}; …"),
    }
}

/// «Таблиця точок доступу, з 01.01.2020: виправлено — Назва: «ЦНАП А» → «ЦНАП Новий».»
fn sentence(lang: Lang, records: &Records, event: &Event) -> String {
    let mut subject = names::action(lang, event.table);
    if !event.key.is_empty() {
        subject = format!("{subject}, {}", words::key(lang, records, event));
    }
    if let Some(period) = event.period.filter(|period| *period != Period::default()) {
        subject = format!("{subject}, {}", format::period(lang, &period));
    }
    let cells: Vec<String> = event.cells.iter().filter_map(|cell| changed(lang, records, event, cell)).collect();
    let is_same = cells.is_empty() && matches!(event.kind, EventKind::Succeeded | EventKind::Corrected);
    let kind = lang.text(&if is_same { "learned-same".to_owned() } else { format!("learned-{}", event.kind.word()) });
    if cells.is_empty() {
        format!("{subject}: {kind}.")
    } else {
        format!("{subject}: {kind} — {}.", cells.join("; "))
    }
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
    if told.contains(&cell.column) || in_subject || is_own_code(event.table, cell.column) {
        return None;
    }
    let value = |text: &str| quoted(lang, &words::value(lang, records, event.table, cell.column, text));
    let title = names::column(lang, event.table, cell.column);
    Some(if alone {
        format!("{title}: {}", value(&cell.after))
    } else {
        format!("{title}: {} → {}", value(&cell.before), value(&cell.after))
    })
}

/// True for the code of the thing whose history it is.
fn is_own_code(table: &str, column: &str) -> bool {
    matches!(
        (table, column),
        ("hromada-facts" | "starosta-districts", "hromada")
            | ("boundaries", "katottg")
            | ("mandatory" | "service-steps", "service")
            | ("offerings" | "answers" | "equipment" | "figures", "point")
    )
}

fn quoted(lang: Lang, text: &str) -> String {
    if text.is_empty() { lang.text("learned-nothing") } else { format!("«{text}»") }
}
