//! Access points of the product's own table.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::context::{ImportContext, OwnTable};
use super::keep_absent_columns::fill;
use super::reference_location::{FARTHEST_KM, is_far, reference_location};
use super::references;
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::domain::rows::{DistrictRow, PointRow};
use crate::domain::{Category, Message, PointKind, TerritoryCode};
use crate::formats::references::{Match, Vocabulary};
use crate::formats::{Numbered, messages};
use crate::registry::Territories;
use crate::store::PointName;

/// Faults for which likely parents are sought.
const MAX_SOUGHT: usize = 50;

pub async fn points(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let parsed = references::read::<PointRow>(context, bytes).await?;
    let damaged = parsed.damaged.clone();
    let OwnTable { mut rows, voids, absent } = context.own_table(parsed)?;
    let index = context.index_of(rows.iter().chain(voids.iter().map(|void| &void.named)).map(|row| &row.value)).await?;
    fill(&mut rows, &absent, &index, context.day);
    let tree = context.tree().await?;
    let districts = context.index::<DistrictRow>().await?;
    let districts: HashMap<&str, TerritoryCode> =
        districts.all().map(|row| (row.kept.code.as_str(), row.kept.hromada)).collect();
    for row in &mut rows {
        check_place(context, &tree, row);
        check_located_in(context, &tree, row);
        check_district(context, &districts, row);
    }
    let latest = latest_names(context.write.point_names(&context.refs).await?, &rows);
    let kinds: HashMap<String, PointKind> = latest.iter().map(|(code, point)| (code.clone(), point.kind)).collect();
    let names: Vocabulary = latest.into_values().map(|point| (point.code, point.name)).collect();
    for row in &mut rows {
        check_parent(context, &kinds, &names, row);
        warn_of_unlikely(context, &tree, row);
    }
    for mut row in damaged {
        check_parent(context, &kinds, &names, &mut row);
    }
    Ok(Draft { points: context.plan_over(index, OwnTable { rows, voids, absent }), ..Draft::default() })
}

/// The last name of every point, kept or stated; a stated one goes before a kept one of the same day.
fn latest_names(kept: Vec<PointName>, rows: &[Numbered<PointRow>]) -> HashMap<String, PointName> {
    let mut latest: HashMap<String, PointName> = HashMap::new();
    let stated = rows.iter().map(|row| PointName::of_row(&row.value));
    for point in kept.into_iter().chain(stated) {
        match latest.entry(point.code.clone()) {
            Entry::Occupied(last) if point.from < last.get().from => {}
            entry => _ = entry.insert_entry(point),
        }
    }
    latest
}

/// The hromada and the settlement must exist and lie in one another; a settlement alone tells its hromada.
fn check_place(context: &mut ImportContext<'_>, tree: &Territories, row: &mut Numbered<PointRow>) {
    let point = &mut row.value;
    if let Some(settlement) = point.settlement {
        let category = tree.get(settlement).map(|place| place.category);
        if !category.is_some_and(|c| c.is_settlement() || matches!(c, Category::SpecialCity | Category::CityDistrict)) {
            let reason = "fault-no-settlement-in-codifier";
            context.fault(row.row, "settlement", settlement, reason, "expected-settlement-code");
            return;
        }
        point.hromada = point.hromada.or_else(|| tree.hromada_of(settlement).map(|place| place.code));
    }
    let Some(hromada) = point.hromada else { return };
    let special = tree.get(hromada).is_some_and(|place| place.category == Category::SpecialCity);
    if !special && !context.hromada(tree, row.row, "hromada", hromada) {
        return;
    }
    let stands = point.located_in.unwrap_or(hromada);
    if let Some(settlement) = point.settlement.filter(|place| !tree.lies_in(*place, stands)) {
        let reason = "fault-settlement-outside";
        let expected = "expected-settlement-or-located-in";
        context.fault(row.row, "settlement", settlement, reason, expected);
    }
}

/// What a point stands in is a hromada, or the raion or oblast where no more is known.
fn check_located_in(context: &mut ImportContext<'_>, tree: &Territories, row: &Numbered<PointRow>) {
    let Some(code) = row.value.located_in else { return };
    let category = tree.get(code).map(|place| place.category);
    let wide = matches!(category, Some(Category::Raion | Category::Oblast));
    let unplaced = row.value.hromada.is_none() && row.value.settlement.is_none();
    if category != Some(Category::Hromada) && !(wide && unplaced) {
        let reason = "fault-not-located-in";
        let expected = "expected-located-in";
        context.fault(row.row, "located_in", code, reason, expected);
    }
}

fn check_district(context: &mut ImportContext<'_>, districts: &HashMap<&str, TerritoryCode>, row: &Numbered<PointRow>) {
    let Some(code) = &row.value.starosta_district else { return };
    match districts.get(code.as_str()) {
        None => {
            let expected = "expected-district-code";
            context.fault(row.row, "starosta_district", code, "fault-no-district", expected);
        }
        Some(hromada) if row.value.hromada.is_some_and(|own| own != *hromada) => {
            context.fault(row.row, "starosta_district", code, "fault-district-of-other", "expected-own-district");
        }
        Some(_) => {}
    }
}

/// Premises and coordinates that contradict what stands beside them.
fn warn_of_unlikely(context: &mut ImportContext<'_>, tree: &Territories, row: &Numbered<PointRow>) {
    let point = &row.value;
    let parts = point.area_waiting.unwrap_or(0.0) + point.area_service.unwrap_or(0.0);
    if let Some(total) = point.area_total.filter(|total| *total < parts) {
        let reason = Message::new("fault-area-below-parts").with("parts", parts.to_string());
        context.warn(row.row, "area_total", total, reason, "expected-sum-of-areas");
    }
    let Some((lat, lon)) = point.location else { return };
    let stands = point.located_in.or(point.hromada);
    if is_far(reference_location(tree, stands, point.settlement), (lat, lon)) {
        let reason = Message::new("fault-far").with("km", FARTHEST_KM.to_string());
        context.warn(row.row, "lat", format!("{lat}, {lon}"), reason, "expected-near-settlement");
    }
}

/// The parent must be a centre that is kept or stands in the file; it may be named by its name.
fn check_parent(
    context: &mut ImportContext<'_>,
    kinds: &HashMap<String, PointKind>,
    names: &Vocabulary,
    row: &mut Numbered<PointRow>,
) {
    let Some(stated) = row.value.parent.clone() else { return };
    let parent = match names.find(&stated) {
        Match::Code(code) | Match::Name(code) => code,
        Match::Zeros(code) | Match::Date(code) => {
            let (reason, expected) = messages::spelling_mended(&code);
            context.warn(row.row, "parent", &stated, reason, expected);
            code
        }
        Match::Nothing(_) if context.is_spoiled(&stated) => return,
        Match::Nothing(unmatched) => {
            let is_few = context.faults.len() < MAX_SOUGHT && unmatched.candidates.is_empty();
            let candidates = if is_few { names.nearest(&stated) } else { unmatched.candidates };
            let expected = messages::perhaps("expected-centre-code", &candidates);
            return context.fault(row.row, "parent", stated, "fault-no-point", expected);
        }
    };
    if kinds.get(&parent) != Some(&PointKind::Cnap) {
        context.fault(row.row, "parent", stated, "fault-not-a-centre", "expected-centre-code");
    }
    row.value.parent = Some(parent);
}
