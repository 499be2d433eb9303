//! What a request for coverage asks for: which points count, how far they reach, and what new points may be.

use std::collections::HashSet;
use std::sync::Arc;

use super::points::services;
use super::read_parameters::word_list;
use super::{AppState, Failure, RequestContext};
use crate::compliance::Judgement;
use crate::compliance::cards::{CardVerdict, card};
use crate::compliance::indicator::{MemberState, evaluate};
use crate::coverage::new_points::{NewPoints, NewPointsQuestion, new_points};
use crate::coverage::{Question, Reaches, Settlement, reaches};
use crate::domain::{Message, PointKind, PointStatus, TerritoryCode, TerritoryStatus, Truth};
use crate::registry::{Bits, PointOnDate, Scope};
use crate::rulebook::TravelRule;

/// Longest distance one may ask for, in kilometres.
pub const FARTHEST_KM: f64 = 500.0;
/// Longest reach of a new point, in kilometres: what each would cover is held in memory.
pub const FARTHEST_NEW_KM: f64 = 30.0;
/// New points asked for at most.
pub const MOST_NEW: f64 = 200.0;
/// New points where their number is not asked for.
const SOME_NEW: usize = 10;
/// Services compared at most.
pub const MOST_SERVICES: usize = 30;
/// Indicator whose hromadas are meant by «below 60 % of starosta districts».
const STAROSTA: &str = "starosta-60";

/// Which points count and within what distance.
#[derive(Clone, Debug)]
pub struct CoverageQuery {
    /// Services of which a point gives at least one.
    pub services: Option<Bits>,
    /// Only points that give all they owe.
    pub full_list: bool,
    kinds: Option<Vec<PointKind>>,
    checklist: Option<String>,
    equipment: Option<String>,
    pub within_km: f64,
}

impl CoverageQuery {
    /// Reads `kind`, `checklist`, `type`, `full_list` and `within_km`; the services are read by those who ask, for
    /// people may name them in words.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn read(view: &RequestContext, audit: &Judgement, services: Option<Bits>) -> Result<Self, Failure> {
        let rules = audit.rules();
        let checklist = |id: &str| rules.checklist(id).map(|list| list.id.clone());
        let equipment = |id: &str| rules.equipment_type(id).map(|kind| kind.id.clone());
        Ok(Self {
            services,
            full_list: view.yes_no("full_list")?.unwrap_or(false),
            kinds: word_list!(view, "kind", PointKind)?,
            checklist: view.parsed("checklist", Message::new("expected-param-checklist"), checklist)?,
            equipment: view.parsed("type", Message::new("expected-param-equipment"), equipment)?,
            within_km: view.number("within_km", 0.0, FARTHEST_KM)?.unwrap_or(rules.travel.within_km),
        })
    }

    /// The same with services named by their codes alone.
    ///
    /// # Errors
    /// One of the parameters cannot be read.
    pub fn read_coded(view: &RequestContext, audit: &Judgement) -> Result<Self, Failure> {
        Self::read(view, audit, services::read(view)?)
    }

    /// Whether the point is of the kind, works and has what is asked for, whatever services it gives.
    #[must_use]
    pub fn is_able(&self, audit: &Judgement, point: &PointOnDate) -> bool {
        let full = |id: &str| card(audit, id, point).is_some_and(|card| card.full == Some(true));
        let has = |kind: &str| audit.has_equipment(point, kind) == Some(true);
        point.row().status != PointStatus::Suspended
            && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&point.row().kind))
            && self.equipment.as_deref().is_none_or(has)
            && self.checklist.as_deref().is_none_or(full)
    }

    /// Whether the point counts.
    #[must_use]
    pub fn counts(&self, audit: &Judgement, point: &PointOnDate) -> bool {
        self.services.as_ref().is_none_or(|wanted| point.offered.intersects(wanted))
            && self.is_able(audit, point)
            && (!self.full_list || audit.gives_all(point, None) == Truth::Yes)
    }

    /// Metres within which a settlement is covered.
    #[must_use]
    pub fn within(&self) -> f64 {
        self.within_km * 1_000.0
    }

    /// Asks the question this request means.
    pub fn ask<T>(&self, audit: &Judgement, scope: Scope, answer: impl FnOnce(&Question<'_>) -> T) -> T {
        answer(&Question {
            scope,
            within: self.within(),
            serves: &|point| self.counts(audit, point),
            leave_out: &|hromada| audit.leave_out().status(&hromada.facts).is_some(),
        })
    }

    /// The same of points that are able to give services, whatever they give.
    pub fn ask_of_able<T>(&self, audit: &Judgement, scope: Scope, answer: impl FnOnce(&Question<'_>) -> T) -> T {
        let open = Self { services: None, full_list: false, ..self.clone() };
        open.ask(audit, scope, answer)
    }

    /// The nearest point that counts for every settlement of the territory.
    #[must_use]
    pub fn reaches(&self, audit: &Judgement, scope: Scope) -> Reaches {
        self.ask(audit, scope, |question| reaches(audit.registry(), question))
    }
}

/// Which new points are looked for.
#[derive(Clone, Debug)]
pub struct NewPointsQuery {
    pub count: usize,
    /// Only hromadas with remote workplaces in fewer than 60 % of their starosta districts.
    pub starosta_below: bool,
    /// Only settlements with premises that are barrier-free by this checklist.
    pub premises: Option<String>,
    /// Also hromadas of active hostilities.
    pub hostilities: bool,
    /// Most new points in one hromada.
    pub per_hromada: Option<usize>,
}

impl NewPointsQuery {
    /// Reads `count`, `starosta_below`, `premises`, `hostilities` and `per_hromada`.
    ///
    /// # Errors
    /// One of them cannot be read, or the distance asked for is too long for new points.
    pub fn read(view: &RequestContext, audit: &Judgement, coverage: &CoverageQuery) -> Result<Self, Failure> {
        if coverage.within_km > FARTHEST_NEW_KM {
            let expected = format!("0…{FARTHEST_NEW_KM}");
            return Err(Failure::bad_parameter("within_km", &coverage.within_km.to_string(), &expected));
        }
        let checklist = |id: &str| audit.rules().checklist(id).map(|list| list.id.clone());
        Ok(Self {
            count: whole_number(view, "count", MOST_NEW)?.unwrap_or(SOME_NEW),
            starosta_below: view.yes_no("starosta_below")?.unwrap_or(false),
            premises: view.parsed("premises", Message::new("expected-param-checklist"), checklist)?,
            hostilities: view.yes_no("hostilities")?.unwrap_or(false),
            per_hromada: whole_number(view, "per_hromada", MOST_NEW)?,
        })
    }

    /// The settlements that help most.
    fn plan(&self, audit: &Judgement, scope: Scope, coverage: &CoverageQuery) -> NewPoints {
        let found = coverage.reaches(audit, scope);
        let below = self.starosta_below.then(|| hromadas_below(audit, scope));
        let premises = self.premises.as_deref().map(|id| barrier_free_settlements(audit, id));
        let is_safe = |code: TerritoryCode| {
            let status = audit.registry().hromada(code).and_then(|hromada| hromada.facts.territory_status);
            match status {
                Some(TerritoryStatus::Occupied) => false,
                Some(TerritoryStatus::Hostilities) => self.hostilities,
                _ => true,
            }
        };
        let allows = |settlement: &Settlement| {
            let hromada = settlement.hromada;
            hromada.is_none_or(is_safe)
                && below.as_ref().is_none_or(|below| hromada.is_some_and(|code| below.contains(&code)))
                && premises.as_ref().is_none_or(|places| places.contains(&settlement.code))
        };
        let (within, count, per_hromada) = (coverage.within(), self.count, self.per_hromada);
        new_points(&found, &NewPointsQuestion { within, count, allows: &allows, per_hromada })
    }
}

/// The new points asked for, computed off the threads that answer and a few at a time.
///
/// # Errors
/// The service is stopping.
pub async fn plan_new_points(
    state: &AppState,
    audit: &Arc<Judgement>,
    scope: Scope,
    (coverage, wanted): (CoverageQuery, NewPointsQuery),
) -> Result<NewPoints, Failure> {
    let _turn = state.bulk().acquire().await.map_err(|error| Failure::internal(&error))?;
    let audit = Arc::clone(audit);
    let work = tokio::task::spawn_blocking(move || wanted.plan(&audit, scope, &coverage));
    work.await.map_err(|error| Failure::internal(&error))
}

/// Hromadas known to have workplaces in too few districts; where it is not known they are not meant.
fn hromadas_below(audit: &Judgement, scope: Scope) -> HashSet<TerritoryCode> {
    let Some(indicator) = audit.rules().indicator(STAROSTA) else { return HashSet::new() };
    let members = evaluate(audit, indicator, scope).members.unwrap_or_default();
    members.iter().filter(|member| member.state == MemberState::No).filter_map(|member| member.hromada).collect()
}

/// Settlements in which a point stands whose premises are barrier-free by the checklist.
fn barrier_free_settlements(audit: &Judgement, checklist: &str) -> HashSet<TerritoryCode> {
    let is_free = |point: &&PointOnDate| {
        card(audit, checklist, point).is_some_and(|card| card.verdict == CardVerdict::BarrierFree)
    };
    audit.registry().points.iter().filter(is_free).filter_map(|point| point.row().settlement).collect()
}

/// A whole number from 1.
fn whole_number(view: &RequestContext, name: &str, most: f64) -> Result<Option<usize>, Failure> {
    view.parsed(name, Message::new("expected-param-whole").with("low", "1").with("high", most.to_string()), |text| {
        text.parse().ok().filter(|number: &usize| (1.0..=most).contains(&(*number as f64)))
    })
}

/// Number of steps a request for added services asks for.
///
/// # Errors
/// It is no number in the range.
pub fn count_of_additions(view: &RequestContext) -> Result<usize, Failure> {
    Ok(whole_number(view, "count", MOST_NEW)?.unwrap_or(SOME_NEW))
}

/// The services a request names, as numbers of the catalogue; none where it names none.
///
/// # Errors
/// Too many are named to be compared.
pub fn services_to_add(view: &RequestContext, query: &CoverageQuery) -> Result<Vec<u32>, Failure> {
    let named = query.services.as_ref().map(|wanted| services::service_records(view, wanted)).unwrap_or_default();
    if named.len() > MOST_SERVICES {
        let (name, given) = ["service", "group", "life_event"]
            .into_iter()
            .find_map(|name| Some((name, view.param(name)?)))
            .unwrap_or(("service", ""));
        return Err(Failure::bad_parameter(
            name,
            given,
            Message::new("expected-param-services").with("most", MOST_SERVICES),
        ));
    }
    Ok(named.iter().map(|service| service.id).collect())
}

/// How travel time is estimated under the rules of the audit.
#[must_use]
pub fn travel(audit: &Judgement) -> TravelRule {
    audit.rules().travel
}
