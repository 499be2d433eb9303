//! Messages in the words of a language.

use chrono::NaiveDate;
use fluent_templates::fluent_bundle::FluentValue;

use super::Lang;
use crate::domain::{Argument, Message};

/// Entries of a list that a message shows; the others are counted.
const MAX_LISTED: usize = 12;

/// Arguments that say how many, and choose no form of a word.
const SIZES: [&str; 4] = ["most", "least", "rows", "signs"];
/// From this number on the thousands of a size are set apart.
const LONG: u64 = 10_000;

impl Lang {
    /// The message in words.
    #[must_use]
    pub fn message(self, message: &Message) -> String {
        if message.is_empty() {
            return String::new();
        }
        let args = message.args().iter().map(|(name, value)| match value {
            Argument::Number(number) if SIZES.contains(name) && *number >= LONG => {
                (*name, FluentValue::from(self.grouped(&number.to_string())))
            }
            value => (*name, self.argument(value)),
        });
        self.with(message.code(), args)
    }

    /// The message in one line: values may hold line ends, and signs that a terminal would obey.
    #[must_use]
    pub fn line(self, message: &Message) -> String {
        let text = self.message(message).replace(char::is_control, " ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Digits with their thousands set apart: «12 345», `12,345`.
    #[must_use]
    pub fn grouped(self, digits: &str) -> String {
        let gap = match self {
            Self::Uk => '\u{a0}',
            Self::En => ',',
        };
        let mut out = String::with_capacity(digits.len() + 6);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(gap);
            }
            out.push(digit);
        }
        out
    }

    fn argument(self, value: &Argument) -> FluentValue<'static> {
        match value {
            Argument::Text(text) => FluentValue::from(text.clone()),
            Argument::Number(number) => FluentValue::from(*number),
            Argument::Date(day) => FluentValue::from(self.day(*day)),
            Argument::List(entries) => FluentValue::from(self.listed(entries)),
            Argument::Choice(entries) => FluentValue::from(self.choice(entries)),
            Argument::Message(message) => FluentValue::from(self.message(message)),
            Argument::Messages(messages) => {
                let texts: Vec<String> = messages.iter().map(|one| self.message(one)).collect();
                FluentValue::from(self.listed(&texts))
            }
        }
    }

    /// A day as tables of the language write it: «20.11.2026» in Ukrainian, `2026-11-20` in English.
    fn day(self, day: NaiveDate) -> String {
        match self {
            Self::Uk => day.format("%d.%m.%Y").to_string(),
            Self::En => day.to_string(),
        }
    }

    /// Entries between commas; where there are many, the first ones and how many more.
    fn listed(self, entries: &[String]) -> String {
        let shown = entries.iter().take(MAX_LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
        match entries.len().saturating_sub(MAX_LISTED) {
            0 => shown,
            more => self.with("message-list-more", [("shown", shown.into()), ("more", more.into())]),
        }
    }

    /// «А», «Б» або «В».
    fn choice(self, entries: &[String]) -> String {
        let quoted = |text: &String| self.with("message-quoted", [("text", text.clone().into())]);
        let quoted: Vec<String> = entries.iter().map(quoted).collect();
        match quoted.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, others)) => {
                let others = others.join(", ");
                self.with("message-choice", [("others", others.into()), ("last", last.clone().into())])
            }
        }
    }
}
