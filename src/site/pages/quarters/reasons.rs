//! Why a figure of a closed quarter is another today: the changes of the journal that made it so.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::actions::quarters::{LaterChange, LaterChanges};
use crate::compliance::figures::Span;
use crate::compliance::quarter::MemberThenAndNow;
use crate::domain::{Category, TerritoryCode};
use crate::formats::Format;
use crate::http::RequestContext;
use crate::registry::{PointOnDate, Registry, Scope};
use crate::site::parts::{format, names};
use crate::wording::learned::words;

/// Changes told under one member.
const TOLD: usize = 10;

/// What was learned after the closing, and where the words for it come from.
pub struct Reasons<'a> {
    pub view: &'a RequestContext,
    pub later: &'a LaterChanges,
    pub registry: &'a Registry,
    pub span: Span,
}

impl Reasons<'_> {
    /// Changes that a member's standing rests on: its own, its hromada's, and those of what all share.
    pub fn of_member(&self, member: &MemberThenAndNow<'_>, of_hromadas: bool) -> Markup {
        let hromada = member.hromada.map(|code| code.to_string());
        let mut owners: BTreeSet<&str> = BTreeSet::from([member.code]);
        owners.extend(hromada.as_deref());
        if of_hromadas && let Ok(code) = TerritoryCode::parse(member.code) {
            owners.extend(self.registry.points_in(Scope::Within(code, Category::Hromada)).map(PointOnDate::code));
        }
        let own = owners.into_iter().flat_map(|owner| self.later.of(owner));
        let own = own.filter(|change| change.table != Format::Figures);
        let all: Vec<&LaterChange> = own.chain(self.later.common()).collect();
        self.list(&all)
    }

    /// Changes of a measure's figures within the quarter.
    pub fn of_measure(&self, measure: &str, scope: Scope) -> Markup {
        let parts = self.span.months_and_quarters();
        let within = |change: &&LaterChange| {
            let period = change.cell("period").and_then(Span::parse);
            let is_within = period.is_some_and(|period| period == self.span || parts.contains(&period));
            change.table == Format::Figures && change.cell("measure") == Some(measure) && is_within
        };
        let points = self.registry.points_in(scope);
        let all: Vec<&LaterChange> = points.flat_map(|point| self.later.of(point.code())).filter(within).collect();
        self.list(&all)
    }

    fn list(&self, all: &[&LaterChange]) -> Markup {
        let lang = self.view.lang;
        html! {
            @if all.is_empty() { p.small { (lang.text("quarter-no-change")) } }
            ul {
                @for change in all.iter().take(TOLD) { li { (self.change(change)) } }
                @if all.len() > TOLD { li { (lang.with("submission-more", [("count", (all.len() - TOLD).into())])) } }
            }
        }
    }

    /// «запис 17 (12.02.2024): Таблиця послуг у точках, A ЦНАП, S1 …: додано».
    fn change(&self, change: &LaterChange) -> Markup {
        let (lang, records) = (self.view.lang, &self.registry.records);
        let table = change.table.word();
        let number = lang.with("entry-number", [("entry", change.entry.to_string().into())]);
        let at = records.source(change.entry).map(|source| format::moment(lang, source.at));
        let told = |column: &str, text: &str| {
            if text.is_empty() {
                lang.text("learned-nothing")
            } else {
                words::value(lang, records, table, column, text)
            }
        };
        html! {
            a href=(self.view.url(&format!("/sources/{}", change.entry), &[])) { (number) }
            @if let Some(at) = at { " (" (at) ")" } ": "
            (names::action(lang, table)) ", " (words::row(lang, records, table, &change.key)) ": "
            @if change.is_new { (lang.text("submission-added")) }
            @else if change.is_voided { (lang.text("submission-removed")) }
            @else {
                @for (at, (column, before, after)) in change.cells.iter().enumerate() {
                    @if at > 0 { "; " }
                    (names::column(lang, table, column)) ": " (told(column, before)) " → " (told(column, after))
                }
            }
        }
    }
}
