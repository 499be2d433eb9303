//! What rests on rows that are taken away: later rows that would refer to what is no longer there.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::draft::Draft;
use super::merge::{Merge, Plan};
use crate::domain::rows::{
    AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow, PositionRow,
    ServiceRow, StepRow, TargetRow, TerritoryRow,
};
use crate::domain::timeline::existence;
use crate::domain::{Period, TerritoryCode};
use crate::registry::{PointRecord, Sourced};
use crate::store::{BoundaryRow, Error, IdMap, Owner, Stored, Write};

/// Rows of no more owners than this are read owner by owner.
const FEW_OWNERS: usize = 1_000;

/// Spans of days over which things exist, by code.
pub type ExistencePeriods = HashMap<String, Vec<Period>>;

/// Entries that rest on what is taken away, with how many rows of which tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependents(BTreeMap<u32, BTreeMap<&'static str, usize>>);

impl Dependents {
    /// Counts rows of a table that an entry stated.
    pub fn add(&mut self, entry: u32, table: &'static str, rows: usize) {
        *self.0.entry(entry).or_default().entry(table).or_default() += rows;
    }

    /// True when nothing rests on it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Display for Dependents {
    /// `7 (offerings: 3), 9 (answers: 1, figures: 2)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tables = |tables: &BTreeMap<&'static str, usize>| {
            tables.iter().map(|(table, rows)| format!("{table}: {rows}")).collect::<Vec<_>>().join(", ")
        };
        let entries: Vec<String> = self.0.iter().map(|(entry, rows)| format!("{entry} ({})", tables(rows))).collect();
        f.write_str(&entries.join(", "))
    }
}

/// What exists of the things other rows refer to, of those tables that lose rows.
#[derive(Clone, Debug, Default)]
pub struct Existence {
    points: ExistencePeriods,
    services: ExistencePeriods,
    territories: HashSet<TerritoryCode>,
    districts: HashSet<String>,
    editions: HashSet<(String, NaiveDate)>,
}

impl Existence {
    /// What exists now, as the write sees it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn of_referenced(draft: &Draft, write: &Write, refs: &IdMap) -> Result<Self, Error> {
        let mut found = Self::default();
        if draft.points.takes_away() {
            found.points = point_lives(write, refs).await?;
        }
        if draft.services.takes_away() {
            found.services = service_lives(write, refs).await?;
        }
        if draft.territories.takes_away() {
            let places = write.all::<TerritoryRow>(refs).await?;
            found.territories = places.into_iter().map(|place| place.kept.row.code).collect();
        }
        if draft.districts.takes_away() {
            let districts = write.all::<DistrictRow>(refs).await?;
            found.districts = districts.into_iter().map(|district| district.kept.row.code).collect();
        }
        if draft.positions.takes_away() {
            let positions = write.all::<PositionRow>(refs).await?;
            found.editions = positions.into_iter().map(|row| (row.kept.list.clone(), row.kept.in_force)).collect();
        }
        Ok(found)
    }
}

/// Spans over which points exist.
///
/// # Errors
/// The database does not answer.
pub async fn point_lives(write: &Write, refs: &IdMap) -> Result<ExistencePeriods, Error> {
    let groups = by_key(write.all::<PointRow>(refs).await?).into_iter();
    let record = |code: &str, rows| PointRecord { id: 0, code: code.into(), rows };
    Ok(groups.map(|(code, rows)| (code.clone(), record(&code, rows).existence())).collect())
}

/// Spans over which services exist.
///
/// # Errors
/// The database does not answer.
pub async fn service_lives(write: &Write, refs: &IdMap) -> Result<ExistencePeriods, Error> {
    let groups = by_key(write.all::<ServiceRow>(refs).await?);
    Ok(groups.into_iter().map(|(code, rows)| (code, existence(&rows))).collect())
}

/// Rows by key, each key's in order of `from`.
pub fn by_key<R: Merge>(rows: Vec<Stored<R>>) -> HashMap<String, Vec<Sourced<R>>> {
    let mut groups: HashMap<String, Vec<Sourced<R>>> = HashMap::new();
    for row in rows {
        groups.entry(row.kept.key()).or_default().push(row.kept);
    }
    for rows in groups.values_mut() {
        rows.sort_by_key(|row| row.span().and_then(|span| span.from));
    }
    groups
}

/// A look for rows that lose what they refer to.
struct Search<'a> {
    write: &'a Write,
    refs: &'a IdMap,
    before: &'a Existence,
    after: &'a Existence,
    found: Dependents,
}

/// The entries whose rows would refer to what is no longer there.
///
/// # Errors
/// The database does not answer.
pub async fn rows_resting_on(
    draft: &Draft,
    (before, after): (&Existence, &Existence),
    write: &Write,
    refs: &IdMap,
) -> Result<Dependents, Error> {
    let mut search = Search { write, refs, before, after, found: Dependents::default() };
    if draft.points.takes_away() {
        search.of_points(&draft.points).await?;
    }
    if draft.services.takes_away() {
        search.of_services().await?;
    }
    if draft.territories.takes_away() {
        search.of_territories().await?;
    }
    if draft.districts.takes_away() {
        search.of_districts().await?;
    }
    if draft.positions.takes_away() {
        let lost = |row: &DeclaredRow| {
            let edition = (row.list.clone(), row.in_force);
            before.editions.contains(&edition) && !after.editions.contains(&edition)
        };
        search.look::<DeclaredRow>("mandatory-declared", None, lost).await?;
    }
    Ok(search.found)
}

impl Search<'_> {
    /// Counts the rows of a table that lost what they refer to.
    async fn look<R: Merge>(
        &mut self,
        table: &'static str,
        owners: Option<&[Owner]>,
        is_lost: impl Fn(&R) -> bool,
    ) -> Result<(), Error> {
        let rows = match owners {
            Some(owners) => self.write.all_of::<R>(owners, self.refs).await?,
            None => self.write.all::<R>(self.refs).await?,
        };
        for row in rows.iter().filter(|row| is_lost(&row.kept.row)) {
            self.found.add(row.kept.source, table, 1);
        }
        Ok(())
    }

    async fn of_points(&mut self, plan: &Plan<PointRow>) -> Result<(), Error> {
        let codes: BTreeSet<&str> = plan.rows().map(|row| row.code.as_str()).collect();
        let owners: Vec<Owner> =
            codes.iter().filter_map(|code| self.refs.points.find(code)).map(Owner::Point).collect();
        let owners = (owners.len() <= FEW_OWNERS).then_some(owners);
        let (before, after) = (&self.before.points, &self.after.points);
        let gone = |code: &str| exists(before, code) && !exists(after, code);
        let uncovered =
            |row: &OfferingRow| covers(before, &row.point, row.period) && !covers(after, &row.point, row.period);
        self.look::<OfferingRow>("offerings", owners.as_deref(), uncovered).await?;
        self.look::<AnswerRow>("answers", owners.as_deref(), |row| gone(&row.point)).await?;
        self.look::<EquipmentRow>("equipment", owners.as_deref(), |row| gone(&row.point)).await?;
        self.look::<FigureRow>("figures", owners.as_deref(), |row| gone(&row.point)).await?;
        self.look::<PointRow>("points", None, |row| row.parent.as_deref().is_some_and(gone)).await
    }

    async fn of_services(&mut self) -> Result<(), Error> {
        let (before, after) = (&self.before.services, &self.after.services);
        let gone = |code: &str| exists(before, code) && !exists(after, code);
        let uncovered =
            |row: &OfferingRow| covers(before, &row.service, row.period) && !covers(after, &row.service, row.period);
        self.look::<OfferingRow>("offerings", None, uncovered).await?;
        self.look::<StepRow>("service-steps", None, |row| gone(&row.service)).await?;
        self.look::<PositionRow>("mandatory", None, |row| gone(&row.service)).await
    }

    async fn of_territories(&mut self) -> Result<(), Error> {
        let (before, after) = (&self.before.territories, &self.after.territories);
        let gone = |code: TerritoryCode| before.contains(&code) && !after.contains(&code);
        let any = |codes: [Option<TerritoryCode>; 2]| codes.into_iter().flatten().any(gone);
        self.look::<TerritoryRow>("territories", None, |row| any([row.parent, row.centre])).await?;
        self.look::<BoundaryRow>("boundaries", None, |row| gone(row.code)).await?;
        self.look::<FactRow>("hromada-facts", None, |row| gone(row.hromada)).await?;
        let district = |row: &DistrictRow| gone(row.hromada) || row.settlements.iter().copied().any(gone);
        self.look::<DistrictRow>("starosta-districts", None, district).await?;
        self.look::<TargetRow>("targets", None, |row| gone(row.territory)).await?;
        self.look::<PointRow>("points", None, |row| any([row.hromada, row.settlement])).await
    }

    async fn of_districts(&mut self) -> Result<(), Error> {
        let (before, after) = (&self.before.districts, &self.after.districts);
        let gone = |code: &String| before.contains(code) && !after.contains(code);
        self.look::<PointRow>("points", None, |row| row.starosta_district.as_ref().is_some_and(gone)).await
    }
}

fn exists(lives: &ExistencePeriods, code: &str) -> bool {
    lives.get(code).is_some_and(|life| !life.is_empty())
}

fn covers(lives: &ExistencePeriods, code: &str, period: Period) -> bool {
    lives.get(code).is_some_and(|life| life.iter().any(|span| span.covers(&period)))
}
