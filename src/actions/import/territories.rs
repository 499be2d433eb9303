//! The tree of territories, its coordinates and its outlines.

use std::collections::{HashMap, HashSet};

use super::context::ImportContext;
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::domain::rows::TerritoryRow;
use crate::domain::{Category, Message, TerritoryCode};
use crate::formats::{self, Numbered, tables};
use crate::registry::Territories;
use crate::store::BoundaryRow;

pub async fn codifier(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let rows = context.rows(formats::katottg::read(bytes))?;
    check_tree(context, &rows).await?;
    Ok(Draft { territories: context.plan(rows).await?, ..Draft::default() })
}

pub async fn own_table(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let table = context.own_table(tables::territories::read(bytes))?;
    check_tree(context, &table.rows).await?;
    Ok(Draft { territories: context.plan_own(table).await?, ..Draft::default() })
}

async fn check_tree(context: &mut ImportContext<'_>, rows: &[Numbered<TerritoryRow>]) -> Result<(), Refusal> {
    let known = context.tree().await?;
    let stated: HashMap<TerritoryCode, Category> =
        rows.iter().map(|row| (row.value.code, row.value.category)).collect();
    for row in rows {
        check_parent(context, &known, &stated, row);
    }
    Ok(())
}

fn check_parent(
    context: &mut ImportContext<'_>,
    known: &Territories,
    stated: &HashMap<TerritoryCode, Category>,
    row: &Numbered<TerritoryRow>,
) {
    let place = &row.value;
    let Some(parent) = place.parent else {
        if !place.category.is_first_level() {
            context.fault(row.row, "parent", "", "fault-no-parent", "expected-higher-code");
        }
        return;
    };
    let category = stated.get(&parent).copied().or_else(|| known.get(parent).map(|place| place.category));
    match category {
        // The row of the parent has its own fault.
        None if context.is_spoiled(parent.as_str()) => {}
        None => context.fault(row.row, "parent", parent, "fault-not-in-codifier", "expected-higher-code"),
        Some(category) if !place.category.may_stand_in(category) => {
            let reason = Message::new("fault-category-cannot").with("category", place.category.letter().to_string());
            let reason = reason.with("above", category.letter().to_string());
            context.fault(row.row, "parent", parent, reason, "expected-proper-parent");
        }
        Some(_) => {}
    }
}

/// Whether rows of this code can be used: known; or of an oblast that is not loaded, then passed over; or a fault.
pub fn is_known(
    context: &mut ImportContext<'_>,
    tree: &Territories,
    row: u32,
    code: TerritoryCode,
    passed: &mut usize,
) -> bool {
    if tree.get(code).is_some() {
        return true;
    }
    let prefix = code.as_str().get(..4).unwrap_or_default();
    if tree.first_levels().any(|place| place.code.as_str().starts_with(prefix)) || tree.all().is_empty() {
        context.fault(row, "code", code, "fault-not-in-codifier", "expected-codifier-code");
    } else {
        *passed += 1;
    }
    false
}

/// Says how many rows belong to oblasts that are not loaded.
pub fn tell_passed(context: &mut ImportContext<'_>, passed: usize) {
    if passed > 0 {
        context.warn(0, "code", passed, "fault-oblasts-passed", "");
    }
}

pub async fn settlements(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let rows = context.rows(formats::settlements::read(bytes))?;
    let tree = context.tree().await?;
    let (mut stated, mut passed) = (Vec::with_capacity(rows.len()), 0);
    for row in rows {
        if !is_known(context, &tree, row.row, row.value.code, &mut passed) {
            continue;
        }
        if let Some(place) = tree.get(row.value.code) {
            let location = Some(row.value.location);
            stated.push(Numbered { row: row.row, value: TerritoryRow { location, ..place.row.clone() } });
        }
    }
    tell_passed(context, passed);
    Ok(Draft { territories: context.plan(stated).await?, ..Draft::default() })
}

pub async fn boundaries(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let rows = context.rows(formats::boundaries::read(bytes))?;
    let tree = context.tree().await?;
    let (mut stated, mut passed, mut seen) = (Vec::with_capacity(rows.len()), 0, HashSet::new());
    for row in rows {
        if !seen.insert(row.value.code) {
            context.fault(row.row, "katottg", row.value.code, "fault-code-repeated", "expected-one-outline");
        }
        if is_known(context, &tree, row.row, row.value.code, &mut passed) {
            let value = BoundaryRow { code: row.value.code, shape: row.value.geometry };
            stated.push(Numbered { row: row.row, value });
        }
    }
    tell_passed(context, passed);
    Ok(Draft { boundaries: context.plan(stated).await?, ..Draft::default() })
}
