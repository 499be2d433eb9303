//! Reading the records of a registry, whole or part by part.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{action, offering};
use super::refs::Refs;
use super::rows::boundary::BoundaryRow;
use super::table::{Stored, Table};
use super::{Error, News, Part, Store, Touched};
use crate::domain::Period;
use crate::domain::rows::{
    AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, PointRow, PositionRow, ServiceRow, StepRow,
};
use crate::registry::hromada::{Districts, FactRecords};
use crate::registry::inventory::{ByPoint, OfferingRecord, Offerings};
use crate::registry::tree::{Boundaries, Boundary};
use crate::registry::{
    Catalogue, Edition, Kept, Lists, Network, PointRecord, Records, Rulebook, ServiceRecord, Source, Territories,
};

/// Offerings read at a time.
const OFFERINGS_PAGE: u64 = 20_000;

/// Rows with the numbers of their points.
type Rows<R> = Vec<(u32, Kept<R>)>;
type OfferingRows = (Vec<(u32, OfferingRecord)>, Vec<Arc<str>>);

fn ids(points: &[i32]) -> impl Iterator<Item = u32> {
    points.iter().map(|id| id.unsigned_abs())
}

impl Store {
    /// Reads everything known over all time.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit the domain.
    pub async fn load(&self, rules: Arc<Rulebook>) -> Result<Records, Error> {
        let mut records = Records { rules, ..Records::default() };
        // The version is read first: what is committed meanwhile is then read again instead of being missed.
        let sources = self.sources().await?;
        let version = sources.last().map_or(0, |source| u64::from(source.id));
        let touched = Part::ALL.iter().copied().map(Touched::whole).collect();
        self.reload(&mut records, &News { version, touched }).await?;
        Ok(records)
    }

    /// Reads again what was touched; all else stays shared.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub async fn reload(&self, records: &mut Records, news: &News) -> Result<(), Error> {
        let refs = self.refs().await?;
        for one in &news.touched {
            match &one.points {
                None => self.reload_part(records, one.part, &refs).await?,
                Some(points) => self.reload_points(records, one.part, points, &refs).await?,
            }
        }
        records.sources = Arc::new(self.sources().await?);
        records.version = news.version;
        Ok(())
    }

    async fn reload_part(&self, records: &mut Records, part: Part, refs: &Refs) -> Result<(), Error> {
        match part {
            Part::Territories => records.territories = Arc::new(Territories::new(self.kept(refs).await?)),
            Part::Boundaries => records.boundaries = Arc::new(boundaries(self.all(refs).await?)),
            Part::Facts => records.facts = Arc::new(FactRecords::new(self.kept::<FactRow>(refs).await?)),
            Part::Districts => records.districts = Arc::new(Districts::new(self.kept::<DistrictRow>(refs).await?)),
            Part::Network => records.network = Arc::new(network(self.kept(refs).await?, refs)),
            Part::Catalogue => {
                let steps = self.kept::<StepRow>(refs).await?;
                records.catalogue = Arc::new(catalogue(self.kept(refs).await?, steps, refs));
            }
            Part::Lists => records.lists = Arc::new(lists(self.kept(refs).await?, self.kept(refs).await?)),
            Part::Offerings => records.offerings = Arc::new(self.offerings(refs).await?),
            Part::Answers => records.answers = Arc::new(ByPoint::new(answers(self.kept(refs).await?, refs))),
            Part::Equipment => records.equipment = Arc::new(ByPoint::new(equipment(self.kept(refs).await?, refs))),
            Part::Figures => records.figures = Arc::new(ByPoint::new(figures(self.kept(refs).await?, refs))),
        }
        Ok(())
    }

    /// Reads the rows of some points again.
    async fn reload_points(&self, records: &mut Records, part: Part, points: &[i32], refs: &Refs) -> Result<(), Error> {
        match part {
            Part::Offerings => {
                let (rows, grounds) = self.offering_rows(Some(points), refs).await?;
                let rows = records.offerings.rows.with(ids(points), rows);
                records.offerings = Arc::new(Offerings { rows, grounds });
            }
            Part::Answers => {
                let rows = answers(self.kept_of(points, refs).await?, refs);
                records.answers = Arc::new(records.answers.with(ids(points), rows));
            }
            Part::Equipment => {
                let rows = equipment(self.kept_of(points, refs).await?, refs);
                records.equipment = Arc::new(records.equipment.with(ids(points), rows));
            }
            Part::Figures => {
                let rows = figures(self.kept_of(points, refs).await?, refs);
                records.figures = Arc::new(records.figures.with(ids(points), rows));
            }
            _ => self.reload_part(records, part, refs).await?,
        }
        Ok(())
    }

    async fn kept_of<T: Table>(&self, points: &[i32], refs: &Refs) -> Result<Vec<Kept<T>>, Error> {
        Ok(self.of_points::<T>(points, refs).await?.into_iter().map(|row| row.kept).collect())
    }

    async fn kept<T: Table>(&self, refs: &Refs) -> Result<Vec<Kept<T>>, Error> {
        Ok(self.all::<T>(refs).await?.into_iter().map(|row| row.kept).collect())
    }

    async fn sources(&self) -> Result<Vec<Source>, Error> {
        use action::Column;
        type Row = (i32, String, Option<String>, chrono::DateTime<chrono::Utc>, bool);
        let columns = [Column::Id, Column::Name, Column::File, Column::At, Column::Sample];
        let query = action::Entity::find().select_only().columns(columns).order_by_asc(Column::Id);
        let rows: Vec<Row> = query.into_tuple().all(self.db()).await?;
        let source = |(id, action, file, at, sample): Row| Source { id: id.unsigned_abs(), action, file, at, sample };
        Ok(rows.into_iter().map(source).collect())
    }

    /// Reads a million rows without making a struct with texts of each.
    async fn offerings(&self, refs: &Refs) -> Result<Offerings, Error> {
        let (rows, grounds) = self.offering_rows(None, refs).await?;
        Ok(Offerings { rows: ByPoint::new(rows), grounds })
    }

    async fn offering_rows(&self, points: Option<&[i32]>, refs: &Refs) -> Result<OfferingRows, Error> {
        let (grounds, positions) = grounds(refs);
        let mut records: Vec<(u32, OfferingRecord)> = Vec::new();
        let mut after = 0;
        loop {
            let page = self.offering_page(points, after).await?;
            let Some(last) = page.last() else { break };
            after = last.0;
            records.extend(page.into_iter().map(|row| offering_record(&row, &positions)));
        }
        records.sort_by_key(|(point, row)| (*point, row.service, row.period.from));
        Ok((records, grounds))
    }

    /// Some rows after the one with this number: a million of them at once would take a gigabyte.
    async fn offering_page(&self, points: Option<&[i32]>, after: i32) -> Result<Vec<OfferingTuple>, Error> {
        use offering::Column;
        let columns = [
            Column::Id,
            Column::PointId,
            Column::ServiceId,
            Column::ValidFrom,
            Column::ValidUntil,
            Column::GroundId,
            Column::Source,
            Column::Confirmed,
        ];
        let mut query = offering::Entity::find().select_only().columns(columns).order_by_asc(Column::Id);
        query = query.filter(Column::Id.gt(after)).limit(OFFERINGS_PAGE);
        if let Some(points) = points {
            query = query.filter(Column::PointId.is_in(points.iter().copied()));
        }
        Ok(query.into_tuple().all(self.db()).await?)
    }
}

/// A row of the offering table: id, point, service, from, until, ground, source, confirmed.
type OfferingTuple = (i32, i32, i32, Option<NaiveDate>, Option<NaiveDate>, Option<i32>, i32, NaiveDate);

fn offering_record(row: &OfferingTuple, grounds: &HashMap<i32, u32>) -> (u32, OfferingRecord) {
    let (_, point, service, from, until, ground, source, confirmed) = *row;
    let record = OfferingRecord {
        service: service.unsigned_abs(),
        period: Period::new(from, until),
        ground: ground.and_then(|id| grounds.get(&id)).copied().unwrap_or(u32::MAX),
        source: source.unsigned_abs(),
        confirmed,
    };
    (point.unsigned_abs(), record)
}

fn grounds(refs: &Refs) -> (Vec<Arc<str>>, HashMap<i32, u32>) {
    let mut all: Vec<(i32, &Arc<str>)> = refs.grounds.all().collect();
    all.sort_unstable_by_key(|(id, _)| *id);
    let positions = all.iter().zip(0u32..).map(|((id, _), position)| (*id, position)).collect();
    (all.into_iter().map(|(_, text)| Arc::clone(text)).collect(), positions)
}

fn boundaries(rows: Vec<Stored<BoundaryRow>>) -> Boundaries {
    let outline = |row: Kept<BoundaryRow>| Some((row.row.code, Boundary::new(row.row.shape, false, row.source)?));
    Boundaries::new(rows.into_iter().filter_map(|stored| outline(stored.kept)).collect())
}

fn number(ids: &super::refs::Ids, code: &str) -> u32 {
    ids.find(code).map_or(0, i32::unsigned_abs)
}

fn grouped<R>(rows: Vec<Kept<R>>, code: impl Fn(&R) -> &str) -> BTreeMap<String, Vec<Kept<R>>> {
    let mut groups: BTreeMap<String, Vec<Kept<R>>> = BTreeMap::new();
    for row in rows {
        groups.entry(code(&row.row).to_owned()).or_default().push(row);
    }
    groups
}

fn network(rows: Vec<Kept<PointRow>>, refs: &Refs) -> Network {
    let groups = grouped(rows, |row| &row.code).into_iter();
    Network::new(
        groups
            .map(|(code, rows)| PointRecord { id: number(&refs.points, &code), code: Arc::from(code), rows })
            .collect(),
    )
}

fn catalogue(rows: Vec<Kept<ServiceRow>>, steps: Vec<Kept<StepRow>>, refs: &Refs) -> Catalogue {
    let mut steps = grouped(steps, |step| &step.service);
    let record = |(code, rows): (String, Vec<Kept<ServiceRow>>)| ServiceRecord {
        id: number(&refs.services, &code),
        steps: steps.remove(&code).unwrap_or_default().into_iter().map(|step| step.row).collect(),
        code: Arc::from(code),
        rows,
    };
    Catalogue::new(grouped(rows, |row| &row.code).into_iter().map(record).collect())
}

fn lists(positions: Vec<Kept<PositionRow>>, declared: Vec<Kept<DeclaredRow>>) -> Lists {
    let mut editions: BTreeMap<(String, NaiveDate), Edition> = BTreeMap::new();
    for kept in positions {
        let key = (kept.list.clone(), kept.in_force);
        let edition = editions.entry(key).or_insert_with(|| Edition {
            list: kept.list.clone(),
            in_force: kept.in_force,
            positions: Vec::new(),
            declared: BTreeMap::new(),
            source: kept.source,
        });
        edition.positions.push(kept.row);
    }
    for kept in declared {
        if let Some(edition) = editions.get_mut(&(kept.list.clone(), kept.in_force)) {
            edition.declared.insert(kept.class, kept.count);
        }
    }
    Lists::new(editions.into_values().collect())
}

/// Sorts rows for `ByPoint`: by point, then by the key of their timeline.
fn by_point<R, K: Ord>(rows: Vec<Kept<R>>, refs: &Refs, point: impl Fn(&R) -> &str, key: impl Fn(&R) -> K) -> Rows<R> {
    let mut rows: Vec<(u32, Kept<R>)> =
        rows.into_iter().map(|row| (number(&refs.points, point(&row.row)), row)).collect();
    rows.sort_by_cached_key(|(point, row)| (*point, key(&row.row)));
    rows
}

fn answers(rows: Vec<Kept<AnswerRow>>, refs: &Refs) -> Rows<AnswerRow> {
    by_point(rows, refs, |row| &row.point, |row| (row.checklist.clone(), row.criterion.clone(), row.date))
}

fn equipment(rows: Vec<Kept<EquipmentRow>>, refs: &Refs) -> Rows<EquipmentRow> {
    by_point(rows, refs, |row| &row.point, |row| (row.kind.clone(), row.funder.clone(), row.period.from))
}

fn figures(rows: Vec<Kept<FigureRow>>, refs: &Refs) -> Rows<FigureRow> {
    by_point(rows, refs, |row| &row.point, |row| (row.measure.clone(), row.period.clone()))
}
