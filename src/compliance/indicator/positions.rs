//! `positions`: offered positions of required ones, over all points that declared.

use super::{Judged, Reason};
use crate::compliance::judgement::Judgement;
use crate::registry::PointOnDate;

/// A member's own state is whether it gives all it owes.
pub(super) fn judge(audit: &Judgement, point: &PointOnDate) -> Judged {
    let verdict = audit.verdict(point);
    let positions = verdict.offered.map(|offered| (offered, verdict.required));
    Judged { positions, ..audit.gives_all(point, None).into() }
}

pub(super) fn reason<'a>(judged: &Judged) -> Reason<'a> {
    judged.positions.map_or(Reason::NotDeclared, |(offered, required)| Reason::Positions { offered, required })
}
