//! `/hromadas`: hromadas of the territory in view, to be sorted and filtered.

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};

use super::overview::scope_name;
use crate::domain::{Category, HromadaKind, PointKind, TerritoryCode, TerritoryStatus, collation_key};
use crate::http::sorting::Order::{Falling, Rising};
use crate::http::sorting::{SortColumn, SortKey, Sorting};
use crate::http::{AppState, Failure, Paging, RequestContext};
use crate::registry::{HromadaOnDate, Registry};
use crate::site::layout::{self, Page};
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, KindCounts, Table, filters, format, links, names, sortable, unplaced};

pub fn routes() -> Router<AppState> {
    Router::new().route("/hromadas", get(async |view: RequestContext| page(&view)))
}

/// Columns one can sort by; most people and most points stand first.
const COLUMNS: &[SortColumn] = &[
    ("name", Rising),
    ("type", Rising),
    ("raion", Rising),
    ("population", Falling),
    ("cnap", Falling),
    ("tp", Falling),
    ("vrm", Falling),
    ("mobile", Falling),
    ("points", Falling),
];
/// Where the table stands in the page.
const TABLE: &str = "table";

/// Hromadas one asks for because something is amiss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// Without a centre of their own; occupied ones are not counted among them.
    WithoutCentre,
    Occupied,
}

impl Show {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::WithoutCentre => "without-centre",
            Self::Occupied => "occupied",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::WithoutCentre, Self::Occupied].into_iter().find(|show| show.word() == text)
    }

    pub(super) fn shows(self, registry: &Registry, hromada: &HromadaOnDate) -> bool {
        let is_occupied = hromada.facts.territory_status == Some(TerritoryStatus::Occupied);
        match self {
            Self::Occupied => is_occupied,
            Self::WithoutCentre => !is_occupied && KindCounts::of_hromada(registry, hromada).kind(PointKind::Cnap) == 0,
        }
    }
}

fn page(view: &RequestContext) -> Result<Markup, Failure> {
    let lang = view.lang;
    let paging = Paging::read(view, 150, 1000)?;
    let sorting = Sorting::read(view, COLUMNS, Some(("name", Rising)))?;
    let found = sorted(view, chosen(view)?, &sorting);
    let shown: Vec<&HromadaOnDate> = paging.slice(&found).to_vec();
    let title = lang.text("nav-hromadas");
    let body = html! {
        h1 { (title) ": " (scope_name(view)) }
        (form(view))
        p { (format::plural(lang, "hromadas-count", found.len())) }
        (unplaced::notice(view))
        @if !shown.is_empty() { (table(view, &shown, &sorting)) }
        (crate::site::parts::pager::pager(view, paging, found.len()))
    };
    Ok(layout::render(view, &Page::new(title, body)))
}

fn form(view: &RequestContext) -> Markup {
    let kinds = HromadaKind::ALL.iter();
    let kinds: Vec<filters::Choice> =
        kinds.map(|kind| (kind.word().to_owned(), names::hromada_kind(view.lang, *kind))).collect();
    let shows = [Show::WithoutCentre, Show::Occupied];
    let shows = shows.map(|show| (show.word().to_owned(), view.lang.text(&format!("hromadas-{}", show.word()))));
    let fields = html! {
        (filters::words(view, "q", "filter-words"))
        (filters::select(view, "type", "hromada-type", &kinds))
        (filters::select(view, "show", "hromadas-show", &shows))
    };
    filters::form(view, &["q", "type", "show"], &fields)
}

fn chosen(view: &RequestContext) -> Result<Vec<&HromadaOnDate>, Failure> {
    let show = view.parsed("show", "without-centre | occupied", Show::parse)?;
    let kind = view.parsed("type", "rural | settlement | urban", HromadaKind::parse)?;
    let tree = &view.registry.records.territories;
    let words = view.param("q").unwrap_or_default().to_lowercase();
    let fits = |hromada: &&HromadaOnDate| {
        let Some(place) = tree.get(hromada.code) else { return false };
        let named = place.name.to_lowercase().contains(&words)
            || links::short_name(view, place).to_lowercase().contains(&words)
            || hromada.code.as_str() == words.to_uppercase();
        named
            && kind.is_none_or(|kind| place.kind == Some(kind))
            && show.is_none_or(|show| show.shows(&view.registry, hromada))
    };
    Ok(view.registry.hromadas_in(view.scope).filter(fits).collect())
}

fn sorted<'a>(view: &RequestContext, mut found: Vec<&'a HromadaOnDate>, sorting: &Sorting) -> Vec<&'a HromadaOnDate> {
    let tree = &view.registry.records.territories;
    let name = |hromada: &HromadaOnDate| tree.get(hromada.code).map(|place| collation_key(&place.name));
    found.sort_by_cached_key(|hromada| name(hromada));
    sorting.arrange(&mut found, |hromada, key| sort_key(view, hromada, key));
    found
}

fn sort_key(view: &RequestContext, hromada: &HromadaOnDate, key: &str) -> SortKey {
    let tree = &view.registry.records.territories;
    let name = |code: Option<TerritoryCode>| code.and_then(|code| tree.get(code)).map(|place| place.name.as_str());
    match key {
        "name" => SortKey::known_text(name(Some(hromada.code))),
        "raion" => SortKey::known_text(name(hromada.raion)),
        "type" => {
            let kind = tree.get(hromada.code).and_then(|place| place.kind);
            SortKey::number(kind.map(|kind| f64::from(kind as u8)))
        }
        "population" => SortKey::number(hromada.facts.population.map(f64::from)),
        "points" => SortKey::count(hromada.points.len()),
        kind => PointKind::parse(kind).map_or(SortKey::Unknown, |kind| {
            SortKey::count(KindCounts::of_hromada(&view.registry, hromada).kind(kind))
        }),
    }
}

/// Hromadas with their kind, raion, people and points.
pub(super) fn table(view: &RequestContext, hromadas: &[&HromadaOnDate], sorting: &Sorting) -> Markup {
    let lang = view.lang;
    let within_raion = view.scope.code().is_some_and(|code| {
        view.registry.records.territories.get(code).is_some_and(|place| place.category == Category::Raion)
    });
    let header = |key: &str, column: Column| sortable(view, sorting, (key, TABLE), column);
    let mut columns = vec![header("name", Column::text(lang.text("hromada")))];
    columns.push(header("type", Column::text(lang.text("hromada-type"))));
    if !within_raion {
        columns.push(header("raion", Column::text(lang.text("raion"))));
    }
    columns.push(header("population", Column::number(lang.text("population"))));
    columns.extend(PointKind::ALL.iter().map(|kind| header(kind.word(), Column::number(names::kinds(lang, *kind)))));
    columns.push(header("points", Column::number(lang.text("total"))));
    let kinds = kind_words(view);
    let rows = hromadas.iter().map(|hromada| row(view, hromada, within_raion, &kinds));
    html! { (Table::new(lang.text("hromadas-caption"), columns).id(TABLE).stacked().rows(rows)) }
}

fn kind_words(view: &RequestContext) -> Vec<String> {
    HromadaKind::ALL.iter().map(|kind| names::hromada_kind(view.lang, *kind)).collect()
}

fn row(view: &RequestContext, hromada: &HromadaOnDate, within_raion: bool, kinds: &[String]) -> Vec<Markup> {
    let lang = view.lang;
    let tree = &view.registry.records.territories;
    let place = tree.get(hromada.code);
    let name = place.map_or_else(|| hromada.code.to_string(), |place| links::short_name(view, place).into_owned());
    let kind = place.and_then(|place| place.kind).and_then(|kind| kinds.get(kind as usize));
    let tally = KindCounts::of_hromada(&view.registry, hromada);
    let mut cells = vec![html! { a href=(links::hromada_url(view, hromada.code)) { (name) } }];
    cells.push(or_unknown(lang, kind));
    if !within_raion {
        let raion = hromada.raion.and_then(|code| tree.get(code)).map(|place| links::short_name(view, place));
        cells.push(or_unknown(lang, raion));
    }
    cells.push(or_unknown(lang, hromada.facts.population.map(|people| format::number(lang, people.into()))));
    cells.extend(tally.cells(view, ("hromada", hromada.code.as_str())));
    cells
}
