//! Headers of a table that sort it: plain links, the present order told to those who listen.

use super::Column;
use crate::http::RequestContext;
use crate::http::sorting::{Order, Sorting};

/// The header of a column; the link keeps every filter, begins at the first page and leads to the table by its id.
#[must_use]
pub fn sortable(view: &RequestContext, sorting: &Sorting, (key, table): (&str, &str), column: Column) -> Column {
    let Some(order) = sorting.next_order(key) else { return column };
    let now = sorting.now().filter(|(name, _)| *name == key);
    let state = now.map(|(_, order)| match order {
        Order::Rising => "ascending",
        Order::Falling => "descending",
    });
    let address = view.same_page(&[("sort", key), ("order", order.word()), ("page", "")]);
    column.sorted(format!("{address}#{table}"), state)
}
