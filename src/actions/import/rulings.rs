//! The catalogue of services and the steps of their technological cards.

use super::context::ImportContext;
use super::keep_absent_columns::fill;
use super::references;
use super::withdrawals::{keep_withdrawn, tell_ends};
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::domain::rows::{ServiceRow, StepRow};

pub async fn services(ground: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let parsed = references::read::<ServiceRow>(ground, bytes).await?;
    let mut table = ground.own_table(parsed)?;
    let index = ground.index::<ServiceRow>().await?;
    keep_withdrawn(ground, &mut table.rows, &table.absent, &index);
    fill(&mut table.rows, &table.absent, &index, ground.day);
    tell_ends(ground, &table.rows, &index).await?;
    Ok(Draft { services: ground.plan_over(index, table), ..Draft::default() })
}

pub async fn steps(ground: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let table = ground.read::<StepRow>(bytes).await?;
    for row in &table.rows {
        ground.service(row.row, &row.value.service);
    }
    Ok(Draft { steps: ground.plan_own(table).await?, ..Draft::default() })
}
