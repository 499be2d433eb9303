//! The catalogue of services and the editions of mandatory lists.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;

use super::corrections::take_voided;
use super::ground::{Ground, OwnTable};
use super::unstated::fill;
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::domain::rows::{DeclaredRow, ListClass, PositionRow, ServiceRow};
use crate::formats::{Numbered, tables};

pub async fn services(ground: &mut Ground<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let parsed = tables::services::read(bytes);
    let absent = parsed.absent.clone();
    let mut table = ground.own_table(parsed)?;
    fill(&mut table.rows, &absent, &ground.index::<ServiceRow>().await?, ground.day);
    for row in table.all_mut() {
        check_words(ground, row);
    }
    Ok(Draft { services: ground.plan_own(table).await?, ..Draft::default() })
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

/// Editions are imported whole: a position that is not in the file leaves its edition, and the journal keeps it.
pub async fn positions(ground: &mut Ground<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let OwnTable { rows, voids } = ground.own_table(tables::mandatory::read(bytes))?;
    for row in &rows {
        ground.service(row.row, &row.value.service);
    }
    warn_of_sample(ground, &rows);
    let mut index = ground.index::<PositionRow>().await?;
    let voided = take_voided(ground, &mut index, voids);
    let editions: HashSet<(String, NaiveDate)> =
        rows.iter().map(|row| (row.value.list.clone(), row.value.in_force)).collect();
    let stated: HashSet<String> = rows.iter().map(|row| crate::actions::merge::Merge::key(&row.value)).collect();
    let declared = ground.index::<DeclaredRow>().await?;
    let declared: Vec<DeclaredRow> = declared.all().map(|row| row.kept.row.clone()).collect();
    let loaded: Vec<&PositionRow> = rows.iter().map(|row| &row.value).collect();
    warn_of_fewer_declared(ground, &loaded, &declared);
    let mut positions = crate::actions::merge::plan(&index, rows.iter().map(|row| row.value.clone()), None);
    positions.remove = index
        .all()
        .filter(|old| editions.contains(&(old.kept.list.clone(), old.kept.in_force)))
        .filter(|old| !stated.contains(&crate::actions::merge::Merge::key(&old.kept.row)))
        .cloned()
        .chain(voided)
        .collect();
    Ok(Draft { positions, ..Draft::default() })
}

pub async fn declared(ground: &mut Ground<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let table = ground.own_table(tables::read::<DeclaredRow>(bytes))?;
    let index = ground.index::<PositionRow>().await?;
    let loaded: Vec<&PositionRow> = index.all().map(|row| &row.kept.row).collect();
    let stated: Vec<DeclaredRow> = table.rows.iter().map(|row| row.value.clone()).collect();
    warn_of_fewer_declared(ground, &loaded, &stated);
    Ok(Draft { declared: ground.plan_own(table).await?, ..Draft::default() })
}

/// An edition the rules call a sample is no ground for judging real centres, and whoever imports it is told so.
fn warn_of_sample(ground: &mut Ground<'_>, rows: &[Numbered<PositionRow>]) {
    let editions: BTreeSet<(&str, NaiveDate)> =
        rows.iter().map(|row| (row.value.list.as_str(), row.value.in_force)).collect();
    for (list, in_force) in editions.into_iter().filter(|(list, day)| ground.rules.is_sample(list, *day)) {
        let reason = "навчальний зразок редакції: усе, що за нею оцінено, позначатиметься як навчальні дані";
        ground.warn(0, "in_force", format!("{list} {in_force}"), reason, "офіційний текст редакції");
    }
}

/// A declared count below the loaded one is worth saying.
fn warn_of_fewer_declared(ground: &mut Ground<'_>, loaded: &[&PositionRow], declared: &[DeclaredRow]) {
    let mut counts: BTreeMap<(&str, NaiveDate, ListClass), u32> = BTreeMap::new();
    for position in loaded {
        for class in ListClass::ALL.into_iter().filter(|class| position.is_in(*class)) {
            *counts.entry((&position.list, position.in_force, class)).or_default() += 1;
        }
    }
    for row in declared {
        let count = counts.get(&(row.list.as_str(), row.in_force, row.class)).copied().unwrap_or(0);
        if row.count < count {
            let reason = format!("заявлено {} позицій класу {}, а завантажено {count}", row.count, row.class.word());
            ground.warn(0, "count", row.count, &reason, "заявлене число не менше за завантажене");
        }
    }
}
