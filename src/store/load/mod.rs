//! Reading the records of a registry, whole or only what was touched, all as of one commit.

mod group;
mod offerings;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::action;
use super::table::Table;
use super::{ChangeSet, Error, IdMap, Owner, Partition, PendingChanges, Read, Store, Write};
use crate::domain::rows::{DistrictRow, FactRow, StepRow};
use crate::registry::hromada::{Districts, FactRecords};
use crate::registry::inventory::{ByPoint, Offerings};
use crate::registry::targets::Targets;
use crate::registry::{Network, Records, Source, Sourced, Territories};
use crate::rulebook::Rulebook;

impl Store {
    /// Reads everything known over all time.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit the domain.
    pub async fn load(&self, rules: Arc<Rulebook>) -> Result<Records, Error> {
        let read = self.read().await?;
        let version = read.last_entry().await?;
        read.records(rules, version).await
    }

    /// Reads everything as it was known after an entry of the journal; `None` for an entry that is not there yet, or whose
    /// state was not kept ([`Store::earliest_known`]).
    ///
    /// # Errors
    /// As [`Store::load`].
    pub async fn load_known(&self, rules: Arc<Rulebook>, entry: u64) -> Result<Option<Records>, Error> {
        let read = self.read_known(entry).await?;
        if entry > read.last_entry().await? || entry < self.earliest_known().await? {
            return Ok(None);
        }
        read.records(rules, entry).await.map(Some)
    }

    /// The same as [`Store::load_known`], sharing with the records in view whatever has not changed since the entry, so
    /// that an earlier state costs only what it differs in.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub async fn load_known_beside(&self, now: &Records, entry: u64) -> Result<Option<Records>, Error> {
        if entry >= now.version {
            return self.load_known(Arc::clone(&now.rules), entry).await;
        }
        let read = self.read_known(entry).await?;
        let touched = read.touched_between(entry, now.version).await?;
        let known = |source: &&Arc<Source>| u64::from(source.id) <= entry;
        let sources = now.sources.iter().filter(known).map(Arc::clone).collect();
        let mut records = Records { sources: Arc::new(sources), ..now.clone() };
        read.reload(&mut records, &PendingChanges { version: entry, touched }).await?;
        Ok(Some(records))
    }

    /// The records with what was committed since they were read; `None` where nothing was.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub async fn catch_up(&self, records: &Records) -> Result<Option<Records>, Error> {
        if !self.has_news(records.version).await? {
            return Ok(None);
        }
        self.read().await?.caught_up(records).await
    }
}

impl Write {
    /// The records as they would be if this write were committed; it is given up.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub async fn preview(self, records: &Records) -> Result<Records, Error> {
        let read = Read { txn: self.txn, known: None };
        Ok(read.caught_up(records).await?.unwrap_or_else(|| records.clone()))
    }
}

impl Read {
    /// The records with what this reading sees beside; `None` where that is nothing.
    async fn caught_up(&self, records: &Records) -> Result<Option<Records>, Error> {
        let Some(news) = self.news_since(records.version).await? else { return Ok(None) };
        let mut records = records.clone();
        self.reload(&mut records, &news).await?;
        Ok(Some(records))
    }

    /// Everything this reading sees, as the records of a version.
    async fn records(&self, rules: Arc<Rulebook>, version: u64) -> Result<Records, Error> {
        let mut records = Records { rules, ..Records::default() };
        let touched = Partition::ALL.iter().copied().map(ChangeSet::whole_partition).collect();
        self.reload(&mut records, &PendingChanges { version, touched }).await?;
        Ok(records)
    }

    /// Reads again what was touched; all else stays shared.
    async fn reload(&self, records: &mut Records, news: &PendingChanges) -> Result<(), Error> {
        let refs = self.refs_of(&news.touched).await?;
        for one in &news.touched {
            match &one.owners {
                None => self.reload_part(records, one.part, &refs).await?,
                Some(owners) => self.reload_owners(records, one.part, owners, &refs).await?,
            }
        }
        let mut sources = Vec::clone(&records.sources);
        let last = sources.last().map_or(0, |source| source.id);
        sources.extend(self.sources_after(last, &records.rules.sample_files).await?);
        records.sources = Arc::new(sources);
        records.version = news.version;
        Ok(())
    }

    /// Numbers and codes: where only some points were touched, theirs alone.
    async fn refs_of(&self, touched: &[ChangeSet]) -> Result<IdMap, Error> {
        let owners: Option<Vec<&[Owner]>> = touched.iter().map(|one| one.owners.as_deref()).collect();
        match owners {
            Some(owners) => self.point_refs(owners.concat().into_iter().filter_map(Owner::point)).await,
            None => self.refs().await,
        }
    }

    async fn reload_part(&self, records: &mut Records, part: Partition, refs: &IdMap) -> Result<(), Error> {
        match part {
            Partition::Territories => records.territories = Arc::new(Territories::new(self.sourced_rows(refs).await?)),
            Partition::Boundaries => records.boundaries = Arc::new(group::boundaries(self.all(refs).await?)),
            Partition::Facts => records.facts = Arc::new(FactRecords::new(self.sourced_rows::<FactRow>(refs).await?)),
            Partition::Districts => {
                records.districts = Arc::new(Districts::new(self.sourced_rows::<DistrictRow>(refs).await?));
            }
            Partition::Network => {
                records.network = Arc::new(Network::new(group::points(self.sourced_rows(refs).await?, refs)));
            }
            Partition::Catalogue => {
                let steps = self.sourced_rows::<StepRow>(refs).await?;
                records.catalogue = Arc::new(group::catalogue(self.sourced_rows(refs).await?, steps, refs));
            }
            Partition::Lists => {
                records.lists = Arc::new(group::lists(self.sourced_rows(refs).await?, self.sourced_rows(refs).await?));
            }
            Partition::Offerings => records.offerings = Arc::new(self.offerings().await?),
            Partition::Answers => {
                records.answers = Arc::new(ByPoint::new(group::answers(self.sourced_rows(refs).await?, refs)));
            }
            Partition::Equipment => {
                records.equipment = Arc::new(ByPoint::new(group::equipment(self.sourced_rows(refs).await?, refs)));
            }
            Partition::Figures => {
                records.figures = Arc::new(ByPoint::new(group::figures(self.sourced_rows(refs).await?, refs)));
            }
            Partition::Targets => records.targets = Arc::new(Targets::new(self.sourced_rows(refs).await?)),
        }
        Ok(())
    }

    /// Reads the rows of some owners again.
    async fn reload_owners(
        &self,
        records: &mut Records,
        part: Partition,
        owners: &[Owner],
        refs: &IdMap,
    ) -> Result<(), Error> {
        let points = || owners.iter().filter_map(|owner| owner.point()).map(i32::unsigned_abs);
        match part {
            Partition::Facts => {
                let hromadas = owners.iter().filter_map(|owner| owner.hromada());
                records.facts = Arc::new(records.facts.replacing_hromadas(hromadas, self.kept_of(owners, refs).await?));
            }
            Partition::Network => {
                let rows = group::points(self.kept_of(owners, refs).await?, refs);
                records.network = Arc::new(records.network.replacing_points(points(), rows));
            }
            Partition::Offerings => {
                let (rows, grounds) = self.offerings_of(owners, &records.offerings).await?;
                records.offerings =
                    Arc::new(Offerings { rows: records.offerings.rows.replacing_points(points(), rows), grounds });
            }
            Partition::Answers => {
                let rows = group::answers(self.kept_of(owners, refs).await?, refs);
                records.answers = Arc::new(records.answers.replacing_points(points(), rows));
            }
            Partition::Equipment => {
                let rows = group::equipment(self.kept_of(owners, refs).await?, refs);
                records.equipment = Arc::new(records.equipment.replacing_points(points(), rows));
            }
            Partition::Figures => {
                let rows = group::figures(self.kept_of(owners, refs).await?, refs);
                records.figures = Arc::new(records.figures.replacing_points(points(), rows));
            }
            _ => self.reload_part(records, part, refs).await?,
        }
        Ok(())
    }

    async fn kept_of<T: Table>(&self, owners: &[Owner], refs: &IdMap) -> Result<Vec<Sourced<T>>, Error> {
        Ok(self.all_of::<T>(owners, refs).await?.into_iter().map(|row| row.kept).collect())
    }

    async fn sourced_rows<T: Table>(&self, refs: &IdMap) -> Result<Vec<Sourced<T>>, Error> {
        Ok(self.all::<T>(refs).await?.into_iter().map(|row| row.kept).collect())
    }

    /// Later actions; those that read one of the sample files brought samples, said so or not.
    async fn sources_after(&self, number: u32, samples: &[String]) -> Result<Vec<Arc<Source>>, Error> {
        use action::Column;
        let columns = [Column::Id, Column::Name, Column::File, Column::At, Column::Actor, Column::AsOf];
        let query = action::Entity::find().select_only().columns(columns);
        let query = query
            .columns([Column::Undoes, Column::Summary, Column::Sample, Column::FileSha256])
            .filter(Column::Id.gt(number));
        let known = self.known.unwrap_or(i32::MAX);
        let query = query.filter(Column::Id.lte(known)).order_by_asc(Column::Id);
        let rows: Vec<SourceRow> = query.into_tuple().all(&self.txn).await?;
        let source = |row: SourceRow| source(row, samples);
        Ok(rows.into_iter().map(source).map(Arc::new).collect())
    }
}

/// An entry as it is read: number, name, file, moment, actor, day, the entry it takes back, counts, sample.
type SourceRow =
    (i32, String, Option<String>, DateTime<Utc>, String, Option<NaiveDate>, Option<i32>, String, bool, Option<String>);

fn source(row: SourceRow, samples: &[String]) -> Source {
    let (id, action, file, at, actor, as_of, undoes, summary, sample, sha256) = row;
    let sample = sample || sha256.is_some_and(|sha256| samples.contains(&sha256));
    Source {
        id: id.unsigned_abs(),
        action,
        file,
        at,
        actor,
        as_of,
        undoes: undoes.map(i32::unsigned_abs),
        // Entries of other shapes than an import's have no counts.
        counts: serde_json::from_str(&summary).unwrap_or_default(),
        sample,
    }
}
