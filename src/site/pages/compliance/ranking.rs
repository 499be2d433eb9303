//! Hromadas of the territory by the share of required positions they give: on a map, then ranked.

use maud::{Markup, html};

use crate::compliance::hromada::HromadaLine;
use crate::http::RequestContext;
use crate::registry::Scope;
use crate::site::parts::choropleth::{Shading, figure};
use crate::site::parts::{Column, Table, compliance_controls, format, links};

/// Rows shown for the whole country; an oblast shows all of its hromadas.
const SHOWN: usize = 200;

pub(super) fn section(view: &RequestContext, ranking: &[HromadaLine<'_>]) -> Markup {
    let lang = view.lang;
    let values = ranking.iter().map(|line| (line.code, line.totals.share)).collect();
    let title = lang.text("map-compliance");
    let shading = Shading { id: "share", title, values, words: format::percent, below: "/compliance" };
    html! {
        h2 { (lang.text("compliance-hromadas")) }
        (figure(view, &shading, Vec::new()))
        (table(view, ranking))
    }
}

fn table(view: &RequestContext, ranking: &[HromadaLine<'_>]) -> Markup {
    let lang = view.lang;
    let most = if view.scope == Scope::Country { SHOWN } else { usize::MAX };
    let titles = ["place", "share", "offered-of-required", "points-full", "points-undeclared", "points-excluded"];
    let mut columns = vec![Column::text(lang.text("hromada"))];
    columns.extend(titles.map(|key| Column::number(lang.text(key))));
    let rows = ranking.iter().enumerate().take(most).map(|(index, line)| {
        let totals = &line.totals;
        let url = compliance_controls::url(view, &format!("/hromadas/{}/compliance", line.code), &[]);
        let name = html! { a href=(url) { (links::territory_name(view, line.code)) } };
        let place = totals.share.map(|_| format::count(lang, index + 1));
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
        (Table::new(lang.text("ranking-caption"), columns).stacked().rows(rows))
        @if ranking.len() > most { p.small { (lang.with("ranking-first", [("n", format::count(lang, most).into())])) } }
    }
}
