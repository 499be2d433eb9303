//! Cards of checklists: answers of a point, verdicts, and what they say of a territory.

mod card;
mod form;
mod measure;
pub mod members;
pub mod needs;
mod summary;
pub mod wheelchair;

pub use card::{Card, CardAnswer, CardVerdict, card, cards};
pub use form::{AnswerCounts, Basis, Form, Mark, count_answers, marks};
pub use measure::{Contradiction, contradiction, judge_measure};
pub use summary::{BarrierFree, CriterionCounts, StopCounts, SummaryBy, summary, summary_by, summary_of_kind};
