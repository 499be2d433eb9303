//! `has-equipment`: at least one piece of the type; unknown where nothing that tells of it was ever stated.

use super::{Judged, Reason};
use crate::compliance::judgement::Judgement;
use crate::domain::Truth;
use crate::registry::PointOnDate;

pub(super) fn judge(audit: &Judgement, point: &PointOnDate, kind: &str) -> Judged {
    let known = audit.registry().equipment_at(point, kind);
    Judged { pieces: known.pieces().unwrap_or(0), ..Truth::from_option(known.is_present()).into() }
}

pub(super) fn reason<'a>(judged: &Judged) -> Reason<'a> {
    match (judged.truth, judged.pieces) {
        (Truth::Yes, 0) => Reason::HasUncounted,
        (Truth::Yes, pieces) => Reason::Has { pieces },
        (Truth::No, _) => Reason::HasNone,
        (Truth::Unknown, _) => Reason::EquipmentUnknown,
    }
}
