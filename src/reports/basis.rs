//! What a report is made of: a territory, a quarter, a day, the day before to compare with.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use super::words::Words;
use crate::compliance::Judgement;
use crate::compliance::figures::Span;
use crate::domain::{Category, TerritoryCode};
use crate::registry::{HromadaOnDate, PointOnDate, Records, Registry, Scope};
use crate::rulebook::{ReportForm, ReportLevel};

/// Everything a report is computed from. Both audits rest on the same state of knowledge.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    pub words: &'a dyn Words,
    pub audit: &'a Judgement,
    /// The last day of the quarter before.
    pub before: &'a Judgement,
    pub scope: Scope,
    pub quarter: Span,
    /// The day the report is made: a quarter may not have ended yet.
    pub today: NaiveDate,
}

impl std::fmt::Debug for Basis<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Basis").field("scope", &self.scope).field("quarter", &self.quarter).finish_non_exhaustive()
    }
}

/// The quarter of a report and its day: the day that is stated or the last one of the quarter.
/// Without both the last quarter that has ended; `None` where the day is not of the quarter.
#[must_use]
pub fn quarter_and_day(quarter: Option<Span>, day: Option<NaiveDate>, today: NaiveDate) -> Option<(Span, NaiveDate)> {
    let of = |day: NaiveDate| Span::Quarter(day.year(), day.month0() / 3 + 1);
    match (quarter, day) {
        (Some(quarter), Some(day)) => (of(day) == quarter).then_some((quarter, day)),
        (Some(quarter), None) => Some((quarter, quarter.last_day()?)),
        (None, Some(day)) => Some((of(day), day)),
        (None, None) => {
            let quarter = of(today).previous();
            Some((quarter, quarter.last_day()?))
        }
    }
}

/// The level of a territory.
#[must_use]
pub const fn level(scope: Scope) -> Option<ReportLevel> {
    match scope {
        Scope::Country => Some(ReportLevel::Country),
        Scope::Within(_, Category::Oblast | Category::SpecialCity) => Some(ReportLevel::Oblast),
        Scope::Within(_, Category::Raion) => Some(ReportLevel::Raion),
        Scope::Within(_, Category::Hromada) => Some(ReportLevel::Hromada),
        Scope::Within(..) => None,
    }
}

impl ReportForm {
    /// True where it can be made of the territory.
    #[must_use]
    pub fn is_of(&self, scope: Scope) -> bool {
        level(scope).is_some_and(|level| self.territories.contains(&level))
    }
}

impl<'a> Basis<'a> {
    /// The registry of the day.
    pub fn registry(&self) -> &'a Registry {
        self.audit.registry()
    }

    /// Everything known.
    pub fn records(&self) -> &'a Records {
        &self.registry().records
    }

    /// The day of the report.
    pub fn day(&self) -> NaiveDate {
        self.audit.date()
    }

    /// A text of the language.
    pub fn text(&self, key: &str) -> String {
        self.words.text(key)
    }

    /// True where the day to compare with is the last of the quarter before.
    pub fn is_quarterly(&self) -> bool {
        self.quarter.previous().last_day() == Some(self.before.date())
    }

    /// The territory by its full name.
    pub fn territory(&self) -> String {
        let tree = &self.records().territories;
        let place = self.scope.code().and_then(|code| tree.get(code));
        place.map_or_else(|| self.text("country"), |place| self.words.place(tree, place))
    }

    /// A place by its short name; empty where it is not known.
    pub fn place(&self, code: Option<TerritoryCode>) -> &'a str {
        let place = code.and_then(|code| self.records().territories.get(code));
        place.map_or("", |place| place.name.as_str())
    }

    /// The hromada of a point by its short name; a city with special status stands for its own.
    pub fn hromada_name(&self, point: &PointOnDate) -> &'a str {
        let code = point.row().hromada.or_else(|| self.registry().special_city(point));
        self.place(code)
    }

    /// The hromada the report is of, where it is of one.
    pub fn hromada(&self) -> Option<&'a HromadaOnDate> {
        self.scope.code().and_then(|code| self.registry().hromada(code))
    }

    /// The edition of the list in words.
    pub fn edition(&self) -> String {
        self.audit.edition().map_or_else(
            || self.text("report-no-edition"),
            |edition| {
                let args = [("list", edition.list.clone()), ("date", self.words.date(edition.in_force))];
                self.words.with("report-edition", &args)
            },
        )
    }

    /// The last entry of the audit log it rests on, and its moment.
    pub fn entry(&self) -> (u64, DateTime<Utc>) {
        let records = self.records();
        let last = records.sources.iter().map(|source| source.at).max();
        (records.version, last.unwrap_or_default())
    }
}
