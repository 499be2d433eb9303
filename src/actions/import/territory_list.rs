//! The list of territories of order 376: statuses of hromadas, also of those it names settlement by settlement.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::context::ImportContext;
use super::territories::{is_known, tell_passed};
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::actions::merge::plan;
use crate::domain::rows::FactRow;
use crate::domain::{Category, Fact, Message, Period, TerritoryCode, TerritoryStatus};
use crate::formats::territory_list::ListedTerritory;
use crate::formats::{self, Numbered};
use crate::registry::Territories;

/// Stretches of days with a status.
type Spans = Vec<(TerritoryStatus, Period)>;

/// What the list says of places, and where it first names them.
#[derive(Default)]
struct Listed {
    spans: BTreeMap<TerritoryCode, Spans>,
    rows: BTreeMap<TerritoryCode, u32>,
}

impl Listed {
    fn add(&mut self, place: TerritoryCode, listed: &Numbered<ListedTerritory>) {
        let status = listed.value.section.status();
        if status != TerritoryStatus::Ordinary {
            let periods = listed.value.periods.iter().map(|period| (status, *period));
            self.spans.entry(place).or_default().extend(periods);
            self.rows.entry(place).or_insert(listed.row);
        }
    }

    fn of(&self, place: TerritoryCode) -> &[(TerritoryStatus, Period)] {
        self.spans.get(&place).map_or(&[], Vec::as_slice)
    }
}

/// Statuses of hromadas: stated for the whole, or for every one of its settlements.
pub async fn territory_list(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let rows = context.rows(formats::territory_list::read(bytes))?;
    let tree = context.tree().await?;
    let (mut hromadas, mut settlements) = (Listed::default(), Listed::default());
    let (mut partial, mut passed) = (0, 0);
    for row in &rows {
        if !is_known(context, &tree, row.row, row.value.code, &mut passed) {
            continue;
        }
        let whole = hromadas_of(&tree, row.value.code);
        if whole.is_empty() {
            settlements.add(row.value.code, row);
        }
        partial += usize::from(row.value.partial && !whole.is_empty());
        for hromada in whole {
            hromadas.add(hromada, row);
        }
    }
    tell_passed(context, passed);
    if partial > 0 {
        context.warn(0, "name", partial, "fault-status-exceptions", "");
    }
    add_wholly_listed(context, &tree, &mut hromadas, &settlements);
    let facts: Vec<FactRow> = hromadas.spans.iter().flat_map(|(hromada, spans)| statuses(*hromada, spans)).collect();
    let facts = plan(&context.index().await?, facts, None);
    Ok(Draft { facts, ..Draft::default() })
}

/// Adds what settlements say of their hromada, and names the hromadas concerned.
fn add_wholly_listed(context: &mut ImportContext<'_>, tree: &Territories, hromadas: &mut Listed, settlements: &Listed) {
    let concerned = settlements.spans.keys().filter_map(|code| tree.hromada_of(*code)).map(|place| place.code);
    let mut others = Vec::new();
    for hromada in concerned.collect::<BTreeSet<_>>() {
        let all: Vec<TerritoryCode> = tree.children(hromada).map(|place| place.code).collect();
        let spans = common_spans(hromadas.of(hromada), &all, settlements);
        if spans.is_empty() {
            others.push((hromada, all));
            continue;
        }
        tell_settlements(context, tree, (hromada, &all), (settlements, "fault-status-by-settlements"));
        hromadas.spans.entry(hromada).or_default().extend(spans);
    }
    for (hromada, all) in others {
        tell_settlements(context, tree, (hromada, &all), (settlements, "fault-status-of-settlements"));
    }
}

/// The stretches in which every settlement has a status, by itself or with its hromada; the mildest of them is that of the
/// hromada.
fn common_spans(whole: &[(TerritoryStatus, Period)], all: &[TerritoryCode], settlements: &Listed) -> Spans {
    let on = |spans: &[(TerritoryStatus, Period)], day| {
        spans.iter().filter(|(_, period)| period.contains(day)).map(|(status, _)| *status).max()
    };
    let ends = bounds(all.iter().flat_map(|code| settlements.of(*code)).chain(whole));
    let next = ends.iter().copied().skip(1).map(Some).chain([None]);
    let stretches = ends.iter().zip(next).filter_map(|(day, next)| {
        let stated = on(whole, *day);
        let common = all.iter().map(|code| on(settlements.of(*code), *day).max(stated)).min()?;
        // What is stated for the whole needs no settlements.
        Some((common.filter(|_| common > stated)?, Period::new(Some(*day), next)))
    });
    stretches.collect()
}

/// Days on which something begins or has ended.
fn bounds<'a>(spans: impl Iterator<Item = &'a (TerritoryStatus, Period)>) -> BTreeSet<NaiveDate> {
    spans.flat_map(|(_, period)| [period.from, period.until]).flatten().collect()
}

/// Says of how many settlements of a hromada the list speaks.
fn tell_settlements(
    context: &mut ImportContext<'_>,
    tree: &Territories,
    (hromada, all): (TerritoryCode, &[TerritoryCode]),
    (settlements, reason): (&Listed, &'static str),
) {
    let listed: Vec<u32> = all.iter().filter_map(|code| settlements.rows.get(code).copied()).collect();
    let reason = Message::new(reason).with("listed", listed.len()).with("all", all.len());
    let name = tree.get(hromada).map(|place| format!("{hromada} {}", tree.full_name(place)));
    context.warn(listed.into_iter().min().unwrap_or(0), "code", name.unwrap_or_default(), reason, "");
}

fn hromadas_of(tree: &Territories, code: TerritoryCode) -> Vec<TerritoryCode> {
    match tree.get(code).map(|place| place.category) {
        Some(Category::Hromada) => vec![code],
        Some(Category::Oblast | Category::Raion | Category::SpecialCity) => {
            tree.children(code).flat_map(|place| hromadas_of(tree, place.code)).collect()
        }
        _ => Vec::new(),
    }
}

/// One row for each stretch of days with one status; where sections overlap, occupation goes before hostilities.
fn statuses(hromada: TerritoryCode, spans: &[(TerritoryStatus, Period)]) -> Vec<FactRow> {
    let mut rows: Vec<FactRow> = Vec::new();
    for day in bounds(spans.iter()) {
        let holding = spans.iter().filter(|(_, period)| period.contains(day));
        let status = holding.map(|(status, _)| *status).max();
        let open = rows.last_mut().filter(|row| row.period.until.is_none());
        match (open, status) {
            (Some(row), Some(status)) if row.fact == Fact::TerritoryStatus(status) => continue,
            (Some(row), _) => row.period.until = Some(day),
            (None, _) => {}
        }
        if let Some(status) = status {
            let period = Period::new(Some(day), None);
            rows.push(FactRow { hromada, fact: Fact::TerritoryStatus(status), period });
        }
    }
    rows
}
