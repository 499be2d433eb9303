//! Which form of a thing the asker wants, by its `Accept` header.

use crate::api::rdf::Document;

/// A form of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Page,
    Document(Document),
}

/// Media types with what they stand for, the preferred first.
const TYPES: [(&str, Wanted); 5] = [
    ("text/html", Wanted::Page),
    ("application/ld+json", Wanted::Document(Document::JsonLd)),
    ("text/turtle", Wanted::Document(Document::Turtle)),
    ("application/json", Wanted::Document(Document::JsonLd)),
    ("application/xhtml+xml", Wanted::Page),
];

/// The best form the header takes; who takes anything is given JSON-LD. `None`: nothing there is will do.
#[must_use]
pub fn wanted(accept: &str, has_page: bool) -> Option<Wanted> {
    let ranges: Vec<(&str, f32)> = accept.split(',').filter_map(range).collect();
    if ranges.is_empty() {
        return Some(Wanted::Document(Document::JsonLd));
    }
    let mut best: Option<(f32, Wanted)> = None;
    for (media, form) in TYPES.into_iter().filter(|(_, form)| has_page || *form != Wanted::Page) {
        let weight = ranges.iter().find(|(range, _)| *range == media).map_or(0.0, |(_, weight)| *weight);
        if weight > best.map_or(0.0, |(best, _)| best) {
            best = Some((weight, form));
        }
    }
    let takes = |wild: &str| ranges.iter().any(|(range, weight)| *range == wild && *weight > 0.0);
    let anything = || ["*/*", "application/*"].into_iter().any(takes).then_some(Wanted::Document(Document::JsonLd));
    let some_text = || takes("text/*").then_some(Wanted::Document(Document::Turtle));
    best.map(|(_, form)| form).or_else(anything).or_else(some_text)
}

/// A media range with its weight, whatever other parameters it has.
fn range(part: &str) -> Option<(&str, f32)> {
    let mut pieces = part.split(';').map(str::trim);
    let media = pieces.next().filter(|media| !media.is_empty())?;
    let weight = pieces.find_map(|piece| piece.strip_prefix("q=")).map_or(Some(1.0), |weight| weight.parse().ok());
    weight.map(|weight| (media, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_with_the_greatest_weight_is_chosen() {
        let (json_ld, turtle) = (Wanted::Document(Document::JsonLd), Wanted::Document(Document::Turtle));
        for (accept, form) in [
            ("", Some(json_ld)),
            ("*/*", Some(json_ld)),
            ("text/turtle", Some(turtle)),
            ("text/turtle;q=0.5, application/ld+json;q=0.9", Some(json_ld)),
            ("application/ld+json;q=0.2,text/turtle;q=0.8", Some(turtle)),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(Wanted::Page)),
            ("application/json", Some(json_ld)),
            ("application/rdf+xml, */*;q=0.1", Some(json_ld)),
            ("image/png", None),
            ("text/turtle;q=0", None),
        ] {
            assert_eq!(wanted(accept, true), form, "{accept}");
        }
        assert_eq!(wanted("text/html", false), None);
        assert_eq!(wanted("text/html,*/*;q=0.1", false), Some(json_ld));
    }
}
