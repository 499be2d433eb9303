//! `/barrier-free/points`: the points behind any count of `/barrier-free`.

use maud::{Markup, html};

use super::{four, people, read_checklist};
use crate::compliance::Judgement;
use crate::compliance::cards::CardVerdict;
use crate::compliance::cards::members::{CardMember, MemberFilter, members};
use crate::domain::{Answer, PointKind, Truth};
use crate::http::{Failure, Paging, RequestContext};
use crate::rulebook::Checklist;
use crate::site::layout::{self, Page};
use crate::site::pages::overview::scope_name;
use crate::site::parts::chooser::as_of;
use crate::site::parts::pager::pager;
use crate::site::parts::{Column, Table, badge, compliance_controls, format, links, names, shares};

pub(super) fn page(view: &RequestContext, audit: &Judgement) -> Result<Markup, Failure> {
    let lang = view.lang;
    let checklist = read_checklist(view, audit)?;
    let paging = Paging::read(view, 100, 1000)?;
    let wanted = read(view, checklist)?;
    let found = members(audit, &checklist.id, view.scope, &wanted);
    let title = lang.text("card-members");
    let back = compliance_controls::url(view, "/barrier-free", &[("checklist", &checklist.id)]);
    let body = html! {
        h1 { (title) ": " (scope_name(view)) }
        p.lead { (names::ruled(lang, &checklist.title)) ", " (as_of(view)) "." }
        (conditions(view, checklist, &wanted))
        p { (format::plural(lang, "points-count", found.len())) }
        @if !found.is_empty() { (table(view, paging.slice(&found))) }
        (pager(view, paging, found.len()))
    };
    Ok(layout::render(view, &Page::new(title, body).crumb(lang.text("nav-barrier-free"), back)))
}

fn read<'q>(view: &'q RequestContext, checklist: &Checklist) -> Result<MemberFilter<'q>, Failure> {
    let answers = "yes | no | na | unknown";
    let answer = view.parsed("answer", answers, Answer::parse)?;
    let known: Vec<&str> = checklist.criteria.iter().map(|one| one.id.as_str()).collect();
    let criterion = view.param("criterion");
    if let Some(id) = criterion.filter(|id| !known.contains(id)) {
        return Err(Failure::bad_parameter("criterion", id, &known.join(" | ")));
    }
    let group = view.param("people");
    let needed = || Failure::bad_parameter("answer", "", answers);
    let answered = |id| answer.map(|answer| (id, answer)).ok_or_else(needed);
    let enters = |id| answer.and_then(answer_truth).map(|enters| (id, enters)).ok_or_else(needed);
    Ok(MemberFilter {
        kind: view.parsed("kind", "cnap | tp | vrm | mobile", PointKind::parse)?,
        criterion: criterion.map(answered).transpose()?,
        people: group.map(enters).transpose()?,
        verdict: view.parsed("verdict", "barrier_free | partly | barrier | undetermined", CardVerdict::parse)?,
        judged: view.yes_no("judged")?,
        full: view.yes_no("full")?.unwrap_or_default(),
        excluded: view.yes_no("excluded")?.unwrap_or_default(),
    })
}

const fn answer_truth(answer: Answer) -> Option<Truth> {
    match answer {
        Answer::Yes => Some(Truth::Yes),
        Answer::No => Some(Truth::No),
        Answer::Unknown => Some(Truth::Unknown),
        Answer::NotApplicable => None,
    }
}

/// What the points have in common, in words.
fn conditions(view: &RequestContext, checklist: &Checklist, wanted: &MemberFilter<'_>) -> Markup {
    let lang = view.lang;
    let criterion = wanted.criterion.map(|(id, answer)| {
        let title = checklist.criterion(id).map_or(id, |one| names::ruled(lang, &one.title));
        html! { (title) ": " (badge::answer_badge(lang, answer)) }
    });
    let enters = wanted.people.map(|(group, enters)| {
        let key = match enters {
            Truth::Yes => "enters-yes",
            Truth::No => "enters-no",
            Truth::Unknown => "enters-unknown",
        };
        html! { (people(view, group)) ": " (lang.text(key)) }
    });
    let verdict = wanted.verdict.map(|verdict| html! { (lang.text("verdict")) ": " (verdict_words(view, verdict)) });
    let judged = wanted.judged.map(|yes| lang.text(if yes { "card-judged" } else { "card-not-judged" }));
    let plain = [
        wanted.kind.map(|kind| names::kinds(lang, kind)),
        judged,
        wanted.full.then(|| lang.text("card-full")),
        wanted.excluded.then(|| lang.text("card-excluded")),
    ];
    let told = [criterion, enters, verdict].into_iter().flatten();
    html! { ul { @for one in told { li { (one) } } @for one in plain.into_iter().flatten() { li { (one) } } } }
}

fn verdict_words(view: &RequestContext, verdict: CardVerdict) -> String {
    view.lang.text(&format!("verdict-{}", verdict.word().replace('_', "-")))
}

fn table(view: &RequestContext, found: &[CardMember<'_>]) -> Markup {
    let lang = view.lang;
    let columns = ["point", "kind", "hromada", "verdict", "answers"].map(|key| Column::text(lang.text(key))).to_vec();
    let rows = found.iter().map(|member| {
        vec![
            html! { a href=(format!("{}#barrier-free", links::point_url(view, member.point.code()))) lang=[links::foreign(view)] { (member.point.row().name) } },
            badge::point(lang, member.point),
            links::hromada_of(view, member.point),
            html! { (verdict_words(view, member.verdict)) },
            shares::bar(lang, four(member.counts)),
        ]
    });
    html! { (Table::new(lang.text("card-members-caption"), columns).stacked().rows(rows)) }
}
