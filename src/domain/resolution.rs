//! How place, kind and parent of a point were found, as its method tells, and why a person should look at it.
//!
//! A method is a text of parts: how the place was found, what told the kind, what told the parent.

use super::PointKind;
use super::facts::word_enum;
use super::rows::PointRow;

/// What told the kind of a department of a centre that is none itself.
pub const DEPARTMENT: &str = "department of a centre";
/// What told the kind of a centre in a village that is not the seat of its hromada.
pub const VILLAGE_DESK: &str = "village desk";
/// What told a kind that nothing named.
pub const NO_KIND_NAMED: &str = "no other kind named";
/// How the hromada of a founder was found.
pub const FOUNDER: &str = "founder";
/// How nothing was found.
pub const UNRESOLVED: &str = "unresolved";
/// How a parent was found: it is the one active centre of the hromada.
pub const ONLY_CENTRE: &str = "parent is the only centre";
/// How sure such a parent is.
pub const ONLY_CENTRE_CONFIDENCE: f64 = 0.9;
/// A founder that is less sure lies far from where its centre stands.
const NEAR_FOUNDER: f64 = 0.9;

word_enum! {
    /// Why a person should look at how a point was read.
    ReviewReason {
        /// Neither hromada nor settlement was found.
        Place = "place",
        /// The founder's hromada lies in another raion than the place.
        Founder = "founder",
        /// A department of a centre, not a centre.
        Department = "department",
        /// Called a centre, sits in a village that is not the seat.
        VillageDesk = "village_desk",
        /// No word of the name or of the form tells a kind.
        Kind = "kind",
    }
}

/// The method without what it says of the parent.
#[must_use]
pub fn without_parent(method: &str) -> &str {
    method.strip_suffix(ONLY_CENTRE).map_or(method, |rest| rest.trim_end_matches([',', ' ']))
}

/// The method of a point whose parent was derived.
#[must_use]
pub fn with_parent(method: &str) -> String {
    let method = without_parent(method);
    let comma = if method.is_empty() { "" } else { ", " };
    format!("{method}{comma}{ONLY_CENTRE}")
}

impl PointRow {
    /// True where the parent was derived, not stated.
    #[must_use]
    pub fn parent_is_derived(&self) -> bool {
        let method = self.resolution.as_ref().map(|(method, _)| method.as_str());
        self.parent.is_some() && method.is_some_and(|method| method.ends_with(ONLY_CENTRE))
    }

    /// Why a person should look at the point; nothing of what the source stated itself.
    #[must_use]
    pub fn review_reasons(&self) -> Vec<ReviewReason> {
        let Some((method, confidence)) = &self.resolution else { return Vec::new() };
        let parts: Vec<&str> = method.split(", ").collect();
        let says = |part: &str| parts.contains(&part);
        let told = [
            (ReviewReason::Place, says(UNRESOLVED)),
            (ReviewReason::Founder, says(FOUNDER) && *confidence < NEAR_FOUNDER),
            (ReviewReason::Department, says(DEPARTMENT)),
            (ReviewReason::VillageDesk, says(VILLAGE_DESK)),
            (ReviewReason::Kind, says(NO_KIND_NAMED)),
        ];
        let doubted = told.into_iter().filter(|(reason, told)| *told && reason.doubts(self));
        doubted.map(|(reason, _)| reason).collect()
    }
}

impl ReviewReason {
    /// False where a later statement has settled the matter: a kind that is no centre was stated by a person.
    fn doubts(self, row: &PointRow) -> bool {
        match self {
            Self::Place => row.hromada.is_none() && row.settlement.is_none(),
            Self::Founder => true,
            Self::Department | Self::VillageDesk | Self::Kind => row.kind == PointKind::Cnap,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(method: &str, confidence: f64) -> PointRow {
        let resolution = Some((method.to_owned(), confidence));
        PointRow { resolution, ..PointRow::new("1", PointKind::Cnap, "ЦНАП") }
    }

    #[test]
    fn doubts_of_place_founder_and_kind_are_reasons_to_look() {
        let reasons = |method: &str, confidence| row(method, confidence).review_reasons();
        assert_eq!(reasons("both, centre", 1.0), []);
        assert_eq!(reasons("founder, centre", 0.93), []);
        assert_eq!(reasons("founder, centre", 0.75), [ReviewReason::Founder]);
        assert_eq!(reasons("both, village desk", 0.5), [ReviewReason::VillageDesk]);
        assert_eq!(reasons("unresolved, centre", 0.0), [ReviewReason::Place]);
        let settled = PointRow { kind: PointKind::Vrm, ..row("both, village desk", 0.5) };
        assert_eq!(settled.review_reasons(), []);
    }

    #[test]
    fn a_derived_parent_is_written_once_and_read_back() {
        assert_eq!(with_parent("both, centre"), with_parent(&with_parent("both, centre")));
        assert_eq!(without_parent(&with_parent("both, centre")), "both, centre");
        let own = PointRow { parent: Some("2".into()), ..row(&with_parent("both, centre"), 1.0) };
        assert!(own.parent_is_derived() && !row("both", 1.0).parent_is_derived());
    }
}
