//! `diia-centre`: the point has the format of a Diia.Centre; unknown where that is not stated.

use super::{Judged, Reason};
use crate::domain::Truth;
use crate::registry::PointOnDate;

pub(super) fn judge(point: &PointOnDate) -> Truth {
    Truth::from_option(point.row().diia_centre)
}

pub(super) fn reason<'a>(judged: &Judged) -> Reason<'a> {
    match judged.truth {
        Truth::Yes => Reason::DiiaCentre,
        Truth::No => Reason::NoDiiaCentre,
        Truth::Unknown => Reason::DiiaCentreUnknown,
    }
}
