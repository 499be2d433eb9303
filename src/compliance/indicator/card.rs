//! `barrier-free`, `barrier-free-full`, `barrier-free-share`: what the points' cards of a checklist say.

use super::{Judged, Reason};
use crate::compliance::cards::{AnswerCounts, Form, count_answers};
use crate::compliance::judgement::Judgement;
use crate::domain::Truth;
use crate::registry::PointOnDate;

/// What of the card is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Level {
    /// The mean of the points' shares; a member's own state is whether it fulfils all.
    Mean,
    /// Everything applicable fulfilled.
    Full,
    /// At least this share.
    AtLeast(f64),
}

pub(super) fn judge(audit: &Judgement, form: &Form<'_>, level: Level, point: &PointOnDate) -> Judged {
    let card = count_answers(audit, form, point);
    let truth = match level {
        Level::Full => card.is_full(),
        // A point that is not judged is unknown in the mean, whatever is left of its card.
        Level::Mean => card.share().and_then(|_| card.is_full()),
        Level::AtLeast(least) => card.share().map(|share| share >= least),
    };
    Judged { card: Some(card), ..Truth::from_option(truth).into() }
}

pub(super) fn reason<'a>(judged: &Judged) -> Reason<'a> {
    let told = judged.card.and_then(|card: AnswerCounts| card.share().map(|share| (card, share)));
    told.map_or(Reason::NotAnswered, |(card, share)| Reason::Card {
        share,
        yes: card.yes,
        no: card.no,
        unknown: card.unknown,
    })
}

/// The mean; `None` of nothing.
pub(super) fn mean(shares: &[f64]) -> Option<f64> {
    (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64)
}
