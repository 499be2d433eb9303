//! «Тут помилка»: a citizen says what is wrong with a point or a service; people answer; nothing changes by itself.

use chrono::{DateTime, TimeDelta, Utc};

use super::accounts::{Token, digest};
use super::actor::Permission;
use super::{Actor, Refusal};
use crate::domain::TerritoryCode;
use crate::domain::facts::word_enum;
use crate::domain::text::typed;
use crate::registry::Records;
use crate::store::{CitizenReport, REPORT_OPEN, ReportAnswer, Store};

/// Most signs of what a citizen says, and of the answer.
pub const MOST_SIGNS: usize = 1_000;
/// How long a report counts against its address.
pub const COUNTED: TimeDelta = TimeDelta::hours(1);
/// Reports of one address and of all together within [`COUNTED`].
const MOST: (u64, u64) = (5, 300);

word_enum! {
    /// What a report is about.
    ReportSubject {
        Point = "point",
        Service = "service",
    }
}

word_enum! {
    /// What is wrong.
    ReportKind {
        Address = "address",
        Hours = "hours",
        Contacts = "contacts",
        Services = "services",
        Access = "access",
        Closed = "closed",
        Description = "description",
        Documents = "documents",
        Fee = "fee",
        NotGiven = "not-given",
        Other = "other",
    }
}

impl ReportKind {
    /// What may be wrong with a point or with a service.
    #[must_use]
    pub const fn of(subject: ReportSubject) -> &'static [Self] {
        match subject {
            ReportSubject::Point => {
                &[Self::Address, Self::Hours, Self::Contacts, Self::Services, Self::Access, Self::Closed, Self::Other]
            }
            ReportSubject::Service => &[Self::Description, Self::Documents, Self::Fee, Self::NotGiven, Self::Other],
        }
    }
}

/// A report as it comes in.
#[derive(Clone, Debug)]
pub struct NewReport {
    pub subject: ReportSubject,
    pub code: String,
    /// Whose to-do it lands in: the hromada of the point, or the one the citizen named.
    pub hromada: Option<TerritoryCode>,
    /// The place of the first level in view, where no hromada is named.
    pub oblast: Option<TerritoryCode>,
    pub kind: ReportKind,
    pub text: String,
}

/// Why a report was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ReportRefusal {
    /// Too many came from one address, or from all together.
    #[error("too many reports")]
    TooMany,
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<crate::store::Error> for ReportRefusal {
    fn from(error: crate::store::Error) -> Self {
        Self::Refused(error.into())
    }
}

/// Keeps a report; gives back the secret of the address where its answer will be read. Of the address it came from only
/// a digest is kept, and that no longer than it counts.
///
/// # Errors
/// Too many came lately, or the database refuses.
pub async fn report(
    store: &Store,
    actor: &Actor,
    (new, records): (NewReport, &Records),
    address: &str,
    now: DateTime<Utc>,
) -> Result<Token, ReportRefusal> {
    actor.authorize(Permission::Report)?;
    let key = digest(&format!("report {address}"));
    let write = store.begin().await?;
    let (own, all) = write.report_attempts(&key, now - COUNTED).await?;
    if own >= MOST.0 || all >= MOST.1 {
        // What was forgotten stays forgotten.
        write.commit().await?;
        return Err(ReportRefusal::TooMany);
    }
    write.note_report_attempt(&key, now).await?;
    let token = Token::new("")?;
    write.keep_report(kept(new, records, digest(token.secret()), now)).await?;
    write.commit().await?;
    Ok(token)
}

fn kept(new: NewReport, records: &Records, token_sha256: String, now: DateTime<Utc>) -> CitizenReport {
    let first_level = |code| records.territories.first_level(code).map(|place| place.code);
    let oblast = new.hromada.and_then(first_level).or(new.oblast);
    CitizenReport {
        id: 0,
        token_sha256,
        subject: new.subject.word().to_owned(),
        code: new.code,
        hromada: new.hromada.map(|code| code.to_string()),
        oblast: oblast.map(|code| code.to_string()),
        kind: new.kind.word().to_owned(),
        text: typed(&new.text, MOST_SIGNS),
        state: REPORT_OPEN.to_owned(),
        created_at: now,
        answered_at: None,
        answered_by: None,
        answer: None,
    }
}

/// The report behind the secret of an address.
///
/// # Errors
/// The database does not answer.
pub async fn by_secret(store: &Store, secret: &str) -> Result<Option<CitizenReport>, Refusal> {
    Ok(store.report_by_token(&digest(secret)).await?)
}

/// Who may see and answer a report.
#[must_use]
pub fn permission(report: &CitizenReport) -> Permission {
    let code = |text: &Option<String>| text.as_deref().and_then(|text| TerritoryCode::parse(text).ok());
    Permission::AnswerReport { hromada: code(&report.hromada), oblast: code(&report.oblast) }
}

/// Answers a report, or rejects it with the reason.
///
/// # Errors
/// The actor may not, says nothing, or it was answered already.
pub async fn answer(
    store: &Store,
    (actor, report): (&Actor, &CitizenReport),
    (is_rejected, text): (bool, &str),
    at: DateTime<Utc>,
) -> Result<(), Refusal> {
    actor.authorize(permission(report))?;
    let Actor::Person(person) = actor else {
        return Err(Refusal::forbidden("refused-only-people"));
    };
    let text = typed(text, MOST_SIGNS);
    if text.is_empty() {
        return Err(Refusal::conflict("refused-report-no-answer"));
    }
    let state = if is_rejected { "rejected" } else { "answered" };
    let write = store.begin().await?;
    let answer = ReportAnswer { report: report.id, state, by: person.id, at, text };
    if !write.answer_report(&answer).await? {
        return Err(Refusal::conflict("refused-report-answered"));
    }
    Ok(write.commit().await?)
}
