//! A hromada's own list of services: its rows matched with the catalogue, a person's answers, the submission made of it.

mod answers;
mod points;
mod table;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

pub use self::answers::{Answers, Choices, Decision, decide};
pub use self::points::{PointColumn, point_columns, points_of};
use super::actor::{Permission, Place};
use super::submissions::{self, NewSubmission};
use super::{Actor, Refusal};
use crate::domain::Message;
use crate::formats::service_sheet::{self, ServiceSheet, SheetRow};
use crate::formats::{Fault, Format, InputLimits};
use crate::registry::service_names::{Candidate, SURE, ServiceMatcher, ServiceWords};
use crate::registry::{Records, Registry};
use crate::rulebook::Rulebook;
use crate::store::{Choice, Store, StoredSheet};

/// Sure rows with codes by which a list is told to use the codes of the catalogue.
const FEWEST_CODES: usize = 5;
/// Rows a person may be shown at once.
const MAX_ROWS: usize = 3_000;

/// A row with the services it may mean, the likeliest first.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchedRow {
    pub row: SheetRow,
    pub candidates: Vec<Candidate>,
}

impl MatchedRow {
    /// The service that is meant, where no person needs to be asked.
    #[must_use]
    pub fn sure(&self) -> Option<&Candidate> {
        self.candidates.first().filter(|candidate| candidate.confidence >= SURE)
    }
}

/// A list as it was read, and its rows as they were matched.
#[derive(Clone, Debug)]
pub struct MatchedSheet {
    pub sheet: ServiceSheet,
    pub rows: Vec<MatchedRow>,
}

/// Reads a list and matches its rows with the services that exist on the day. Nothing is written.
///
/// # Errors
/// What is wrong with the file.
pub fn matched(limits: InputLimits, bytes: &[u8], records: &Records, day: NaiveDate) -> Result<MatchedSheet, Fault> {
    let mut sheet = service_sheet::read(limits, bytes)?;
    let matcher = ServiceMatcher::new(records, day);
    let found = |row: SheetRow| {
        let words = ServiceWords { identifier: &row.identifier, code: "", name: &row.name };
        MatchedRow { candidates: matcher.find(words), row }
    };
    let mut rows: Vec<MatchedRow> = std::mem::take(&mut sheet.rows).into_iter().map(found).collect();
    if uses_our_codes(&rows, &matcher) {
        for matched in &mut rows {
            let row = &matched.row;
            let words = ServiceWords { identifier: &row.identifier, code: &row.code, name: &row.name };
            matched.candidates = matcher.find(words);
        }
    }
    Ok(MatchedSheet { sheet, rows })
}

/// True for a list whose codes are those of the catalogue: of the rows that are sure by their names, nearly all have the
/// code of the service. Most lists number services in their own way, and «01/02» of one is another service of ours.
fn uses_our_codes(rows: &[MatchedRow], matcher: &ServiceMatcher) -> bool {
    let coded = rows.iter().filter_map(|row| Some((row.sure()?, matcher.by_code(&row.row.code)?)));
    let (same, all) = coded.fold((0, 0), |(same, all), (sure, code)| (same + usize::from(sure.code == code), all + 1));
    all >= FEWEST_CODES && same * 10 >= all * 9
}

/// A list as a person sends it.
#[derive(Clone, Debug)]
pub struct NewSheet {
    pub bytes: Vec<u8>,
    pub file: Option<String>,
    /// Day from which the services hold.
    pub day: Option<NaiveDate>,
    pub note: Option<String>,
    pub place: Place,
}

/// Keeps a list that can be read, until a person has answered what its rows mean; gives back its number.
///
/// # Errors
/// The actor may not, or the list cannot be read; nothing is kept then.
pub async fn keep(store: &Store, actor: &Actor, new: NewSheet, now: DateTime<Utc>) -> Result<i32, Refusal> {
    actor.authorize(Permission::Submit(new.place))?;
    let Actor::Person(person) = actor else {
        return Err(Refusal::forbidden("refused-only-person-submits"));
    };
    let sheet = service_sheet::read(InputLimits::SUBMITTED, &new.bytes);
    let sheet = sheet.map_err(|fault| Refusal::Invalid(vec![fault].into()))?;
    if sheet.rows.len() > MAX_ROWS {
        let fault = Fault::of_file("fault-list-too-long", Message::new("expected-at-most-rows").with("most", MAX_ROWS));
        return Err(Refusal::Invalid(vec![fault].into()));
    }
    let write = store.begin().await?;
    let stored = StoredSheet {
        id: 0,
        account_id: person.id,
        hromada: new.place.hromada.to_string(),
        file: new.file,
        bytes: new.bytes,
        day: new.day,
        answers: Answers::of_note(new.note).text(),
        created_at: now,
        submission: None,
    };
    let id = write.keep_service_sheet(stored).await?;
    write.commit().await?;
    Ok(id)
}

/// Keeps what a person answered so far.
///
/// # Errors
/// The actor may not, or the list was submitted already.
pub async fn save(store: &Store, actor: &Actor, place: Place, sheet: &StoredSheet) -> Result<(), Refusal> {
    actor.authorize(Permission::Submit(place))?;
    let write = store.begin().await?;
    if !write.answer_service_sheet(sheet).await? {
        return Err(submitted_already());
    }
    Ok(write.commit().await?)
}

/// A list in hand with all that its submission is made of.
#[derive(Clone, Debug)]
pub struct AnsweredSheet {
    pub stored: StoredSheet,
    pub matched: MatchedSheet,
    pub answers: Answers,
    /// What was answered before about names of this hromada.
    pub choices: Choices,
    pub place: Place,
}

impl AnsweredSheet {
    /// What each row means by now.
    #[must_use]
    pub fn decisions(&self) -> Vec<Decision> {
        self.matched.rows.iter().map(|row| decide(row, &self.answers, &self.choices)).collect()
    }
}

/// Makes a submission of a list about which every question is answered, and remembers the answers; gives back its number.
///
/// # Errors
/// A question is open, no point is chosen, the actor may not, or the table is refused.
pub async fn submit(
    store: &Store,
    rules: &Rulebook,
    actor: &Actor,
    (answered, registry): (AnsweredSheet, &Registry),
    now: DateTime<Utc>,
) -> Result<i32, Refusal> {
    let Actor::Person(person) = actor else {
        return Err(Refusal::forbidden("refused-only-person-submits"));
    };
    let bytes = table::offerings(&answered, registry)?;
    let new = NewSubmission {
        format: Format::Offerings,
        bytes,
        file: answered.stored.file.as_deref().map(|file| format!("{file} → offerings.csv")),
        day: answered.stored.day,
        note: answered.answers.note(),
        place: answered.place,
    };
    let submission = submissions::submit(store, rules, actor, new, now).await?;
    let write = store.begin().await?;
    let stored =
        StoredSheet { submission: Some(submission), answers: answered.answers.text(), ..answered.stored.clone() };
    if !write.answer_service_sheet(&stored).await? {
        return Err(submitted_already());
    }
    write.remember_choices(answered.place.hromada, &chosen(&answered), (person.id, now)).await?;
    write.commit().await?;
    Ok(submission)
}

/// The answers a person gave, to be offered next time.
fn chosen(answered: &AnsweredSheet) -> Vec<Choice> {
    let rows = answered.matched.rows.iter().zip(answered.decisions());
    let chosen = rows.filter_map(|(row, decision)| match decision {
        Decision::Answered(service) => Some(Choice { name: answers::key(&row.row), service }),
        Decision::Remembered(_) | Decision::Matched(_) | Decision::Open => None,
    });
    chosen.collect()
}

fn submitted_already() -> Refusal {
    Refusal::conflict("refused-sheet-submitted")
}
