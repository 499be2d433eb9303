//! What the map shows: the layer and what it is about, the kinds of points, the quarter.

use maud::{Markup, html};

use crate::compliance::Judgement;
use crate::compliance::trend::quarter_ends;
use crate::domain::{PointKind, TerritoryCode, TerritoryStatus};
use crate::http::{Failure, Lang, RequestContext};
use crate::registry::Scope;
use crate::site::map::layers::{About, LAYERS, Layer, Unit, layer};
use crate::site::parts::{compliance_controls, filters, format, names};

/// Quarters one may step through.
const QUARTERS: u32 = 12;

/// The choice of a visitor.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) layer: &'static Layer,
    /// The id the layer is about; empty for a layer about nothing.
    about: String,
    kinds: Option<Vec<PointKind>>,
}

impl Choice {
    /// Reads `layer`, such as `distance` or `indicator:residence`, and `kind`.
    ///
    /// # Errors
    /// A layer or a kind there is not.
    pub(super) fn read(view: &RequestContext, audit: &Judgement) -> Result<Self, Failure> {
        let asked = view.param("layer").unwrap_or("points");
        let (id, about) = asked.split_once(':').unwrap_or((asked, ""));
        let found =
            layer(id).filter(|layer| subjects(view, audit, layer.about).iter().any(|(known, _)| known == about));
        let named = |layer: &Layer| format!("{} ({})", layer.id, view.lang.text(&format!("layer-{}", layer.id)));
        let known = LAYERS.iter().map(named).collect::<Vec<_>>().join(" | ");
        let layer = found.ok_or_else(|| Failure::bad_parameter("layer", asked, &known))?;
        Ok(Self { layer, about: about.to_owned(), kinds: super::read_kinds(view)? })
    }

    pub(super) fn shows(&self, kind: PointKind) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }

    pub(super) fn values(&self, audit: &Judgement, scope: Scope) -> Vec<(TerritoryCode, Option<f64>)> {
        self.layer.of_scope(audit, scope, &self.about)
    }

    /// The layer in words, with what it is about.
    pub(super) fn title(&self, view: &RequestContext, audit: &Judgement) -> String {
        let title = view.lang.text(&format!("layer-{}", self.layer.id));
        let subjects = subjects(view, audit, self.layer.about);
        match subjects.into_iter().find(|(id, _)| *id == self.about && !id.is_empty()) {
            Some((_, words)) => format!("{title}: {words}"),
            None => title,
        }
    }

    /// How a value is written.
    pub(super) fn words(&self) -> fn(Lang, f64) -> String {
        match self.layer.unit {
            Unit::Count => |lang, value| format::decimal(lang, value, 0),
            Unit::Share => format::percent,
            Unit::Rate => |lang, value| format::decimal(lang, value, 1),
            Unit::Status => status_words,
        }
    }

    /// The choice of the view as parameters of an address.
    pub(super) fn pairs(view: &RequestContext) -> Vec<(&str, &str)> {
        ["layer", "kind", "leave_out"].map(|name| (name, view.param(name).unwrap_or_default())).into()
    }

    pub(super) fn form(view: &RequestContext, audit: &Judgement) -> Markup {
        let lang = view.lang;
        let now = view.param("layer").unwrap_or("points");
        let kinds: Vec<filters::Choice> =
            PointKind::ALL.iter().map(|kind| (kind.word().to_owned(), names::kinds(lang, *kind))).collect();
        let fields = html! {
            label {
                span { (lang.text("map-layer")) }
                select name="layer" { @for layer in LAYERS { (options(view, audit, layer, now)) } }
            }
            (filters::select(view, "kind", "map-kinds", &kinds))
            (quarters(view))
        };
        compliance_controls::form(view, audit, &["layer", "kind", "date"], &fields)
    }
}

/// The options of a layer: one, or one for each thing it may be about.
fn options(view: &RequestContext, audit: &Judgement, layer: &Layer, now: &str) -> Markup {
    let title = view.lang.text(&format!("layer-{}", layer.id));
    if layer.about == About::Nothing {
        return html! { option value=(layer.id) selected[layer.id == now] { (title) } };
    }
    html! {
        optgroup label=(title) {
            @for (id, words) in subjects(view, audit, layer.about) {
                @let value = format!("{}:{id}", layer.id);
                option value=(value) selected[value == now] { (words) }
            }
        }
    }
}

/// What a layer may be about: ids with their words; of a layer about nothing the empty id.
fn subjects(view: &RequestContext, audit: &Judgement, about: About) -> Vec<filters::Choice> {
    let (lang, rules) = (view.lang, audit.rules());
    let words = |title| names::ruled(lang, title).to_owned();
    match about {
        About::Nothing => vec![(String::new(), String::new())],
        About::Group => rules.groups.iter().map(|one| (one.id.clone(), words(&one.title))).collect(),
        About::Equipment => rules.equipment.iter().map(|one| (one.id.clone(), words(&one.title))).collect(),
        About::Indicator => rules.indicators.iter().map(|one| (one.id.clone(), words(&one.title))).collect(),
        About::Checklist => rules.checklists.iter().map(|one| (one.id.clone(), words(&one.title))).collect(),
        About::Criterion => {
            let all = rules.checklists.iter().flat_map(|list| list.criteria.iter().map(move |one| (list, one)));
            let all = all.map(|(list, one)| (format!("{}:{}", list.id, one.id), words(&one.title)));
            all.collect()
        }
    }
}

/// The last days of the quarters, as a list that the script makes a slider.
fn quarters(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let days = quarter_ends(view.today(), QUARTERS);
    let is_quarter = days.contains(&view.date());
    html! {
        label data-slider {
            span { (lang.text("map-quarter")) }
            select name="date" {
                @for day in &days {
                    option value=(day) selected[view.date_named && *day == view.date()] { (format::date(lang, *day)) }
                }
                option value=(if view.date_named && !is_quarter { view.date().to_string() } else { String::new() })
                    selected[!view.date_named || !is_quarter] {
                    @if view.date_named && !is_quarter { (format::date(lang, view.date())) } @else { (lang.text("chooser-today")) }
                }
            }
        }
    }
}

#[expect(clippy::float_cmp, reason = "statuses are whole numbers made by the layer")]
fn status_words(lang: Lang, value: f64) -> String {
    let status = if value == 2.0 {
        TerritoryStatus::Occupied
    } else if value == 1.0 {
        TerritoryStatus::Hostilities
    } else {
        TerritoryStatus::Ordinary
    };
    names::territory_status(lang, status)
}
