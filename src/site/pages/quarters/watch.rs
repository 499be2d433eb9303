//! Who has submitted in a quarter: table and map.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::actions::quarters::{self, Progress};
use crate::compliance::figures::Span;
use crate::domain::{Category, TerritoryCode, collation_key};
use crate::http::{AppState, Failure, Lang, RequestContext};
use crate::registry::Scope;
use crate::site::parts::choropleth::{Shading, figure};
use crate::site::parts::{Column, Table, format, links};
use crate::store::StoredQuarter;

/// The table and the map.
pub async fn section(
    state: &AppState,
    view: &RequestContext,
    (quarter, span, oblast): (&StoredQuarter, Span, TerritoryCode),
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let progress = quarters::progress(state.live().store(), quarter).await;
    let progress = progress.map_err(|error| Failure::internal(&error))?;
    let scope = view.registry.scope(oblast).unwrap_or(Scope::Within(oblast, Category::Oblast));
    let mut hromadas: Vec<(TerritoryCode, Progress)> = view
        .registry
        .hromadas_in(scope)
        .map(|hromada| (hromada.code, progress.get(&hromada.code).copied().unwrap_or(Progress::Nothing)))
        .collect();
    let tree = &view.registry.records.territories;
    hromadas.sort_by_cached_key(|(code, reached)| (*reached, tree.get(*code).map(|place| collation_key(&place.name))));
    let counts = Progress::ALL.iter().map(|wanted| {
        let count = hromadas.iter().filter(|(_, reached)| reached == wanted).count();
        html! { li { b { (format::count(lang, count)) } span { (words(lang, *wanted)) } } }
    });
    let figures = figures(view, scope, span);
    let columns = [Column::text(lang.text("hromada")), Column::text(lang.text("submission-state"))];
    let columns = columns.into_iter().chain([Column::number(lang.text("quarter-points-with-figures"))]);
    let rows = hromadas.iter().map(|(code, reached)| {
        let (stating, all) = figures.get(code).copied().unwrap_or_default();
        vec![
            links::hromada(view, *code),
            html! { (words(lang, *reached)) },
            html! { (format::part_of_whole(lang, stating, all)) },
        ]
    });
    let title = lang.text("quarter-who");
    let table = Table::new(title.clone(), columns.collect()).stacked().rows(rows);
    Ok(html! {
        h2 #who { (title) }
        p.small { (lang.text("quarter-who-lead")) }
        ul.counts { @for count in counts { (count) } }
        (map(view, &hromadas, title.clone()))
        (table)
    })
}

fn words(lang: Lang, reached: Progress) -> String {
    lang.text(&format!("quarter-is-{}", reached.word()))
}

/// Points of each hromada that state a figure of the quarter, and all of them.
fn figures(view: &RequestContext, scope: Scope, span: Span) -> BTreeMap<TerritoryCode, (usize, usize)> {
    let mut found: BTreeMap<TerritoryCode, (usize, usize)> = BTreeMap::new();
    let parts = span.months_and_quarters();
    for point in view.registry.points_in(scope) {
        let Some(hromada) = point.row().hromada else { continue };
        let rows = view.registry.records.figures.rows_of(point.id());
        let states = rows.iter().filter_map(|row| Span::parse(&row.period));
        let is_stated = states.into_iter().any(|period| period == span || parts.contains(&period));
        let counts = found.entry(hromada).or_default();
        counts.0 += usize::from(is_stated);
        counts.1 += 1;
    }
    found
}

fn map(view: &RequestContext, hromadas: &[(TerritoryCode, Progress)], title: String) -> Markup {
    let place = |wanted: Progress| Progress::ALL.iter().position(|one| *one == wanted).unwrap_or(0);
    let values = hromadas.iter().map(|(code, reached)| (*code, Some(place(*reached) as f64))).collect();
    figure(view, &Shading { id: "quarter", title, values, words: shade_words, below: "" }, Vec::new())
}

/// A shade is the place of what was reached.
fn shade_words(lang: Lang, value: f64) -> String {
    let found = Progress::ALL.iter().enumerate().find(|(at, _)| (*at as f64 - value).abs() < 0.5);
    words(lang, found.map_or(Progress::Nothing, |(_, reached)| *reached))
}
