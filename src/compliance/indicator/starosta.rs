//! `starosta-share`: hromadas where enough starosta districts have a workplace that gives all it owes.

use super::{Judged, Reason};
use crate::compliance::judgement::Judgement;
use crate::domain::rows::PointRow;
use crate::domain::{PointKind, PointStatus, Truth};
use crate::registry::HromadaOnDate;

/// Districts of a hromada.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Districts {
    pub all: usize,
    /// With an active workplace that gives all it owes.
    pub served: usize,
    /// Where only workplaces that cannot be judged could serve.
    pub unknown: usize,
}

pub(super) fn judge(audit: &Judgement, hromada: &HromadaOnDate, threshold: f64) -> Judged {
    judge_by(hromada, threshold, |district| audit.district_served(district))
}

/// The same where it is told by a function which districts are served.
pub(super) fn judge_by(hromada: &HromadaOnDate, threshold: f64, served: impl Fn(u32) -> Truth) -> Judged {
    let found: Vec<Truth> = hromada.districts.iter().map(|district| served(*district)).collect();
    let count = |wanted| found.iter().filter(|served| **served == wanted).count();
    let districts = Districts { all: found.len(), served: count(Truth::Yes), unknown: count(Truth::Unknown) };
    Judged { districts: Some(districts), ..districts.reach(threshold).into() }
}

/// For each district, by its place in the records, whether some active workplace in it gives all it owes.
pub(in crate::compliance) fn served(audit: &Judgement) -> Vec<Truth> {
    let registry = audit.registry();
    let mut served = vec![Truth::No; registry.records.districts.all.len()];
    let working = |row: &PointRow| row.kind == PointKind::Vrm && row.status != PointStatus::Suspended;
    for point in registry.points.iter().filter(|point| working(point.row())) {
        if let Some(district) = point.district.and_then(|district| served.get_mut(district as usize)) {
            *district = district.or(audit.gives_all(point, None));
        }
    }
    served
}

impl Districts {
    /// Exactly the threshold is enough; unknown only where the unknown districts could decide.
    fn reach(self, threshold: f64) -> Truth {
        let enough = |districts: usize| districts as f64 / self.all as f64 >= threshold;
        match (enough(self.served), enough(self.served + self.unknown)) {
            (true, _) => Truth::Yes,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::No,
        }
    }
}

pub(super) fn reason<'a>(judged: &Judged) -> Reason<'a> {
    judged.districts.map_or(Reason::NotDeclared, |found| Reason::Districts {
        districts: found.all,
        served: found.served,
        unknown: found.unknown,
    })
}
