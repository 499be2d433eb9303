//! Facts of hromadas, their starosta districts and the table of hromadas.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::context::{ImportContext, together};
use super::territories::{is_known, tell_passed};
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::actions::merge::Merge as _;
use crate::domain::rows::{DistrictRow, FactRow, TerritoryRow};
use crate::domain::{Fact, FactName, Message, Period, TerritoryCode};
use crate::formats::{self, Format, Numbered};
use crate::registry::Territories;

/// The day the population of the hromada table is of, unless the import says another.
fn population_day() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2022, 1, 1)
}

/// The day a national table speaks of by itself.
pub fn states_of(format: Format) -> Option<NaiveDate> {
    (format == Format::Hromadas).then(population_day).flatten()
}

pub async fn facts(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let table = context.read::<FactRow>(bytes).await?;
    let tree = context.tree().await?;
    for row in &table.rows {
        context.hromada(&tree, row.row, "hromada", row.value.hromada);
    }
    warn_of_ends(context, &table.rows).await?;
    Ok(Draft { facts: context.plan_own(table).await?, ..Draft::default() })
}

/// A fact that ends without a successor is unknown from then on: figures that rest on it become
/// undecided. A hromada without a territory status is ordinary, so the end of one leaves nothing open.
async fn warn_of_ends(context: &mut ImportContext<'_>, rows: &[Numbered<FactRow>]) -> Result<(), Refusal> {
    let rows: Vec<Numbered<FactRow>> = rows.iter().map(|row| dated(row, context.day)).collect();
    if rows.iter().all(|row| row.value.period.until.is_none()) {
        return Ok(());
    }
    let all = together(&context.index::<FactRow>().await?, &rows);
    for row in &rows {
        let Some(end) = row.value.period.until else { continue };
        let others = all.get(&row.value.key()).map_or(&[][..], Vec::as_slice);
        let status = row.value.fact.name() == FactName::TerritoryStatus;
        if status || others.iter().any(|other| follows(other.period, row.value.period, end)) {
            continue;
        }
        let reason = Message::new("fault-fact-ends").with("end", end.to_string());
        let expected = "expected-next-row";
        context.warn(row.row, "until", end, reason, expected);
    }
    Ok(())
}

fn dated(row: &Numbered<FactRow>, day: Option<NaiveDate>) -> Numbered<FactRow> {
    let mut row = row.clone();
    row.value.period.from = row.value.period.from.or(day);
    row
}

/// True when `other` begins after `own` and by its end, so that nothing is left open.
fn follows(other: Period, own: Period, end: NaiveDate) -> bool {
    other.from > own.from && other.from.is_some_and(|from| from <= end)
}

pub async fn districts(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let table = context.read::<DistrictRow>(bytes).await?;
    let rows = &table.rows;
    let tree = context.tree().await?;
    let kept = context.index::<DistrictRow>().await?;
    let stated: BTreeSet<&str> = rows.iter().map(|row| row.value.code.as_str()).collect();
    let voided = table.voids.iter().map(|void| void.named.value.code.as_str());
    let stated: BTreeSet<&str> = stated.into_iter().chain(voided).collect();
    let others = kept.all().map(|old| &old.kept.row).filter(|old| !stated.contains(old.code.as_str()));
    let mut served: HashMap<TerritoryCode, String> =
        others.flat_map(|old| old.settlements.iter().map(|place| (*place, old.code.clone()))).collect();
    for row in rows {
        check_district(context, &tree, row, &mut served);
    }
    Ok(Draft { districts: context.plan_own(table).await?, ..Draft::default() })
}

fn check_district(
    context: &mut ImportContext<'_>,
    tree: &Territories,
    row: &Numbered<DistrictRow>,
    served: &mut HashMap<TerritoryCode, String>,
) {
    let district = &row.value;
    if !context.hromada(tree, row.row, "hromada", district.hromada) {
        return;
    }
    for place in &district.settlements {
        let inside = tree.get(*place).is_some_and(|place| place.category.is_settlement())
            && tree.lies_in(*place, district.hromada);
        if !inside {
            let reason = "fault-settlement-of-other";
            context.fault(row.row, "settlements", place, reason, "expected-settlement-codes");
        }
        if let Some(other) = served.insert(*place, district.code.clone()) {
            let reason = Message::new("fault-settlement-in-district").with("other", other);
            context.fault(row.row, "settlements", place, reason, "expected-one-district");
        }
    }
}

pub async fn table(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let rows = context.rows(formats::hromadas::read(bytes))?;
    let tree = context.tree().await?;
    let (mut places, mut populations) = (Vec::new(), Vec::new());
    let from = context.day.or_else(population_day);
    let mut passed = 0;
    for row in rows {
        let stated = &row.value;
        if !is_known(context, &tree, row.row, stated.code, &mut passed) {
            continue;
        }
        if !context.hromada(&tree, row.row, "hromada_code", stated.code) {
            continue;
        }
        check_centre(context, &tree, row.row, stated.code, stated.centre);
        let Some(place) = tree.get(stated.code) else { continue };
        let location = stated.centre_location.or(place.location);
        let (kind, area_km2, centre) = (Some(stated.kind), stated.area_km2, stated.centre);
        let value = TerritoryRow { location, kind, area_km2, centre, ..place.row.clone() };
        places.push(Numbered { row: row.row, value });
        if let Some(people) = stated.population {
            let fact = Fact::Population(people);
            let value = FactRow { hromada: stated.code, fact, period: Period::new(from, None) };
            populations.push(Numbered { row: row.row, value });
        }
    }
    tell_passed(context, passed);
    let territories = context.plan(places).await?;
    Ok(Draft { territories, facts: context.plan(populations).await?, ..Draft::default() })
}

fn check_centre(
    context: &mut ImportContext<'_>,
    tree: &Territories,
    row: u32,
    hromada: TerritoryCode,
    centre: Option<TerritoryCode>,
) {
    if let Some(centre) = centre.filter(|centre| !tree.lies_in(*centre, hromada)) {
        let reason = "fault-centre-outside";
        context.fault(row, "center_code", centre, reason, "expected-own-settlement");
    }
}
