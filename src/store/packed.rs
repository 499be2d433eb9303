//! Rows of whole numbers and days, packed by the database many into one text: a driver spends far longer on a row than
//! the database does, which shows where there are millions.

use std::str::{FromStr, Split};

use sea_orm::sea_query::{ColumnType, Expr, ExprTrait, Func, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Iterable, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use super::Error;
use super::digests::table_name;

/// Rows packed into one text.
const PAGE: u64 = 2_000;
/// Stands for null: no whole number and no day is written so.
const NULL: &str = "-";

/// True for a table that holds nothing but whole numbers and days.
pub(super) fn is_packable<E: EntityTrait>() -> bool {
    E::Column::iter().all(|column| matches!(column.def().get_column_type(), ColumnType::Integer | ColumnType::Date))
}

/// Some rows of a table.
pub(super) struct Page {
    text: String,
    columns: usize,
    table: String,
    /// The greatest number among the rows.
    last: i32,
}

impl Page {
    /// The cells of each row, in the order of the columns asked for.
    ///
    /// # Errors
    /// A row with a value that is neither a whole number nor a day.
    pub fn rows(&self) -> Result<Vec<Row<'_>>, Error> {
        self.text.split(';').map(|line| self.row(line)).collect()
    }

    fn row<'a>(&'a self, line: &'a str) -> Result<Row<'a>, Error> {
        let row = Row { line, cells: line.split(' '), table: &self.table };
        if row.cells.clone().count() == self.columns { Ok(row) } else { Err(row.misfit()) }
    }
}

/// One packed row, whose cells are taken one after another.
pub(super) struct Row<'a> {
    line: &'a str,
    cells: Split<'a, char>,
    table: &'a str,
}

impl<'a> Row<'a> {
    /// The next cell; `None` for null.
    ///
    /// # Errors
    /// The cell is of another type.
    pub fn optional<T: FromStr>(&mut self) -> Result<Option<T>, Error> {
        let cell = self.cells.next().filter(|cell| *cell != NULL);
        cell.map(|text| text.parse().map_err(|_| self.misfit())).transpose()
    }

    /// The next cell, which is never null.
    ///
    /// # Errors
    /// The cell is null or of another type.
    pub fn value<T: FromStr>(&mut self) -> Result<T, Error> {
        self.optional()?.ok_or_else(|| self.misfit())
    }

    /// The texts of the cells that were not taken; `None` for null.
    pub fn remaining_cells(self) -> impl Iterator<Item = Option<&'a str>> {
        self.cells.map(|cell| (cell != NULL).then_some(cell))
    }

    fn misfit(&self) -> Error {
        let Self { line, table, .. } = self;
        Error::Data(format!("table {table}: a value is neither a whole number nor a day in the row {line:.160}"))
    }
}

/// Takes all rows of a query in order of their number; while one page is taken, the database packs the next.
pub(super) async fn each_page<E: EntityTrait, C: ConnectionTrait>(
    db: &C,
    query: &Select<E>,
    columns: &[E::Column],
    id: E::Column,
    mut take: impl FnMut(&Page) -> Result<(), Error>,
) -> Result<(), Error> {
    let after = |number: i32| query.clone().filter(id.gt(number)).order_by_asc(id).limit(PAGE);
    let mut page = one_page(db, after(i32::MIN), columns, id).await?;
    while let Some(current) = page {
        let next = one_page(db, after(current.last), columns, id);
        let (next, taken) = futures_util::future::join(next, async { take(&current) }).await;
        taken?;
        page = next?;
    }
    Ok(())
}

/// All rows of a query in one page; `None` where there are none.
pub(super) async fn one_page<E: EntityTrait, C: ConnectionTrait>(
    db: &C,
    query: Select<E>,
    columns: &[E::Column],
    id: E::Column,
) -> Result<Option<Page>, Error> {
    let cells = columns.iter().map(|column| {
        let text = Expr::col((E::default(), *column)).cast_as("text");
        Expr::expr(Func::coalesce([text, Expr::cust(format!("'{NULL}'"))]))
    });
    let shape = Expr::cust(format!("'{}'", vec!["%s"; columns.len()].join(" ")));
    let line = Func::cust("format").args(std::iter::once(shape).chain(cells));
    let lines = query.select_only().column_as(id, "number").expr_as(line, "line");
    let packed = Query::select()
        .expr(Expr::cust("count(*)"))
        .expr(Expr::cust("max(number)"))
        .expr(Expr::cust("string_agg(line, ';' ORDER BY number)"))
        .from_subquery(lines.into_query(), "lines")
        .to_owned();
    let Some(row) = db.query_one(&packed).await? else { return Ok(None) };
    let (count, last, text): (i64, Option<i32>, Option<String>) = read(&row)?;
    let (Some(last), Some(text)) = (last, text) else { return Ok(None) };
    let page = Page { text, columns: columns.len(), table: table_name::<E>(), last };
    let lines = page.text.bytes().filter(|byte| *byte == b';').count() + 1;
    if i64::try_from(lines).ok() == Some(count) {
        return Ok(Some(page));
    }
    Err(Error::Data(format!("table {}: a value is neither a whole number nor a day before row {last}", page.table)))
}

fn read(row: &sea_orm::QueryResult) -> Result<(i64, Option<i32>, Option<String>), DbErr> {
    Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?))
}
