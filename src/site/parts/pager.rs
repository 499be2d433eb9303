//! Links between the pages of a list.

use maud::{Markup, html};

use super::format;
use crate::http::{Paging, RequestContext};

/// «1–50 із 166» and the way to the other pages.
#[must_use]
pub fn pager(view: &RequestContext, paging: Paging, total: usize) -> Markup {
    let lang = view.lang;
    let pages = paging.pages(total);
    let to = |page: usize| view.same_page(&[("page", &page.to_string())]);
    html! {
        @if pages > 1 {
            nav.pager aria-label=(lang.text("pager")) {
                @if paging.page > 1 { a rel="prev" href=(to(paging.page.min(pages + 1) - 1)) { "← " (lang.text("pager-prev")) } }
                span { (range(view, paging, total)) }
                @if paging.page < pages { a rel="next" href=(to(paging.page + 1)) { (lang.text("pager-next")) " →" } }
            }
        }
    }
}

fn range(view: &RequestContext, paging: Paging, total: usize) -> String {
    let lang = view.lang;
    let first = (paging.page - 1).saturating_mul(paging.per_page);
    let last = first.saturating_add(paging.per_page).min(total);
    let number = |value: usize| format::count(lang, value);
    let (from, to) = (number((first + 1).min(total)), number(last));
    lang.with("pager-range", [("from", from.into()), ("to", to.into()), ("total", number(total).into())])
}
