//! What a submission does to the indicators of the oblast and to the compliance of the hromada's points.

use std::sync::Arc;

use maud::{Markup, html};

use crate::actions::Outcome;
use crate::actions::actor::Place;
use crate::compliance::effect::{Effect, IndicatorEffect, PointEffect, PointNumbers, effect};
use crate::compliance::{Audit, LeaveOut};
use crate::domain::{Category, TerritoryCode};
use crate::http::View;
use crate::registry::{Records, Registry, Scope};
use crate::site::parts::{Column, Table, format, judging, links, names};

/// A submission as it was rehearsed, with the day judged before and after it.
pub struct Rehearsed {
    pub outcome: Outcome,
    before: Audit,
    after: Audit,
}

impl Rehearsed {
    /// Judges the day of a registry as it is and as it would be.
    pub fn new(outcome: Outcome, registry: &Arc<Registry>, records: &Records) -> Self {
        let after = Arc::new(registry.after(records));
        let judged = |registry: Arc<Registry>| Audit::new(registry, LeaveOut::default());
        Self { outcome, before: judged(Arc::clone(registry)), after: judged(after) }
    }
}

/// The figures that differ, before and after.
pub fn section(view: &View, rehearsed: &Rehearsed, place: Place) -> Markup {
    let lang = view.lang;
    let territory = place.oblast.map_or(Scope::Country, |oblast| scope(view, oblast));
    let hromada = Scope::Within(place.hromada, Category::Hromada);
    let Effect { indicators, points } = effect(&rehearsed.before, &rehearsed.after, territory, hromada);
    let changed: Vec<IndicatorEffect<'_>> = indicators.into_iter().filter(IndicatorEffect::differs).collect();
    html! {
        h2 #effect { (lang.text("effect-title")) }
        p.small { (lang.with("effect-day", [("date", format::date(lang, view.registry.date).into())])) }
        @if changed.is_empty() && points.is_empty() { p { (lang.text("effect-none")) } }
        @if !changed.is_empty() { (indicator_table(view, &changed)) }
        @if !points.is_empty() { (point_table(view, &points)) }
    }
}

fn scope(view: &View, oblast: TerritoryCode) -> Scope {
    let category = view.registry.records.territories.get(oblast).map_or(Category::Oblast, |place| place.category);
    Scope::Within(oblast, category)
}

fn indicator_table(view: &View, changed: &[IndicatorEffect<'_>]) -> Markup {
    let lang = view.lang;
    let columns = ["indicator", "effect-before", "effect-after"].map(|key| Column::text(lang.text(key)));
    let rows = changed.iter().map(|one| {
        let counts = |counts| judging::counts(lang, one.indicator.unit, counts);
        let url = view.url(&format!("/indicators/{}", one.indicator.id), &[]);
        vec![
            html! { a href=(url) { (names::ruled(lang, &one.indicator.title)) } },
            counts(&one.before),
            counts(&one.after),
        ]
    });
    html! { (Table::new(lang.text("effect-indicators"), columns.to_vec()).stacked().rows(rows)) }
}

fn point_table(view: &View, points: &[PointEffect<'_>]) -> Markup {
    let lang = view.lang;
    let columns = ["point", "effect-before", "effect-after"].map(|key| Column::text(lang.text(key)));
    let rows = points.iter().map(|point| {
        vec![
            html! { a href=(links::point_url(view, point.code)) { (point.name) } },
            html! { (numbers(view, point.before)) },
            html! { (numbers(view, point.after)) },
        ]
    });
    html! { (Table::new(lang.text("effect-points"), columns.to_vec()).stacked().rows(rows)) }
}

/// «31 із 34», or why there is nothing to tell.
fn numbers(view: &View, numbers: Option<PointNumbers>) -> String {
    let lang = view.lang;
    match numbers {
        None => lang.text("effect-not-judged"),
        Some(PointNumbers { offered: None, .. }) => lang.text("effect-not-declared"),
        Some(PointNumbers { offered: Some(offered), required }) => {
            lang.with("effect-of", [("offered", offered.into()), ("required", required.into())])
        }
    }
}
