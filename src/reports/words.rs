//! What a report needs of a language: texts, numbers and dates as it writes them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::compliance::figures::Span;
use crate::domain::Condition;
use crate::registry::{Place, Source, Territories};
use crate::rulebook::Text;

/// A language a report is written in.
pub trait Words {
    /// The tag of the language: `uk`, `en`.
    fn tag(&self) -> &'static str;
    /// The text with this key.
    fn text(&self, key: &str) -> String;
    /// The text with its arguments.
    fn with(&self, key: &str, args: &[(&'static str, String)]) -> String;
    /// The text with `$count` in the right plural form and the number in `$n`.
    fn plural(&self, key: &str, count: usize) -> String;
    /// A text of the rulebook.
    fn ruled<'t>(&self, text: &'t Text) -> &'t str;
    /// A number with so many digits after the comma.
    fn decimal(&self, value: f64, digits: usize) -> String;
    /// A share of one as a percentage.
    fn percent(&self, share: f64) -> String;
    /// A place by its full name.
    fn place(&self, tree: &Territories, place: &Place) -> String;
    /// A day.
    fn date(&self, day: NaiveDate) -> String;
    /// A moment by the clock of Kyiv.
    fn moment(&self, at: DateTime<Utc>) -> String;
    /// A month, a quarter or a year.
    fn span(&self, span: Span) -> String;
    /// A condition of a position.
    fn condition(&self, condition: &Condition) -> String;
    /// Opening hours; `None` where they cannot be read.
    fn hours(&self, hours: &str) -> Option<String>;
    /// An import by its name, file and day.
    fn source(&self, source: &Source) -> String;

    /// A whole number.
    fn count(&self, value: usize) -> String {
        self.decimal(value as f64, 0)
    }
}
