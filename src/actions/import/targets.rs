//! Baselines and targets of indicators, as the programme of a territory states them.

use super::context::ImportContext;
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::domain::rows::TargetRow;
use crate::formats::Numbered;
use crate::rulebook::Unit;

pub async fn targets(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let mut table = context.read::<TargetRow>(bytes).await?;
    for row in table.all_mut() {
        check(context, row);
    }
    Ok(Draft { targets: context.plan_own(table).await?, ..Draft::default() })
}

fn check(context: &mut ImportContext<'_>, row: &Numbered<TargetRow>) {
    let (at, target) = (row.row, &row.value);
    let Some(indicator) = context.rules.indicator(&target.indicator) else { return };
    if indicator.unit != Unit::Count && target.value > 1.0 {
        let reason = "fault-share-above-one";
        context.fault(at, "value", target.value, reason, "expected-share-or-percent");
    }
}
