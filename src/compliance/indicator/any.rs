//! `gives … any` and `life-event`: some offered service of the set, on the list or not.

use super::Reason;
use crate::domain::Truth;
use crate::registry::{Bits, PointOnDate};

pub(super) fn judge(point: &PointOnDate, services: &Bits) -> Truth {
    if point.declared { point.offered.intersects(services).into() } else { Truth::Unknown }
}

pub(super) fn reason<'a>(point: &PointOnDate, services: &Bits) -> Reason<'a> {
    let given = point.offered.count_common(services);
    match (point.declared, given) {
        (false, _) => Reason::NotDeclared,
        (true, 0) => Reason::GivesNone,
        (true, services) => Reason::Gives { services },
    }
}
