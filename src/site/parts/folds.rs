//! Long lists folded by group of services, each group with its count.

use maud::{Markup, html};

use super::{format, names};
use crate::http::RequestContext;

/// Lists shorter than this are not folded.
const SHORT: usize = 12;

/// The groups in the order in which they first come, each folded under its name and count.
#[must_use]
pub fn folded_groups<T>(
    view: &RequestContext,
    all: &[T],
    group_of: impl Fn(&T) -> String,
    table: impl Fn(&str, &[&T]) -> Markup,
) -> Markup {
    let mut groups: Vec<(String, Vec<&T>)> = Vec::new();
    for one in all {
        let id = group_of(one);
        match groups.iter_mut().find(|(other, _)| *other == id) {
            Some((_, members)) => members.push(one),
            None => groups.push((id, vec![one])),
        }
    }
    html! {
        @for (id, members) in &groups {
            @let name = if id.is_empty() { view.lang.text("not-in-catalogue") } else { names::group(view, id).to_owned() };
            details.print open[all.len() < SHORT] {
                summary { (name) ": " (format::count(view.lang, members.len())) }
                (table(&name, members))
            }
        }
    }
}
