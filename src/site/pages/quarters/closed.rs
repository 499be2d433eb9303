//! A closed quarter: its figures made again from what was known then, beside what is known now, with the reasons.

use std::sync::Arc;

use maud::{Markup, html};

use super::reasons::Reasons;
use crate::actions::quarters::later_changes;
use crate::compliance::figures::Span;
use crate::compliance::indicator::MemberState;
use crate::compliance::quarter::{FigureThenAndNow, MeasureThenAndNow, MemberThenAndNow, figures, measures};
use crate::compliance::{Judgement, LeaveOut};
use crate::domain::{Category, TerritoryCode};
use crate::http::urls::encode;
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::Scope;
use crate::rulebook::Unit;
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Table, compliance_controls, format, links, names};

/// Members of an indicator whose reasons are told.
const MEMBERS: usize = 100;

/// The figures then and now.
pub async fn section(
    state: &AppState,
    view: &RequestContext,
    (span, oblast): (Span, TerritoryCode),
    entry: u64,
) -> Result<Markup, Failure> {
    let lang = view.lang;
    // Quarters closed before their end was awaited: no day that is not yet is spoken of.
    let day = span.last_day().map_or_else(|| view.today(), |last| last.min(view.today()));
    let live = state.live();
    let then = live.registry_known(entry, Some(day)).await?;
    let now = live.registry_on(day);
    let scope = now.scope(oblast).unwrap_or(Scope::Within(oblast, Category::Oblast));
    let audit = |registry| live.audit(registry, LeaveOut::default());
    let (then, now): (Arc<Judgement>, Arc<Judgement>) = (audit(&then), audit(&now));
    let last = now.registry().records.version;
    let after = u32::try_from(entry).unwrap_or(u32::MAX);
    let later = later_changes(live.store(), after, last).await.map_err(|error| Failure::internal(&error))?;
    let reasons = Reasons { view, later: &later, registry: now.registry(), span };
    let told = figures(&then, &now, scope);
    let totals = measures(&then, &now, span, scope);
    let known = view.url(
        "/compliance",
        &[("territory", oblast.as_str()), ("date", &day.to_string()), ("known", &entry.to_string())],
    );
    let source = view.url(&format!("/sources/{entry}"), &[]);
    Ok(html! {
        h2 #closed { (lang.text("quarter-title")) }
        p { (lang.with("quarter-lead", [("date", format::date(lang, day).into())])) " "
            a href=(source) { (lang.with("entry-number", [("entry", entry.to_string().into())])) } ". "
            a href=(known) { (lang.text("quarter-known")) } }
        (indicator_table(view, &told))
        (measure_table(view, &totals))
        h2 #differences { (lang.text("quarter-differences")) }
        @if later.is_cut { p.notice { (lang.text("quarter-cut")) } }
        @if !told.iter().any(FigureThenAndNow::differs) && !totals.iter().any(MeasureThenAndNow::differs) {
            p { (lang.text("quarter-same")) }
        }
        @for one in told.iter().filter(|one| one.differs()) { (difference(view, one, &reasons)) }
        @for one in totals.iter().filter(|one| one.differs()) {
            h3 { (names::ruled(lang, &one.measure.title)) }
            (reasons.of_measure(&one.measure.id, scope))
        }
    })
}

fn columns(view: &RequestContext, first: &str) -> Vec<Column> {
    [first, "quarter-then", "quarter-now"].map(|key| Column::text(view.lang.text(key))).to_vec()
}

fn indicator_table(view: &RequestContext, told: &[FigureThenAndNow<'_>]) -> Table {
    let lang = view.lang;
    let rows = told.iter().map(|one| {
        let unit = one.indicator.unit;
        let now = compliance_controls::counts_text(lang, unit, &one.now);
        vec![
            html! { (names::ruled(lang, &one.indicator.title)) },
            compliance_controls::counts_text(lang, unit, &one.then),
            html! { (now) @if one.differs() { p.small { a href=(format!("#differs-{}", one.indicator.id)) { (lang.text("quarter-why")) } } } },
        ]
    });
    Table::new(lang.text("quarter-indicators"), columns(view, "indicator")).stacked().rows(rows)
}

fn measure_table(view: &RequestContext, totals: &[MeasureThenAndNow<'_>]) -> Table {
    let lang = view.lang;
    let value = |value: Option<f64>| or_unknown(lang, value.map(|value| format::short_number(lang, value)));
    let rows = totals
        .iter()
        .map(|one| vec![html! { (names::ruled(lang, &one.measure.title)) }, value(one.then), value(one.now)]);
    Table::new(lang.text("quarter-measures"), columns(view, "measure")).stacked().rows(rows)
}

/// The members of an indicator that stand otherwise, each with what was learned of it.
fn difference(view: &RequestContext, told: &FigureThenAndNow<'_>, reasons: &Reasons<'_>) -> Markup {
    let lang = view.lang;
    let of_hromadas = told.indicator.unit == Unit::Hromadas;
    html! {
        h3 id=(format!("differs-{}", told.indicator.id)) { (names::ruled(lang, &told.indicator.title)) }
        @if told.members.is_empty() { p { (lang.text("quarter-no-member")) } }
        ul.learned {
            @for member in told.members.iter().take(MEMBERS) {
                li { p { (member_words(view, member, of_hromadas)) } (reasons.of_member(member, of_hromadas)) }
            }
        }
        @if told.members.len() > MEMBERS {
            p.small { (lang.with("submission-more", [("count", (told.members.len() - MEMBERS).into())])) }
        }
    }
}

fn member_words(view: &RequestContext, member: &MemberThenAndNow<'_>, of_hromadas: bool) -> Markup {
    let lang = view.lang;
    let word = |state: Option<MemberState>| match state {
        Some(state) => lang.text(&format!("member-{}", state.word())),
        None => lang.text("quarter-not-counted"),
    };
    let url = if of_hromadas {
        view.url(&format!("/hromadas/{}/compliance", encode(member.code)), &[])
    } else {
        links::point_url(view, member.code)
    };
    html! {
        a href=(url) { (member.name) } ": "
        @if member.then == member.now { (word(member.now)) ", " (lang.text("quarter-other-reason")) }
        @else { (word(member.then)) " → " (word(member.now)) }
    }
}
