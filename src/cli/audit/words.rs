//! Ids of the report as a Ukrainian official reads them: names, dates, shares, conditions.

use chrono::NaiveDate;

use crate::cli::texts::LANG;
use crate::compliance::indicator::Counts;
use crate::compliance::point::Missing;
use crate::compliance::{Judgement, LeaveOut};
use crate::domain::TerritoryCode;
use crate::registry::Source;
use crate::rulebook::Unit;
use crate::wording::{figures, format, names};

pub const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Points | Unit::Count => "точки",
        Unit::Hromadas => "громади",
        Unit::Positions => "позиції",
        Unit::Cards => "картки",
    }
}

/// «так», «ні» or «невідомо».
pub fn yes_no_unknown(yes: Option<bool>) -> &'static str {
    match yes {
        Some(true) => "так",
        Some(false) => "ні",
        None => "невідомо",
    }
}

/// «Не враховано: тимчасово окуповані громади.»
pub fn left_out(left_out: LeaveOut) -> String {
    let which = match (left_out.occupied, left_out.hostilities) {
        (true, true) => "leave-out-occupied-hostilities",
        (true, false) => "leave-out-occupied",
        (false, true) => "leave-out-hostilities",
        (false, false) => "leave-out-none",
    };
    format!("{}: {}.", LANG.text("leave-out"), LANG.text(which))
}

pub fn date(day: NaiveDate) -> String {
    format::date(LANG, day)
}

/// A share as a percentage; a dash where there is none.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format::percent(LANG, share))
}

/// The share or the number of a figure; «невідомо» where nothing is known of any member.
pub fn share(unit: Unit, counts: &Counts) -> String {
    if counts.is_all_unknown(unit) {
        return yes_no_unknown(None).to_owned();
    }
    figures::level(LANG, unit, counts).unwrap_or_else(|| percent(None))
}

/// A baseline or a target in the unit of the figure; a dash where there is none.
pub fn goal(unit: Unit, value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| figures::goal(LANG, unit, value))
}

/// An import: what it is called, its file, its day, and whether it is sample data.
pub fn source(source: &Source) -> String {
    let file = source.file.as_ref().map(|file| format!(", {file}")).unwrap_or_default();
    let sample = if source.sample { format!(" ({})", LANG.text("sample-data").to_lowercase()) } else { String::new() };
    format!("{}{file}, {}{sample}", names::action(LANG, &source.action), date(source.at.date_naive()))
}

/// The name of a missing service, with a mark where it is withdrawn.
pub fn missing_service(missing: &Missing<'_>) -> String {
    let mark = missing.withdrawn.map(|_| format!(" ({})", LANG.text("service-withdrawn")));
    format!("{}{}", missing.name, mark.unwrap_or_default())
}

/// A service group by its title.
pub fn group<'a>(audit: &'a Judgement, id: &'a str) -> &'a str {
    audit.rules().group(id).map_or(id, |group| group.title.uk.as_str())
}

/// A type of equipment by its title.
pub fn equipment<'a>(audit: &'a Judgement, id: &'a str) -> &'a str {
    audit.rules().equipment_type(id).map_or(id, |kind| kind.title.uk.as_str())
}

/// A place by its name.
pub fn place(audit: &Judgement, code: Option<TerritoryCode>) -> &str {
    code.and_then(|code| audit.registry().records.territories.get(code)).map_or("", |place| place.name.as_str())
}

/// Points by name.
pub fn points(audit: &Judgement, codes: &[&str]) -> String {
    let name = |code: &&str| audit.registry().point(code).map_or(*code, |point| point.row().name.as_str()).to_owned();
    codes.iter().map(name).collect::<Vec<_>>().join("; ")
}
