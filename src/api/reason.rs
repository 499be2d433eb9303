//! The reason of a member put into a sentence.

use fluent_templates::fluent_bundle::FluentValue;

use crate::compliance::indicator::Reason;
use crate::http::Lang;

/// How many services a sentence names before it only counts.
const NAMED: usize = 12;

/// The reason in words.
#[must_use]
pub fn sentence(lang: Lang, reason: &Reason<'_>) -> String {
    let with = |key: &str, args: &[(&'static str, FluentValue<'static>)]| lang.with(key, args.iter().cloned());
    match reason {
        Reason::Suspended => lang.text("api-reason-suspended"),
        Reason::LeftOut { status } => with("api-reason-left-out", &[("status", status.word().into())]),
        Reason::MembershipUnknown { condition } => with(
            "api-reason-membership-unknown",
            &[("condition", condition.map(ToString::to_string).unwrap_or_default().into())],
        ),
        Reason::NotDeclared => lang.text("api-reason-not-declared"),
        Reason::Gives { services } => with("api-reason-gives", &[("count", (*services).into())]),
        Reason::GivesNone => lang.text("api-reason-gives-none"),
        Reason::GivesAll { required } => with("api-reason-gives-all", &[("count", (*required).into())]),
        Reason::OwesNothing => lang.text("api-reason-owes-nothing"),
        Reason::MissingPositions { required, services } => positions(lang, "api-reason-missing", *required, services),
        Reason::UndecidedPositions { required, services } => {
            positions(lang, "api-reason-undecided", *required, services)
        }
        Reason::Positions { offered, required } => {
            with("api-reason-positions", &[("offered", (*offered).into()), ("required", (*required).into())])
        }
        Reason::Has { pieces } => with("api-reason-has", &[("count", (*pieces).into())]),
        Reason::HasUncounted => lang.text("api-reason-has-uncounted"),
        Reason::HasNone => lang.text("api-reason-has-none"),
        Reason::EquipmentUnknown => lang.text("api-reason-equipment-unknown"),
        Reason::DiiaCentre => lang.text("api-reason-diia-centre"),
        Reason::NoDiiaCentre => lang.text("api-reason-no-diia-centre"),
        Reason::DiiaCentreUnknown => lang.text("api-reason-diia-centre-unknown"),
        Reason::Card { yes, no, unknown, .. } => {
            with("api-reason-card", &[("yes", (*yes).into()), ("no", (*no).into()), ("unknown", (*unknown).into())])
        }
        Reason::NotAnswered => lang.text("api-reason-not-answered"),
        Reason::Districts { districts, served, unknown } => with(
            "api-reason-districts",
            &[("districts", (*districts).into()), ("served", (*served).into()), ("unknown", (*unknown).into())],
        ),
    }
}

fn positions(lang: Lang, key: &str, required: usize, services: &[&str]) -> String {
    let named: Vec<&str> = services.iter().take(NAMED).copied().collect();
    let more = if services.len() > NAMED { ", …" } else { "" };
    let listed = format!("{}{more}", named.join(", "));
    let args = [("count", services.len().into()), ("required", required.into()), ("services", listed.into())];
    lang.with(key, args)
}
