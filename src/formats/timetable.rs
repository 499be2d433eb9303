//! Free-text timetables of centres into OSM `opening_hours`.

/// True when the text is valid OSM syntax.
#[must_use]
pub fn is_osm(text: &str) -> bool {
    opening_hours_syntax::parse(text).is_ok()
}

/// The timetable in OSM syntax, or `None` where any part of it is not understood.
#[must_use]
pub fn parse(_text: &str) -> Option<String> {
    None
}
