//! Merging stated rows into kept ones: periods decide, a repeated statement changes nothing.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::domain::Period;
use crate::domain::rows::{
    AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow, PositionRow,
    ServiceRow, StepRow, TerritoryRow,
};
use crate::formats::tables::cells;
use crate::store::{BoundaryRow, Refs, Stored, Table, Write};
use crate::store::{Error, Origin, Touched};

/// A row that can be merged.
pub trait Merge: Table + Clone + PartialEq + std::fmt::Debug {
    /// What the row speaks of, without its period.
    fn key(&self) -> String;

    /// The row's cells for the journal.
    fn told(&self) -> Vec<(&'static str, String)>;

    /// When it holds; `None` where a key stands only once.
    fn span(&self) -> Option<Period> {
        None
    }

    /// The same row over another period.
    fn over(&mut self, _: Period) {}

    /// Code of the point the row belongs to, for tables kept by point.
    fn point(&self) -> Option<&str> {
        None
    }

    /// The row to keep when `self` is stated and `old` was kept: what is not stated may stay.
    #[must_use]
    fn onto(&self, _old: &Self) -> Self {
        self.clone()
    }
}

/// What merging decided for one table.
#[derive(Clone, Debug)]
pub struct Plan<R> {
    pub insert: Vec<R>,
    pub replace: Vec<(Stored<R>, R)>,
    pub remove: Vec<Stored<R>>,
    pub unchanged: Vec<i32>,
    /// Codes of the points the unchanged rows belong to.
    pub unchanged_points: HashSet<String>,
}

impl<R> Default for Plan<R> {
    fn default() -> Self {
        Self {
            insert: Vec::new(),
            replace: Vec::new(),
            remove: Vec::new(),
            unchanged: Vec::new(),
            unchanged_points: HashSet::new(),
        }
    }
}

/// How many rows of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    pub added: usize,
    pub changed: usize,
    pub ended: usize,
    pub removed: usize,
    pub unchanged: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.changed += other.changed;
        self.ended += other.ended;
        self.removed += other.removed;
        self.unchanged += other.unchanged;
    }
}

impl Counts {
    /// True when nothing would be written.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.added + self.changed + self.ended + self.removed == 0
    }
}

/// Kept rows by key, each key's in order of `from`.
#[derive(Debug)]
pub struct Index<R>(HashMap<String, Vec<Stored<R>>>);

impl<R: Merge> Index<R> {
    #[must_use]
    pub fn new(rows: Vec<Stored<R>>) -> Self {
        let mut index: HashMap<String, Vec<Stored<R>>> = HashMap::new();
        for row in rows {
            index.entry(row.kept.key()).or_default().push(row);
        }
        for rows in index.values_mut() {
            rows.sort_by_key(|row| row.kept.span().and_then(|period| period.from));
        }
        Self(index)
    }

    #[must_use]
    pub fn of(&self, key: &str) -> &[Stored<R>] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    pub fn all(&self) -> impl Iterator<Item = &Stored<R>> {
        self.0.values().flatten()
    }
}

/// Decides for every stated row; `day` is the day rows without a `from` of their own hold from.
pub fn plan<R: Merge>(kept: &Index<R>, stated: impl IntoIterator<Item = R>, day: Option<NaiveDate>) -> Plan<R> {
    let mut plan = Plan::default();
    for mut row in stated {
        let from_import = from_import(&mut row, day);
        let rows = kept.of(&row.key());
        let start = row.span().and_then(|period| period.from);
        let same_start = rows.iter().rev().find(|old| old.kept.span().and_then(|period| period.from) == start);
        match same_start {
            Some(old) => replace(&mut plan, old, &row),
            None => match from_import.and_then(|day| continued(rows, &row, day)) {
                Some(id) => plan.keep(id, &row),
                None => plan.insert.push(row),
            },
        }
    }
    plan
}

/// Gives a row without a start the import's day; tells that day if it did.
fn from_import<R: Merge>(row: &mut R, day: Option<NaiveDate>) -> Option<NaiveDate> {
    let span = row.span().filter(|span| span.from.is_none())?;
    let day = day?;
    row.over(Period::new(Some(day), span.until));
    Some(day)
}

fn replace<R: Merge>(plan: &mut Plan<R>, old: &Stored<R>, row: &R) {
    let next = row.onto(&old.kept.row);
    if next == old.kept.row {
        plan.keep(old.id, row);
    } else {
        plan.replace.push((old.clone(), next));
    }
}

/// The row that holds on the day and says the same, so that nothing new was stated.
fn continued<R: Merge>(rows: &[Stored<R>], row: &R, day: NaiveDate) -> Option<i32> {
    let held = rows.iter().rev().find(|old| old.kept.span().is_some_and(|period| period.starts_by(day)))?;
    let span = held.kept.span().filter(|period| period.contains(day))?;
    let mut same = row.onto(&held.kept.row);
    same.over(Period::new(span.from, row.span()?.until));
    (same == held.kept.row).then_some(held.id)
}

impl<R: Merge> Plan<R> {
    fn keep(&mut self, id: i32, row: &R) {
        self.unchanged.push(id);
        if let Some(point) = row.point().filter(|point| !self.unchanged_points.contains(*point)) {
            self.unchanged_points.insert(point.to_owned());
        }
    }

    #[must_use]
    pub fn counts(&self) -> Counts {
        let ended = self.replace.iter().filter(|(old, new)| only_ended(&old.kept.row, new)).count();
        Counts {
            added: self.insert.len(),
            changed: self.replace.len() - ended,
            ended,
            removed: self.remove.len(),
            unchanged: self.unchanged.len(),
        }
    }

    /// What of the records must be read again.
    #[must_use]
    pub fn touched(&self, refs: &Refs) -> Touched {
        let changed = self.replace.iter().map(|(_, new)| new);
        let removed = self.remove.iter().map(|old| &old.kept.row);
        let rows = self.insert.iter().chain(changed).chain(removed).map(Merge::point);
        let codes = rows.chain(self.unchanged_points.iter().map(|code| Some(code.as_str())));
        let points: Option<Vec<i32>> = codes.map(|code| code.and_then(|code| refs.points.find(code))).collect();
        let points = points.filter(|points| !points.is_empty());
        points.map_or(Touched::whole(R::PART), |points| Touched::of_points(R::PART, points))
    }

    /// Rows before and after for the journal. Added rows carry their source themselves; the journal keeps their digest.
    #[must_use]
    pub fn journal(&self) -> Value {
        let changed: Vec<Value> = self.replace.iter().map(|(old, new)| change(&old.kept.row, new)).collect();
        let removed: Vec<Value> = self.remove.iter().map(|old| json!({ "before": object(old.kept.told()) })).collect();
        let mut digest = Sha256::new();
        for (column, text) in self.insert.iter().flat_map(Merge::told) {
            digest.update(format!("{column}={text}\n").as_bytes());
        }
        let digest: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        json!({ "added": self.insert.len(), "added_sha256": digest, "changed": changed, "removed": removed })
    }

    /// Writes what was decided.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn apply(&self, write: &Write, origin: Origin, refs: &mut Refs) -> Result<(), Error> {
        let removed: Vec<i32> = self.remove.iter().map(|old| old.id).collect();
        write.remove::<R>(&removed).await?;
        for (old, new) in &self.replace {
            write.replace(old.id, new, origin, refs).await?;
        }
        write.insert(&self.insert, origin, refs).await?;
        write.confirm::<R>(&self.unchanged, origin).await
    }
}

fn object(cells: Vec<(&'static str, String)>) -> Value {
    cells.into_iter().map(|(column, text)| (column.to_owned(), Value::from(text))).collect::<Map<_, _>>().into()
}

/// The cells that differ, before and after.
fn change<R: Merge>(old: &R, new: &R) -> Value {
    let (before, after) = (old.told(), new.told());
    let differing = |own: &[(&'static str, String)], other: &[(&'static str, String)]| {
        object(own.iter().filter(|cell| !other.contains(cell)).cloned().collect())
    };
    json!({ "key": new.key(), "before": differing(&before, &after), "after": differing(&after, &before) })
}

fn only_ended<R: Merge>(old: &R, new: &R) -> bool {
    let (Some(before), Some(after)) = (old.span(), new.span()) else { return false };
    let mut same = new.clone();
    same.over(before);
    after.until.is_some() && before.until != after.until && same == *old
}

macro_rules! dated {
    ($row:ty, |$r:ident| $key:expr $(, $point:ident)?) => {
        impl Merge for $row {
            fn key(&self) -> String {
                let $r = self;
                $key
            }

            fn told(&self) -> Vec<(&'static str, String)> {
                cells(self)
            }

            $(fn point(&self) -> Option<&str> {
                Some(&self.$point)
            })?

            fn span(&self) -> Option<Period> {
                Some(self.period)
            }

            fn over(&mut self, period: Period) {
                self.period = period;
            }
        }
    };
}

macro_rules! undated {
    ($row:ty, |$r:ident| $key:expr $(, $point:ident)?) => {
        impl Merge for $row {
            fn key(&self) -> String {
                let $r = self;
                $key
            }

            fn told(&self) -> Vec<(&'static str, String)> {
                cells(self)
            }

            $(fn point(&self) -> Option<&str> {
                Some(&self.$point)
            })?
        }
    };
}

dated!(FactRow, |r| format!("{} {}", r.hromada, r.fact.name()));
dated!(PointRow, |r| r.code.clone());
dated!(ServiceRow, |r| r.code.clone());
dated!(OfferingRow, |r| format!("{}\t{}", r.point, r.service), point);
dated!(EquipmentRow, |r| format!("{}\t{}\t{}", r.point, r.kind, r.funder.as_deref().unwrap_or("")), point);
undated!(DistrictRow, |r| r.code.clone());
undated!(StepRow, |r| format!("{}\t{}", r.service, r.position));
undated!(PositionRow, |r| format!("{}\t{}\t{}", r.list, r.in_force, r.service));
undated!(DeclaredRow, |r| format!("{}\t{}\t{}", r.list, r.in_force, r.class.word()));
undated!(FigureRow, |r| format!("{}\t{}\t{}", r.point, r.period, r.measure), point);
impl Merge for BoundaryRow {
    fn key(&self) -> String {
        self.code.to_string()
    }

    /// Outlines are long: the journal keeps their digest.
    fn told(&self) -> Vec<(&'static str, String)> {
        let digest = Sha256::digest(format!("{:?}", self.shape).as_bytes());
        let digest = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        vec![("katottg", self.code.to_string()), ("shape_sha256", digest)]
    }
}

impl Merge for AnswerRow {
    fn key(&self) -> String {
        format!("{}\t{}\t{}", self.point, self.checklist, self.criterion)
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        cells(self)
    }

    fn point(&self) -> Option<&str> {
        Some(&self.point)
    }

    /// An answer holds from its date until the next one.
    fn span(&self) -> Option<Period> {
        Some(Period::new(self.date, None))
    }

    fn over(&mut self, period: Period) {
        self.date = period.from;
    }
}

impl Merge for TerritoryRow {
    fn key(&self) -> String {
        self.code.to_string()
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        cells(self)
    }

    /// The codifier knows no coordinates and the coordinates no areas: what a source does not state stays.
    fn onto(&self, old: &Self) -> Self {
        Self {
            location: self.location.or(old.location),
            kind: self.kind.or(old.kind),
            area_km2: self.area_km2.or(old.area_km2),
            centre: self.centre.or(old.centre),
            ..self.clone()
        }
    }
}
