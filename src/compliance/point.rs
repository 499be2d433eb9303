//! Verdict of one point: what it must offer on the day, what it offers, what is missing and why.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::edition::ObligedPositions;
use super::gap_order::GapRank;
use super::judgement::{Exclusion, Judgement};
use super::nearby_offers::NearbyOffers;
use super::share;
use crate::domain::Condition;
use crate::domain::facts::word_enum;
use crate::domain::rows::ListClass;
use crate::registry::{Bits, PointOnDate, ServiceRecord};

word_enum! {
    /// Whether a point is judged.
    State {
        Judged = "judged",
        /// The point has not declared what it offers.
        Unknown = "unknown",
        /// Suspended, or in a left-out hromada.
        Excluded = "excluded",
    }
}

/// The verdict in numbers: made without allocating, for questions about many points.
#[derive(Clone, Copy, Debug)]
pub struct PointVerdict<'a> {
    pub state: State,
    /// The set the point owes; `None` for a mobile point.
    pub class: Option<ListClass>,
    pub owed: &'a ObligedPositions,
    pub required: usize,
    /// `None` where the point has not declared.
    pub offered: Option<usize>,
}

impl PointVerdict<'_> {
    /// Offered of required; `None` when nothing is required or the point has not declared.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        share(self.offered?, self.required)
    }
}

/// Compliance of a point as the API tells it; of an excluded point only the first four fields.
#[derive(Clone, Debug, Serialize)]
pub struct PointCompliance<'a> {
    pub point: &'a str,
    pub date: NaiveDate,
    pub class: Option<ListClass>,
    pub state: State,
    /// Why it is excluded.
    #[serde(skip)]
    pub exclusion: Option<Exclusion>,
    #[serde(flatten)]
    pub gaps: Option<PointGaps<'a>>,
}

/// What the point owes and gives.
#[derive(Clone, Debug, Serialize)]
pub struct PointGaps<'a> {
    pub list: Option<&'a str>,
    /// Date in force of the edition.
    pub edition: Option<NaiveDate>,
    /// How many positions the edition says the class has; `None` while the class is not known.
    pub declared_count: Option<u32>,
    /// How many are loaded, before conditions.
    pub loaded_count: Option<usize>,
    pub required: usize,
    pub offered: Option<usize>,
    pub share: Option<f64>,
    pub missing: Vec<Missing<'a>>,
    pub not_required: Vec<Conditional<'a>>,
    pub undecided: Vec<Conditional<'a>>,
    /// Services offered that have no position in the point's set.
    pub extra: Vec<&'a str>,
}

/// A required position the point does not offer.
#[derive(Clone, Debug, Serialize)]
pub struct Missing<'a> {
    pub service: &'a str,
    pub name: &'a str,
    pub group: &'a str,
    /// Type of equipment the service cannot be given without.
    pub needs_equipment: Option<&'a str>,
    /// Whether the point has it; `None`: nothing is needed, or nothing was ever stated.
    pub has_equipment: Option<bool>,
    /// Other points of the same hromada that offer it.
    pub elsewhere: Vec<&'a str>,
    /// Share of declared points of the same class in the oblast that offer it.
    pub offered_by_class_share: Option<f64>,
    /// The list the position stands in.
    pub list: &'a str,
    pub edition: NaiveDate,
    /// Classes the position names.
    pub classes: &'a [ListClass],
    /// The condition by which it is required here.
    pub condition: Option<&'a Condition>,
    /// The day from which the service is withdrawn; its position stays until an edition drops it.
    pub withdrawn: Option<NaiveDate>,
    /// Its place among the gaps of the hromada.
    #[serde(skip)]
    pub rank: GapRank<'a>,
}

/// A position whose condition is false, or cannot be decided.
#[derive(Clone, Debug, Serialize)]
pub struct Conditional<'a> {
    pub service: &'a str,
    pub condition: Decider<'a>,
    /// True when the position is of a larger set and the hromada's class is not known.
    pub class_unknown: bool,
}

/// What decides whether a position is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decider<'a> {
    Condition(&'a Condition),
    /// No condition of its own: whether it belongs to the set of the hromada's class is not known.
    Class,
}

/// The condition as written, or `class`.
impl Serialize for Decider<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Condition(condition) => condition.serialize(serializer),
            Self::Class => serializer.serialize_str("class"),
        }
    }
}

impl Judgement {
    /// The verdict in numbers.
    #[must_use]
    pub fn verdict(&self, point: &PointOnDate) -> PointVerdict<'_> {
        let state = match (self.exclusion(point), point.declared) {
            (Some(_), _) => State::Excluded,
            (None, true) => State::Judged,
            (None, false) => State::Unknown,
        };
        let owed = self.owed(point);
        let offered = point.declared.then(|| owed.required.count_common(&point.offered));
        PointVerdict { state, class: self.class(point), owed, required: owed.required.len(), offered }
    }

    /// The verdict with the reason for each position.
    #[must_use]
    pub fn compliance<'a>(&'a self, point: &'a PointOnDate) -> PointCompliance<'a> {
        let verdict = self.verdict(point);
        PointCompliance {
            point: point.code(),
            date: self.date(),
            class: verdict.class,
            state: verdict.state,
            exclusion: self.exclusion(point),
            gaps: (verdict.state != State::Excluded).then(|| self.gaps(point, &verdict)),
        }
    }

    fn gaps<'a>(&'a self, point: &'a PointOnDate, verdict: &PointVerdict<'a>) -> PointGaps<'a> {
        let edition = self.edition();
        let counted = verdict.class.filter(|_| self.class_known(point));
        let extra =
            if point.declared { point.offered.difference(&verdict.owed.named_positions()) } else { Bits::default() };
        PointGaps {
            list: edition.map(|edition| edition.list.as_str()),
            edition: edition.map(|edition| edition.in_force),
            declared_count: edition.zip(counted).and_then(|(edition, class)| edition.declared.get(&class).copied()),
            loaded_count: edition.zip(counted).map(|(edition, class)| edition.loaded(class)),
            required: verdict.required,
            offered: verdict.offered,
            share: verdict.share(),
            missing: if point.declared { self.missing(point, verdict) } else { Vec::new() },
            not_required: self.conditionals(&verdict.owed.not_required, verdict.class),
            undecided: self.conditionals(&verdict.owed.undecided, verdict.class),
            extra: sorted(extra.iter().filter_map(|id| self.service(id)).map(|service| &*service.code)),
        }
    }

    pub(super) fn service(&self, id: u32) -> Option<&ServiceRecord> {
        self.registry().records.catalogue.by_id(id).map(AsRef::as_ref)
    }

    fn missing<'a>(&'a self, point: &'a PointOnDate, verdict: &PointVerdict<'a>) -> Vec<Missing<'a>> {
        let gaps = verdict.owed.required.difference(&point.offered);
        let mut around = NearbyOffers::of_point(self, point);
        let mut found: Vec<Missing<'a>> = gaps.iter().filter_map(|id| around.gap(id)).collect();
        found.sort_by(|a, b| a.rank.compare(&b.rank));
        found
    }

    /// Whether the point has a piece of the type; `None` where that is not known.
    #[must_use]
    pub fn has_equipment(&self, point: &PointOnDate, kind: &str) -> Option<bool> {
        self.registry().equipment_at(point, kind).is_present()
    }

    fn conditionals(&self, services: &Bits, class: Option<ListClass>) -> Vec<Conditional<'_>> {
        let set = class.zip(self.compiled()).map(|(class, compiled)| compiled.positions_of(class));
        let mut found: Vec<Conditional<'_>> = services
            .iter()
            .filter_map(|id| {
                let position = self.compiled()?.position(id)?;
                let class_unknown = set.is_some_and(|set| !set.contains(id));
                let condition = position.condition.as_ref().map_or(Decider::Class, Decider::Condition);
                Some(Conditional { service: &position.service, condition, class_unknown })
            })
            .collect();
        found.sort_unstable_by_key(|position| position.service);
        found
    }
}

fn sorted<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut codes: Vec<&str> = codes.collect();
    codes.sort_unstable();
    codes
}
