//! Words for the values of the domain, in the language of the page.

use crate::domain::latin::latin;
use crate::domain::person::Role;
use crate::domain::resolution::{self, ReviewReason};
use crate::domain::rows::ListClass;
use crate::domain::{
    Category, FactName, HromadaClass, HromadaKind, PointKind, PointStatus, Precision, TerritoryStatus,
};
use crate::formats::tables::column_title;
use crate::registry::{Place, Territories};
use crate::rulebook::{ReportForm, ReportLevel, Text};
use crate::texts::Lang;

/// The text with this key, if there is one: data may hold ids that no text file knows.
#[must_use]
pub fn optional(lang: Lang, key: &str) -> Option<String> {
    let text = lang.text(key);
    (text != key).then_some(text)
}

fn name_by_word(lang: Lang, prefix: &str, word: &str) -> String {
    lang.text(&format!("{prefix}-{}", word.replace('_', "-")))
}

fn name_by_id(lang: Lang, prefix: &str, id: &str) -> String {
    optional(lang, &format!("{prefix}-{}", id.replace('_', "-"))).unwrap_or_else(|| id.to_owned())
}

/// «ЦНАП», «Територіальний підрозділ», …
#[must_use]
pub fn kind(lang: Lang, kind: PointKind) -> String {
    name_by_word(lang, "kind", kind.word())
}

/// A unit of measure as the language writes it: «м²» for `m²`.
#[must_use]
pub fn unit(lang: Lang, unit: &str) -> String {
    optional(lang, &format!("unit-{}", unit.replace('²', "2"))).unwrap_or_else(|| unit.to_owned())
}

/// The kind in the plural, for headings of counts.
#[must_use]
pub fn kinds(lang: Lang, kind: PointKind) -> String {
    name_by_word(lang, "kinds", kind.word())
}

#[must_use]
pub fn status(lang: Lang, status: PointStatus) -> String {
    name_by_word(lang, "status", status.word())
}

#[must_use]
pub fn precision(lang: Lang, precision: Precision) -> String {
    name_by_word(lang, "precision", precision.word())
}

#[must_use]
pub fn hromada_kind(lang: Lang, kind: HromadaKind) -> String {
    name_by_word(lang, "hromada-kind", kind.word())
}

#[must_use]
pub fn hromada_class(lang: Lang, class: HromadaClass) -> String {
    name_by_word(lang, "hromada-class", class.word())
}

#[must_use]
pub fn territory_status(lang: Lang, status: TerritoryStatus) -> String {
    name_by_word(lang, "territory-status", status.word())
}

#[must_use]
pub fn fact(lang: Lang, name: FactName) -> String {
    name_by_word(lang, "fact", name.word())
}

/// The set of a list.
#[must_use]
pub fn list_class(lang: Lang, class: ListClass) -> String {
    name_by_word(lang, "list-class", class.word())
}

/// A text of the rulebook in the language of the page.
#[must_use]
pub fn ruled(lang: Lang, text: &Text) -> &str {
    text.get(lang == Lang::En)
}

#[must_use]
pub fn channel(lang: Lang, id: &str) -> String {
    name_by_id(lang, "channel", id)
}

#[must_use]
pub fn audience(lang: Lang, id: &str) -> String {
    name_by_id(lang, "audience", id)
}

/// What an action is called where sources are told.
#[must_use]
pub fn action(lang: Lang, name: &str) -> String {
    name_by_id(lang, "action", name)
}

/// The title of a column of an own table; its key in words where the page is English.
#[must_use]
pub fn column(lang: Lang, table: &str, key: &str) -> String {
    match column_title(table, key) {
        Some(title) if lang == Lang::Uk => title.to_owned(),
        _ => optional(lang, &format!("column-{table}-{}", key.replace('_', "-")))
            .unwrap_or_else(|| key.replace('_', " ")),
    }
}

/// Who did something, where the audit log names no person.
#[must_use]
pub fn actor(lang: Lang, actor: &str) -> String {
    // Of people the number alone is kept, and not shown to everybody.
    let actor = if actor.starts_with("person ") { "person" } else { actor };
    optional(lang, &format!("actor-{}", actor.replace(' ', "-"))).unwrap_or_else(|| actor.to_owned())
}

/// Why a person should look at how a point was read.
#[must_use]
pub fn review_reason(lang: Lang, reason: ReviewReason) -> String {
    name_by_word(lang, "review", reason.word())
}

/// What a person does here.
#[must_use]
pub fn role(lang: Lang, role: Role) -> String {
    name_by_word(lang, "role", role.word())
}

/// What a place of the codifier is.
#[must_use]
pub fn category(lang: Lang, category: Category) -> String {
    lang.text(&format!("category-{}", category.letter().to_lowercase()))
}

/// A convenience of a point by its key; `None` for one no text knows.
#[must_use]
pub fn feature(lang: Lang, key: &str) -> Option<String> {
    optional(lang, &format!("feature-{}", key.replace('_', "-")))
}

/// How hromada, settlement, kind and parent of a point were found, as its method tells.
#[must_use]
pub fn resolution(lang: Lang, stored: &str) -> String {
    let own = resolution::without_parent(stored);
    // «address, remote workplace»: how the place was found, then what told the kind.
    let (place, kind) = own.split_once(", ").map_or((own, false), |(place, _)| (place, true));
    let place = Some(place).filter(|place| !place.is_empty()).map(|place| method(lang, place));
    let kind = kind.then(|| lang.text("kind-by-name"));
    let parent = (own != stored).then(|| lang.text("parent-only-centre"));
    [place, kind, parent].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// How a place was resolved.
#[must_use]
pub fn method(lang: Lang, name: &str) -> String {
    name_by_id(lang, "method", name)
}

/// What the form can be made of, in words.
#[must_use]
pub fn report_levels(lang: Lang, form: &ReportForm) -> String {
    let word = |level: &ReportLevel| {
        lang.text(match level {
            ReportLevel::Country => "reports-level-country",
            ReportLevel::Oblast => "reports-level-oblast",
            ReportLevel::Raion => "reports-level-raion",
            ReportLevel::Hromada => "reports-level-hromada",
        })
    };
    form.territories.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// The name of a place with its type, in the letters of the language.
#[must_use]
pub fn place(lang: Lang, tree: &Territories, place: &Place) -> String {
    if lang == Lang::Uk {
        return tree.full_name(place);
    }
    let key = match (place.category, place.kind) {
        (Category::Oblast, _) if place.name.contains("Республіка") => "place-republic",
        (Category::Oblast, _) => "place-oblast",
        (Category::Raion, _) => "place-raion",
        (Category::Hromada, Some(HromadaKind::Rural)) => "place-hromada-rural",
        (Category::Hromada, Some(HromadaKind::Settlement)) => "place-hromada-settlement",
        (Category::Hromada, Some(HromadaKind::Urban)) => "place-hromada-urban",
        (Category::Hromada, None) => "place-hromada",
        (Category::City | Category::SpecialCity, _) => "place-city",
        (Category::SettlementType, _) => "place-settlement",
        (Category::Village, _) => "place-village",
        (Category::CityDistrict, _) => "place-city-district",
    };
    lang.with(key, [("name", latin(&place.name).into())])
}
