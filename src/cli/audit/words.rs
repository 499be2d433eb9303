//! Ukrainian words of the report.

use crate::compliance::LeaveOut;
use crate::domain::PointKind;
use crate::domain::rows::ListClass;
use crate::registry::rulebook::Unit;

pub const fn class(class: ListClass) -> &'static str {
    match class {
        ListClass::Cnap => "ЦНАП громади",
        ListClass::RaionCentre => "ЦНАП райцентру",
        ListClass::OblastCity => "ЦНАП міста обласного значення",
        ListClass::Tp => "територіальний підрозділ",
        ListClass::Vrm => "віддалене робоче місце",
    }
}

pub const fn kind(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Cnap => "ЦНАП",
        PointKind::Tp => "територіальний підрозділ",
        PointKind::Vrm => "віддалене робоче місце",
        PointKind::Mobile => "мобільний ЦНАП",
    }
}

pub const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Points => "точки",
        Unit::Hromadas => "громади",
        Unit::Positions => "позиції",
        Unit::Cards => "картки",
    }
}

pub const fn left_out(left_out: LeaveOut) -> &'static str {
    match (left_out.occupied, left_out.hostilities) {
        (true, true) => "Із розрахунку виключено громади під окупацією та в зоні бойових дій.",
        (true, false) => "Із розрахунку виключено громади під окупацією.",
        (false, true) => "Із розрахунку виключено громади в зоні бойових дій.",
        (false, false) => "Жодної території з розрахунку не виключено.",
    }
}

/// A share as a percentage; a dash where there is none.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", share * 100.0))
}
