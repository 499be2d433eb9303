//! The share bar: four counts side by side, in a picture and in words.

use maud::{Markup, html};

use super::format;
use crate::http::Lang;

/// How many said yes and no, how many are unknown, how many the question does not touch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FourCounts {
    pub yes: usize,
    pub no: usize,
    pub unknown: usize,
    pub na: usize,
}

impl FourCounts {
    const fn named_counts(self) -> [(&'static str, usize); 4] {
        [("yes", self.yes), ("no", self.no), ("unknown", self.unknown), ("na", self.na)]
    }

    const fn total(self) -> usize {
        self.yes + self.no + self.unknown + self.na
    }

    /// Yes among those that answered.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        let judged = self.yes + self.no;
        (judged > 0).then(|| self.yes as f64 / judged as f64)
    }
}

/// The bar with its counts in words below.
#[must_use]
pub fn bar(lang: Lang, four: FourCounts) -> Markup {
    html! { div.four { (strip(four)) p.four-words { (words(lang, four)) } } }
}

/// The bar with its counts in words, each a link to what it counts; `url` is given the answer's word.
#[must_use]
pub fn linked(lang: Lang, four: FourCounts, url: impl Fn(&str) -> String) -> Markup {
    html! { div.four { (strip(four)) p.four-words { (keys(lang, four, |name| Some(url(name)))) } } }
}

/// The counts in words: «так 3 · ні 2 · невідомо 1».
#[must_use]
pub fn words(lang: Lang, four: FourCounts) -> Markup {
    keys(lang, four, |_| None)
}

fn keys(lang: Lang, four: FourCounts, url: impl Fn(&str) -> Option<String>) -> Markup {
    let shown = four.named_counts().into_iter().filter(|(name, count)| *name != "na" || *count > 0);
    let told =
        |name: &str, count| html! { (lang.text(&format!("answer-{name}"))) " " b { (format::count(lang, count)) } };
    html! {
        @for (name, count) in shown {
            span class=(format!("key key-{name}")) {
                @match url(name).filter(|_| count > 0) {
                    Some(url) => { a href=(url) { (told(name, count)) } }
                    None => { (told(name, count)) }
                }
            }
            " "
        }
    }
}

/// Only the picture, hidden from readers that are told the words.
#[must_use]
pub fn strip(four: FourCounts) -> Markup {
    let total = four.total().max(1) as f64;
    let mut from = 0.0;
    let mut spans = Vec::new();
    for (name, count) in four.named_counts() {
        let width = count as f64 / total * 100.0;
        spans.push((name, from, width));
        from += width;
    }
    html! {
        svg.strip viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (name, x, width) in spans {
                @if width > 0.0 {
                    rect class=(format!("part-{name}")) x=(format!("{x:.2}")) y="0" width=(format!("{width:.2}")) height="6" {}
                }
            }
        }
    }
}
