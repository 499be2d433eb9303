//! Pages of a list.

use super::{Failure, RequestContext};

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// From 1.
    pub page: usize,
    /// 1 to the list's maximum.
    pub per_page: usize,
}

impl Paging {
    /// Reads `page` and `per_page`.
    ///
    /// # Errors
    /// Values that are not whole numbers in range.
    pub fn read(view: &RequestContext, default: usize, max: usize) -> Result<Self, Failure> {
        let number =
            |low: usize, high: usize| move |text: &str| text.parse().ok().filter(|n: &usize| (low..=high).contains(n));
        let page = view.parsed("page", "1…1000000", number(1, 1_000_000))?.unwrap_or(1);
        let per_page = view.parsed("per_page", &format!("1…{max}"), number(1, max))?.unwrap_or(default);
        Ok(Self { page, per_page })
    }

    /// The items of this page.
    pub fn slice<T>(self, items: &[T]) -> &[T] {
        let start = (self.page - 1).saturating_mul(self.per_page).min(items.len());
        let end = start.saturating_add(self.per_page).min(items.len());
        items.get(start..end).unwrap_or_default()
    }

    /// Number of pages, at least one.
    #[must_use]
    pub fn pages(self, total: usize) -> usize {
        total.div_ceil(self.per_page).max(1)
    }
}
