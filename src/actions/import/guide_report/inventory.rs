//! Answers, equipment and figures of a report. A key that is missing or null states nothing.

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};

use crate::actions::import::context::ImportContext;
use crate::actions::import::guide_registry::FLAGS;
use crate::actions::merge::{Index, Merge as _};
use crate::domain::rows::{AnswerRow, EquipmentRow, FigureRow};
use crate::domain::timeline::in_force_on;
use crate::domain::{Answer, Period};
use crate::formats::Numbered;
use crate::formats::guide_report::GuideReport;

/// The six flags as answers.
pub fn answers(report: &GuideReport) -> Vec<AnswerRow> {
    let flags = &report.activity;
    let stated = [
        ("ramp", flags.has_ramp),
        ("stairs_handrails", flags.has_stairs_with_handrails),
        ("equipped_sanitary_room", flags.has_equiped_technical_room),
        ("braille", flags.has_braille_font),
        ("deaf_adaptation", flags.has_deaf_adaptation),
        ("stroller_place", flags.has_temp_place_strollers),
    ];
    let answer = |criterion: &str, yes: bool| AnswerRow {
        point: report.code().to_owned(),
        checklist: FLAGS.to_owned(),
        date: None,
        criterion: criterion.to_owned(),
        answer: if yes { Answer::Yes } else { Answer::No },
        measure: None,
        note: None,
    };
    stated.into_iter().filter_map(|(criterion, flag)| Some(answer(criterion, flag?))).collect()
}

/// Figures of the quarter the day lies in.
pub fn figures(report: &GuideReport, day: NaiveDate) -> Vec<FigureRow> {
    let period = format!("{}Q{}", day.year(), day.month0() / 3 + 1);
    let count = |count: Option<u32>| count.map(f64::from);
    let stated = [
        ("services", count(report.services.num_total_services)),
        ("visitors", count(report.general.num_served_people)),
        ("waiting_minutes", report.activity.avg_waiting),
        ("staff", count(report.activity.num_total_empl)),
    ];
    let figure = |measure: &str, value: f64| FigureRow {
        point: report.code().to_owned(),
        period: period.clone(),
        measure: measure.to_owned(),
        value,
    };
    stated.into_iter().filter_map(|(measure, value)| Some(figure(measure, value?))).collect()
}

/// What is known of the points' equipment on the day: each lot (bought by one funder) by point and type.
#[derive(Debug, Default)]
pub struct EquipmentByPoint(HashMap<(String, String), Vec<EquipmentRow>>);

impl EquipmentByPoint {
    pub fn new(index: &Index<EquipmentRow>, day: NaiveDate) -> Self {
        let mut rows: HashMap<String, Vec<EquipmentRow>> = HashMap::new();
        for stored in index.all() {
            rows.entry(stored.kept.row.key()).or_default().push(stored.kept.row.clone());
        }
        let mut lots = Self::default();
        for mut rows in rows.into_values() {
            rows.sort_by_key(|row| row.period.from);
            if let Some(held) = in_force_on(&rows, day) {
                lots.0.entry((held.point.clone(), held.kind.clone())).or_default().push(held.clone());
            }
        }
        lots
    }

    fn rows_of(&self, point: &str, kind: &str) -> &[EquipmentRow] {
        self.0.get(&(point.to_owned(), kind.to_owned())).map_or(&[], Vec::as_slice)
    }
}

/// Equipment the report counts: mobile cases. What it only flags stands among the features of the point.
pub fn equipment(
    context: &mut ImportContext<'_>,
    row: &Numbered<GuideReport>,
    lots: &EquipmentByPoint,
) -> Vec<EquipmentRow> {
    const KIND: &str = "mobile_case";
    let code = row.value.code();
    let Some(pieces) = row.value.general.num_mobile_center.filter(|pieces| *pieces > 0) else { return Vec::new() };
    let counted = counted_equipment(code, KIND, pieces, lots.rows_of(code, KIND));
    if counted.is_none() {
        let reason = "fault-pieces-differ";
        context.warn(row.row, "general_data.num_mobile_center", pieces, reason, "");
    }
    counted.unwrap_or_default()
}

/// What the report says to be there or not, by the keys of `flags` in `data/equipment.toml`.
pub fn flags(report: &GuideReport) -> Vec<(&'static str, bool)> {
    let activity = &report.activity;
    let stated = [
        ("has_pos_terminal_payment", activity.has_pos_terminal_payment),
        ("has_automatic_queue_handle", activity.has_automatic_queue_handle),
        ("free_wifi", activity.has_free_wifi),
        ("has_photocopy", activity.has_photocopy),
        ("has_info_terminal", either(report.info.has_info_terminal_access, activity.has_corner_self_service)),
        ("has_mobile_case", report.general.num_mobile_center.map(|pieces| pieces > 0)),
    ];
    stated.into_iter().filter_map(|(key, flag)| Some((key, flag?))).collect()
}

/// Yes of either; no only of both.
fn either(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

fn lot(point: &str, kind: &str, quantity: u32) -> EquipmentRow {
    let (point, kind) = (point.to_owned(), kind.to_owned());
    EquipmentRow { point, kind, quantity, period: Period::default(), funder: None, state: None }
}

/// The lot stated again from the day on.
fn again(held: &EquipmentRow) -> EquipmentRow {
    EquipmentRow { period: Period::new(None, held.period.until), ..held.clone() }
}

/// A count replaces the lot without a funder; `None` where other lots are known and the sum differs.
fn counted_equipment(point: &str, kind: &str, pieces: u32, held: &[EquipmentRow]) -> Option<Vec<EquipmentRow>> {
    if held.iter().map(|lot| lot.quantity).sum::<u32>() == pieces {
        return Some(held.iter().map(again).collect());
    }
    let funded = held.iter().any(|lot| lot.funder.is_some() && lot.quantity > 0);
    (!funded).then(|| vec![lot(point, kind, pieces)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(quantity: u32, funder: Option<&str>) -> EquipmentRow {
        EquipmentRow { funder: funder.map(str::to_owned), ..lot("p", "copier", quantity) }
    }

    fn quantities(rows: &[EquipmentRow]) -> Vec<u32> {
        rows.iter().map(|row| row.quantity).collect()
    }

    #[test]
    fn a_count_does_not_double_funded_lots() {
        assert_eq!(counted_equipment("p", "copier", 2, &[held(1, None)]).map(|rows| quantities(&rows)), Some(vec![2]));
        assert_eq!(
            counted_equipment("p", "copier", 1, &[held(1, Some("x"))]).map(|rows| quantities(&rows)),
            Some(vec![1])
        );
        assert_eq!(counted_equipment("p", "copier", 2, &[held(1, Some("x"))]), None);
    }

    #[test]
    fn what_is_only_flagged_makes_no_row_of_equipment() {
        let mut report = GuideReport::default();
        report.activity.has_pos_terminal_payment = Some(true);
        report.activity.has_automatic_queue_handle = Some(false);
        report.general.num_mobile_center = Some(0);
        let expected =
            [("has_pos_terminal_payment", true), ("has_automatic_queue_handle", false), ("has_mobile_case", false)];
        assert_eq!(flags(&report), expected);
    }

    #[test]
    fn one_no_and_one_silence_state_nothing() {
        assert_eq!(either(Some(false), None), None);
        assert_eq!(either(Some(false), Some(false)), Some(false));
        assert_eq!(either(None, Some(true)), Some(true));
    }

    #[test]
    fn figures_stand_in_the_quarter_of_the_day_and_silence_states_none() {
        let mut report = GuideReport::default();
        report.services.num_total_services = Some(7);
        let found = figures(&report, NaiveDate::from_ymd_opt(2023, 12, 31).unwrap());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].period.as_str(), found[0].measure.as_str(), found[0].value), ("2023Q4", "services", 7.0));
        assert_eq!(answers(&report), []);
    }
}
