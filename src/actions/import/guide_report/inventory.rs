//! Answers, equipment and figures of a report. A key that is missing or null states nothing.

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};

use crate::actions::import::ground::Ground;
use crate::actions::import::guide_registry::FLAGS;
use crate::actions::merge::{Index, Merge as _};
use crate::domain::rows::{AnswerRow, EquipmentRow, FigureRow};
use crate::domain::timeline::holding;
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
pub struct Lots(HashMap<(String, String), Vec<EquipmentRow>>);

impl Lots {
    pub fn new(index: &Index<EquipmentRow>, day: NaiveDate) -> Self {
        let mut rows: HashMap<String, Vec<EquipmentRow>> = HashMap::new();
        for stored in index.all() {
            rows.entry(stored.kept.row.key()).or_default().push(stored.kept.row.clone());
        }
        let mut lots = Self::default();
        for mut rows in rows.into_values() {
            rows.sort_by_key(|row| row.period.from);
            if let Some(held) = holding(&rows, day) {
                lots.0.entry((held.point.clone(), held.kind.clone())).or_default().push(held.clone());
            }
        }
        lots
    }

    fn of(&self, point: &str, kind: &str) -> &[EquipmentRow] {
        self.0.get(&(point.to_owned(), kind.to_owned())).map_or(&[], Vec::as_slice)
    }
}

/// Equipment the report states to be there or not.
pub fn equipment(ground: &mut Ground<'_>, row: &Numbered<GuideReport>, lots: &Lots) -> Vec<EquipmentRow> {
    let report = &row.value;
    let activity = &report.activity;
    let stated = [
        ("card_terminal", activity.has_pos_terminal_payment),
        ("e_queue", activity.has_automatic_queue_handle),
        ("visitor_wifi", activity.has_free_wifi),
        ("copier", activity.has_photocopy),
        ("info_terminal", either(report.info.has_info_terminal_access, activity.has_corner_self_service)),
    ];
    let code = report.code();
    let mut rows = Vec::new();
    for (kind, flag) in stated {
        if let Some(flag) = flag {
            rows.extend(present(code, kind, flag, lots.of(code, kind)));
        }
    }
    if let Some(pieces) = report.general.num_mobile_center {
        if let Some(counted) = counted(code, "mobile_case", pieces, lots.of(code, "mobile_case")) {
            rows.extend(counted);
        } else {
            let reason = "кількість не збігається з обліком за джерелами коштів: не завантажено";
            ground.warn(row.row, "general_data.num_mobile_center", pieces, reason, "");
        }
    }
    rows
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

/// A flag tells no quantity, so a known quantity stays; «no» ends every lot.
fn present(point: &str, kind: &str, flag: bool, held: &[EquipmentRow]) -> Vec<EquipmentRow> {
    let there: Vec<&EquipmentRow> = held.iter().filter(|lot| lot.quantity > 0).collect();
    match (flag, there.is_empty()) {
        (true, true) => vec![lot(point, kind, 1)],
        (true, false) => there.into_iter().map(again).collect(),
        (false, true) if held.is_empty() => vec![lot(point, kind, 0)],
        (false, true) => held.iter().map(again).collect(),
        (false, false) => there.into_iter().map(|held| EquipmentRow { quantity: 0, ..again(held) }).collect(),
    }
}

/// A count replaces the lot without a funder; `None` where other lots are known and the sum differs.
fn counted(point: &str, kind: &str, pieces: u32, held: &[EquipmentRow]) -> Option<Vec<EquipmentRow>> {
    if pieces == 0 {
        return Some(present(point, kind, false, held));
    }
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
    fn a_flag_keeps_a_known_quantity_and_no_ends_every_lot() {
        assert_eq!(quantities(&present("p", "copier", true, &[])), [1]);
        assert_eq!(quantities(&present("p", "copier", true, &[held(3, None)])), [3]);
        assert_eq!(quantities(&present("p", "copier", true, &[held(0, None)])), [1]);
        assert_eq!(quantities(&present("p", "copier", false, &[])), [0]);
        assert_eq!(quantities(&present("p", "copier", false, &[held(3, None), held(1, Some("ПРООН"))])), [0, 0]);
    }

    #[test]
    fn a_count_does_not_double_funded_lots() {
        assert_eq!(counted("p", "copier", 2, &[held(1, None)]).map(|rows| quantities(&rows)), Some(vec![2]));
        assert_eq!(counted("p", "copier", 1, &[held(1, Some("x"))]).map(|rows| quantities(&rows)), Some(vec![1]));
        assert_eq!(counted("p", "copier", 2, &[held(1, Some("x"))]), None);
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
