//! What a hromada submits speaks of that hromada alone.

use std::collections::{BTreeSet, HashMap};

use super::context::ImportContext;
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::actions::merge::{Merge, Plan};
use crate::domain::rows::PointRow;
use crate::domain::{Message, TerritoryCode};

/// Things of others that are named in a refusal.
const NAMED: usize = 10;

/// Refuses a draft with rows that are not the hromada's own: of the registry's common tables, of another hromada or of
/// another's points. A row that is only repeated counts too, since it would be confirmed.
///
/// # Errors
/// [`Refusal::Forbidden`] that names what is not the hromada's.
pub async fn check(context: &ImportContext<'_>, draft: &Draft, hromada: TerritoryCode) -> Result<(), Refusal> {
    let own_tables = ["hromada-facts", "starosta-districts", "points", "offerings", "answers", "equipment", "figures"];
    if let Some((table, _)) = draft.by_table().into_iter().find(|(table, _)| !own_tables.contains(table)) {
        return Err(Refusal::forbidden(Message::new("refused-common-table").with("table", table)));
    }
    let kept = context.write.all::<PointRow>(&context.refs).await?;
    let runs: HashMap<&str, Option<TerritoryCode>> =
        kept.iter().map(|row| (row.kept.row.code.as_str(), row.kept.row.hromada)).collect();
    let is_foreign_point = |code: &str| runs.get(code).is_some_and(|runs| *runs != Some(hromada));
    let mut foreign: BTreeSet<String> = BTreeSet::new();
    let moved = draft.points.rows().filter(|row| row.hromada != Some(hromada) || is_foreign_point(&row.code));
    foreign.extend(moved.map(|row| row.code.clone()));
    foreign.extend(draft.points.unchanged_owners.iter().filter(|code| is_foreign_point(code)).cloned());
    for owners in [owners(&draft.offerings), owners(&draft.answers), owners(&draft.equipment), owners(&draft.figures)] {
        foreign.extend(owners.into_iter().filter(|code| is_foreign_point(code)));
    }
    let own_code = hromada.to_string();
    let other = |code: &String| *code != own_code;
    foreign.extend(owners(&draft.facts).into_iter().filter(other));
    foreign.extend(draft.districts.rows().map(|row| row.hromada.to_string()).filter(other));
    refuse(&foreign)
}

/// Codes of the things the rows of a plan belong to.
fn owners<R: Merge>(plan: &Plan<R>) -> BTreeSet<String> {
    let stated = plan.rows().filter_map(Merge::owner).map(str::to_owned);
    stated.chain(plan.unchanged_owners.iter().cloned()).collect()
}

fn refuse(foreign: &BTreeSet<String>) -> Result<(), Refusal> {
    if foreign.is_empty() {
        return Ok(());
    }
    let named = foreign.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = if foreign.len() > NAMED { ", …" } else { "" };
    let reason = Message::new("refused-foreign-rows").with("count", foreign.len());
    Err(Refusal::forbidden(reason.with("named", format!("{named}{more}"))))
}
