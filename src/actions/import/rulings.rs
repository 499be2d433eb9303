//! The catalogue of services and the steps of their technological cards.

use super::context::ImportContext;
use super::keep_absent_columns::fill;
use super::references;
use super::withdrawals::{keep_withdrawn, tell_ends};
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::domain::rows::{ServiceRow, StepRow};

pub async fn services(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let parsed = references::read::<ServiceRow>(context, bytes).await?;
    let mut table = context.own_table(parsed)?;
    let index = context.index::<ServiceRow>().await?;
    keep_withdrawn(context, &mut table.rows, &table.absent, &index);
    fill(&mut table.rows, &table.absent, &index, context.day);
    tell_ends(context, &table.rows, &index).await?;
    Ok(Draft { services: context.plan_over(index, table), ..Draft::default() })
}

pub async fn steps(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let table = context.read::<StepRow>(bytes).await?;
    for row in &table.rows {
        context.service(row.row, &row.value.service);
    }
    Ok(Draft { steps: context.plan_own(table).await?, ..Draft::default() })
}
