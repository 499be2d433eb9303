//! The fields of each form.

use maud::{Markup, html};

use super::fields::{Sheet, id};
use super::{access, card, labels, services};
use crate::actions::forms::FormKind;
use crate::compliance::figures::Span;
use crate::domain::{Category, TerritoryCode};
use crate::http::AppState;
use crate::http::urls::in_lang;
use crate::site::parts::{Column, Table, format, links, names};

/// The fields of the form.
pub fn of(state: &AppState, sheet: &Sheet<'_>) -> Markup {
    match &sheet.asked.kind {
        FormKind::Card => card::card(sheet),
        FormKind::Contacts => html! { @for name in ["phone", "email", "web"] { (sheet.text(name)) } },
        FormKind::Hours => card::hours(sheet),
        FormKind::Services => services::body(state, sheet),
        FormKind::Access(checklist) => access::body(sheet, checklist),
        FormKind::Equipment => equipment(sheet),
        FormKind::Figures(period) => figures(sheet, period),
        FormKind::Districts => districts(sheet),
    }
}

/// A row for every known lot of a type and one for a new one.
fn equipment(sheet: &Sheet<'_>) -> Markup {
    let (view, lang) = (sheet.view, sheet.view.lang);
    let Some(point) = sheet.asked.point() else { return html! {} };
    html! {
        p { (lang.text("form-equipment-lead")) }
        @for kind in &view.registry.records.rules.equipment {
            fieldset.item {
                legend { (names::ruled(lang, &kind.title)) }
                @if let Some(has) = view.registry.equipment_at(point, &kind.id).flag.map(|flag| flag.present) {
                    p.hint { (lang.text("equipment-flag")) ": " @if has { (lang.text("yes")) } @else { (lang.text("no")) } }
                }
                @for (at, part) in lots(sheet, &kind.id).iter().enumerate() {
                    @let is_known = sheet.asked.base.origin(&format!("{part}.quantity")).is_some();
                    @if at > 0 && !is_known {
                        details open[sheet.is_touched(part)] {
                            summary { (lang.text("form-equipment-more")) }
                            (lot_fields(sheet, part, is_known))
                        }
                    } @else { (lot_fields(sheet, part, is_known)) }
                }
            }
        }
    }
}

/// The parts of the form for the lots of a type, a new one last.
fn lots(sheet: &Sheet<'_>, kind: &str) -> Vec<String> {
    let parts = (0..).map(|lot| format!("{kind}.{lot}"));
    parts.take_while(|part| sheet.asked.base.has(&format!("{part}.quantity"))).collect()
}

fn lot_fields(sheet: &Sheet<'_>, part: &str, is_known: bool) -> Markup {
    let lang = sheet.view.lang;
    let label = |name: &str, column: &str| {
        html! { label for=(id(name)) { (names::column(lang, "equipment", column)) } }
    };
    let (quantity, funder, state) = (format!("{part}.quantity"), format!("{part}.funder"), format!("{part}.state"));
    html! {
        div.row {
            @if !is_known { p.hint { (lang.text("form-equipment-new")) } }
            div.field { (label(&quantity, "quantity")) (sheet.input(&quantity, "numeric", None)) (sheet.faults(&quantity)) }
            div.field { (label(&state, "state")) (sheet.input(&state, "text", None)) (sheet.faults(&state)) }
            @if is_known {
                p { (names::column(lang, "equipment", "funder")) ": "
                    (labels::value(sheet.view, &sheet.asked.kind, &funder, sheet.asked.base.get(&funder))) }
                (sheet.origin(&quantity))
            } @else {
                div.field { (label(&funder, "funder")) (sheet.input(&funder, "text", None)) (sheet.faults(&funder)) }
            }
        }
    }
}

/// The measures of a quarter, with what the quarter before it said.
fn figures(sheet: &Sheet<'_>, period: &str) -> Markup {
    let (view, lang) = (sheet.view, sheet.view.lang);
    let Some(point) = sheet.asked.point() else { return html! {} };
    let before = Span::parse(period).map(|span| span.previous().to_string()).unwrap_or_default();
    let rows = view.registry.records.figures.rows_of(point.id());
    let last = |measure: &str| {
        let row = rows.iter().rev().find(|row| row.period == before && row.measure == measure);
        row.map(|row| format::short_number(lang, row.value))
    };
    let path = |period: &str| in_lang(lang, &super::form_path(point.code(), &FormKind::Figures(period.to_owned())));
    html! {
        p { (lang.text("form-figures-lead")) " "
            a href=(path(&before)) { (lang.with("form-figures-before", [("period", labels::period(view, &before).into())])) } }
        @for measure in &view.registry.records.rules.measures {
            @let name = format!("{}.value", measure.id);
            div.field {
                label for=(id(&name)) { (names::ruled(lang, &measure.title)) }
                (sheet.input(&name, "decimal", None)) " "
                span.hint { (lang.with("form-figure-last", [("period", labels::period(view, &before).into())])) ": "
                    (last(&measure.id).unwrap_or_else(|| lang.text("not-stated"))) }
                (sheet.faults(&name))
                (sheet.origin(&name))
            }
        }
    }
}

/// The names of the districts, a new one, and the district of every settlement.
fn districts(sheet: &Sheet<'_>) -> Markup {
    let (view, lang) = (sheet.view, sheet.view.lang);
    let hromada = sheet.asked.place.hromada;
    let all = view.registry.records.districts.all.iter();
    let own: Vec<_> = all.filter(|district| district.hromada == hromada).collect();
    let mut options = vec![(String::new(), lang.text("form-no-district"))];
    options.extend(own.iter().map(|district| (district.code.clone(), format!("{} {}", district.code, district.name))));
    options.push(("new".to_owned(), lang.text("form-new-district")));
    let settlements = view.registry.records.territories.children(hromada);
    let is_settlement = |category| matches!(category, Category::City | Category::SettlementType | Category::Village);
    let mut settlements: Vec<TerritoryCode> =
        settlements.filter(|place| is_settlement(place.category)).map(|place| place.code).collect();
    settlements.sort_by_key(|code| crate::domain::collation_key(&links::territory_name(view, *code)));
    let rows = settlements.iter().map(|code| {
        let (name, place) = (format!("{code}.district"), links::territory_name(view, *code));
        let widget = html! { (sheet.select(&name, Some(&place), &options)) (sheet.faults(&name)) };
        vec![html! { (place) }, widget, sheet.origin(&name)]
    });
    let columns = ["settlement", "form-district", "source"].map(|key| Column::text(lang.text(key))).to_vec();
    html! {
        @for district in &own { (sheet.text(&format!("{}.name", district.code))) }
        fieldset.item {
            legend { (lang.text("form-new-district")) }
            @for column in ["code", "name"] {
                @let name = format!("new.{column}");
                div.field { label for=(id(&name)) { (names::column(lang, "starosta-districts", column)) }
                    (sheet.input(&name, "text", None)) (sheet.faults(&name)) }
            }
            (sheet.faults("new.settlements"))
        }
        @for district in &own { (sheet.faults(&format!("{}.settlements", district.code))) }
        (Table::new(lang.text("form-settlements"), columns).stacked().rows(rows))
    }
}
