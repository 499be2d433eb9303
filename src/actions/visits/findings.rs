//! Findings of visits: what became of each, by when it is due, and the answers and decisions about it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::{MOST_SIGNS, person_of, place_of, record};
use crate::actions::actor::{Permission, Place};
use crate::actions::{Actor, Refusal};
use crate::domain::facts::word_enum;
use crate::domain::kyiv;
use crate::domain::text::typed;
use crate::store::{self, FindingStep, Store};

word_enum! {
    /// How far a finding has come; whether it is overdue follows from the day.
    State {
        Open = "open",
        Answered = "answered",
        Accepted = "accepted",
    }
}

word_enum! {
    /// What is done about a finding.
    Step {
        Answered = "answered",
        Returned = "returned",
        Accepted = "accepted",
    }
}

/// A finding with what became of it.
#[derive(Clone, Debug)]
pub struct Finding {
    pub row: store::Finding,
    pub steps: Vec<FindingStep>,
}

/// What somebody does about a finding.
#[derive(Clone, Debug)]
pub struct Decision {
    pub step: Step,
    pub text: String,
    pub request_key: String,
}

impl Finding {
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        place_of(&self.row.hromada, &self.row.oblast)
    }

    #[must_use]
    pub fn state(&self) -> State {
        state_after(&self.steps)
    }

    /// Days since the deadline of a finding that is open; `None` where it is not overdue.
    #[must_use]
    pub fn overdue_days(&self, today: NaiveDate) -> Option<usize> {
        let late = today.signed_duration_since(self.row.deadline).num_days();
        let late = usize::try_from(late).ok().filter(|days| *days > 0);
        late.filter(|_| self.state() == State::Open)
    }
}

fn state_after(steps: &[FindingStep]) -> State {
    match steps.last().and_then(|step| Step::parse(&step.step)) {
        Some(Step::Answered) => State::Answered,
        Some(Step::Accepted) => State::Accepted,
        Some(Step::Returned) | None => State::Open,
    }
}

/// Findings with what became of them.
///
/// # Errors
/// The database does not answer.
pub async fn followed(store: &Store, rows: Vec<store::Finding>) -> Result<Vec<Finding>, store::Error> {
    let numbers: Vec<i32> = rows.iter().map(|row| row.id).collect();
    let steps = store.finding_steps(&numbers).await?;
    let of = |id: i32| steps.iter().filter(|step| step.finding == id).cloned().collect();
    Ok(rows.into_iter().map(|row| Finding { steps: of(row.id), row }).collect())
}

/// Answers a finding, returns the answer or accepts it. The same form sent again changes nothing more.
///
/// # Errors
/// The actor may not, says nothing where words are needed, or the finding is not in the state for it.
pub async fn take_step(
    store: &Store,
    (actor, finding): (&Actor, &Finding),
    decision: Decision,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let place = finding.place().ok_or_else(|| Refusal::forbidden("refused-role"))?;
    actor.authorize(match decision.step {
        Step::Answered => Permission::AnswerFinding(place),
        Step::Returned | Step::Accepted => Permission::Inspect(place),
    })?;
    let text = typed(&decision.text, MOST_SIGNS);
    if text.is_empty() && decision.step != Step::Accepted {
        return Err(Refusal::conflict("refused-finding-no-text"));
    }
    let mut write = store.begin().await?;
    let steps = write.steps_now(finding.row.id).await?;
    if steps.iter().any(|step| step.request_key == decision.request_key) {
        return Ok(());
    }
    let needed = if decision.step == Step::Answered { State::Open } else { State::Answered };
    if state_after(&steps) != needed {
        return Err(Refusal::conflict("refused-finding-state"));
    }
    let word = decision.step.word();
    let details = json!({ "finding": finding.row.id, "step": word });
    let source = record(&mut write, actor, (&format!("finding-{word}"), details), now).await?;
    let step = FindingStep {
        id: 0,
        finding: finding.row.id,
        request_key: decision.request_key,
        step: word.to_owned(),
        text,
        day: kyiv::date(now),
        account_id: person_of(actor)?,
        source,
        voided_by: None,
    };
    write.add_finding_step(step).await?;
    Ok(write.commit().await?)
}
