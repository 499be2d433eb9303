//! The order of a list of points, the same on its page and in the API.

use super::MatchingPoint;
use crate::http::sorting::Order::{Falling, Rising};
use crate::http::sorting::{SortColumn, SortKey, Sorting};
use crate::http::{Failure, RequestContext};
use crate::registry::{PointOnDate, Registry};

/// Columns a list of points can be sorted by; the longest unconfirmed stand first.
pub const POINT_COLUMNS: &[SortColumn] = &[
    ("point", Rising),
    ("kind", Rising),
    ("hromada", Rising),
    ("address", Rising),
    ("phone", Rising),
    ("distance", Rising),
    ("confirmed", Falling),
];

/// Reads the order asked for; without it the points stay as they were found.
///
/// # Errors
/// There is no such column or order.
pub fn point_sorting(view: &RequestContext) -> Result<Sorting, Failure> {
    Sorting::read(view, POINT_COLUMNS, None)
}

/// Puts found points in the order asked for.
pub fn arrange_points(registry: &Registry, sorting: &Sorting, found: &mut Vec<MatchingPoint>) {
    sorting.arrange(found, |hit, key| {
        let point = registry.point_at(hit.position);
        match key {
            "distance" => SortKey::number(hit.distance_m),
            _ => point.map_or(SortKey::Unknown, |point| point_key(registry, point, key)),
        }
    });
}

/// What a point is sorted by.
#[must_use]
pub fn point_key(registry: &Registry, point: &PointOnDate, key: &str) -> SortKey {
    let row = point.row();
    match key {
        "point" => SortKey::text(&row.name),
        "kind" => SortKey::count(row.kind as usize),
        "hromada" => {
            let code = row.hromada.or_else(|| registry.special_city(point));
            let place = code.and_then(|code| registry.records.territories.get(code));
            SortKey::known_text(place.map(|place| place.name.as_str()))
        }
        "address" => SortKey::known_text(row.address.as_deref()),
        "phone" => SortKey::known_text(row.phone.as_deref()),
        "confirmed" => SortKey::Number(days_unconfirmed(registry, point) as f64),
        _ => SortKey::Unknown,
    }
}

/// Days from the last confirmation of what is known of a point to the day in view.
#[must_use]
pub fn days_unconfirmed(registry: &Registry, point: &PointOnDate) -> i64 {
    (registry.date - point.row().confirmed).num_days().max(0)
}
