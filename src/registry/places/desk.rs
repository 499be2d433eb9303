//! Desks in villages that are called centres.

use crate::domain::PointKind;
use crate::domain::resolution::VILLAGE_DESK;
use crate::registry::places::claim::Home;
use crate::registry::places::mention::{Mention, Said};
use crate::registry::places::resolution::Resolution;
use crate::registry::places::spelling;
use crate::registry::places::title::Title;

/// What is called a centre and names a village that is not the seat is hardly the hromada's centre.
pub(super) fn doubt_village_desk(resolution: &mut Resolution, home: Home<'_>, title: &Title) {
    let settlements = &home.hromada.settlements;
    let seat = settlements.iter().find(|spelling| spelling.place.seat);
    let at_seat = resolution.settlement.is_some_and(|own| seat.is_some_and(|spelling| spelling.place.code == own));
    let is_village = |mention: &&Mention| !matches!(mention.said, Said::City | Said::Nothing);
    let aside = |mention: &Mention| {
        let fit = spelling::fit(settlements, mention);
        fit.is_some_and(|fit| fit.places.iter().all(|place| !place.seat))
    };
    let mut villages = title.settlements.iter().filter(is_village);
    if resolution.kind == PointKind::Cnap && !at_seat && villages.any(aside) {
        resolution.kind_method = VILLAGE_DESK;
        resolution.kind_confidence = 0.5;
    }
}
