//! Numbers and dates as markup, and all that `wording` says of them.

use maud::{Markup, html};

use crate::texts::Lang;
pub use crate::wording::format::*;

/// A count as a link to what it counts; nought leads nowhere.
#[must_use]
pub fn linked(lang: Lang, value: usize, url: &str) -> Markup {
    let words = count(lang, value);
    html! { @if value > 0 { a href=(url) { (words) } } @else { (words) } }
}
