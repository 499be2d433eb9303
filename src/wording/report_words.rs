//! The languages of the pages as the languages of reports.

use chrono::{DateTime, NaiveDate, Utc};
use fluent_templates::fluent_bundle::FluentValue;

use super::{condition, format, names};
use crate::compliance::figures::Span;
use crate::domain::Condition;
use crate::registry::{Place, Source, Territories};
use crate::reports::Words;
use crate::rulebook::Text;
use crate::texts::Lang;

impl Words for Lang {
    fn tag(&self) -> &'static str {
        Self::tag(*self)
    }

    fn text(&self, key: &str) -> String {
        Self::text(*self, key)
    }

    fn with(&self, key: &str, args: &[(&'static str, String)]) -> String {
        let args = args.iter().map(|(name, text)| (*name, FluentValue::from(text.as_str())));
        Self::with(*self, key, args)
    }

    fn plural(&self, key: &str, count: usize) -> String {
        format::plural(*self, key, count)
    }

    fn ruled<'t>(&self, text: &'t Text) -> &'t str {
        names::ruled(*self, text)
    }

    fn decimal(&self, value: f64, digits: usize) -> String {
        format::decimal(*self, value, digits)
    }

    fn percent(&self, share: f64) -> String {
        format::percent(*self, share)
    }

    fn place(&self, tree: &Territories, place: &Place) -> String {
        names::place(*self, tree, place)
    }

    fn date(&self, day: NaiveDate) -> String {
        format::date(*self, day)
    }

    fn moment(&self, at: DateTime<Utc>) -> String {
        format::moment(*self, at)
    }

    fn span(&self, span: Span) -> String {
        format::span_text(*self, span)
    }

    fn condition(&self, condition: &Condition) -> String {
        condition::words(*self, condition)
    }

    fn hours(&self, hours: &str) -> Option<String> {
        format::hours(*self, hours)
    }

    fn source(&self, source: &Source) -> String {
        let file = source.file.as_ref().map(|file| format!(", {file}")).unwrap_or_default();
        let day = format::date(*self, source.at.date_naive());
        let sample = if source.sample {
            format!(" ({})", Self::text(*self, "sample-data").to_lowercase())
        } else {
            String::new()
        };
        format!("{}{file}, {day}{sample}", names::action(*self, &source.action))
    }
}
