//! `/changes`: every change with who made it, by person, territory, table and period.

use std::collections::HashMap;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use chrono::NaiveDate;
use maud::{Markup, html};

use super::{changes_csv, page, person_bar};
use crate::actions::actor::Permission;
use crate::actions::change_log::{ACCOUNTS, ChangeFilter, EntryFacts, Found, FoundChanges, find};
use crate::actions::changes::{Cells, Change, Cursor, TABLES};
use crate::domain::{Category, Message, TerritoryCode, parse_day};
use crate::http::urls::{COUNTRY, in_lang};
use crate::http::{AppState, Failure, RequestContext, SignedIn};
use crate::registry::Scope;
use crate::site::parts::{Column, Table, format, links, names};
use crate::wording::learned::words::{row, value};

/// Changed rows of a page.
const SHOWN: usize = 100;

pub fn routes() -> Router<AppState> {
    Router::new().route("/changes", get(show)).route("/changes.csv", get(changes_csv::answer))
}

/// Names of people by the numbers of their accounts.
pub(super) struct People(Vec<(i32, String)>, HashMap<i32, usize>);

impl People {
    async fn read(state: &AppState) -> Result<Self, Failure> {
        let accounts = state.live().store().accounts().await.map_err(|error| Failure::internal(&error))?;
        let named: Vec<_> = accounts.into_iter().map(|one| (one.person.id, one.person.name)).collect();
        let places = named.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
        Ok(Self(named, places))
    }

    pub(super) fn name(&self, id: i32) -> String {
        let found = self.1.get(&id).and_then(|at| self.0.get(*at));
        found.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    }

    /// Who did it: who submitted and who accepted, or the command line.
    pub(super) fn of_entry(&self, view: &RequestContext, entry: &EntryFacts) -> String {
        let lang = view.lang;
        match (entry.author, entry.person) {
            (Some(author), Some(person)) => lang.with(
                "changes-submitted-accepted",
                [("author", self.name(author).into()), ("auditor", self.name(person).into())],
            ),
            (_, Some(person)) => self.name(person),
            _ => names::actor(lang, &entry.actor),
        }
    }
}

/// Who may see it, what is looked for, and the names of people.
pub(super) async fn asked(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
) -> Result<(ChangeFilter, People), Failure> {
    signed_in.actor().authorize(Permission::SeeWhoChanged)?;
    let day = |name: &str| view.parsed(name, Message::new("expected-param-day"), parse_day);
    let known = |word: &str| word == ACCOUNTS || TABLES.iter().any(|table| table.word() == word);
    let table =
        view.parsed("table", Message::new("expected-param-table"), |word| known(word).then(|| word.to_owned()))?;
    let person = view.parsed("person", Message::new("expected-param-account"), |text| text.parse().ok())?;
    let scope = if view.scope_named { view.scope } else { Scope::Country };
    let filter = ChangeFilter { person, scope, table, since: day("since")?, until: day("until")? };
    Ok((filter, People::read(state).await?))
}

async fn show(State(state): State<AppState>, view: RequestContext, signed_in: SignedIn) -> Result<Markup, Failure> {
    let (filter, people) = asked(&state, &view, &signed_in).await?;
    let after = view.parsed("after", Message::new("expected-param-cursor"), cursor)?;
    let found = find(state.live().store(), &view.registry.records, &filter, after, SHOWN).await;
    let found = found.map_err(|error| Failure::internal(&error))?;
    let lang = view.lang;
    let title = lang.text("changes-title");
    let csv = view.same_page(&[("after", "")]).replacen("/changes", "/changes.csv", 1);
    let body = html! {
        (person_bar(&view, &signed_in))
        h1 { (title) }
        p.lead { (lang.text("changes-lead")) }
        (form(&view, &filter, &people))
        p.actions { a href=(csv) { "CSV" } }
        @if found.items.is_empty() { p { (lang.text("changes-none")) } } @else { (table(&view, &people, &found)) }
        @if let Some(next) = found.next {
            nav.pager aria-label=(lang.text("pager")) {
                a rel="next" href=(view.same_page(&[("after", &next.to_string())])) { (lang.text("changes-earlier")) " →" }
            }
        }
    };
    Ok(page(&view, title, body))
}

/// `12` or `12.points.400`.
fn cursor(text: &str) -> Option<Cursor> {
    Cursor::parse(text).or_else(|| text.parse().ok().map(Cursor::after_entry))
}

fn form(view: &RequestContext, filter: &ChangeFilter, people: &People) -> Markup {
    let lang = view.lang;
    let tables = TABLES.iter().map(|table| table.word()).chain([ACCOUNTS]);
    html! {
        form.filters method="get" action=(in_lang(lang, "/changes")) {
            p { label for="person" { (lang.text("changes-person")) }
                select #person name="person" {
                    option value="" { (lang.text("changes-anybody")) }
                    @for (id, name) in &people.0 { option value=(id) selected[filter.person == Some(*id)] { (name) } }
                } }
            p { label for="of-territory" { (lang.text("territory")) }
                select #of-territory name="territory" {
                    option value=(COUNTRY) { (lang.text("changes-everywhere")) }
                    @for code in places(view) {
                        option value=(code) selected[filter.scope.code() == Some(code)] { (links::territory_name(view, code)) }
                    }
                } }
            p { label for="table" { (lang.text("changes-table")) }
                select #table name="table" {
                    option value="" { (lang.text("changes-any-table")) }
                    @for word in tables { option value=(word) selected[filter.table.as_deref() == Some(word)] { (table_name(view, word)) } }
                } }
            (day_field(view, "since", filter.since))
            (day_field(view, "until", filter.until))
            button type="submit" { (lang.text("changes-show")) }
        }
    }
}

fn day_field(view: &RequestContext, name: &str, day: Option<NaiveDate>) -> Markup {
    let value = day.map(|day| day.to_string()).unwrap_or_default();
    html! {
        p { label for=(name) { (view.lang.text(&format!("changes-{name}"))) }
            input id=(name) type="date" name=(name) value=(value); }
    }
}

/// What of the tree can be chosen: what lies between the country and a hromada.
fn places(view: &RequestContext) -> impl Iterator<Item = TerritoryCode> + '_ {
    let tree = &view.registry.records.territories;
    let wanted =
        |category: Category| category.is_first_level() || category == Category::Raion || category == Category::Hromada;
    tree.all().iter().filter(move |place| wanted(place.category)).map(|place| place.code)
}

pub(super) fn table_name(view: &RequestContext, word: &str) -> String {
    if word == ACCOUNTS { view.lang.text("changes-accounts") } else { names::action(view.lang, word) }
}

fn table(view: &RequestContext, people: &People, found: &FoundChanges) -> Table {
    let lang = view.lang;
    let columns = ["changes-at", "changes-who", "changes-what", "changes-row", "changes-cells"];
    let columns = columns.map(|key| Column::text(lang.text(key)));
    let rows = found.items.iter().map(|one| line(view, people, one));
    Table::new(lang.text("changes-title"), columns.to_vec()).stacked().rows(rows)
}

fn line(view: &RequestContext, people: &People, found: &Found) -> Vec<Markup> {
    let lang = view.lang;
    let entry = &found.entry;
    let link = in_lang(lang, &format!("/sources/{}", entry.number));
    let number = lang.with("entry-number", [("entry", entry.number.to_string().into())]);
    let mut cells = vec![
        html! { (format::moment(lang, entry.at)) div.small { a href=(link) { (number) } } },
        html! { (people.of_entry(view, entry)) },
    ];
    cells.extend(if let Some(change) = &found.change {
        row_cells(view, change)
    } else {
        let account = entry.account.map(|id| people.name(id)).unwrap_or_default();
        vec![html! { (names::action(lang, &entry.name)) }, html! { (account) }, html! {}]
    });
    cells
}

fn row_cells(view: &RequestContext, change: &Change) -> Vec<Markup> {
    let (lang, records) = (view.lang, &view.registry.records);
    let table = change.table.word();
    let told = |column: &'static str, text: &str| {
        if text.is_empty() { lang.text("learned-nothing") } else { value(lang, records, table, column, text) }
    };
    let what = lang.text(&format!("changes-is-{}", kind(change)));
    vec![
        html! { (names::action(lang, table)) div.small { (what) } },
        html! { (row(lang, records, table, &key(change))) },
        html! {
            @for (column, before, after) in differing(change) {
                div { (names::column(lang, table, column)) ": "
                    @if change.before.is_some() { (told(column, &before)) " → " }
                    (told(column, &after)) }
            }
        },
    ]
}

/// stated, changed or voided.
pub(super) const fn kind(change: &Change) -> &'static str {
    match (&change.before, &change.after) {
        (None, _) => "stated",
        (Some(_), Some(_)) => "changed",
        (Some(_), None) => "voided",
    }
}

/// The cells that name the row.
pub(super) fn key(change: &Change) -> String {
    let cells = change.after.as_ref().or(change.before.as_ref());
    let named = cells.into_iter().flatten().filter(|(column, _)| change.key.contains(column));
    named.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Column, before and after of the cells that differ; of a voided row what it held.
pub(super) fn differing(change: &Change) -> Vec<(&'static str, String, String)> {
    let cell = |cells: Option<&Cells>, name: &str| {
        cells.and_then(|cells| cells.iter().find(|(column, _)| *column == name)).map(|(_, text)| text.clone())
    };
    let (before, after) = (change.before.as_ref(), change.after.as_ref());
    let mut columns: Vec<&'static str> = Vec::new();
    for column in before.into_iter().chain(after).flatten().map(|cell| cell.0) {
        if !columns.contains(&column) && !change.key.contains(&column) {
            columns.push(column);
        }
    }
    let both = |column| (column, cell(before, column).unwrap_or_default(), cell(after, column).unwrap_or_default());
    columns.into_iter().map(both).filter(|(_, before, after)| before != after).collect()
}
