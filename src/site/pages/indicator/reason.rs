//! Why a member stands as it does, in a sentence.

use maud::{Markup, html};

use crate::compliance::indicator::Reason;
use crate::http::RequestContext;
use crate::site::parts::{format, links, names};
use crate::wording::condition;

/// Services named in a reason before the rest is only counted.
const NAMED: usize = 12;

/// The sentence.
pub(super) fn words(view: &RequestContext, reason: &Reason<'_>) -> Markup {
    let lang = view.lang;
    let counted = |key: &str, count: usize| html! { (format::plural(lang, key, count)) };
    match reason {
        Reason::Suspended => html! { (lang.text("excluded-suspended")) },
        Reason::LeftOut { status } => html! { (names::territory_status(lang, *status)) },
        Reason::MembershipUnknown { condition: stated } => {
            let stated = stated.map(|stated| condition::words(lang, stated)).unwrap_or_default();
            html! { (lang.text("reason-membership-unknown")) ": " (stated) }
        }
        Reason::NotDeclared => html! { (lang.text("reason-not-declared")) },
        Reason::Gives { services } => counted("reason-gives", *services),
        Reason::GivesNone => html! { (lang.text("reason-gives-none")) },
        Reason::GivesAll { required } => counted("reason-gives-all", *required),
        Reason::OwesNothing => html! { (lang.text("reason-owes-nothing")) },
        Reason::MissingPositions { required, services } => positions(view, "reason-missing", *required, services),
        Reason::UndecidedPositions { required, services } => positions(view, "reason-undecided", *required, services),
        Reason::Positions { offered, required } => html! { (format::part_of_whole(lang, *offered, *required)) },
        Reason::Has { pieces } => counted("reason-has", *pieces as usize),
        Reason::HasUncounted => html! { (lang.text("reason-has-uncounted")) },
        Reason::HasNone => html! { (lang.text("reason-has-none")) },
        Reason::EquipmentUnknown => html! { (lang.text("reason-equipment-unknown")) },
        Reason::DiiaCentre => html! { (lang.text("reason-diia-centre")) },
        Reason::NoDiiaCentre => html! { (lang.text("reason-no-diia-centre")) },
        Reason::DiiaCentreUnknown => html! { (lang.text("reason-diia-centre-unknown")) },
        Reason::Card { share, yes, no, unknown } => card(view, *share, [*yes, *no, *unknown]),
        Reason::NotAnswered => html! { (lang.text("reason-not-answered")) },
        Reason::Districts { districts, served, unknown } => html! {
            (lang.text("reason-districts")) ": " (format::part_of_whole(lang, *served, *districts))
            @if *unknown > 0 { "; " (format::plural(lang, "unknown-n", *unknown)) }
        },
    }
}

fn card(view: &RequestContext, share: f64, [yes, no, unknown]: [u32; 3]) -> Markup {
    let lang = view.lang;
    let four =
        crate::site::parts::shares::FourCounts { yes: yes as usize, no: no as usize, unknown: unknown as usize, na: 0 };
    html! { (format::percent(lang, share)) ": " (crate::site::parts::shares::words(lang, four)) }
}

fn positions(view: &RequestContext, key: &str, required: usize, services: &[&str]) -> Markup {
    let lang = view.lang;
    let catalogue = &view.registry.records.catalogue;
    let (n, m) = (format::count(lang, services.len()), format::count(lang, required));
    html! {
        details {
            summary { (lang.with(key, [("n", n.into()), ("m", m.into()), ("count", services.len().into())])) }
            ul {
                @for code in services.iter().take(NAMED) {
                    li { @match catalogue.by_code(code) { Some(service) => (links::service(view, service)), None => (code) } }
                }
                @if services.len() > NAMED { li { (format::plural(lang, "and-more", services.len() - NAMED)) } }
            }
        }
    }
}
