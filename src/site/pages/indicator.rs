//! `/indicators/{id}`: one figure with its rule, its trend and every member with the reason.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use maud::{Markup, html};

use super::compliance::indicators;
use super::overview::scope_name;
use crate::compliance::indicator::{Figure, Member, MemberState, evaluate, evaluate_by};
use crate::compliance::trend::TrendPoint;
use crate::compliance::{By, Judgement};
use crate::domain::{TerritoryCode, collation_key};
use crate::http::urls::encode;
use crate::http::{AppState, Failure, RequestContext, trend};
use crate::rulebook::{Indicator, Unit};
use crate::site::layout::{self, Page};
use crate::site::parts::choropleth::{Shading, figure};
use crate::site::parts::{Column, Facts, Table, compliance_controls, filters, format, links, names, unplaced};

mod reason;
mod time;

/// Parameters of the page.
const OWN: [&str; 4] = ["state", "from", "to", "step"];
/// Members shown at a time.
const SHOWN: usize = 500;

pub fn routes() -> Router<AppState> {
    Router::new().route("/indicators/{id}", get(show_indicator))
}

async fn show_indicator(
    State(state): State<AppState>,
    Path(id): Path<String>,
    view: RequestContext,
) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let rules = std::sync::Arc::clone(&view.registry.records.rules);
    let indicator = rules.indicator(&id).ok_or_else(|| Failure::not_found(id))?;
    let only = view.parsed("state", "yes | no | unknown | undecided | excluded", MemberState::parse)?;
    let trend = trend::points(&state, &view, audit.leave_out(), &indicator.id, view.scope).await?;
    Ok(page(&view, &audit, indicator, &trend, only))
}

fn page(
    view: &RequestContext,
    audit: &Judgement,
    indicator: &Indicator,
    trend: &[TrendPoint],
    only: Option<MemberState>,
) -> Markup {
    let lang = view.lang;
    let told = evaluate(audit, indicator, view.scope);
    let title = names::ruled(lang, &indicator.title).to_owned();
    let body = html! {
        h1 { (title) ": " (scope_name(view)) }
        (compliance_controls::form(view, audit, &OWN, &html! { (state_select(view)) (time::fields(view)) }))
        (compliance_controls::basis(view, audit))
        @if indicator.rests_on_list() { (compliance_controls::loaded_warning(view, audit.edition())) }
        (compliance_controls::counts_text(lang, told.unit, &told.counts))
        (unplaced::notice(view))
        (indicator_summary(view, &told))
        (time::section(view, &title, trend, &told))
        @if indicator.unit != Unit::Count { (map(view, audit, indicator)) }
        h2 { (lang.text("members")) }
        (members(view, &told, only))
    };
    let back = compliance_controls::url(view, "/compliance", &[]);
    layout::render(view, &Page::new(title, body).crumb(lang.text("nav-compliance"), back))
}

fn state_select(view: &RequestContext) -> Markup {
    let word = |state: &MemberState| (state.word().to_owned(), state_word(view, *state));
    let states: Vec<filters::Choice> = MemberState::ALL.iter().map(word).collect();
    filters::select(view, "state", "members-shown", &states)
}

fn state_word(view: &RequestContext, state: MemberState) -> String {
    view.lang.text(&format!("member-{}", state.word()))
}

/// The rule, the act, baseline and target.
fn indicator_summary(view: &RequestContext, told: &Figure<'_>) -> Markup {
    let lang = view.lang;
    let facts = Facts::new()
        .add(lang, "baseline", indicators::baseline(view, told))
        .some(lang, "published", told.goal.published.as_deref().map(|text| format::published(lang, text)))
        .add(lang, "target", indicators::target(view, told))
        .some(lang, "targets-by-year", targets(view, told))
        .some(lang, "programme", told.goal.programme.as_deref())
        .known_fact(lang, "act", Some(told.act).filter(|act| !act.is_empty()));
    html! {
        h2 { (lang.text("rule")) }
        p.lead { (names::ruled(lang, told.rule)) }
        @if let Some(note) = told.note { p.notice { (names::ruled(lang, note)) } }
        (facts)
    }
}

/// Every target of the programme: «2024 – 100 %, 2025 – 100 %».
fn targets(view: &RequestContext, told: &Figure<'_>) -> Option<String> {
    let value = |value| compliance_controls::goal(view.lang, told.unit, value);
    let all = told.goal.targets.iter().map(|target| format!("{} – {}", target.year, value(target.value)));
    let all: Vec<String> = all.collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// Hromadas shaded by the figure of their members.
fn map(view: &RequestContext, audit: &Judgement, indicator: &Indicator) -> Markup {
    let groups = evaluate_by(audit, indicator, view.scope, By::Hromada).groups.unwrap_or_default();
    let of_hromada = groups
        .iter()
        .filter_map(|group| Some((group.territory?, compliance_controls::known_share(indicator.unit, &group.counts))));
    let by_code: HashMap<TerritoryCode, Option<f64>> = of_hromada.collect();
    let hromadas = view.registry.hromadas_in(view.scope);
    let values = hromadas.map(|hromada| (hromada.code, by_code.get(&hromada.code).copied().flatten())).collect();
    let title = names::ruled(view.lang, &indicator.title).to_owned();
    figure(view, &Shading { id: "figure", title, values, words: format::percent, below: "/compliance" }, Vec::new())
}

fn members(view: &RequestContext, told: &Figure<'_>, only: Option<MemberState>) -> Markup {
    let lang = view.lang;
    let all = told.members.as_deref().unwrap_or_default();
    let mut shown: Vec<&Member> = all.iter().filter(|member| only.is_none_or(|state| member.state == state)).collect();
    shown.sort_by_cached_key(|member| (member.state, collation_key(member.name)));
    let hromadas = told.unit == Unit::Hromadas;
    let columns = ["member", "answer", "reason"].map(|key| Column::text(lang.text(key))).to_vec();
    let total = shown.len();
    let rows = shown.into_iter().take(SHOWN).map(|member| {
        let below = if hromadas { "hromadas" } else { "points" };
        let url = compliance_controls::url(view, &format!("/{below}/{}/compliance", encode(member.code)), &[]);
        let place = member.hromada.filter(|_| !hromadas).map(|code| links::territory_name(view, code));
        vec![
            html! { a href=(url) { (member.name) } @if let Some(place) = place { br; span.small { (place) } } },
            html! { span class=(format!("answer answer-{}", member.state.word())) { (state_word(view, member.state)) } },
            reason::words(view, &member.reason),
        ]
    });
    html! {
        p { (format::plural(lang, "members-count", total)) }
        (Table::new(lang.text("members-caption"), columns).stacked().rows(rows))
        @if total > SHOWN { p.small { (lang.with("members-first", [("n", format::count(lang, SHOWN).into())])) } }
    }
}
