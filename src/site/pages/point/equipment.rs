//! Equipment of a point: every type of the rules, with pieces, since when and who paid.

use maud::{Markup, html};

use crate::compliance::Audit;
use crate::domain::rows::EquipmentRow;
use crate::http::View;
use crate::registry::{Kept, PointOnDate};
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Table, badge, format, names};

pub(super) fn section(view: &View, audit: &Audit, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let rows = view.registry.records.equipment.of(point.id());
    let stated = rows.iter().any(|row| row.period.starts_by(view.date()));
    html! {
        h2 #equipment { (lang.text("nav-equipment")) }
        @if stated { (table(view, audit, point, rows)) } @else { p.notice { (lang.text("equipment-unknown")) } }
    }
}

fn table(view: &View, audit: &Audit, point: &PointOnDate, rows: &[Kept<EquipmentRow>]) -> Markup {
    let lang = view.lang;
    let columns = ["equipment-type", "equipment-has", "holds", "funder", "equipment-state"];
    let columns = columns.map(|key| Column::text(lang.text(key))).to_vec();
    let lines = audit.rules().equipment.iter().map(|kind| {
        let held: Vec<&Kept<EquipmentRow>> =
            rows.iter().filter(|row| row.kind == kind.id && row.period.contains(view.date())).collect();
        let has = audit.has_equipment(point, &kind.id);
        let pieces = audit.pieces(point, &kind.id).filter(|pieces| *pieces > 0);
        let periods: Vec<String> = held.iter().map(|row| format::period(lang, &row.period)).collect();
        let join = |field: fn(&EquipmentRow) -> Option<&str>| {
            let found: Vec<&str> = held.iter().filter_map(|row| field(row)).collect();
            (!found.is_empty()).then(|| found.join("; "))
        };
        let absent = has == Some(false);
        let told = |text: Option<String>| if absent { html! { (lang.text("not-there")) } } else { or_unknown(lang, text) };
        vec![
            html! { (names::ruled(lang, &kind.title)) },
            html! { (presence(view, has)) @if let Some(pieces) = pieces { " " (format::plural(lang, "pieces-count", pieces as usize)) } },
            told((!periods.is_empty()).then(|| periods.join("; "))),
            told(join(|row| row.funder.as_deref())),
            told(join(|row| row.state.as_deref())),
        ]
    });
    html! { (Table::new(lang.text("equipment-point-caption"), columns).stacked().rows(lines)) }
}

fn presence(view: &View, has: Option<bool>) -> Markup {
    let answer = match has {
        Some(true) => crate::domain::Answer::Yes,
        Some(false) => crate::domain::Answer::No,
        None => crate::domain::Answer::Unknown,
    };
    badge::answer(view.lang, answer)
}
