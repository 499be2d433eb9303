//! Opening hours of a point.
