//! The indicators by raion of an oblast; the overall ones by oblast of the country.

use maud::{Markup, html};

use crate::compliance::indicator::{Counts, evaluate_by, figure};
use crate::compliance::{By, Judgement};
use crate::domain::{Category, TerritoryCode, collation_key};
use crate::http::RequestContext;
use crate::registry::Scope;
use crate::rulebook::{Indicator, Unit};
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Table, compliance_controls, format, links, names};

/// Indicators shown by oblast of the country, where all would be too wide.
const OF_OBLASTS: [&str; 4] = ["overall-compliance", "full-list", "residence", "barrier-free-six"];

pub(super) fn section(view: &RequestContext, audit: &Judgement) -> Markup {
    match view.scope {
        Scope::Country => of_country(view, audit),
        Scope::Within(code, Category::Oblast) => of_oblast(view, audit, code),
        Scope::Within(..) => html! {},
    }
}

/// One row an indicator, one column a raion: an oblast has four to eight of them.
fn of_oblast(view: &RequestContext, audit: &Judgement, oblast: TerritoryCode) -> Markup {
    let lang = view.lang;
    let tree = &view.registry.records.territories;
    let mut raions: Vec<_> = tree.children(oblast).filter(|place| place.category == Category::Raion).collect();
    raions.sort_by_cached_key(|place| collation_key(&place.name));
    let mut columns = vec![Column::text(lang.text("indicator"))];
    columns.extend(raions.iter().map(|raion| Column::number(links::short_name(view, raion))));
    let rows = audit.rules().indicators.iter().map(|indicator| {
        let groups = evaluate_by(audit, indicator, view.scope, By::Raion).groups.unwrap_or_default();
        let of = |code| groups.iter().find(|group| group.territory == Some(code)).map(|group| group.counts);
        let mut cells = vec![html! { (names::ruled(lang, &indicator.title)) }];
        cells.extend(raions.iter().map(|raion| cell(view, indicator, raion.code, of(raion.code))));
        cells
    });
    html! {
        h2 { (lang.text("compliance-by-raion")) }
        (Table::new(lang.text("compliance-by-raion-caption"), columns).stacked().rows(rows))
    }
}

/// The share as a link to its members there.
fn cell(view: &RequestContext, indicator: &Indicator, place: TerritoryCode, counts: Option<Counts>) -> Markup {
    let lang = view.lang;
    let Some(counts) = counts else { return crate::site::parts::unknown(lang) };
    let empty = counts.denominator == 0;
    let part = counts.numerator.filter(|_| !matches!(indicator.unit, Unit::Cards | Unit::Count));
    let level = compliance_controls::level(lang, indicator.unit, &counts);
    let url =
        compliance_controls::url(view, &format!("/indicators/{}", indicator.id), &[("territory", place.as_str())]);
    html! {
        @if empty { span.small { (lang.text("no-members")) } } @else {
            a href=(url) { (or_unknown(lang, level)) }
            @if let Some(part) = part { br; " " span.small { (format::part_of_whole(lang, part, counts.denominator)) } }
        }
    }
}

fn of_country(view: &RequestContext, audit: &Judgement) -> Markup {
    let lang = view.lang;
    let indicators: Vec<&Indicator> = OF_OBLASTS.iter().filter_map(|id| audit.rules().indicator(id)).collect();
    let mut oblasts: Vec<_> = view.registry.records.territories.first_levels().collect();
    oblasts.sort_by_cached_key(|place| collation_key(&place.name));
    let mut columns = vec![Column::text(lang.text("oblast"))];
    columns.extend(indicators.iter().map(|one| Column::number(names::ruled(lang, &one.title).to_owned())));
    let rows = oblasts.into_iter().map(|place| {
        let scope = Scope::Within(place.code, place.category);
        let url = compliance_controls::url(view, "/compliance", &[("territory", place.code.as_str())]);
        let mut cells = vec![html! { a href=(url) { (links::territory_name(view, place.code)) } }];
        cells.extend(indicators.iter().map(|one| cell(view, one, place.code, Some(figure(audit, one, scope).counts))));
        cells
    });
    html! {
        h2 { (lang.text("compliance-by-oblast")) }
        (Table::new(lang.text("compliance-by-oblast-caption"), columns).stacked().rows(rows))
    }
}
