//! Indicators: members, their states and reasons, and figures that are sums over the same members.

mod all_required;
mod any;
mod card;
mod diia_centre;
mod equipment;
mod figure;
mod goal;
mod lift;
mod member;
mod positions;
mod reason;
mod starosta;
mod trial;

pub use figure::{Counts, Figure, Group, evaluate, evaluate_by, figure};
pub use goal::{Goal, YearTarget};
pub use lift::{Lift, LiftStep, is_lifted, lift};
pub use member::{Judged, Member, MemberState};
pub use reason::Reason;
pub(super) use starosta::served;

use super::cards::Form;
use super::judgement::Judgement;
use crate::domain::Truth;
use crate::registry::{Bits, HromadaOnDate, PointOnDate};
use crate::rulebook::{Indicator, Measurement, MembershipRule};

/// What must hold, with everything it names looked up once for the day.
enum Rule<'a> {
    Any(&'a Bits),
    AllRequired(&'a Bits),
    FullList,
    Equipment(&'a str),
    DiiaCentre,
    LifeEvent(&'a Bits),
    Positions,
    Starosta(f64),
    Card(Form<'a>, card::Level),
}

impl<'a> Rule<'a> {
    /// `None` where nothing can be a member yet: no edition of the list or of the checklist is in force.
    fn for_judgement(audit: &'a Judgement, indicator: &'a Indicator) -> Option<Self> {
        if indicator.rests_on_list() && audit.edition().is_none() {
            return None;
        }
        let form = |id: &str| Form::in_force_on(audit.rules(), id, audit.date());
        Some(match &indicator.holds {
            MembershipRule::Gives { group, how: Measurement::Any } => Self::Any(audit.group(group)),
            MembershipRule::Gives { group, how: Measurement::AllRequired } => Self::AllRequired(audit.group(group)),
            MembershipRule::FullList(_) => Self::FullList,
            MembershipRule::HasEquipment(kind) => Self::Equipment(kind),
            MembershipRule::DiiaCentre(_) => Self::DiiaCentre,
            MembershipRule::LifeEvent(event) => Self::LifeEvent(audit.life_event(event)),
            MembershipRule::Positions(_) => Self::Positions,
            MembershipRule::StarostaShare { threshold } => Self::Starosta(*threshold),
            MembershipRule::BarrierFree { checklist } => Self::Card(form(checklist)?, card::Level::Mean),
            MembershipRule::BarrierFreeFull { checklist } => Self::Card(form(checklist)?, card::Level::Full),
            MembershipRule::BarrierFreeShare { checklist, at_least } => {
                Self::Card(form(checklist)?, card::Level::AtLeast(*at_least))
            }
        })
    }

    fn point(&self, audit: &Judgement, point: &PointOnDate) -> Judged {
        match self {
            Self::Any(group) => any::judge(point, group).into(),
            Self::AllRequired(group) => audit.gives_all(point, Some(group)).into(),
            Self::FullList => audit.gives_all(point, None).into(),
            Self::Equipment(kind) => equipment::judge(audit, point, kind),
            Self::DiiaCentre => diia_centre::judge(point).into(),
            Self::LifeEvent(event) => any::judge(point, event).into(),
            Self::Positions => positions::judge(audit, point),
            Self::Card(form, level) => card::judge(audit, form, *level, point),
            Self::Starosta(_) => Truth::Unknown.into(),
        }
    }

    fn point_reason(&self, audit: &'a Judgement, point: &PointOnDate, judged: &Judged) -> Reason<'a> {
        match self {
            Self::Any(group) => any::reason(point, group),
            Self::LifeEvent(event) => any::reason(point, event),
            Self::AllRequired(group) => all_required::reason(audit, point, Some(group)),
            Self::FullList => all_required::reason(audit, point, None),
            Self::Equipment(_) => equipment::reason(judged),
            Self::DiiaCentre => diia_centre::reason(judged),
            Self::Positions => positions::reason(judged),
            Self::Card(..) => card::reason(judged),
            Self::Starosta(_) => Reason::NotDeclared,
        }
    }

    fn hromada(&self, audit: &Judgement, hromada: &HromadaOnDate) -> Judged {
        match self {
            Self::Starosta(threshold) => starosta::judge(audit, hromada, *threshold),
            _ => Truth::Unknown.into(),
        }
    }
}
