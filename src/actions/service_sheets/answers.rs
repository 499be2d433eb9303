//! What a person answered about the rows of a list, and what each row means by that.

use std::collections::HashMap;

use super::MatchedRow;
use crate::formats::service_sheet::SheetRow;
use crate::registry::words::normalize::folded;

/// The answer that a row is no service of the catalogue.
pub const NONE: &str = "-";
/// The answer that the service is written beside.
const OTHER: &str = "other";
/// Fields that are kept.
const KEPT: &[&str] = &["row-", "other-", "column-", "point", "note", "day"];

/// Answers given before about names of a hromada: a code of a service, or nothing where it is none of the catalogue.
pub type Choices = HashMap<String, Option<String>>;

/// The fields of the form as they were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<(String, String)>);

impl Answers {
    /// The fields of a form that are answers.
    #[must_use]
    pub fn of_form(fields: &[(String, String)]) -> Self {
        let is_kept = |name: &str| KEPT.iter().any(|kept| name.starts_with(kept));
        Self(fields.iter().filter(|(name, _)| is_kept(name)).cloned().collect())
    }

    /// Nothing but a note.
    #[must_use]
    pub fn of_note(note: Option<String>) -> Self {
        Self(note.map(|note| ("note".to_owned(), note)).into_iter().collect())
    }

    /// Reads what [`Answers::text`] wrote; nothing of anything else.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    /// The answers as text.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::json!(self.0).to_string()
    }

    /// The trimmed value of a field; `None` where it is empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
        found.filter(|value| !value.is_empty())
    }

    /// All values of a field that may stand several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    #[must_use]
    pub fn note(&self) -> Option<String> {
        self.get("note").map(|note| note.chars().take(2_000).collect())
    }

    /// What was answered about a row: a code, [`NONE`], or nothing.
    fn of_row(&self, row: u32) -> Option<&str> {
        match self.get(&format!("row-{row}"))? {
            OTHER => self.get(&format!("other-{row}")),
            answer => Some(answer),
        }
    }
}

/// What a row means, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The person: a service, or none of the catalogue.
    Answered(Option<String>),
    /// The same, answered about an earlier list.
    Remembered(Option<String>),
    /// The match alone.
    Matched(String),
    /// Nobody yet.
    Open,
}

impl Decision {
    /// The service that is meant.
    #[must_use]
    pub fn service(&self) -> Option<&str> {
        match self {
            Self::Answered(service) | Self::Remembered(service) => service.as_deref(),
            Self::Matched(service) => Some(service),
            Self::Open => None,
        }
    }
}

/// By what a row is remembered: its folded name.
#[must_use]
pub fn key(row: &SheetRow) -> String {
    folded(&row.name)
}

/// What a row means: by the answers at hand, else by earlier ones, else by a sure match.
#[must_use]
pub fn decide(row: &MatchedRow, answers: &Answers, choices: &Choices) -> Decision {
    let matched = row.sure().map(|candidate| candidate.code.clone());
    match answers.of_row(row.row.row) {
        Some(NONE) => return Decision::Answered(None),
        Some(code) if matched.as_deref() != Some(code) => return Decision::Answered(Some(code.to_owned())),
        _ => {}
    }
    match (choices.get(&key(&row.row)), matched) {
        (Some(choice), _) => Decision::Remembered(choice.clone()),
        (None, Some(code)) => Decision::Matched(code),
        (None, None) => Decision::Open,
    }
}
