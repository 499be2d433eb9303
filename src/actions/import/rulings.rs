//! The catalogue of services and the steps of their technological cards.

use super::ground::Ground;
use super::unstated::fill;
use super::withdrawals::{keep_withdrawn, tell_ends};
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::domain::rows::ServiceRow;
use crate::formats::{Numbered, tables};

pub async fn services(ground: &mut Ground<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let parsed = tables::services::read(bytes);
    let absent = parsed.absent.clone();
    let mut table = ground.own_table(parsed)?;
    let index = ground.index::<ServiceRow>().await?;
    keep_withdrawn(ground, &mut table.rows, &absent, &index);
    fill(&mut table.rows, &absent, &index, ground.day);
    for row in table.all_mut() {
        check_words(ground, row);
    }
    tell_ends(ground, &table.rows, &index).await?;
    Ok(Draft { services: ground.plan_columns_over(index, table, absent), ..Draft::default() })
}

fn check_words(ground: &mut Ground<'_>, row: &mut Numbered<ServiceRow>) {
    let rules = ground.rules;
    let groups = rules.groups.iter().map(|group| (group.id.as_str(), &group.title));
    ground.named((row.row, "group"), &mut row.value.group, groups, "такої групи послуг немає");
    let events = rules.life_events.iter().map(|event| (event.id.as_str(), &event.title));
    for event in &mut row.value.life_events {
        ground.named((row.row, "life_events"), event, events.clone(), "такої життєвої події немає");
    }
}

pub async fn steps(ground: &mut Ground<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let table = ground.own_table(tables::service_steps::read(bytes))?;
    for row in &table.rows {
        ground.service(row.row, &row.value.service);
    }
    Ok(Draft { steps: ground.plan_own(table).await?, ..Draft::default() })
}
