//! What a table says nothing of, because it lacks the column, stays as it was kept.

use chrono::NaiveDate;

use crate::actions::merge::{Index, Merge};
use crate::domain::PointStatus;
use crate::domain::rows::{
    AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow, ServiceRow, StepRow,
    TargetRow, TerritoryRow,
};
use crate::formats::Numbered;

/// A row with fields a table may leave out.
pub trait Unstated: Merge {
    /// Takes the field of a column from what was kept; nothing of rows whose fields are all required.
    fn take(&mut self, _column: &str, _kept: &Self) {}
}

impl Unstated for DeclaredRow {}
impl Unstated for FactRow {}
impl Unstated for FigureRow {}
impl Unstated for TargetRow {}
/// What a source of places does not state stays by itself ([`Merge::onto`]).
impl Unstated for TerritoryRow {}

impl Unstated for OfferingRow {
    fn take(&mut self, column: &str, kept: &Self) {
        if column == "ground" {
            self.ground.clone_from(&kept.ground);
        }
    }
}

/// A measure and a note belong to the answer of one day.
impl Unstated for AnswerRow {
    fn take(&mut self, column: &str, kept: &Self) {
        if self.date != kept.date || self.answer != kept.answer {
            return;
        }
        match column {
            "measure" => self.measure = kept.measure,
            "note" => self.note.clone_from(&kept.note),
            _ => {}
        }
    }
}

impl Unstated for EquipmentRow {
    fn take(&mut self, column: &str, kept: &Self) {
        if column == "state" && self.period.from == kept.period.from {
            self.state.clone_from(&kept.state);
        }
    }
}

impl Unstated for DistrictRow {
    fn take(&mut self, column: &str, kept: &Self) {
        if column == "settlements" {
            self.settlements.clone_from(&kept.settlements);
        }
    }
}

impl Unstated for StepRow {
    fn take(&mut self, column: &str, kept: &Self) {
        match column {
            "responsible" => self.responsible.clone_from(&kept.responsible),
            "days" => self.days = kept.days,
            "note" => self.note.clone_from(&kept.note),
            _ => {}
        }
    }
}

/// Fills the fields of absent columns from the rows that held when the new ones begin, or else from the latest.
pub fn fill<R: Unstated>(rows: &mut [Numbered<R>], absent: &[&str], index: &Index<R>, day: Option<NaiveDate>) {
    for row in rows {
        let from = row.value.span().and_then(|period| period.from).or(day);
        let began = |kept: &&R| kept.span().and_then(|period| period.from) <= from;
        let key = row.value.key();
        let known = || index.stored_under(&key).iter().map(|stored| &stored.kept.row);
        let Some(kept) = known().rfind(began).or_else(|| known().last()) else { continue };
        for column in absent {
            row.value.take(column, kept);
        }
    }
}

impl Unstated for PointRow {
    fn take(&mut self, column: &str, kept: &Self) {
        let stands_there = self.hromada == kept.hromada && self.settlement == kept.settlement;
        match column {
            "parent" => self.parent.clone_from(&kept.parent),
            "hromada" if self.settlement.is_none() || self.settlement == kept.settlement => self.hromada = kept.hromada,
            "settlement" if self.hromada == kept.hromada => self.settlement = kept.settlement,
            "located_in" if stands_there => self.located_in = kept.located_in,
            "starosta_district" if stands_there => self.starosta_district.clone_from(&kept.starosta_district),
            "address" if stands_there => self.address.clone_from(&kept.address),
            "lat" if stands_there && self.address == kept.address => {
                self.location = kept.location;
                self.precision = kept.precision;
            }
            "status" if kept.status == PointStatus::Suspended => self.status = kept.status,
            "diia_centre" => self.diia_centre = kept.diia_centre,
            "area_total" => self.area_total = kept.area_total,
            "area_waiting" => self.area_waiting = kept.area_waiting,
            "area_service" => self.area_service = kept.area_service,
            "workers" => self.workers = kept.workers,
            "hours" => {
                self.hours.clone_from(&kept.hours);
                self.hours_text = self.hours_text.take().or_else(|| kept.hours_text.clone());
            }
            "phone" => self.phone.clone_from(&kept.phone),
            "email" => self.email.clone_from(&kept.email),
            "web" => self.web.clone_from(&kept.web),
            "resolution_method" if stands_there => self.resolution.clone_from(&kept.resolution),
            "features" => self.features.clone_from(&kept.features),
            _ => {}
        }
    }
}

impl Unstated for ServiceRow {
    fn take(&mut self, column: &str, kept: &Self) {
        match column {
            "identifier" => self.identifier.clone_from(&kept.identifier),
            "life_events" => self.life_events.clone_from(&kept.life_events),
            "provider" => self.provider.clone_from(&kept.provider),
            "basis" => self.basis.clone_from(&kept.basis),
            "term_days" => self.term_days = kept.term_days,
            "fee" => self.fee.clone_from(&kept.fee),
            "result" => self.result.clone_from(&kept.result),
            "documents" => self.documents.clone_from(&kept.documents),
            "audience" => self.audience.clone_from(&kept.audience),
            "channels" => self.channels.clone_from(&kept.channels),
            _ => {}
        }
    }
}
