//! `has-equipment`: at least one piece of the type; unknown where nothing about equipment was ever stated.

use super::{Judged, Reason};
use crate::compliance::audit::Audit;
use crate::domain::Truth;
use crate::registry::PointOnDate;

pub(super) fn judge(audit: &Audit, point: &PointOnDate, kind: &str) -> Judged {
    let pieces = audit.pieces(point, kind);
    let truth = Truth::from_option(pieces.map(|pieces| pieces > 0));
    Judged { pieces: pieces.unwrap_or(0), ..truth.into() }
}

pub(super) fn reason<'a>(judged: &Judged) -> Reason<'a> {
    match judged.truth {
        Truth::Yes => Reason::Has { pieces: judged.pieces },
        Truth::No => Reason::HasNone,
        Truth::Unknown => Reason::EquipmentUnknown,
    }
}
