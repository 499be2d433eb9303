//! `/barrier-free`: both national measures of a territory, by criterion, by people stopped, by raion, over time; every
//! count leads to its points.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, Render, html};

use super::compliance::indicators::past;
use super::overview::scope_name;
use crate::compliance::Judgement;
use crate::compliance::cards::{AnswerCounts, BarrierFree, CardVerdict, StopCounts, SummaryBy, summary_by};
use crate::domain::{Category, PointKind, collation_key};
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::Scope;
use crate::rulebook::Checklist;
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::as_of;
use crate::site::parts::choropleth::{Shading, figure};
use crate::site::parts::shares::{self, FourCounts};
use crate::site::parts::{Column, Table, compliance_controls, filters, format, links, names, unplaced};

mod members;
mod trend;

/// The checklist shown where none is named: the one of the national report.
const DEFAULT: &str = "six-flags";

pub fn routes() -> Router<AppState> {
    Router::new().route("/barrier-free", get(show_barrier_free)).route("/barrier-free/points", get(points))
}

async fn points(State(state): State<AppState>, view: RequestContext) -> Result<Markup, Failure> {
    members::page(&view, &*compliance_controls::audit(&state, &view)?)
}

/// The checklist asked for.
fn read_checklist<'a>(view: &RequestContext, audit: &'a Judgement) -> Result<&'a Checklist, Failure> {
    let asked = view.param("checklist").unwrap_or(DEFAULT);
    let known: Vec<&str> = audit.rules().checklists.iter().map(|one| one.id.as_str()).collect();
    let found = audit.rules().checklist(asked);
    found.ok_or_else(|| Failure::bad_parameter("checklist", asked, &known.join(" | ")))
}

/// The list behind a count.
fn members_url(view: &RequestContext, told: &BarrierFree<'_>, of: &[(&str, &str)]) -> String {
    let mut pairs = vec![("checklist", told.checklist)];
    pairs.extend(told.kind.map(|kind| ("kind", kind.word())));
    pairs.extend(told.territory.as_ref().map(|code| ("territory", code.as_str())));
    pairs.extend_from_slice(of);
    compliance_controls::url(view, "/barrier-free/points", &pairs)
}

/// A count as a link to its points; nought leads nowhere.
fn counted_link(
    view: &RequestContext,
    told: &BarrierFree<'_>,
    of: &[(&str, &str)],
    count: usize,
    words: impl Render,
) -> Markup {
    html! { @if count > 0 { a href=(members_url(view, told, of)) { (words) } } @else { (words) } }
}

async fn show_barrier_free(State(state): State<AppState>, view: RequestContext) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let checklist = read_checklist(&view, &audit)?;
    let told = summary_by(&audit, &checklist.id, view.scope, SummaryBy::Hromada);
    let told = told.ok_or_else(|| Failure::not_found(&*checklist.id))?;
    let trend = trend::section(&view, &audit, &past(&state, &view, audit.leave_out()), checklist);
    Ok(page(&view, &audit, checklist, &told, &trend))
}

fn page(
    view: &RequestContext,
    audit: &Judgement,
    checklist: &Checklist,
    told: &BarrierFree<'_>,
    trend: &Markup,
) -> Markup {
    let lang = view.lang;
    let title = lang.text("nav-barrier-free");
    let kinds = summary_by(audit, &checklist.id, view.scope, SummaryBy::Kind).and_then(|told| told.groups);
    let kinds = kinds.unwrap_or_default();
    let choices: Vec<filters::Choice> = audit
        .rules()
        .checklists
        .iter()
        .map(|one| (one.id.clone(), names::ruled(lang, &one.title).to_owned()))
        .collect();
    let body = html! {
        h1 { (title) ": " (scope_name(view)) }
        p.lead { (names::ruled(lang, &checklist.title)) ", " (as_of(view)) "." }
        (compliance_controls::form(view, audit, &["checklist"], &checklist_select(view, &checklist.id, &choices)))
        p.rule { (lang.text("leave-out")) ": " (lang.text(&format!("leave-out-{}", audit.leave_out().to_string().replace(',', "-")))) ". "
            (lang.text("act")) ": " (checklist.act) "." }
        @if checklist.partial { p.notice { (lang.text("checklist-partial")) } }
        @if told.edition.is_none() { p.notice { (lang.text("checklist-not-yet")) } }
        (unplaced::notice(view))
        @if !view.registry.points.is_empty() {
            (measures(view, told))
            (stops(view, told, &kinds))
            (criteria(view, checklist, told))
            (trend)
            (map(view, told))
            (by_part(view, audit, checklist))
            h2 { (lang.text("barrier-free-kinds")) }
            (kinds_table(view, &kinds))
        }
    };
    layout::render(view, &Page::new(title, body))
}

fn checklist_select(view: &RequestContext, now: &str, choices: &[filters::Choice]) -> Markup {
    html! {
        label {
            span { (view.lang.text("checklist")) }
            select name="checklist" {
                @for (id, words) in choices { option value=(id) selected[id == now] { (words) } }
            }
        }
    }
}

/// Both measures, always together, with what they stand on.
fn measures(view: &RequestContext, told: &BarrierFree<'_>) -> Markup {
    let lang = view.lang;
    let verdicts = [
        (CardVerdict::BarrierFree, told.verdicts.barrier_free),
        (CardVerdict::Partly, told.verdicts.partly),
        (CardVerdict::Barrier, told.verdicts.barrier),
        (CardVerdict::Undetermined, told.verdicts.undetermined),
    ];
    let not_judged = told.points.saturating_sub(told.judged);
    let counts = [
        ("card-count-judged", ("judged", "yes"), told.judged),
        ("card-count-not-judged", ("judged", "no"), not_judged),
        ("card-count-excluded", ("excluded", "yes"), told.excluded),
    ];
    html! {
        ul.counts {
            li { b { (compliance_controls::share(lang, told.mean_share)) } span { (lang.text("mean-share")) } }
            li { b { (compliance_controls::share(lang, told.full_share)) } span { (lang.text("full-share")) ": "
                (counted_link(view, told, &[("full", "yes")], told.full, format::part_of_whole(lang, told.full, told.judged))) } }
            @for (key, of, count) in counts {
                li { b { (format::count(lang, count)) } span { (counted_link(view, told, &[of], count, format::plural(lang, key, count))) } }
            }
        }
        details { summary { (lang.text("rule")) } p.rule { (lang.text("barrier-free-rule")) } }
        h2 { (lang.text("verdicts")) }
        ul.counts {
            @for (verdict, count) in verdicts {
                li {
                    b { (format::count(lang, count)) }
                    span { (counted_link(view, told, &[("verdict", verdict.word())], count, lang.text(&format!("verdict-{}", verdict.word().replace('_', "-"))))) }
                }
            }
        }
        p.rule { (lang.text("verdict-rule")) }
    }
}

/// «На кріслі колісному: можна потрапити до 31 із 60 центрів», and the same of all points.
fn stops(view: &RequestContext, told: &BarrierFree<'_>, kinds: &[BarrierFree<'_>]) -> Markup {
    let lang = view.lang;
    let centres = kinds.iter().find(|part| part.kind == Some(PointKind::Cnap));
    let of_centres = |group: &str| centres?.stops.iter().find(|stop| stop.group == group).copied();
    html! {
        @if !told.stops.is_empty() {
            h2 { (lang.text("people")) }
            p.rule { (lang.text("people-rule")) }
            ul.results {
                @for stop in &told.stops {
                    li {
                        @if let Some((told, centre)) = centres.zip(of_centres(stop.group)) {
                            (sentence(view, told, "people-can-enter-centres", centre))
                        }
                        (sentence(view, told, "people-can-enter", *stop))
                        (shares::linked(lang, FourCounts { yes: stop.can, no: stop.cannot, unknown: stop.unknown, na: 0 },
                            |answer| members_url(view, told, &[("people", stop.group), ("answer", answer)])))
                    }
                }
            }
        }
    }
}

fn sentence(view: &RequestContext, told: &BarrierFree<'_>, key: &str, stop: StopCounts<'_>) -> Markup {
    let all = stop.can + stop.cannot + stop.unknown;
    let words = view.lang.with(
        key,
        [
            ("who", people(view, stop.group).into()),
            ("of", format::part_of_whole(view.lang, stop.can, all).into()),
            ("count", all.into()),
        ],
    );
    html! { p { (counted_link(view, told, &[("people", stop.group), ("answer", "yes")], stop.can, words)) } }
}

/// Whom a criterion stops, in words.
pub(super) fn people(view: &RequestContext, group: &str) -> String {
    names::optional(view.lang, &format!("people-{}", group.replace('_', "-"))).unwrap_or_else(|| group.to_owned())
}

/// Several groups of people in one line: only the first begins with a capital.
pub(super) fn people_list<'a>(view: &RequestContext, groups: impl Iterator<Item = &'a str>) -> String {
    let words = groups.enumerate().map(|(index, id)| {
        let words = people(view, id);
        if index == 0 { words } else { format::small(&words) }
    });
    words.collect::<Vec<String>>().join(", ")
}

/// The four counts of a tally.
pub(super) const fn four(tally: AnswerCounts) -> FourCounts {
    FourCounts {
        yes: tally.yes as usize,
        no: tally.no as usize,
        unknown: tally.unknown as usize,
        na: tally.na as usize,
    }
}

fn criteria(view: &RequestContext, checklist: &Checklist, told: &BarrierFree<'_>) -> Markup {
    let lang = view.lang;
    let columns = vec![
        Column::text(lang.text("criterion")),
        Column::text(lang.text("stops-whom")),
        Column::text(lang.text("answers")),
        Column::number(lang.text("share-of-answered")),
    ];
    let rows = told.criteria.iter().map(|counts| {
        let criterion = checklist.criterion(counts.id);
        let title = criterion.map_or(counts.id, |one| names::ruled(lang, &one.title));
        let stops = criterion.map(|one| people_list(view, one.stops.iter().map(AsRef::as_ref)));
        let critical = criterion.is_some_and(|one| one.critical);
        vec![
            html! { (title) @if critical { " " span.badge { (lang.text("critical")) } } },
            html! { (stops.unwrap_or_default()) },
            shares::linked(lang, four(counts.counts), |answer| {
                members_url(view, told, &[("criterion", counts.id), ("answer", answer)])
            }),
            compliance_controls::share(lang, counts.counts.share()),
        ]
    });
    html! {
        h2 { (lang.text("by-criterion")) }
        (Table::new(lang.text("criteria-caption"), columns).stacked().rows(rows))
    }
}

fn map(view: &RequestContext, told: &BarrierFree<'_>) -> Markup {
    let groups = told.groups.as_deref().unwrap_or_default();
    let hromadas = groups.iter().filter_map(|group| Some((group.territory?, group.mean_share)));
    let title = view.lang.text("map-barrier-free");
    let shading = Shading { id: "cards", title, values: hromadas.collect(), words: format::percent, below: "" };
    figure(view, &shading, Vec::new())
}

/// Raions of an oblast or oblasts of the country.
fn by_part(view: &RequestContext, audit: &Judgement, checklist: &Checklist) -> Markup {
    let lang = view.lang;
    let parts: Vec<BarrierFree<'_>> = match view.scope {
        Scope::Country => {
            let tree = &view.registry.records.territories;
            let scopes = tree.first_levels().map(|place| Scope::Within(place.code, place.category));
            scopes.filter_map(|scope| crate::compliance::cards::summary(audit, &checklist.id, scope)).collect()
        }
        Scope::Within(_, Category::Oblast) => summary_by(audit, &checklist.id, view.scope, SummaryBy::Raion)
            .and_then(|told| told.groups)
            .unwrap_or_default(),
        Scope::Within(..) => Vec::new(),
    };
    html! {
        @if !parts.is_empty() { h2 { (lang.text("barrier-free-parts")) } (parts_table(view, parts)) }
    }
}

fn part_columns(view: &RequestContext, first: &str) -> Vec<Column> {
    let lang = view.lang;
    let titles = ["mean-share", "full-share", "points-judged-cards", "points-not-judged"];
    [Column::text(lang.text(first))].into_iter().chain(titles.map(|key| Column::number(lang.text(key)))).collect()
}

fn part_cells(view: &RequestContext, name: Markup, part: &BarrierFree<'_>) -> Vec<Markup> {
    let lang = view.lang;
    let not_judged = part.points.saturating_sub(part.judged);
    vec![
        name,
        compliance_controls::share(lang, part.mean_share),
        compliance_controls::share(lang, part.full_share),
        counted_link(
            view,
            part,
            &[("judged", "yes")],
            part.judged,
            format::part_of_whole(lang, part.judged, part.points),
        ),
        counted_link(view, part, &[("judged", "no")], not_judged, format::count(lang, not_judged)),
    ]
}

fn parts_table(view: &RequestContext, mut parts: Vec<BarrierFree<'_>>) -> Markup {
    parts.sort_by_cached_key(|part| part.territory.map(|code| collation_key(&links::territory_name(view, code))));
    let rows = parts.iter().map(|part| {
        let name = match part.territory {
            Some(code) => {
                let url = compliance_controls::url(
                    view,
                    "/barrier-free",
                    &[("territory", code.as_str()), ("checklist", part.checklist)],
                );
                html! { a href=(url) { (links::territory_name(view, code)) } }
            }
            None => crate::site::parts::unknown(view.lang),
        };
        part_cells(view, name, part)
    });
    let columns = part_columns(view, "territory");
    html! { (Table::new(view.lang.text("barrier-free-parts-caption"), columns).stacked().rows(rows)) }
}

fn kinds_table(view: &RequestContext, kinds: &[BarrierFree<'_>]) -> Markup {
    let rows = kinds.iter().filter_map(|part| {
        let name = html! { (names::kinds(view.lang, part.kind?)) };
        Some(part_cells(view, name, part))
    });
    let columns = part_columns(view, "kind");
    html! { (Table::new(view.lang.text("barrier-free-kinds-caption"), columns).stacked().rows(rows)) }
}
