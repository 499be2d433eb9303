//! Figures: counts over members, in a territory and by its parts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::goal::Goal;
use super::member::{Counted, Member, MemberState, members};
use super::{Rule, card};
use crate::compliance::judgement::Judgement;
use crate::compliance::leave_out::LeaveOut;
use crate::compliance::share;
use crate::compliance::subdivisions::{self, By};
use crate::domain::TerritoryCode;
use crate::registry::Scope;
use crate::rulebook::{Indicator, MembershipRule, Text, Unit};

/// The numbers of a figure.
///
/// In positions numerator and denominator count positions of declared points and `unknown` the points that have not
/// declared. In cards the denominator counts judged points, `unknown` those not judged, and `share` is the mean share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    pub numerator: Option<usize>,
    pub denominator: usize,
    pub unknown: usize,
    pub undecided: usize,
    pub excluded: usize,
    pub share: Option<f64>,
    pub share_high: Option<f64>,
    /// Pieces, where the indicator tells them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u64>,
}

/// An indicator of a territory on a day.
#[derive(Clone, Debug, Serialize)]
pub struct Figure<'a> {
    pub id: &'a str,
    pub title: &'a Text,
    pub unit: Unit,
    pub territory: Option<TerritoryCode>,
    pub date: NaiveDate,
    #[serde(flatten)]
    pub counts: Counts,
    /// Points of the territory whose hromada is not known, of whatever kind.
    pub unplaced: usize,
    #[serde(flatten)]
    pub goal: Goal,
    pub rule: &'a Text,
    pub act: &'a str,
    pub note: Option<&'a Text>,
    pub leave_out: LeaveOut,
    /// The edition judged by, where the indicator rests on the list.
    pub list: Option<&'a str>,
    pub edition: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<Group<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<Member<'a>>>,
}

/// The same figure of a part of the territory; no territory: members whose part is not known.
#[derive(Clone, Debug, Serialize)]
pub struct Group<'a> {
    pub id: &'a str,
    pub territory: Option<TerritoryCode>,
    pub date: NaiveDate,
    #[serde(flatten)]
    pub counts: Counts,
    #[serde(flatten)]
    pub goal: Goal,
}

/// The figure alone.
#[must_use]
pub fn figure<'a>(audit: &'a Judgement, indicator: &'a Indicator, scope: Scope) -> Figure<'a> {
    let counted = all(audit, indicator, scope);
    make(audit, indicator, scope, count(indicator, &counted))
}

/// The figure with every member and its reason.
#[must_use]
pub fn evaluate<'a>(audit: &'a Judgement, indicator: &'a Indicator, scope: Scope) -> Figure<'a> {
    let Some(rule) = Rule::for_judgement(audit, indicator) else {
        return Figure { members: Some(Vec::new()), ..figure(audit, indicator, scope) };
    };
    let counted = members(audit, indicator, &rule, scope);
    let told = counted.iter().map(|member| member.explain(audit, indicator, &rule)).collect();
    Figure { members: Some(told), ..make(audit, indicator, scope, count(indicator, &counted)) }
}

/// The figure split by raions or hromadas of the territory: the same members, so the parts sum up to the whole.
#[must_use]
pub fn evaluate_by<'a>(audit: &'a Judgement, indicator: &'a Indicator, scope: Scope, by: By) -> Figure<'a> {
    let counted = all(audit, indicator, scope);
    let empty = subdivisions::all(audit.registry(), scope, by).map(|code| (Some(code), Vec::new()));
    let mut parts: BTreeMap<Option<TerritoryCode>, Vec<&Counted<'_>>> = empty.collect();
    for member in &counted {
        let key = match by {
            By::Raion => member.raion(audit.registry()),
            By::Hromada => member.hromada_code(audit.registry()),
        };
        parts.entry(key).or_default().push(member);
    }
    let group = |(territory, members): (Option<TerritoryCode>, Vec<&Counted<'_>>)| Group {
        id: &indicator.id,
        territory,
        date: audit.date(),
        counts: Counts::of_indicator(indicator, &members),
        goal: Goal::of_indicator(audit.registry(), indicator, territory),
    };
    let groups = parts.into_iter().map(group).collect();
    Figure { groups: Some(groups), ..make(audit, indicator, scope, count(indicator, &counted)) }
}

fn all<'a>(audit: &'a Judgement, indicator: &'a Indicator, scope: Scope) -> Vec<Counted<'a>> {
    Rule::for_judgement(audit, indicator).map(|rule| members(audit, indicator, &rule, scope)).unwrap_or_default()
}

fn count(indicator: &Indicator, members: &[Counted<'_>]) -> Counts {
    Counts::of_indicator(indicator, &members.iter().collect::<Vec<_>>())
}

fn make<'a>(audit: &'a Judgement, indicator: &'a Indicator, scope: Scope, counts: Counts) -> Figure<'a> {
    let edition = audit.edition().filter(|_| indicator.rests_on_list());
    Figure {
        id: &indicator.id,
        title: &indicator.title,
        unit: indicator.unit,
        territory: scope.code(),
        date: audit.date(),
        counts,
        unplaced: audit.registry().count_unplaced(scope),
        goal: Goal::of_indicator(audit.registry(), indicator, scope.code()),
        rule: &indicator.rule,
        act: &indicator.act,
        note: indicator.note.as_ref(),
        leave_out: audit.leave_out(),
        list: edition.map(|edition| edition.list.as_str()),
        edition: edition.map(|edition| edition.in_force),
        groups: None,
        members: None,
    }
}

impl Counts {
    /// Nothing is known of any member: the share of nothing known is not nought.
    #[must_use]
    pub fn is_all_unknown(&self, unit: Unit) -> bool {
        unit != Unit::Cards && self.denominator > 0 && self.unknown == self.denominator
    }

    /// The share, where anything is known of any member.
    #[must_use]
    pub fn known_share(&self, unit: Unit) -> Option<f64> {
        self.share.filter(|_| !self.is_all_unknown(unit))
    }

    /// The figure itself, where anything is known of any member: a share, or a number of things.
    #[must_use]
    pub fn known_level(&self, unit: Unit) -> Option<f64> {
        if unit != Unit::Count {
            return self.known_share(unit);
        }
        self.numerator.filter(|_| !self.is_all_unknown(unit)).map(|number| number as f64)
    }

    /// What the figure would be if every unknown member were a yes, where that is more than it is.
    #[must_use]
    pub fn upper_level(&self, unit: Unit) -> Option<f64> {
        let known = self.known_level(unit)?;
        let upper = match unit {
            Unit::Count => self.numerator.map(|number| (number + self.unknown) as f64),
            _ => self.share_high,
        };
        upper.filter(|upper| *upper > known)
    }

    fn of_indicator(indicator: &Indicator, members: &[&Counted<'_>]) -> Self {
        let counts = Self::of_members(indicator, members);
        // A number of things is no share of those that might have been such.
        if indicator.unit == Unit::Count { Self { share: None, share_high: None, ..counts } } else { counts }
    }

    fn of_members(indicator: &Indicator, members: &[&Counted<'_>]) -> Self {
        let count = |wanted| members.iter().filter(|member| member.state == wanted).count();
        let states = Self {
            undecided: count(MemberState::Undecided),
            excluded: count(MemberState::Excluded),
            ..Self::default()
        };
        let live: Vec<&Counted<'_>> = members.iter().copied().filter(|member| member.is_live()).collect();
        match indicator.holds {
            MembershipRule::Positions(_) => states.with_positions(&live),
            MembershipRule::BarrierFree { .. } => states.with_cards(&live),
            _ => {
                let pieces = live.iter().map(|member| u64::from(member.judged.pieces)).sum();
                let quantity = indicator.quantity.then_some(pieces);
                Self {
                    quantity,
                    ..states.with_members(count(MemberState::Yes), count(MemberState::Unknown), live.len())
                }
            }
        }
    }

    fn with_members(self, yes: usize, unknown: usize, all: usize) -> Self {
        let (numerator, denominator) = (Some(yes), all);
        Self { numerator, denominator, unknown, share: share(yes, all), share_high: share(yes + unknown, all), ..self }
    }

    fn with_positions(self, live: &[&Counted<'_>]) -> Self {
        let declared: Vec<(usize, usize)> = live.iter().filter_map(|member| member.judged.positions).collect();
        let (offered, required) = declared.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        let unknown = live.len() - declared.len();
        Self { numerator: Some(offered), denominator: required, unknown, share: share(offered, required), ..self }
    }

    fn with_cards(self, live: &[&Counted<'_>]) -> Self {
        let shares: Vec<f64> = live.iter().filter_map(|member| member.judged.card?.share()).collect();
        let judged = shares.len();
        Self { denominator: judged, unknown: live.len() - judged, share: card::mean(&shares), ..self }
    }
}
