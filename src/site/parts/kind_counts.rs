//! Points of a territory counted by kind.

use maud::{Markup, html};

use super::format;
use crate::domain::{PointKind, PointStatus};
use crate::http::RequestContext;
use crate::registry::{HromadaOnDate, PointOnDate, Registry};

/// How many points of each kind, and how many of them all are suspended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindCounts {
    by_kind: [usize; 4],
    pub suspended: usize,
}

impl KindCounts {
    pub fn add(&mut self, point: &PointOnDate) {
        let row = point.row();
        if let Some(count) = self.by_kind.get_mut(row.kind as usize) {
            *count += 1;
        }
        self.suspended += usize::from(row.status == PointStatus::Suspended);
    }

    /// Counts the points of an iterator.
    pub fn of_points<'a>(points: impl Iterator<Item = &'a PointOnDate>) -> Self {
        let mut tally = Self::default();
        points.for_each(|point| tally.add(point));
        tally
    }

    /// Counts the points of a hromada.
    #[must_use]
    pub fn of_hromada(registry: &Registry, hromada: &HromadaOnDate) -> Self {
        Self::of_points(hromada.points.iter().filter_map(|position| registry.point_at(*position)))
    }

    #[must_use]
    pub fn kind(&self, kind: PointKind) -> usize {
        self.by_kind.get(kind as usize).copied().unwrap_or(0)
    }

    #[must_use]
    pub fn total(&self) -> usize {
        self.by_kind.iter().sum()
    }

    /// One cell of a table for each kind and one for all, each a link to its points; `of` says of what place they are.
    #[must_use]
    pub fn cells(&self, view: &RequestContext, of: (&str, &str)) -> Vec<Markup> {
        let cell = |count, more: &[(&str, &str)]| {
            if view.registry.points.is_empty() {
                return super::unknown(view.lang);
            }
            format::linked(view.lang, count, &view.url("/points", more))
        };
        let kinds = PointKind::ALL.iter().map(|kind| cell(self.kind(*kind), &[("kind", kind.word()), of]));
        kinds.chain([cell(self.total(), &[of])]).collect()
    }

    /// The counts as large figures, each a link to its points.
    #[must_use]
    pub fn figures(&self, view: &RequestContext, more: &[(&str, &str)]) -> Markup {
        html! {
            @for kind in PointKind::ALL {
                li class=(format!("kind-{}", kind.word())) {
                    b { @if view.registry.points.is_empty() { "—" } @else { (format::count(view.lang, self.kind(*kind))) } }
                    a href=(view.url("/points", &[&[("kind", kind.word())], more].concat())) { (format::plural(view.lang, &format!("counted-{}", kind.word()), self.kind(*kind))) }
                }
            }
        }
    }
}
