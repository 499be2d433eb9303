//! Hromadas of the territory by the share of required positions they give: on a map, then ranked.

use maud::{Markup, html};

use crate::compliance::hromada::HromadaLine;
use crate::http::sorting::Order::{Falling, Rising};
use crate::http::sorting::{SortColumn, SortKey, Sorting};
use crate::http::{Failure, RequestContext};
use crate::registry::Scope;
use crate::site::parts::choropleth::{Shading, figure};
use crate::site::parts::{Column, Table, compliance_controls, format, links, sortable};

/// Rows shown for the whole country; an oblast shows all of its hromadas.
const SHOWN: usize = 200;

/// Columns one can sort by; by default the highest share stands first, as ranks go.
const COLUMNS: &[SortColumn] = &[
    ("name", Rising),
    ("place", Rising),
    ("share", Rising),
    ("missing", Falling),
    ("full", Rising),
    ("undeclared", Falling),
    ("excluded", Falling),
];
/// Where the table stands in the page.
const TABLE: &str = "ranking";

/// The order asked for.
pub(super) fn sorting(view: &RequestContext) -> Result<Sorting, Failure> {
    Sorting::read(view, COLUMNS, None)
}

pub(super) fn section(view: &RequestContext, ranking: &[HromadaLine<'_>], sorting: &Sorting) -> Markup {
    let lang = view.lang;
    let values = ranking.iter().map(|line| (line.code, line.totals.share)).collect();
    let title = lang.text("map-compliance");
    let shading = Shading { id: "share", title, values, words: format::percent, below: "/compliance" };
    html! {
        h2 { (lang.text("compliance-hromadas")) }
        (figure(view, &shading, Vec::new()))
        (table(view, ranking, sorting))
    }
}

fn sort_key((place, line): &(usize, &HromadaLine<'_>), key: &str) -> SortKey {
    let totals = &line.totals;
    match key {
        "name" => SortKey::text(line.name),
        "place" => SortKey::number(totals.share.map(|_| *place as f64)),
        "share" => SortKey::number(totals.share),
        "missing" => SortKey::count(totals.required - totals.offered.min(totals.required)),
        "full" => SortKey::count(totals.full),
        "undeclared" => SortKey::count(totals.unknown),
        "excluded" => SortKey::count(totals.excluded),
        _ => SortKey::Unknown,
    }
}

fn table(view: &RequestContext, ranking: &[HromadaLine<'_>], sorting: &Sorting) -> Markup {
    let lang = view.lang;
    let most = if view.scope == Scope::Country { SHOWN } else { usize::MAX };
    let titles = ["place", "share", "offered-of-required", "points-full", "points-undeclared", "points-excluded"];
    let keys = COLUMNS.iter().skip(1).map(|(key, _)| *key);
    let header = |key: &str, column: Column| sortable(view, sorting, (key, TABLE), column);
    let mut columns = vec![header("name", Column::text(lang.text("hromada")))];
    columns.extend(keys.zip(titles).map(|(key, title)| header(key, Column::number(lang.text(title)))));
    let mut lines: Vec<(usize, &HromadaLine<'_>)> = (1..).zip(ranking).collect();
    sorting.arrange(&mut lines, sort_key);
    let rows = lines.into_iter().take(most).map(|(rank, line)| {
        let totals = &line.totals;
        let url = compliance_controls::url(view, &format!("/hromadas/{}/compliance", line.code), &[]);
        let name = html! { a href=(url) { (links::territory_name(view, line.code)) } };
        let place = totals.share.map(|_| format::count(lang, rank));
        vec![
            name,
            html! { @match place { Some(place) => (place), None => (lang.text("not-ranked")) } },
            compliance_controls::share(lang, totals.share),
            html! { (format::part_of_whole(lang, totals.offered, totals.required)) },
            html! { (format::part_of_whole(lang, totals.full, totals.judged)) },
            html! { (format::count(lang, totals.unknown)) },
            html! { (format::count(lang, totals.excluded)) },
        ]
    });
    html! {
        p.rule { (lang.text("ranking-rule")) }
        (Table::new(lang.text("ranking-caption"), columns).id(TABLE).stacked().rows(rows))
        @if ranking.len() > most { p.small { (lang.with("ranking-first", [("n", format::count(lang, most).into())])) } }
    }
}
