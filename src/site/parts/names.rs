//! Words for the values of the domain, in the language of the page.

use crate::domain::rows::ListClass;
use crate::domain::{FactName, HromadaClass, HromadaKind, PointKind, PointStatus, Precision, TerritoryStatus};
use crate::http::Lang;

/// The text with this key, if there is one: data may hold ids that no text file knows.
#[must_use]
pub fn optional(lang: Lang, key: &str) -> Option<String> {
    let text = lang.text(key);
    (text != key).then_some(text)
}

fn worded(lang: Lang, prefix: &str, word: &str) -> String {
    lang.text(&format!("{prefix}-{}", word.replace('_', "-")))
}

fn named(lang: Lang, prefix: &str, id: &str) -> String {
    optional(lang, &format!("{prefix}-{}", id.replace('_', "-"))).unwrap_or_else(|| id.to_owned())
}

/// «ЦНАП», «Територіальний підрозділ», …
#[must_use]
pub fn kind(lang: Lang, kind: PointKind) -> String {
    worded(lang, "kind", kind.word())
}

/// The kind in the plural, for headings of counts.
#[must_use]
pub fn kinds(lang: Lang, kind: PointKind) -> String {
    worded(lang, "kinds", kind.word())
}

#[must_use]
pub fn status(lang: Lang, status: PointStatus) -> String {
    worded(lang, "status", status.word())
}

#[must_use]
pub fn precision(lang: Lang, precision: Precision) -> String {
    worded(lang, "precision", precision.word())
}

#[must_use]
pub fn hromada_kind(lang: Lang, kind: HromadaKind) -> String {
    worded(lang, "hromada-kind", kind.word())
}

#[must_use]
pub fn hromada_class(lang: Lang, class: HromadaClass) -> String {
    worded(lang, "hromada-class", class.word())
}

#[must_use]
pub fn territory_status(lang: Lang, status: TerritoryStatus) -> String {
    worded(lang, "territory-status", status.word())
}

#[must_use]
pub fn fact(lang: Lang, name: FactName) -> String {
    worded(lang, "fact", name.word())
}

/// The set of a list.
#[must_use]
pub fn list_class(lang: Lang, class: ListClass) -> String {
    worded(lang, "list-class", class.word())
}

/// A service group; an id the texts do not know is shown as it is.
#[must_use]
pub fn group(lang: Lang, id: &str) -> String {
    named(lang, "group", id)
}

#[must_use]
pub fn life_event(lang: Lang, id: &str) -> String {
    named(lang, "life-event", id)
}

/// A measure of the figures.
#[must_use]
pub fn measure(lang: Lang, id: &str) -> String {
    named(lang, "measure", id)
}

#[must_use]
pub fn channel(lang: Lang, id: &str) -> String {
    named(lang, "channel", id)
}

#[must_use]
pub fn audience(lang: Lang, id: &str) -> String {
    named(lang, "audience", id)
}

/// What an action is called where sources are told.
#[must_use]
pub fn action(lang: Lang, name: &str) -> String {
    named(lang, "action", name)
}

/// How a place was resolved.
#[must_use]
pub fn method(lang: Lang, name: &str) -> String {
    named(lang, "method", name)
}
