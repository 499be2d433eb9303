//! Both measures at the ends of the last quarters and on the day itself.

use std::sync::Arc;

use maud::{Markup, html};

use crate::compliance::Judgement;
use crate::compliance::cards::{BarrierFree, summary};
use crate::http::RequestContext;
use crate::rulebook::Checklist;
use crate::site::parts::{Column, Table, compliance_controls, format};
use crate::site::plot;

pub(super) fn section(
    view: &RequestContext,
    audit: &Judgement,
    past: &[Arc<Judgement>],
    checklist: &Checklist,
) -> Markup {
    let lang = view.lang;
    let audits = past.iter().map(AsRef::as_ref).chain([audit]);
    let told: Vec<BarrierFree<'_>> = audits.filter_map(|audit| summary(audit, &checklist.id, view.scope)).collect();
    let columns = told.iter().map(|one| Column::number(format::date(lang, one.date)));
    let mut all = vec![Column::text(lang.text("measure")), Column::text(lang.text("trend-line"))];
    all.extend(columns);
    let rows =
        [line(view, "mean-share", &told, |one| one.mean_share), line(view, "full-share", &told, |one| one.full_share)];
    html! {
        h2 { (lang.text("barrier-free-trend")) }
        (Table::new(lang.text("barrier-free-trend-caption"), all).stacked().rows(rows.into_iter()))
    }
}

fn line(
    view: &RequestContext,
    key: &str,
    told: &[BarrierFree<'_>],
    share: impl Fn(&BarrierFree<'_>) -> Option<f64>,
) -> Vec<Markup> {
    let lang = view.lang;
    let points: Vec<(String, Option<f64>)> =
        told.iter().map(|one| (format::date(lang, one.date), share(one))).collect();
    let title = lang.text(key);
    let drawn = plot::spark(&plot::Trend { title: &title, description: "", points: &points, target: None });
    let cells = points.iter().map(|(_, share)| compliance_controls::share(lang, *share));
    [html! { (title) }, drawn].into_iter().chain(cells).collect()
}
