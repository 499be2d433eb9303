//! The point a report tells of: its place, life, hours, premises and contacts.

use chrono::NaiveDate;

use super::inventory::flags;
use super::place::{Places, ResolvedPlace, name};
use crate::actions::import::context::ImportContext;
use crate::domain::rows::PointRow;
use crate::domain::{Period, PointKind, PointStatus, Precision, parse_date};
use crate::formats::Numbered;
use crate::formats::guide_report::{General, GuideReport};
use crate::store::Stored;

/// What a report says of its point.
pub enum Statement {
    /// It stands so from the day on.
    Stands(Box<PointRow>),
    /// A known row ended before the day.
    Ended(Box<Stored<PointRow>>, Box<PointRow>),
}

/// The point as reported; `None` where the report tells nothing that can be kept, with a warning or a fault.
pub fn state_point(
    context: &mut ImportContext<'_>,
    places: &Places<'_>,
    row: &Numbered<GuideReport>,
    known: &[Stored<PointRow>],
    day: NaiveDate,
) -> Option<Statement> {
    let general = &row.value.general;
    let created = date(context, row.row, "general_data.date_created", general.date_created.as_deref());
    let closed = closed(context, row, day);
    let begun = |day: NaiveDate| known.iter().rev().find(|old| old.kept.period.starts_by(day));
    if let Some(closed) = closed.filter(|closed| *closed <= day)
        && let Some(old) = begun(closed)
    {
        let period = Period::new(old.kept.period.from, Some(closed));
        let new = PointRow { period, status: PointStatus::Closed, ..old.kept.row.clone() };
        return (!period.is_empty()).then(|| Statement::Ended(Box::new(old.clone()), Box::new(new)));
    }
    let from = if known.is_empty() { created.filter(|created| *created <= day) } else { None };
    if closed.is_some_and(|closed| closed <= from.unwrap_or(day)) {
        let reason = "fault-closed-before-start";
        context.warn(row.row, "general_data.date_closed", general.date_closed.as_deref().unwrap_or(""), reason, "");
        return None;
    }
    let held = begun(day).filter(|old| old.kept.period.contains(day)).map(|old| &old.kept.row);
    let status = if closed.is_some() { PointStatus::Closed } else { status(general) };
    let point = point(context, places, row, held)?;
    Some(Statement::Stands(Box::new(PointRow { period: Period::new(from, closed), status, ..point })))
}

/// The day the centre was closed; a centre that works has none, whatever an old field says.
fn closed(context: &mut ImportContext<'_>, row: &Numbered<GuideReport>, day: NaiveDate) -> Option<NaiveDate> {
    let general = &row.value.general;
    let column = "general_data.date_closed";
    let closed = date(context, row.row, column, general.date_closed.as_deref())?;
    if closed <= day && general.is_active == Some(true) {
        context.warn(row.row, column, closed, "fault-closing-date-ignored", "");
        return None;
    }
    Some(closed)
}

fn date(context: &mut ImportContext<'_>, row: u32, column: &str, text: Option<&str>) -> Option<NaiveDate> {
    let text = text?;
    let date = parse_date(text);
    if date.is_none() {
        context.warn(row, column, text, "fault-date-ignored", "expected-iso-date");
    }
    date
}

fn status(general: &General) -> PointStatus {
    match (general.is_active, general.is_inactive) {
        (Some(true), _) | (None, None | Some(false)) => PointStatus::Active,
        _ => PointStatus::Suspended,
    }
}

/// The reported row; what the report does not state is as it was `known`.
fn point(
    context: &mut ImportContext<'_>,
    places: &Places<'_>,
    row: &Numbered<GuideReport>,
    known: Option<&PointRow>,
) -> Option<PointRow> {
    let report = &row.value;
    let Some(name) = name(report).map(str::to_owned).or_else(|| known.map(|known| known.name.clone())) else {
        context.fault(row.row, "general_data.asc_name", "", "fault-empty", "expected-centre-name");
        return None;
    };
    let found = places.find(context, row);
    let location = places.location(context, row, &found);
    let general = &report.general;
    let (hours, hours_text) = hours(context, row);
    let email = context.email(row.row, "general_data.consult_email", general.consult_email.clone());
    let old = known.cloned().unwrap_or_else(|| PointRow::new(report.code(), PointKind::Cnap, &name));
    // Not filled in is written as nought as often as it is left empty.
    let area = |stated: Option<f64>, old: Option<f64>| stated.filter(|area| *area > 0.0).or(old);
    Some(PointRow {
        kind: found.kind.unwrap_or(old.kind),
        address: report.address.address_full.clone().or(old.address.clone()),
        location: location.or(old.location),
        precision: if location.is_some() { Precision::Address } else { old.precision },
        diia_centre: general.is_diia.or(old.diia_centre),
        area_total: area(general.total_sq, old.area_total),
        area_waiting: area(general.open_waiting_sq, old.area_waiting),
        area_service: area(general.open_service_sq, old.area_service),
        workers: report.activity.num_total_empl.filter(|workers| *workers > 0).or(old.workers),
        hours: if hours_text.is_some() { hours } else { old.hours.clone() },
        hours_text: hours_text.or(old.hours_text.clone()),
        phone: general.consult_phone.clone().or(old.phone.clone()),
        email: email.or(old.email.clone()),
        web: general.website.clone().or(old.web.clone()),
        features: features(report, &old.features),
        name,
        ..placed(old, found)
    })
}

/// The old row at the place found; a district of another hromada is not its own any more.
fn placed(old: PointRow, found: ResolvedPlace) -> PointRow {
    if found.hromada.is_none() && found.settlement.is_none() {
        let unknown = old.hromada.is_none() && old.settlement.is_none();
        let located_in = if unknown { found.located_in.or(old.located_in) } else { old.located_in };
        return PointRow { located_in, ..old };
    }
    let starosta_district = old.starosta_district.filter(|_| old.hromada == found.hromada);
    let settlement = found.settlement.or(old.settlement.filter(|_| old.hromada == found.hromada));
    PointRow {
        hromada: found.hromada,
        settlement,
        located_in: found.located_in,
        starosta_district,
        resolution: found.resolution,
        ..old
    }
}

/// Hours in OSM syntax, if they can be read, and as stated.
fn hours(context: &mut ImportContext<'_>, row: &Numbered<GuideReport>) -> (Option<String>, Option<String>) {
    let general = &row.value.general;
    let days = [
        ("пн", &general.work_time_mon),
        ("вт", &general.work_time_tue),
        ("ср", &general.work_time_wed),
        ("чт", &general.work_time_thu),
        ("пт", &general.work_time_fri),
        ("сб", &general.work_time_sat),
        ("нд", &general.work_time_sun),
    ];
    let stated: Vec<String> =
        days.iter().filter_map(|(day, hours)| Some(format!("{day}: {}", hours.as_ref()?))).collect();
    if stated.is_empty() {
        return (None, None);
    }
    let text = stated.join("; ");
    (context.hours((row.row, super::WORK_TIME), &text), Some(text))
}

/// Yes/no statements under the report's own keys, or the registry's where they say the same.
fn features(report: &GuideReport, known: &[(String, bool)]) -> Vec<(String, bool)> {
    let (general, activity, info) = (&report.general, &report.activity, &report.info);
    let stated = [
        ("free_parking", general.has_free_parking),
        ("e_registr", activity.has_prev_appointment_online),
        ("self_serv", activity.has_corner_self_service),
        ("has_bus_stop_near", general.has_bus_stop_near),
        ("has_free_parking_inv", general.has_free_parking_inv),
        ("has_prev_appointment_personal", activity.has_prev_appointment_personal),
        ("has_bank_payment", activity.has_bank_payment),
        ("has_self_service_payment", activity.has_self_service_payment),
        ("has_technical_room", activity.has_technical_room),
        ("has_info_stand_access", info.has_info_stand_access),
    ];
    let mut features: Vec<(String, bool)> = known.to_vec();
    let stated = stated.into_iter().filter_map(|(key, flag)| Some((key, flag?)));
    for (key, flag) in stated.chain(flags(report)) {
        match features.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = flag,
            None => features.push((key.to_owned(), flag)),
        }
    }
    features
}
