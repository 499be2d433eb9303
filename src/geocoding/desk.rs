//! Desks in villages that are called centres.

use crate::domain::PointKind;
use crate::domain::resolution::VILLAGE_DESK;
use crate::geocoding::candidates::HromadaCandidate;
use crate::geocoding::mention::{PlaceMention, StatedCategory};
use crate::geocoding::resolution::Resolution;
use crate::geocoding::spelling;
use crate::geocoding::title::Title;

/// What is called a centre and names a village that is not the seat is hardly the hromada's centre.
pub(super) fn doubt_village_desk(resolution: &mut Resolution, home: HromadaCandidate<'_>, title: &Title) {
    let settlements = &home.hromada.settlements;
    let seat = settlements.iter().find(|spelling| spelling.place.seat);
    let at_seat = resolution.settlement.is_some_and(|own| seat.is_some_and(|spelling| spelling.place.code == own));
    let is_village = |mention: &&PlaceMention| !matches!(mention.said, StatedCategory::City | StatedCategory::Nothing);
    let aside = |mention: &PlaceMention| {
        let fit = spelling::fit(settlements, mention);
        fit.is_some_and(|fit| fit.places.iter().all(|place| !place.seat))
    };
    let mut villages = title.settlements.iter().filter(is_village);
    if resolution.kind == PointKind::Cnap && !at_seat && villages.any(aside) {
        resolution.kind_method = VILLAGE_DESK;
        resolution.kind_confidence = 0.5;
    }
}
