//! The starosta districts of a hromada with their settlements: rows of `starosta-districts`.

use super::{Base, Subject, Values};
use crate::domain::rows::DistrictRow;
use crate::domain::{Category, TerritoryCode};
use crate::formats::Format;
use crate::formats::typed_table::{TypedTable, field_name};
use crate::registry::Sourced;

const COLUMNS: [&str; 4] = ["hromada", "code", "name", "settlements"];
/// The part of the form of a district that is not there yet.
const NEW: &str = "new";
/// The field of a settlement that names its district.
const DISTRICT: &str = "district";

/// Districts of the hromada in order of code.
fn districts<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a Sourced<DistrictRow>> {
    let hromada = subject.hromada;
    subject.registry.records.districts.all.iter().filter(move |district| district.hromada == hromada)
}

/// Settlements of the hromada in order of code.
fn settlements(subject: &Subject<'_>) -> Vec<TerritoryCode> {
    let is_settlement = |category| matches!(category, Category::City | Category::SettlementType | Category::Village);
    let own = subject.registry.records.territories.children(subject.hromada);
    own.filter(|place| is_settlement(place.category)).map(|place| place.code).collect()
}

pub fn base(subject: &Subject<'_>) -> Base {
    let mut base = Base::default();
    for district in districts(subject) {
        base.add(field_name(&district.code, "name"), &*district.name, Some(district.origin_of("name")));
    }
    for settlement in settlements(subject) {
        let serving = districts(subject).find(|district| district.settlements.contains(&settlement));
        let origin = serving.map(|district| district.origin_of("settlements"));
        let code = serving.map(|district| district.code.clone()).unwrap_or_default();
        base.add(field_name(settlement.as_str(), DISTRICT), code, origin);
    }
    for field in ["code", "name"] {
        base.add(field_name(NEW, field), "", None);
    }
    base
}

/// Settlements of a district that are none of the hromada's own stay where they are.
pub fn table(subject: &Subject<'_>, base: &Base, values: &Values) -> TypedTable {
    let mut table = TypedTable::new(Format::StarostaDistricts, &COLUMNS);
    let own = settlements(subject);
    let served = |code: &str| {
        let in_it = |place: &&TerritoryCode| values.over(base, &field_name(place.as_str(), DISTRICT)) == code;
        own.iter().filter(in_it).map(TerritoryCode::to_string).collect::<Vec<_>>()
    };
    let hromada = subject.hromada.to_string();
    for district in districts(subject) {
        let name = values.over(base, &field_name(&district.code, "name")).to_owned();
        let elsewhere = district.settlements.iter().filter(|place| !own.contains(place));
        let mut places = served(&district.code);
        places.extend(elsewhere.map(TerritoryCode::to_string));
        if places.iter().all(|place| district.settlements.iter().any(|known| known.as_str() == place))
            && places.len() == district.settlements.len()
        {
            // The same settlements stand in their known order, so that the row is only confirmed.
            places = district.settlements.iter().map(TerritoryCode::to_string).collect();
        }
        table.push(&district.code, [hromada.clone(), district.code.clone(), name, places.join(" ")]);
    }
    let new = |field: &str| values.get(&field_name(NEW, field)).unwrap_or_default().to_owned();
    let (code, name) = (new("code"), new("name"));
    if !(code.is_empty() && name.is_empty()) {
        // Settlements are given to it by the word a person knows it by before it is there.
        let places = served(NEW).join(" ");
        table.push(NEW, [hromada, code, name, places]);
    }
    table
}
