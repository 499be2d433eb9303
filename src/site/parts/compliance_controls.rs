//! What every judged figure says of itself: the list it rests on, what is left out, how much is loaded.

use std::sync::Arc;

use maud::{Markup, html};

use super::shares::FourCounts;
use super::{filters, format, names, shares};
use crate::compliance::indicator::Counts;
use crate::compliance::{Exclusion, Judgement};
use crate::http::urls::encode;
use crate::http::{AppState, Failure, Lang, RequestContext};
use crate::registry::Edition;
use crate::rulebook::Unit;
pub use crate::wording::figures::{between, goal, level};

/// Choices of what is left out, as they stand in addresses.
const LEAVE_OUT: [&str; 3] = ["occupied", "occupied,hostilities", "none"];

/// The audit of the view's day under the choice in the address.
///
/// # Errors
/// A choice that cannot be read.
pub fn audit(state: &AppState, view: &RequestContext) -> Result<Arc<Judgement>, Failure> {
    Ok(state.live().audit(&view.registry, view.leave_out()?))
}

/// Address of a page that keeps the choice.
#[must_use]
pub fn url(view: &RequestContext, path: &str, more: &[(&str, &str)]) -> String {
    let mut pairs = more.to_vec();
    pairs.push(("leave_out", view.param("leave_out").unwrap_or_default()));
    view.url(path, &pairs)
}

/// The form that makes the choice, with more fields before it.
#[must_use]
pub fn form(view: &RequestContext, audit: &Judgement, own: &[&str], fields: &Markup) -> Markup {
    let now = audit.leave_out().to_string();
    let own: Vec<&str> = own.iter().copied().chain(["leave_out"]).collect();
    let choice = html! {
        (fields)
        label {
            span { (view.lang.text("leave-out")) }
            select name="leave_out" {
                @for word in LEAVE_OUT {
                    option value=(word) selected[word == now] { (leave_out_words(view.lang, word)) }
                }
            }
        }
    };
    filters::form(view, &own, &choice)
}

fn leave_out_words(lang: Lang, word: &str) -> String {
    lang.text(&format!("leave-out-{}", word.replace(',', "-")))
}

/// «Не враховано: тимчасово окуповані громади», and the edition judged by.
#[must_use]
pub fn basis(view: &RequestContext, audit: &Judgement) -> Markup {
    let lang = view.lang;
    html! {
        p.rule {
            (lang.text("leave-out")) ": " (leave_out_words(lang, &audit.leave_out().to_string())) ". "
            @match audit.edition() {
                Some(edition) => { (lang.text("judged-by")) " " (edition_link(view, edition)) "." }
                None => (lang.text("no-edition")),
            }
        }
    }
}

/// The edition by name and date.
#[must_use]
pub fn edition_link(view: &RequestContext, edition: &Edition) -> Markup {
    let url = view.url(&format!("/lists/{}/{}", encode(&edition.list), edition.in_force), &[]);
    let date = format::date(view.lang, edition.in_force);
    html! { a href=(url) { (view.lang.with("edition-of", [("list", edition.list.as_str().into()), ("date", date.into())])) } }
}

/// «Завантажено 118 із 222 позицій» for each class of which fewer are loaded than declared.
#[must_use]
pub fn loaded_warning(view: &RequestContext, edition: Option<&Edition>) -> Markup {
    let lang = view.lang;
    let Some(edition) = edition else { return html! {} };
    let short = edition.declared.iter().map(|(class, declared)| (*class, edition.loaded(*class), *declared as usize));
    let short: Vec<_> = short.filter(|(_, loaded, declared)| loaded < declared).collect();
    html! {
        @if !short.is_empty() {
            div.notice role="note" {
                p { strong { (lang.text("loaded-less")) } }
                ul {
                    @for (class, loaded, declared) in short {
                        li { (names::list_class(lang, class)) ": " (loaded_words(lang, loaded, declared)) }
                    }
                }
            }
        }
    }
}

/// «завантажено 118 із 222 позицій».
#[must_use]
pub fn loaded_words(lang: Lang, loaded: usize, declared: usize) -> String {
    let (n, m) = (format::count(lang, loaded), format::count(lang, declared));
    lang.with("loaded-of-declared", [("n", n.into()), ("m", m.into())])
}

/// Why a point or hromada is not counted.
#[must_use]
pub fn exclusion(lang: Lang, exclusion: Exclusion) -> String {
    match exclusion {
        Exclusion::Suspended => lang.text("excluded-suspended"),
        Exclusion::LeftOut(status) => names::territory_status(lang, status),
    }
}

/// A share as a percentage, or «невідомо».
#[must_use]
pub fn share(lang: Lang, share: Option<f64>) -> Markup {
    super::facts::or_unknown(lang, share.map(|share| format::percent(lang, share)))
}

/// The counts of a figure: «61 із 65», the share, the bar, what is not in it.
#[must_use]
pub fn counts_text(lang: Lang, unit: Unit, counts: &Counts) -> Markup {
    html! {
        div.figure-counts {
            b { (super::facts::or_unknown(lang, level(lang, unit, counts))) } " "
            span.small { (fraction(lang, unit, counts)) }
            @if let Some(four) = four(unit, counts) { (shares::strip(four)) }
            (remarks(lang, unit, counts))
        }
    }
}

/// Nothing is known of any member: the share of nothing known is not zero.
#[must_use]
pub fn all_unknown(unit: Unit, counts: &Counts) -> bool {
    counts.is_all_unknown(unit)
}

/// The share, where anything is known of any member.
#[must_use]
pub fn known_share(unit: Unit, counts: &Counts) -> Option<f64> {
    counts.known_share(unit)
}

/// A share from the lowest to the highest it can be, or «невідомо».
#[must_use]
pub fn share_range(lang: Lang, lower: Option<f64>, upper: Option<f64>) -> Markup {
    let upper = upper.filter(|upper| lower.is_some_and(|lower| *upper > lower));
    let words = lower.map(|lower| format::percent(lang, lower));
    let words = words.map(|lower| match upper {
        Some(upper) => between(lang, lower, format::percent(lang, upper)),
        None => lower,
    });
    super::facts::or_unknown(lang, words)
}

fn fraction(lang: Lang, unit: Unit, counts: &Counts) -> String {
    match (unit, counts.numerator) {
        (Unit::Cards, _) => format::plural(lang, "mean-of-points", counts.denominator),
        (_, Some(numerator)) if unit != Unit::Count => format::part_of_whole(lang, numerator, counts.denominator),
        _ => String::new(),
    }
}

/// The four counts; `None` where the figure is a mean.
#[must_use]
pub fn four(unit: Unit, counts: &Counts) -> Option<FourCounts> {
    let yes = counts.numerator?;
    let unknown = if unit == Unit::Positions { 0 } else { counts.unknown };
    let no = counts.denominator.saturating_sub(yes + unknown);
    (!matches!(unit, Unit::Cards | Unit::Count)).then_some(FourCounts { yes, no, unknown, na: 0 })
}

/// Unknown, undecided, excluded, pieces.
fn remarks(lang: Lang, unit: Unit, counts: &Counts) -> Markup {
    let unknown_key = if unit == Unit::Positions { "unknown-undeclared" } else { "unknown-n" };
    let told = [(unknown_key, counts.unknown), ("undecided-n", counts.undecided), ("excluded-n", counts.excluded)];
    html! {
        span.remarks {
            @for (key, count) in told.into_iter().filter(|(_, count)| *count > 0) { (format::plural(lang, key, count)) " " }
            @if let Some(pieces) = counts.quantity { (lang.with("pieces", [("n", format::number(lang, pieces).into())])) }
        }
    }
}
