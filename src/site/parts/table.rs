//! Tables with a caption that scroll or stack on narrow screens.

use maud::{Markup, Render, html};

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    title: String,
    number: bool,
    /// Address that sorts by this column, and whether the rows stand so now.
    sort: Option<(String, Option<&'static str>)>,
}

impl Column {
    #[must_use]
    pub fn text(title: impl Into<String>) -> Self {
        Self { title: title.into(), number: false, sort: None }
    }

    /// A column of figures, set flush right.
    #[must_use]
    pub fn number(title: impl Into<String>) -> Self {
        Self { title: title.into(), number: true, sort: None }
    }

    /// The header becomes a link that sorts; `current` is the `aria-sort` of the rows as they stand.
    #[must_use]
    pub fn sorted(mut self, url: String, current: Option<&'static str>) -> Self {
        self.sort = Some((url, current));
        self
    }
}

/// Rows under a caption; the first cell of a row names it.
#[derive(Debug)]
pub struct Table {
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Markup>>,
    stacked: bool,
    id: Option<&'static str>,
}

impl Table {
    #[must_use]
    pub fn new(caption: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { caption: caption.into(), columns, rows: Vec::new(), stacked: false, id: None }
    }

    /// The place of the table in the page, to which headers that sort it lead.
    #[must_use]
    pub const fn id(mut self, id: &'static str) -> Self {
        self.id = Some(id);
        self
    }

    /// On a phone each row becomes a small card instead of scrolling.
    #[must_use]
    pub const fn stacked(mut self) -> Self {
        self.stacked = true;
        self
    }

    pub fn row(&mut self, cells: Vec<Markup>) {
        self.rows.push(cells);
    }

    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Markup>>) -> Self {
        self.rows.extend(rows);
        self
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn table_head(&self) -> Markup {
        html! {
            thead { tr {
                @for column in &self.columns {
                    th scope="col" class=[column.number.then_some("num")] aria-sort=[column.aria_sort()] {
                        @match &column.sort {
                            Some((url, _)) => { a href=(url) { (column.title) } }
                            None => { (column.title) }
                        }
                    }
                }
            } }
        }
    }
}

impl Column {
    fn aria_sort(&self) -> Option<&'static str> {
        self.sort.as_ref().and_then(|(_, current)| *current)
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        let title = |index: usize| self.columns.get(index).map_or("", |column| column.title.as_str());
        let number = |index: usize| self.columns.get(index).is_some_and(|column| column.number).then_some("num");
        html! {
            div.table-wrap id=[self.id] role="region" aria-label=(self.caption) tabindex="0" {
                table.stack[self.stacked] {
                    caption { (self.caption) }
                    (self.table_head())
                    tbody {
                        @for row in &self.rows {
                            tr {
                                @for (index, cell) in row.iter().enumerate() {
                                    @if index == 0 { th scope="row" class=[number(0)] { (cell) } }
                                    @else { td class=[number(index)] data-label=(title(index)) { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
