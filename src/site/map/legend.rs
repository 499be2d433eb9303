//! The legend of a map as an HTML list: each sign beside its words.

use maud::{Markup, PreEscaped, html};

use super::marks;
use super::scale::{Class, Scale, Shade};
use crate::domain::PointKind;

/// What a line of the legend explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Shade(Shade),
    Kind(PointKind),
    /// A dashed outline.
    Approximate,
    /// Dark hatching over any shade.
    Occupied,
}

/// A line of the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub sign: Sign,
    pub words: String,
}

impl Entry {
    pub fn new(sign: Sign, words: impl Into<String>) -> Self {
        Self { sign, words: words.into() }
    }
}

/// The classes of a scale with words for each, and for «unknown» where it occurs.
pub fn of_scale(scale: &Scale, words: impl Fn(&Class) -> String, unknown: &str) -> Vec<Entry> {
    let classes = scale.classes.iter().map(|class| Entry::new(Sign::Shade(class.shade), words(class)));
    let unknown = scale.has_unknown.then(|| Entry::new(Sign::Shade(Shade::Unknown), unknown));
    classes.chain(unknown).collect()
}

/// The list.
#[must_use]
pub fn legend(title: &str, entries: &[Entry]) -> Markup {
    html! {
        div.legend {
            p.legend-title { (title) }
            ul {
                @for entry in entries {
                    li { (swatch(entry.sign)) " " span { (entry.words) } }
                }
            }
        }
    }
}

fn swatch(sign: Sign) -> Markup {
    let inner = match sign {
        // Drawn out, since a pattern would need an id that is different in every legend.
        Sign::Shade(Shade::Unknown) => "<path class=\"h0\" d=\"M1 1h22v14h-22z\"/>\
             <path class=\"hl\" d=\"M1 9l8-8M1 15l14-14M7 15l14-14M13 15l10-10M19 15l4-4\"/>\
             <path class=\"box\" d=\"M1 1h22v14h-22z\"/>"
            .to_owned(),
        Sign::Shade(shade) => format!("<path class=\"box {}\" d=\"M1 1h22v14h-22z\"/>", shade.class()),
        Sign::Approximate => "<path class=\"box m1 ap\" d=\"M1 1h22v14h-22z\"/>".to_owned(),
        Sign::Occupied => "<path class=\"m0\" d=\"M1 1h22v14h-22z\"/>\
             <path class=\"ol\" d=\"M23 9l-8-8M23 15L9 1M17 15L3 1M11 15L1 5M5 15l-4-4\"/>\
             <path class=\"box\" d=\"M1 1h22v14h-22z\"/>"
            .to_owned(),
        Sign::Kind(kind) => format!("<path class=\"{}\" d=\"{}\"/>", marks::class(kind), marks::sign(kind, (12, 8), 6)),
    };
    html! { svg.swatch viewBox="0 0 24 16" width="24" height="16" aria-hidden="true" { (PreEscaped(inner)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_and_the_unknown_have_their_line() {
        let scale = Scale::quantiles([Some(0.0), Some(2.0), Some(5.0), None], |value| value.to_string());
        let entries = of_scale(&scale, |class| format!("{}–{}", class.low, class.high), "невідомо");
        let words: Vec<&str> = entries.iter().map(|entry| entry.words.as_str()).collect();
        assert_eq!(words, ["0–0", "2–2", "5–5", "невідомо"]);
        let html = legend("Точки <на> громаду", &entries).into_string();
        assert_eq!(html.matches("<li>").count(), 4);
        assert!(html.contains("&lt;на&gt;") && !html.contains("style=") && !html.contains("id="));
    }
}
