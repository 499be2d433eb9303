//! Editions of mandatory lists: whole ones, those an amendment makes, and the counts an act declares.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::context::{ImportContext, OwnTable};
use super::corrections::take_voided;
use super::references;
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::actions::merge::{Index, Merge, Plan, plan};
use crate::domain::Message;
use crate::domain::rows::{AmendmentRow, DeclaredRow, ListClass, PositionRow};
use crate::formats::tables::{self, amendments};
use crate::formats::{Numbered, Parsed};

/// A list and the date in force of an edition of it.
type EditionKey = (String, NaiveDate);
/// Positions of editions, in order of list and date.
type Editions = BTreeMap<EditionKey, Vec<PositionRow>>;

/// Services named where positions would leave an edition.
const NAMED: usize = 5;

/// A file is a whole edition, or several: a position that is not in it leaves its edition.
pub async fn positions(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let OwnTable { rows, voids, .. } = context.read::<PositionRow>(bytes).await?;
    for row in &rows {
        context.service(row.row, &row.value.service);
    }
    let mut stored = context.index::<PositionRow>().await?;
    let voided = take_voided(context, &mut stored, voids);
    // An edition that lacks its faulty rows would seem to lose positions.
    if !context.faults.is_empty() {
        return Ok(Draft::default());
    }
    let stated = by_edition(rows.into_iter().map(|row| row.value));
    context.sample |= stated.iter().any(is_shipped_sample);
    warn_of_samples(context, &stated);
    let mut draft = editions(context, &stored, &stated).await?;
    draft.positions.remove.extend(voided);
    Ok(draft)
}

/// The edition an amendment makes of the one in force the day before it.
pub async fn amendment(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let parsed = references::read::<AmendmentRow>(context, bytes).await?;
    let rows = context.rows(parsed)?;
    for row in &rows {
        context.service(row.row, &row.value.service);
    }
    if !context.faults.is_empty() {
        return Ok(Draft::default());
    }
    let stored = context.index::<PositionRow>().await?;
    let mut known = by_edition(stored.all().map(|row| row.kept.row.clone()));
    let mut made = Editions::new();
    for (key, changes) in changes_by_edition(rows) {
        let Some(before) = edition_before(&known, &key).map(<[PositionRow]>::to_vec) else {
            let reason = "fault-no-edition-before";
            context.fault(0, "in_force", edition_text(&key), reason, "expected-edition-first");
            continue;
        };
        match amendments::amend(&before, &changes) {
            Ok(positions) => {
                known.insert(key.clone(), positions.clone());
                made.insert(key, positions);
            }
            Err(faults) => context.take_faults(faults),
        }
    }
    context.sample |= rests_on_sample(context, &stored, &made).await?;
    refuse_other_edition(context, &stored, &made);
    warn_of_later(context, &known, &made);
    warn_of_undeclared(context, &made).await?;
    editions(context, &stored, &made).await
}

/// Counts of positions an act declares.
pub async fn declared(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let table = context.read::<DeclaredRow>(bytes).await?;
    let index = context.index::<PositionRow>().await?;
    let loaded: Vec<&PositionRow> = index.all().map(|row| &row.kept.row).collect();
    let stated: Vec<DeclaredRow> = table.rows.iter().map(|row| row.value.clone()).collect();
    warn_of_fewer_declared(context, &loaded, &stated);
    Ok(Draft { declared: context.plan_own(table).await?, ..Draft::default() })
}

/// Puts whole editions in the place of those stored.
async fn editions(
    context: &mut ImportContext<'_>,
    stored: &Index<PositionRow>,
    stated: &Editions,
) -> Result<Draft, Refusal> {
    let known = by_edition(stored.all().map(|row| row.kept.row.clone()));
    warn_of_shrunk(context, &known, stated);
    let declared = context.index::<DeclaredRow>().await?;
    let declared: Vec<DeclaredRow> = declared.all().map(|row| row.kept.row.clone()).collect();
    let loaded: Vec<&PositionRow> = stated.values().flatten().collect();
    warn_of_fewer_declared(context, &loaded, &declared);
    let mut positions = plan(stored, stated.values().flatten().cloned(), None);
    let keys: HashSet<String> = stated.values().flatten().map(Merge::key).collect();
    let left = |old: &&crate::store::Stored<PositionRow>| {
        stated.contains_key(&edition_of(&old.kept.row)) && !keys.contains(&old.kept.key())
    };
    positions.remove = stored.all().filter(left).cloned().collect();
    refuse_silent_removal(context, &positions, &known, stated);
    if !context.sample {
        restate_samples(context, stored, &mut positions).await?;
    }
    Ok(Draft { positions, ..Draft::default() })
}

fn edition_of(position: &PositionRow) -> EditionKey {
    (position.list.clone(), position.in_force)
}

fn by_edition(positions: impl Iterator<Item = PositionRow>) -> Editions {
    let mut editions = Editions::new();
    for position in positions {
        editions.entry(edition_of(&position)).or_default().push(position);
    }
    for positions in editions.values_mut() {
        positions.sort_by(|a, b| a.service.cmp(&b.service));
    }
    editions
}

fn changes_by_edition(rows: Vec<Numbered<AmendmentRow>>) -> BTreeMap<EditionKey, Vec<Numbered<AmendmentRow>>> {
    let mut changes: BTreeMap<EditionKey, Vec<Numbered<AmendmentRow>>> = BTreeMap::new();
    for row in rows {
        changes.entry((row.value.list.clone(), row.value.in_force)).or_default().push(row);
    }
    changes
}

/// The edition of the same list in force the day before.
fn edition_before<'e>(known: &'e Editions, (list, in_force): &EditionKey) -> Option<&'e [PositionRow]> {
    let earlier = known.iter().rev().find(|((other, day), _)| other == list && day < in_force);
    earlier.map(|(_, positions)| positions.as_slice())
}

fn edition_text((list, in_force): &EditionKey) -> String {
    format!("{list} {in_force}")
}

/// Positions leave a stored edition only where that was asked for.
fn refuse_silent_removal(
    context: &mut ImportContext<'_>,
    positions: &Plan<PositionRow>,
    known: &Editions,
    stated: &Editions,
) {
    if context.replace {
        return;
    }
    for (key, rows) in stated {
        let leaves = |old: &&crate::store::Stored<PositionRow>| edition_of(&old.kept.row) == *key;
        let mut gone: Vec<&str> = positions.remove.iter().filter(leaves).map(|old| old.kept.service.as_str()).collect();
        if gone.is_empty() {
            continue;
        }
        gone.sort_unstable();
        let kept = known.get(key).map_or(0, Vec::len);
        let more = if gone.len() > NAMED { ", …" } else { "" };
        let named = gone.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let reason = Message::new("fault-positions-gone").with("gone", gone.len());
        let reason = reason.with("named", format!("{named}{more}")).with("kept", kept);
        let reason = reason.with("stated", rows.len());
        let expected = "expected-whole-edition";
        context.fault(0, "in_force", edition_text(key), reason, expected);
    }
}

/// Two acts in force from one day are one amendment: the second alone would undo the first.
fn refuse_other_edition(context: &mut ImportContext<'_>, stored: &Index<PositionRow>, made: &Editions) {
    if context.replace {
        return;
    }
    let stored = by_edition(stored.all().map(|row| row.kept.row.clone()));
    for (key, rows) in made {
        if stored.get(key).is_some_and(|kept| kept != rows) {
            let reason = "fault-edition-differs";
            let expected = "expected-all-changes";
            context.fault(0, "in_force", edition_text(key), reason, expected);
        }
    }
}

/// A new edition with less than half the positions of the last one is hardly whole.
fn warn_of_shrunk(context: &mut ImportContext<'_>, known: &Editions, stated: &Editions) {
    let all: Editions = known.iter().chain(stated).map(|(key, rows)| (key.clone(), rows.clone())).collect();
    for (key, rows) in stated.iter().filter(|(key, _)| !known.contains_key(*key)) {
        let Some(last) = edition_before(&all, key).filter(|last| rows.len() * 2 < last.len()) else { continue };
        let reason = Message::new("fault-shrunk").with("now", rows.len()).with("before", last.len());
        let expected = "expected-no-amendment";
        context.warn(0, "in_force", edition_text(key), reason, expected);
    }
}

/// Editions after an amended one stay as they were loaded.
fn warn_of_later(context: &mut ImportContext<'_>, known: &Editions, made: &Editions) {
    for key in made.keys() {
        let later = known.keys().find(|(list, day)| *list == key.0 && *day > key.1);
        if let Some(later) = later.filter(|later| !made.contains_key(*later)) {
            let reason = Message::new("fault-later-edition").with("date", later.1.to_string());
            context.warn(0, "in_force", edition_text(key), reason, "");
        }
    }
}

/// The act's own counts of an amended edition are not known until they are stated.
async fn warn_of_undeclared(context: &mut ImportContext<'_>, made: &Editions) -> Result<(), Refusal> {
    let declared = context.index::<DeclaredRow>().await?;
    let stated: HashSet<EditionKey> = declared.all().map(|row| (row.kept.list.clone(), row.kept.in_force)).collect();
    for key in made.keys().filter(|key| !stated.contains(*key)) {
        let reason = "fault-undeclared-count";
        context.warn(0, "in_force", edition_text(key), reason, "expected-declared-table");
    }
    Ok(())
}

/// True when the edition is, position by position, a sample the product is shipped with.
fn is_shipped_sample((key, positions): (&EditionKey, &Vec<PositionRow>)) -> bool {
    let bytes = crate::data::file(crate::data::SAMPLE_LIST).unwrap_or_default();
    let Parsed { rows, .. } = tables::mandatory::read(&bytes);
    by_edition(rows.into_iter().map(|row| row.value)).get(key) == Some(positions)
}

/// A sample edition is no ground for judging real centres, and whoever imports it is told so.
fn warn_of_samples(context: &mut ImportContext<'_>, stated: &Editions) {
    for edition in stated.iter().filter(|edition| is_shipped_sample(*edition)) {
        let reason = "fault-sample-edition";
        context.warn(0, "in_force", edition_text(edition.0), reason, "expected-official-text");
    }
}

/// True when an amended edition keeps positions of a sample.
async fn rests_on_sample(
    context: &ImportContext<'_>,
    stored: &Index<PositionRow>,
    made: &Editions,
) -> Result<bool, Refusal> {
    let samples = context.write.sample_entries().await?;
    let known = by_edition(stored.all().map(|row| row.kept.row.clone()));
    let from_sample: HashSet<EditionKey> =
        stored.all().filter(|row| samples.contains(&row.kept.source)).map(|row| edition_of(&row.kept.row)).collect();
    let base = |key: &EditionKey| edition_before(&known, key).and_then(|rows| rows.first()).map(edition_of);
    Ok(made.keys().filter_map(base).any(|key| from_sample.contains(&key)))
}

/// What an official file states anew comes from that file from now on, and no longer from a sample.
async fn restate_samples(
    context: &ImportContext<'_>,
    stored: &Index<PositionRow>,
    positions: &mut Plan<PositionRow>,
) -> Result<(), Refusal> {
    let samples = context.write.sample_entries().await?;
    let unchanged: HashSet<i32> = positions.unchanged.iter().copied().collect();
    let was_sample =
        |row: &&crate::store::Stored<PositionRow>| unchanged.contains(&row.id) && samples.contains(&row.kept.source);
    let restated: Vec<_> = stored.all().filter(was_sample).cloned().collect();
    let ids: HashSet<i32> = restated.iter().map(|row| row.id).collect();
    positions.unchanged.retain(|id| !ids.contains(id));
    positions.replace.extend(restated.into_iter().map(|old| (old.clone(), old.kept.row)));
    Ok(())
}

/// A declared count below the loaded one is worth saying.
fn warn_of_fewer_declared(context: &mut ImportContext<'_>, loaded: &[&PositionRow], declared: &[DeclaredRow]) {
    let mut counts: BTreeMap<(&str, NaiveDate, ListClass), u32> = BTreeMap::new();
    for position in loaded {
        for class in ListClass::ALL.into_iter().filter(|class| position.is_in(*class)) {
            *counts.entry((&position.list, position.in_force, class)).or_default() += 1;
        }
    }
    for row in declared {
        let count = counts.get(&(row.list.as_str(), row.in_force, row.class)).copied().unwrap_or(0);
        if row.count < count {
            let class = row.class.word();
            let reason = Message::new("fault-fewer-declared").with("declared", row.count);
            let reason = reason.with("class", class).with("loaded", count);
            let expected = "expected-declared-count";
            context.warn(0, "count", row.count, reason, expected);
        }
    }
}
