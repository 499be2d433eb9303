//! What one entry of the journal stated and voided, and what stands of it now: all that taking it back needs.

use std::collections::HashMap;

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder, QuerySelect,
    Value,
};

use super::connect::Write;
use super::entity::{action, confirmation};
use super::table::{MAX_LIST, Reading, Stored, Table, column, rows_at_a_time};
use super::{Error, IdMap};

/// Entries that take others back.
#[derive(Clone, Debug, Default)]
pub struct UndoneEntries(HashMap<i32, Vec<i32>>);

impl UndoneEntries {
    /// The entry that takes this one back and is not itself taken back.
    #[must_use]
    pub fn undone_by(&self, entry: i32) -> Option<i32> {
        self.0.get(&entry)?.iter().copied().find(|undo| *undo > entry && self.stands(*undo))
    }

    /// True when nothing that stands takes the entry back.
    #[must_use]
    pub fn stands(&self, entry: i32) -> bool {
        self.undone_by(entry).is_none()
    }
}

/// What taking an entry back does to one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableUndo {
    /// Rows the entry stated that still count, also where a later undo stated them again.
    pub void: Vec<i32>,
    /// Rows it voided.
    pub restate: Vec<i32>,
    /// Later entries that voided what it stated, with how many rows.
    pub later: HashMap<i32, usize>,
}

/// A row's number, the entry that stated it, the entry that voided it, and the row it repeats.
type Marks = (i32, i32, Option<i32>, Option<i32>);

impl Write {
    /// Which entries take which back.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn undone_entries(&self) -> Result<UndoneEntries, Error> {
        use action::Column;
        let query = action::Entity::find().select_only().columns([Column::Undoes, Column::Id]);
        let rows: Vec<(i32, i32)> = query.filter(Column::Undoes.is_not_null()).into_tuple().all(&self.txn).await?;
        let mut undone: HashMap<i32, Vec<i32>> = HashMap::new();
        for (entry, by) in rows {
            undone.entry(entry).or_default().push(by);
        }
        Ok(UndoneEntries(undone))
    }

    /// What taking an entry back does to a table.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn table_undo<T: Table>(&self, entry: i32, undone: &UndoneEntries) -> Result<TableUndo, Error> {
        self.undo_of::<T::Entity>(entry, undone).await
    }

    /// What taking an entry back does to the confirmations.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn confirmation_undo(&self, entry: i32, undone: &UndoneEntries) -> Result<TableUndo, Error> {
        self.undo_of::<confirmation::Entity>(entry, undone).await
    }

    async fn undo_of<E: EntityTrait>(&self, entry: i32, undone: &UndoneEntries) -> Result<TableUndo, Error> {
        let (Some(source), Some(voided)) = (column::<E>("source"), column::<E>("voided_by")) else {
            return Ok(TableUndo::default());
        };
        let restate = self.marks::<E>(voided.eq(entry)).await?.into_iter().map(|row| row.0).collect();
        let mut found = TableUndo { restate, ..TableUndo::default() };
        let mut rows = self.marks::<E>(source.eq(entry)).await?;
        while !rows.is_empty() {
            let mut taken_back = Vec::new();
            for (id, _, voided_by, _) in rows {
                match voided_by {
                    None => found.void.push(id),
                    Some(later) if undone.stands(later) => *found.later.entry(later).or_default() += 1,
                    Some(_) => taken_back.push(id),
                }
            }
            rows = self.restated::<E>(&taken_back, undone).await?;
        }
        found.void.sort_unstable();
        Ok(found)
    }

    /// Rows that repeat these and were stated by an undo that stands.
    async fn restated<E: EntityTrait>(&self, ids: &[i32], undone: &UndoneEntries) -> Result<Vec<Marks>, Error> {
        let Some(restates) = column::<E>("restates") else { return Ok(Vec::new()) };
        let mut rows = Vec::new();
        for few in ids.chunks(MAX_LIST) {
            rows.extend(self.marks::<E>(restates.is_in(few.iter().copied())).await?);
        }
        rows.retain(|(_, stated_by, ..)| undone.stands(*stated_by));
        Ok(rows)
    }

    async fn marks<E: EntityTrait>(&self, filter: SimpleExpr) -> Result<Vec<Marks>, Error> {
        let columns: Vec<E::Column> =
            ["id", "source", "voided_by", "restates"].into_iter().filter_map(column::<E>).collect();
        let mut query = E::find().select_only().columns(columns).filter(filter);
        if let Some(id) = column::<E>("id") {
            query = query.order_by_asc(id);
        }
        Ok(query.into_tuple().all(&self.txn).await?)
    }

    /// Rows by their numbers, voided or not.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit.
    pub async fn rows_by_number<T: Table>(&self, ids: &[i32], refs: &IdMap) -> Result<Vec<Stored<T>>, Error> {
        let Some(id) = column::<T::Entity>("id") else { return Ok(Vec::new()) };
        let mut rows = Vec::with_capacity(ids.len());
        for few in ids.chunks(MAX_LIST) {
            let query = T::Entity::find().filter(id.is_in(few.iter().copied())).order_by_asc(id);
            rows.extend(Reading { db: &self.txn, known: None }.read::<T>(query, refs).await?);
        }
        Ok(rows)
    }

    /// States voided rows again as they were: each new row repeats one and keeps the source it shows.
    ///
    /// # Errors
    /// The database refuses a row.
    pub async fn restate<T: Table>(&mut self, ids: &[i32], entry: i32) -> Result<(), Error> {
        self.restate_rows::<T::Entity, T::Active>(ids, entry).await
    }

    /// Voids confirmations and states voided ones again.
    ///
    /// # Errors
    /// The database refuses a row.
    pub async fn undo_confirmations(&mut self, undo: &TableUndo, entry: i32) -> Result<(), Error> {
        self.void_rows::<confirmation::Entity>(&undo.void, entry).await?;
        self.restate_rows::<confirmation::Entity, confirmation::ActiveModel>(&undo.restate, entry).await
    }

    async fn restate_rows<E, A>(&mut self, ids: &[i32], entry: i32) -> Result<(), Error>
    where
        E: EntityTrait,
        E::Model: IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = E> + Send,
    {
        let Some(id) = column::<E>("id") else { return Ok(()) };
        for few in ids.chunks(rows_at_a_time::<E>().min(MAX_LIST)) {
            let first = self.next_id::<E>().await?;
            let query = E::find().filter(id.is_in(few.iter().copied())).order_by_asc(id);
            let mut rows = query.all(&self.txn).await?;
            for (row, number) in rows.iter_mut().zip(first..) {
                repeat::<E>(row, number, entry)?;
            }
            self.append::<E, A>(rows, first).await?;
        }
        Ok(())
    }
}

/// Makes a voided row one that repeats it.
fn repeat<E: EntityTrait>(row: &mut E::Model, number: i32, entry: i32) -> Result<(), Error> {
    let of = |row: &E::Model, name: &str| match column::<E>(name).map(|column| row.get(column)) {
        Some(Value::Int(value)) => value,
        _ => None,
    };
    let first_source = of(row, "first_source").or(of(row, "source"));
    let marks = [
        ("restates", of(row, "id")),
        ("id", Some(number)),
        ("source", Some(entry)),
        ("first_source", first_source),
        ("voided_by", None),
    ];
    for (name, value) in marks {
        if let Some(column) = column::<E>(name) {
            row.try_set(column, Value::Int(value))?;
        }
    }
    Ok(())
}
