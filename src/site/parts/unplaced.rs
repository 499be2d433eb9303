//! What every total of a territory says of the points whose hromada is not known.

use maud::{Markup, html};

use crate::http::RequestContext;
use crate::http::points::UNPLACED;
use crate::site::parts::format;

/// How many such points the territory in view has, with the way to them; nothing where there are none.
#[must_use]
pub fn notice(view: &RequestContext) -> Markup {
    let count = view.registry.count_unplaced(view.scope);
    html! {
        @if count > 0 {
            p.small { (format::plural(view.lang, "overview-unplaced", count)) " "
                a href=(view.url("/points", &[("hromada", UNPLACED)])) { (view.lang.text("show-them")) } }
        }
    }
}
