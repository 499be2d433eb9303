//! `guide-report`: the quarterly report of a centre as JSON; every key that is missing or null is unknown.

use serde_json::{Map, Value};

use super::cells::number;
use super::columns::clip;
use super::limits::RowMemory;
use super::repeated::refuse_repeated;
use super::{Fault, FaultList, InputLimits, Numbered, Parsed, json, text_faults};
use crate::domain::facts::parse_bool;
use crate::domain::{Message, TextRule};

/// A report of one centre.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GuideReport {
    pub org: Organisation,
    pub address: Address,
    pub general: General,
    pub activity: Activity,
    pub info: InfoSupport,
    pub services: AdminServices,
}

impl GuideReport {
    /// Code of the centre; reading refuses a report without one.
    #[must_use]
    pub fn code(&self) -> &str {
        self.org.idf.as_deref().or(self.general.asc_idf.as_deref()).unwrap_or_default()
    }
}

/// Declares one section of the report with the kind of each field, and how it is read.
macro_rules! section {
    ($(#[$meta:meta])* $name:ident {
        texts: [$($text:ident),* $(,)?],
        flags: [$($flag:ident),* $(,)?],
        counts: [$($count:ident),* $(,)?],
        measures: [$($measure:ident),* $(,)?],
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(pub $text: Option<String>,)*
            $(pub $flag: Option<bool>,)*
            $(pub $count: Option<u32>,)*
            $(pub $measure: Option<f64>,)*
        }

        impl $name {
            fn read(part: &mut ReportSection<'_>) -> Self {
                Self {
                    $($text: part.text(stringify!($text)),)*
                    $($flag: part.flag(stringify!($flag)),)*
                    $($count: part.count(stringify!($count)),)*
                    $($measure: part.measure(stringify!($measure)),)*
                }
            }
        }
    };
}

section! {
    /// `asc_org`: who reports.
    Organisation { texts: [idf, name], flags: [], counts: [], measures: [], }
}

section! {
    /// `asc_org.address` with its `locality` (`codifier` is a KATOTTG code).
    Address {
        texts: [address_full, postal_code, locality_codifier, locality_name],
        flags: [],
        counts: [],
        measures: [lat, lon],
    }
}

section! {
    /// `general_data`: place, hours, premises.
    General {
        texts: [
            asc_name, asc_idf, asc_type, edrpou, date_created, date_closed, region, district, local_community, city,
            locality, village, street, building_number, consult_phone, consult_email, website, work_time_mon,
            work_time_tue, work_time_wed, work_time_thu, work_time_fri, work_time_sat, work_time_sun,
        ],
        flags: [
            is_diia, is_active, is_inactive, is_permanent_working_unit, is_structural_unit, has_bus_stop_near,
            has_free_parking, has_free_parking_inv, has_break, works_in_saturday,
        ],
        counts: [
            num_mobile_center, num_days_per_week, num_days_per_week_bef_20, num_waiting_seats, num_served_people,
        ],
        measures: [total_sq, open_reception_sq, open_info_sq, open_waiting_sq, open_service_sq],
    }
}

section! {
    /// `activity_data`: staff, queue, payment, feedback, barrier-free flags.
    Activity {
        texts: [],
        flags: [
            has_automatic_queue_handle, has_prev_appointment_personal, has_prev_appointment_online, has_bank_payment,
            has_pos_terminal_payment, has_self_service_payment, has_photocopy, has_free_wifi, has_corner_self_service,
            has_technical_room, has_ramp, has_stairs_with_handrails, has_equiped_technical_room, has_braille_font,
            has_deaf_adaptation, has_temp_place_strollers,
        ],
        counts: [
            num_total_empl, num_business_reg, num_realty_reg, num_residence_reg, num_feedback_total,
            num_feedback_positive, num_feedback_negative,
        ],
        measures: [avg_waiting],
    }
}

section! {
    /// `info_support_data`: registers and stands.
    InfoSupport {
        texts: [],
        flags: [
            has_person_org_register, has_real_estate_rights_register, has_demography_register, has_land_cadastre,
            has_info_terminal_access, has_info_stand_access,
        ],
        counts: [],
        measures: [],
    }
}

section! {
    /// `admin_service_data`: counts of services.
    AdminServices {
        texts: [],
        flags: [is_all_asc_services_via_center],
        counts: [
            num_total_services, num_e_services, num_city_services, num_services_residence, num_services_passport,
            num_services_vehicle, num_acts_services, num_dzk_services,
        ],
        measures: [],
    }
}

/// Reads the report of one centre or an array of reports; the row of a fault is the number of the report from 1.
#[must_use]
pub fn read(bytes: &[u8]) -> Parsed<GuideReport> {
    let limits = InputLimits::OUTSIDE;
    let (mut parsed, mut memory) = (Parsed::default(), RowMemory::new(&limits));
    let read = json::each_object(bytes, &limits, "results", &mut |row, object, length| {
        let told = parsed.faults.len();
        let value = report(row, object, &mut parsed.faults);
        if parsed.faults.len() > told {
            return Ok(());
        }
        parsed.rows.push(Numbered { row, value });
        memory.add_bytes::<GuideReport>(row, length)
    });
    if let Err(fault) = read {
        return Parsed::refused(fault);
    }
    refuse_repeated(&mut parsed, "asc_org.idf", |report| report.code().to_owned());
    parsed
}

fn report(row: u32, object: &Map<String, Value>, faults: &mut FaultList) -> GuideReport {
    let report = GuideReport {
        org: Organisation::read(&mut ReportSection::at_path(row, object, "asc_org", faults)),
        address: Address::read(&mut ReportSection::at_path(row, object, "asc_org.address", faults)),
        general: General::read(&mut ReportSection::at_path(row, object, "general_data", faults)),
        activity: Activity::read(&mut ReportSection::at_path(row, object, "activity_data", faults)),
        info: InfoSupport::read(&mut ReportSection::at_path(row, object, "info_support_data", faults)),
        services: AdminServices::read(&mut ReportSection::at_path(row, object, "admin_service_data", faults)),
    };
    if report.general.asc_idf.is_none() && report.org.idf.is_none() {
        faults.push(Fault {
            row,
            column: "asc_org.idf".into(),
            value: String::new(),
            reason: "fault-no-centre-id".into(),
            expected: "expected-centre-id".into(),
        });
    }
    report
}

/// One object within a report, read by key.
struct ReportSection<'a> {
    row: u32,
    path: &'static str,
    object: Option<&'a Map<String, Value>>,
    faults: &'a mut FaultList,
}

impl<'a> ReportSection<'a> {
    fn at_path(row: u32, report: &'a Map<String, Value>, path: &'static str, faults: &'a mut FaultList) -> Self {
        let mut steps = path.split('.');
        let first = steps.next().and_then(|step| report.get(step)?.as_object());
        let object = steps.try_fold(first, |object, step| Some(object?.get(step)?.as_object())).flatten();
        Self { row, path, object, faults }
    }

    fn text_of(&self, key: &str) -> String {
        let object = self.object;
        let nested = |part: &str| object?.get("locality")?.as_object()?.get(part);
        let value = object.and_then(|object| object.get(key)).or_else(|| nested(key.strip_prefix("locality_")?));
        value.map(json::value_text).unwrap_or_default()
    }

    fn parsed<T>(&mut self, key: &str, parse: impl FnOnce(&str) -> Option<T>, expected: &'static str) -> Option<T> {
        let text = self.text_of(key);
        if text.is_empty() {
            return None;
        }
        let value = parse(&text);
        if value.is_none() {
            self.fault(key, &text, "fault-wrong-type", expected);
        }
        value
    }

    fn fault(&mut self, key: &str, value: &str, reason: impl Into<Message>, expected: impl Into<Message>) {
        self.faults.push(Fault {
            row: self.row,
            column: format!("{}.{key}", self.path),
            value: clip(value),
            reason: reason.into(),
            expected: expected.into(),
        });
    }

    fn text(&mut self, key: &str) -> Option<String> {
        let text = self.text_of(key);
        if let Err(fault) = rule(key).check(&text) {
            let (reason, expected) = text_faults::words(fault);
            self.fault(key, &text, reason, expected);
        }
        Some(text).filter(|text| !text.is_empty())
    }

    fn flag(&mut self, key: &str) -> Option<bool> {
        self.parsed(key, parse_bool, "expected-boolean")
    }

    fn count(&mut self, key: &str) -> Option<u32> {
        self.parsed(key, crate::domain::facts::parse_people, "expected-count")
    }

    fn measure(&mut self, key: &str) -> Option<f64> {
        self.parsed(key, |text| number(text).filter(|value| *value >= 0.0), "expected-number")
    }
}

/// Hours of seven days stand together in one free text, so each may take a part of it.
fn rule(key: &str) -> TextRule {
    if key.ends_with("idf") { TextRule::CODE } else { TextRule::NAME }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{
        "asc_org": {"idf": "SN12000007", "name": "ЦНАП", "address": {"address_full": "Миру, 1", "lat": "49,58",
            "lon": 34.55, "locality": {"codifier": "UA53080370010073240", "name": "Полтава"}}},
        "general_data": {"asc_type": 1, "is_diia": true, "total_sq": 120.5, "num_mobile_center": 2,
            "work_time_mon": "08:00-17:00", "unknown_key": {"a": 1}},
        "activity_data": {"has_ramp": false, "has_braille_font": null, "num_total_empl": "7"},
        "info_support_data": null
    }"#;

    #[test]
    fn a_report_reads_with_its_missing_keys_unknown() {
        let parsed = read(REPORT.as_bytes());
        assert!(parsed.faults.is_empty(), "{:?}", parsed.faults);
        let report = &parsed.rows[0].value;
        assert_eq!(report.address.locality_codifier.as_deref(), Some("UA53080370010073240"));
        assert_eq!((report.address.lat, report.general.total_sq), (Some(49.58), Some(120.5)));
        assert_eq!((report.activity.has_ramp, report.activity.has_braille_font), (Some(false), None));
        assert_eq!((report.activity.num_total_empl, report.info.has_land_cadastre), (Some(7), None));
        assert_eq!(report.general.asc_type.as_deref(), Some("1"));
    }

    #[test]
    fn an_array_reads_and_faults_name_the_report_and_the_field() {
        let text =
            format!(r#"[{REPORT}, {{"asc_org": {{"idf": "X"}}, "general_data": {{"total_sq": "багато"}}}}, {{}}]"#);
        let parsed = read(text.as_bytes());
        let told: Vec<(u32, &str)> = parsed.faults.iter().map(|f| (f.row, f.column.as_str())).collect();
        assert_eq!(told, [(2, "general_data.total_sq"), (3, "asc_org.idf")]);
        assert_eq!(parsed.rows.len(), 1);
    }

    #[test]
    fn other_json_is_refused() {
        for text in ["", "7", "[1]", "{\"results\": 1}", "{"] {
            assert_eq!(read(text.as_bytes()).faults.len(), 1, "{text}");
        }
    }
}
