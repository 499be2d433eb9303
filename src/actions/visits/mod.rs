//! Audit visits: opened, filled as a draft, signed off into answers and findings, followed up until accepted.

mod findings;
mod sheet;
mod sign;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

pub use self::findings::{Decision, Finding, State, Step, followed, take_step};
pub use self::sheet::{AskedCriterion, EQUIPMENT, Gap, MOST_FINDINGS, Sheet, Subject, criterion_part, finding_part};
pub use self::sign::{SIGNING, SignedSheet, Signing, sign};
use super::actor::{Permission, Place};
use super::forms::Values;
use super::{Actor, Refusal};
use crate::domain::text::typed;
use crate::domain::{TerritoryCode, kyiv};
use crate::registry::Registry;
use crate::store::{self, FormDraft, NewAuditEntry, Store, Visit, Write};

/// Most signs of the people present, and of each text of a finding.
pub const MOST_SIGNS: usize = 2_000;
/// Most signs of the key a form carries.
const LONGEST_KEY: usize = 64;

/// A visit as it is opened.
#[derive(Clone, Debug)]
pub struct NewVisit {
    pub request_key: String,
    pub point: String,
    pub place: Place,
    pub day: NaiveDate,
    pub present: String,
}

/// The place of a visit; `None` where its codes cannot be read.
#[must_use]
pub fn place_of(hromada: &str, oblast: &str) -> Option<Place> {
    let oblast = TerritoryCode::parse(oblast).ok()?;
    Some(Place { hromada: TerritoryCode::parse(hromada).ok()?, oblast: Some(oblast) })
}

/// The place in which a point is visited: that of its hromada; `None` for a point without one.
#[must_use]
pub fn place_of_point(registry: &Registry, code: &str) -> Option<Place> {
    let hromada = registry.point(code)?.row().hromada?;
    let place = super::submissions::place(&registry.records, hromada);
    place.oblast.map(|_| place)
}

/// The key a form carries, so that a form sent twice is taken once.
///
/// # Errors
/// It carries none.
pub fn request_key(text: Option<&str>) -> Result<String, Refusal> {
    let is_key = |text: &&str| text.len() <= LONGEST_KEY && text.bytes().all(|sign| sign.is_ascii_alphanumeric());
    let key = text.filter(|text| !text.is_empty()).filter(is_key);
    key.map(str::to_owned).ok_or_else(|| Refusal::conflict("refused-no-request-key"))
}

/// A key for a new form.
///
/// # Errors
/// The machine gives no random numbers.
pub fn new_request_key() -> Result<String, Refusal> {
    let token = super::accounts::Token::new("")?;
    Ok(token.secret().chars().filter(char::is_ascii_alphanumeric).take(32).collect())
}

/// Opens a visit; the same form sent again gives back the visit it opened.
///
/// # Errors
/// The actor may not, the day has not come, or nobody was there.
pub async fn open(store: &Store, actor: &Actor, new: NewVisit, now: DateTime<Utc>) -> Result<i32, Refusal> {
    actor.authorize(Permission::Inspect(new.place))?;
    let (by, oblast) = (person_of(actor)?, new.place.oblast);
    if new.day > kyiv::date(now) {
        return Err(Refusal::conflict("refused-visit-ahead"));
    }
    let present = typed(&new.present, MOST_SIGNS);
    if present.is_empty() {
        return Err(Refusal::conflict("refused-visit-nobody"));
    }
    let mut write = store.begin().await?;
    if let Some(visit) = write.visit_of_request(&new.request_key).await? {
        return if visit.opened_by == by { Ok(visit.id) } else { Err(Refusal::conflict("refused-no-request-key")) };
    }
    let details = json!({ "point": new.point, "day": new.day.to_string() });
    let source = record(&mut write, actor, ("visit-open", details), now).await?;
    let visit = Visit {
        id: 0,
        request_key: new.request_key,
        point: new.point,
        hromada: new.place.hromada.to_string(),
        oblast: oblast.map(|code| code.to_string()).unwrap_or_default(),
        day: new.day,
        present,
        opened_by: by,
        source,
        voided_by: None,
    };
    let id = write.add_visit(visit).await?;
    write.commit().await?;
    Ok(id)
}

/// By what the draft of a sheet is kept.
#[must_use]
pub fn draft_key(visit: i32) -> String {
    format!("visits/{visit}")
}

/// Keeps what was typed into a sheet; false where somebody kept something else meanwhile.
///
/// # Errors
/// The actor may not, the sheet is signed, or the database refuses.
pub async fn keep(
    store: &Store,
    actor: &Actor,
    (visit, place): (&Visit, Place),
    (values, version): (&Values, i32),
    now: DateTime<Utc>,
) -> Result<bool, Refusal> {
    actor.authorize(Permission::Inspect(place))?;
    let draft = FormDraft {
        id: 0,
        form: draft_key(visit.id),
        hromada: visit.hromada.clone(),
        account_id: person_of(actor)?,
        fields: values.text(),
        version,
        updated_at: now,
        submission: None,
    };
    let write = store.begin().await?;
    if write.signature_now(visit.id).await?.is_some() {
        return Err(Refusal::conflict("refused-visit-signed"));
    }
    let is_kept = write.keep_form_draft(&draft).await?;
    write.commit().await?;
    Ok(is_kept)
}

fn person_of(actor: &Actor) -> Result<i32, Refusal> {
    let person = actor.person().ok_or_else(|| Refusal::forbidden("refused-only-people"))?;
    Ok(person.id)
}

/// The trail of a visit in the audit log; no facts of the registry change by it.
async fn record(
    write: &mut Write,
    actor: &Actor,
    (name, details): (&str, serde_json::Value),
    now: DateTime<Utc>,
) -> Result<i32, store::Error> {
    let entry = NewAuditEntry::without_rows(now, actor.name(), name, &details);
    write.record(entry).await
}
