//! Equipment of a point: every type of the rules, with pieces, since when, who paid, and which source says so.

use maud::{Markup, html};

use crate::compliance::Judgement;
use crate::domain::Answer;
use crate::domain::rows::EquipmentRow;
use crate::http::{Lang, RequestContext};
use crate::registry::{EquipmentOnDate, PointOnDate};
use crate::rulebook::EquipmentType;
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Table, badge, format, names, source};

pub(super) fn section(view: &RequestContext, audit: &Judgement, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let types = audit.rules().equipment.iter();
    let known: Vec<(&EquipmentType, EquipmentOnDate<'_>)> =
        types.map(|kind| (kind, view.registry.equipment_at(point, &kind.id))).collect();
    let stated = known.iter().any(|(_, one)| one.is_present().is_some());
    html! {
        h2 #equipment { (lang.text("nav-equipment")) }
        @if stated { (table(view, &known)) } @else { p.notice { (lang.text("equipment-unknown")) } }
    }
}

fn table(view: &RequestContext, known: &[(&EquipmentType, EquipmentOnDate<'_>)]) -> Markup {
    let lang = view.lang;
    let columns = ["equipment-type", "equipment-has", "holds", "funder", "equipment-state", "source"];
    let columns = columns.map(|key| Column::text(lang.text(key))).to_vec();
    let rows = known.iter().map(|(kind, one)| row(view, kind, one));
    html! { (Table::new(lang.text("equipment-point-caption"), columns).stacked().rows(rows)) }
}

fn row(view: &RequestContext, kind: &EquipmentType, one: &EquipmentOnDate<'_>) -> Vec<Markup> {
    let lang = view.lang;
    let absent = one.is_present() == Some(false);
    let or_absent = |text: Option<String>| {
        if one.is_inferred() {
            html! { "–" }
        } else if absent {
            html! { (lang.text("not-there")) }
        } else {
            or_unknown(lang, text)
        }
    };
    vec![
        html! { (names::ruled(lang, &kind.title)) },
        presence(lang, one),
        or_unknown(lang, periods(lang, one)),
        or_absent(joined(one, |row| row.funder.as_deref())),
        or_absent(joined(one, |row| row.state.as_deref())),
        sources(view, one),
    ]
}

/// Whether it is there, and how many pieces.
fn presence(lang: Lang, one: &EquipmentOnDate<'_>) -> Markup {
    let answer = match one.is_present() {
        Some(true) => Answer::Yes,
        Some(false) => Answer::No,
        None => Answer::Unknown,
    };
    html! {
        (badge::answer_badge(lang, answer))
        @match (answer, one.pieces()) {
            (Answer::Yes, Some(pieces)) => { " " (format::plural(lang, "pieces-count", pieces as usize)) }
            (Answer::Yes, None) => { " " span.small { (lang.text("pieces-not-stated")) } }
            (Answer::No, _) if one.is_inferred() => { " " span.small { (lang.text("equipment-inferred-mark")) } }
            _ => {}
        }
    }
}

/// Since when each row or the flag holds; nothing where the absence only follows from other rows.
fn periods(lang: Lang, one: &EquipmentOnDate<'_>) -> Option<String> {
    let flag = one.flag.map(|flag| crate::domain::Period::new(flag.from, flag.row.period.until));
    let periods = one.rows.iter().map(|row| row.period).chain(flag);
    let periods: Vec<String> = periods.map(|period| format::period(lang, &period)).collect();
    (!periods.is_empty()).then(|| periods.join("; "))
}

fn joined(one: &EquipmentOnDate<'_>, field: fn(&EquipmentRow) -> Option<&str>) -> Option<String> {
    let found: Vec<&str> = one.rows.iter().filter_map(|row| field(row)).collect();
    (!found.is_empty()).then(|| found.join("; "))
}

/// Which import says so, of flags that it is one.
fn sources(view: &RequestContext, one: &EquipmentOnDate<'_>) -> Markup {
    let lang = view.lang;
    let mut told: Vec<(u32, chrono::NaiveDate)> = one.rows.iter().map(|row| (row.source, row.confirmed)).collect();
    told.dedup();
    html! {
        @if let Some(flag) = one.flag {
            (lang.text("equipment-flag")) ": " (source::line(view, flag.row.source, flag.row.confirmed))
        } @else if told.is_empty() && one.is_present().is_some() {
            (lang.text("equipment-concluded"))
        } @else if told.is_empty() {
            (crate::site::parts::unknown(lang))
        } @else {
            @for (index, (id, confirmed)) in told.iter().enumerate() {
                @if index > 0 { "; " }
                (source::line(view, *id, *confirmed))
            }
        }
    }
}
