//! Baselines and targets of indicators, as the programme of a territory states them.

use super::ground::Ground;
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::domain::rows::TargetRow;
use crate::formats::{Numbered, tables};
use crate::registry::Territories;
use crate::registry::rulebook::Unit;

pub async fn targets(context: &mut Ground<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let mut table = context.own_table(tables::targets::read(bytes))?;
    let tree = context.tree().await?;
    for row in table.all_mut() {
        check(context, &tree, row);
    }
    context.refuse_clashes(&table.rows);
    Ok(Draft { targets: context.plan_own(table).await?, ..Draft::default() })
}

fn check(context: &mut Ground<'_>, tree: &Territories, row: &mut Numbered<TargetRow>) {
    let (at, target) = (row.row, &mut row.value);
    if tree.get(target.territory).is_none() {
        let reason = "такого коду немає в кодифікаторі";
        context.fault(at, "territory", target.territory, reason, "код області, району або громади");
    }
    let rules = context.rules;
    let known = rules.indicators.iter().map(|indicator| (indicator.id.as_str(), &indicator.title));
    context.named((at, "indicator"), &mut target.indicator, known, "такого показника немає");
    let Some(indicator) = rules.indicator(&target.indicator) else { return };
    if indicator.unit != Unit::Count && target.value > 1.0 {
        let reason = "частка більша за одиницю";
        context.fault(at, "value", target.value, reason, "від 0 до 1 або відсоток зі знаком %");
    }
}
